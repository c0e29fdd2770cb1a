import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  estimate,
  nextPlacement,
  placedModules,
  placementPool,
  placementQuotas,
  placementSize,
  standing,
  type Placed,
  type PlacementExam,
} from '../../src/core/placement.ts'
import { informationOf } from '../../src/core/readiness.ts'
import { levels, type Question } from '../../src/core/question.ts'
import { known } from '../../src/core/result.ts'
import { aQuestion, aScenario, anOrder } from '../support/builders.ts'

const exam: PlacementExam = {
  questions: 40,
  cut: 28,
  domains: [
    { id: 'concepts', questions: 16 },
    { id: 'requirements', questions: 24 },
  ],
  levels: [
    { levels: ['remember'], min: 8, max: 14 },
    { levels: ['understand'], min: 12, max: 20 },
    { levels: ['apply'], min: 8, max: 14 },
    { levels: ['analyse', 'evaluate'], min: 0, max: 6 },
  ],
}
const modules = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'].map((id) => ({ id, title: id }))
const lessons = modules.map(({ id }) => ({
  id: `lesson of ${id}`,
  number: id,
  title: id,
  module: id,
  path: undefined,
  minutes: undefined,
}))
/** Ten concepts to a module; the first two modules are of one domain. */
const concepts = modules.flatMap(({ id }, at) =>
  Array.from({ length: 10 }, (_, number) => ({
    id: `${id}-${number}`,
    title: '',
    domain: at < 2 ? 'concepts' : 'requirements',
    lesson: `lesson of ${id}`,
  })),
)
const course = { modules, lessons, concepts }
const bank: readonly Question[] = concepts.flatMap(({ id, domain }, at) =>
  [0, 1].map((twin) =>
    aQuestion({
      id: `q-${id}-${twin}`,
      concept: id,
      domain,
      level: known(levels[(at + twin) % 4]),
      difficulty: 1 + ((at + 2 * twin) % 9) / 2,
    }),
  ),
)

/** A whole placement, its answers right where they are asked to be. */
function taken(isRight: (question: Question, at: number) => boolean, { seed = 1, pool = bank } = {}) {
  const placed: Placed[] = []
  for (;;) {
    const question = nextPlacement(pool, placed, { exam, course, seed })
    if (!question) return placed
    placed.push({ question, credit: Number(isRight(question, placed.length)) })
  }
}
const count = (placed: readonly Placed[], fits: (question: Question) => boolean) =>
  placed.filter(({ question }) => fits(question)).length

