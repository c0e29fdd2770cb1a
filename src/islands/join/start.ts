import { createComponent } from 'solid-js'
import { render } from 'solid-js/web'
import { JoinPage } from './JoinPage.tsx'

// Not hydrated like other islands: the page has nothing to show before it knows its room, and no byte to spare.
const place = document.getElementById('join')
if (place) {
  place.textContent = ''
  render(() => createComponent(JoinPage, {}), place)
}
