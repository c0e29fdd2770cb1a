import type { QuestionId } from './question.ts'

/** An exam that a trainer put together: questions of their own and of the bank, in the order they are asked. */
export type OwnExam = {
  readonly title: string
  readonly minutes: number
  readonly passPercent: number
  readonly questions: readonly QuestionId[]
}

/** What the ids of a trainer's own questions and exams begin with; no id of the bank does. */
export const ownPrefix = 'own-'

export const isOwn = (id: string): boolean => id.startsWith(ownPrefix)

/** The profile of every attempt at an own exam. */
export const ownProfileId = 'own'
