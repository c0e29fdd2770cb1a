import type { Kind, Level, Question, QuestionId } from './question.ts'

/** What a form must hold: exact numbers per domain, ranges per group of levels. */
export type Blueprint = {
  readonly questions: number
  readonly domains: readonly Domain[]
  readonly levels: readonly { readonly levels: readonly Level[]; readonly min: number; readonly max: number }[]
  /** Sets of questions on one stimulus; `count` sets of `size` questions, kept together and in order. */
  readonly scenarios: { readonly count: number; readonly size: number }
  /** Where it says nothing, options are selected: single and multiple. */
  readonly kinds?: readonly Kind[] | undefined
}

export type Domain = {
  readonly id: string
  readonly title: string
  readonly questions: number
  /** What its questions share, where the exam is scored in marks: then every domain has some. */
  readonly marks?: number | undefined
  /** What must be reached in this domain alone to pass: marks or, in an exam without, questions. */
  readonly floor?: number | undefined
}

export type Profile = {
  readonly id: string
  /** From 0 to 63 and never given to another blueprint: what a form code calls the profile. Without one, forms have no code. */
  readonly number?: number | undefined
  readonly title: string
  readonly blueprint: Blueprint
  readonly minutes: number
  readonly passPercent: number
  readonly optionsPerQuestion: number
  readonly openBook: boolean
  readonly backAllowed: boolean
}

export type Scenario = {
  readonly id: string
  readonly title: string
  /** Markdown. */
  readonly stimulus: string
  readonly questions: readonly QuestionId[]
}

export type Bank = { readonly questions: readonly Question[]; readonly scenarios: readonly Scenario[] }

/** One drawn exam: the questions in the order they are asked, each with its options in the order they are shown. */
export type Form = {
  readonly profileId: string
  readonly seed: number
  readonly questions: readonly {
    readonly id: QuestionId
    readonly optionOrder: readonly string[]
    readonly scenario?: string | undefined
    /** What it counts, where the exam is scored in marks. */
    readonly marks?: number | undefined
  }[]
}
