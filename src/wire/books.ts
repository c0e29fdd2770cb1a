import { standingsOf, type Board } from '../core/standings.ts'
import type {
  ActRecord,
  AnswerRecord,
  PersonRecord,
  RoomContent,
  RoomRecord,
  RoundTimes,
  TokenRecord,
  Written,
} from './journal.ts'
import { generatedName } from './names.ts'
import { isRight, suits, type Activity, type UpItem } from './protocol.ts'
import { labelOf, rowKeyOf } from './room-code.ts'
import { inRound, tallyOf, type Tally } from './tally.ts'

export type RoundResult = {
  readonly act: Activity
  readonly key: readonly number[]
  readonly tally: Tally
  /** It takes answers still. */
  readonly isOpen: boolean
}

/** What one phone has sent at once. */
export type Packet = { readonly items: readonly UpItem[]; readonly at: number }

type Sender = { readonly cid: string; readonly pid: string }
type Said<Kind extends UpItem['t']> = Extract<UpItem, { readonly t: Kind }>

/** Answers that were on their way when a round was locked still count. */
export const graceMs = 3000

export type Books = ReturnType<typeof createBooks>
export type Draft = ReturnType<Books['draft']>

/**
 * The books of a room: what was asked, what was answered, who was there and which results came in. They know no clock and
 * no network, and keep nothing on disk: what a change of theirs has to write is what they return.
 */
