import { describe, expect, it } from 'vitest'
import { classReport, valueOf, type ClassForm } from '../../src/core/class-report.ts'
import { known } from '../../src/core/result.ts'
import type { ResultToken } from '../../src/core/result-token.ts'
import { aPlan, aQuestion } from '../support/builders.ts'

const questions = [
  aQuestion({ id: 'q-1', domain: 'concepts' }),
  aQuestion({ id: 'q-2', domain: 'concepts', key: ['b', 'd'] }),
  aQuestion({ id: 'q-3', domain: 'requirements' }),
  aQuestion({ id: 'q-4', domain: 'requirements' }),
]
const form: ClassForm = aPlan({
  questions,
  passPercent: 70,
  domains: [
    { id: 'concepts', title: 'Concepts' },
    { id: 'requirements', title: 'Requirements' },
    { id: 'planning', title: 'Nothing asked' },
  ],
})

const aResult = (answers: readonly (readonly number[])[], given: Partial<ResultToken> = {}): ResultToken => ({
  form: { kind: 'list', hash: 1 },
  pid: '000000000001',
  startedAt: 1,
  minutes: 10,
  answers,
  seconds: undefined,
  signature: undefined,
  ...given,
})

/** Six people; right are option 1, both of 2 and 4, option 1, option 1. Scores: 4 3 2 2 1 0. */
const six = [
  aResult([[1], [2, 4], [1], [1]], { seconds: [10, 20, 30, undefined], signature: { kind: 'name', text: 'Zoë' } }),
  aResult([[1], [2, 4], [1], [2]], { seconds: [20, 20, 40, 8] }),
  aResult([[1], [2], [1], [2]]),
  aResult([[1], [1, 2], [1], [3]], { seconds: [60, 20, 50, 8] }),
  aResult([[1], [], [2], [3]], { signature: { kind: 'employer', text: 'AC-7' } }),
  aResult([[3], [1, 3], [3], [3]]),
]
const whole = (results = six, of = form) => {
  const report = classReport(of, results)
  if (report.kind !== 'whole') throw new Error(report.kind)
  return report
}

describe('the report of a class', () => {
  it('is empty before anybody has handed in', () => {
    expect(classReport(form, [])).toEqual({ kind: 'empty' })
  })

  it('tells the mean alone of fewer than five people', () => {
    expect(classReport(form, six.slice(0, 4))).toEqual({ kind: 'few', results: 4, mean: 11 / 4, questions: 4 })
    expect(classReport(form, six.slice(0, 5)).kind).toBe('whole')
  })

  it('tells the scores, the mean, and who would pass', () => {
    const report = whole()
    expect(report.scores).toEqual([1, 1, 2, 1, 1])
    expect([report.results, report.mean, report.passMark, report.passed]).toEqual([6, 2, 3, 2])
    expect(report.sd).toBeCloseTo(Math.sqrt(10 / 5), 12)
  })

  it('marks all or nothing, and counts every option and the silent', () => {
    const [, second] = whole().questions
    expect(second?.statistics.facility).toBeCloseTo(2 / 6, 12)
    expect(second?.options.map(({ option, isKey, chosen }) => [option.id, isKey, chosen])).toEqual([
      ['a', false, 2],
      ['b', true, 4],
      ['c', false, 1],
      ['d', true, 2],
    ])
    expect(second?.unanswered).toBe(1)
  })

  it('tells a median time of those who told it and saw the question', () => {
    expect(whole().questions.map(({ medianSeconds }) => medianSeconds)).toEqual([20, 20, 40, 8])
    const untold = whole(six.map((one) => ({ ...one, seconds: undefined })))
    expect(untold.questions.map(({ medianSeconds }) => medianSeconds)).toEqual(Array(4).fill(undefined))
  })

  it('gives each domain that was asked its mean share, with an interval from person to person', () => {
    const [concepts, requirements, ...none] = whole().domains
    expect(none).toEqual([])
    // Shares 1, 1, ½, ½, ½, 0: mean 7/12, variance 17/24 / 5, t of five degrees 2.571.
    expect(concepts?.share).toBeCloseTo(7 / 12, 12)
    const half = (2.571 * Math.sqrt(17 / 24 / 5)) / Math.sqrt(6)
    expect(concepts?.interval?.low).toBeCloseTo(7 / 12 - half, 2)
    expect(concepts?.interval?.high).toBeCloseTo(7 / 12 + half, 2)
    expect(requirements?.share).toBeCloseTo(5 / 12, 12)
  })

  it('gives no interval where all have the same share', () => {
    const same = Array.from({ length: 5 }, () => known(six[0]))
    expect(whole(same).domains.map(({ share, interval }) => [share, interval])).toEqual([
      [1, undefined],
      [1, undefined],
    ])
  })

  it('names up to three questions to teach again: the lowest facility below the pass per cent', () => {
    // Facilities 5/6, 2/6, 4/6, 1/6.
    expect(whole().reteach.map(({ id }) => id)).toEqual(['q-4', 'q-2', 'q-3'])
    expect(whole(six, { ...form, passPercent: 50 }).reteach.map(({ id }) => id)).toEqual(['q-4', 'q-2'])
  })

  it('names who typed a name, and nobody else', () => {
    expect(whole().named.map(({ signature, right }) => [signature.text, right])).toEqual([
      ['AC-7', 1],
      ['Zoë', 4],
    ])
  })
})

describe('a question to distrust', () => {
  it('is one whose discrimination is below 0, and it is not taught again', () => {
    // On the fourth question the two weakest alone are right.
    const results = six.map((one, at) => aResult(one.answers.with(3, [at >= 4 ? 1 : 2])))
    const report = whole(results)
    expect(report.distrust[0]?.question.id).toBe('q-4')
    expect(report.distrust[0]?.because.kind).toBe('negative')
    expect(valueOf(known(report.questions[3]).statistics.discrimination)).toBeLessThan(0)
    expect(report.reteach.map(({ id }) => id)).not.toContain('q-4')
  })

  it('is one of which the stronger chose a wrong option more often than the weaker', () => {
    // Rest scores 3 3 2 2 1 0, so those above 2 are stronger. One of each half is right; both others go separate ways.
    const answers = [[2], [2], [1], [1], [3], [3]]
    const results = six.map((one, at) => aResult([...one.answers.slice(0, 3), known(answers[at])]))
    const fourth = whole(results).distrust.find(({ question }) => question.id === 'q-4')
    expect(fourth?.because).toMatchObject({
      kind: 'lure',
      count: { option: { id: 'b' }, stronger: { chosen: 2, of: 2 }, weaker: { chosen: 0, of: 2 } },
    })
  })

  it('is not one that a single strong person got wrong', () => {
    const answers = [[2], [1], [1], [1], [1], [3]]
    const results = six.map((one, at) => aResult([...one.answers.slice(0, 3), known(answers[at])]))
    expect(whole(results).distrust.map(({ question }) => question.id)).not.toContain('q-4')
  })

  it('is said the most negative first', () => {
    const against = (at: number, low: boolean) => [at >= 4 === low ? 1 : 2]
    const results = six.map((one, at) =>
      aResult([known(one.answers[0]), known(one.answers[1]), against(at, at !== 5), against(at, true)]),
    )
    const report = whole(results)
    const values = report.distrust.flatMap(({ because }) =>
      because.kind === 'negative' ? [because.discrimination] : [],
    )
    expect(values.length).toBeGreaterThan(1)
    expect(values).toEqual(values.toSorted((one, other) => one - other))
  })
})
