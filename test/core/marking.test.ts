import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedByChance, expectedByChanceStrict, mark, markStrict } from '../../src/core/marking.ts'
import type { Response } from '../../src/core/question.ts'
import { seeded, shuffle } from '../../src/core/random.ts'
import { aQuestion } from '../support/builders.ts'

const chose = (...options: readonly string[]): Response => ({ kind: 'chosen', options })

describe('marking a response to a question with one key', () => {
  const question = aQuestion({ key: ['b'] })

  it.each([
    { chosen: ['b'], is: 'right', credit: 1, because: 'it is the key' },
    { chosen: ['a'], is: 'wrong', credit: 0, because: 'it is a distractor' },
    { chosen: ['a', 'b'], is: 'wrong', credit: 0, because: 'a distractor is chosen beside the key' },
    { chosen: ['z'], is: 'wrong', credit: 0, because: 'no such option was offered' },
    { chosen: [], is: 'skipped', credit: 0, because: 'nothing is chosen' },
  ])('is $is when $because', ({ chosen, is, credit }) => {
    expect(mark(question, chose(...chosen))).toEqual({ kind: is, credit })
    expect(markStrict(question, chose(...chosen))).toEqual({ kind: is, credit })
  })

  it('is skipped when no response was given', () => {
    expect(mark(question, { kind: 'none' })).toEqual({ kind: 'skipped', credit: 0 })
  })
})

describe('marking a response to a question with several keys', () => {
  const question = aQuestion({ key: ['a', 'c', 'e'], options: ['a', 'b', 'c', 'd', 'e', 'f'] })

  it.each([
    { chosen: ['e', 'a', 'c'], is: 'right', credit: 1, exam: 'right', because: 'order does not matter' },
    { chosen: ['a', 'c'], is: 'partial', credit: 2 / 3, exam: 'wrong', because: 'one key is missing' },
    { chosen: ['a', 'c', 'b'], is: 'partial', credit: 1 / 3, exam: 'wrong', because: 'a distractor takes a key away' },
    { chosen: ['a', 'a'], is: 'partial', credit: 1 / 3, exam: 'wrong', because: 'an option counts once' },
    { chosen: ['a', 'b'], is: 'wrong', credit: 0, exam: 'wrong', because: 'hits and misses are even' },
    { chosen: ['a', 'b', 'd'], is: 'wrong', credit: 0, exam: 'wrong', because: 'credit does not fall below nothing' },
    {
      chosen: ['a', 'b', 'c', 'd', 'e', 'f'],
      is: 'wrong',
      credit: 0,
      exam: 'wrong',
      because: 'choosing all is no knowledge',
    },
    { chosen: [], is: 'skipped', credit: 0, exam: 'skipped', because: 'nothing is chosen' },
  ])('is $is in practice and $exam in an exam when $because', ({ chosen, is, credit, exam }) => {
    const response = chose(...chosen)
    expect(mark(question, response).kind).toBe(is)
    expect(mark(question, response).credit).toBeCloseTo(credit, 12)
    expect(markStrict(question, response)).toEqual({ kind: exam, credit: exam === 'right' ? 1 : 0 })
  })
})

describe('any mark', () => {
  const options = ['a', 'b', 'c', 'd', 'e']
  const cases = fc.record({
    key: fc.subarray(options, { minLength: 1 }),
    chosen: fc.subarray(options),
    seed: fc.integer(),
  })

  it('gives credit from 0 to 1, all of it for right and none for wrong or skipped', () => {
    fc.assert(
      fc.property(cases, ({ key, chosen }) => {
        const { kind, credit } = mark(aQuestion({ key, options }), chose(...chosen))
        const fits = {
          right: credit === 1,
          partial: credit > 0 && credit < 1,
          wrong: credit === 0,
          skipped: credit === 0,
        }
        expect(fits[kind]).toBe(true)
      }),
    )
  })

  it('does not depend on the order of options, of the key or of the response', () => {
    fc.assert(
      fc.property(cases, ({ key, chosen, seed }) => {
        const random = seeded(seed)
        const shuffled = aQuestion({ key: shuffle(key, random), options: shuffle(options, random) })
        expect(mark(shuffled, chose(...shuffle(chosen, random)))).toEqual(
          mark(aQuestion({ key, options }), chose(...chosen)),
        )
      }),
    )
  })

  it('is right in an exam exactly when it is right in practice', () => {
    fc.assert(
      fc.property(cases, ({ key, chosen }) => {
        const question = aQuestion({ key, options })
        expect(markStrict(question, chose(...chosen)).kind === 'right').toBe(
          mark(question, chose(...chosen)).kind === 'right',
        )
      }),
    )
  })
})

// Vectors of the specification, section 5.
describe('the credit to be expected by chance', () => {
  it.each([
    { keys: 1, options: 3, is: 1 / 3, strict: 1 / 3 },
    { keys: 1, options: 4, is: 1 / 4, strict: 1 / 4 },
    { keys: 2, options: 4, is: 0.167, strict: 1 / 6 },
    { keys: 2, options: 5, is: 0.1, strict: 1 / 10 },
    { keys: 3, options: 5, is: 0.3, strict: 1 / 10 },
    { keys: 3, options: 6, is: 0.2, strict: 1 / 20 },
  ])('is $is for $keys of $options', ({ keys, options, is, strict }) => {
    const offered = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, options)
    const question = aQuestion({ options: offered, key: offered.slice(0, keys) })
    expect(expectedByChance(question)).toBeCloseTo(is, 3)
    expect(expectedByChanceStrict(question)).toBeCloseTo(strict, 12)
  })

  it('is the mean over every choice there is', () => {
    const question = aQuestion({ key: ['a', 'b'], options: ['a', 'b', 'c', 'd'] })
    const pairs = ['ab', 'ac', 'ad', 'bc', 'bd', 'cd'].map((pair) => chose(...pair))
    const mean = (marks: readonly { readonly credit: number }[]) =>
      marks.reduce((sum, { credit }) => sum + credit, 0) / marks.length
    expect(expectedByChance(question)).toBeCloseTo(mean(pairs.map((pair) => mark(question, pair))), 12)
    expect(expectedByChanceStrict(question)).toBeCloseTo(mean(pairs.map((pair) => markStrict(question, pair))), 12)
  })
})
