export type QuestionId = string
export type OptionId = string

export const levels = ['remember', 'understand', 'apply', 'analyse', 'evaluate'] as const
export type Level = (typeof levels)[number]

export type Option = { readonly id: OptionId; readonly text: string }

/** What a person who answers may see. Options stand in the file's order. */
export type Prompt =
  | { readonly kind: 'single'; readonly stem: string; readonly options: readonly Option[] }
  | {
      readonly kind: 'multiple'
      readonly stem: string
      readonly options: readonly Option[]
      /** How many options are to be chosen. */
      readonly pick: number
    }

export type Key = { readonly kind: 'options'; readonly options: readonly OptionId[] }

/** Why an option is right, or what makes it attractive and why it fails. */
export type Rationale = {
  readonly option: OptionId
  readonly text: string
  readonly misconception?: string | undefined
}

export type Correction = {
  readonly version: number
  /** ISO date. */
  readonly date: string
  readonly what: string
}

export type Question = {
  readonly id: QuestionId
  /** Goes up when the meaning changes. */
  readonly version: number
  readonly domain: string
  readonly level: Level
  /** The author's judgement from 1 (very easy) to 5 (very hard); fractions are the mean of two raters. */
  readonly difficulty: number
  readonly refs: readonly string[]
  readonly objective: string
  readonly concept: string
  readonly prompt: Prompt
  readonly key: Key
  readonly rationales: readonly Rationale[]
  /** False where the options have an order of their own (numbers, dates). */
  readonly shuffle: boolean
  /** Questions that must not meet this one in a form. */
  readonly enemies: readonly QuestionId[]
  /** Kept out of lessons and practice, so that exams hold something new. */
  readonly mockOnly: boolean
  readonly corrected: readonly Correction[]
}

/** What a person gave. Options are named by id, never by position. */
export type Response = { readonly kind: 'chosen'; readonly options: readonly OptionId[] } | { readonly kind: 'none' }

/** How many options a complete response names. */
export const pickOf = (prompt: Prompt): number => (prompt.kind === 'single' ? 1 : prompt.pick)

/** The options of a response; none where nothing was given. */
export const chosenOptions = (response: Response): readonly OptionId[] =>
  response.kind === 'chosen' ? response.options : []

export const isComplete = (prompt: Prompt, response: Response): boolean =>
  chosenOptions(response).length === pickOf(prompt)

/** Whether two responses name the same options, in whatever order. */
export function isSameResponse(one: Response, other: Response): boolean {
  const options = chosenOptions(one)
  const others = chosenOptions(other)
  return options.length === others.length && options.every((option) => others.includes(option))
}
