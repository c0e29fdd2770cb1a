import { describe, expect, it } from 'vitest'
import { agendaOf, modulesOf, type Choice, type ClassPlan } from '../../src/core/class-plan.ts'

const lesson = (id: string, module: string) => ({ id, module, number: id, title: id, minutes: 12, questions: 1 })
const plan: ClassPlan = {
  courses: [
    {
      id: 'foundation',
      title: 'Foundation',
      modules: ['one', 'two'].map((slug) => ({
        slug,
        number: slug,
        title: slug,
        lessons: [lesson(`${slug}-1`, slug), lesson(`${slug}-2`, slug)],
      })),
    },
  ],
  exercises: [
    {
      id: 'e1',
      title: 'Who?',
      aim: 'To know.',
      task: ['Say who.'],
      minutes: 20,
      debrief: 10,
      groups: 'Pairs',
      notes: [],
      case: { title: 'Averholm', path: 'cases/averholm/' },
      lesson: 'two-1',
      path: 'classroom/exercises/e1/',
    },
  ],
}
const choice: Choice = { course: 'foundation', modules: ['two', 'one'], span: 'half-day', startsAt: 540 }

describe('a choice', () => {
  it('keeps the teaching order, in whatever order it was made', () => {
    expect(modulesOf(plan, choice).map(({ slug }) => slug)).toEqual(['one', 'two'])
  })

  it('makes an agenda with the exercises of its lessons, work and debrief together', () => {
    const made = agendaOf(plan, choice)
    const exercises = made.ok ? made.value.days.flat().filter(({ kind }) => kind === 'exercise') : []
    expect(exercises).toMatchObject([{ minutes: 30, exercise: { id: 'e1' } }])
    const without = agendaOf(plan, { ...choice, modules: ['one'] })
    expect(without.ok && without.value.days.flat().some(({ kind }) => kind === 'exercise')).toBe(false)
  })

  it('is refused with a sentence where its course is gone, or no module is chosen', () => {
    expect(agendaOf(plan, { ...choice, course: 'gone' })).toMatchObject({ ok: false })
    expect(modulesOf(plan, { ...choice, course: 'gone' })).toEqual([])
    expect(agendaOf(plan, { ...choice, modules: [] })).toMatchObject({ ok: false })
  })
})
