/** What a key asks for. */
export type Intent =
  | { readonly kind: 'choose'; readonly index: number }
  | { readonly kind: 'next' | 'previous' | 'flag' | 'navigator' | 'strike' | 'help' }

/** Every key of the desk, as the list under `?` shows it. */
export const keyList = [
  { keys: '1 – 6', does: 'Choose an option' },
  { keys: 'J', other: 'Alt + Shift + N', does: 'Next question' },
  { keys: 'K', other: 'Alt + Shift + P', does: 'Previous question' },
  { keys: 'M', does: 'Flag the question, or take the flag away' },
  { keys: 'R', does: 'Open the Navigator' },
  { keys: 'X', does: 'Strike out the option in focus or under the pointer; or X, then 1 – 6' },
  { keys: 'Esc', does: 'Close what is open' },
  { keys: '?', does: 'Show this list' },
] as const

const letters = {
  j: 'next',
  k: 'previous',
  m: 'flag',
  r: 'navigator',
  x: 'strike',
  '?': 'help',
} as const

/** What a key pressed on the desk asks for; nothing in text fields, in dialogs, or with keys of the browser. */
export function intentOf(event: KeyboardEvent): Intent | undefined {
  if (event.defaultPrevented || event.repeat || event.isComposing || isElsewhere(event.target)) return undefined
  if (event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey) {
    // By place on the keyboard, because Alt changes the letter on many.
    if (event.code === 'KeyN') return { kind: 'next' }
    if (event.code === 'KeyP') return { kind: 'previous' }
    return undefined
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined
  if (/^[1-6]$/.test(event.key)) return { kind: 'choose', index: Number(event.key) - 1 }
  const key = event.key.toLowerCase()
  const found = Object.entries(letters).find(([letter]) => letter === key)
  return found && { kind: found[1] }
}

const isElsewhere = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('textarea, select, [contenteditable], dialog, input:not([type=radio], [type=checkbox])') !== null
