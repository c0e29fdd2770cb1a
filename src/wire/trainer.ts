import type { Result } from '../core/result.ts'
import type { Shown } from '../core/shown.ts'
import { createBooks, graceMs, type Draft, type Packet } from './books.ts'
import { createBuckets } from './bucket.ts'
import { toBase64url } from './bytes.ts'
import type { RandomBytes } from './chance.ts'
import type { Clock } from './clock.ts'
import { createDevices } from './devices.ts'
import {
  writtenAfter,
  type ActRecord,
  type Journal,
  type JournalFailure,
  type PersonRecord,
  type RoomContent,
  type RoomRecord,
  type Written,
} from './journal.ts'
import { placeOf } from './outbox.ts'
import { canBeSaid, cidOf, parseUp, topicsOf, type Activity, type Head } from './protocol.ts'
import { commitOf, labelOf, pidOf } from './room-code.ts'
import { askedBy, isOpenIn, screenFor } from './screen.ts'
import { signerOf, type Sign } from './signing.ts'
import { inRound, surenessOf } from './tally.ts'
import type { RoomPerson, RoomStatus, TrainerRoom } from './trainer-room.ts'
import type { Delivery, LinkState, Transport } from './transport.ts'

export type TrainerOptions = {
  readonly content: RoomContent
  readonly transport: Transport
  readonly journal: Journal
  readonly clock: Clock
  readonly random: RandomBytes
  readonly sign?: Sign
}

export const beatMs = 5000
/** Answers that come so close together are written together; those that come during a write, in the next. */
const gatherMs = 10
/** People that one room takes. */
const mostPeople = 2000
/** What telephones show of something that they cannot. */
const lookUp = 'This is on the trainer’s screen only'
/** Message numbers are put on disk so many at a time. */
const reservedNumbers = 1000

