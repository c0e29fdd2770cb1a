import { wilson, type Interval } from './interval.ts'

/** What one finished attempt adds to a trend: how many of its questions were new, and how many of each kind were right. */
export type Sat = {
  readonly id: string
  readonly endedAt: number
  /** Questions of the form. */
  readonly questions: number
  /** Right in all. */
  readonly right: number
  /** Questions that had been seen before, and how many of those were right. */
  readonly seen: { readonly right: number; readonly of: number }
}

export type TrendPoint = {
  readonly id: string
  readonly endedAt: number
  readonly right: number
  readonly of: number
  /** From 0 to 1. */
  readonly share: number
  /** Wilson 95 %. */
  readonly interval: Interval
}

/** Scores on new and on seen questions, each a line of its own, oldest first: the two say different things. */
export type Trend = { readonly fresh: readonly TrendPoint[]; readonly seen: readonly TrendPoint[] }

/** An attempt without questions of a kind has no point on the line of that kind. */
export function trendOf(attempts: readonly Sat[]): Trend {
  const inTime = [...attempts].sort((one, other) => one.endedAt - other.endedAt)
  return {
    fresh: inTime.flatMap(({ id, endedAt, questions, right, seen }) =>
      pointOf({ id, endedAt }, { right: right - seen.right, of: questions - seen.of }),
    ),
    seen: inTime.flatMap(({ id, endedAt, seen }) => pointOf({ id, endedAt }, seen)),
  }
}

function pointOf(
  when: Pick<TrendPoint, 'id' | 'endedAt'>,
  { right, of }: { readonly right: number; readonly of: number },
): readonly TrendPoint[] {
  return of === 0 ? [] : [{ ...when, right, of, share: right / of, interval: wilson(right, of) }]
}
