import { unreachable } from './result.ts'

export type QuestionId = string
export type OptionId = string

export const levels = ['remember', 'understand', 'apply', 'analyse', 'evaluate'] as const
export type Level = (typeof levels)[number]

export type Option = { readonly id: OptionId; readonly text: string }

/** What a person who answers may see. Options stand in the file's order, which never tells the key. */
export type Prompt =
  | { readonly kind: 'single'; readonly stem: string; readonly options: readonly Option[] }
  | {
      readonly kind: 'multiple'
      readonly stem: string
      readonly options: readonly Option[]
      /** How many options are to be chosen. */
      readonly pick: number
    }
  /** The options are steps to be put in order. */
  | { readonly kind: 'order'; readonly stem: string; readonly options: readonly Option[] }
  /** Each option goes to one target; a target may be used again, and at least one stays over. */
  | {
      readonly kind: 'match'
      readonly stem: string
      readonly options: readonly Option[]
      readonly targets: readonly Option[]
    }
  /** The options are evidence, the targets the grades of a finding. */
  | {
      readonly kind: 'classify'
      readonly stem: string
      readonly options: readonly Option[]
      readonly targets: readonly Option[]
    }
  /** A finding is put together: the options are what each of its parts may be. */
  | {
      readonly kind: 'nonconformity'
      readonly stem: string
      readonly options: readonly Option[]
      readonly slots: readonly Slot[]
    }

export type Kind = Prompt['kind']
export type PromptOf<Name extends Kind> = Extract<Prompt, { readonly kind: Name }>

/** What somebody who answers does: a kind, where findings are told from nonconformities. */
export const tasks = ['single', 'multiple', 'order', 'match', 'classify', 'finding', 'nonconformity'] as const
export type Task = (typeof tasks)[number]

/** How an auditor grades evidence: opportunity for improvement, minor and major nonconformity beside conformity. */
export const grades = ['conformity', 'ofi', 'minor', 'major'] as const
export type Grade = (typeof grades)[number]

/**
 * The parts of a finding, in the order they are filled. A finding that is only classified has no gap and no scope; a
 * nonconformity that is written has all five.
 */
export const slotNames = ['evidence', 'requirement', 'gap', 'grade', 'scope'] as const
export type SlotName = (typeof slotNames)[number]

/** One part of a finding and the options for it: evidence takes one piece or several, every other part exactly one. */
export type Slot = { readonly name: SlotName; readonly options: readonly OptionId[] }

/** The option that says that nothing required is missing. */
export const noRequirement = 'none'

/** Which option goes where. */
export type Targets = Readonly<Record<OptionId, string>>

export type Key =
  | { readonly kind: 'options'; readonly options: readonly OptionId[] }
  /** All options, first step first. */
  | { readonly kind: 'order'; readonly options: readonly OptionId[] }
  | { readonly kind: 'targets'; readonly targets: Targets }
  /** The options of all slots, and the finding as an experienced auditor would record it. */
  | { readonly kind: 'finding'; readonly options: readonly OptionId[]; readonly model: string }

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
export type Response =
  | { readonly kind: 'chosen'; readonly options: readonly OptionId[] }
  /** The sequence so far, first step first. */
  | { readonly kind: 'ordered'; readonly options: readonly OptionId[] }
  | { readonly kind: 'placed'; readonly targets: Targets }
  | { readonly kind: 'none' }

/** Whether options are selected from those offered, as in every exam that does not name further kinds. */
export const isSelected = (prompt: Prompt): prompt is PromptOf<'single' | 'multiple'> =>
  prompt.kind === 'single' || prompt.kind === 'multiple'

/** Whether each option is to be placed on a target. */
export const isPlaced = (prompt: Prompt): prompt is PromptOf<'match' | 'classify'> =>
  prompt.kind === 'match' || prompt.kind === 'classify'

/** Whether a nonconformity is to be written, and not only a finding classified. */
export const isWritten = ({ slots }: PromptOf<'nonconformity'>): boolean => slots.some(({ name }) => name === 'gap')

export const taskOf = (prompt: Prompt): Task =>
  prompt.kind === 'nonconformity' && !isWritten(prompt) ? 'finding' : prompt.kind

/** How many options a complete response names; at most, where evidence is gathered. */
export function pickOf(prompt: Prompt): number {
  switch (prompt.kind) {
    case 'single':
      return 1
    case 'multiple':
      return prompt.pick
    case 'order':
    case 'match':
    case 'classify':
      return prompt.options.length
    case 'nonconformity':
      return prompt.slots.reduce((most, { name, options }) => most + (name === 'evidence' ? options.length : 1), 0)
    default:
      return unreachable(prompt)
  }
}

/** The options that a response chooses, puts in order or places; none where nothing was given. */
export function chosenOptions(response: Response): readonly OptionId[] {
  switch (response.kind) {
    case 'chosen':
    case 'ordered':
      return response.options
    case 'placed':
      return Object.keys(response.targets)
    case 'none':
      return []
    default:
      return unreachable(response)
  }
}

/** Where a response places its options; nowhere where it places none. */
export const targetsOf = (response: Response): Targets => (response.kind === 'placed' ? response.targets : {})

/** The response that places one option anew, or takes it from where it was. */
export function placing(response: Response, option: OptionId, target: string | undefined): Response {
  const others = Object.entries(targetsOf(response)).filter(([placed]) => placed !== option)
  const targets = Object.fromEntries(target === undefined ? others : [...others, [option, target]])
  return Object.keys(targets).length === 0 ? { kind: 'none' } : { kind: 'placed', targets }
}

/** The response in which one option of a finding is taken or left: what stood in a part that takes one gives way. */
export function filling(
  { slots }: PromptOf<'nonconformity'>,
  response: Response,
  { option, on }: { readonly option: OptionId; readonly on: boolean },
): Response {
  const slot = slots.find(({ options }) => options.includes(option))
  const givesWay = (other: OptionId) =>
    other === option || (on && slot?.name !== 'evidence' && slot?.options.includes(other))
  const kept = chosenOptions(response).filter((other) => !givesWay(other))
  const options = on && slot ? [...kept, option] : kept
  return options.length === 0 ? { kind: 'none' } : { kind: 'chosen', options }
}

/** The parts of a finding that nothing is chosen for yet. */
export const emptySlots = ({ slots }: PromptOf<'nonconformity'>, response: Response): readonly SlotName[] =>
  slots.flatMap(({ name, options }) => (chosenOptions(response).some((one) => options.includes(one)) ? [] : [name]))

export const isComplete = (prompt: Prompt, response: Response): boolean =>
  prompt.kind === 'nonconformity'
    ? emptySlots(prompt, response).length === 0
    : chosenOptions(response).length === pickOf(prompt)

/** Whether two responses say the same; only where options are put in order does their sequence matter. */
export function isSameResponse(one: Response, other: Response): boolean {
  const options = chosenOptions(one)
  const others = chosenOptions(other)
  if (options.length !== others.length) return false
  const isOrdered = one.kind === 'ordered' || other.kind === 'ordered'
  return options.every(
    (option, index) =>
      (isOrdered ? others[index] === option : others.includes(option)) &&
      targetsOf(one)[option] === targetsOf(other)[option],
  )
}
