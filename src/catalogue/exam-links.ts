import { assembleForm, type Shortage } from '../core/form.ts'
import { unreachable } from '../core/result.ts'
import type { CourseBank } from './bank.ts'
import type { ExamFile } from './exam-file.ts'
import type { Problem } from './problem.ts'

/** Where profiles contradict each other, their course or its bank. */
export function examProblems(exams: readonly ExamFile[], banks: readonly CourseBank[]): readonly Problem[] {
  const problems: Problem[] = []
  const report = (where: string, what: string, remedy: string) => problems.push({ where, what, remedy })
  const courses = banks.map(({ course }) => course)

  for (const [index, exam] of exams.entries()) {
    const { profile, placeOf } = exam
    const before = exams.slice(0, index)
    if (before.some((other) => other.profile.id === profile.id))
      report(placeOf('id'), `Another profile is called "${profile.id}".`, 'Give each an id of its own.')
    if (before.some((other) => other.profile.number === profile.number))
      report(
        placeOf('number'),
        `Another profile has the number ${profile.number}.`,
        'Take the next free number; form codes name a profile by it.',
      )
    const bank = banks.find(({ course }) => course.id === exam.course)
    if (!bank) {
      const remedy = `Write one of: ${courses.map(({ id }) => id).join(', ')}.`
      report(placeOf('course'), `There is no readable course "${exam.course}".`, remedy)
      continue
    }
    const domains = bank.course.domains.map(({ id }) => id)
    const unknown = profile.blueprint.domains.filter(({ id }) => !domains.includes(id))
    for (const { id } of unknown)
      report(placeOf('domains'), `The course has no domain "${id}".`, `Write one of: ${domains.join(', ')}.`)
    if (unknown.length > 0) continue
    const form = assembleForm(bank.bank, profile, 1)
    if (!form.ok)
      report(
        placeOf(fieldOf(form.failure)),
        `The bank cannot fill this exam: ${shortageText(form.failure)}.`,
        'Write the missing questions, or ask for fewer.',
      )
  }

  for (const { id, profile } of courses)
    if (!exams.some((exam) => exam.course === id && exam.profile.id === profile))
      report(
        `content/courses/${id}/course.yaml`,
        `The course has no exam profile "${profile}".`,
        `Write the id of a file in quizzes/exams that says "course: ${id}".`,
      )
  return problems
}

/** The field of the profile that asks for too much. */
function fieldOf({ kind }: Shortage) {
  switch (kind) {
    case 'domain':
      return 'domains'
    case 'level':
      return 'levels'
    case 'scenario':
      return 'scenarios'
    case 'questions':
    case 'enemies':
      return 'questions'
    default:
      return unreachable(kind)
  }
}

function shortageText(shortage: Shortage): string {
  const numbers = `needs ${shortage.needed} questions and has ${shortage.available}`
  switch (shortage.kind) {
    case 'domain':
      return `its domain "${shortage.domain}" ${numbers}`
    case 'level':
      return `the level ${shortage.levels.join(' or ')} ${numbers}`
    case 'scenario':
      return `it needs ${shortage.needed} scenarios of ${shortage.size} questions and has ${shortage.available}`
    case 'questions':
      return `it ${numbers} in its domains`
    case 'enemies':
      return `too many questions are enemies of each other (${shortage.questions.join(', ')})`
    default:
      return unreachable(shortage)
  }
}
