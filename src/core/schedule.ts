import { createEmptyCard, default_w, forgetting_curve, fsrs, get_fuzz_range, Rating, State, type Grade } from 'ts-fsrs'
import type { Certainty } from './certainty.ts'
import type { Mark } from './marking.ts'
import { seeded, xmur3 } from './random.ts'

// Memory of concepts, by FSRS-6 in whole learner days. A day is a number; the night's rollover and the time zone are
// settled outside. Source: ts-fsrs 5.4.2 with its default weights, and Aimward's assessment page, section 3.

export type ReviewGrade = 'again' | 'hard' | 'good' | 'easy'

/** What is remembered of one concept. It is computed from the log of responses, never stored. */
export type Card = {
  /** The learner day of the last rating. */
  readonly day: number
  /** Days until retrievability falls to 90 %. */
  readonly stability: number
  /** From 1 to 10. */
  readonly difficulty: number
  /** Days to the next review, before load, deadline and leech are considered. */
  readonly interval: number
  readonly reviews: number
  /** The days on which it was forgotten after it had been learnt. */
  readonly lapses: readonly number[]
  readonly lastGrade: ReviewGrade
}

const retention = 0.9
const longestInterval = 180
const scheduler = fsrs({
  enable_short_term: false,
  request_retention: retention,
  maximum_interval: longestInterval,
  enable_fuzz: false,
})

/** The card after a rating; the first rating of a day is the one that counts, so a later one changes nothing. */
export function review(card: Card | undefined, grade: ReviewGrade, today: number): Card {
  if (card && today <= card.day) return card
  const before = card
    ? {
        ...createEmptyCard(noonOf(card.day)),
        stability: card.stability,
        difficulty: card.difficulty,
        reps: card.reviews,
        lapses: card.lapses.length,
        state: State.Review,
        last_review: noonOf(card.day),
      }
    : createEmptyCard(noonOf(today))
  const { card: after } = scheduler.next(before, noonOf(today), ratings[grade])
  return {
    day: today,
    stability: after.stability,
    difficulty: after.difficulty,
    // To keep its four answers apart, the scheduler steps over its own maximum by a day.
    interval: Math.min(longestInterval, after.scheduled_days),
    reviews: after.reps,
    lapses: card && grade === 'again' ? [...card.lapses, today] : (card?.lapses ?? []),
    lastGrade: grade,
  }
}

const ratings: Readonly<Record<ReviewGrade, Grade>> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
}

// The scheduler counts calendar days in UTC; at noon no rounding can reach the next.
const noonOf = (day: number) => (day + 0.5) * 86_400_000

/** The chance that a concept is recalled on a day, fractions of a day included. */
export const retrievability = (card: Pick<Card, 'day' | 'stability'>, day: number): number =>
  forgetting_curve(default_w, Math.max(0, day - card.day), card.stability)

/** Days after which retrievability falls to a share. */
export function daysUntil(share: number, stability: number): number {
  const decay = -(default_w[20] ?? 0)
  const factor = 0.9 ** (1 / decay) - 1
  return (stability * (share ** (1 / decay) - 1)) / factor
}

export type Answered = {
  readonly mark: Mark
  readonly certainty?: Certainty | undefined
  /** A hint or a rationale was open, or it was a second try. */
  readonly assisted: boolean
  /** The learner said that it came too easily. */
  readonly isEasy?: boolean | undefined
}

/**
 * What an answer says of memory. Below a certainty of two in three a right answer to three options tells nothing; and
 * an answer is never taken as easy unless the learner says so.
 */
export function gradeOf({ mark, certainty, assisted, isEasy }: Answered): ReviewGrade {
  const isHalfRight = mark.kind === 'partial' && mark.credit >= 0.5
  if ((mark.kind !== 'right' && !isHalfRight) || certainty === 1) return 'again'
  if (isHalfRight || assisted) return 'hard'
  return isEasy ? 'easy' : 'good'
}

/** A rating of a concept on a learner day. */
export type Rated = { readonly concept: string; readonly day: number; readonly grade: ReviewGrade }

/** The cards after all ratings, which come in the order in which they were given. */
export function cardsOf(rated: readonly Rated[]): ReadonlyMap<string, Card> {
  const cards = new Map<string, Card>()
  for (const { concept, day, grade } of rated) cards.set(concept, review(cards.get(concept), grade, day))
  return cards
}

/** Forgotten four times, or three times within 30 days, and just now again: reading helps it more than another question. */
export function isLeech(card: Card): boolean {
  const recent = card.lapses.filter((day) => card.day - day < 30)
  return card.lastGrade === 'again' && (card.lapses.length >= 4 || recent.length >= 3)
}

export type Due =
  | { readonly kind: 'due'; readonly day: number; readonly why: 'interval' | 'exam' | 'leech' }
  /** It will still be known on the day of the exam. */
  | { readonly kind: 'settled'; readonly retrievability: number }

export type Horizon = {
  readonly today: number
  /** The learner day of the exam; undefined, or in the past, without one. */
  readonly examDay?: number | undefined
  /** How many concepts a day bears. */
  readonly perDay: number
}

/** When each concept is to be reviewed next, spread over the days that are nearly as good. */
export function dueDays(cards: ReadonlyMap<string, Card>, horizon: Horizon): ReadonlyMap<string, Due> {
  const load = new Map<number, number>()
  const due = new Map<string, Due>()
  const inOrder = [...cards].sort(([one, a], [other, b]) => a.day - b.day || (one < other ? -1 : 1))
  for (const [concept, card] of inOrder) {
    const found = dueOf(card, { concept, horizon, load })
    due.set(concept, found)
    if (found.kind === 'due') load.set(found.day, (load.get(found.day) ?? 0) + 1)
  }
  return due
}

const leechRest = 3
const examShare = 0.92
const deadlineRetention = 0.88

type Surroundings = {
  readonly concept: string
  readonly horizon: Horizon
  readonly load: ReadonlyMap<number, number>
}

function dueOf(card: Card, { concept, horizon, load }: Surroundings): Due {
  const { examDay, today, perDay } = horizon
  const isBound = examDay !== undefined && examDay > today
  if (isLeech(card)) return { kind: 'due', day: card.day + leechRest, why: 'leech' }
  const interval = isBound ? Math.max(1, Math.round(daysUntil(deadlineRetention, card.stability))) : card.interval
  if (isBound && card.day + interval >= examDay) {
    const remaining = examDay - card.day
    const expected = retrievability(card, examDay)
    if (expected >= examShare) return { kind: 'settled', retrievability: expected }
    const width = Math.floor(Math.min(7, 0.3 * remaining))
    const back = seeded(xmur3(`${concept} ${card.day}`))() % (width + 1)
    return { kind: 'due', day: Math.max(card.day + 1, examDay - 1 - back), why: 'exam' }
  }
  const { min_ivl: least, max_ivl: most } = get_fuzz_range(interval, 0, longestInterval)
  const last = isBound ? Math.min(most, examDay - 1 - card.day) : most
  const days = Array.from({ length: Math.max(1, last - least + 1) }, (_, at) => card.day + Math.max(1, least + at))
  const busy = (day: number) => Math.max(0, (load.get(day) ?? 0) - perDay + 1)
  const ideal = card.day + interval
  const [day = ideal] = days.toSorted(
    (one, other) =>
      busy(one) - busy(other) ||
      (load.get(one) ?? 0) - (load.get(other) ?? 0) ||
      Math.abs(one - ideal) - Math.abs(other - ideal),
  )
  return { kind: 'due', day, why: 'interval' }
}
