import {
  chosenOptions,
  targetsOf,
  type Grade,
  type OptionId,
  type PromptOf,
  type Question,
  type Response,
  type Slot,
  type SlotName,
} from './question.ts'
import { known, unreachable } from './result.ts'

/** `credit` runs from 0 to 1: 1 for right, between the two for partial, 0 for wrong and skipped. */
export type Mark = { readonly kind: 'right' | 'partial' | 'wrong' | 'skipped'; readonly credit: number }

type Asked = Pick<Question, 'prompt' | 'key'>

/** The mark of a response in practice, where some of it may be right. */
export function mark(question: Asked, response: Response): Mark {
  if (chosenOptions(response).length === 0) return { kind: 'skipped', credit: 0 }
  const credit = creditOf(question, response)
  if (credit === 1) return { kind: 'right', credit }
  return credit > 0 ? { kind: 'partial', credit } : { kind: 'wrong', credit }
}

/** The mark of a response in an exam: all or nothing, so never partial. */
export function markStrict(question: Asked, response: Response): Mark {
  const lenient = mark(question, response)
  return lenient.kind === 'partial' ? { kind: 'wrong', credit: 0 } : lenient
}

/** The first step that is not where it belongs: the one before it, the one that belongs there, and the one given. */
export function firstWrongStep(
  { key }: Pick<Question, 'key'>,
  response: Response,
):
  { readonly after: OptionId | undefined; readonly right: OptionId; readonly given: OptionId | undefined } | undefined {
  const steps = keyOptions(key)
  const given = chosenOptions(response)
  const at = steps.findIndex((step, index) => given[index] !== step)
  const right = steps[at]
  return right === undefined ? undefined : { after: steps[at - 1], right, given: given[at] }
}

function creditOf({ prompt, key }: Asked, response: Response): number {
  switch (prompt.kind) {
    case 'single':
    case 'multiple': {
      const chosen = new Set(response.kind === 'chosen' ? response.options : [])
      const keys = keyOptions(key)
      const hits = keys.filter((option) => chosen.has(option)).length
      return plusMinus({ hits, chosen: chosen.size, keys: keys.length })
    }
    case 'order': {
      const given = response.kind === 'ordered' ? response.options : []
      const placeOf = (step: OptionId) => (given.includes(step) ? given.indexOf(step) : Infinity)
      const pairs = keyOptions(key).flatMap((step, index, steps) =>
        steps.slice(index + 1).map((later) => placeOf(step) < placeOf(later) && placeOf(later) < Infinity),
      )
      return inPairs(pairs.filter(Boolean).length, pairs.length)
    }
    case 'match':
    case 'classify': {
      const given = targetsOf(response)
      return mean(
        Object.entries(keyTargets(key)).map(([option, right]) => placeCredit(prompt, { right, given: given[option] })),
      )
    }
    case 'nonconformity':
      return findingCredit(
        prompt.slots.map((slot) => ({
          name: slot.name,
          credit: slotCredit(slot, { keys: keyOptions(key), given: response }),
        })),
      )
    default:
      return unreachable(prompt)
  }
}

/** What each part of a finding weighs. Source: Aimward's assessment page, section 5. */
export const slotPoints: Readonly<Record<SlotName, number>> = {
  evidence: 2,
  requirement: 2,
  gap: 2,
  grade: 1,
  scope: 1,
}

/** A part of a finding and what it earns, from 0 to 1. */
export type PartCredit = { readonly name: SlotName; readonly credit: number }

/** What stands on the wrong requirement can be no more than half right, however good the rest. */
export function findingCredit(parts: readonly PartCredit[]): number {
  const earned = parts.map(({ name, credit }) => slotPoints[name] * credit)
  const share = sum(earned) / sum(parts.map(({ name }) => slotPoints[name]))
  const isFounded = parts.some(({ name, credit }) => name === 'requirement' && credit === 1)
  return isFounded ? share : Math.min(0.5, share)
}

/** What one part of a finding earns, from 0 to 1. */
export function slotCredit(
  { name, options }: Slot,
  { keys, given }: { readonly keys: readonly OptionId[]; readonly given: Response },
): number {
  const right = options.filter((option) => keys.includes(option))
  const chosen = chosenOptions(given).filter((option) => options.includes(option))
  if (name === 'evidence') {
    const hits = right.filter((option) => chosen.includes(option)).length
    return plusMinus({ hits, chosen: chosen.length, keys: right.length })
  }
  return choiceCredit({ right: known(right[0]), given: chosen[0], isGrade: name === 'grade' })
}

// Betts et al. 2022, doi 10.1177/0013164421994636: what is wrongly chosen takes away what is rightly chosen.
export const plusMinus = ({
  hits,
  chosen,
  keys,
}: {
  readonly hits: number
  readonly chosen: number
  readonly keys: number
}) => Math.max(0, (hits - (chosen - hits)) / keys)

/** Kendall's τ, but never below 0: of all pairs of steps, those in the right order against the others. */
export const inPairs = (right: number, pairs: number) => Math.max(0, (2 * right) / pairs - 1)

/** What a placed option earns. Where evidence is classified, the neighbour on the same side of the requirement earns half. */
export const placeCredit = (
  { kind }: PromptOf<'match' | 'classify'>,
  { right, given }: { readonly right: string; readonly given: string | undefined },
): number => choiceCredit({ right, given, isGrade: kind === 'classify' })

/** What an answer of one from several earns; of grades the neighbour on the same side of the requirement half. */
export const choiceCredit = ({
  right,
  given,
  isGrade,
}: {
  readonly right: string
  readonly given: string | undefined
  readonly isGrade: boolean
}) => (right === given ? 1 : isGrade && given === neighbours[right] ? 0.5 : 0)

// To take a nonconformity for anything less, or the other way round, is no near miss.
// Source: ANAB Accreditation Rule 16, on soft grading.
const neighbours: Readonly<Record<string, Grade>> = {
  conformity: 'ofi',
  ofi: 'conformity',
  minor: 'major',
  major: 'minor',
}

export const keyOptions = (key: Question['key']): readonly OptionId[] => (key.kind === 'targets' ? [] : key.options)
export const keyTargets = (key: Question['key']) => (key.kind === 'targets' ? key.targets : {})

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]) => sum(values) / values.length
