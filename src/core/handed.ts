import type { ExamPlan } from './exam.ts'
import type { Question } from './question.ts'
import { xmur3 } from './random.ts'

// What is told of an exam of a trainer's own without knowing where it comes from.

/** The profile of every attempt at an own exam. */
export const ownProfileId = 'own'

/** What tells one edition of an own exam from another, in 20 bits: all that is asked, what is right, and by which rules. */
export const ownEdition = ({
  title,
  standardMs,
  passPercent,
  questions,
}: Pick<ExamPlan, 'title' | 'standardMs' | 'passPercent'> & { readonly questions: readonly Question[] }): number =>
  xmur3(JSON.stringify([title, standardMs, passPercent, questions.map(({ id, prompt, key }) => [id, prompt, key])])) >>>
  12

/** Whether a form is handed out: a trainer's own, with its code. The first releases gave them none. */
export const isHanded = (form: Pick<ExamPlan, 'profileId' | 'code'>): boolean =>
  form.profileId === ownProfileId && form.code !== undefined
