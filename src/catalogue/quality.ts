import { levels, type Kind, type Level, type Question } from '../core/question.ts'
import { known } from '../core/result.ts'
import type { CourseBank } from './bank.ts'
import type { Catalogue, Lesson } from './link.ts'
import { bankFigures, type Figure } from './lint/bank-statistics.ts'
import { mistakesIn } from './mistake-file.ts'
import { isMadeOf } from './mistakes.ts'
import { leafClauses } from './standard-file.ts'

/** How well one requirement or control is served: how many lessons teach it, how many questions ask about it. */
export type Coverage = {
  readonly id: string
  readonly title: string
  readonly path: string
  readonly lessons: readonly Pick<Lesson, 'title' | 'path'>[]
  readonly questions: number
}

/** What can be told of a course's content by counting it, and where that shows a weakness. */
export type Quality = {
  readonly course: { readonly id: string; readonly title: string; readonly status: string }
  readonly lessons: { readonly ready: number; readonly planned: number }
  readonly questions: number
  readonly scenarios: number
  readonly kinds: readonly { readonly kind: Kind; readonly questions: number }[]
  readonly levels: readonly { readonly level: Level; readonly questions: number }[]
  readonly figures: readonly Figure[]
  readonly review: {
    /** Solved by a reader who had not seen the key, and agreed. */
    readonly agreed: number
    readonly disputed: number
    readonly open: number
    /** ISO dates. */
    readonly first: string | undefined
    readonly last: string | undefined
  }
  readonly waivers: readonly { readonly id: string; readonly rule: string; readonly reason: string }[]
  readonly clauses: readonly Coverage[]
  readonly controls: readonly Coverage[]
  /** Of the common mistakes that its lessons teach, how many no question is made of. */
  readonly mistakes: { readonly taught: number; readonly untested: number }
  /** In sentences; none where nothing is weak. */
  readonly weaknesses: readonly string[]
}

/** A requirement with fewer questions is asked about by chance only. */
const enoughQuestions = 2

export const qualityOf = (catalogue: Catalogue): readonly Quality[] =>
  catalogue.banks.filter(({ bank }) => bank.questions.length > 0).map((bank) => courseQuality(bank, catalogue))

function courseQuality(courseBank: CourseBank, catalogue: Catalogue): Quality {
  const { course, bank, authored } = courseBank
  const lessons = catalogue.lessons.filter((lesson) => lesson.course === course.id)
  const exam = catalogue.exams.find(({ profile }) => profile.id === course.profile)
  const controls = catalogue.standard.controls.map(({ id }) => id)
  const kinds = [...new Set(bank.questions.map(({ prompt }) => prompt.kind))]
  const count = (fits: (question: Question) => boolean) => bank.questions.filter(fits).length
  const mistakes = mistakesIn(catalogue.mistakes).filter((one) =>
    lessons.some(({ number }) => one.lessons.includes(number)),
  )

  const coverageOf = (ids: readonly string[]): readonly Coverage[] =>
    ids.map((id) => {
      const { title, path } = known(catalogue.references.get(id))
      const teaching = lessons.filter(({ teaches }) => teaches.includes(id)).map(({ title, path }) => ({ title, path }))
      return { id, title, path, lessons: teaching, questions: count(({ refs }) => refs.includes(id)) }
    })

  const counted = {
    course: { id: course.id, title: course.title, status: course.status },
    lessons: { ready: lessons.length, planned: course.modules.flatMap((module) => module.lessons).length },
    questions: bank.questions.length,
    scenarios: bank.scenarios.length,
    kinds: kinds.map((kind) => ({ kind, questions: count(({ prompt }) => prompt.kind === kind) })),
    levels: levels.map((level) => ({ level, questions: count((question) => question.level === level) })),
    figures: exam ? bankFigures(courseBank, exam.profile) : [],
    review: reviewOf(authored),
    waivers: authored.flatMap(({ question, authoring }) =>
      authoring.waive.map(({ rule, reason }) => ({ id: question.id, rule, reason })),
    ),
    clauses: coverageOf(leafClauses(catalogue.standard.clauses)),
    controls: coverageOf(controls),
    mistakes: {
      taught: mistakes.length,
      untested: mistakes.filter(({ id }) => count(isMadeOf(id)) === 0).length,
    },
  }
  return { ...counted, weaknesses: weaknessesOf(counted) }
}

function reviewOf(authored: CourseBank['authored']): Quality['review'] {
  const reviews = authored.map(({ authoring }) => authoring.review)
  const count = (blind: 'agreed' | 'disputed' | undefined) => reviews.filter((review) => review?.blind === blind).length
  const dates = reviews.flatMap((review) => review?.date ?? []).toSorted()
  return {
    agreed: count('agreed'),
    disputed: count('disputed'),
    open: count(undefined),
    first: dates[0],
    last: dates.at(-1),
  }
}

function weaknessesOf(quality: Omit<Quality, 'weaknesses'>): readonly string[] {
  const { lessons, figures, review, clauses, controls, waivers, mistakes } = quality
  const unread = review.open + review.disputed
  const names = (covered: readonly Coverage[]) => covered.map(({ id }) => id).join(', ')
  const all = [...clauses, ...controls]
  const untaught = all.filter((one) => one.lessons.length === 0)
  const thin = all.filter(({ questions }) => questions < enoughQuestions)
  const told = [
    lessons.ready < lessons.planned ? `${lessons.planned - lessons.ready} lessons are still to be written.` : '',
    untaught.length > 0 ? `No lesson teaches ${names(untaught)} yet.` : '',
    thin.length > 0 ? `Fewer than ${enoughQuestions} questions ask about ${names(thin)}.` : '',
    mistakes.untested > 0
      ? `No question is made of ${mistakes.untested} of the ${mistakes.taught} common mistakes that the lessons teach.`
      : '',
    unread > 0
      ? `${unread === 1 ? 'One question waits' : `${unread} questions wait`} for a reader who has not seen the key.`
      : '',
    waivers.length > 0 ? `${waivers.length} questions keep a fault of form, each for a stated reason.` : '',
    ...figures
      .filter(({ verdict }) => verdict !== 'fine')
      .map(({ name, value, limit }) => `Out of bounds: ${name} is ${value}, the limit is ${limit}.`),
  ]
  return told.filter((sentence) => sentence !== '')
}
