import type { Prompt, Question } from '../../core/question.ts'
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
export const hasHedge = (text: string) => hedge.test(text)
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

export const isKey = (question: Question, option: Prompt['options'][number]) => question.key.options.includes(option.id)

export const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
