/**
 * Says in the header what concerns the whole page, until the function that comes back is called; not aloud where it is
 * known already. Only what comes into a line that was there before is said aloud, so the words follow the line.
 */
export function notify(parts: readonly (string | Node)[], { isKnown = false } = {}): () => void {
  const line = document.createElement('p')
  if (!isKnown) line.setAttribute('role', 'status')
  document.querySelector('.masthead')?.append(line)
  const writing = setTimeout(() => line.append(...parts), 200)
  return () => {
    clearTimeout(writing)
    line.remove()
  }
}

export function buttonOf(className: string, label: string, act: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = className
  button.textContent = label
  button.addEventListener('click', act)
  return button
}
