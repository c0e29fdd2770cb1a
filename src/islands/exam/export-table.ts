import type { ExamQuestion } from '../../core/exam.ts'
import type { Report } from '../../core/grading.ts'
import type { Response } from '../../core/question.ts'
import { known, unreachable } from '../../core/result.ts'
import type { Finished } from './settle.ts'

const columns = [
  'number',
  'question',
  'version',
  'domain',
  'level',
  'concept',
  'references',
  'answer',
  'key',
  'mark',
  'marks',
  'new',
  'flagged',
  'answer changes',
  'seconds',
  'stem',
]

/** One attempt as a table (CSV, RFC 4180): a line per question, options by their ids. */
export function exportTable({
  exam,
  report,
  seenIds,
}: {
  readonly exam: Finished
  readonly report: Report
  readonly seenIds: ReadonlySet<string>
}): string {
  const rows = report.questions.map((graded) => {
    const { question }: ExamQuestion = known(exam.plan.questions[graded.number - 1])
    return [
      graded.number,
      question.id,
      question.version,
      question.domain,
      question.level,
      question.concept,
      question.refs.join(' '),
      responseText(graded.response),
      keyText(question.key),
      graded.seen ? graded.mark.kind : 'not seen',
      graded.marks ?? '',
      seenIds.has(question.id) ? 'no' : 'yes',
      graded.flagged ? 'yes' : 'no',
      Math.max(0, graded.history.length - 1),
      Math.round(graded.spentMs / 1000),
      question.prompt.stem,
    ]
  })
  return [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

const cell = (value: string | number): string =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value)

function responseText(response: Response): string {
  switch (response.kind) {
    case 'none':
      return ''
    case 'chosen':
    case 'ordered':
      return response.options.join(' ')
    case 'placed':
      return targetsText(response.targets)
    default:
      return unreachable(response)
  }
}

const keyText = (key: ExamQuestion['question']['key']): string =>
  key.kind === 'targets' ? targetsText(key.targets) : key.options.join(' ')

const targetsText = (targets: Readonly<Record<string, string>>): string =>
  Object.entries(targets)
    .map(([option, target]) => `${option}=${target}`)
    .join(' ')
