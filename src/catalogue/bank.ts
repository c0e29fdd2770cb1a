import type { Bank } from '../core/profile.ts'
import type { QuestionId } from '../core/question.ts'
import type { Course } from './course-file.ts'
import type { Problem } from './problem.ts'
import type { AuthoredQuestion, QuestionFile } from './question-file.ts'

/** A link that leads nowhere, named by the rule it breaks. */
export type BrokenLink = Problem & {
  readonly rule: 'id' | 'reference' | 'objective' | 'concept' | 'domain' | 'enemy' | 'misconception'
}

/** The questions of one course: as learners need them, and as authors wrote them. */
export type CourseBank = {
  readonly course: Course
  readonly bank: Bank
  readonly authored: readonly AuthoredQuestion[]
}

export type JoinedBank = {
  readonly courses: readonly CourseBank[]
  readonly problems: readonly (Problem | BrokenLink)[]
}

export type BankParts = {
  readonly courses: readonly Course[]
  readonly files: readonly QuestionFile[]
  /** Ids of clauses, controls, areas, annexes and neighbours; undefined where the standard map is not there to be asked. */
  readonly references: ReadonlySet<string> | undefined
  /** Ids of common mistakes; undefined where their list is not there to be asked. */
  readonly mistakes: ReadonlySet<string> | undefined
}

/** Joins parsed files into one bank per course, with every problem of the files and every link that leads nowhere. */
export function joinBank({ courses, files, references, mistakes }: BankParts): JoinedBank {
  const owners = new Map<QuestionId, AuthoredQuestion>()
  for (const authored of files.flatMap((file) => file.questions)) {
    if (!owners.has(authored.question.id)) owners.set(authored.question.id, authored)
  }
  const links = files.flatMap((file): readonly BrokenLink[] => {
    const course = courses.find((one) => one.id === file.course)
    if (course)
      return file.questions.flatMap((authored) => brokenLinks(authored, { course, owners, references, mistakes }))
    const remedy = `Move the file to the folder of a course (${courses.map((one) => one.id).join(', ')}), or mend the course.yaml of this one.`
    return [{ rule: 'id', where: file.file, what: `There is no readable course "${file.course}".`, remedy }]
  })
  const banks = courses.map((course) => {
    const mine = files.filter((file) => file.course === course.id)
    const authored = mine.flatMap((file) => file.questions)
    const scenarios = mine.flatMap((file) => file.scenarios)
    return { course, authored, bank: { questions: authored.map((one) => one.question), scenarios } }
  })
  return { courses: banks, problems: [...files.flatMap((file) => file.problems), ...links] }
}

const prefixes: Readonly<Record<string, string>> = {
  foundation: 'f-',
  'lead-implementer': 'li-',
  'lead-auditor': 'la-',
}

type Surroundings = Pick<BankParts, 'references' | 'mistakes'> & {
  readonly course: Course
  /** Who was the first to take an id. */
  readonly owners: ReadonlyMap<QuestionId, AuthoredQuestion>
}

function brokenLinks(
  authored: AuthoredQuestion,
  { course, owners, references, mistakes }: Surroundings,
): readonly BrokenLink[] {
  const { question, place } = authored
  const registry = `Write an id that stands in content/courses/${course.id}/course.yaml.`
  const lessons = course.modules.flatMap((module) => module.lessons)
  const found: BrokenLink[] = []
  const report = (rule: BrokenLink['rule'], what: string, remedy: string) =>
    found.push({ rule, where: `${place.file}:${place.line} ${question.id}`, what, remedy })

  const owner = owners.get(question.id)
  if (owner && owner !== authored) {
    report(
      'id',
      `The id is taken by ${owner.place.file}:${owner.place.line}.`,
      'Take the next free number; ids are never reused.',
    )
  }
  const prefix = prefixes[course.id] ?? ''
  if (!question.id.startsWith(prefix))
    report('id', `The id of a question of this course begins with "${prefix}".`, `Write "${prefix}" first.`)

  for (const ref of question.refs) {
    if (references && !references.has(ref)) {
      report(
        'reference',
        `No clause, control, annex or neighbour is called "${ref}".`,
        'Write an id that stands in content/standard.',
      )
    }
  }

  const objective = lessons.flatMap((lesson) => lesson.objectives).find(({ id }) => id === question.objective)
  if (!objective) report('objective', `The course has no objective "${question.objective}".`, registry)
  else if (objective.questions === 'none')
    report('objective', `The objective "${objective.id}" is not served by questions.`, registry)

  const home = lessons.find((lesson) => lesson.concepts.some(({ id }) => id === question.concept))
  if (!home) report('concept', `The course has no concept "${question.concept}".`, registry)
  else if (home.domain !== question.domain) {
    report(
      'domain',
      `The domain is "${question.domain}", but ${home.id} teaches the concept in "${home.domain}".`,
      `Write "domain: ${home.domain}".`,
    )
  }

  for (const { option, misconception } of question.rationales) {
    if (misconception !== undefined && mistakes && !mistakes.has(misconception)) {
      report(
        'misconception',
        `Option ${option} names the mistake "${misconception}", which is not in the list.`,
        'Write an id that stands in content/mistakes.yaml, add the mistake there, or remove the field.',
      )
    }
  }

  for (const enemy of question.enemies) {
    if (enemy === question.id) report('enemy', 'A question cannot be its own enemy.', 'Remove its id from "enemies".')
    else if (!owners.has(enemy))
      report('enemy', `No question is called "${enemy}".`, 'Correct the id in "enemies", or remove it.')
  }
  return found
}
