import type { Result } from '../core/result.ts'
import type { Shown } from '../core/shown.ts'
import { standingsOf, type Board } from '../core/standings.ts'
import { createBuckets } from './bucket.ts'
import { toBase64url } from './bytes.ts'
import type { RandomBytes } from './chance.ts'
import type { Clock } from './clock.ts'
import { createDevices, type Devices, type DevicesStatus } from './devices.ts'
import type {
  ActRecord,
  AnswerRecord,
  Journal,
  JournalFailure,
  PersonRecord,
  RoomContent,
  RoomRecord,
  RoundTimes,
  TokenRecord,
  Written,
} from './journal.ts'
import { generatedName } from './names.ts'
import { placeOf } from './outbox.ts'
import {
  canBeSaid,
  cidOf,
  isRight,
  parseUp,
  suits,
  topicsOf,
  type Activity,
  type Head,
  type Policy,
  type Screen,
  type UpItem,
} from './protocol.ts'
import { codeOfKey, commitOf, pidOf, rowKeyOf } from './room-code.ts'
import { askedBy, isOpenIn, screenFor } from './screen.ts'
import { createKey, signerOf, type Sign } from './signing.ts'
import { inRound, surenessOf, tallyOf, type Sureness, type Tally } from './tally.ts'
import type { Delivery, LinkState, Transport } from './transport.ts'

export type RoomPerson = {
  readonly pid: string
  /** What the person's own page shows as well, so that the two can find each other without a name. */
  readonly label: string
  readonly name: string | undefined
  readonly isApproved: boolean
  readonly isHere: boolean
  readonly isKicked: boolean
}

export type RoomStatus = {
  readonly link: LinkState
  /** Why the last connection was refused. */
  readonly refusal: string | undefined
  /** `failing`: nothing is acknowledged, and the answers wait on the phones. */
  readonly journal: { readonly kind: 'ok' } | ({ readonly kind: 'failing' } & { readonly failure: JournalFailure })
  readonly screen: Screen
  /** Everybody who ever joined, and those who are here now. */
  readonly joined: number
  readonly connected: number
  /** Whom the round on the screen asks: those who are here, and those who answered it and left. */
  readonly asked: number
  /** In the round that is on the screen. */
  readonly answered: number
  /** The same round in full: for the trainer alone. */
  readonly tally: Tally | undefined
  /** Answers kept that came after their round was locked. */
  readonly late: number
  /** Packets that changed nothing: malformed, too large, too many, not of this room. */
  readonly refused: number
  /** What is shown does not fit a telephone, which shows where to look instead. */
  readonly isTooLong: boolean
  readonly isDoorClosed: boolean
  readonly asksSure: boolean
  /** Of the answer that is on the screen. */
  readonly sureness: Sureness | undefined
  readonly people: readonly RoomPerson[]
  readonly tokens: readonly string[]
  /** Of the trainer's own, and who of them leads. */
  readonly beside: DevicesStatus
}

export type TrainerRoom = {
  readonly code: string
  readonly publicKey: Uint8Array
  readonly policy: Policy
  readonly status: () => RoomStatus
  /** Tells of every change; what it returns ends that. */
  readonly subscribe: (onStatus: (status: RoomStatus) => void) => () => void
  /**
   * What the phones show from now on. Called with what is shown already, or once the room is over, it does nothing.
   * `key`: of the question that is shown, if it has one; phones do not learn it before they are shown it.
   */
  readonly show: (shown: Shown, key?: readonly number[]) => void
  /** With every question that nobody could answer yet. */
  readonly askSure: (isAsked: boolean) => void
  /** What a round of a question has come to; undefined where it was not opened in this room. */
  readonly tally: (question: string, round: 1 | 2) => Tally | undefined
  /** Every round that was opened in this room, in the order in which its questions were first put. */
  readonly results: () => readonly RoundResult[]
  readonly closeDoor: (isClosed: boolean) => void
  /** Who had most right of the questions whose answer has been shown, by names that may be. The last round counts. */
  readonly standings: () => Board
  /** Lets everybody see a name that somebody typed; undefined takes it back. */
  readonly approve: (pid: string, name: string | undefined) => void
  /** Puts somebody out, with everything that person has answered. */
  readonly kick: (pid: string) => void
  readonly readmit: (pid: string) => void
  readonly devices: Devices
  /**
   * Says goodbye; then, once what is under way has arrived, cuts every way from an answer to a person. Results of practice
   * exams still come in, until the room is closed.
   */
  readonly end: (takeaway?: string) => Promise<void>
  /** The laptop has woken up. */
  readonly wake: () => void
  /** Leaves without an end: another tab goes on, or this one after a reload. */
  readonly close: () => void
}