/** Drives a room: this page is the authority, and the broker between it and the phones may lose everything at any time. */
export function openTrainer({ content, transport, journal, clock, random, ...options }: TrainerOptions): TrainerRoom {
  let room = content.room
  const { id: code, policy, key } = room
  const sign = options.sign ?? signerOf(key)
  const topics = topicsOf(code)

  const books = createBooks(content)
  /** Who is here, by pid. Client ids are secrets and are never written. */
  const here = new Map<string, string>()
  /** What those who left have answered last before they did. */
  const left = new Map<string, string>()
  const buckets = createBuckets()
  const listed = new Map<string, RoomPerson>()

  let link: LinkState = 'connecting'
  let refusal: string | undefined
  let trouble: JournalFailure | undefined
  /** What has happened and could not be written yet. */
  let unwritten: Written = {}
  let refused = 0
  /** Of the newest message; what `room.n` says is reserved. It follows the clock too, in case that could not be written. */
  let n = Math.max(room.n, clock.now())
  let stateNumber = 0
  /** What is meant to be shown; `room.screen` is what has been written, with the question it asks, and may be said. */
  let screen = room.screen
  let isTooLong = false
  let isClosed = false
  let farewell: string | undefined
  let waiting = new Map<string, Packet[]>()
  let meant: { readonly shown: Shown; readonly key: readonly number[] } | undefined
  let isGathering = false
  let stopBeat: () => void = () => {}
  const listeners = new Set<(status: RoomStatus) => void>()

  const devices = createDevices({
    room: () => room,
    keep: (changed) => {
      room = { ...room, ...changed }
      void inTurn(async () => {
        await change({})
        if (changed.devices) await sayMeta()
      })
    },
    say: (body) => void inTurn(() => say(topics.ctl, { body })),
    tell,
    counts: () => {
      const { connected, answered, asked } = status()
      return 'act' in screen ? { connected, answered, asked } : { connected }
    },
    clock,
    random,
  })

  // One after the other, in the order it was meant: what is written, and what is said.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }

  /** Writes what waits, and with it something that has not happened where it cannot be written. */
  async function write(written: Written = {}): Promise<Result<undefined, JournalFailure>> {
    const waited = unwritten
    const result = await journal.write(writtenAfter(waited, written))
    trouble = result.ok ? undefined : result.failure
    if (result.ok && unwritten === waited) unwritten = {}
    return result
  }

  /** The room itself, changed. The class goes on where it cannot be written; only acknowledgements stop. */
  async function change(changed: Partial<RoomRecord>, also: Written = {}) {
    room = { ...room, ...changed }
    unwritten = writtenAfter(unwritten, { ...also, room })
    await write()
  }

  async function nextHead(): Promise<Head> {
    n += 1
    if (n > room.n) await change({ n: n + reservedNumbers })
    return { v: 1, n, e: room.e, at: clock.now() }
  }

  async function say(
    topic: string,
    { body, isRetained = false }: { readonly body: object; readonly isRetained?: boolean },
  ) {
    if (isClosed || link !== 'online') return undefined
    const head = await nextHead()
    const payload = await sign(topic, JSON.stringify({ ...head, ...body }))
    transport.publish(topic, payload, isRetained)
    return head
  }

  async function sayState() {
    const head = await say(topics.state, { body: room.screen, isRetained: true })
    if (head) stateNumber = head.n
  }

  async function start() {
    const gone = JSON.stringify({ ...(await nextHead()), k: 'gone' })
    const will = { topic: topics.pres, payload: await sign(topics.pres, gone), retained: true }
    if (isClosed) return
    transport.open({ subscriptions: [topics.everyUp, topics.ctl], will, onDelivery, onLink })
    // Ended, and the page was closed before everything was in.
    if (room.isOver && room.endedAt === undefined) await seal()
  }

  function onLink(state: LinkState, why: string | undefined) {
    if (isClosed) return
    link = state
    refusal = state === 'online' ? undefined : (why ?? refusal)
    stopBeat()
    if (state === 'online') {
      void inTurn(greet)
      stopBeat = clock.after(beatMs, beat)
    } else {
      here.clear()
    }
    tell()
  }

  /** After every connect: a new epoch, since the broker may have lost everything and the phones what they said. */
  async function greet() {
    await change({ e: room.e + 1 })
    await sayMeta()
    await sayState()
    await say(topics.pres, { body: { k: 'on' }, isRetained: true })
    devices.repeat()
  }

  async function sayMeta() {
    const { title, expires, devices } = room
    const meta = { k: 'meta', pub: toBase64url(key.publicKey), title, policy, expires, trainers: devices }
    await say(topics.meta, { body: meta, isRetained: true })
  }

  function beat() {
    stopBeat = clock.after(beatMs, beat)
    tell()
    devices.repeat()
    const { joined, answered } = status()
    void inTurn(async () => {
      // So that the red bar goes when there is room again.
      if (trouble && (await write()).ok) tell()
      await say(topics.live, { body: { k: 'hb', sn: stateNumber, joined, answered } })
    })
  }

  function onDelivery({ topic, payload, retained }: Delivery) {
    if (topic === topics.ctl) return isClosed || retained ? undefined : devices.hear(payload)
    const cid = cidOf(code, topic)
    // A broker that keeps what it should not would say it again to every new trainer.
    if (isClosed || retained || cid === undefined || !buckets.take(cid, clock.now())) return refuse()
    const up = parseUp(payload)
    if (!up.ok) return refuse()
    waiting.set(cid, [...(waiting.get(cid) ?? []), { items: up.value.b, at: clock.now() }])
    gather()
    return undefined
  }

  /** One batch at a time: on a slow disk there are fewer of them, and larger ones. */
  function gather() {
    if (isGathering || isClosed || waiting.size === 0) return
    isGathering = true
    clock.after(gatherMs, () => {
      void inTurn(takeIn).finally(() => {
        isGathering = false
        gather()
      })
    })
  }

  /** Told with the next heartbeat: a flood shall not keep the screen busy. */
  function refuse() {
    refused += 1
  }

  /** One batch: written whole, then counted, then acknowledged. Where it cannot be written, none of it has happened. */
  async function takeIn() {
    if (isClosed) return
    const batch = waiting
    waiting = new Map()
    const draft = books.draft(room)
    const replies = [...batch].flatMap(([cid, packets]) =>
      receive(cid, { packets, draft }).map((body) => ({ topic: topics.down(cid), body })),
    )
    const written = draft.written()
    if (written && !(await write(written)).ok) {
      draft.drop()
      return tell()
    }
    draft.enter()
    tell()
    await Promise.all(replies.map(({ topic, body }) => say(topic, { body })))
    return undefined
  }

  /** Notes in the draft what one phone has sent, and gives what there is to say to it. */
  function receive(
    cid: string,
    { packets, draft }: { readonly packets: readonly Packet[]; readonly draft: Draft },
  ): readonly object[] {
    const pid = pidOf(cid)
    const items = packets.flatMap(({ items }) => items)
    if (items.every(({ t }) => t === 'gone')) {
      leave(pid, draft)
      return []
    }
    if (room.kicked.includes(pid)) return [{ k: 'kick' }]
    if (!draft.person(pid) && (room.isDoorClosed || draft.people() >= mostPeople)) return [{ k: 'door' }]
    here.set(pid, cid)
    left.delete(pid)
    const ack = { k: 'ack', ...draft.take({ cid, pid }, packets) }
    if (items.at(-1)?.t === 'gone') leave(pid, draft)
    // With every joining, since the message may be lost.
    const name = policy.names === 'generated' && items.some(({ t }) => t === 'join') && draft.person(pid)?.name
    return name ? [ack, { k: 'name', name }] : [ack]
  }

  function leave(pid: string, draft: Draft) {
    const cid = here.get(pid)
    here.delete(pid)
    if (cid === undefined || !('act' in screen)) return
    if (draft.hasAnswered({ cid, pid }, screen.act)) left.set(pid, placeOf(screen.act))
  }

  function show(shown: Shown, key: readonly number[] = []) {
    if (room.isOver) return
    meant = { shown, key }
    const asked = askedBy(shown)
    const known = asked && actFor(asked.question, shown)
    const nonce = known ? known.nonce : key.length > 0 ? toBase64url(random(16)) : undefined
    const commit = known ? known.act.commit : nonce && commitOf(nonce, key)
    const asksSure = known?.rounds[1] ? known.act.sure : room.asksSure && key.length > 0
    const act: Activity | undefined = asked && {
      ...asked.act,
      id: known?.id ?? `${asked.question}.${toBase64url(random(6))}`,
      ...(asksSure ? { sure: true } : {}),
      ...(commit === undefined ? {} : { commit }),
    }
    const plain = screenFor(shown, act, nonce)
    const next = plain.k === 'end' && farewell ? { ...plain, takeaway: farewell } : plain
    if (!canBeSaid(next)) {
      show({ kind: 'slide', deck: '', slide: 0, step: 0, title: lookUp })
      meant = { shown, key }
      isTooLong = true
      return tell()
    }
    isTooLong = false
    if (JSON.stringify(next) === JSON.stringify(screen)) return
    const put = books.put({
      act: asked && act && recordOf(act, { shown, question: asked.question, nonce }),
      isOpen: isOpenIn(shown),
      now: clock.now(),
    })
    screen = next
    tell()
    void inTurn(async () => {
      await change({ screen: next }, { acts: put.acts, ...(act && put.isReopened ? books.takeBack(act) : {}) })
      await sayState()
      tell()
    })
  }

  function recordOf(
    act: Activity,
    {
      shown,
      question,
      nonce,
    }: { readonly shown: Shown; readonly question: string; readonly nonce: string | undefined },
  ): Omit<ActRecord, 'rounds' | 'order'> {
    const isShown = shown.kind === 'question' && shown.phase === 'reveal'
    return { id: act.id, room: code, question, act, key: isShown ? shown.key : (books.act(act.id)?.key ?? []), nonce }
  }

  /** The question under the id it has in this room. One that is made ready again, after something else, begins anew. */
  function actFor(question: string, shown: Shown): ActRecord | undefined {
    const latest = books.latest(question)
    const isOnScreen = 'act' in screen && screen.act.id === latest?.id
    const beginsAnew = shown.kind === 'question' && shown.phase === 'ready' && shown.round === 1 && !isOnScreen
    return beginsAnew ? undefined : latest
  }

  function status(): RoomStatus {
    const act = 'act' in screen ? screen.act : undefined
    const tally = act && books.tally(act)
    const answered = tally?.answered ?? 0
    const answeredAndLeft = act ? [...left.values()].filter((place) => place === placeOf(act)).length : 0
    return {
      link,
      refusal,
      journal: trouble ? { kind: 'failing', failure: trouble } : { kind: 'ok' },
      screen,
      joined: books.people().filter(({ pid }) => !room.kicked.includes(pid)).length,
      connected: here.size,
      // Where this page has just come back, people are still coming.
      asked: Math.max(answered, here.size + answeredAndLeft),
      answered,
      tally,
      late: books.late(),
      refused,
      isTooLong,
      isDoorClosed: room.isDoorClosed,
      asksSure: room.asksSure ?? false,
      sureness: screen.k === 'reveal' ? surenessOf(screen, books.answers()) : undefined,
      people: books.people().map(told),
      tokens: books.tokens(),
      beside: devices.status(),
    }
  }

  /** A person as a list shows them: the same object until something about them changes, so that rows stay as they are. */
  function told({ pid, name, approved }: PersonRecord): RoomPerson {
    const isHere = here.has(pid)
    const isKicked = room.kicked.includes(pid)
    const before = listed.get(pid)
    const isApproved = name !== undefined && name === approved
    const now = { pid, label: labelOf(pid), name, isApproved, isHere, isKicked }
    if (before && JSON.stringify(before) === JSON.stringify(now)) return before
    listed.set(pid, now)
    return now
  }

  function tell() {
    if (isClosed) return
    devices.refresh()
    const now = status()
    listeners.forEach((listener) => listener(now))
  }

  function kick(pid: string) {
    if (room.kicked.includes(pid)) return
    const cid = here.get(pid)
    room = { ...room, kicked: [...room.kicked, pid] }
    here.delete(pid)
    left.delete(pid)
    tell()
    void inTurn(async () => {
      await change({}, books.strike(room, { cid, pid }))
      if (cid !== undefined) await say(topics.down(cid), { body: { k: 'kick' } })
      tell()
    })
  }

  async function seal() {
    await inTurn(async () => {
      const sealed = books.seal(room, clock.now())
      await change(sealed.room, { answers: sealed.answers })
      tell()
    })
  }

  function close() {
    isClosed = true
    stopBeat()
    listeners.clear()
    transport.close()
  }

  void start()

  return {
    code,
    publicKey: key.publicKey,
    policy,
    status,
    subscribe: (onStatus) => {
      listeners.add(onStatus)
      return () => listeners.delete(onStatus)
    },
    show,
    tally: (question, round) => {
      const act = books.latest(question)
      return act?.rounds[round] && books.tally(inRound(act, round))
    },
    results: () => books.results(room),
    closeDoor: (isDoorClosed) => {
      room = { ...room, isDoorClosed }
      tell()
      void inTurn(() => change({}))
    },
    askSure: (asksSure) => {
      room = { ...room, asksSure }
      tell()
      void inTurn(() => change({}))
      if (meant) show(meant.shown, meant.key)
    },
    standings: () => books.standings(room),
    approve: (pid, approved) => {
      const written = books.approve(pid, approved)
      tell()
      void inTurn(() => change({}, written))
    },
    kick,
    devices: devices.face,
    readmit: (pid) => {
      room = { ...room, kicked: room.kicked.filter((one) => one !== pid) }
      tell()
      void inTurn(() => change({}))
    },
    end: async (takeaway) => {
      farewell = takeaway
      show({ kind: 'end' })
      devices.face.decide({ type: 'took' })
      room = { ...room, isOver: true }
      void inTurn(() => change({}))
      await new Promise<void>((resolve) => void clock.after(graceMs, resolve))
      await inTurn(takeIn)
      await seal()
    },
    wake: () => transport.wake(),
    close,
  }
}
