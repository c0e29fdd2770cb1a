import { noRequirement, type Prompt, type Question, type SlotName } from '../../core/question.ts'
import { absolutes, functionWords, hedges, negations, numberWords, unitSizes, villains, virtues } from './yardsticks.ts'

/** Words in small letters; numbers such as 6.1.2, references such as a.5.2 and compounds stay whole. */
export const words = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.'’/-][\p{L}\p{N}]+)*/gu) ?? []

/** Folds assess, assessed, assessing and assessment into one. Crude, and good enough to see an echo. */
export function wordStem(word: string): string {
  const shorter = word
    .replace(/['’]s$/, '')
    .replace(/(?<=.{3})ie[ds]$/, 'y')
    .replace(/(?<=.{3})(ations?|ating|ated|ates?|ements?|ments?|ings?|ed|es|[sey])$/, '')
  return shorter === word ? word.replace(/([bdgmnprt])\1$/, '$1') : wordStem(shorter)
}

const functionWordSet = new Set(functionWords)
const virtueStems = new Set(virtues.map(wordStem))
const villainStems = new Set(villains.map(wordStem))

/** The stems of the words that carry content; numbers are not among them. */
export const contentStems = (text: string): ReadonlySet<string> =>
  new Set(
    words(text)
      .filter((word) => word.length > 2 && !/\d/.test(word) && !functionWordSet.has(word))
      .map(wordStem),
  )

const anyOf = (phrases: readonly string[]) => new RegExp(`\\b(?:${phrases.join('|')})\\b`, 'i')
const absolute = anyOf(absolutes)
const hedge = anyOf(hedges)
const negation = new RegExp(`${anyOf(negations).source}|n['’]t\\b`, 'i')

export const hasAbsolute = (text: string) => absolute.test(text)
// Inside a sentence, May is a month.
export const hasHedge = (text: string) => hedge.test(text.replace(/(?<=[\p{L}\d,] )May\b/gu, ''))
export const hasNegation = (text: string) => negation.test(text)

const count = (text: string, stems: ReadonlySet<string>) =>
  words(text).filter((word) => stems.has(wordStem(word))).length

/** How many words of good conduct a text has, and how many of bad. */
export const conduct = (text: string) => ({ virtues: count(text, virtueStems), villains: count(text, villainStems) })

/** Numbers of clauses and controls, and names of annexes, in one spelling. A bare "6" counts only after "clause". */
export function clauseNumbers(text: string): ReadonlySet<string> {
  const dotted =
    text.match(
      /(?<![\d.])(?:[A-D]\.)?\d{1,2}(?:\.\d{1,2}){1,3}(?![\d%]| ?(?:%|per cent|percent|million))|\b[A-D]\.\d{1,2}\b/g,
    ) ?? []
  const named = [...text.matchAll(/\b(clause|annex) (\d{1,2}|[A-D])\b(?!\.\d)/gi)].map(([, , number = '']) =>
    number.toUpperCase(),
  )
  return new Set([...dotted, ...named])
}

export const similarity = (one: ReadonlySet<string>, other: ReadonlySet<string>) => {
  const shared = [...one].filter((each) => other.has(each)).length
  const union = one.size + other.size - shared
  return union === 0 ? 0 : shared / union
}

/** Each option's mean likeness to the others, by the words they share. */
export function likeness(options: readonly string[]): readonly number[] {
  const sets = options.map((option) => new Set(words(option).map(wordStem)))
  return sets.map((one, i) => mean(sets.filter((_, j) => j !== i).map((other) => similarity(one, other))))
}

/** For each option, the content words it shares with the stem and with no other option. */
export function exclusiveEchoes(stem: string, options: readonly string[]): readonly (readonly string[])[] {
  const stemWords = contentStems(stem)
  const sets = options.map(contentStems)
  return sets.map((mine, i) =>
    [...mine].filter((word) => stemWords.has(word) && sets.every((other, j) => j === i || !other.has(word))),
  )
}

/** The last sentence that asks, without a closing "Choose TWO."; undefined where nothing is asked at the end. */
export function askingSentence(stem: string): string | undefined {
  const body = stem.trim().replace(/\s*\(?(?:Choose|Select) [A-Z]+(?: options)?\.?\)?\.?$/, '')
  if (!/\?["'”’)]*$/.test(body)) return undefined
  return body.split(/(?<=[.!?:]["'”’)]*)\s+(?=\S)/).at(-1)
}

/** Whether a stem ends by saying what is to be done with the rows or steps below it. */
export const endsInTask = (stem: string): boolean =>
  /(?:^|[.!?:]["'”’)]*\s+)(?:Arrange|Assign|Classify|Give|Grade|Match|Order|Place|Put|Record|Sort|Write)\b[^.!?]*\.$/.test(
    stem.trim(),
  )

const placeWord = /^(?:first|firstly|to begin|then|next|after that|afterwards|finally|lastly|at last|at the end)\b/i

/** A step that says where it stands. */
export const tellsPlace = (step: string): boolean => placeWord.test(step)

const verdict =
  /\b(?:non-?conform\w*|conform(?:s|ed|ing|ity)?|opportunit(?:y|ies) for improvement|(?:major|minor) (?:findings?|issues?|gaps?))\b/i

/** The words with which a piece of evidence grades itself. */
export const verdictIn = (evidence: string): string | undefined => verdict.exec(evidence)?.[0]

const advice = /\b(?:should|ought to|recommend\w*|advis\w+|suggest\w*|would help|needs? to be)\b/i

/** The words with which a finding says what is to be done about it. */
export const adviceIn = (finding: string): string | undefined => advice.exec(finding)?.[0]

/** A stem that asks for what is not so. */
export function isNegative(stem: string): boolean {
  const asking = askingSentence(stem) ?? stem
  return (
    /\b(NOT|EXCEPT|LEAST|CANNOT|NEVER)\b/.test(asking) ||
    /\b(except|least (likely|appropriate|suitable|relevant|important))\b/i.test(asking) ||
    /\b(which|what|who)\b[^?,]{0,60}?\b(is|are|was|were|does|do|did|can|could|should|must|may|would|will|need)(n['’]t| not)\b/i.test(
      asking,
    ) ||
    /\b(which|what|who)\b[^?,]{0,30}?\b(does|do|did|can|could|should|must|may|would|will)( [\w.-]+){1,4} not\b/i.test(
      asking,
    )
  )
}

/** The size of an option that is a quantity ("38", "three years", "70 %"); clause numbers and names of standards are none. */
export function quantity(option: string): number | undefined {
  const plain = option
    .trim()
    .toLowerCase()
    .replace(/^(about|after|at least|at most|every|exactly|for|in|up to|within) /, '')
  const found = /^(\d+(?:[.,]\d+)*|[a-z]+)\b\s*(%|[a-z]+)?((?: [a-z]+){0,3})\.?$/.exec(plain)
  const [, figure = '', unit = ''] = found ?? []
  const spelt = numberWords.indexOf(figure)
  const size = spelt >= 0 ? spelt : Number(figure.replaceAll(',', ''))
  if (!found || Number.isNaN(size)) return undefined
  if (unit === '' && (figure.includes('.') || size >= 10_000)) return undefined
  return size * (unitSizes[unit.replace(/s$/, '')] ?? 1)
}

export const optionTexts = (question: Question): readonly string[] =>
  question.prompt.options.map((option) => option.text)

export const isKey = ({ key }: Question, option: Prompt['options'][number]) =>
  (key.kind === 'options' || key.kind === 'finding') && key.options.includes(option.id)

/** The parts of a finding, each as a question of its own that asks for one option; evidence may ask for several. */
export function partsOf(question: Question): readonly (Question & { readonly part: SlotName })[] {
  const { prompt, key } = question
  if (prompt.kind !== 'nonconformity' || key.kind !== 'finding') return []
  return prompt.slots.map((slot) => {
    const isIn = (id: string) => slot.options.includes(id) && id !== noRequirement
    return {
      ...question,
      part: slot.name,
      prompt: { kind: 'single', stem: prompt.stem, options: prompt.options.filter(({ id }) => isIn(id)) },
      key: { kind: 'options', options: key.options.filter(isIn) },
      rationales: question.rationales.filter(({ option }) => isIn(option)),
    }
  })
}

/**
 * The words by which the keys of one part tell the keys of another: no distractor of either has them. Of several keys,
 * what the one that is told least takes up.
 */
export function toldBy(from: Question, to: Question): readonly string[] {
  const wordsIn = (part: Question, isKeyed: boolean) =>
    part.prompt.options.filter((option) => isKey(part, option) === isKeyed).map(({ text }) => markedWords(text))
  const has = (sets: readonly ReadonlySet<string>[]) => (word: string) => sets.some((set) => set.has(word))
  const isOfKey = has(wordsIn(from, true))
  const isOfDistractor = has([...wordsIn(from, false), ...wordsIn(to, false)])
  const shared = wordsIn(to, true).map((key) => [...key].filter((word) => isOfKey(word) && !isOfDistractor(word)))
  return shared.toSorted((one, other) => one.length - other.length)[0] ?? []
}

/** Content words and whatever has a digit: dates, versions, names of documents. */
const markedWords = (text: string): ReadonlySet<string> =>
  new Set([...contentStems(text), ...words(text).filter((word) => /\d/.test(word))])

export const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
