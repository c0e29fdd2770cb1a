import {
  valueOf,
  type ClassForm,
  type ClassReport,
  type QuestionReport,
  type WholeReport,
} from '../../core/class-report.ts'
import { formatCsv } from '../../core/csv.ts'
import type { Figure } from '../../core/item-statistics.ts'
import { missingText } from './words.ts'

const columns = [
  'number',
  'question',
  'version',
  'domain',
  'stem',
  'key',
  'results',
  'facility',
  'sd',
  'discrimination',
  'efficiency',
  'effective weight',
  'unanswered',
  'median seconds',
  'advice',
]
const options = ['a', 'b', 'c', 'd', 'e', 'f']

/** The questions of a class as a table: Moodle's figures, and how often each option was chosen. */
export function reportTable(report: WholeReport): string {
  const rows = report.questions.map((one) => [
    String(one.number),
    one.id,
    String(one.question.version),
    one.question.domain,
    one.question.prompt.stem,
    one.options
      .filter(({ isKey }) => isKey)
      .map(({ option }) => option.id)
      .join(' '),
    String(report.results),
    decimal(one.statistics.facility),
    figure(one.statistics.sd),
    figure(one.statistics.discrimination),
    figure(one.statistics.efficiency),
    figure(one.statistics.effectiveWeight),
    String(one.unanswered),
    one.medianSeconds === undefined ? '' : String(Math.round(one.medianSeconds)),
    adviceFor(report, one),
    ...options.map((id) => {
      const count = one.options.find(({ option }) => option.id === id)
      return count === undefined ? '' : String(count.chosen)
    }),
  ])
  return formatCsv([[...columns, ...options.map((id) => `chose ${id}`)], ...rows])
}

function adviceFor({ reteach, distrust }: WholeReport, question: QuestionReport): string {
  if (distrust.some((one) => one.question === question)) return 'distrust'
  return reteach.includes(question) ? 'teach again' : ''
}

const decimal = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(6))
const figure = (one: Figure): string => (one.kind === 'known' ? one.value.toFixed(6) : missingText(one.because))

/**
 * A class as a file: its form, its results as they came, and what was made of them. Dropped on a class of the same form,
 * the results are taken in again.
 */
export const reportFile = (
  form: ClassForm,
  { tokens, report }: { readonly tokens: readonly string[]; readonly report: ClassReport },
): string =>
  JSON.stringify(
    {
      format: 'aimward-class',
      version: 1,
      form,
      tokens,
      report: report.kind === 'whole' ? { ...report, questions: report.questions.map(plainQuestion) } : report,
    },
    (name, value: unknown) => (name === 'reteach' || name === 'distrust' ? undefined : value),
    2,
  )

const plainQuestion = ({ number, id, statistics, options, unanswered, medianSeconds }: QuestionReport) => ({
  number,
  id,
  facility: statistics.facility,
  sd: valueOf(statistics.sd),
  discrimination: valueOf(statistics.discrimination),
  efficiency: valueOf(statistics.efficiency),
  effectiveWeight: valueOf(statistics.effectiveWeight),
  unanswered,
  medianSeconds,
  chosen: Object.fromEntries(options.map(({ option, chosen }) => [option.id, chosen])),
})
