import { describe, expect, it } from 'vitest'
import { mostPoints, totalOf, wordingTrend, type Score, type Scored } from '../../src/core/rubric.ts'

const aScored = (at: number, score: Score = 1, parts: Partial<Scored['scores']> = {}): Scored => ({
  at,
  scores: { requirement: score, evidence: score, gap: score, grade: score, neutral: score, ...parts },
})

describe('a wording of one’s own', () => {
  it('is worth the sum of its criteria, ten at most', () => {
    expect(mostPoints).toBe(10)
    expect(totalOf(aScored(1, 2).scores)).toBe(10)
    expect(totalOf(aScored(1, 1, { gap: 0, grade: 2 }).scores)).toBe(5)
  })
})

describe('the trend of one’s own wordings', () => {
  it('is not there before there is one', () => {
    expect(wordingTrend([])).toBeUndefined()
  })

  it('sets the last five beside the five before, in the order of time', () => {
    const scored = [7, 3, 5, 1, 6, 2, 4].map((at) => aScored(at, at > 2 ? 2 : 1))
    const trend = wordingTrend(scored)
    expect(trend?.scored.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(trend?.recent).toEqual({ mean: 10, of: 5 })
    expect(trend?.before).toEqual({ mean: 5, of: 2 })
    expect(wordingTrend(scored.slice(0, 5))?.before).toBeUndefined()
  })

  it('names the criterion that costs most first', () => {
    const trend = wordingTrend([aScored(1, 2, { evidence: 0 }), aScored(2, 2, { evidence: 1, grade: 1 })])
    expect(trend?.criteria.slice(0, 2)).toEqual([
      { criterion: 'evidence', mean: 0.5 },
      { criterion: 'grade', mean: 1.5 },
    ])
  })
})
