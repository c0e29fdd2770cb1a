import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  certainties,
  certaintyMark,
  certaintyReport,
  type Certainty,
  type CertainResponse,
} from '../../src/core/certainty.ts'
import type { Mark } from '../../src/core/marking.ts'

const right: Mark = { kind: 'right', credit: 1 }
const wrong: Mark = { kind: 'wrong', credit: 0 }
const skipped: Mark = { kind: 'skipped', credit: 0 }

const times = (count: number, certainty: Certainty, mark: Mark): readonly CertainResponse[] =>
  Array.from({ length: count }, () => ({ certainty, mark }))

describe('the certainty-based mark', () => {
  it.each([
    { certainty: 1, right: 1, wrong: 0 },
    { certainty: 2, right: 2, wrong: -2 },
    { certainty: 3, right: 3, wrong: -6 },
  ] as const)('at certainty $certainty is $right for right and $wrong for wrong', (row) => {
    expect(certaintyMark({ certainty: row.certainty, mark: right })).toBe(row.right)
    expect(certaintyMark({ certainty: row.certainty, mark: wrong })).toBe(row.wrong)
    expect(certaintyMark({ certainty: row.certainty, mark: skipped })).toBe(0)
  })

  it('gives partial credit its share of the mark for right', () => {
    expect(certaintyMark({ certainty: 3, mark: { kind: 'partial', credit: 0.5 } })).toBe(1.5)
  })

  it('is best in the mean at the level whose limits hold the chance of being right', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (chance) => {
        const expected = (certainty: Certainty) =>
          chance * certaintyMark({ certainty, mark: right }) + (1 - chance) * certaintyMark({ certainty, mark: wrong })
        const level = chance < 2 / 3 ? 1 : chance < 0.8 ? 2 : 3
        expect(expected(level)).toBeCloseTo(Math.max(...certainties.map(expected)), 12)
      }),
    )
  })
})

describe('a report on certainty', () => {
  // Vector of the specification, section 2.7.
  it('agrees with the published example', () => {
    const report = certaintyReport([
      ...times(4, 3, right),
      ...times(2, 2, right),
      ...times(2, 1, wrong),
      ...times(1, 3, wrong),
      ...times(1, 2, wrong),
    ])
    expect(report?.responses).toBe(10)
    expect(report?.accuracy).toBeCloseTo(0.6, 12)
    expect(report?.averageMark).toBeCloseTo(0.8, 12)
    expect(report?.expectedMark).toBeCloseTo(0.6, 12)
    expect(report?.bonus).toBeCloseTo(0.02, 12)
    expect(report?.accuracyWithBonus).toBeCloseTo(0.62, 12)
  })

  it.each([
    { certainty: 3, rights: 5, wrongs: 5, is: 'overconfident', because: 'half right is far from 80 %' },
    { certainty: 3, rights: 3, wrongs: 1, is: 'slightly-overconfident', because: 'four responses say little' },
    { certainty: 3, rights: 4, wrongs: 1, is: 'fitting', because: '80 % is the limit itself' },
    { certainty: 2, rights: 3, wrongs: 1, is: 'fitting', because: '75 % lies between two in three and 80 %' },
    { certainty: 2, rights: 2, wrongs: 1, is: 'fitting', because: 'two in three is the limit itself' },
    { certainty: 1, rights: 3, wrongs: 1, is: 'slightly-underconfident', because: '75 % is above two in three' },
    { certainty: 1, rights: 9, wrongs: 0, is: 'underconfident', because: 'all nine were right' },
    { certainty: 1, rights: 0, wrongs: 4, is: 'fitting', because: 'no accuracy is too low for the lowest level' },
  ] as const)('calls $rights of $rights + $wrongs at certainty $certainty $is, since $because', (row) => {
    const report = certaintyReport([
      ...times(row.rights, row.certainty, right),
      ...times(row.wrongs, row.certainty, wrong),
    ])
    expect(report?.levels).toMatchObject([
      { certainty: row.certainty, responses: row.rights + row.wrongs, judgement: row.is },
    ])
  })

  it('lists the levels that were used, and leaves out what was skipped', () => {
    const report = certaintyReport([...times(2, 3, right), ...times(5, 2, skipped), ...times(1, 1, wrong)])
    expect(report?.responses).toBe(3)
    expect(report?.levels.map(({ certainty }) => certainty)).toEqual([1, 3])
  })

  it('says nothing where no response was given', () => {
    expect(certaintyReport([])).toBeUndefined()
    expect(certaintyReport(times(3, 2, skipped))).toBeUndefined()
  })

  it('has no bonus above nothing at one level alone', () => {
    const marks = fc.array(fc.constantFrom(right, wrong), { minLength: 1 })
    fc.assert(
      fc.property(fc.constantFrom(...certainties), marks, (certainty, given) => {
        const report = certaintyReport(given.map((mark) => ({ certainty, mark })))
        expect(report?.bonus).toBeLessThanOrEqual(1e-12)
      }),
    )
  })
})
