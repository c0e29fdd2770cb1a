import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFile, planStudy, soonestExam, type StudyAims } from '../../src/core/study-plan.ts'
import { known } from '../../src/core/result.ts'

const lessons = Array.from({ length: 40 }, (_, at) => ({
  id: `lesson-${at}`,
  number: `F${at}`,
  title: `Lesson ${at}`,
  module: 'F1',
  path: `lesson-${at}/`,
  minutes: 10 + (at % 3) * 2,
}))
const today = 20_000
const aims = (given: Partial<StudyAims> = {}): StudyAims => ({
  today,
  examDay: today + 42,
  minutes: 45,
  restDays: [],
  weekdayOf: (day) => (day + 4) % 7,
  ...given,
})
const plan = (given: Partial<StudyAims> = {}, reviewsOn: (day: number) => number = () => 0) =>
  planStudy(lessons, { reviewsOn, mockMinutes: 60 }, aims(given))

describe('a study plan', () => {
  it('places every lesson, in teaching order, evenly', () => {
    const { days, unplaced } = plan()
    expect(unplaced).toEqual([])
    expect(days.flatMap((day) => day.lessons.map(({ id }) => id))).toEqual(lessons.map(({ id }) => id))
    expect(Math.max(...days.map((day) => day.lessons.length))).toBeLessThanOrEqual(2)
  })

  it('puts mocks three weeks, ten days and four days before the exam, and none in the last two', () => {
    const mocks = plan().days.filter(({ mock }) => mock)
    expect(mocks.map(({ day }) => today + 42 - day)).toEqual([21, 10, 4])
    expect(mocks.every((day) => day.lessons.length === 0)).toBe(true)
    expect(
      plan({ examDay: today + 5 })
        .days.filter(({ mock }) => mock)
        .map(({ day }) => today + 5 - day),
    ).toEqual([4])
  })

  it('moves a mock from a day of rest to the day before', () => {
    const { days } = plan({ restDays: [((today + 42 - 10 + 4) % 7) as number] })
    expect(days.filter(({ mock }) => mock).map(({ day }) => today + 42 - day)).toContain(11)
  })

  it('leaves days of rest free, keeps the last day light and ends in the exam', () => {
    const { days } = plan({ restDays: [0, 6] })
    expect(days.filter(({ kind }) => kind === 'rest').every((day) => day.lessons.length === 0 && !day.mock)).toBe(true)
    expect(days.at(-2)?.kind).toBe('light')
    expect(days.at(-1)).toMatchObject({ kind: 'exam', day: today + 42 })
  })

  it('says which lessons do not fit', () => {
    const { unplaced } = plan({ examDay: today + 6, minutes: 30 })
    expect(unplaced.length).toBeGreaterThan(0)
    expect(unplaced.at(-1)?.id).toBe('lesson-39')
  })

  it('is empty when the exam is today or was', () => {
    expect(plan({ examDay: today })).toEqual({ days: [], unplaced: lessons })
  })

  it('makes room for reviews', () => {
    const busy = plan({}, () => 30).days.find((day) => day.lessons.length > 0)
    expect(known(busy).lessons).toHaveLength(1)
    expect(known(busy).reviews).toBe(30)
  })

  it('never puts a lesson on a day of rest or twice, and loses none, whatever the aims', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 10, max: 120 }),
        fc.subarray([0, 1, 2, 3, 4, 5, 6]),
        (span, minutes, restDays) => {
          const { days, unplaced } = plan({ examDay: today + span, minutes, restDays })
          const placed = days.flatMap((day) => day.lessons)
          expect([...placed, ...unplaced]).toEqual(lessons)
          expect(days.filter(({ kind }) => kind === 'rest').flatMap((day) => day.lessons)).toEqual([])
        },
      ),
    )
  })
})

describe('the soonest exam', () => {
  const { examDay: _, ...pace } = aims()
  const soonest = (given: Partial<StudyAims> = {}, some = lessons) => soonestExam(some, 60, { ...pace, ...given })

  it('is the first day before which all lessons fit beside their reviews', () => {
    const day = known(soonest())
    const forLessons = { minutes: 27 }
    expect(plan({ examDay: day, ...forLessons }).unplaced).toEqual([])
    expect(plan({ examDay: day - 1, ...forLessons }).unplaced).not.toEqual([])
  })

  it('is sooner with more time a day and with less to read, and a week away at least', () => {
    expect(known(soonest({ minutes: 90 }))).toBeLessThan(known(soonest()))
    expect(known(soonest({}, lessons.slice(0, 10)))).toBeLessThan(known(soonest()))
    expect(soonest({}, [])).toBe(today + 7)
  })

  it('is unknown where a year does not do', () => {
    expect(soonest({ restDays: [0, 1, 2, 3, 4, 5, 6] })).toBeUndefined()
  })
})

describe('a calendar file', () => {
  const entry = { uid: 'a@aimward', title: 'Mock; exam, A', text: 'One\nTwo', date: '20261124', until: '20261125' }

  it('says each day as RFC 5545 wants it', () => {
    const lines = calendarFile([entry], '20261124T101500Z').split('\r\n')
    expect(lines[0]).toBe('BEGIN:VCALENDAR')
    expect(lines).toContain('SUMMARY:Mock\\; exam\\, A')
    expect(lines).toContain('DESCRIPTION:One\\nTwo')
    expect(lines).toContain('DTSTART;VALUE=DATE:20261124')
    expect(lines.at(-2)).toBe('END:VCALENDAR')
  })

  it('folds long lines at 75 octets, and unfolds to what was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const clean = text.replace(/[\r\n\\;,]/g, '')
        const file = calendarFile([{ ...entry, text: clean }], '20261124T101500Z')
        const rows = file.split('\r\n')
        expect(Math.max(...rows.map((row) => new TextEncoder().encode(row).length))).toBeLessThanOrEqual(75)
        expect(file.replaceAll('\r\n ', '')).toContain(`DESCRIPTION:${clean}\r\n`)
      }),
    )
  })
})
