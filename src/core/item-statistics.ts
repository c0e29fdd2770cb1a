import { known } from './result.ts'

// The figures of Moodle's quiz statistics report, for questions of weight 1, so that a trainer may compare them with
// those of an LMS. Source: docs.moodle.org, "Quiz statistics calculations"; x are the marks of a question, o the totals of
// the others, and every variance and covariance divides by n − 1.

/** A figure, or why there is none. */
export type Figure =
  { readonly kind: 'known'; readonly value: number } | { readonly kind: 'undefined'; readonly because: Missing }

export type Missing =
  /** Fewer than two people. */
  | 'too-few'
  /** Everybody has the same mark on this question. */
  | 'same-mark'
  /** Everybody has the same total on the other questions. */
  | 'same-rest'
  /** No question goes with the total. */
  | 'no-weight'

export type ItemStatistics = {
  /** The mean mark; undefined where nobody answered. */
  readonly facility: number | undefined
  readonly sd: Figure
  /** Correlation with the rest, times 100. */
  readonly discrimination: Figure
  /** Covariance with the rest, in per cent of the most that these marks allow. */
  readonly efficiency: Figure
  /** Its share of what spreads the totals, in per cent: 0 where it works against them. */
  readonly effectiveWeight: Figure
}

/** The statistics of each question. `rows` are people, each with a mark for every question in its order. */
export function itemStatistics(rows: readonly (readonly number[])[]): readonly ItemStatistics[] {
  const totals = rows.map(sum)
  const columns = (rows[0] ?? []).map((_, at) => rows.map((row) => known(row[at])))
  const weights = columns.map((marks) => Math.sqrt(Math.max(0, real(covariance(marks, totals)))))
  const weight = sum(weights)
  return columns.map((marks, at) => {
    const rest = totals.map((total, person) => total - known(marks[person]))
    return {
      facility: mean(marks),
      ...spreadOf(marks, rest),
      effectiveWeight: marks.length < 2 ? missing('too-few') : ratio(known(weights[at]), weight, 'no-weight'),
    }
  })
}

function spreadOf(
  marks: readonly number[],
  rest: readonly number[],
): Pick<ItemStatistics, 'sd' | 'discrimination' | 'efficiency'> {
  if (marks.length < 2) {
    const none = missing('too-few')
    return { sd: none, discrimination: none, efficiency: none }
  }
  const variance = covariance(marks, marks)
  const restVariance = covariance(rest, rest)
  const shared = covariance(marks, rest)
  const why = real(variance) === 0 ? 'same-mark' : 'same-rest'
  return {
    sd: { kind: 'known', value: Math.sqrt(variance) },
    discrimination: ratio(shared, Math.sqrt(real(variance) * real(restVariance)), why),
    efficiency: ratio(shared, real(covariance(marks.toSorted(bySize), rest.toSorted(bySize))), why),
  }
}

const ratio = (part: number, whole: number, why: Missing): Figure =>
  whole === 0 ? missing(why) : { kind: 'known', value: (100 * part) / whole }

const missing = (because: Missing): Figure => ({ kind: 'undefined', because })

// What decimal fractions leave where the marks are all the same is not a spread.
const real = (value: number) => (Math.abs(value) < 1e-12 ? 0 : value)

/** With n − 1, and 0 for fewer than two. */
function covariance(some: readonly number[], others: readonly number[]): number {
  if (some.length < 2) return 0
  const [one = 0, other = 0] = [mean(some), mean(others)]
  return sum(some.map((value, at) => (value - one) * (known(others[at]) - other))) / (some.length - 1)
}

const mean = (values: readonly number[]) => (values.length === 0 ? undefined : sum(values) / values.length)
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const bySize = (one: number, other: number) => one - other
