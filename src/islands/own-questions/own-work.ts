import { isOwn } from '../../core/own-id.ts'
import { ownPlan, type OwnExam } from '../../core/own-exam.ts'
import type { ExamPlan } from '../../core/exam.ts'
import type { Question, QuestionId } from '../../core/question.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { newId } from '../../store/ids.ts'
import type { OwnWork, Progress } from '../../store/progress.ts'
import { fetchBank, type Shelf } from '../exam/form-finder.ts'
import { classFormPath } from '../exam/paths.ts'
import { loadProgress } from '../primitives/device.ts'

/** Every question of one's own that is sound, with its options as everywhere else. Rejects where the rules do not load. */
export async function loadOwnQuestions(): Promise<readonly Question[]> {
  const work = await ownWorkOf(await loadProgress())
  // Who has none need not load the rules.
  if (work.questions.size === 0) return []
  const { soundQuestions } = await import('./author.ts')
  return [...soundQuestions(work).values()]
}

/** What is kept now. */
export const ownWorkOf = (progress: Pick<Progress, 'watchOwn'>) =>
  new Promise<OwnWork>((resolve) => {
    const stop = progress.watchOwn((work) => {
      resolve(work)
      queueMicrotask(() => stop())
    })
  })

/** The questions of every bank of this site, by id; undefined where one cannot be fetched. */
export async function bankQuestions(shelves: readonly Shelf[]): Promise<ReadonlyMap<QuestionId, Question> | undefined> {
  const addresses = [...new Set(shelves.map(({ bank }) => bank.address))]
  const banks = await Promise.all(addresses.map(fetchBank))
  if (banks.some((bank) => bank === undefined)) return undefined
  return new Map(banks.flatMap((bank) => (bank?.questions ?? []).map((question) => [question.id, question])))
}

export type NoPlan =
  /** Questions of the bank cannot be fetched. */
  | { readonly kind: 'unreachable' }
  /** Questions that are not here any more, or are not finished. */
  | { readonly kind: 'missing'; readonly ids: readonly QuestionId[] }

/** An own exam, ready to be sat: with its questions, wherever they come from. */
export async function planOfOwn(
  { id, exam }: { readonly id: string; readonly exam: OwnExam },
  { work, shelves }: { readonly work: OwnWork; readonly shelves: readonly Shelf[] },
): Promise<Result<ExamPlan, NoPlan>> {
  const { soundQuestions } = await import('./author.ts')
  const needsBank = exam.questions.some((one) => !isOwn(one))
  const bank = needsBank ? await bankQuestions(shelves) : new Map<QuestionId, Question>()
  if (!bank) return fail({ kind: 'unreachable' })
  const titles = shelves.flatMap(({ profile }) =>
    profile.blueprint.domains.map((domain) => [domain.id, domain.title] as const),
  )
  const plan = ownPlan(
    { id, exam },
    { attemptId: newId(), questions: new Map([...bank, ...soundQuestions(work)]), domains: new Map(titles) },
  )
  if (!plan.ok) return fail({ kind: 'missing', ids: plan.failure })
  const { code } = plan.value
  return ok({ ...plan.value, again: code && classFormPath(code) })
}
