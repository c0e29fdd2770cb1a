import { describe, expect, it } from 'vitest'
import { calibration, coverage } from '../../src/core/calibration.ts'
import { known } from '../../src/core/result.ts'
import { examOfEighty, simulate, worlds } from '../support/simulated-learners.ts'

describe('how well chances fit what came', () => {
  const forecasts = [0.9, 0.8, 0.7, 0.3, 0.2].map((chance, at) => ({ chance, came: at < 2 || at === 4 }))

  it('is measured by Brier score and log loss', () => {
    const measured = known(calibration(forecasts))
    expect(measured.brier).toBeCloseTo(0.254, 4)
    expect(measured.logLoss).toBeCloseTo(0.69972, 5)
  })

  it('shows each bin with its count and interval', () => {
    const { bins, error } = known(calibration([...forecasts, { chance: 0.85, came: true }]))
    expect(bins.map(({ forecasts }) => forecasts)).toEqual([1, 1, 1, 2, 1])
    expect(known(bins[3])).toMatchObject({ named: (0.8 + 0.85) / 2, came: 1 })
    expect(known(bins[3]).interval.low).toBeLessThan(1)
    expect(error).toBeCloseTo((0.8 + 0.3 + 0.7 + 2 * 0.175 + 0.1) / 6, 10)
  })

  it('is not known before the first forecast', () => {
    expect(calibration([])).toBeUndefined()
  })
})

describe('readiness of 500 simulated learners', () => {
  it.each([...worlds])('after $answers answers says chances that come true as often as they say', (world) => {
    const outcomes = simulate({ learners: 500, ...world }, examOfEighty)
    const measured = known(calibration(outcomes.map(({ chance, passed }) => ({ chance, came: passed }))))
    expect(measured.brier).toBeLessThanOrEqual(0.8 * measured.climatology)
    expect(measured.error).toBeLessThanOrEqual(0.1)
    const covered = coverage(outcomes.map(({ low, high, right }) => ({ low, high, came: right })))
    expect(covered).toBeGreaterThanOrEqual(0.75)
    expect(covered).toBeLessThanOrEqual(0.9)
  })
})
