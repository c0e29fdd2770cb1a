import { desk, heldBy, leadAfter, leadWord, type Lead, type LeadEvent } from '../core/lead.ts'
import { createBuckets } from './bucket.ts'
import { fromBase64url, toBase64url } from './bytes.ts'
import type { RandomBytes } from './chance.ts'
import type { Clock } from './clock.ts'
import {
  deviceText,
  pairingFragment,
  parseSaid,
  pressMs,
  type Command,
  type Counts,
  type Device,
  type LeadStep,
  type Moment,
} from './ctl.ts'
import type { RoomRecord } from './journal.ts'
import { cleanName, topicsOf } from './protocol.ts'
import { keyOfSecret, signBytes, verifierOf } from './signing.ts'

export type DevicesStatus = {
  /** In the order in which they were let in. */
  readonly devices: readonly (Device & {
    /** Whether it has been heard lately. */
    readonly isHere: boolean
  })[]
  readonly lead: Lead
}

/** The trainer's devices as the presenter's window has them. */
export type Devices = {
  /** Lets a device in; gives its public key, and what stands behind `#` in its address: the secret, shown once. */
  readonly pair: (label: string) => Promise<{ readonly pub: string; readonly fragment: string }>
  readonly remove: (pub: string) => void
  /** What this window wants with the lead, in the name of the desk or for a device that was removed. */
  readonly decide: (event: LeadEvent) => void
  /** What the devices show from now on. */
  readonly show: (moment: Moment) => void
  /** Who does what the leading device asks for: a sentence where it cannot be done. */
  readonly attend: (obey: (command: Command) => string) => void
}

/** Said to a device whose button was pressed for something that was no longer on the screen. */
export const movedOn = 'The class had moved on. Look again, then press.'

/** Devices that one room lets in. */
export const mostDevices = 8
const goneAfterMs = 12_000
/** A signature costs a millisecond to check, and anybody on `ctl` may claim to be a device. */
const checks = { perSecond: 50, burst: 100 }

/**
 * The devices of a trainer, at the presenter's window: who is one, which of them leads, what they are told. The window
 * stays the only one that moves the class.
 */
export function createDevices({
  room,
  keep,
  say,
  tell,
  counts,
  clock,
  random,
}: {
  readonly room: () => RoomRecord
  /** Changes the room at once, and on disk. */
  readonly keep: (changed: Pick<RoomRecord, 'devices' | 'driver'>) => void
  /** Says something on `ctl` in the name of the room. */
  readonly say: (body: object) => void
  readonly tell: () => void
  readonly counts: () => Counts
  readonly clock: Clock
  readonly random: RandomBytes
}) {
  const { id: code, key } = room()
  const topic = topicsOf(code).ctl
  const heard = new Map<string, { readonly n: number; readonly at: number }>()
  const checked = createBuckets(checks)
  const taken = createBuckets()
  const listed = () => room().devices ?? []
  const isListed = (pub: string) => listed().some((device) => device.pub === pub)
  const { driver } = room()
  let lead = heldBy(driver !== undefined && isListed(driver) ? driver : desk)
  let moment: Moment | undefined
  let obey: (command: Command) => string = () => movedOn
  let refusal = ''
  let last = ''

  /** Tells the devices, where anything is new to them. */
  function refresh() {
    if (!moment || listed().length === 0) return
    const numbers = Object.fromEntries([...heard].map(([pub, { n }]) => [pub, n]))
    const body = { k: 'view', ...moment, lead, heard: numbers, ...counts(), said: refusal }
    const text = JSON.stringify(body)
    if (text === last) return
    last = text
    say(body)
  }

  function repeat() {
    last = ''
    refresh()
  }

  function hear(payload: string) {
    const said = parseSaid({ topic, payload }, (pub) => {
      const publicKey = isListed(pub) && checked.take(pub, clock.now()) ? fromBase64url(pub) : undefined
      return publicKey && verifierOf(publicKey)
    })
    if (!said || said.n <= (heard.get(said.d)?.n ?? 0) || !taken.take(said.d, clock.now())) return
    // Who asks what there is to see cannot know the epoch yet.
    if (said.k !== 'hello' && said.e !== room().e) return
    heard.set(said.d, { n: said.n, at: clock.now() })
    if (said.k === 'hello') {
      repeat()
      return tell()
    }
    const isLate = clock.now() - said.at > pressMs
    if (said.k === 'do') {
      if (lead.driver === said.d) refusal = isLate || said.from !== moment?.word ? movedOn : obey(said.what)
    } else if (!isLate && said.from === leadWord(lead)) decide(eventOf(said.what, said.d))
    refresh()
  }

  function decide(event: LeadEvent) {
    const next = leadAfter(lead, event)
    const isOther = next.driver !== lead.driver
    lead = next
    refusal = ''
    if (isOther) keep({ driver: next.driver })
    tell()
  }

  return {
    hear,
    refresh,
    repeat,
    status: (): DevicesStatus => ({
      devices: listed().map((device) => ({
        ...device,
        isHere: clock.now() - (heard.get(device.pub)?.at ?? -Infinity) < goneAfterMs,
      })),
      lead,
    }),
    /** The part that the presenter's screen has in its hands. */
    face: {
      pair: async (label) => {
        const own = keyOfSecret(random(32))
        const pub = toBase64url(own.publicKey)
        const certificate = toBase64url(await signBytes(key, deviceText({ code, pub })))
        keep({ devices: [...listed(), { pub, label: cleanName(label) || 'Phone' }] })
        tell()
        return { pub, fragment: pairingFragment({ key: own, room: key.publicKey, certificate }) }
      },
      remove,
      decide,
      show: (now) => {
        moment = now
        refresh()
      },
      attend: (how) => {
        obey = how
      },
    } satisfies Devices,
  }

  function remove(pub: string) {
    keep({ devices: listed().filter((device) => device.pub !== pub) })
    heard.delete(pub)
    decide({ type: 'removed', who: pub })
  }
}

function eventOf(step: LeadStep, by: string): LeadEvent {
  switch (step) {
    case 'ask':
      return { type: 'asked', by }
    case 'accept':
      return { type: 'accepted', by }
    case 'decline':
      return { type: 'declined', by }
    case 'offer':
      return { type: 'offered', by, to: desk }
  }
}