export type RoundResult = {
  readonly act: Activity
  readonly key: readonly number[]
  readonly tally: Tally
  /** It takes answers still. */
  readonly isOpen: boolean
}

export type TrainerOptions = {
  readonly content: RoomContent
  readonly transport: Transport
  readonly journal: Journal
  readonly clock: Clock
  readonly random: RandomBytes
  readonly sign?: Sign
}

/** Answers that were on their way when a round was locked still count. */
export const graceMs = 3000
export const beatMs = 5000
/** Answers that come so close together are written together; those that come during a write, in the next. */
const gatherMs = 10
/** People that one room takes. */
const mostPeople = 2000
/** What telephones show of something that they cannot. */
const lookUp = 'This is on the trainer’s screen only'
/** Message numbers are put on disk so many at a time. */
const reservedNumbers = 1000

/** A new room with a key of its own: nothing of it is written or said yet. */
export async function createRoom({
  title,
  policy,
  clock,
  random,
  hours = 12,
  keepDays = 30,
}: {
  readonly title: string
  readonly policy: Policy
  readonly clock: Clock
  readonly random: RandomBytes
  readonly hours?: number
  readonly keepDays?: number
}): Promise<RoomContent> {
  const key = await createKey(random)
  const now = clock.now()
  const room: RoomRecord = {
    id: codeOfKey(key.publicKey),
    title,
    policy,
    key,
    clientId: toBase64url(random(16)),
    salt: toBase64url(random(16)),
    startedAt: now,
    expires: now + hours * 3_600_000,
    purgeAt: now + keepDays * 24 * 3_600_000,
    n: 0,
    e: 0,
    screen: { k: 'lobby', title },
    isOver: false,
    isDoorClosed: false,
    kicked: [],
  }
  return { room, acts: [], answers: [], people: [], tokens: [] }
}

type Packet = { readonly items: readonly UpItem[]; readonly at: number }

