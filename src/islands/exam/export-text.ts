import type { ExamEvent } from '../../core/exam.ts'
import type { Report } from '../../core/grading.ts'
import type { Finished } from './settle.ts'

/** One attempt as a file of its own: what was asked, what was done, and what came of it. */
export function exportText({
  exam,
  events,
  report,
}: {
  readonly exam: Finished
  readonly events: readonly ExamEvent[]
  readonly report: Report
}): string {
  const { plan, startedAt, endedAt, cause } = exam
  return JSON.stringify(
    { format: 'aimward-attempt', version: 1, startedAt, endedAt, cause, report, plan, events },
    null,
    2,
  )
}
