import type { CourseFacts, RequirementFacts } from '../core/course-facts.ts'
import { passMarkOf } from '../core/grading.ts'
import { expectedByChance, expectedByChanceStrict } from '../core/chance.ts'
import { taskOf } from '../core/question.ts'
import { bankEdition } from './edition.ts'
import { mocksOf } from './edition-file.ts'
import type { Catalogue, StandardMap } from './link.ts'
import { leafClauses } from './standard-file.ts'

/** Every course that has questions and the exam it leads to. */
export function courseFacts({ courses, banks, exams, editions, lessons, standard }: Catalogue): readonly CourseFacts[] {
  return courses.flatMap((course): readonly CourseFacts[] => {
    const bank = banks.find((one) => one.course.id === course.id)
    const profile = exams.find((exam) => exam.profile.id === course.profile)?.profile
    if (!bank || !profile || bank.bank.questions.length === 0) return []
    const registered = course.modules.flatMap((module) =>
      module.lessons.map((lesson) => ({ ...lesson, module, key: `${course.id}/${module.slug}/${lesson.slug}` })),
    )
    const inMocks = new Set(
      exams
        .filter((exam) => exam.course === course.id)
        .flatMap((exam) => mocksOf(editions, exam)?.mocks ?? [])
        .flatMap(({ questions }) => questions),
    )
    return [
      {
        id: course.id,
        title: course.title,
        exam: {
          profile: profile.id,
          title: profile.title,
          minutes: profile.minutes,
          questions: profile.blueprint.questions,
          cut: passMarkOf(profile.passPercent, profile.blueprint.questions),
          domains: profile.blueprint.domains.map(({ id, title, questions }) => ({ id, title, questions })),
          levels: profile.blueprint.levels,
        },
        modules: course.modules.map(({ id, title }) => ({ id, title })),
        lessons: registered.map(({ key, id: number, title, module }) => {
          const ready = lessons.find((one) => one.id === key)
          return { id: key, number, title, module: module.id, path: ready?.path, minutes: ready?.minutes }
        }),
        concepts: registered.flatMap(({ key, domain, concepts }) =>
          concepts.map(({ id, title }) => ({ id, title, domain, lesson: key })),
        ),
        questions: bank.bank.questions.map((question) => ({
          id: question.id,
          version: question.version,
          task: taskOf(question.prompt),
          domain: question.domain,
          concept: question.concept,
          level: question.level,
          difficulty: question.difficulty,
          guess: expectedByChance(question),
          guessStrict: expectedByChanceStrict(question),
          refs: question.refs,
          mockOnly: question.mockOnly,
          inMock: inMocks.has(question.id),
        })),
        requirements: requirementsOf(standard),
        bank: bankEdition(bank).path,
      },
    ]
  })
}

/** Head clauses with the clauses that hold the requirements, then areas with their controls. */
export function requirementsOf({ clauses, areas, controls }: StandardMap): readonly RequirementFacts[] {
  const fact = ({ id, title }: { readonly id: string; readonly title: string }, head?: string): RequirementFacts => ({
    id,
    title,
    path: `standard/${id}/`,
    head,
  })
  const under = (
    head: { readonly id: string; readonly title: string },
    all: readonly { id: string; title: string }[],
  ) => [fact(head), ...all.filter(({ id }) => id.startsWith(`${head.id}.`)).map((one) => fact(one, head.id))]
  const leaves = new Set(leafClauses(clauses))
  const last = clauses.filter(({ id }) => leaves.has(id))
  return [
    ...clauses.filter(({ id }) => !id.includes('.')).flatMap((head) => under(head, last)),
    ...areas.filter(({ id }) => id.split('.').length === 2).flatMap((head) => under(head, controls)),
  ]
}
