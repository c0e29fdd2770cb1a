import type { Question } from '../core/question.ts'
import type { Catalogue } from './link.ts'

/** The pool of one module's test: its questions that stand alone, no lesson shows and no exam keeps to itself. */
export type ModulePool = {
  readonly course: string
  readonly module: string
  /** Where the questions are published, from the site's root. */
  readonly path: string
  readonly questions: readonly Question[]
  /** Concept → title and, where it can be studied, the lesson that teaches it. */
  readonly concepts: Readonly<Record<string, { readonly title: string; readonly lesson: string | undefined }>>
}

export function moduleTests({ courses, banks, lessons }: Catalogue): readonly ModulePool[] {
  const shown = new Set(lessons.flatMap((lesson) => lesson.checks))
  return courses.flatMap((course) =>
    course.modules.flatMap((module): readonly ModulePool[] => {
      if (!module.lessons.some((lesson) => lesson.ready)) return []
      const entries = module.lessons.flatMap((lesson) => {
        const path = lessons.find((one) => one.id === `${course.id}/${module.slug}/${lesson.slug}`)?.path
        return lesson.concepts.map((concept) => [concept.id, { title: concept.title, lesson: path }] as const)
      })
      const concepts = Object.fromEntries(entries)
      const bank = banks.find((one) => one.course.id === course.id)?.bank
      const inScenario = new Set(bank?.scenarios.flatMap((scenario) => scenario.questions))
      const questions = (bank?.questions ?? []).filter(
        ({ id, concept, mockOnly }) => concept in concepts && !shown.has(id) && !inScenario.has(id) && !mockOnly,
      )
      return [
        { course: course.id, module: module.slug, path: `pools/${course.id}/${module.slug}.json`, questions, concepts },
      ]
    }),
  )
}
