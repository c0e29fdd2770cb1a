import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trendOf, type Sat } from '../../src/core/trend.ts'

const aSat = (details: Partial<Sat>): Sat => ({
  id: 'one',
  endedAt: 1,
  questions: 40,
  right: 28,
  seen: { right: 0, of: 0 },
  ...details,
})

describe('the trend of attempts', () => {
  it('keeps new and seen questions apart', () => {
    const { fresh, seen } = trendOf([aSat({ right: 29, seen: { right: 8, of: 10 } })])
    expect(fresh).toMatchObject([{ right: 21, of: 30, share: 0.7 }])
    expect(seen).toMatchObject([{ right: 8, of: 10, share: 0.8 }])
  })
  it('goes by time, whatever the order of the list', () => {
    const { fresh } = trendOf([aSat({ id: 'late', endedAt: 2 }), aSat({ id: 'early', endedAt: 1 })])
    expect(fresh.map(({ id }) => id)).toEqual(['early', 'late'])
  })
  it('has no point for a kind of question that an attempt did not hold', () => {
    const { fresh, seen } = trendOf([aSat({ questions: 10, right: 9, seen: { right: 9, of: 10 } })])
    expect(fresh).toEqual([])
    expect(seen).toHaveLength(1)
  })
  it('never loses or invents a right answer', () => {
    const sat = fc
      .record({ freshRight: fc.nat(40), freshWrong: fc.nat(40), seenRight: fc.nat(40), seenWrong: fc.nat(40) })
      .map((n) =>
        aSat({
          questions: n.freshRight + n.freshWrong + n.seenRight + n.seenWrong,
          right: n.freshRight + n.seenRight,
          seen: { right: n.seenRight, of: n.seenRight + n.seenWrong },
        }),
      )
    fc.assert(
      fc.property(sat, (one) => {
        const { fresh, seen } = trendOf([one])
        const points = [...fresh, ...seen]
        expect(points.reduce((sum, { right }) => sum + right, 0)).toBe(one.right)
        expect(points.reduce((sum, { of }) => sum + of, 0)).toBe(one.questions)
        for (const { share, interval } of points) {
          expect(interval.low).toBeLessThanOrEqual(share)
          expect(interval.high).toBeGreaterThanOrEqual(share)
        }
      }),
    )
  })
})
