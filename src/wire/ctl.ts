import type { Choice } from '../core/class-plan.ts'
import type { Lead } from '../core/lead.ts'
import type { Presenting } from '../core/presenting.ts'
import { fits, fromBase64url, toBase64url, utf8 } from './bytes.ts'
import { headOf, isCount, isRecord, isText, limits, readJson, type Head } from './protocol.ts'
import { codeOfKey } from './room-code.ts'
import { keyOfSecret, unsigned, type StoredKey, type Verify } from './signing.ts'

// What goes over `r/{code}/ctl`, between the presenter's window and the devices beside it. A device says what its buttons
// are, signed by its own key; the presenter says, signed by the key of the room, what the devices show. Only the presenter
// ever moves anything.

/** A device that the trainer has let in: its public key in base64url, and what it is called. */
export type Device = { readonly pub: string; readonly label: string }

export const commands = ['next', 'previous', 'blank', 'join', 'timer', 'stop', 'vote', 'spread', 'reveal'] as const
/** What a device may ask for: no more than the keys of the presenter's window. */
export type Command = (typeof commands)[number]

export const leadSteps = ['ask', 'accept', 'decline', 'offer'] as const
/** `offer` gives the lead back to the presenter. */
export type LeadStep = (typeof leadSteps)[number]

/** A device says that it is there every five seconds. */
export const helloMs = 5000
/** A press that has not moved anything by then moves nothing any more. */
export const pressMs = 3000

/**
 * What a device says. `hello` asks for the present moment, and tells that it is there. `from` is the moment, or the lead,
 * that was on its screen when something was pressed: of another one it counts for nothing.
 */
export type Said = {
  readonly v: 1
  /** Grows with every message. */
  readonly n: number
  /** The epoch of the room: of another one, all but `hello` counts for nothing. */
  readonly e: number
  /** Its public key. */
  readonly d: string
  /** The presenter's clock as the device knows it. */
  readonly at: number
} & (
  | { readonly k: 'hello' }
  | { readonly k: 'do'; readonly what: Command; readonly from: string }
  | { readonly k: 'lead'; readonly what: LeadStep; readonly from: string }
)

/** The present moment, in what the pages of the same build need to show it. */
export type Moment = {
  readonly choice: Choice
  readonly state: Presenting
  /** `momentWord` of it. */
  readonly word: string
}

/** Who is here, and, where something is asked, how many have answered of how many. */
export type Counts = { readonly connected: number; readonly answered?: number; readonly asked?: number }

export type View = Head &
  Moment &
  Counts & {
    readonly k: 'view'
    readonly lead: Lead
    /** By device: the number of the last thing that was heard of it. */
    readonly heard: Readonly<Record<string, number>>
    /** Why the last command has moved nothing; empty where it has. */
    readonly said: string
  }

/** What a device says, once its signature is proved by a key that is listed; undefined for everything else. */
export function parseSaid(
  { topic, payload }: { readonly topic: string; readonly payload: string },
  verifierFor: (pub: string) => Verify | undefined,
): Said | undefined {
  if (!fits(payload, limits.up)) return undefined
  const named = readJson(unsigned(payload))
  const verify = isRecord(named) && isText(named['d']) ? verifierFor(named['d']) : undefined
  return verify?.(topic, payload) === undefined ? undefined : saidIn(named)
}

function saidIn(value: unknown): Said | undefined {
  if (!isRecord(value) || value['v'] !== 1) return undefined
  const { n, e, d, at, k, from } = value
  if (!isCount(n) || !isCount(e) || !isText(d) || !isCount(at)) return undefined
  const head = { v: 1, n, e, d, at } as const
  if (k === 'hello') return { ...head, k }
  if (!isText(from)) return undefined
  const command = k === 'do' ? commands.find((one) => one === value['what']) : undefined
  if (command) return { ...head, k: 'do', what: command, from }
  const step = k === 'lead' ? leadSteps.find((one) => one === value['what']) : undefined
  return step && { ...head, k: 'lead', what: step, from }
}

/** What the presenter says to its devices, from a text whose signature has been checked. */
export function parseView(json: string): View | undefined {
  const value = readJson(json)
  const head = headOf(value)
  if (!head || !isRecord(value) || value['k'] !== 'view') return undefined
  const { choice, state, word, lead, heard, connected, said } = value
  if (!isRecord(choice) || !isRecord(state) || !isText(word) || !isRecord(lead) || !isRecord(heard)) return undefined
  if (!isCount(connected) || !isText(said)) return undefined
  // Signed by the key of the room, and read by pages of the same build: the rest is what it was when it was sent.
  return value as View
}

/** The devices that a description of the room lists. */
export function devicesIn(json: string): (Head & { readonly trainers: readonly Device[] }) | undefined {
  const value = readJson(json)
  const head = headOf(value)
  if (!head || !isRecord(value) || value['k'] !== 'meta') return undefined
  const listed: readonly unknown[] = Array.isArray(value['trainers']) ? value['trainers'] : []
  const trainers = listed.flatMap((one) =>
    isRecord(one) && isText(one['pub']) && isText(one['label']) ? [{ pub: one['pub'], label: one['label'] }] : [],
  )
  return { ...head, trainers }
}

/** What a device is let into a room with: its own key, and the word that the key of the room has given for it. */
export type Pairing = {
  readonly code: string
  /** The public key of the room. */
  readonly room: Uint8Array
  readonly key: Extract<StoredKey, { kind: 'secret' }>
  /** `key`, as the room lists it. */
  readonly pub: string
  /** The signature in base64url of `deviceText`. */
  readonly certificate: string
}

/** What the key of a room signs to let a device in. */
export const deviceText = ({ code, pub }: Pick<Pairing, 'code' | 'pub'>): Uint8Array<ArrayBuffer> =>
  utf8(`device1\n${code}\n${pub}`)

/** What stands behind `#` in the address of a device. */
export const pairingFragment = ({ key, room, certificate }: Pick<Pairing, 'key' | 'room' | 'certificate'>): string =>
  [toBase64url(key.secret), toBase64url(room), certificate].join('.')

/** What such an address, or what was kept of it, says; undefined where it is none. */
export function parsePairing(text: string): Pairing | undefined {
  const [seed = '', own = '', certificate = '', ...more] = text.replace(/^#/, '').split('.')
  const secret = fromBase64url(seed)
  const room = fromBase64url(own)
  if (more.length > 0 || secret?.length !== 32 || room?.length !== 32 || !/^[\w-]{86}$/.test(certificate))
    return undefined
  const key = keyOfSecret(secret)
  return { code: codeOfKey(room), room, key, pub: toBase64url(key.publicKey), certificate }
}