/** Drives a room: this page is the authority, and the broker between it and the phones may lose everything at any time. */
export function openTrainer({ content, transport, journal, clock, random, ...options }: TrainerOptions): TrainerRoom {
  let room = content.room
  const { id: code, policy, key } = room
  const sign = options.sign ?? signerOf(key)
  const topics = topicsOf(code)

  const acts = new Map(content.acts.map((act) => [act.id, act]))
  const answers = new Map(content.answers.map((answer) => [answer.id, answer]))
  const people = new Map(content.people.map((person) => [person.pid, person]))
  const tokens = new Map(content.tokens.map((token) => [token.id, token]))
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
  /** When an answer arrived first that could not be written, by client and number: it is in time if it was then. */
  const arrivals = new Map<string, number>()
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

  /** What a batch would change, over what is there. */
  function createOverlay() {
    const changed = {
      answers: new Map<string, AnswerRecord>(),
      people: new Map<string, PersonRecord>(),
      tokens: new Map<string, TokenRecord>(),
    }
    return {
      changed,
      answer: (id: string) => changed.answers.get(id) ?? answers.get(id),
      person: (pid: string) => changed.people.get(pid) ?? people.get(pid),
    }
  }

  /** One batch: written whole, then counted, then acknowledged. Where it cannot be written, none of it has happened. */
  async function takeIn() {
    if (isClosed) return
    const batch = waiting
    waiting = new Map()
    const overlay = createOverlay()
    const acknowledged = new Map<string, { readonly upto: number; readonly late?: readonly number[] }>()
    const replies: (() => Promise<unknown>)[] = []

    for (const [cid, packets] of batch) {
      const pid = pidOf(cid)
      if (packets.every(({ items }) => items.every(({ t }) => t === 'gone'))) {
        leave(pid, overlay)
        continue
      }
      if (room.kicked.includes(pid)) {
        replies.push(() => say(topics.down(cid), { body: { k: 'kick' } }))
        continue
      }
      const isNew = !overlay.person(pid)
      if (isNew && (room.isDoorClosed || people.size + overlay.changed.people.size >= mostPeople)) {
        replies.push(() => say(topics.down(cid), { body: { k: 'door' } }))
        continue
      }
      here.set(pid, cid)
      left.delete(pid)
      const items = packets
        .flatMap(({ items, at }) => items.map((item) => ({ item, at })))
        .toSorted((one, other) => one.item.n - other.item.n)
      if (isNew)
        overlay.changed.people.set(
          pid,
          newcomer(pid, { items: items.map(({ item }) => item), beside: overlay.changed.people }),
        )
      if (items.some(({ item }) => item.t === 'join')) replies.push(() => sayName(cid))
      const late = items.filter(({ item, at }) => takeItem({ item, at, cid, pid, overlay }) === 'late')
      acknowledged.set(cid, {
        upto: items.at(-1)?.item.n ?? 0,
        ...(late.length > 0 ? { late: late.map(({ item }) => item.n) } : {}),
      })
      if (packets.at(-1)?.items.at(-1)?.t === 'gone') leave(pid, overlay)
    }

    const { changed } = overlay
    const written = {
      answers: [...changed.answers.values()],
      people: [...changed.people.values()],
      tokens: [...changed.tokens.values()],
    }
    const isWorthIt = written.answers.length + written.people.length + written.tokens.length > 0
    if (isWorthIt) {
      const result = await write(written)
      if (!result.ok) {
        for (const [cid, packets] of batch)
          for (const { items, at } of packets)
            for (const { n } of items) arrivals.set(`${cid}:${n}`, arrivals.get(`${cid}:${n}`) ?? at)
        return tell()
      }
    }
    changed.answers.forEach((answer, id) => answers.set(id, answer))
    changed.people.forEach((person, pid) => people.set(pid, person))
    changed.tokens.forEach((token, id) => tokens.set(id, token))
    tell()
    await Promise.all([
      ...[...acknowledged].map(([cid, ack]) => say(topics.down(cid), { body: { k: 'ack', ...ack } })),
      ...replies.map((reply) => reply()),
    ])
    return undefined
  }

  function leave(pid: string, { answer }: ReturnType<typeof createOverlay>) {
    const cid = here.get(pid)
    here.delete(pid)
    if (cid === undefined || !('act' in screen)) return
    const { id: q, round: r } = screen.act
    if (answer(rowId({ cid, pid, q, r }) ?? '')) left.set(pid, placeOf(screen.act))
  }

  /** With every joining, since the message may be lost. */
  async function sayName(cid: string) {
    const name = policy.names === 'generated' ? people.get(pidOf(cid))?.name : undefined
    if (name !== undefined) await say(topics.down(cid), { body: { k: 'name', name } })
  }

  function newcomer(
    pid: string,
    { items, beside }: { readonly items: readonly UpItem[]; readonly beside: ReadonlyMap<string, PersonRecord> },
  ): PersonRecord {
    const person = { id: `${code}:${pid}`, room: code, pid }
    const said = items.findLast((item) => item.t === 'join')
    if (policy.names === 'free' && said?.name) return { ...person, name: said.name }
    if (policy.names !== 'generated') return person
    const taken = [...people.values(), ...beside.values()].flatMap(({ name }) => name ?? [])
    return { ...person, name: generatedName(pid, new Set(taken)) }
  }

  function takeItem({
    item,
    at,
    cid,
    pid,
    overlay,
  }: {
    readonly item: UpItem
    readonly at: number
    readonly cid: string
    readonly pid: string
    readonly overlay: ReturnType<typeof createOverlay>
  }): 'late' | undefined {
    switch (item.t) {
      case 'join': {
        const person = overlay.person(pid)
        if (policy.names === 'free' && person && item.name && item.name !== person.name) {
          overlay.changed.people.set(pid, { ...person, name: item.name })
        }
        return undefined
      }
      case 'res': {
        const id = `${code}:${item.token}`
        if (!tokens.has(id)) overlay.changed.tokens.set(id, { id, room: code, token: item.token })
        return undefined
      }
      case 'ans': {
        const { q, r, a, c, n } = item
        const act = acts.get(q)
        const times = act?.rounds[r]
        const id = rowId({ cid, pid, q, r })
        if (room.endedAt !== undefined) return 'late'
        if (!act || !times || id === undefined || !suits(act.act, a)) return undefined
        const arrivedAt = arrivals.get(`${cid}:${n}`) ?? at
        const isLate = times.lockedAt !== undefined && arrivedAt > times.lockedAt + graceMs
        const newest = Math.max(overlay.answer(id)?.n ?? -1, overlay.answer(lateOf(id))?.n ?? -1)
        // Said again, since its acknowledgement was lost.
        if (n <= newest) return overlay.answer(lateOf(id))?.n === n ? 'late' : undefined
        const place = isLate ? lateOf(id) : id
        const sure = c && act.act.sure ? { c } : {}
        overlay.changed.answers.set(place, { id: place, room: code, q, r, a, ...sure, n, isLate })
        return isLate ? 'late' : undefined
      }
      case 'gone':
        return undefined
    }
  }

  /** One row for each person, activity and round; undefined once nobody can be told apart any more. */
  function rowId({
    cid,
    pid,
    q,
    r,
  }: {
    readonly cid: string
    readonly pid: string
    readonly q: string
    readonly r: 1 | 2
  }) {
    if (policy.link === 'session') return `${pid}:${q}:${r}`
    return room.salt === undefined ? undefined : `${rowKeyOf({ salt: room.salt, cid, q })}:${r}`
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
    const now = clock.now()
    const changedActs: ActRecord[] = []
    let isReopened = false
    const openNow = act && isOpenIn(shown) ? act : undefined

    for (const other of acts.values()) {
      const rounds = lockAll(other.rounds, { now, but: other.id === openNow?.id ? openNow.round : undefined })
      if (rounds !== other.rounds && other.id !== act?.id) changedActs.push({ ...other, rounds })
    }
    if (asked && act) {
      const before = acts.get(act.id)
      const rounds = lockAll(before?.rounds ?? {}, { now, but: openNow?.round })
      const times = openNow && rounds[openNow.round]
      isReopened = times?.lockedAt !== undefined
      changedActs.push({
        id: act.id,
        room: code,
        question: asked.question,
        act,
        key: shown.kind === 'question' && shown.phase === 'reveal' ? shown.key : (before?.key ?? []),
        nonce,
        rounds: openNow ? { ...rounds, [openNow.round]: { openedAt: times?.openedAt ?? now } } : rounds,
      })
    }

    changedActs.forEach((act) => acts.set(act.id, act))
    screen = next
    tell()
    void inTurn(async () => {
      await change({ screen: next }, { acts: changedActs, ...(isReopened && openNow ? takeBack(openNow) : {}) })
      await sayState()
      tell()
    })
  }

  /** Opened again: what came too late is in time now. */
  function takeBack(act: Activity): Written {
    const late = [...answers.values()].filter(({ q, r, isLate }) => isLate && q === act.id && r === act.round)
    const inTime = late.map((answer) => ({ ...answer, id: answer.id.replace(/:late$/, ''), isLate: false }))
    late.forEach(({ id }) => answers.delete(id))
    inTime.forEach((answer) => answers.set(answer.id, answer))
    return { answers: inTime, withoutAnswers: late.map(({ id }) => id) }
  }

  /** The question under the id it has in this room. One that is made ready again, after something else, begins anew. */
  function actFor(question: string, shown: Shown): ActRecord | undefined {
    const latest = [...acts.values()].findLast((act) => act.question === question)
    const isOnScreen = 'act' in screen && screen.act.id === latest?.id
    const beginsAnew = shown.kind === 'question' && shown.phase === 'ready' && shown.round === 1 && !isOnScreen
    return beginsAnew ? undefined : latest
  }

  function status(): RoomStatus {
    const act = 'act' in screen ? screen.act : undefined
    const tally = act && tallyOf(act, answers.values())
    const answered = tally?.answered ?? 0
    const answeredAndLeft = act ? [...left.values()].filter((place) => place === placeOf(act)).length : 0
    return {
      link,
      refusal,
      journal: trouble ? { kind: 'failing', failure: trouble } : { kind: 'ok' },
      screen,
      joined: [...people.keys()].filter((pid) => !room.kicked.includes(pid)).length,
      connected: here.size,
      // Where this page has just come back, people are still coming.
      asked: Math.max(answered, here.size + answeredAndLeft),
      answered,
      tally,
      late: [...answers.values()].filter(({ isLate }) => isLate).length,
      refused,
      isTooLong,
      isDoorClosed: room.isDoorClosed,
      asksSure: room.asksSure ?? false,
      sureness: screen.k === 'reveal' ? surenessOf(screen, answers.values()) : undefined,
      people: [...people.values()].map(told),
      tokens: [...tokens.values()].map(({ token }) => token),
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

  function standings(): Board {
    const revealed = [...acts.values()].filter(({ key, rounds }) => key.length > 0 && rounds[1])
    const rightOf = (pid: string) =>
      revealed.filter(({ id, key, rounds }) => {
        const answer = answers.get(`${pid}:${id}:${rounds[2] ? 2 : 1}`)
        return answer && isRight(answer.a, key)
      }).length
    const inside = [...people.values()].filter(({ pid }) => !room.kicked.includes(pid))
    const nameOf = ({ pid, name, approved }: PersonRecord) =>
      (policy.names === 'generated' ? name : name === approved && name) || `Number ${labelOf(pid)}`
    return {
      top: standingsOf(inside.map((person) => ({ name: nameOf(person), right: rightOf(person.pid) }))),
      of: revealed.length,
    }
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
    const theirs = new Set(
      [...acts.keys()].flatMap((q) =>
        ([1, 2] as const).flatMap((r) => {
          const id = cid === undefined && policy.link === 'none' ? undefined : rowId({ cid: cid ?? '', pid, q, r })
          return id === undefined ? [] : [id, lateOf(id)]
        }),
      ),
    )
    room = { ...room, kicked: [...room.kicked, pid] }
    here.delete(pid)
    left.delete(pid)
    tell()
    void inTurn(async () => {
      await change({}, { withoutAnswers: [...theirs].filter((id) => answers.delete(id)) })
      if (cid !== undefined) await say(topics.down(cid), { body: { k: 'kick' } })
      tell()
    })
  }

  async function seal() {
    await inTurn(async () => {
      const sealed = sealing({ room, answers: [...answers.values()] }, clock.now())
      sealed.answers.forEach((answer) => answers.set(answer.id, answer))
      arrivals.clear()
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
      const act = [...acts.values()].findLast((one) => one.question === question)
      return act?.rounds[round] ? tallyOf(inRound(act, round), answers.values()) : undefined
    },
    results: () => resultsOf({ room, acts: [...acts.values()], answers: [...answers.values()] }),
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
    standings,
    approve: (pid, approved) => {
      const person = people.get(pid)
      if (!person) return
      const changed = { ...person, approved }
      people.set(pid, changed)
      tell()
      void inTurn(() => change({}, { people: [changed] }))
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

/** Every round that was opened in a room, in the order in which its questions were first put. */
export const resultsOf = ({
  room,
  acts,
  answers,
}: Pick<RoomContent, 'room' | 'acts' | 'answers'>): readonly RoundResult[] =>
  acts.flatMap((act) =>
    ([1, 2] as const).flatMap((round) => {
      const times = act.rounds[round]
      if (!times) return []
      const asked = inRound(act, round)
      const isOpen = times.lockedAt === undefined && room.endedAt === undefined
      return [{ act: asked, key: act.key, tally: tallyOf(asked, answers), isOpen }]
    }),
  )

/** What cuts every way from an answer to a person: the salt goes, and the numbers too, which follow the phones' clocks. */
export function sealing(
  { room, answers }: Pick<RoomContent, 'room' | 'answers'>,
  now: number,
): { readonly room: RoomRecord; readonly answers: readonly AnswerRecord[] } {
  return {
    room: { ...room, salt: undefined, isOver: true, endedAt: now },
    answers: room.policy.link === 'none' ? answers.map((answer) => ({ ...answer, n: 0 })) : [],
  }
}

/** Both in one, the later one last: an answer that was taken out and given again is there. */
function writtenAfter(first: Written, then: Written): Written {
  const both = <One>(one: readonly One[] = [], other: readonly One[] = []) => [...one, ...other]
  const given = new Set(then.answers?.map(({ id }) => id))
  return {
    ...first,
    ...then,
    acts: both(first.acts, then.acts),
    answers: both(first.answers, then.answers),
    people: both(first.people, then.people),
    tokens: both(first.tokens, then.tokens),
    withoutAnswers: both(
      first.withoutAnswers?.filter((id) => !given.has(id)),
      then.withoutAnswers,
    ),
  }
}

const labelOf = (pid: string) => pid.slice(0, 4).toUpperCase()
const lateOf = (id: string) => `${id}:late`

/** Every round that is open is locked now, but the one that stays open. The same object where nothing changes. */
function lockAll(
  rounds: ActRecord['rounds'],
  { now, but }: { readonly now: number; readonly but: 1 | 2 | undefined },
): ActRecord['rounds'] {
  const locked = (times: RoundTimes | undefined, round: 1 | 2) =>
    times && times.lockedAt === undefined && round !== but ? { ...times, lockedAt: now } : times
  const first = locked(rounds[1], 1)
  const second = locked(rounds[2], 2)
  if (first === rounds[1] && second === rounds[2]) return rounds
  return { ...(first ? { 1: first } : {}), ...(second ? { 2: second } : {}) }
}

/** How a failed journal is said to a trainer. */
export const journalSentence = ({ kind }: JournalFailure): string =>
  kind === 'full'
    ? 'This device has no room left, so new answers stay on the phones. Free some space, or download what is here.'
    : 'This browser does not keep what the room says, so new answers stay on the phones. Download what is here, and open the page in a normal window.'
