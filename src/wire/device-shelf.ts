import type { Shelf } from './outbox.ts'

/** localStorage as a shelf; where it is blocked, nothing is kept and nothing breaks. */
export const deviceShelf: Shelf = {
  read: (key) => attempt(() => localStorage.getItem(key) ?? undefined),
  write: (key, text) =>
    attempt(() => {
      localStorage.setItem(key, text)
      return true
    }) ?? false,
  remove: (key) => void attempt(() => localStorage.removeItem(key)),
  keys: () => attempt(() => Object.keys(localStorage)) ?? [],
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
