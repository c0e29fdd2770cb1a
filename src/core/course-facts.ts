import type { Blueprint } from './profile.ts'
import type { Level, QuestionId, Task } from './question.ts'

/** What readiness, review and practice need of a question: everything but its words and its key. */
export type QuestionFacts = {
  readonly id: QuestionId
  readonly version: number
  readonly task: Task
  readonly domain: string
  readonly concept: string
  readonly level: Level
  /** The author's judgement from 1 (very easy) to 5 (very hard). */
  readonly difficulty: number
  /** What guessing earns on average, from 0 to 1, with partial credit and without. */
  readonly guess: number
  readonly guessStrict: number
  /** Clauses, controls, annexes and neighbours it rests on. */
  readonly refs: readonly string[]
  /** Kept out of practice and review, so that exams hold something new. */
  readonly mockOnly: boolean
  /** In one of the frozen mocks of the course. */
  readonly inMock: boolean
}

export type ConceptFacts = {
  readonly id: string
  readonly title: string
  readonly domain: string
  /** Id of the lesson that teaches it. */
  readonly lesson: string
}

export type LessonFacts = {
  /** Course, module and lesson slug: the key of a learner's progress. */
  readonly id: string
  /** As the outline numbers it: `F1.3`. */
  readonly number: string
  readonly title: string
  readonly module: string
  /** Where it is read, from the site's base; undefined while it is in preparation. */
  readonly path: string | undefined
  readonly minutes: number | undefined
}

export type RequirementFacts = {
  /** `6.1.4`, `A.5`, `A.5.2`. */
  readonly id: string
  readonly title: string
  readonly path: string
  /** The head it stands under; undefined for a head. */
  readonly head: string | undefined
}

/** A course in numbers and names, in teaching order. */
export type CourseFacts = {
  readonly id: string
  readonly title: string
  /** The exam it leads to: how many questions of each domain, and how many must be right. */
  readonly exam: {
    readonly profile: string
    readonly title: string
    readonly minutes: number
    readonly questions: number
    readonly cut: number
    readonly domains: readonly { readonly id: string; readonly title: string; readonly questions: number }[]
    readonly levels: Blueprint['levels']
  }
  readonly modules: readonly { readonly id: string; readonly title: string }[]
  readonly lessons: readonly LessonFacts[]
  readonly concepts: readonly ConceptFacts[]
  readonly questions: readonly QuestionFacts[]
  /** Clauses and controls with the heads above them, in the order of the standard. */
  readonly requirements: readonly RequirementFacts[]
  /** The address of its bank, from the site's base. */
  readonly bank: string
}
