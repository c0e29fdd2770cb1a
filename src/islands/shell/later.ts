/** What every page runs a moment after it was loaded: what serves offline use, and the search once it is asked for. */
import { openWorker } from '../search/open-worker.ts'
import { followConnection } from './offline.ts'

function search() {
  // The index comes beside the box, not after it.
  const worker = openWorker()
  import('../search/open-search.ts').then(
    ({ openSearch }) => openSearch(worker),
    () => worker.terminate(),
  )
}

addEventListener('aimward:search', search)
// It may have been asked for before this was here.
if (document.querySelector('script[data-search]')) search()
followConnection()
