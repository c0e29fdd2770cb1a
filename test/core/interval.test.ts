import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilson } from '../../src/core/interval.ts'

describe('the interval of a share', () => {
  // Vectors of the specification, section 2.1.
  it.each([
    { right: 56, of: 80, low: 0.592, high: 0.789 },
    { right: 60, of: 80, low: 0.645, high: 0.832 },
    { right: 64, of: 80, low: 0.7, high: 0.873 },
    { right: 28, of: 40, low: 0.546, high: 0.819 },
    { right: 9, of: 12, low: 0.468, high: 0.911 },
  ])('runs from $low to $high for $right of $of', ({ right, of, low, high }) => {
    expect(wilson(right, of).low).toBeCloseTo(low, 3)
    expect(wilson(right, of).high).toBeCloseTo(high, 3)
  })

  it('is everything where nothing was observed', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
  })

  it('holds the share and stays between 0 and 1', () => {
    const observed = fc
      .integer({ min: 1, max: 500 })
      .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)))
    fc.assert(
      fc.property(observed, ([right, of]) => {
        const { low, high } = wilson(right, of)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(right / of + 1e-12)
        expect(high).toBeGreaterThanOrEqual(right / of - 1e-12)
        expect(high).toBeLessThanOrEqual(1)
      }),
    )
  })
})
