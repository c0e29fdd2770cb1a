import { onCleanup, onMount } from 'solid-js'

/** Runs once in the browser, after the first render; what it returns runs when the component goes. */
export function whenMounted(start: () => (() => void) | void) {
  onMount(() => {
    const stop = start()
    if (stop) onCleanup(stop)
  })
}