describe('a placement', () => {
  it('is the same for the same seed and the same answers, and another for another seed', () => {
    const ids = (seed: number) => taken(() => true, { seed }).map(({ question }) => question.id)
    expect(ids(7)).toEqual(ids(7))
    expect(ids(8)).not.toEqual(ids(7))
  })

  it('does not depend on the order of the bank', () => {
    const turned = taken((_, at) => at % 2 === 0, { pool: bank.toReversed() })
    expect(turned).toEqual(taken((_, at) => at % 2 === 0))
  })

  it('asks fifteen in the proportions of the exam, whatever the answers: domains exactly, levels within their ranges', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }), (seed, right) => {
        const placed = taken((_, at) => known(right[at]), { seed })
        expect(placed).toHaveLength(placementSize)
        expect(count(placed, ({ domain }) => domain === 'concepts')).toBe(6)
        expect(count(placed, ({ domain }) => domain === 'requirements')).toBe(9)
        for (const { levels, min, max } of exam.levels) {
          const asked = count(placed, ({ level }) => levels.includes(level))
          expect(asked).toBeGreaterThanOrEqual(Math.floor((min * 15) / 40))
          expect(asked).toBeLessThanOrEqual(Math.ceil((max * 15) / 40))
        }
        expect(new Set(placed.map(({ question }) => question.concept)).size).toBe(placementSize)
        const perModule = modules.map(({ id }) => count(placed, ({ concept }) => concept.startsWith(id)))
        expect(perModule.slice(0, 2)).toEqual([3, 3])
        expect(Math.max(...perModule.slice(2)) - Math.min(...perModule.slice(2))).toBeLessThanOrEqual(1)
      }),
      { numRuns: 40 },
    )
  })

  it('rounds the shares of the domains so that they make fifteen', () => {
    const seven = [8, 16, 10, 14, 16, 10, 6].map((questions, at) => ({ id: `d${at}`, questions }))
    const quotas = placementQuotas({ questions: 80, cut: 56, domains: seven })
    expect([...quotas.values()]).toEqual([1, 3, 2, 3, 3, 2, 1])
  })

  it('asks of what keeps the balance the question that tells most about somebody who answered so', () => {
    // One level, one module a domain: nothing but information is left to choose by.
    const free = { ...exam, levels: [] }
    const flat = { ...course, lessons: lessons.map((lesson) => ({ ...lesson, module: 'F1' })) }
    const placed: Placed[] = []
    for (let at = 0; at < placementSize; at++) {
      const question = known(nextPlacement(bank, placed, { exam: free, course: flat, seed: 3 }))
      const model = estimate(placed, free)
      const worth = (one: Question) =>
        informationOf(model, {
          domainIndex: free.domains.findIndex(({ id }) => id === one.domain),
          guess: 1 / 3,
          difficulty: one.difficulty,
        })
      const others = bank.filter(
        (one) => one.domain === question.domain && placed.every((before) => before.question.concept !== one.concept),
      )
      expect(worth(question)).toBeCloseTo(Math.max(...others.map(worth)), 9)
      placed.push({ question, credit: Number(at % 3 > 0) })
    }
  })

  it('asks harder questions of those who are right and easier ones of those who are not', () => {
    const mean = (placed: readonly Placed[]) =>
      placed.slice(5).reduce((sum, { question }) => sum + question.difficulty, 0) / (placed.length - 5)
    expect(mean(taken(() => true))).toBeGreaterThan(mean(taken(() => false)))
  })

  it('never asks two that give each other away', () => {
    const [first] = taken(() => true)
    const { question } = known(first)
    const giving = bank.map((one) => (one.domain === question.domain ? { ...one, enemies: [question.id] } : one))
    const placed = taken(() => true, { pool: giving.map((one) => (one.id === question.id ? question : one)) })
    expect(count(placed, ({ domain }) => domain === question.domain)).toBe(1)
  })

  it('goes on with the other domain when one has no more, and ends when nothing is left', () => {
    const poor = bank.filter(({ domain }, at) => domain === 'concepts' || at % 40 === 0)
    expect(taken(() => true, { pool: poor })).toHaveLength(placementSize)
    expect(taken(() => true, { pool: bank.slice(0, 6) })).toHaveLength(3)
    expect(taken(() => true, { pool: [] })).toEqual([])
  })
})

describe('what a placement may spend', () => {
  it('is new, stands alone, has options to select and is kept for no exam', () => {
    const questions = [
      aQuestion({ id: 'free' }),
      aQuestion({ id: 'seen' }),
      aQuestion({ id: 'in a mock' }),
      aQuestion({ id: 'for mocks only', mockOnly: true }),
      aQuestion({ id: 'in a scenario' }),
      aQuestion({ id: 'several keys', key: ['a', 'b'] }),
      anOrder(),
    ]
    const pool = placementPool(
      { questions, scenarios: [aScenario({ questions: ['in a scenario'] })] },
      { kept: new Set(['in a mock']), seen: new Map([['seen', 1]]) },
    )
    expect(pool.map(({ id }) => id)).toEqual(['free', 'several keys'])
  })
})

describe('what a placement says', () => {
  it.each([
    { passChance: 0.05, says: 'below' },
    { passChance: 0.1, says: 'rather-below' },
    { passChance: 0.4, says: 'around' },
    { passChance: 0.61, says: 'rather-above' },
    { passChance: 0.95, says: 'above' },
  ])('is $says where a pass has a chance of $passChance', ({ passChance, says }) => {
    expect(standing({ passChance })).toBe(says)
  })

  it('grows with what is right, and stays a range', () => {
    const [none, all] = [
      estimate(
        taken(() => false),
        exam,
      ),
      estimate(
        taken(() => true),
        exam,
      ),
    ]
    expect(none.mean).toBeLessThan(estimate([], exam).mean)
    expect(all.mean).toBeGreaterThan(estimate([], exam).mean)
    expect(all.high - all.low).toBeGreaterThan(4)
  })

  it('tells modules to skim from modules to start with, and does so on two questions at least', () => {
    const right = (question: Question) => !question.concept.startsWith('F2')
    const placed = taken(right)
    const advice = Object.fromEntries(placedModules(placed, course).map(({ id, advice }) => [id, advice]))
    expect(advice).toMatchObject({ F1: 'skim', F2: 'start' })
    const single = placedModules(placed.slice(0, 1), course)
    expect(single.filter(({ advice }) => advice === 'skim')).toEqual([])
    expect(single.filter(({ asked }) => asked === 0).every(({ advice }) => advice === 'open')).toBe(true)
  })
})
