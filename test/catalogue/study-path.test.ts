import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Lesson } from '../../src/catalogue/link.ts'
import { dealLessons, testMinutes } from '../../src/catalogue/study-path.ts'

// Only what dealing looks at.
const aLesson = (number: string, minutes: number, module = 'one') =>
  ({ number, minutes, module: { number: module.toUpperCase(), slug: module } }) as Lesson
const numbersOf = (sittings: ReturnType<typeof dealLessons>) =>
  sittings.map(({ lessons }) => lessons.map(({ number }) => number))

describe('a study path', () => {
  it('keeps the order, splits no lesson, and leaves the last sitting for an exam', () => {
    const lessons = [aLesson('1', 10), aLesson('2', 10), aLesson('3', 10), aLesson('4', 10)]
    expect(numbersOf(dealLessons(lessons, 3))).toEqual([['1', '2', '3'], ['4']])
  })
  it('puts the test of a module where the module ends, and counts its time', () => {
    const [first, second] = dealLessons([aLesson('1', 10, 'one'), aLesson('2', 10, 'two')], 3)
    expect(first).toMatchObject({ tests: ['ONE'], minutes: 10 + testMinutes })
    expect(second).toMatchObject({ tests: ['TWO'] })
  })
  it('deals every lesson once, in no more sittings than there are', () => {
    const minutes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(minutes, fc.integer({ min: 2, max: 20 }), (all, sittings) => {
        const lessons = all.map((one, at) => aLesson(String(at), one, at % 7 === 0 ? 'odd' : 'even'))
        const dealt = dealLessons(lessons, sittings)
        expect(numbersOf(dealt).flat()).toEqual(lessons.map(({ number }) => number))
        expect(dealt.length).toBeLessThan(sittings)
      }),
    )
  })
})
