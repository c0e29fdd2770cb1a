/** The live classroom of this address, as its server tells at `room.json`. */
export type RoomHost = {
  /** Path of the socket. */
  readonly mqtt: string
  /** The code of the room that is open here; undefined where several may be, or none is yet. */
  readonly room: string | undefined
  /** Addresses under which phones in the room reach this site; none while it is not open to the network. */
  readonly lan: readonly string[]
  readonly door: 'open' | 'pin' | 'locked'
  /** How a trainer comes in: with the key of the room, or, where the broker knows no keys, with the password from the address. */
  readonly login: 'key' | 'password'
  /** Somebody was turned away lately because so many came from the same address. */
  readonly isCrowded: boolean
}

/** `none`: a site without a classroom. `unreachable`: nobody answers, which may pass. */
export type HostAnswer =
  { readonly kind: 'host'; readonly host: RoomHost } | { readonly kind: 'none' } | { readonly kind: 'unreachable' }

/** Asks the host of this page whether it carries live rooms. */
export async function askHost(address: string): Promise<HostAnswer> {
  try {
    const answer = await fetch(address, { cache: 'no-store' })
    if (!answer.ok) return { kind: answer.status >= 500 ? 'unreachable' : 'none' }
    const host = hostIn(jsonOf(await answer.text()), address)
    return host ? { kind: 'host', host } : { kind: 'none' }
  } catch {
    return { kind: 'unreachable' }
  }
}

/** What a trainer on this computer may change: the way in from the network, a PIN (null takes it away), the lock. */
export type HostChange = { readonly lan?: boolean; readonly pin?: string | null; readonly locked?: boolean }

/**
 * What a host that was started again is told anew. Not the lock: it no longer knows who was in and would keep them out, and
 * the room has a door of its own.
 */
export type HostWishes = Omit<HostChange, 'locked'>

/** Whether a host has lost what was set on it, as one that was started again has. */
export const hasForgotten = ({ lan, door }: RoomHost, wanted: HostWishes): boolean =>
  (wanted.lan === true && lan.length === 0) || (typeof wanted.pin === 'string' && door === 'open')

/** Changes it; a sentence where the server does not want to. `token` is the server's, or the login with a room's key. */
export async function changeHost(
  address: string,
  { change, token }: { readonly change: HostChange; readonly token: string },
): Promise<RoomHost | string> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(change),
    })
    const said: unknown = await answer.json()
    const host = answer.ok ? hostIn(said, address) : undefined
    return host ?? problemIn(said) ?? 'The server did not understand. Start it again with npm start.'
  } catch {
    return 'The server does not answer. Look whether npm start is still running.'
  }
}

/**
 * Lets the server of a room hand a form to the phones, or takes it away; false where that server carries none. `login` is
 * made of the room's key.
 */
export async function handForm(
  address: string,
  { text, login }: { readonly text: string | undefined; readonly login: string },
): Promise<boolean> {
  try {
    const answer = await fetch(address, {
      method: text === undefined ? 'DELETE' : 'PUT',
      headers: { Authorization: `Bearer ${login}` },
      ...(text === undefined ? {} : { body: text }),
    })
    return answer.ok
  } catch {
    return false
  }
}

const problemIn = (said: unknown) =>
  typeof said === 'object' && said !== null && 'problem' in said && typeof said.problem === 'string'
    ? said.problem
    : undefined

/** No server has so much to say. */
const longestAnswer = 10_000

function jsonOf(text: string): unknown {
  try {
    return text.length > longestAnswer ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * What a host says of itself. Phones are sent to its addresses and pages open its socket, so one part that cannot be right
 * makes all of it none.
 */
function hostIn(value: unknown, address: string): RoomHost | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { v, mqtt, room, lan, door, login, crowded } = value as Readonly<Record<string, unknown>>
  const reachedAt = addressesIn(lan ?? [], address)
  if (v !== 1 || typeof mqtt !== 'string' || !/^(\/[\w.~%-]+)+$/.test(mqtt) || !reachedAt) return undefined
  if (room !== undefined && room !== null && !isCode(room)) return undefined
  return {
    mqtt,
    room: room ?? undefined,
    lan: reachedAt,
    door: door === 'pin' || door === 'locked' ? door : 'open',
    login: login === 'password' ? 'password' : 'key',
    isCrowded: crowded === true,
  }
}

const isCode = (value: unknown): value is string => typeof value === 'string' && /^[0-9A-HJKMNP-TV-Z]{8}$/.test(value)

/** Roots of this very site under other origins, without a slash at the end; undefined where one is anything else. */
function addressesIn(lan: unknown, address: string): readonly string[] | undefined {
  if (!Array.isArray(lan) || lan.length > 20) return undefined
  const path = new URL('.', new URL(address, 'http://localhost')).pathname
  const roots = lan.map((one) => rootOf(String(one), path))
  return roots.every((root) => root !== undefined) ? roots : undefined
}

function rootOf(text: string, path: string): string | undefined {
  try {
    const { href, origin } = new URL(`${text}/`)
    return origin.startsWith('http') && href === origin + path && href.length < 100 ? href.slice(0, -1) : undefined
  } catch {
    return undefined
  }
}

/** The address of the socket, on the host that the page came from: nothing else is ever spoken to. */
export const socketAddress = (
  { mqtt }: RoomHost,
  { protocol, host }: { readonly protocol: string; readonly host: string },
) => `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${mqtt}`
