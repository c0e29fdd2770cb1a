import { replay, transition, type Exam, type ExamEvent, type ExamPlan } from '../../core/exam.ts'
import { gradeExam, type Report } from '../../core/grading.ts'
import type { QuestionId } from '../../core/question.ts'
import { known, type Result } from '../../core/result.ts'
import type { LoadedAttempt, NewResponse, Progress, StorageFailure } from '../../store/progress.ts'

export type Finished = Extract<Exam, { phase: 'finished' }>

/** The exam of a log, at a time: where the deadline has passed meanwhile, it is finished at the deadline. */
export const examAt = ({ plan, events }: Pick<LoadedAttempt, 'plan' | 'events'>, at: number): Exam =>
  transition(replay(plan, events), { type: 'ticked', at })

/**
 * Hands a finished exam in: every question that was shown as a response, and the summary. Doing it again changes
 * nothing, so it is done again wherever a tab may have died in between.
 */
export async function settle(
  progress: Pick<Progress, 'recordAll' | 'finishAttempt'>,
  { exam, events }: { readonly exam: Finished; readonly events: readonly ExamEvent[] },
): Promise<Result<Report, StorageFailure>> {
  const report = gradeExam(exam)
  const recorded = await progress.recordAll(responsesOf(exam, { report, events }))
  if (!recorded.ok) return recorded
  const { right, of, passed } = report
  const { startedAt, endedAt, cause, plan } = exam
  const finished = await progress.finishAttempt(plan.attemptId, {
    startedAt,
    endedAt,
    cause,
    right,
    questions: of,
    passed,
  })
  return finished.ok ? { ok: true, value: report } : finished
}

/** A question that never came on screen has no response, and stays new to the person. */
function responsesOf(
  { plan, endedAt }: Finished,
  { report, events }: { readonly report: Report; readonly events: readonly ExamEvent[] },
): readonly NewResponse[] {
  const chosenAt = new Map(
    events.flatMap((event) => (event.type === 'chose' || event.type === 'placed' ? [[event.question, event.at]] : [])),
  )
  return report.questions.flatMap((graded, index): readonly NewResponse[] => {
    const { id, version, concept, domain } = questionAt(plan, index)
    const { response, mark, spentMs } = graded
    const at = Math.min(chosenAt.get(id) ?? endedAt, endedAt)
    const given = { questionId: id, version, concept, domain, response, mark, spentMs, at }
    return graded.seen
      ? [{ ...given, context: 'exam', attemptId: plan.attemptId, assisted: false, bankHash: plan.bankHash }]
      : []
  })
}

const questionAt = ({ questions }: ExamPlan, index: number) => known(questions[index]).question

/** The questions of an exam that the person had seen before it began. */
export async function seenBefore(
  progress: Pick<Progress, 'responses'>,
  { plan, startedAt }: Finished,
): Promise<ReadonlySet<QuestionId>> {
  const ids = plan.questions.map(({ question }) => question.id)
  const given = await progress.responses({ questionIds: ids })
  return new Set(
    ids.filter((id) => {
      const own = given.find((one) => one.questionId === id && one.attemptId === plan.attemptId)
      return own ? !own.firstExposure : given.some((one) => one.questionId === id && one.at < startedAt)
    }),
  )
}
