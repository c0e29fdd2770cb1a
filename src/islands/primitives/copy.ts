/**
 * Puts a text on the clipboard; false where the browser refuses. Pages on plain http have no clipboard to write to, and
 * copy what is marked instead.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyMarked(text)
  }
}

function copyMarked(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'visually-hidden'
  // Inside a dialog nothing outside of it can have the focus.
  const place = before?.closest('dialog') ?? document.body
  place.append(field)
  field.select()
  try {
    // Deprecated, and all there is without https.
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (before instanceof HTMLElement) before.focus()
  }
}
