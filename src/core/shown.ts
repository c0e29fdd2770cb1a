import type { Board } from './standings.ts'
import { put, type LiveQuestion, type LiveRound, type PutQuestion } from './live-question.ts'

// What everybody in the room may see. The projector draws it, and a connected room sends it to every telephone; so what
// must not be seen yet (the counts before the distribution, the key before the answer) has no place in it.

/** A question in one of its states. Counts stand in the order of the options, one list for each round that was begun. */
export type ShownQuestion = {
  readonly kind: 'question'
  readonly question: PutQuestion
  readonly round: LiveRound['round']
  /** How many people have answered in this round. */
  readonly answered: number
  /** When time is up, in epoch milliseconds. Nothing closes then: only the trainer locks a question. */
  readonly endsAt?: number | undefined
} & (
  | { readonly phase: 'ready' | 'open' | 'locked' }
  | { readonly phase: 'spread'; readonly counts: LiveRound['counts'] }
  | {
      readonly phase: 'reveal'
      readonly counts: LiveRound['counts']
      /** Ids of options. */
      readonly key: readonly number[]
      readonly why?: string | undefined
    }
)

export type Shown =
  /** Before the class begins. */
  | { readonly kind: 'lobby'; readonly title: string }
  /** `deck` is a module, such as `foundation/ai-systems`; `slide` and `step` count from 0. */
  | {
      readonly kind: 'slide'
      readonly deck: string
      readonly slide: number
      readonly step: number
      readonly title: string
    }
  | ShownQuestion
  /** `debrief`: the groups have finished, and the class talks. `endsAt` in epoch milliseconds, while a timer runs. */
  | {
      readonly kind: 'exercise'
      readonly id: string
      readonly title: string
      readonly task: readonly string[]
      readonly minutes: number
      readonly part: 'work' | 'debrief'
      readonly endsAt?: number | undefined
    }
  /** Everybody sits the same form on their own copy; `form` is its code as people write it or, where it has none, its title. */
  | {
      readonly kind: 'mock'
      readonly form: string
      /** Where it is opened, from the site's root. */
      readonly path: string
      readonly minutes: number
      readonly endsAt?: number | undefined
    }
  | {
      readonly kind: 'break'
      readonly title: string
      readonly endsAt?: number | undefined
    }
  /** Who had most right answers, by names that may be shown. */
  | ({ readonly kind: 'board' } & Board)
  | { readonly kind: 'end' }

/** What stands over the picture of the projector. It does not reach the telephones: a blank screen stops no answer. */
export type Cover = 'none' | 'blank' | 'join'

/** All that the projector knows, as it is sent whole each time. */
export type Projection = { readonly shown: Shown; readonly cover: Cover }

/** A question as everybody may see it now. */
export function shownQuestion(question: LiveQuestion, live: LiveRound, endsAt?: number): ShownQuestion {
  const seen = {
    kind: 'question',
    question: put(question),
    round: live.round,
    answered: live.answered,
    ...(endsAt !== undefined && live.phase === 'open' ? { endsAt } : {}),
  } as const
  const counts = live.counts.slice(0, live.round)
  if (live.phase === 'spread') return { ...seen, phase: live.phase, counts }
  if (live.phase !== 'reveal') return { ...seen, phase: live.phase }
  const why = question.why === undefined ? {} : { why: question.why }
  return { ...seen, phase: live.phase, counts, key: question.key, ...why }
}
