import { createComponent, render } from 'solid-js/web'
import { SearchBox } from './SearchBox.tsx'

/** Opens the search over the page, unless it is open. */
export function openSearch() {
  if (document.querySelector('.search-box')) return
  const place = document.createElement('div')
  document.body.append(place)
  const close = render(
    () =>
      createComponent(SearchBox, {
        onClose: () => {
          close()
          place.remove()
        },
      }),
    place,
  )
}
