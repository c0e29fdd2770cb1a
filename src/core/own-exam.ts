import type { ExamPlan } from './exam.ts'
import { formatOwnCode } from './form-code.ts'
import { ownEdition, ownProfileId } from './handed.ts'
import { optionOrder } from './option-order.ts'
import type { Question, QuestionId } from './question.ts'
import { xmur3 } from './random.ts'
import { fail, ok, type Result } from './result.ts'

/** An exam that a trainer put together: questions of their own and of the bank, in the order they are asked. */
export type OwnExam = {
  readonly title: string
  readonly minutes: number
  readonly passPercent: number
  readonly questions: readonly QuestionId[]
}

/**
 * The plan of an own exam: the same questions with their options in the same order for everybody who has the exam.
 * Fails with the ids of questions that are not at hand, or not sound.
 */
export function ownPlan(
  { id, exam }: { readonly id: string; readonly exam: OwnExam },
  {
    attemptId,
    questions,
    domains,
  }: {
    readonly attemptId: string
    readonly questions: ReadonlyMap<QuestionId, Question>
    /** Titles of domains, by id. */
    readonly domains: ReadonlyMap<string, string>
  },
): Result<ExamPlan, readonly QuestionId[]> {
  const missing = exam.questions.filter((one) => !questions.has(one))
  if (missing.length > 0) return fail(missing)
  const seed = xmur3(id)
  const asked = exam.questions.flatMap((one) => questions.get(one) ?? [])
  const limits = { title: exam.title, standardMs: exam.minutes * 60_000, passPercent: exam.passPercent }
  return ok({
    attemptId,
    profileId: ownProfileId,
    ...limits,
    mode: 'exam',
    seed,
    code: formatOwnCode({ exam: seed >>> 10, edition: ownEdition({ ...limits, questions: asked }) }),
    bankHash: ownProfileId,
    questions: asked.map((question) => ({ question, optionOrder: optionOrder(question, seed) })),
    limitMs: limits.standardMs,
    backAllowed: true,
    openBook: false,
    domains: [...new Set(asked.map(({ domain }) => domain))].map((domain) => ({
      id: domain,
      title: domains.get(domain) ?? 'Own questions',
    })),
  })
}
