import type { Certainty } from '../core/certainty.ts'
import { fits, toBase64url } from './bytes.ts'
import { fraction, type RandomBytes } from './chance.ts'
import type { Clock } from './clock.ts'
import {
  nextNumber,
  packetOf,
  placeOf,
  readKept,
  shelfKey,
  tidyShelf,
  withoutAcknowledged,
  withSaid,
  type Kept,
  type Outcome,
  type Shelf,
} from './outbox.ts'
import {
  isRight,
  limits,
  parseDown,
  parseLive,
  parseMeta,
  parsePres,
  parseState,
  suits,
  topicsOf,
  type Activity,
  type Answer,
  type Down,
  type Head,
  type Meta,
  type State,
  type UnknownState,
} from './protocol.ts'
import { commitOf, keyOf, labelOf, pidOf } from './room-code.ts'
import { unsigned, verifierOf, type Verify } from './signing.ts'
import { electTab, type OpenChannel } from './tabs.ts'
import type { Delivery, LinkState, Transport } from './transport.ts'

/**
 * Where a participant is. `naming`: the room asks for a name. `other-tab`: this room is open in another tab, which has
 * the place. `kicked` and `closed` (the door) end by themselves when the trainer wants it.
 */
export type ParticipantPhase = 'joining' | 'naming' | 'in' | 'closed' | 'kicked' | 'expired' | 'other-tab'

export type ParticipantLink =
  | LinkState
  /** The trainer shows something that has not arrived yet. */
  | 'stale'
  /** The network is there and the trainer is not. */
  | 'trainer-gone'

/** `received`: the trainer has it on disk. `late`: the same, and it does not count. */
export type Delivered = 'not-sent' | 'sent' | 'received' | 'late'

export type ParticipantView = {
  readonly code: string
  readonly phase: ParticipantPhase
  readonly link: ParticipantLink
  /** Why the last connection was refused. */
  readonly refusal: string | undefined
  /** What the trainer may call this participant by, where there are no names. */
  readonly label: string
  readonly meta: Meta | undefined
  readonly name: string | undefined
  readonly screen: State | UnknownState | undefined
  /** To the question on the screen, in its round. */
  readonly answer:
    { readonly given: Answer; readonly sure: Certainty | undefined; readonly delivered: Delivered } | undefined
  /** Whether a practice exam was put to the class, whose result may be sent. */
  readonly hadMock: boolean
  /** Of a result sent to the trainer. */
  readonly result: Delivered | undefined
  /** By this device's clock: when what has an end ends. Unknown until the trainer has been heard. */
  readonly endsAt: number | undefined
  /** The key that is shown is not the one that was fixed when the question was first seen. */
  readonly isOtherKey: boolean
  readonly outcomes: readonly Outcome[]
  /** Whether a reload would find the answers again. */
  readonly keeps: 'device' | 'memory'
  /** Messages that were not the trainer's, and changed nothing. */
  readonly forged: number
}

export type Participant = {
  readonly view: () => ParticipantView
  /** Gives or changes the answer to the question that is open. False where it cannot be answered (now, or so). */
  readonly answer: (answer: Answer, sure?: Certainty) => boolean
  /** The name that the room asks for; it may be empty. */
  readonly enter: (name: string) => void
  readonly sendResult: (token: string) => void
  /** Takes the place back from another tab; looks again for a room that was given up. */
  readonly useHere: () => void
  /** The page has come back to life, or the network has. */
  readonly wake: () => void
  readonly close: () => void
}

export type ParticipantOptions = {
  readonly code: string
  /** From the address; without it, the key is taken from the room if its hash is the code. */
  readonly publicKey?: Uint8Array | undefined
  /** A new transport that uses the cid as client id; asked for again when the old one has gone deaf. */
  readonly connect: (cid: string) => Transport
  readonly clock: Clock
  readonly random: RandomBytes
  readonly shelf: Shelf
  readonly tabs: OpenChannel
  readonly onView: (view: ParticipantView) => void
  readonly verifier?: (publicKey: Uint8Array) => Verify
}

/** Two missed heartbeats of five seconds, and some patience. */
const goneAfterMs = 12_000
const expiredAfterMs = 4 * 3_600_000
const beatMs = 5000
const farewell = JSON.stringify({ v: 1, b: [{ n: 0, t: 'gone' }] })
/** Between two packets, so that a nervous finger stays under the limit of the room. */
const paceMs = 300

