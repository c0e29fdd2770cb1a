import type { Certainty } from '../core/certainty.ts'
import type { Result } from '../core/result.ts'
import type { Device } from './ctl.ts'
import type { Activity, Answer, Policy, Screen } from './protocol.ts'
import type { StoredKey } from './signing.ts'

// What a trainer's browser keeps of a room. It is written before anything is acknowledged, so that what a phone was told
// is received survives a reload, a crash and a broker that knows nothing.

export type RoomRecord = {
  /** The code. */
  readonly id: string
  readonly title: string
  readonly policy: Policy
  readonly key: StoredKey
  /** What the trainer connects as: a secret, since whoever connects as the same throws the other out. */
  readonly clientId: string
  /** Hashed into the keys of anonymous answers; gone once the room is over, and with it every way back to a person. */
  readonly salt?: string | undefined
  readonly startedAt: number
  readonly expires: number
  /** The trainer has ended it, which is more than showing the last card. */
  readonly isOver: boolean
  /** When the last answers were in and every way back to people was cut. */
  readonly endedAt?: number | undefined
  /** From then on it is deleted at the next opportunity. */
  readonly purgeAt: number
  /** Up to which number messages may have been said, and the epoch of the last connection. */
  readonly n: number
  readonly e: number
  readonly screen: Screen
  readonly isDoorClosed: boolean
  /** Questions that have a key ask how sure people are, too. */
  readonly asksSure?: boolean
  /** Pids. */
  readonly kicked: readonly string[]
  /** The trainer's devices beside the presenter's window, and who leads, as `core/lead.ts` names it. */
  readonly devices?: readonly Device[]
  readonly driver?: string
}

/** When a round was opened first, and since when it takes no more answers. */
export type RoundTimes = { readonly openedAt: number; readonly lockedAt?: number | undefined }

/** A question that was put to the room. */
export type ActRecord = {
  /** Of the activity: the question's id and a part by chance. */
  readonly id: string
  readonly room: string
  /** The question as the presenter calls it. */
  readonly question: string
  readonly act: Activity
  /** Empty until it is shown. */
  readonly key: readonly number[]
  /** Kept from the phones until then, too: see `commit` of the activity. */
  readonly nonce?: string | undefined
  readonly rounds: { readonly 1?: RoundTimes; readonly 2?: RoundTimes }
  /** How many were put before it. Rows come back in any order. */
  readonly order?: number
}

export type AnswerRecord = {
  /** Where answers may be linked `pid:q:r`, else a hash that leads to nobody; `:late` after it where it came too late. */
  readonly id: string
  readonly room: string
  readonly q: string
  readonly r: 1 | 2
  readonly a: Answer
  /** How sure, where that was asked and said. */
  readonly c?: Certainty
  /** The number it was said with: a higher one counts. Not kept of anonymous answers once the room is over. */
  readonly n: number
  readonly isLate: boolean
}

export type PersonRecord = {
  /** `room:pid` */
  readonly id: string
  readonly room: string
  readonly pid: string
  readonly name?: string | undefined
  /** The name that the trainer lets everybody see: another one has to be looked at again. */
  readonly approved?: string | undefined
}

export type TokenRecord = {
  /** `room:token`: the same token twice is one. */
  readonly id: string
  readonly room: string
  readonly token: string
}

export type Written = {
  readonly room?: RoomRecord
  readonly acts?: readonly ActRecord[]
  readonly answers?: readonly AnswerRecord[]
  readonly people?: readonly PersonRecord[]
  readonly tokens?: readonly TokenRecord[]
  /** Ids of answers to take out. */
  readonly withoutAnswers?: readonly string[]
}

export type RoomContent = {
  readonly room: RoomRecord
  readonly acts: readonly ActRecord[]
  readonly answers: readonly AnswerRecord[]
  readonly people: readonly PersonRecord[]
  readonly tokens: readonly TokenRecord[]
}

export type JournalFailure = { readonly kind: 'full' | 'unavailable'; readonly detail: string }

export type Journal = {
  /** All of it is on disk when this resolves well, or none of it. */
  readonly write: (written: Written) => Promise<Result<undefined, JournalFailure>>
}

/** Both in one, the later one last: an answer that was taken out and given again is there. */
export function writtenAfter(first: Written, then: Written): Written {
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

/** A journal in memory: for rehearsals, and where the browser keeps nothing. Rows come back by id, as from a database. */
export function memoryJournal(): Journal & { readonly content: (room: string) => RoomContent | undefined } {
  const rooms = new Map<string, RoomRecord>()
  const acts = new Map<string, ActRecord>()
  const answers = new Map<string, AnswerRecord>()
  const people = new Map<string, PersonRecord>()
  const tokens = new Map<string, TokenRecord>()
  const put = <Row extends { readonly id: string }>(table: Map<string, Row>, rows: readonly Row[] = []) =>
    rows.forEach((row) => table.set(row.id, row))
  const of = <Row extends { readonly id: string; readonly room: string }>(table: Map<string, Row>, room: string) =>
    [...table.values()].filter((row) => row.room === room).toSorted((one, other) => (one.id < other.id ? -1 : 1))
  return {
    write: (written) => {
      if (written.room) rooms.set(written.room.id, written.room)
      put(acts, written.acts)
      put(answers, written.answers)
      put(people, written.people)
      put(tokens, written.tokens)
      written.withoutAnswers?.forEach((id) => answers.delete(id))
      return Promise.resolve({ ok: true, value: undefined })
    },
    content: (id) => {
      const room = rooms.get(id)
      return (
        room && { room, acts: of(acts, id), answers: of(answers, id), people: of(people, id), tokens: of(tokens, id) }
      )
    },
  }
}
