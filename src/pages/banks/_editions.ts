import { createHash } from 'node:crypto'
import type { CourseBank } from '../../catalogue/bank.ts'
import type { Catalogue } from '../../catalogue/link.ts'
import type { Signposts } from '../../islands/exam/Result.tsx'

/** A static file that is named by its content, so that a page and the file it fetches always belong together. */
export type Edition = { readonly name: string; readonly path: string; readonly hash: string; readonly body: string }

function editionOf(title: string, content: unknown): Edition {
  const body = JSON.stringify(content)
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16)
  const name = `${title}-${hash}`
  return { name, path: `banks/${name}.json`, hash, body }
}

/** The questions of a course as an exam draws from them. */
export const bankEdition = ({ course, bank }: CourseBank): Edition => editionOf(course.id, bank)

/** Where a result links to: the lesson of each objective, and whatever the questions refer to. */
export function signpostEdition({ courses, lessons, banks, references }: Catalogue): Edition {
  const ready = new Map(lessons.map((lesson) => [`${lesson.course} ${lesson.number}`, lesson]))
  const lessonOf = courses.flatMap((course) =>
    course.modules.flatMap((module) =>
      module.lessons.flatMap(({ id, objectives }) => {
        const lesson = ready.get(`${course.id} ${id}`)
        return lesson
          ? objectives.map((objective) => [objective.id, { title: lesson.title, path: lesson.path }] as const)
          : []
      }),
    ),
  )
  const cited = new Set(banks.flatMap(({ bank }) => bank.questions.flatMap(({ refs }) => refs)))
  const signposts: Signposts = {
    lessons: Object.fromEntries(lessonOf),
    references: Object.fromEntries(
      [...cited].flatMap((id) => {
        const found = references.get(id)
        return found ? [[id, { label: found.label, path: found.path }]] : []
      }),
    ),
  }
  return editionOf('signposts', signposts)
}
