import type { Question, SlotName } from '../../core/question.ts'
import type { QuestionRule } from './question-rules.ts'
import { adviceIn, clauseNumbers, isKey, optionTexts, partsOf, toldBy, words } from './wording.ts'
import { limits } from './yardsticks.ts'

/** A rule held against the parts of a finding, as if each were a question of its own; the grades are the same everywhere. */
export const inEachPart = (
  rule: QuestionRule,
  { but, only }: { readonly but?: SlotName; readonly only?: SlotName } = {},
): QuestionRule => ({
  ...rule,
  find: (question) =>
    choicesOf(question)
      .filter(({ part }) => part !== but && (only === undefined || part === only))
      // Where nothing is missing, no requirement is the key.
      .filter(({ key }) => key.kind === 'options' && key.options.length > 0)
      .flatMap((part) => {
        const what = rule.find(part)
        return what ? [`In "${part.part}": ${what}`] : []
      })[0],
})

const choicesOf = (question: Question) => partsOf(question).filter(({ part }) => part !== 'grade')

/** The text of the requirement that carries the finding; undefined where none does. */
const carrying = (question: Question) =>
  partsOf(question)
    .filter(({ part }) => part === 'requirement')
    .flatMap((part) => part.prompt.options.filter((option) => isKey(part, option)))
    .map(({ text }) => text)[0]
const numberOf = (requirement = '') => /^[^:]*/.exec(requirement)?.[0] ?? ''

/** Rules about a finding as a whole. */
export const findingRules: readonly QuestionRule[] = [
  {
    name: 'part-told',
    severity: 'error',
    remedy: 'Let a distractor of the part that is told take up the same words.',
    find: (question) => {
      const parts = choicesOf(question)
      const told = parts
        .flatMap((from) => parts.map((to) => ({ from: from.part, to: to.part, shared: toldBy(from, to) })))
        .find(({ from, to, shared }) => from !== to && shared.length >= limits.partWords)
      return told
        ? `The ${told.to} can be guessed from the ${told.from}: its key alone takes up ${told.shared.join(', ')}.`
        : undefined
    },
  },
  {
    name: 'part-number',
    severity: 'error',
    remedy: 'Take the number out of the other parts, or let them name a wrong one as well.',
    find: (question) => {
      const number = numberOf(carrying(question))
      const elsewhere = new Set(
        choicesOf(question)
          .filter(({ part }) => part !== 'requirement')
          .flatMap(optionTexts)
          .flatMap((text) => [...clauseNumbers(text)])
          // What is smaller is the version of a document.
          .filter((one) => /^(?:[4-9]|10|A)\./.test(one)),
      )
      return elsewhere.has(number) && elsewhere.size === 1
        ? `Outside the requirements, ${number} is the only number that is named.`
        : undefined
    },
  },
  {
    name: 'requirement-ref',
    severity: 'error',
    remedy: 'Put the number of the requirement that carries the finding into "refs".',
    find: (question) => {
      const number = numberOf(carrying(question))
      return number && !question.refs.includes(number) ? `"refs" does not name ${number}.` : undefined
    },
  },
  {
    name: 'model-incomplete',
    severity: 'error',
    remedy: 'Let the model name the requirement, state what is not fulfilled, give the evidence and justify the grade.',
    find: (question) => {
      const model = modelOf(question)
      const number = numberOf(carrying(question))
      if (!model.includes(number)) return `The model does not name ${number}.`
      const length = words(model).length
      return length < limits.modelWords ? `The model has ${length} words; ${limits.modelWords} are needed.` : undefined
    },
  },
  {
    name: 'model-advises',
    severity: 'error',
    remedy: 'State what is not fulfilled, and leave the remedy to the auditee.',
    find: (question) => {
      const advice = adviceIn(modelOf(question))
      return advice ? `The model says what to do: “${advice}”.` : undefined
    },
  },
]

const modelOf = ({ key }: Question) => (key.kind === 'finding' ? key.model : '')
