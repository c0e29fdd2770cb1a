import { createSignal } from 'solid-js'
import { whenMounted } from '../primitives/mounted.ts'
import { selectedPassage, type Selected } from './highlight.ts'

/** What is selected of a passage of the page, as it changes. */
export function createSelected() {
  const [selected, setSelected] = createSignal<Selected>()
  whenMounted(() => {
    const look = () => setSelected(selectedPassage())
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  })
  return selected
}
