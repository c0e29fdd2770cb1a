import type { Level, Question, QuestionId } from './question.ts'

/** What a form must hold: exact numbers per domain, ranges per group of levels. */
export type Blueprint = {
  readonly questions: number
  readonly domains: readonly { readonly id: string; readonly title: string; readonly questions: number }[]
  readonly levels: readonly { readonly levels: readonly Level[]; readonly min: number; readonly max: number }[]
  /** Sets of questions on one stimulus; `count` sets of `size` questions, kept together and in order. */
  readonly scenarios: { readonly count: number; readonly size: number }
}

export type Profile = {
  readonly id: string
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
  }[]
}
