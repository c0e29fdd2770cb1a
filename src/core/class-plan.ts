import { agenda, spans, type Agenda, type PlannedExercise, type PlannedLesson, type Span } from './agenda.ts'
import type { Exercise } from './presenting.ts'
import { fail, type Result } from './result.ts'

/** An exercise as a trainer has it: with what only the trainer reads. */
export type ClassExercise = Exercise & {
  readonly aim: string
  readonly groups: string
  /** Of talk in the whole class after the work. */
  readonly debrief: number
  readonly notes: readonly string[]
  readonly case: { readonly title: string; readonly path: string }
  /** The id of the lesson it follows. */
  readonly lesson: string
  /** Its handout, from the site's root. */
  readonly path: string
}

export type ClassModule = {
  readonly slug: string
  readonly number: string
  readonly title: string
  readonly lessons: readonly PlannedLesson[]
}

export type ClassCourse = {
  readonly id: string
  readonly title: string
  readonly modules: readonly ClassModule[]
}

/** All that can be taught. */
export type ClassPlan = { readonly courses: readonly ClassCourse[]; readonly exercises: readonly ClassExercise[] }

/** What a trainer chose to teach. The same choice makes the same agenda from the same plan. */
export type Choice = {
  readonly course: string
  /** Slugs, in any order. */
  readonly modules: readonly string[]
  readonly span: Span
  /** Minutes since midnight. */
  readonly startsAt: number
}

export const courseOf = ({ courses }: ClassPlan, { course }: Pick<Choice, 'course'>): ClassCourse | undefined =>
  courses.find(({ id }) => id === course)

/** The chosen modules in teaching order. */
export const modulesOf = (plan: ClassPlan, choice: Choice): readonly ClassModule[] =>
  courseOf(plan, choice)?.modules.filter(({ slug }) => choice.modules.includes(slug)) ?? []

/** The agenda of a choice; a sentence where it cannot be made. */
export function agendaOf(plan: ClassPlan, choice: Choice): Result<Agenda, string> {
  if (courseOf(plan, choice) === undefined)
    return fail('This course is no longer here. Choose another, and the agenda is made anew.')
  const lessons = modulesOf(plan, choice).flatMap((module) => module.lessons)
  const ids = new Set(lessons.map(({ id }) => id))
  const exercises: readonly PlannedExercise[] = plan.exercises
    .filter(({ lesson }) => ids.has(lesson))
    .map(({ id, title, lesson, minutes, debrief }) => ({ id, title, lesson, minutes: minutes + debrief }))
  return agenda({ lessons, exercises }, { ...spans[choice.span], startsAt: choice.startsAt })
}
