import { inStorage } from './queue.ts'

// A browser that is short of room, or finds a database broken, deletes it and says nothing. That something was kept is
// noted apart, in localStorage; where that is cleared away as well, nobody knows.

const keyOf = (name: string) => `${name}:kept`

/** Notes that something is kept under a name, and when. */
export const noteKept = (name: string, at: number) => inStorage((storage) => storage.setItem(keyOf(name), String(at)))

export const forgetKept = (name: string) => inStorage((storage) => storage.removeItem(keyOf(name)))

/** When something was last noted as kept; undefined where nothing was, or it was erased. */
export function keptAt(name: string): number | undefined {
  const at = Number(inStorage((storage) => storage.getItem(keyOf(name))) ?? NaN)
  return Number.isFinite(at) ? at : undefined
}
