import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  agenda,
  breakMinutes,
  longestSitting,
  lunchMinutes,
  questionMinutes,
  spans,
  type Agenda,
  type ClassTime,
  type Content,
  type Entry,
  type PlannedExercise,
  type PlannedLesson,
} from '../../src/core/agenda.ts'

const aLesson = (id: string, details: Partial<PlannedLesson> = {}): PlannedLesson => ({
  id,
  number: id.toUpperCase(),
  title: `Lesson ${id}`,
  module: 'one',
  minutes: 13,
  questions: 2,
  ...details,
})
const anExercise = (id: string, lesson: string, minutes = 30): PlannedExercise => ({
  id,
  lesson,
  minutes,
  title: `Exercise ${id}`,
})
const lessonsIn = (count: number) => Array.from({ length: count }, (_, at) => aLesson(`l${at + 1}`))
const planned = (content: Content, time: ClassTime): Agenda => {
  const made = agenda(content, time)
  if (!made.ok) throw new Error(made.failure)
  return made.value
}
const kinds = (day: readonly Entry[]) => day.map(({ kind }) => kind).join(' ')
const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

describe('an agenda', () => {
  it('of an hour has a welcome, lessons with a question each, and a look back', () => {
    const { days, left } = planned({ lessons: lessonsIn(5), exercises: [] }, spans.hour)
    expect(days.map(kinds)).toEqual(['opening lesson questions lesson questions closing free'])
    expect(left.lessons.map(({ id }) => id)).toEqual(['l3', 'l4', 'l5'])
  })

  it('asks further questions while there is time for them', () => {
    const { days, left } = planned({ lessons: lessonsIn(2), exercises: [] }, spans['half-day'])
    expect(days[0]?.flatMap((entry) => (entry.kind === 'questions' ? [entry.count] : []))).toEqual([2, 2])
    expect(left.questions).toBe(0)
  })

  it('asks nothing after a lesson that has no question', () => {
    const { days } = planned({ lessons: [aLesson('l1', { questions: 0 })], exercises: [] }, spans.hour)
    expect(days.map(kinds)).toEqual(['opening lesson closing free'])
  })

  it('puts an exercise behind its lesson, one of each module before a second of any', () => {
    const lessons = [aLesson('l1'), aLesson('l2', { module: 'two' })]
    const exercises = [anExercise('a', 'l1'), anExercise('b', 'l1'), anExercise('c', 'l2'), anExercise('d', 'l9')]
    const { days, left } = planned({ lessons, exercises }, { ...spans['half-day'], minutesPerDay: 150 })
    expect(days.map(kinds)).toEqual(['opening lesson questions exercise lesson questions break exercise closing free'])
    expect(left.exercises.map(({ id }) => id)).toEqual(['b', 'd'])
  })

  it('has lunch once in a long day, at a sensible hour, and none in half a day', () => {
    const long = planned({ lessons: lessonsIn(40), exercises: [] }, spans['two-days'])
    for (const day of long.days) {
      const lunches = day.filter(({ kind }) => kind === 'lunch')
      expect(lunches).toHaveLength(1)
      expect(clock(lunches[0]?.at ?? 0)).toMatch(/^1[12]:/)
    }
    const short = planned({ lessons: lessonsIn(9), exercises: [] }, spans['half-day'])
    expect(short.days.flat().some(({ kind }) => kind === 'lunch')).toBe(false)
  })

  it('spreads a short course over its days, and says what of each day is free', () => {
    const { days } = planned({ lessons: lessonsIn(20), exercises: [] }, spans['two-days'])
    const free = days.map((day) => day.find(({ kind }) => kind === 'free')?.minutes ?? 0)
    expect(Math.abs((free[0] ?? 0) - (free[1] ?? 0))).toBeLessThanOrEqual(40)
  })

  it('leaves a day free that nothing is left for', () => {
    const { days } = planned({ lessons: lessonsIn(1), exercises: [] }, spans['two-days'])
    expect(days.map(kinds)).toEqual(['opening lesson questions closing free', 'free'])
  })

  it.each([
    { what: 'no lesson', content: { lessons: [], exercises: [] }, time: spans.hour, says: /No lesson is chosen/ },
    {
      what: 'no day',
      content: { lessons: lessonsIn(1), exercises: [] },
      time: { ...spans.hour, days: 0 },
      says: /at least one day/,
    },
    {
      what: 'a day of ten minutes',
      content: { lessons: lessonsIn(1), exercises: [] },
      time: { ...spans.hour, minutesPerDay: 10 },
      says: /at least 30 minutes/,
    },
    {
      what: 'a day of a minute and a half',
      content: { lessons: lessonsIn(1), exercises: [] },
      time: { ...spans.hour, minutesPerDay: 90.5 },
      says: /at least 30 minutes/,
    },
    {
      what: 'a night',
      content: { lessons: lessonsIn(1), exercises: [] },
      time: { ...spans['half-day'], startsAt: 22 * 60 },
      says: /before midnight/,
    },
    {
      what: 'a lesson longer than a sitting',
      content: { lessons: [aLesson('l1', { minutes: 95 })], exercises: [] },
      time: spans['two-days'],
      says: /“Lesson l1” takes 95 minutes/,
    },
  ])('is refused with a sentence for $what', ({ content, time, says }) => {
    const made = agenda(content, time)
    expect(made.ok ? '' : made.failure).toMatch(says)
  })

  it('plans nothing but the welcome where not even the first lesson has room', () => {
    const { days, left } = planned({ lessons: [aLesson('l1', { minutes: 70 })], exercises: [] }, spans.hour)
    expect(days.map(kinds)).toEqual(['opening closing free'])
    expect(left.lessons).toHaveLength(1)
  })
})

