import { choiceCredit, firstWrongStep, placeCredit } from '../../core/marking.ts'
import {
  chosenOptions,
  isPlaced,
  targetsOf,
  type Option,
  type OptionId,
  type Question,
  type Response,
} from '../../core/question.ts'
import { known } from '../../core/result.ts'

export type Answered = {
  readonly question: Pick<Question, 'id' | 'prompt' | 'key' | 'rationales'>
  /** The order in which options were shown. */
  readonly order: readonly OptionId[]
  readonly response: Response
}

/** What is said about one option after the answer. `near` earns half where halves count. */
export type Line = {
  readonly option: Option
  readonly mark: 'right' | 'near' | 'wrong'
  readonly isChosen: boolean
  /** Where the option belongs: its step, its target. */
  readonly place?: string | undefined
  readonly verdict: string
}

/** Every option, in the order shown; steps in their right order. */
export function linesOf({ question, order, response }: Answered): readonly Line[] {
  const { prompt, key } = question
  const chosen = chosenOptions(response)
  const optionOf = (id: OptionId) => known(prompt.options.find((option) => option.id === id))
  if (key.kind === 'options' || key.kind === 'finding') {
    return order.map((id): Line => {
      const isKey = key.options.includes(id)
      const said = [isKey ? 'right answer' : '', chosen.includes(id) ? 'your answer' : ''].filter(Boolean).join(', ')
      const mark = isKey ? 'right' : chosen.includes(id) && isNear(question, id) ? 'near' : 'wrong'
      return {
        option: optionOf(id),
        mark,
        isChosen: chosen.includes(id),
        verdict: `${{ right: '✓', near: '≈ near,', wrong: '✗' }[mark]} ${said}`.trim(),
      }
    })
  }
  if (key.kind === 'order') {
    return key.options.map((id, index): Line => {
      const at = chosen.indexOf(id)
      const verdict = at === index ? '✓ your step too' : at < 0 ? '✗ not placed' : `✗ your step ${at + 1}`
      const mark = at === index ? 'right' : 'wrong'
      return { option: optionOf(id), mark, isChosen: at >= 0, place: `${index + 1}.`, verdict }
    })
  }
  if (!isPlaced(prompt)) return []
  const textOf = (target: string | undefined) => prompt.targets.find(({ id }) => id === target)?.text
  return order.map((id): Line => {
    const right = known(key.targets[id])
    const given = targetsOf(response)[id]
    const credit = placeCredit(prompt, { right, given })
    const mark = credit === 1 ? 'right' : credit > 0 ? 'near' : 'wrong'
    const verdict =
      given === undefined
        ? '✗ no answer'
        : {
            right: '✓ your answer too',
            near: `≈ near, your answer: ${textOf(given)}`,
            wrong: `✗ your answer: ${textOf(given)}`,
          }[mark]
    return { option: optionOf(id), mark, isChosen: given !== undefined, place: textOf(right), verdict }
  })
}

/** Whether a grade that was given earns half, because its neighbour is right; other options have no neighbours. */
const isNear = ({ key }: Answered['question'], given: OptionId): boolean =>
  key.kind === 'finding' && key.options.some((right) => choiceCredit({ right, given, isGrade: true }) === 0.5)

/** Where an order of steps goes wrong first; undefined where it does not, and where nothing was put in order. */
export function wrongStepText({ question, response }: Pick<Answered, 'question' | 'response'>): string | undefined {
  const wrong = response.kind === 'ordered' ? firstWrongStep(question, response) : undefined
  if (!wrong) return undefined
  const quote = (id: OptionId) => `“${question.prompt.options.find((option) => option.id === id)?.text}”`
  const not = wrong.given === undefined ? '' : `, not ${quote(wrong.given)}`
  return wrong.after === undefined
    ? `Your order goes wrong at its start: the first step is ${quote(wrong.right)}${not}.`
    : `Your order goes wrong after ${quote(wrong.after)}: the next step is ${quote(wrong.right)}${not}.`
}
