import type { ExamPlan } from './exam.ts'
import { passMarkOf } from './grading.ts'
import type { Interval } from './interval.ts'
import { itemStatistics, type Figure, type ItemStatistics } from './item-statistics.ts'
import { keyOptions, markStrict } from './marking.ts'
import type { Option, Question, QuestionId, Response } from './question.ts'
import { known } from './result.ts'
import type { ResultToken, Signature } from './result-token.ts'

/** A form that a class sits, with the questions as they were when it was given out. */
export type ClassForm = Pick<
  ExamPlan,
  'profileId' | 'title' | 'code' | 'again' | 'bankHash' | 'questions' | 'passPercent' | 'domains' | 'standardMs'
>

/** What a class keeps of a plan: nothing that belongs to one sitting. */
export const classFormOf = ({
  profileId,
  title,
  code,
  again,
  bankHash,
  questions,
  passPercent,
  domains,
  standardMs,
}: ExamPlan): ClassForm => ({
  profileId,
  title,
  code,
  again,
  bankHash,
  questions,
  passPercent,
  domains,
  standardMs,
})

/** Below so many results a report tells the mean and nothing else, because it would tell of persons. */
export const fewest = 5

/** Below so many results figures on single questions are hints: chance alone makes large ones. */
export const steady = 20

export type ClassReport =
  | { readonly kind: 'empty' }
  /** Too few for anything but the mean. */
  | { readonly kind: 'few'; readonly results: number; readonly mean: number; readonly questions: number }
  | ({ readonly kind: 'whole' } & WholeReport)

export type WholeReport = {
  readonly results: number
  readonly questions: readonly QuestionReport[]
  /** Right answers a person. */
  readonly mean: number
  readonly sd: number
  /** How many people have 0, 1, 2 … right answers. */
  readonly scores: readonly number[]
  /** Right answers needed to pass, and how many people have them. */
  readonly passMark: number
  readonly passed: number
  readonly domains: readonly DomainResult[]
  /** At most three, the lowest facility first. */
  readonly reteach: readonly QuestionReport[]
  /** The one to look at first, first. */
  readonly distrust: readonly Distrusted[]
  /** Who typed a name, with the right answers; by name. */
  readonly named: readonly { readonly signature: Signature; readonly right: number }[]
}

export type DomainResult = {
  readonly id: string
  readonly title: string
  readonly questions: number
  /** Mean share of right answers, from 0 to 1. */
  readonly share: number
  /** Where the mean share of more people like these would lie, 95 %; undefined where all have the same share. */
  readonly interval: Interval | undefined
}

export type QuestionReport = {
  readonly id: QuestionId
  /** Its place in the form, from 1. */
  readonly number: number
  readonly question: Question
  readonly statistics: ItemStatistics
  readonly options: readonly OptionCount[]
  /** Gave no answer. */
  readonly unanswered: number
  /** Of those who told it and saw the question; undefined where nobody did. */
  readonly medianSeconds: number | undefined
}

export type OptionCount = {
  readonly option: Option
  readonly isKey: boolean
  readonly chosen: number
  /** Those above the median on the other questions, and those below it. */
  readonly stronger: Half
  readonly weaker: Half
}

/** So many people of one half. */
export type Half = { readonly chosen: number; readonly of: number }

export type Distrusted = {
  readonly question: QuestionReport
  readonly because:
    | { readonly kind: 'negative'; readonly discrimination: number }
    /** A wrong option that the stronger chose more often than the weaker. */
    | { readonly kind: 'lure'; readonly count: OptionCount }
}

/** What must be between the stronger and the weaker before a wrong option is distrusted. */
export const lureBar = { people: 2, share: 0.2 } as const

/**
 * What a class did on a form. To be taught again: up to three questions with the lowest facility below the pass per
 * cent. To be distrusted: questions whose discrimination is below 0, or of which the stronger half chose a wrong option
 * more often than the weaker half, by at least two people and twenty points; these are never taught again.
 */
