import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fit, type Target } from '../../src/core/readiness.ts'
import { mixed, selectPractice, type PracticeState } from '../../src/core/selection.ts'
import { aQuestion } from '../support/builders.ts'

const target: Target = {
  questions: 40,
  cut: 28,
  domains: [
    { id: 'concepts', questions: 16 },
    { id: 'requirements', questions: 24 },
  ],
}
const now = 100 * 86_400_000
const daysAgo = (days: number) => now - days * 86_400_000
const state = (given: Partial<PracticeState> = {}): PracticeState => ({
  now,
  lastSeen: new Map(),
  due: [],
  model: fit([], target),
  target,
  ...given,
})
/** Sixty questions on twenty concepts, the first half of them of one domain. */
const bank = Array.from({ length: 60 }, (_, at) =>
  aQuestion({
    id: `q-${at}`,
    concept: `c-${at % 20}`,
    domain: at % 20 < 10 ? 'concepts' : 'requirements',
    difficulty: 1 + (at % 5),
  }),
)
const select = (given: Partial<PracticeState> = {}, size = 20, seed = 1) =>
  selectPractice(bank, { size, seed }, state(given))

describe('a practice set', () => {
  it('is the same for the same seed', () => {
    expect(select()).toEqual(select())
    expect(select({}, 20, 2)).not.toEqual(select())
  })

  it('asks first what is due, one question of each concept, the one that was seen longest ago', () => {
    const lastSeen = new Map(['q-3', 'q-23', 'q-43'].map((id, at) => [id, daysAgo(30 - at)]))
    const chosen = select({ due: ['c-3', 'c-12'], lastSeen }, 6)
    const due = chosen.filter(({ why }) => why === 'due').map(({ question }) => question)
    expect(due.map(({ concept }) => concept).toSorted()).toEqual(['c-12', 'c-3'])
    expect(due.find(({ concept }) => concept === 'c-3')?.id).toBe('q-3')
  })

  it('draws every seventh as the exam draws', () => {
    const chosen = select({ due: bank.map(({ concept }) => concept) }, 28)
    expect(chosen.filter(({ why }) => why === 'representative')).toHaveLength(4)
  })

  it('tries the weaker domain more often', () => {
    const answers = Array.from({ length: 120 }, (_, at) => ({
      domain: at % 2 ? 'concepts' : 'requirements',
      credit: at % 2 ? 1 : Number(at % 4 === 0),
      guess: 1 / 3,
      difficulty: 3,
      days: 0,
      isRepresentative: true,
    }))
    const model = fit(answers, target)
    const drawn = Array.from({ length: 40 }, (_, seed) => select({ model }, 6, seed)).flat()
    const weak = drawn.filter(({ question }) => question.domain === 'requirements').length
    expect(weak / drawn.length).toBeGreaterThan(0.65)
  })

  it('asks nothing seen within 21 days while there is something else', () => {
    const recent = new Map(bank.slice(0, 30).map(({ id }) => [id, daysAgo(20)]))
    const chosen = select({ lastSeen: recent }, 30)
    expect(chosen.filter(({ question }) => recent.has(question.id))).toEqual([])
  })

  it('prefers questions that are neither dull nor discouraging', () => {
    const strong = { ...fit([], target), ability: 1 }
    const mean = (chosen: ReturnType<typeof select>) =>
      chosen.reduce((sum, { question }) => sum + question.difficulty, 0) / chosen.length
    const weak = { ...fit([], target), ability: -1 }
    const over = (model: typeof strong) =>
      Array.from({ length: 20 }, (_, seed) => mean(select({ model }, 5, seed))).reduce((a, b) => a + b) / 20
    expect(over(strong)).toBeGreaterThan(over(weak))
  })

  it('holds no two questions of which one gives the other away', () => {
    const hostile = bank.map((question, at) => ({ ...question, enemies: at % 2 ? [`q-${at - 1}`] : [] }))
    const chosen = selectPractice(hostile, { size: 60, seed: 3 }, state())
    const ids = new Set(chosen.map(({ question }) => question.id))
    expect(chosen.flatMap(({ question }) => question.enemies.filter((enemy) => ids.has(enemy)))).toEqual([])
    expect(chosen).toHaveLength(30)
  })

  it('holds what there is when less is there than was asked for, and each question once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 80 }),
        fc.nat(),
        fc.subarray(bank.map(({ id }) => id)),
        (size, seed, ids) => {
          const lastSeen = new Map(ids.map((id, at) => [id, daysAgo(at)]))
          const chosen = selectPractice(bank, { size, seed }, state({ lastSeen, due: ['c-1', 'c-99'] }))
          expect(chosen).toHaveLength(Math.min(size, bank.length))
          expect(new Set(chosen.map(({ question }) => question.id)).size).toBe(chosen.length)
        },
      ),
    )
  })
})

describe('a mixed order', () => {
  const ofDomains = (domains: string) => [...domains].map((domain) => ({ question: { domain } }))
  const domainsOf = (items: readonly { readonly question: { readonly domain: string } }[]) =>
    items.map(({ question }) => question.domain).join('')
  it.each([
    { given: 'aaabbb', expected: 'aababb' },
    { given: 'aaaab', expected: 'aabaa' },
    { given: 'aaaa', expected: 'aaaa' },
    { given: 'abab', expected: 'abab' },
  ])('turns $given into $expected', ({ given, expected }) => {
    expect(domainsOf(mixed(ofDomains(given)))).toBe(expected)
  })
})
