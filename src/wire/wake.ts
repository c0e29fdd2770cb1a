/** Calls back whenever the page may have slept or lost its network. Returns how to stop. */
export function onWake(wake: () => void): () => void {
  const wakeIfSeen = () => document.visibilityState === 'visible' && wake()
  document.addEventListener('visibilitychange', wakeIfSeen)
  // iOS comes back from its cache of pages with `pageshow` alone.
  for (const event of ['pageshow', 'online', 'offline']) addEventListener(event, wake)
  return () => {
    document.removeEventListener('visibilitychange', wakeIfSeen)
    for (const event of ['pageshow', 'online', 'offline']) removeEventListener(event, wake)
  }
}
