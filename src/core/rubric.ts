import type { Certainty } from './certainty.ts'

// A nonconformity in one's own words, scored by its writer against a model. Such scores are a trend of their own: they
// enter neither readiness nor memory, because nobody else has read what was written.

/** What a nonconformity is scored by, in the order in which one asks. Source: Aimward's assessment page, section 5. */
export const criteria = ['requirement', 'evidence', 'gap', 'grade', 'neutral'] as const
export type Criterion = (typeof criteria)[number]

export const scores = [0, 1, 2] as const
export type Score = (typeof scores)[number]

export type Scores = Readonly<Record<Criterion, Score>>

/** One wording after its criteria were gone through. */
export type Scored = {
  readonly at: number
  readonly scores: Scores
  /** How sure its writer was, before the model was shown, that it would stand. */
  readonly certainty?: Certainty | undefined
}

export const mostPoints = 2 * criteria.length

export const totalOf = (given: Scores): number => sum(criteria.map((criterion) => given[criterion]))

export type WordingTrend = {
  /** Oldest first. */
  readonly scored: readonly Scored[]
  /** The mean total of the newest, of as many before them, and of how many; the second where there are any. */
  readonly recent: { readonly mean: number; readonly of: number }
  readonly before: { readonly mean: number; readonly of: number } | undefined
  /** The mean score of each criterion in the newest, the weakest first. */
  readonly criteria: readonly { readonly criterion: Criterion; readonly mean: number }[]
}

/** So many wordings say something together, and are recent enough to say it of now. */
const recently = 5

/** How one's own wordings come on; undefined where there are none. */
export function wordingTrend(all: readonly Scored[]): WordingTrend | undefined {
  if (all.length === 0) return undefined
  const scored = all.toSorted((one, other) => one.at - other.at)
  const newest = scored.slice(-recently)
  const earlier = scored.slice(0, -newest.length).slice(-recently)
  const meanOf = (some: readonly Scored[]) => ({ mean: mean(some.map((one) => totalOf(one.scores))), of: some.length })
  return {
    scored,
    recent: meanOf(newest),
    before: earlier.length > 0 ? meanOf(earlier) : undefined,
    criteria: criteria
      .map((criterion) => ({ criterion, mean: mean(newest.map((one) => one.scores[criterion])) }))
      .toSorted((one, other) => one.mean - other.mean),
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]) => sum(values) / values.length
