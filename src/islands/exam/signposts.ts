import type { Question, QuestionId } from '../../core/question.ts'

/** Where the lessons and the references of questions are, and what became of questions since they were sat. */
export type Signposts = {
  /** By objective. */
  readonly lessons: Readonly<Record<string, { readonly title: string; readonly path: string }>>
  readonly references: Readonly<Record<string, { readonly label: string; readonly path: string }>>
  /** By concept; a path where its lesson is there. */
  readonly concepts: Readonly<
    Record<string, { readonly title: string; readonly course: string; readonly path: string | undefined }>
  >
  /** Questions that were corrected, as they stand now. */
  readonly corrected: Readonly<Record<QuestionId, Question>>
}

export const noSignposts: Signposts = { lessons: {}, references: {}, concepts: {}, corrected: {} }
