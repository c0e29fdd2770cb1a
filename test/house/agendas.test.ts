import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { breakMinutes, longestSitting, spans, type Entry, type Span } from '../../src/core/agenda.ts'
import { agendaOf, courseOf, modulesOf, type ClassPlan } from '../../src/core/class-plan.ts'
import { known } from '../../src/core/result.ts'

const file = join(process.cwd(), 'dist/classroom/plan.json')
if (!existsSync(file)) throw new Error('Agendas are made of the built plan: run "npm run build" first.')
const plan: ClassPlan = JSON.parse(readFileSync(file, 'utf8'))

function planned(course: string, span: Span) {
  const modules = known(courseOf(plan, { course })).modules.map(({ slug }) => slug)
  const choice = { course, modules, span, startsAt: spans[span].startsAt }
  const made = agendaOf(plan, choice)
  if (!made.ok) throw new Error(made.failure)
  const lessons = modulesOf(plan, choice).flatMap((module) => module.lessons)
  const exercises = plan.exercises.filter(({ lesson }) => lessons.some(({ id }) => id === lesson))
  return { ...made.value, lessons, exercises, time: spans[span] }
}
const has = (day: readonly Entry[], kind: Entry['kind']) => day.some((entry) => entry.kind === kind)
const minutesOf = (day: readonly Entry[], isCounted: (entry: Entry) => boolean) =>
  day.filter(isCounted).reduce((sum, { minutes }) => sum + minutes, 0)

describe.each<{ course: string; span: Span; isWhole: boolean }>([
  { course: 'foundation', span: 'hour', isWhole: false },
  { course: 'foundation', span: 'half-day', isWhole: false },
  { course: 'foundation', span: 'two-days', isWhole: true },
  { course: 'lead-implementer', span: 'five-days', isWhole: true },
  { course: 'lead-auditor', span: 'five-days', isWhole: true },
])('the agenda of $course ($span)', ({ course, span, isWhole }) => {
  const { days, left, lessons, exercises, time } = planned(course, span)

  it('adds up, and no day is longer than it may be', () => {
    expect(days).toHaveLength(time.days)
    for (const day of days) {
      day.forEach(({ at }, index) => {
        expect(at).toBe(time.startsAt + minutesOf(day.slice(0, index), () => true))
      })
      expect(minutesOf(day, () => true)).toBe(time.minutesPerDay)
    }
  })

  it('has a break before anybody has sat too long, and lunch on every day that goes on after noon', () => {
    for (const day of days) {
      let sitting = 0
      for (const { kind, minutes } of day) {
        sitting = ['break', 'lunch', 'free'].includes(kind) ? 0 : sitting + minutes
        expect(sitting).toBeLessThanOrEqual(longestSitting)
      }
      const isLong = day.some(({ kind, at }) => kind !== 'free' && at > 13 * 60)
      expect(has(day, 'lunch')).toBe(isLong)
    }
  })

  it('teaches every lesson, or names it as left out', () => {
    const taught = days.flat().flatMap((entry) => (entry.kind === 'lesson' ? [entry.lesson] : []))
    expect([...taught, ...left.lessons]).toEqual(lessons)
    expect(taught.length).toBeGreaterThan(0)
    expect(left.lessons.length === 0).toBe(isWhole)
  })

  it('has every exercise of its lessons, or names those for which there is no time', () => {
    const done = days.flat().flatMap((entry) => (entry.kind === 'exercise' ? [entry.exercise.id] : []))
    expect([...done, ...left.exercises.map(({ id }) => id)].toSorted()).toEqual(
      exercises.map(({ id }) => id).toSorted(),
    )
    const taught = new Set(days.flat().flatMap((entry) => (entry.kind === 'lesson' ? [entry.lesson.id] : [])))
    const free = days.map((day) => minutesOf(day, ({ kind }) => kind === 'free'))
    for (const one of left.exercises.filter(({ lesson }) => taught.has(lesson)))
      expect(Math.max(...free), one.id).toBeLessThan(one.minutes + breakMinutes)
    if (isWhole && exercises.length > 0) expect(done.length).toBeGreaterThan(0)
  })
})
