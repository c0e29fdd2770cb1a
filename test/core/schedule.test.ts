import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mark } from '../../src/core/marking.ts'
import { known } from '../../src/core/result.ts'
import {
  cardsOf,
  daysUntil,
  dueDays,
  gradeOf,
  isLeech,
  retrievability,
  review,
  type Card,
  type ReviewGrade,
} from '../../src/core/schedule.ts'

const grades = { G: 'good', A: 'again', H: 'hard', E: 'easy' } as const
/** Reviews on the day that each review before it asked for, from day 20 000 on. */
function answered(letters: string): readonly Card[] {
  const cards: Card[] = []
  for (const letter of letters as Iterable<keyof typeof grades>) {
    const before = cards.at(-1)
    cards.push(review(before, grades[letter], before ? before.day + before.interval : 20_000))
  }
  return cards
}

describe('memory of a concept', () => {
  it.each([
    { letters: 'GGGG', stability: [2.3065, 13.8269, 56.9567, 196.2353], days: [3, 14, 57, 180] },
    { letters: 'GAGGG', stability: [2.3065, 0.6369, 2.4466, 7.1829, 17.1116], days: [3, 1, 3, 7, 17] },
    { letters: 'AGGGG', stability: [0.212, 1.8868, 7.6382, 21.6078, 54.2589], days: undefined },
  ])('follows FSRS-6 through $letters', ({ letters, stability, days }) => {
    const cards = answered(letters)
    cards.forEach((card, at) => expect(card.stability).toBeCloseTo(known(stability[at]), 3))
    if (days) expect(cards.map(({ interval }) => interval)).toEqual(days)
  })

  it('keeps difficulty as the vectors do', () => {
    expect(answered('GAG').map(({ difficulty }) => Number(difficulty.toFixed(4)))).toEqual([2.1181, 7.3945, 7.3823])
  })

  it.each([
    { days: 1, expected: 0.98568242 },
    { days: 5, expected: 0.94034429 },
    { days: 30, expected: 0.8093881 },
    { days: 100, expected: 0.69282664 },
  ])('is recalled with a chance of $expected after $days days at a stability of 10', ({ days, expected }) => {
    expect(retrievability({ day: 0, stability: 10 }, days)).toBeCloseTo(expected, 7)
  })

  it('fades within a day, not in steps of days', () => {
    expect(retrievability({ day: 0, stability: 10 }, 23.8 / 24)).toBeLessThan(1)
  })

  it.each([
    { share: 0.8, factor: 3.31596 },
    { share: 0.85, factor: 1.90643 },
    { share: 0.9, factor: 1 },
    { share: 0.92, factor: 0.73165 },
    { share: 0.95, factor: 0.40256 },
    { share: 0.97, factor: 0.22277 },
  ])('falls to $share after $factor times its stability', ({ share, factor }) => {
    expect(daysUntil(share, 1)).toBeCloseTo(factor, 5)
  })

  it('takes the first rating of a day and no other', () => {
    const first = review(undefined, 'good', 20_000)
    expect(review(first, 'again', 20_000)).toBe(first)
    expect(review(first, 'again', 19_990)).toBe(first)
  })

  it('lasts no longer than half a year before it is asked again', () => {
    expect(Math.max(...answered('GGGGGGG').map(({ interval }) => interval))).toBe(180)
  })
})

describe('what an answer says of memory', () => {
  const right: Mark = { kind: 'right', credit: 1 }
  const half: Mark = { kind: 'partial', credit: 0.5 }
  const third: Mark = { kind: 'partial', credit: 1 / 3 }
  const wrong: Mark = { kind: 'wrong', credit: 0 }
  const skipped: Mark = { kind: 'skipped', credit: 0 }
  it.each<{ mark: Mark; certainty?: 1 | 2 | 3; assisted?: boolean; isEasy?: boolean; grade: ReviewGrade }>([
    { mark: right, grade: 'good' },
    { mark: right, certainty: 3, grade: 'good' },
    { mark: right, certainty: 2, grade: 'good' },
    { mark: right, certainty: 1, grade: 'again' },
    { mark: right, assisted: true, grade: 'hard' },
    { mark: right, assisted: true, certainty: 2, grade: 'hard' },
    { mark: right, assisted: true, certainty: 1, grade: 'again' },
    { mark: half, grade: 'hard' },
    { mark: half, certainty: 1, grade: 'again' },
    { mark: third, grade: 'again' },
    { mark: wrong, certainty: 3, grade: 'again' },
    { mark: skipped, grade: 'again' },
    { mark: right, isEasy: true, grade: 'easy' },
    { mark: right, isEasy: true, assisted: true, grade: 'hard' },
  ])('$mark.kind, certainty $certainty, assisted $assisted, easy $isEasy: $grade', ({ grade, assisted, ...given }) => {
    expect(gradeOf({ assisted: assisted ?? false, ...given })).toBe(grade)
  })
})

