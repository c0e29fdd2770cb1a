import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { openBucket, openBuckets } from './bucket.ts'
import type { RoomLimits } from './rooms.ts'

export type Limits = RoomLimits & {
  /** Connections at once. */
  readonly clients: number
  readonly connectsPerSecond: number
  /** Before that counts: a whole class comes back at once when the server was started again. */
  readonly connectsAtOnce: number
  /** Connections from one address; 0 where a whole class comes from one, as behind a router or a proxy. */
  readonly perAddress: number
  readonly wrongPinsPerMinute: number
}

export const usualLimits: Limits = {
  clients: 600,
  connectsPerSecond: 40,
  connectsAtOnce: 300,
  perAddress: 8,
  wrongPinsPerMinute: 10,
  rooms: 200,
  roomsPerAddress: 0,
}

/** Who is at the other end of a connection, as far as the network tells. */
export type Caller = {
  readonly address: string
  /** On this very machine, and asking for it by its own name: the only place a trainer's token counts. */
  readonly isHere: boolean
  /** The host the caller asked for, with its port. */
  readonly host: string
}

/**
 * Who is let in: a total, a rate, a number for each address, an optional PIN, a lock. Those who are in may come back when
 * it is locked.
 */
export function openDoor(limits: Limits, now: () => number) {
  const connects = openBucket({ perSecond: limits.connectsPerSecond, burst: limits.connectsAtOnce })
  const wrongPins = openBuckets({ perSecond: limits.wrongPinsPerMinute / 60, burst: limits.wrongPinsPerMinute })
  const present = new Map<string, number>()
  const admitted = new Set<string>()
  let all = 0
  let pin: string | undefined
  let locked = false
  let crowdedAt: number | undefined

  return {
    /** Whether one more connection is let in; if so, `leave` must follow. What comes from here is counted, not refused. */
    enter(caller: Caller): boolean {
      const from = present.get(caller.address) ?? 0
      const isCrowd = limits.perAddress > 0 && from >= limits.perAddress
      if (isCrowd) crowdedAt = now()
      const isTooMany = all >= limits.clients || isCrowd || !connects.take(1, now())
      if (isTooMany && !caller.isHere) return false
      all++
      present.set(caller.address, from + 1)
      return true
    },
    leave(caller: Caller) {
      all--
      const left = (present.get(caller.address) ?? 1) - 1
      if (left > 0) present.set(caller.address, left)
      else present.delete(caller.address)
    },
    /** Whether this participant may join, with the PIN that was given, if any. */
    admits(clientId: string, given: string, caller: Caller): 'yes' | 'wrong-pin' | 'locked' {
      if (admitted.has(clientId)) return 'yes'
      if (locked) return 'locked'
      if (pin !== undefined) {
        // Beyond the limit a right guess learns as little as a wrong one.
        const tries = wrongPins(caller.address, now())
        if (tries.holds(now()) < 1) return 'wrong-pin'
        if (!isSame(given, pin)) {
          tries.take(1, now())
          return 'wrong-pin'
        }
      }
      // Strangers by the thousand are no class: then those who were admitted first need the PIN again.
      if (admitted.size >= 10 * limits.clients) admitted.clear()
      admitted.add(clientId)
      return 'yes'
    },
    set(change: { readonly pin?: string | undefined; readonly locked?: boolean }) {
      if ('pin' in change) pin = change.pin
      if (change.locked !== undefined) locked = change.locked
    },
    /** Whether somebody was turned away lately because so many came from the same address. */
    isCrowded: () => crowdedAt !== undefined && now() - crowdedAt < 60_000,
    state: (): 'open' | 'pin' | 'locked' => (locked ? 'locked' : pin === undefined ? 'open' : 'pin'),
  }
}

/** Whether two secrets are the same, in a time that does not tell how much of them is. */
export const isSame = (one: string, other: string) =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())

const here = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const hereNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Who asks. Behind a proxy on this machine, the last address it forwards for is the caller's. */
export function callerOf(request: IncomingMessage, options: { readonly behindProxy: boolean }): Caller {
  const host = request.headers.host ?? ''
  const peer = request.socket.remoteAddress ?? ''
  const forwarded = request.headers['x-forwarded-for']
  const isForwarded = options.behindProxy && here.has(peer) && forwarded !== undefined
  return {
    address: isForwarded ? String(forwarded).split(',').at(-1)?.trim() || peer : peer,
    isHere: here.has(peer) && forwarded === undefined && hereNames.has(hostname(host)),
    host,
  }
}

/**
 * Whether a request means this server: its Host is one of ours, and a page that asks has come from it. Without that, any
 * page on the web could reach a server on this machine through its visitor's browser.
 */
export function isForUs(request: IncomingMessage, names: ReadonlySet<string>) {
  const { host = '', origin } = request.headers
  if (!hereNames.has(hostname(host)) && !names.has(hostname(host))) return false
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`
}

const hostname = (host: string) => host.replace(/:\d+$/, '').toLowerCase()