export function classReport(form: ClassForm, results: readonly ResultToken[]): ClassReport {
  const responses = results.map(({ answers }) => answers.map((chosen, at) => responseOf(questionAt(form, at), chosen)))
  const rows = responses.map((given) => given.map((response, at) => markStrict(questionAt(form, at), response).credit))
  const totals = rows.map(sum)
  if (results.length === 0) return { kind: 'empty' }
  const mean = sum(totals) / totals.length
  if (results.length < fewest) return { kind: 'few', results: results.length, mean, questions: form.questions.length }

  const statistics = itemStatistics(rows)
  const questions = form.questions.map(({ question }, at): QuestionReport => {
    const rest = totals.map((total, person) => total - known(known(rows[person])[at]))
    const given = responses.map((one) => known(one[at]))
    return {
      id: question.id,
      number: at + 1,
      question,
      statistics: known(statistics[at]),
      options: optionCounts(question, given, rest),
      unanswered: given.filter(({ kind }) => kind === 'none').length,
      medianSeconds: median(results.flatMap(({ seconds }) => seconds?.[at] ?? [])),
    }
  })
  const passMark = passMarkOf(form.passPercent, form.questions.length)
  const distrust = questions.flatMap(distrusted).toSorted((one, other) => suspicion(other) - suspicion(one))
  return {
    kind: 'whole',
    results: results.length,
    questions,
    mean,
    sd: spread(totals),
    scores: Array.from(
      { length: form.questions.length + 1 },
      (_, score) => totals.filter((total) => total === score).length,
    ),
    passMark,
    passed: totals.filter((total) => total >= passMark).length,
    domains: form.domains.flatMap((domain) => domainResult(domain, form, rows)),
    reteach: questions
      .filter((one) => facilityOf(one) < form.passPercent / 100)
      .filter((one) => !distrust.some(({ question }) => question === one))
      .toSorted((one, other) => facilityOf(one) - facilityOf(other) || one.number - other.number)
      .slice(0, 3),
    distrust,
    named: results
      .flatMap(({ signature }, person) => (signature ? [{ signature, right: known(totals[person]) }] : []))
      .toSorted((one, other) => one.signature.text.localeCompare(other.signature.text)),
  }
}

/** The response that option numbers of the file's order stand for. */
export function responseOf({ prompt }: Question, chosen: readonly number[]): Response {
  const options = chosen.map((number) => known(prompt.options[number - 1]).id)
  return options.length === 0 ? { kind: 'none' } : { kind: 'chosen', options }
}

export const facilityOf = ({ statistics }: QuestionReport): number => known(statistics.facility)

export const valueOf = (figure: Figure): number | undefined => (figure.kind === 'known' ? figure.value : undefined)

/** Those who lie on the median belong to neither half. */
function optionCounts(question: Question, given: readonly Response[], rest: readonly number[]): readonly OptionCount[] {
  const middle = known(median(rest))
  const keys = keyOptions(question.key)
  return question.prompt.options.map((option) => {
    const scores = given.flatMap((response, person) =>
      response.kind === 'chosen' && response.options.includes(option.id) ? [known(rest[person])] : [],
    )
    const half = (isIn: (score: number) => boolean): Half => ({
      chosen: scores.filter(isIn).length,
      of: rest.filter(isIn).length,
    })
    return {
      option,
      isKey: keys.includes(option.id),
      chosen: scores.length,
      stronger: half((score) => score > middle),
      weaker: half((score) => score < middle),
    }
  })
}

function distrusted(question: QuestionReport): readonly Distrusted[] {
  const discrimination = valueOf(question.statistics.discrimination)
  if (discrimination !== undefined && discrimination < 0)
    return [{ question, because: { kind: 'negative', discrimination } }]
  const lure = question.options
    .filter((count) => !count.isKey && lureOf(count) >= lureBar.share)
    .filter(({ stronger, weaker }) => stronger.chosen - weaker.chosen >= lureBar.people)
    .toSorted((one, other) => lureOf(other) - lureOf(one))[0]
  return lure ? [{ question, because: { kind: 'lure', count: lure } }] : []
}

/** By how much the share of the stronger who chose an option is above that of the weaker. */
const lureOf = ({ stronger, weaker }: OptionCount): number =>
  stronger.chosen / Math.max(1, stronger.of) - weaker.chosen / Math.max(1, weaker.of)

/** Negative ones first, the most negative before all; then by how much the stronger were lured. */
const suspicion = ({ because }: Distrusted): number =>
  because.kind === 'negative' ? 100 - because.discrimination : lureOf(because.count)

function domainResult(
  { id, title }: ClassForm['domains'][number],
  form: ClassForm,
  rows: readonly (readonly number[])[],
): readonly DomainResult[] {
  const places = form.questions.flatMap(({ question }, at) => (question.domain === id ? [at] : []))
  if (places.length === 0) return []
  const shares = rows.map((row) => sum(places.map((at) => known(row[at]))) / places.length)
  const share = sum(shares) / shares.length
  const half = (studentT(shares.length - 1) * spread(shares)) / Math.sqrt(shares.length)
  return [
    {
      id,
      title,
      questions: places.length,
      share,
      interval: half === 0 ? undefined : { low: Math.max(0, share - half), high: Math.min(1, share + half) },
    },
  ]
}

/**
 * The 97.5 % point of Student's t, by its expansion around the normal one; within 0.01 from four degrees of freedom.
 * Source: Abramowitz and Stegun 26.7.5.
 */
function studentT(degrees: number): number {
  const z = 1.959963984540054
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ]
  return sum(terms.map((term, power) => term / degrees ** power))
}

/** With n − 1. */
function spread(values: readonly number[]): number {
  const middle = sum(values) / values.length
  return Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1))
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

const questionAt = ({ questions }: ClassForm, at: number): Question => known(questions[at]).question
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