describe('a leech', () => {
  it('was forgotten three times within 30 days, or four times ever, and just now', () => {
    const forgotten = answered('GAGAGA')
    expect(isLeech(known(forgotten.at(-1)))).toBe(true)
    expect(isLeech(known(forgotten.at(-2)))).toBe(false)
    expect(isLeech(known(answered('GAGA').at(-1)))).toBe(false)
    const slow = { ...known(answered('GA').at(-1)), day: 1000, lapses: [100, 300, 600] }
    expect(isLeech(slow)).toBe(false)
    expect(isLeech({ ...slow, lapses: [100, 300, 600, 1000] })).toBe(true)
  })

  it('rests for three days', () => {
    const card = known(answered('GAGAGA').at(-1))
    const due = dueDays(new Map([['scope', card]]), { today: card.day, perDay: 20 })
    expect(due.get('scope')).toEqual({ kind: 'due', day: card.day + 3, why: 'leech' })
  })
})

describe('the days on which concepts come back', () => {
  const cards = (count: number, letters = 'GG') =>
    new Map(Array.from({ length: count }, (_, at) => [`concept-${at}`, known(answered(letters).at(-1))]))
  const dayOf = (due: ReturnType<typeof dueDays>) =>
    [...due.values()].flatMap((one) => (one.kind === 'due' ? [one.day] : []))

  it('spread over the days that are nearly as good', () => {
    const [card] = cards(1).values()
    const days = dayOf(dueDays(cards(30), { today: 20_003, perDay: 20 }))
    const ideal = known(card).day + known(card).interval
    expect(Math.min(...days)).toBeGreaterThanOrEqual(ideal - 3)
    expect(Math.max(...days)).toBeLessThanOrEqual(ideal + 3)
    const load = [...new Set(days)].map((day) => days.filter((one) => one === day).length)
    expect(Math.max(...load) - Math.min(...load)).toBeLessThanOrEqual(1)
  })

  it('are none for what will still be known on the day of the exam', () => {
    const strong = new Map([['scope', known(answered('GGG').at(-1))]])
    const examDay = 20_030
    const due = known(dueDays(strong, { today: 20_017, perDay: 20, examDay }).get('scope'))
    expect(due).toMatchObject({ kind: 'settled' })
    if (due.kind === 'settled') expect(due.retrievability).toBeGreaterThanOrEqual(0.92)
  })

  it('are drawn to the last week for what would fade before the exam', () => {
    const weak = new Map([['scope', known(answered('GG').at(-1))]])
    const examDay = 20_003 + 18
    const due = known(dueDays(weak, { today: 20_003, perDay: 20, examDay }).get('scope'))
    expect(due).toMatchObject({ kind: 'due', why: 'exam' })
    if (due.kind === 'due') {
      expect(due.day).toBeLessThan(examDay)
      expect(due.day).toBeGreaterThanOrEqual(examDay - 1 - 7)
    }
  })

  it('know no exam any more once it is over', () => {
    const all = cards(5)
    expect(dueDays(all, { today: 20_100, perDay: 20, examDay: 20_050 })).toEqual(
      dueDays(all, { today: 20_100, perDay: 20 }),
    )
  })

  it('come after the last review and before the exam, whatever was answered', () => {
    const letters = fc.array(fc.constantFrom('good', 'again', 'hard', 'easy'), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 90 }), (all, left) => {
        const rated = all.flatMap((one, at) => one.map((grade, day) => ({ concept: `c${at}`, day: day * 2, grade })))
        const found = cardsOf(rated)
        const today = Math.max(...[...found.values()].map(({ day }) => day))
        for (const [concept, due] of dueDays(found, { today, examDay: today + left, perDay: 5 })) {
          const card = known(found.get(concept))
          if (due.kind === 'settled') continue
          expect(due.day).toBeGreaterThan(card.day)
          if (due.why === 'exam' && card.day + 1 < today + left) expect(due.day).toBeLessThan(today + left)
        }
      }),
    )
  })
})
