import type { Shelf } from '../../wire/outbox.ts'

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

/** The live classroom of this address, as its server tells. */
export type RoomHost = {
  /** Path of the socket. */
  readonly mqtt: string
  /** The code of the room that is open here; undefined where several may be, or none is yet. */
  readonly room: string | undefined
  readonly lan: readonly string[]
  readonly door: 'open' | 'pin' | 'locked'
}

/** `none`: a site without a classroom. `unreachable`: nobody answers, which may pass. */
export type HostAnswer =
  { readonly kind: 'host'; readonly host: RoomHost } | { readonly kind: 'none' } | { readonly kind: 'unreachable' }

/** Asks the host of this page whether it carries live rooms. */
export async function askHost(address: string): Promise<HostAnswer> {
  try {
    const answer = await fetch(address, { cache: 'no-store' })
    if (!answer.ok) return { kind: answer.status >= 500 ? 'unreachable' : 'none' }
    const host = hostIn(await answer.json().catch(() => undefined))
    return host ? { kind: 'host', host } : { kind: 'none' }
  } catch {
    return { kind: 'unreachable' }
  }
}

function hostIn(value: unknown): RoomHost | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { v, mqtt, room, lan, door } = value as Readonly<Record<string, unknown>>
  if (v !== 1 || typeof mqtt !== 'string' || !mqtt.startsWith('/')) return undefined
  return {
    mqtt,
    room: typeof room === 'string' ? room : undefined,
    lan: Array.isArray(lan) ? lan.filter((one) => typeof one === 'string') : [],
    door: door === 'pin' || door === 'locked' ? door : 'open',
  }
}

/** The address of the socket, on the host that the page came from: nothing else is ever spoken to. */
export const socketAddress = ({ mqtt }: RoomHost) =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${mqtt}`

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
