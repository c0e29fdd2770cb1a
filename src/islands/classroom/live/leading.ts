import { inStorage } from '../../../store/queue.ts'
import type { HostWishes } from '../../../wire/host.ts'

// What a reload of the presenter's window needs to go on: which room is led here, and what `npm start` gave this trainer.

const roomKey = 'aimward:leading'
const wishesKey = 'aimward:wishes'
const tokenKey = 'aimward:trainer-token'

/** The code of the room that was led here last and not ended. */
export const ledRoom = (): string | undefined => inStorage((storage) => storage.getItem(roomKey)) ?? undefined

export const keepLedRoom = (code: string | undefined): void =>
  void inStorage((storage) => (code === undefined ? storage.removeItem(roomKey) : storage.setItem(roomKey, code)))

/** What the trainer has set on the server for the room that is led: one that was started again has forgotten it. */
export function keptWishes(code: string): HostWishes {
  const kept: unknown = JSON.parse(inStorage((storage) => storage.getItem(wishesKey)) ?? 'null')
  // Written below, by this site alone.
  const wishes = kept as { readonly code: string; readonly change: HostWishes } | null
  return wishes?.code === code ? wishes.change : {}
}

export const keepWishes = (code: string, change: HostWishes): void =>
  void inStorage((storage) => storage.setItem(wishesKey, JSON.stringify({ code, change })))

/** Takes the trainer's token out of the address (`#t=…`), where it can be seen, and keeps it for this browser. */
export function takeToken(): void {
  const token = /^#t=([\w-]{10,100})$/.exec(location.hash)?.[1]
  if (token === undefined) return
  inStorage((storage) => storage.setItem(tokenKey, token))
  history.replaceState(history.state, '', location.pathname + location.search)
}

export const trainerToken = (): string | undefined => inStorage((storage) => storage.getItem(tokenKey)) ?? undefined
