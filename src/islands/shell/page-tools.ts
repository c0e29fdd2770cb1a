/** Brings notes, bookmarks, highlights and reading aloud to a page that is no lesson, once it has nothing better to do. */
const startTools = () =>
  void import('../notes/PageTools.tsx').then(({ startPageTools }) => startPageTools()).catch(() => undefined)

if ('requestIdleCallback' in globalThis) requestIdleCallback(startTools, { timeout: 4000 })
else setTimeout(startTools, 1500)
