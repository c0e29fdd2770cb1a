/** What a lesson does once its page has nothing better to do. Each of the two is missed alone where it does not come. */
function startLesson() {
  void import('./follow-lesson.ts').then(({ followLesson }) => followLesson()).catch(() => undefined)
  void import('../notes/PageTools.tsx').then(({ startPageTools }) => startPageTools()).catch(() => undefined)
}

if ('requestIdleCallback' in globalThis) requestIdleCallback(startLesson, { timeout: 4000 })
else setTimeout(startLesson, 1500)