export function createBooks(content: RoomContent) {
  const acts = new Map(inOrder(content.acts).map((act) => [act.id, act]))
  const answers = new Map(content.answers.map((answer) => [answer.id, answer]))
  const people = new Map(content.people.map((person) => [person.pid, person]))
  const tokens = new Map(content.tokens.map((token) => [token.id, token]))
  /** When an answer arrived first that could not be written, by client and number: it is in time if it was then. */
  const arrivals = new Map<string, number>()

  /** A batch of packets over what is there: nothing of it has happened before it is entered. */
  function draft(room: RoomRecord) {
    const changed = {
      answers: new Map<string, AnswerRecord>(),
      people: new Map<string, PersonRecord>(),
      tokens: new Map<string, TokenRecord>(),
    }
    const taken: { readonly cid: string; readonly n: number; readonly at: number }[] = []
    const { policy, id: code } = room
    const person = (pid: string) => changed.people.get(pid) ?? people.get(pid)
    const answer = (id: string | undefined) =>
      id === undefined ? undefined : (changed.answers.get(id) ?? answers.get(id))

    function newcomer(pid: string, items: readonly UpItem[]): PersonRecord {
      const one = { id: `${code}:${pid}`, room: code, pid }
      const said = items.findLast((item) => item.t === 'join')
      if (policy.names === 'free' && said?.name) return { ...one, name: said.name }
      if (policy.names !== 'generated') return one
      const names = [...people.values(), ...changed.people.values()].flatMap(({ name }) => name ?? [])
      return { ...one, name: generatedName(pid, new Set(names)) }
    }

    function takeName(pid: string, { name }: Said<'join'>) {
      const before = person(pid)
      if (policy.names === 'free' && before && name && name !== before.name)
        changed.people.set(pid, { ...before, name })
    }

    function takeAnswer({ q, r, a, c, n }: Said<'ans'>, { at, ...sender }: Sender & { readonly at: number }) {
      const act = acts.get(q)
      const times = act?.rounds[r]
      const id = rowId(room, { ...sender, q, r })
      if (room.endedAt !== undefined) return 'late'
      if (!act || !times || id === undefined || !suits(act.act, a)) return undefined
      const arrivedAt = arrivals.get(`${sender.cid}:${n}`) ?? at
      const isLate = times.lockedAt !== undefined && arrivedAt > times.lockedAt + graceMs
      const newest = Math.max(answer(id)?.n ?? -1, answer(lateOf(id))?.n ?? -1)
      // Said again, since its acknowledgement was lost.
      if (n <= newest) return answer(lateOf(id))?.n === n ? 'late' : undefined
      const place = isLate ? lateOf(id) : id
      const sure = c && act.act.sure ? { c } : {}
      changed.answers.set(place, { id: place, room: code, q, r, a, ...sure, n, isLate })
      return isLate ? 'late' : undefined
    }

    function takeResult({ token }: Said<'res'>) {
      const id = `${code}:${token}`
      if (!tokens.has(id)) changed.tokens.set(id, { id, room: code, token })
    }

    return {
      person,
      hasAnswered: (sender: Sender, { id, round }: Activity) =>
        answer(rowId(room, { ...sender, q: id, r: round })) !== undefined,
      people: () => people.size + changed.people.size,
      /** Notes what one phone has sent, in the order in which it was meant; says up to which number that was, and what came too late. */
      take(sender: Sender, packets: readonly Packet[]) {
        const items = packets
          .flatMap(({ items, at }) => items.map((item) => ({ item, at })))
          .toSorted((one, other) => one.item.n - other.item.n)
        const { cid, pid } = sender
        if (!person(pid))
          changed.people.set(
            pid,
            newcomer(
              pid,
              items.map(({ item }) => item),
            ),
          )
        const late = items.flatMap(({ item, at }) => {
          taken.push({ cid, n: item.n, at })
          if (item.t === 'join') takeName(pid, item)
          if (item.t === 'res') takeResult(item)
          return item.t === 'ans' && takeAnswer(item, { ...sender, at }) === 'late' ? [item.n] : []
        })
        return { upto: items.at(-1)?.item.n ?? 0, ...(late.length > 0 ? { late } : {}) }
      },
      /** What has to be on disk first; undefined where nothing is new. */
      written(): Written | undefined {
        const rows = {
          answers: [...changed.answers.values()],
          people: [...changed.people.values()],
          tokens: [...changed.tokens.values()],
        }
        return rows.answers.length + rows.people.length + rows.tokens.length > 0 ? rows : undefined
      },
      enter() {
        changed.answers.forEach((one, id) => answers.set(id, one))
        changed.people.forEach((one, pid) => people.set(pid, one))
        changed.tokens.forEach((one, id) => tokens.set(id, one))
      },
      /** It could not be written. The phones will say it again, and it is remembered when they said it first. */
      drop() {
        for (const { cid, n, at } of taken) arrivals.set(`${cid}:${n}`, arrivals.get(`${cid}:${n}`) ?? at)
      },
    }
  }

  /**
   * Puts a question, open to answers or not, and locks every other round. Without a question it only locks.
   * `isReopened`: the round was locked before, so that what came too late is to be taken back.
   */
  function put({
    act,
    isOpen,
    now,
  }: {
    readonly act: Omit<ActRecord, 'rounds' | 'order'> | undefined
    readonly isOpen: boolean
    readonly now: number
  }): { readonly acts: readonly ActRecord[]; readonly isReopened: boolean } {
    const others = [...acts.values()].flatMap((other) => {
      const rounds = other.id === act?.id ? other.rounds : lockAll(other.rounds, { now })
      return rounds === other.rounds ? [] : [{ ...other, rounds }]
    })
    if (!act) return entered({ acts: others, isReopened: false })
    const { round } = act.act
    const before = acts.get(act.id)
    const order = before?.order ?? acts.size
    const rounds = lockAll(before?.rounds ?? {}, { now, but: isOpen ? round : undefined })
    const times = rounds[round]
    const opened = isOpen ? { ...rounds, [round]: { openedAt: times?.openedAt ?? now } } : rounds
    return entered({
      acts: [...others, { ...act, rounds: opened, order }],
      isReopened: isOpen && times?.lockedAt !== undefined,
    })
  }

  function entered<Change extends { readonly acts: readonly ActRecord[] }>(change: Change): Change {
    change.acts.forEach((act) => acts.set(act.id, act))
    return change
  }

  /** Opened again: what came too late is in time now. */
  function takeBack(act: Activity): Written {
    const late = [...answers.values()].filter(({ q, r, isLate }) => isLate && q === act.id && r === act.round)
    const inTime = late.map((answer) => ({ ...answer, id: answer.id.replace(/:late$/, ''), isLate: false }))
    late.forEach(({ id }) => answers.delete(id))
    inTime.forEach((answer) => answers.set(answer.id, answer))
    return { answers: inTime, withoutAnswers: late.map(({ id }) => id) }
  }

  /** Takes out everything that somebody has answered. Of an anonymous room that can be found by the client id alone. */
  function strike(room: RoomRecord, { cid, pid }: { readonly cid: string | undefined; readonly pid: string }): Written {
    if (cid === undefined && room.policy.link === 'none') return {}
    const theirs = [...acts.keys()].flatMap((q) =>
      ([1, 2] as const).flatMap((r) => {
        const id = rowId(room, { cid: cid ?? '', pid, q, r })
        return id === undefined ? [] : [id, lateOf(id)]
      }),
    )
    return { withoutAnswers: theirs.filter((id) => answers.delete(id)) }
  }

  /** Lets everybody see a name that somebody typed. */
  function approve(pid: string, approved: string | undefined): Written {
    const person = people.get(pid)
    if (!person) return {}
    const changed = { ...person, approved }
    people.set(pid, changed)
    return { people: [changed] }
  }

  /** Cuts every way from an answer to a person. */
  function seal(room: RoomRecord, now: number) {
    const sealed = sealing({ room, answers: [...answers.values()] }, now)
    sealed.answers.forEach((answer) => answers.set(answer.id, answer))
    arrivals.clear()
    return sealed
  }

  /** Who had most right of the questions whose answer has been shown, by names that may be. The last round counts. */
  function standings({ policy, kicked }: RoomRecord): Board {
    const revealed = [...acts.values()].filter(({ key, rounds }) => key.length > 0 && rounds[1])
    const rightOf = (pid: string) =>
      revealed.filter(({ id, key, rounds }) => {
        const answer = answers.get(`${pid}:${id}:${rounds[2] ? 2 : 1}`)
        return answer && isRight(answer.a, key)
      }).length
    const nameOf = ({ pid, name, approved }: PersonRecord) =>
      (policy.names === 'generated' ? name : name === approved && name) || `Number ${labelOf(pid)}`
    const inside = [...people.values()].filter(({ pid }) => !kicked.includes(pid))
    return {
      top: standingsOf(inside.map((person) => ({ name: nameOf(person), right: rightOf(person.pid) }))),
      of: revealed.length,
    }
  }

  return {
    draft,
    put,
    takeBack,
    strike,
    approve,
    seal,
    standings,
    /** The question as it was put last. */
    latest: (question: string) => [...acts.values()].findLast((act) => act.question === question),
    act: (id: string) => acts.get(id),
    tally: (act: Activity) => tallyOf(act, answers.values()),
    answers: () => answers.values(),
    /** Answers that came after their round was locked. */
    late: () => [...answers.values()].filter(({ isLate }) => isLate).length,
    people: () => [...people.values()],
    tokens: () => [...tokens.values()].map(({ token }) => token),
    results: (room: RoomRecord) => resultsOf({ room, acts: [...acts.values()], answers: [...answers.values()] }),
  }
}

