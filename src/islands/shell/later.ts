/** What every page runs a moment after it was loaded: what serves offline use, and the search once it is asked for. */
import { followConnection } from './offline.ts'

const search = () => void import('../search/open-search.ts').then(({ openSearch }) => openSearch())

addEventListener('aimward:search', search)
// It may have been asked for before this was here.
if (document.querySelector('script[data-search]')) search()
followConnection()
