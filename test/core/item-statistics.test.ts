import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemStatistics, type Figure } from '../../src/core/item-statistics.ts'
import { known } from '../../src/core/result.ts'

const valueOf = (figure: Figure) => (figure.kind === 'known' ? figure.value : figure.because)
const column = (
  rows: readonly (readonly number[])[],
  pick: (of: ReturnType<typeof itemStatistics>[number]) => unknown,
) => itemStatistics(rows).map(pick)

/**
 * Twenty-two attempts at thirteen questions, the first of which counts up to 8 marks, and what Moodle makes of them.
 * Source: Moodle's own test of its statistics, whose figures come from a spreadsheet (`statistics_test.php` of the quiz
 * statistics report, checked 2026-11-29).
 */
const moodle = {
  marks: [
    [5.5, 0.3, 0.9, 1, 0.3, 1, 0, 0, 1, 1, 0, 0, 1],
    [1, 0.9, 0.9, 0.3, 0.3, 1, 0, 0, 1, 0, 1, 0, 1],
    [2.5, 1, 0.9, 0.3, 1, 0, 0, 1, 1, 1, 1, 1, 1],
    [4, 0.3, 0.9, 1, 0.3, 0, 0, 0, 0, 1, 0, 0, 1],
    [3, 0.9, 0.3, 0.9, 1, 0, 1, 0, 0, 1, 1, 1, 0],
    [4.5, 0.9, 1, 1, 0.9, 0, 1, 1, 1, 0, 0, 0, 0],
    [3, 0.3, 0.3, 0.3, 0.3, 1, 0, 1, 1, 1, 1, 1, 1],
    [6, 0.9, 0.9, 1, 0.3, 0, 1, 1, 1, 1, 0, 0, 1],
    [0.5, 0.9, 1, 0.9, 0.3, 0, 1, 1, 0, 1, 1, 0, 1],
    [5.5, 0.9, 1, 0.9, 0.3, 1, 1, 0, 0, 1, 0, 0, 0],
    [2.5, 0.9, 1, 1, 0.9, 0, 1, 0, 0, 1, 0, 0, 1],
    [4, 0.9, 0.3, 0.9, 1, 0, 1, 1, 1, 1, 1, 0, 1],
    [4, 0.9, 0.3, 0.3, 1, 1, 1, 1, 0, 0, 1, 1, 0],
    [3, 1, 1, 0.3, 1, 0, 1, 0, 1, 1, 1, 1, 0],
    [1, 1, 0.9, 0.3, 0.3, 1, 0, 1, 0, 0, 0, 0, 0],
    [1, 0.3, 0.3, 0.3, 0.9, 0, 0, 0, 1, 0, 0, 0, 1],
    [1.5, 1, 0.3, 0.9, 1, 1, 1, 0, 1, 1, 0, 0, 0],
    [4, 0.9, 1, 0.9, 1, 0, 1, 1, 1, 0, 1, 0, 0],
    [2, 0.9, 0.9, 0.3, 0.9, 0, 1, 0, 0, 0, 0, 0, 0],
    [1, 1, 0.3, 0.3, 0.3, 0, 1, 1, 0, 1, 0, 0, 0],
    [6, 0.9, 1, 1, 0.9, 0, 0, 0, 1, 0, 0, 1, 1],
    [7, 0.9, 0.3, 0.3, 0.3, 1, 0, 1, 1, 1, 1, 0, 0],
  ],
  most: [8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  facility: [
    41.19318182, 81.36363636, 71.36363636, 65.45454545, 65.90909091, 36.36363636, 59.09090909, 50, 59.09090909,
    63.63636364, 45.45454545, 27.27272727, 50,
  ],
  sd: [
    1912.733589, 251.2738111, 322.6312277, 333.4199022, 337.5811591, 492.3659639, 503.2362797, 511.7663157, 503.2362797,
    492.3659639, 509.6471914, 455.8423058, 511.7663157,
  ],
  effectiveWeight: [
    26.58464457, 3.368456046, 3.253955259, 7.584083694, 3.79658376, 3.183278505, 4.532356904, 7.78856243, 10.08351572,
    8.381139345, 8.727645713, 7.946277111, 4.769500946,
  ],
  discrimination: [
    25.88327077, 1.170256965, -4.207816809, 28.16930644, -2.513606859, -12.99017581, -8.900638238, 8.670004606,
    29.63337745, 15.18945843, 16.21079629, 15.52451404, -8.396734802,
  ],
  efficiency: [
    27.23492723, 1.382386552, -4.691171307, 31.12404354, -2.877487579, -17.5074184, -10.27568922, 10.86956522,
    34.58997279, 17.4790556, 20.14359793, 22.06477733, -10,
  ],
}

/** How far two lists lie apart at most. */
const distance = (some: readonly unknown[], others: readonly number[]) =>
  Math.max(...others.map((other, at) => Math.abs(Number(some[at]) - other)))

describe('statistics of questions', () => {
  it('equal those of Moodle’s quiz statistics report to a millionth', () => {
    const { marks } = moodle
    expect(
      distance(
        column(marks, ({ sd }) => 1000 * Number(valueOf(sd))),
        moodle.sd,
      ),
    ).toBeLessThan(1e-6)
    const facility = itemStatistics(marks).map((one, at) => (100 * known(one.facility)) / known(moodle.most[at]))
    expect(distance(facility, moodle.facility)).toBeLessThan(1e-6)
    for (const name of ['effectiveWeight', 'discrimination', 'efficiency'] as const) {
      expect(
        distance(
          column(marks, (one) => valueOf(one[name])),
          moodle[name],
        ),
        name,
      ).toBeLessThan(1e-6)
    }
  })

  it('are those one reckons by hand', () => {
    // x = 1 1 1 0 and o = 2 1 1 0: means 0.75 and 1, c = (0.25 + 0 + 0 + 0.75) / 3, var x = 0.75 / 3, var o = 2 / 3.
    const rows = [
      [1, 1, 1],
      [1, 1, 0],
      [1, 0, 1],
      [0, 0, 0],
    ]
    const [first] = itemStatistics(rows)
    expect(first?.facility).toBe(0.75)
    expect(valueOf(known(first).sd)).toBeCloseTo(0.5, 12)
    expect(valueOf(known(first).discrimination)).toBeCloseTo((100 * (1 / 3)) / Math.sqrt(0.25 * (2 / 3)), 9)
    // Sorted, x and o are as they are: there is no better way to lay them side by side.
    expect(valueOf(known(first).efficiency)).toBeCloseTo(100, 9)
    // cov(x, total): (1/3 + 1/4) = 7/12; for the two others (1/3 + 1/6) = 1/2 each.
    const share = (100 * Math.sqrt(7 / 12)) / (Math.sqrt(7 / 12) + 2 * Math.sqrt(1 / 2))
    expect(valueOf(known(first).effectiveWeight)).toBeCloseTo(share, 9)
  })

  it('equal a reference that is written otherwise, on any marks', () => {
    const people = fc.integer({ min: 2, max: 25 })
    const tables = fc.tuple(people, fc.integer({ min: 1, max: 8 })).chain(([n, k]) =>
      fc.array(fc.array(fc.constantFrom(0, 0, 0.5, 1, 1), { minLength: k, maxLength: k }), {
        minLength: n,
        maxLength: n,
      }),
    )
    fc.assert(
      fc.property(tables, (rows) => {
        itemStatistics(rows).forEach((one, at) => {
          const expected = reference(rows, at)
          expect(one.facility).toBeCloseTo(expected.facility, 9)
          for (const [figure, value] of [
            [one.sd, expected.sd],
            [one.discrimination, expected.discrimination],
            [one.efficiency, expected.efficiency],
            [one.effectiveWeight, expected.effectiveWeight],
          ] as const) {
            if (value === undefined) expect(figure.kind).toBe('undefined')
            else expect(valueOf(figure)).toBeCloseTo(value, 6)
          }
        })
      }),
    )
  })

  it('are without a spread while fewer than two people have answered', () => {
    expect(itemStatistics([])).toEqual([])
    const none = { kind: 'undefined', because: 'too-few' }
    expect(itemStatistics([[1, 0]])[1]).toEqual({
      facility: 0,
      sd: none,
      discrimination: none,
      efficiency: none,
      effectiveWeight: none,
    })
  })

  it.each([
    {
      rows: [
        [1, 1, 0],
        [1, 0, 0],
      ],
      because: 'same-mark',
      says: 'everybody has the same mark',
    },
    {
      rows: [
        [1, 1, 0],
        [0, 0, 1],
      ],
      because: 'same-rest',
      says: 'everybody has the same rest',
    },
    // 0.1 + 0.2 is not 0.3, and still no spread.
    {
      rows: [
        [1, 0.1, 0.2],
        [0, 0.3, 0],
      ],
      because: 'same-rest',
      says: 'the rest is the same but for the last digit',
    },
  ])('have no discrimination where $says', ({ rows, because }) => {
    const [first] = itemStatistics(rows)
    expect(first?.discrimination).toEqual({ kind: 'undefined', because })
    expect(first?.efficiency).toEqual({ kind: 'undefined', because })
  })

  it('give a question that works against the others no weight, and no weight to any where nothing spreads', () => {
    const against = itemStatistics([
      [0, 1, 1, 1],
      [1, 0, 0, 0],
    ])
    expect(valueOf(known(against[0]).effectiveWeight)).toBe(0)
    expect(
      column(
        [
          [1, 0],
          [1, 0],
        ],
        (one) => valueOf(one.effectiveWeight),
      ),
    ).toEqual(['no-weight', 'no-weight'])
  })
})

/** By raw sums in place of differences from the mean, one question at a time. */
function reference(rows: readonly (readonly number[])[], at: number) {
  const n = rows.length
  const cov = (xs: readonly number[], ys: readonly number[]) => {
    let [sx, sy, sxy] = [0, 0, 0]
    for (const [i, x] of xs.entries()) {
      sx += x
      sy += known(ys[i])
      sxy += x * known(ys[i])
    }
    const value = (n * sxy - sx * sy) / (n * (n - 1))
    return Math.abs(value) < 1e-12 ? 0 : value
  }
  const total = (row: readonly number[]) => row.reduce((a, b) => a + b, 0)
  const xs = rows.map((row) => known(row[at]))
  const os = rows.map((row) => total(row.filter((_, index) => index !== at)))
  const up = (values: readonly number[]) => [...values].sort((a, b) => a - b)
  const top = cov(up(xs), up(os))
  const spread = cov(xs, xs) * cov(os, os)
  const pulls = known(rows[0]).map((_, k) =>
    Math.sqrt(
      Math.max(
        0,
        cov(
          rows.map((row) => known(row[k])),
          rows.map(total),
        ),
      ),
    ),
  )
  return {
    facility: total(xs) / n,
    sd: Math.sqrt(cov(xs, xs)),
    discrimination: spread === 0 ? undefined : (100 * cov(xs, os)) / Math.sqrt(spread),
    efficiency: top === 0 ? undefined : (100 * cov(xs, os)) / top,
    effectiveWeight: total(pulls) === 0 ? undefined : (100 * known(pulls[at])) / total(pulls),
  }
}
