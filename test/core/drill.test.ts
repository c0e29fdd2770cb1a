import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawDrill, drillReport, readPlace, type Drill, type Find, type Situation } from '../../src/core/drill.ts'

const place = (id: string, head?: string) => ({ id, title: `Title of ${id}`, path: `standard/${id}/`, head })
const places = [
  place('6'),
  ...['6.1.1', '6.1.3', '6.2'].map((id) => place(id, '6')),
  place('10'),
  ...['10.1', '10.2'].map((id) => place(id, '10')),
  place('A.6'),
  ...['A.6.1.2', 'A.6.2.4'].map((id) => place(id, 'A.6')),
  place('A.10'),
  place('A.10.2', 'A.10'),
]
const aSituation = (id: string, at = '6.1.3'): Situation => ({
  id,
  situation: 'Something is missing.',
  place: at,
  reason: 'Because it is asked for there.',
  near: [{ id: '6.2', why: 'It asks for something else.' }],
})

describe('a number as it is typed', () => {
  it.each([
    { typed: '6.1.3', names: '6.1.3' },
    { typed: '613', names: '6.1.3' },
    { typed: ' 6 1 3 ', names: '6.1.3' },
    { typed: '6,1,3', names: '6.1.3' },
    { typed: 'Clause 6.1.3', names: '6.1.3' },
    { typed: 'a624', names: 'A.6.2.4' },
    { typed: 'A.6.2.4', names: 'A.6.2.4' },
    { typed: 'control a 6.2.4', names: 'A.6.2.4' },
    { typed: 'Annex A.10.2', names: 'A.10.2' },
    { typed: '102', names: '10.2' },
    { typed: 'a102', names: 'A.10.2' },
  ])('“$typed” names $names', ({ typed, names }) => {
    expect(readPlace(typed, places)).toEqual({ kind: 'place', id: names })
  })

  it.each([
    { typed: '6.1', is: { kind: 'head', id: '6.1' }, because: 'it is divided further' },
    { typed: 'a6.2', is: { kind: 'head', id: 'A.6.2' }, because: 'a part of an area is divided further' },
    { typed: '10', is: { kind: 'head', id: '10' }, because: 'a whole clause is' },
    { typed: '6.1.4', is: { kind: 'unknown' }, because: 'there is none here' },
    { typed: 'B.6.2.4', is: { kind: 'unknown' }, because: 'guidance is no place' },
    { typed: 'clause', is: { kind: 'empty' }, because: 'no number is there' },
    { typed: '', is: { kind: 'empty' }, because: 'nothing is' },
  ])('“$typed” is $is.kind, because $because', ({ typed, is }) => {
    expect(readPlace(typed, places)).toEqual(is)
  })

  it('is read the same with and without its dots, for every place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places.filter(({ head }) => head)), ({ id }) => {
        expect(readPlace(id.replaceAll('.', '').toLowerCase(), places)).toEqual({ kind: 'place', id })
      }),
    )
  })
})

describe('a run of the clause finder', () => {
  const leaves = places.filter(({ head }) => head !== undefined).map(({ id }) => id)
  const drills = fc
    .array(fc.constantFrom(...leaves), { minLength: 1, maxLength: 30 })
    .map((at): Drill => ({ places, situations: at.map((id, index) => aSituation(`d-${index}`, id)) }))
  const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })

  it('never puts one place twice, has no more than was asked for, and is the same for a seed', () => {
    fc.assert(
      fc.property(drills, seeds, fc.integer({ min: 1, max: 20 }), (drill, seed, count) => {
        const run = drawDrill(drill, { count, seed, met: new Map() })
        expect(new Set(run.map((one) => one.place)).size).toBe(run.length)
        expect(run.length).toBe(Math.min(count, new Set(drill.situations.map((one) => one.place)).size))
        expect(drawDrill(drill, { count, seed, met: new Map() })).toEqual(run)
      }),
    )
  })

  it('takes up what was missed, in at most half of it, then what is new, then what was met longest ago', () => {
    const situations = leaves.map((id, at) => aSituation(`d-${at}`, id))
    const met = new Map([
      ['d-0', { at: 1, isFound: false }],
      ['d-1', { at: 2, isFound: false }],
      ['d-2', { at: 3, isFound: false }],
      ['d-3', { at: 9, isFound: true }],
      ['d-4', { at: 5, isFound: true }],
    ])
    fc.assert(
      fc.property(seeds, (seed) => {
        const ids = drawDrill({ places, situations }, { count: 4, seed, met }).map(({ id }) => id)
        expect(ids.filter((id) => met.get(id)?.isFound === false)).toHaveLength(2)
        expect(ids.filter((id) => !met.has(id))).toHaveLength(2)
      }),
    )
    const known = situations.filter(({ id }) => met.get(id)?.isFound)
    expect(drawDrill({ places, situations: known }, { count: 1, seed: 1, met }).map(({ id }) => id)).toEqual(['d-4'])
  })

  it('does not stay under one head while there is another', () => {
    const situations = ['6.1.1', '6.1.3', '6.2', 'A.6.1.2', 'A.6.2.4', '10.1'].map((id) => aSituation(`d-${id}`, id))
    fc.assert(
      fc.property(seeds, (seed) => {
        const heads = drawDrill({ places, situations }, { count: 6, seed, met: new Map() }).map(
          (one) => places.find(({ id }) => id === one.place)?.head,
        )
        // The last may have nobody left to change with.
        const pairs = heads.slice(1, 4).map((head, at) => head === heads[at])
        expect(pairs).not.toContain(true)
      }),
    )
  })
})

describe('the outcome of a run', () => {
  const find = (at: string, ms: number, given: string | undefined = at): Find => ({
    situation: aSituation(`d-${at}`, at),
    given,
    ms,
  })

  it('counts what was found, with best and median of that', () => {
    expect(drillReport([find('6.1.1', 30_000), find('6.2', 10_000), find('10.1', 90_000, '10.2')])).toMatchObject({
      found: 2,
      of: 3,
      bestMs: 10_000,
      medianMs: 20_000,
    })
  })

  it('names to look up what was missed or given up, then what took more than twice the median', () => {
    const finds = [
      find('6.1.1', 10_000),
      find('6.2', 50_000),
      find('10.1', 12_000, '10.2'),
      find('A.6.2.4', 9_000),
      { ...find('A.10.2', 1), given: undefined },
    ]
    expect(drillReport(finds).lookUp).toEqual([
      { place: '10.1', why: 'missed' },
      { place: 'A.10.2', why: 'missed' },
      { place: '6.2', why: 'slow' },
    ])
  })

  it('has no times where nothing was found', () => {
    expect(drillReport([find('10.1', 5, '10.2')])).toMatchObject({ found: 0, bestMs: undefined, medianMs: undefined })
  })
})
