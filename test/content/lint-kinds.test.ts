import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { supplyFigures, wordingFigures } from '../../src/catalogue/lint/bank-statistics.ts'
import { lintQuestion, questionRules } from '../../src/catalogue/lint/question-rules.ts'
import { parseQuestionFile } from '../../src/catalogue/question-file.ts'
import type { Question } from '../../src/core/question.ts'
import { known } from '../../src/core/result.ts'
import { syntheticBank, syntheticCourse, syntheticProfile } from '../support/synthetic-bank.ts'

const { questions } = parseQuestionFile(
  'quizzes/questions/foundation/kinds.yaml',
  readFileSync(join(process.cwd(), 'test/fixtures/kinds.yaml'), 'utf8'),
)
const questionOf = (kind: 'order' | 'match' | 'classify') =>
  known(questions.find(({ question }) => question.prompt.kind === kind)).question

const rulesBrokenBy = (question: Question) =>
  questionRules[question.prompt.kind].filter((rule) => rule.find(question) !== undefined).map((rule) => rule.name)

const withStem = (stem: string) => (question: Question) => ({ ...question, prompt: { ...question.prompt, stem } })
const withOptions = (change: (text: string, index: number) => string) => (question: Question) => ({
  ...question,
  prompt: {
    ...question.prompt,
    options: question.prompt.options.map(({ id, text }, index) => ({ id, text: change(text, index) })),
  },
})
const withFirst = (change: (text: string) => string) =>
  withOptions((text, index) => (index === 0 ? change(text) : text))
const withRationale = (text: string) => (question: Question) => ({
  ...question,
  rationales: question.rationales.map((one, index) => (index === 0 ? { ...one, text } : one)),
})
const withKey = (key: Question['key']) => (question: Question) => ({ ...question, key })
const second = ({ rationales }: Question) => known(rationales[1]).text

const shared = [
  { rule: 'rationale-short', change: withRationale('It must.') },
  { rule: 'rationales-alike', change: (question: Question) => withRationale(second(question))(question) },
  {
    rule: 'letter-or-position',
    change: withRationale('Attractive to people who have read the next option and taken it for the truth.'),
  },
  {
    rule: 'options-overlap',
    change: (question: Question) => withFirst(() => known(question.prompt.options[1]).text)(question),
  },
  { rule: 'options-uneven', change: withFirst(() => 'A short one') },
  { rule: 'stem-long', change: withStem(`${'One of the clerks went home. '.repeat(16)}Give each its due.`) },
  { rule: 'no-task', change: withStem('The clerks of a lender went home.') },
]
const optionLong = { rule: 'option-long', change: withOptions((text) => `${text} ${'and so on '.repeat(14)}`) }
const faults = {
  order: [
    ...shared,
    optionLong,
    { rule: 'order-told', change: withKey({ kind: 'order', options: ['a', 'b', 'c', 'd', 'e'] }) },
    { rule: 'step-tells-place', change: withFirst((text) => `Finally ${text}`) },
  ],
  match: [
    ...shared,
    optionLong,
    {
      rule: 'pairs-in-order',
      change: withKey({ kind: 'targets', targets: { a: 'r1', b: 'r2', c: 'r3', d: 'r4' } }),
    },
    { rule: 'pair-echo', change: withFirst(() => 'One page on the scope: which branches and models are covered') },
  ],
  classify: [
    ...shared,
    {
      rule: 'one-grade',
      change: withKey({ kind: 'targets', targets: { a: 'minor', b: 'minor', c: 'minor', d: 'minor' } }),
    },
    { rule: 'evidence-judges', change: withFirst((text) => `${text} This is a nonconformity.`) },
    { rule: 'evidence-long', change: withOptions((text) => `${text} ${'Rain fell on it. '.repeat(12)}`) },
  ],
} as const

describe.each(['order', 'match', 'classify'] as const)('a rule about a question to %s', (kind) => {
  it('stays quiet on good questions', () => {
    const good = questions.filter(({ question }) => question.prompt.kind === kind)
    expect(good).toHaveLength(3)
    expect(good.flatMap(lintQuestion)).toEqual([])
  })

  it.each(faults[kind])('$rule fires on its fault, and no other rule does', ({ rule, change }) => {
    expect(rulesBrokenBy(change(questionOf(kind)))).toEqual([rule])
  })

  it('has a planted fault in the table above', () => {
    expect(new Set(faults[kind].map(({ rule }) => rule))).toEqual(new Set(questionRules[kind].map(({ name }) => name)))
  })
})

describe('the figures of a bank', () => {
  const others = questions.map(({ question }) => question)
  const plain = syntheticBank(1).bank.questions
  const given = { course: syntheticCourse, profile: syntheticProfile }
  const valueOf = (name: string, figures: readonly { readonly name: string; readonly value: string }[]) =>
    known(figures.find((figure) => figure.name === name)).value
  const supply = (bank: readonly Question[], profile = syntheticProfile) =>
    valueOf('domain concepts', supplyFigures({ questions: bank, scenarios: [] }, { ...given, profile }))

  it('count as supply only what the blueprint asks', () => {
    const { blueprint } = syntheticProfile
    const concepts = others.filter(({ domain }) => domain === 'concepts').length
    const isFilled = Number(supply(plain))
    expect(supply([...plain, ...others])).toBe(String(isFilled))
    const all = { ...syntheticProfile, blueprint: { ...blueprint, kinds: ['single', 'order', 'match'] as const } }
    expect(supply([...plain, ...others], all)).toBe(String(isFilled + concepts))
  })

  it('look for repeated stems and options where options are selected, and for duplicates everywhere', () => {
    const twins = others.flatMap((question) =>
      [1, 2, 3, 4].map((copy) => ({ ...question, id: `${question.id}-${copy}` })),
    )
    const figures = wordingFigures([...plain, ...twins])
    expect(valueOf('stems of one opening', figures)).toMatch(/of 120$/)
    expect(valueOf('repeated options', figures)).toBe(valueOf('repeated options', wordingFigures(plain)))
    expect(valueOf('near duplicates', figures)).toBe('54 pairs from 0.5')
  })
})
