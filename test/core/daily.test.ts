import { describe, expect, it } from 'vitest'
import { planDay, type DailyAims } from '../../src/core/daily.ts'
import { dueDays, review, type Card } from '../../src/core/schedule.ts'

const exam = {
  profile: 'foundation-40',
  title: 'Foundation',
  minutes: 60,
  questions: 40,
  cut: 28,
  domains: [
    { id: 'concepts', title: 'Concepts', questions: 10 },
    { id: 'requirements', title: 'Requirements', questions: 30 },
  ],
  levels: [],
}
/** Forty concepts, half of each domain, two of each lesson. */
const concepts = Array.from({ length: 40 }, (_, at) => ({
  id: `c-${at}`,
  title: `Concept ${at}`,
  domain: at < 20 ? 'concepts' : 'requirements',
  lesson: `lesson-${Math.floor(at / 2)}`,
}))
const course = { concepts, exam }
const today = 20_000
const aims = (given: Partial<DailyAims> = {}): DailyAims => ({ today, startDay: today, minutes: 20, ...given })

/** Concepts that were answered right so many days ago, once. */
const known = (ids: readonly string[], daysAgo: number): ReadonlyMap<string, Card> =>
  new Map(ids.map((id) => [id, review(undefined, 'good', today - daysAgo)]))

function day(
  cards: ReadonlyMap<string, Card>,
  given: Partial<DailyAims> = {},
  studied: readonly string[] = concepts.map(({ lesson }) => lesson),
) {
  const due = dueDays(cards, { today, perDay: 20, examDay: given.examDay })
  return planDay(course, { cards, due, studied: new Set(studied) }, aims(given))
}
const ids = (reviews: ReturnType<typeof day>['reviews']) => reviews.map(({ concept }) => concept.id)

describe('a day of reviews', () => {
  it('begins with new concepts in teaching order, those of lessons that were read before the others', () => {
    expect(ids(day(new Map(), {}, ['lesson-3', 'lesson-1']).reviews)).toEqual([
      'c-2',
      'c-3',
      'c-6',
      'c-7',
      'c-0',
      'c-1',
    ])
  })

  it('puts first what is due: the most endangered, weighted by what it is worth in the exam', () => {
    const cards = new Map([...known(['c-1', 'c-21'], 10), ...known(['c-2'], 60), ...known(['c-3'], 1)])
    const { reviews } = day(cards)
    expect(ids(reviews).slice(0, 3)).toEqual(['c-21', 'c-2', 'c-1'])
    expect(reviews[0]).toMatchObject({ why: 'interval', overdueDays: expect.any(Number) })
    expect(ids(reviews)).not.toContain('c-3')
  })

  it('keeps to the minutes: three fifths for what is due while something is new, and says what is put off', () => {
    const cards = known(
      concepts.slice(0, 30).map(({ id }) => id),
      30,
    )
    const planned = day(cards, { minutes: 20 })
    expect(planned.reviews.filter(({ why }) => why !== 'new')).toHaveLength(12)
    expect(planned.postponed).toBe(18)
    expect(planned.minutes).toBeLessThanOrEqual(20)
  })

  it('gives all its minutes to what is due when nothing is new', () => {
    const cards = known(
      concepts.map(({ id }) => id),
      30,
    )
    expect(day(cards, { minutes: 20 }).reviews).toHaveLength(20)
  })

  it('takes up new concepts at the pace the exam sets', () => {
    const planned = day(new Map(), { examDay: today + 20, minutes: 60 })
    expect(planned.reviews).toHaveLength(4)
    expect(planned.uncovered).toEqual([])
  })

  it('begins nothing new in the last days', () => {
    const planned = day(new Map(), { startDay: today - 17, examDay: today + 3 })
    expect(planned).toMatchObject({ reviews: [], isClosedToNew: true })
    expect(planned.uncovered).toHaveLength(40)
  })

  it('says honestly which concepts will not be met before the exam', () => {
    const planned = day(new Map(), { examDay: today + 6, minutes: 10 })
    // Four days are open to new concepts, and each has four of ten minutes for them.
    expect(planned.uncovered.map(({ id }) => id)).toEqual(concepts.slice(8).map(({ id }) => id))
  })
})
