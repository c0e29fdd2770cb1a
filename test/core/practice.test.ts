import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawEach, drawPractice } from '../../src/core/practice.ts'
import { aQuestion } from '../support/builders.ts'

const pool = Array.from({ length: 24 }, (_, at) => ({
  ...aQuestion({}),
  id: `f-pool-${String(at).padStart(3, '0')}`,
  concept: `concept-${at % 6}`,
}))
const ids = (questions: readonly { readonly id: string }[]) => questions.map(({ id }) => id)

describe('a practice set', () => {
  it('takes concepts in turn, so that a short set still reaches across its subject', () => {
    const drawn = drawPractice(pool, { count: 6, seed: 7, seenIds: new Set() })
    expect(new Set(drawn.map(({ concept }) => concept)).size).toBe(6)
  })

  it('asks what was not seen before what was', () => {
    fc.assert(
      fc.property(fc.integer(), fc.subarray(ids(pool)), (seed, seen) => {
        const seenIds = new Set(seen)
        const drawn = drawPractice(pool, { count: 10, seed, seenIds })
        const firstSeen = drawn.findIndex(({ id }) => seenIds.has(id))
        const fresh = drawn.filter(({ id }) => !seenIds.has(id)).length
        expect(fresh).toBe(Math.min(10, pool.length - seenIds.size))
        expect(firstSeen === -1 || firstSeen === fresh).toBe(true)
      }),
    )
  })

  it('is the same for the same seed, without repetition, and never longer than its pool', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(40), (seed, count) => {
        const draw = () => ids(drawPractice(pool, { count, seed, seenIds: new Set() }))
        expect(draw()).toEqual(draw())
        expect(new Set(draw()).size).toBe(Math.min(count, pool.length))
      }),
    )
  })
})

describe('a practice set of named concepts', () => {
  it('holds every one of them, so many times as was asked for, unseen questions first', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 3 }), fc.subarray(ids(pool)), (seed, each, seen) => {
        const seenIds = new Set(seen)
        const drawn = drawEach(pool, { each, seed, seenIds })
        for (const concept of new Set(pool.map((question) => question.concept))) {
          const mine = drawn.filter((question) => question.concept === concept)
          const unseen = pool.filter((question) => question.concept === concept && !seenIds.has(question.id))
          expect(mine).toHaveLength(each)
          expect(mine.filter(({ id }) => !seenIds.has(id))).toHaveLength(Math.min(each, unseen.length))
        }
      }),
    )
  })

  it('asks one question of each before the second of any, and no more than there are', () => {
    const drawn = drawEach(pool.slice(0, 8), { each: 2, seed: 3, seenIds: new Set() })
    expect(drawn).toHaveLength(8)
    expect(new Set(drawn.slice(0, 6).map(({ concept }) => concept)).size).toBe(6)
  })
})
