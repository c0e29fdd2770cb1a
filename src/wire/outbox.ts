import type { Certainty } from '../core/certainty.ts'
import { fits } from './bytes.ts'
import { limits, type Answer, type UpItem } from './protocol.ts'

/** What a participant has said and nobody has acknowledged: oldest first, numbers growing. */
export type Outbox = readonly UpItem[]

type Unnumbered = UpItem extends infer Item ? (Item extends UpItem ? Omit<Item, 'n'> : never) : never

/** With one more thing said. What it makes void (an earlier answer to the same, an earlier joining) is taken out. */
export function withSaid(outbox: Outbox, { n, said }: { readonly n: number; readonly said: Unnumbered }): Outbox {
  return [...outbox.filter((item) => !isVoidedBy(item, said)), { ...said, n }]
}

const isVoidedBy = (item: UpItem, said: Unnumbered) =>
  (item.t === 'join' && said.t === 'join') ||
  (item.t === 'res' && said.t === 'res') ||
  (item.t === 'ans' && said.t === 'ans' && item.q === said.q && item.r === said.r)

/** Without what an acknowledgement counts for. */
export const withoutAcknowledged = (outbox: Outbox, upto: number): Outbox => outbox.filter(({ n }) => n > upto)

/**
 * The one packet to send now: from the oldest on, as much as fits. What comes after it has to wait for its
 * acknowledgement, since an acknowledgement counts for everything before it.
 */
export function packetOf(outbox: Outbox): { readonly payload: string; readonly upto: number } | undefined {
  let items = outbox.slice(0, limits.items)
  for (;;) {
    const last = items.at(-1)
    if (!last) return undefined
    const payload = JSON.stringify({ v: 1, b: items })
    if (fits(payload, limits.up)) return { payload, upto: last.n }
    items = items.slice(0, -1)
  }
}

/** A question that was answered, and how it came out once its key was shown. */
export type Outcome = {
  readonly q: string
  readonly stem: string
  readonly mine: readonly string[]
  /** Undefined where nothing is right or wrong. */
  readonly isRight?: boolean
}

/** What this device keeps of a room, so that a reload changes nothing. */
export type Kept = {
  readonly v: 1
  /** 128 bits by chance: whoever has it is this participant. */
  readonly cid: string
  /** When it was last written. */
  readonly at: number
  /** The last number given to anything said. */
  readonly n: number
  /** The n of the newest state seen: an older one is a replay. */
  readonly sn: number
  readonly name?: string
  readonly outbox: Outbox
  /** By activity and round. */
  readonly answers: { readonly [place: string]: Answer }
  /** How sure of it, where that was asked and said. */
  readonly sure?: { readonly [place: string]: Certainty | undefined }
  /** What fixed the key of each activity when it was seen first. */
  readonly fixed?: { readonly [act: string]: string | undefined }
  /** Places of answers that came too late to count. */
  readonly late?: readonly string[]
  readonly outcomes: readonly Outcome[]
  /** A practice exam was put to the class: its result may be sent at any time. */
  readonly hadMock?: boolean
}

export const placeOf = ({ id, round }: { readonly id: string; readonly round: 1 | 2 }) => `${id}:${round}`

/** Numbers follow the clock, so that they grow even where the last one could not be kept. */
export const nextNumber = ({ n }: Pick<Kept, 'n'>, now: number): number => Math.max(n + 1, now)

/** localStorage, or what stands in for it. Nothing here throws. */
export type Shelf = {
  readonly read: (key: string) => string | undefined
  /** False where it could not be kept. */
  readonly write: (key: string, text: string) => boolean
  readonly remove: (key: string) => void
  readonly keys: () => readonly string[]
}

const prefix = 'aimward:room:'
const keptForMs = 3 * 24 * 3_600_000
/** No room lasts longer. */
const roomMs = 12 * 3_600_000

export const shelfKey = (code: string) => prefix + code

/** What is kept of a room; undefined where nothing is, or nothing that can be read. */
export function readKept(shelf: Shelf, code: string): Kept | undefined {
  const text = shelf.read(shelfKey(code))
  try {
    const kept: Kept | undefined = text === undefined ? undefined : JSON.parse(text)
    return kept?.v === 1 && /^[\w-]{22}$/.test(kept.cid) && Array.isArray(kept.outbox) ? kept : undefined
  } catch {
    return undefined
  }
}

/** Forgets rooms that are days old. */
export function tidyShelf(shelf: Shelf, now: number): void {
  for (const key of shelf.keys().filter((key) => key.startsWith(prefix))) {
    const at = readKept(shelf, key.slice(prefix.length))?.at ?? 0
    if (now - at > keptForMs) shelf.remove(key)
  }
}

/** Where another tab of this device leaves a result for the page of the room. */
export const mailKey = (code: string) => `aimward:result:${code}`

/** How far a result has come that was left there: to the page of the room, or to the trainer. */
export function mailState(shelf: Shelf, code: string): 'left' | 'taken' | 'received' {
  if (shelf.read(mailKey(code)) !== undefined) return 'left'
  return readKept(shelf, code)?.outbox.some(({ t }) => t === 'res') ? 'taken' : 'received'
}

/** The code of the room that this device was in last, while that may still go on. */
export function lastRoom(shelf: Shelf, now: number): string | undefined {
  const rooms = shelf.keys().flatMap((key) => {
    const code = key.startsWith(prefix) ? key.slice(prefix.length) : undefined
    const at = code === undefined ? undefined : readKept(shelf, code)?.at
    return code === undefined || at === undefined || now - at > roomMs ? [] : [{ code, at }]
  })
  return rooms.toSorted((one, other) => other.at - one.at)[0]?.code
}
