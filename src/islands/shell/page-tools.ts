/** Brings notes, bookmarks, highlights and reading aloud to a page that is no lesson, once it has nothing better to do. */
const start = () =>
  void import('../notes/PageTools.tsx').then(({ startPageTools }) => startPageTools()).catch(() => undefined)

if ('requestIdleCallback' in globalThis) requestIdleCallback(start, { timeout: 4000 })
else setTimeout(start, 1500)
