import { bankEdition, editionOf, type Edition } from '../../catalogue/edition.ts'
import type { Catalogue } from '../../catalogue/link.ts'
import { includes } from '../../core/requirement.ts'
import type { CustomCourse } from '../../islands/exam/custom-form.ts'
import type { Published } from '../../islands/exam/form-finder.ts'
import type { Signposts } from '../../islands/exam/signposts.ts'

export { bankEdition }

/** Every edition of questions that this site publishes, the present ones first, and each course's latest before older ones. */
export function bankEditions({ banks, editions }: Catalogue): readonly (Published & Pick<Edition, 'body'>)[] {
  const present = banks.map((bank) => {
    const { hash, body } = bankEdition(bank)
    return { hash, course: bank.course.id, date: editions.find((edition) => edition.hash === hash)?.date, body }
  })
  const past = editions.filter(({ hash }) => !present.some((edition) => edition.hash === hash)).toReversed()
  return [...present, ...past].map(({ hash, course, date, body }) => ({
    hash,
    course,
    date,
    body,
    path: `banks/${hash}.json`,
  }))
}

/** Where a result and practice link to: lessons by objective and concept, references, and corrected questions. */
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
  const conceptOf = courses.flatMap((course) =>
    course.modules.flatMap((module) =>
      module.lessons.flatMap(({ id, concepts }) =>
        concepts.map((concept) => {
          const path = ready.get(`${course.id} ${id}`)?.path
          return [concept.id, { title: concept.title, course: course.id, path }] as const
        }),
      ),
    ),
  )
  const cited = new Set(banks.flatMap(({ bank }) => bank.questions.flatMap(({ refs }) => refs)))
  const signposts: Signposts = {
    lessons: Object.fromEntries(lessonOf),
    concepts: Object.fromEntries(conceptOf),
    corrected: Object.fromEntries(
      banks.flatMap(({ bank }) =>
        bank.questions.filter(({ corrected }) => corrected.length > 0).map((question) => [question.id, question]),
      ),
    ),
    references: Object.fromEntries(
      [...cited].flatMap((id) => {
        const found = references.get(id)
        return found ? [[id, { label: found.label, path: found.path }]] : []
      }),
    ),
  }
  return editionOf('signposts-', signposts)
}

/** What a custom exam may be about: of each course whatever at least one question is about. */
export function choicesEdition({ banks, references }: Catalogue): Edition {
  const courses = banks.map((one): CustomCourse => {
    const { course, bank } = one
    const { path, hash } = bankEdition(one)
    const cited = new Set(bank.questions.flatMap(({ refs }) => refs))
    const concepts = new Set(bank.questions.map(({ concept }) => concept))
    const domains = new Set(bank.questions.map(({ domain }) => domain))
    const modules = course.modules.map(({ slug, title, lessons }) => ({
      id: slug,
      title,
      concepts: lessons.flatMap((lesson) => lesson.concepts.filter(({ id }) => concepts.has(id))),
    }))
    return {
      id: course.id,
      title: course.title,
      bank: { path, hash },
      domains: course.domains.filter(({ id }) => domains.has(id)),
      modules: modules.filter((module) => module.concepts.length > 0),
      refs: [...references.values()]
        .filter(({ id }) => [...cited].some((ref) => includes(id, ref)))
        // 6.1.2 before 10.2, and each area before its controls.
        .sort((one, other) => one.id.localeCompare(other.id, 'en', { numeric: true }))
        .map(({ id, label, title }) => ({ id, title: title.includes(label) ? title : `${label} ${title}` })),
    }
  })
  return editionOf('choices-', courses)
}