describe('every agenda', () => {
  const lesson = fc.record({ minutes: fc.integer({ min: 5, max: 20 }), questions: fc.integer({ min: 0, max: 4 }) })
  const content = fc
    .tuple(
      fc.array(lesson, { minLength: 1, maxLength: 60 }),
      fc.array(fc.record({ of: fc.nat(70), minutes: fc.integer({ min: 10, max: 60 }) }), { maxLength: 12 }),
    )
    .map(([lessons, exercises]) => ({
      lessons: lessons.map((one, at) => aLesson(`l${at}`, { ...one, module: `m${at % 7}` })),
      exercises: exercises.map(({ of, minutes }, at) => anExercise(`e${at}`, `l${of}`, minutes)),
    }))
  const time = fc.record({
    days: fc.integer({ min: 1, max: 5 }),
    minutesPerDay: fc.integer({ min: 30, max: 540 }),
    startsAt: fc.integer({ min: 7 * 60, max: 14 * 60 }),
  })

  it('adds up to the minute, without a gap or an overlap', () => {
    fc.assert(
      fc.property(content, time, (what, when) => {
        const { days } = planned(what, when)
        expect(days).toHaveLength(when.days)
        for (const day of days) {
          let at = when.startsAt
          for (const entry of day) {
            expect(entry.at).toBe(at)
            expect(entry.minutes).toBeGreaterThan(0)
            at += entry.minutes
          }
          expect(at - when.startsAt).toBe(when.minutesPerDay)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('lets nobody sit longer than the longest sitting, and pauses as long as it says', () => {
    fc.assert(
      fc.property(content, time, (what, when) => {
        for (const day of planned(what, when).days) {
          let sitting = 0
          for (const { kind, minutes } of day) {
            const isPause = kind === 'break' || kind === 'lunch' || kind === 'free'
            sitting = isPause ? 0 : sitting + minutes
            expect(sitting).toBeLessThanOrEqual(longestSitting)
            if (kind === 'break') expect(minutes).toBe(breakMinutes)
            if (kind === 'lunch') expect(minutes).toBe(lunchMinutes)
          }
          expect(day.filter(({ kind }) => kind === 'lunch').length).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the order of lessons, and says of everything whether it is taught or left', () => {
    fc.assert(
      fc.property(content, time, (what, when) => {
        const { days, left } = planned(what, when)
        const entries = days.flat()
        const taught = entries.flatMap((entry) => (entry.kind === 'lesson' ? [entry.lesson] : []))
        expect([...taught, ...left.lessons]).toEqual(what.lessons)
        const done = entries.flatMap((entry) => (entry.kind === 'exercise' ? [entry.exercise] : []))
        expect(new Set([...done, ...left.exercises])).toEqual(new Set(what.exercises))
        expect(done.length + left.exercises.length).toBe(what.exercises.length)
        const asked = entries.reduce((sum, entry) => sum + (entry.kind === 'questions' ? entry.count : 0), 0)
        expect(asked + left.questions).toBe(taught.reduce((sum, { questions }) => sum + questions, 0))
        for (const [at, entry] of entries.entries()) {
          if (entry.kind !== 'questions') continue
          expect(entry.minutes).toBe(entry.count * questionMinutes)
          const before = entries.slice(0, at).findLast(({ kind }) => kind === 'lesson')
          expect(before).toMatchObject({ lesson: entry.lesson })
        }
        for (const [at, entry] of entries.entries())
          if (entry.kind === 'exercise')
            expect(entries.slice(0, at).findLast(({ kind }) => kind === 'lesson')).toMatchObject({
              lesson: { id: entry.exercise.lesson },
            })
      }),
      { numRuns: 60 },
    )
  })
})