/** Every round that was opened in a room, in the order in which its questions were first put. */
export const resultsOf = ({
  room,
  acts,
  answers,
}: Pick<RoomContent, 'room' | 'acts' | 'answers'>): readonly RoundResult[] =>
  inOrder(acts).flatMap((act) =>
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

const inOrder = (acts: readonly ActRecord[]) => acts.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0))

const lateOf = (id: string) => `${id}:late`

/** One row for each person, activity and round; undefined once nobody can be told apart any more. */
function rowId(
  { policy, salt }: RoomRecord,
  { cid, pid, q, r }: Sender & { readonly q: string; readonly r: 1 | 2 },
): string | undefined {
  if (policy.link === 'session') return `${pid}:${q}:${r}`
  return salt === undefined ? undefined : `${rowKeyOf({ salt, cid, q })}:${r}`
}

/** Every round that is open is locked now, but the one that stays open. The same object where nothing changes. */
function lockAll(
  rounds: ActRecord['rounds'],
  { now, but }: { readonly now: number; readonly but?: 1 | 2 | undefined },
): ActRecord['rounds'] {
  const locked = (times: RoundTimes | undefined, round: 1 | 2) =>
    times && times.lockedAt === undefined && round !== but ? { ...times, lockedAt: now } : times
  const first = locked(rounds[1], 1)
  const second = locked(rounds[2], 2)
  if (first === rounds[1] && second === rounds[2]) return rounds
  return { ...(first ? { 1: first } : {}), ...(second ? { 2: second } : {}) }
}
