/** What every page runs a moment after it was loaded: what serves offline use, and the search once it is asked for. */
import { followConnection } from './offline.ts'

function search() {
  // The index comes beside the box, not after it.
  const worker = new Worker(new URL('../search/worker.ts', import.meta.url), { type: 'module' })
  import('../search/open-search.ts').then(
    ({ openSearch }) => openSearch(worker),
    () => worker.terminate(),
  )
}

addEventListener('aimward:search', search)
// It may have been asked for before this was here.
if (document.querySelector('script[data-search]')) search()
followConnection()