/** A participant of one room. Nothing it was told is lost while its storage holds: it says everything until it is acknowledged. */
export function openParticipant(options: ParticipantOptions): Participant {
  const { code, clock, random, shelf, verifier = verifierOf } = options
  const topics = topicsOf(code)

  tidyShelf(shelf, clock.now())
  let kept = readKept(shelf, code) ?? newcomer()
  let keeps: ParticipantView['keeps'] = 'device'
  let written: string | undefined
  let wasOnline = false
  // At once, so that a second tab is the same person.
  keep({})
  let phase: ParticipantPhase = 'joining'
  let linkState: LinkState = 'connecting'
  let refusal: string | undefined
  let meta: Meta | undefined
  let verify: Verify | undefined = options.publicKey && verifier(options.publicKey)
  let screen: State | UnknownState | undefined
  let forged = 0
  let epoch = 0
  /** The number of the newest message of each kind. */
  const newest = new Map<string, number>()
  /** What came before the key was known, newest of each topic. */
  let unread = new Map<string, Delivery>()
  /** Up to which number things were handed over on this connection. */
  let sentUpto = 0
  let heardAt = 0
  let isTrainerGone = false
  let missed = 0
  /** The trainer's clock minus ours. */
  let offset: number | undefined
  let transport: Transport | undefined
  let stopPacket: (() => void) | undefined
  let packetAt = 0
  let stopBeat: () => void = () => {}
  let beatAt = 0

  const election = electTab({
    id: toBase64url(random(6)),
    now: clock.now,
    open: options.tabs,
    onOther: () => leave('other-tab'),
  })

  function newcomer(): Kept {
    return {
      v: 1,
      cid: toBase64url(random(16)),
      at: clock.now(),
      n: 0,
      sn: 0,
      outbox: [],
      answers: {},
      outcomes: [],
    }
  }

  function keep(changed: Partial<Kept>) {
    kept = { ...kept, ...changed, at: clock.now() }
    const text = JSON.stringify(kept)
    keeps = shelf.write(shelfKey(code), text) ? 'device' : 'memory'
    if (keeps === 'device') written = text
  }

  function start() {
    election.claim()
    heardAt = beatAt = clock.now()
    connect()
    stopBeat = clock.after(beatMs, beat)
    show()
  }

  function connect() {
    missed = 0
    transport?.close()
    const opened = options.connect(kept.cid)
    transport = opened
    linkState = 'connecting'
    opened.open({
      subscriptions: [topics.meta, topics.state, topics.live, topics.pres, topics.down(kept.cid)],
      will: {
        topic: topics.up(kept.cid),
        payload: farewell,
        retained: false,
      },
      onDelivery: (delivery) => {
        if (opened === transport) onDelivery(delivery)
      },
      onLink: (state, why) => {
        if (opened === transport) onLink(state, why)
      },
    })
  }

  function leave(to: 'other-tab' | 'expired') {
    phase = to
    transport?.close()
    transport = undefined
    linkState = 'offline'
    stopBeat()
    stopPacket?.()
    stopPacket = undefined
    show()
  }

  function onLink(state: LinkState, why: string | undefined) {
    linkState = state
    refusal = state === 'online' ? undefined : (why ?? refusal)
    sentUpto = 0
    if (state === 'online') {
      // Where tabs cannot hear each other, what is kept tells that another has this place: whoever is thrown out by it
      // does not come back. How often a connection breaks tells nothing, on a bad network.
      if (wasOnline && ![undefined, written].includes(shelf.read(shelfKey(code)))) return leave('other-tab')
      wasOnline = true
      keep({})
      heardAt = clock.now()
      isTrainerGone = false
      missed = 0
      join()
    }
    show()
    return undefined
  }

  function onDelivery(delivery: Delivery) {
    const { topic, payload } = delivery
    if (!fits(payload, limits.down)) return reject()
    if (!verify && topic === topics.meta) {
      const publicKey = keyOf(code, parseMeta(unsigned(payload))?.pub ?? '')
      if (!publicKey) return reject()
      verify = verifier(publicKey)
      take(delivery)
      const waiting = unread
      unread = new Map()
      waiting.forEach(take)
    } else if (verify) {
      take(delivery)
    } else {
      unread.set(topic, delivery)
      // The trainer is there, and what the room is has not arrived.
      if (topic === topics.live) missSomething()
    }
    return undefined
  }

  /** At the second heartbeat in a row: with a new subscription, what is retained comes again. */
  function missSomething() {
    missed += 1
    if (missed >= 2) connect()
  }

  function reject() {
    forged += 1
    show()
  }

  function take({ topic, payload, retained }: Delivery) {
    const json = verify?.(topic, payload)
    if (json === undefined) return reject()
    const message =
      topic === topics.state
        ? parseState(json)
        : topic === topics.live
          ? parseLive(json)
          : topic === topics.meta
            ? parseMeta(json)
            : topic === topics.pres
              ? parsePres(json)
              : topic === topics.down(kept.cid)
                ? parseDown(json)
                : undefined
    // Of a later release, or of a topic that nobody asked for.
    if (!message) return undefined
    if (message.k !== 'gone') {
      // A broker could say again what was said before. Of states, a reload does not make us forget.
      const kind = topic === topics.state ? 'state' : message.k
      if (message.n <= (newest.get(kind) ?? (kind === 'state' ? kept.sn - 1 : 0))) return undefined
      newest.set(kind, message.n)
      heard(message, retained)
    }
    switch (message.k) {
      case 'meta':
        takeMeta(message)
        break
      case 'hb':
        if (!meta || message.sn > (screen?.n ?? 0)) missSomething()
        else missed = 0
        break
      case 'gone':
        // Said beforehand, so it may be late: the next heartbeat knows better.
        if (message.e >= epoch || !retained) isTrainerGone = true
        break
      case 'on':
        break
      case 'ack':
      case 'name':
      case 'kick':
      case 'door':
        takeDown(message)
        break
      default:
        takeState(message)
    }
    show()
    return undefined
  }

  function heard({ e, at }: Head, isRetained: boolean) {
    if (!isRetained) {
      heardAt = clock.now()
      offset = at - clock.now()
      isTrainerGone = false
    }
    if (e <= epoch) return
    const isReturn = epoch > 0
    epoch = e
    // The trainer has come back and may know less than before.
    if (isReturn) {
      sentUpto = 0
      join()
    }
  }

  function takeMeta(message: Meta) {
    const isFirst = meta === undefined
    meta = message
    if (isFirst) join()
  }

  function takeState(state: State | UnknownState) {
    screen = state
    missed = 0
    forgetLate()
    const outcome = state.k === 'reveal' ? outcomeOf(state) : undefined
    const act = activity()
    keep({
      ...(act ? { fixed: { ...kept.fixed, [act.id]: kept.fixed?.[act.id] ?? act.commit } } : {}),
      sn: state.n,
      hadMock: kept.hadMock || state.k === 'mock',
      ...(outcome ? { outcomes: [...kept.outcomes.filter(({ q }) => q !== outcome.q), outcome] } : {}),
    })
  }

  function isOtherKey() {
    const fixed = screen?.k === 'reveal' ? kept.fixed?.[screen.act.id] : undefined
    return fixed !== undefined && screen?.k === 'reveal' && fixed !== commitOf(screen.nonce ?? '', screen.key)
  }

  /** What takes answers again counts those that were too late. */
  function forgetLate() {
    const act = activity()
    if (act && isOpen()) keep({ late: kept.late?.filter((place) => place !== placeOf(act)) ?? [] })
  }

  function takeDown(message: Down) {
    switch (message.k) {
      case 'ack':
        keep({
          outbox: withoutAcknowledged(kept.outbox, message.upto),
          late: [
            ...(kept.late ?? []),
            ...kept.outbox.flatMap((item) =>
              item.t === 'ans' && message.late?.includes(item.n) ? placeOf({ id: item.q, round: item.r }) : [],
            ),
          ],
        })
        if (phase !== 'naming') phase = 'in'
        pack()
        break
      case 'name':
        keep({ name: message.name })
        break
      case 'kick':
        phase = 'kicked'
        knock()
        break
      case 'door':
        if (phase !== 'kicked') phase = 'closed'
        break
    }
  }

  function outcomeOf({ act, key }: Extract<State, { k: 'reveal' }>): Outcome | undefined {
    const given = kept.answers[placeOf(act)]
    if (given === undefined) return undefined
    const mine = typeof given === 'string' ? [given] : act.opts.filter(({ id }) => given.includes(id)).map(({ t }) => t)
    return { q: placeOf(act), stem: act.stem, mine, ...(key.length > 0 ? { isRight: isRight(given, key) } : {}) }
  }

  /** Says that this participant is here, once the room has said what it wants to know. */
  function join() {
    if (!meta || linkState !== 'online') return
    if (meta.policy.names === 'free' && kept.name === undefined) {
      phase = 'naming'
      return
    }
    if (phase === 'naming') phase = 'joining'
    const name = meta.policy.names === 'free' && kept.name ? { name: kept.name } : {}
    say({ t: 'join', ...name })
  }

  function say(said: Parameters<typeof withSaid>[1]['said']) {
    const n = nextNumber(kept, clock.now())
    keep({ n, outbox: withSaid(kept.outbox, { n, said }) })
    pack()
  }

  /** Asks to be let in again, in a while: there may be nothing else that is still to be acknowledged. */
  function knock() {
    if (kept.outbox.length > 0) return
    const n = nextNumber(kept, clock.now())
    keep({ n, outbox: withSaid(kept.outbox, { n, said: { t: 'join' } }) })
    stopPacket?.()
    stopPacket = clock.after(retryMs(), send)
  }

  const retryMs = () => 4000 + 1000 * fraction(random)

  /** Sends the packet that is due: now, or when the pace allows. */
  function pack() {
    stopPacket?.()
    const wait = Math.max(0, packetAt + paceMs - clock.now())
    stopPacket = clock.after(wait, send)
  }

  function send() {
    stopPacket = undefined
    const packet = phase === 'other-tab' || phase === 'expired' ? undefined : packetOf(kept.outbox)
    if (!packet) return
    packetAt = clock.now()
    if (linkState === 'online' && transport?.publish(topics.up(kept.cid), packet.payload)) {
      sentUpto = Math.max(sentUpto, packet.upto)
    }
    // Until it is acknowledged: every four to five seconds.
    stopPacket = clock.after(retryMs(), send)
    show()
  }

  function beat() {
    stopBeat = clock.after(beatMs, beat)
    // The phone has slept, and could not have heard anybody.
    if (clock.now() - beatAt > 2 * beatMs) heardAt = clock.now()
    beatAt = clock.now()
    if (hasExpired()) leave('expired')
    else show()
  }

  function hasExpired() {
    // What one takes home stays.
    if (screen?.k === 'end') return false
    const silentMs = clock.now() - heardAt
    const isOver = meta !== undefined && offset !== undefined && clock.now() + offset > meta.expires
    return isOver || (meta !== undefined && silentMs > expiredAfterMs)
  }

  function link(): ParticipantLink {
    if (linkState !== 'online') return linkState
    if (isTrainerGone || clock.now() - heardAt > goneAfterMs) return 'trainer-gone'
    return missed > 0 ? 'stale' : 'online'
  }

  const isOpen = () => screen?.k === 'open' || (screen?.k === 'exercise' && screen.part === 'work')
  const activity = (): Activity | undefined => (screen && 'act' in screen ? screen.act : undefined)

  function deliveryOf(n: number | undefined): Delivered {
    if (n === undefined) return 'received'
    return n <= sentUpto ? 'sent' : 'not-sent'
  }

  function givenAnswer(): ParticipantView['answer'] {
    const act = activity()
    const given = act && kept.answers[placeOf(act)]
    if (!act || given === undefined) return undefined
    const waiting = kept.outbox.find((item) => item.t === 'ans' && item.q === act.id && item.r === act.round)
    const place = placeOf(act)
    return {
      given,
      sure: kept.sure?.[place],
      delivered: !waiting && kept.late?.includes(place) ? 'late' : deliveryOf(waiting?.n),
    }
  }

  let hasSentResult = false
  const view = (): ParticipantView => {
    const waitingResult = kept.outbox.find(({ t }) => t === 'res')
    return {
      code,
      phase,
      link: link(),
      refusal,
      label: labelOf(pidOf(kept.cid)),
      meta,
      name: kept.name,
      screen,
      answer: givenAnswer(),
      hadMock: kept.hadMock ?? false,
      result: waitingResult || hasSentResult ? deliveryOf(waitingResult?.n) : undefined,
      endsAt: screen && 'ends' in screen && offset !== undefined ? screen.ends - offset : undefined,
      isOtherKey: isOtherKey(),
      outcomes: kept.outcomes,
      keeps,
      forged,
    }
  }
  const show = () => options.onView(view())

  function useHere() {
    if (phase !== 'other-tab' && phase !== 'expired') return
    // Another tab may have gone on meanwhile.
    kept = readKept(shelf, code) ?? kept
    phase = 'joining'
    screen = undefined
    newest.clear()
    wasOnline = false
    start()
  }

  start()

  return {
    view,
    answer: (answer, sure) => {
      const act = activity()
      if (!act || !isOpen() || !suits(act, answer) || phase === 'other-tab' || phase === 'expired') return false
      const place = placeOf(act)
      keep({ answers: { ...kept.answers, [place]: answer }, sure: { ...kept.sure, [place]: sure } })
      forgetLate()
      say({ t: 'ans', q: act.id, r: act.round, a: answer, ...(sure ? { c: sure } : {}) })
      show()
      return true
    },
    enter: (name) => {
      keep({ name })
      join()
      show()
    },
    sendResult: (token) => {
      hasSentResult = true
      say({ t: 'res', token })
      show()
    },
    useHere,
    wake: () => {
      if (phase === 'expired') return useHere()
      transport?.wake()
      show()
    },
    close: () => {
      // A broker says it of whoever vanishes, and not of whoever leaves in good order.
      transport?.publish(topics.up(kept.cid), farewell)
      transport?.close()
      transport = undefined
      stopBeat()
      stopPacket?.()
      election.close()
    },
  }
}
