import { createComponent, render } from 'solid-js/web'
import { SearchBox } from './SearchBox.tsx'

/** Opens the search over the page, unless it is open. */
export function openSearch(worker: Worker) {
  if (document.querySelector('.search-box')) return worker.terminate()
  const place = document.createElement('div')
  document.body.append(place)
  const close = render(
    () =>
      createComponent(SearchBox, {
        worker,
        onClose: () => {
          close()
          place.remove()
        },
      }),
    place,
  )
}
