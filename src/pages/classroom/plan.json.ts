import type { APIRoute } from 'astro'
import { loadCatalogue } from '../../catalogue/load.ts'
import { partsOf } from '../../catalogue/reference.ts'
import type { ClassExercise, ClassPlan } from '../../core/class-plan.ts'
import { known } from '../../core/result.ts'

/** What can be taught, for the trainer's pages. */
export const GET: APIRoute = () => {
  const { courses, lessons, exercises, cases, references } = loadCatalogue()
  const spoken = (text: string) =>
    partsOf(text)
      .map((part) => (part.kind === 'ref' ? (references.get(part.id)?.label ?? part.id) : part.text))
      .join('')
  const plan: ClassPlan = {
    courses: courses.flatMap(({ id, title, modules }) => {
      const taught = modules.flatMap((module) => {
        const mine = lessons.filter((lesson) => lesson.course === id && lesson.module.slug === module.slug)
        return mine.length === 0
          ? []
          : [
              {
                slug: module.slug,
                number: module.id,
                title: module.title,
                lessons: mine.map((lesson) => ({
                  id: lesson.id,
                  number: lesson.number,
                  title: lesson.title,
                  module: module.slug,
                  minutes: lesson.minutes,
                  questions: lesson.asked.length,
                })),
              },
            ]
      })
      return taught.length === 0 ? [] : [{ id, title, modules: taught }]
    }),
    exercises: exercises.flatMap((exercise): readonly ClassExercise[] => {
      if (exercise.lesson === undefined) return []
      const { title, path } = known(cases.find(({ id }) => id === exercise.case))
      return [
        {
          id: exercise.id,
          title: exercise.title,
          aim: exercise.aim,
          task: exercise.task.map(spoken),
          minutes: exercise.minutes,
          debrief: exercise.debrief,
          groups: exercise.groups,
          notes: exercise.notes.map(spoken),
          case: { title, path },
          lesson: exercise.lesson,
          path: exercise.path,
        },
      ]
    }),
  }
  return Response.json(plan)
}
