import type { z } from 'astro/zod'
import type { AuthoredQuestion } from './question-file.ts'
import { parseQuestionFile } from './question-file.ts'
import type { Situation } from '../core/drill.ts'
import { isSelected } from '../core/question.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { joinBank, type CourseBank } from './bank.ts'
import { components, headingsIn, usesIn, withoutClassroom, type Heading, type Use } from './body.ts'
import { parseCourseFile, type Course, type CourseLesson } from './course-file.ts'
import { drillPath, parseDrillFile } from './drill-file.ts'
import { readEditions, type FrozenEdition } from './edition-file.ts'
import { parseExamFile, type ExamFile } from './exam-file.ts'
import { examProblems } from './exam-links.ts'
import { exerciseFile, type ExerciseFile } from './exercise-file.ts'
import type { Tree } from './files.ts'
import { lessonFile, type LessonFile } from './lesson-file.ts'
import { mistakesFile, mistakesIn, type MistakeGroup } from './mistake-file.ts'
import { caseFile, pageFile, type CaseFile, type PageFile } from './page-file.ts'
import type { Problem } from './problem.ts'
import { parseRealExams, type RealExams } from './real-exams-file.ts'
import { idsIn, referencesOf, type Reference } from './reference.ts'
import {
  annexesFile,
  clausesFile,
  controlsFile,
  glossaryFile,
  neighboursFile,
  leafClauses,
  type Annex,
  type Area,
  type Clause,
  type Control,
  type Neighbour,
  type Term,
} from './standard-file.ts'
import { parseWorkbookFile, workbookProblems, type WorkbookFile } from './workbook-file.ts'
import { parseYamlFile } from './yaml-file.ts'

export type ModuleName = {
  readonly number: string
  readonly slug: string
  readonly title: string
  readonly path: string
}

/** A lesson that can be studied. */
export type Lesson = LessonFile & {
  /** Course, module and lesson slug: stable, and the key of a learner's progress. */
  readonly id: string
  /** As the outline numbers it: `F1.3`. */
  readonly number: string
  readonly path: string
  readonly file: string
  readonly course: string
  readonly module: ModuleName
  readonly headings: readonly Heading[]
  readonly checks: readonly string[]
  /** The questions that are put to a class: its activities, or else those of its checks that can be answered by a letter. */
  readonly asked: readonly string[]
  /** Whether an author placed activities; then its checks are not put to the class. */
  readonly hasActivities: boolean
  /** The clauses and controls it teaches; its `refs` name more. */
  readonly teaches: readonly string[]
}

export type Case = CaseFile & { readonly id: string; readonly path: string; readonly file: string }
/** A group exercise; `lesson` is the id of a lesson that can be studied, and undefined while there is none. */
export type Exercise = Omit<ExerciseFile, 'lesson'> & {
  readonly id: string
  readonly lesson: string | undefined
  readonly path: string
  readonly file: string
}

/** `id` is the page's path below the root, without the last slash: `faq`, `exams/guide`. */
export type Page = PageFile & { readonly id: string; readonly file: string }

export type StandardMap = {
  readonly clauses: readonly Clause[]
  readonly areas: readonly Area[]
  readonly controls: readonly Control[]
  readonly annexes: readonly Annex[]
  readonly neighbours: readonly Neighbour[]
}

export type Catalogue = {
  readonly courses: readonly Course[]
  readonly banks: readonly CourseBank[]
  readonly exams: readonly ExamFile[]
  readonly editions: readonly FrozenEdition[]
  /** What is known of the exams of certification bodies. */
  readonly realExams: RealExams
  /** In teaching order. */
  readonly lessons: readonly Lesson[]
  readonly cases: readonly Case[]
  readonly pages: readonly Page[]
  /** In the order in which they are filled in. */
  readonly workbooks: readonly WorkbookFile[]
  readonly standard: StandardMap
  readonly references: ReadonlyMap<string, Reference>
  readonly terms: ReadonlyMap<string, Term>
  readonly mistakes: readonly MistakeGroup[]
  readonly questions: ReadonlyMap<string, AuthoredQuestion>
  /** In teaching order. */
  readonly exercises: readonly Exercise[]
  /** What the clause finder puts; none where its file is not there. */
  readonly situations: readonly Situation[]
}

/** Parses and joins every file. Either all of it holds together, or the failure lists every problem at once. */
export function linkCatalogue(tree: Tree, figures: ReadonlySet<string>): Result<Catalogue, readonly Problem[]> {
  const problems: Problem[] = []
  const take = <Value>(result: Result<Value, readonly Problem[]>): Value | undefined => {
    if (result.ok) return result.value
    problems.push(...result.failure)
    return undefined
  }
  const report = (where: string, what: string, remedy: string) => problems.push({ where, what, remedy })
  const textOf = (file: string) => tree.get(file) ?? ''
  const inFolder = (folder: string) => [...tree.keys()].filter((file) => file.startsWith(folder))

  const yaml = <Schema extends z.ZodType>(file: string, schema: Schema) => {
    if (tree.has(file)) return take(parseYamlFile(file, textOf(file), schema))
    report(file, 'The file is missing.', 'Restore it; pages of the site are built from it.')
    return undefined
  }
  const frontMatter = <Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined => {
    const found = /^---\n([\s\S]*?)\n---/.exec(textOf(file))
    if (found) return take(parseYamlFile(file, `\n${found[1] ?? ''}`, schema))
    report(
      `${file}:1`,
      'The front matter is missing.',
      'Begin the file with --- and the fields listed in .github/CONTRIBUTING.md.',
    )
    return undefined
  }

  const standard: StandardMap = {
    clauses: yaml('content/standard/clauses.yaml', clausesFile)?.clauses ?? [],
    ...(yaml('content/standard/controls.yaml', controlsFile) ?? { areas: [], controls: [] }),
    annexes: yaml('content/standard/annexes.yaml', annexesFile)?.annexes ?? [],
    neighbours: yaml('content/standard/neighbours.yaml', neighboursFile)?.neighbours ?? [],
  }
  const references = referencesOf(standard)
  const termList = yaml('content/glossary/terms.yaml', glossaryFile)?.terms ?? []
  const terms = new Map(termList.map((term) => [term.id, term]))
  const mistakes = yaml('content/mistakes.yaml', mistakesFile)?.groups

  // Exams go by their number, and courses by that of the exam they lead to.
  const exams = inFolder('quizzes/exams/')
    .flatMap((file) => take(parseExamFile(file, textOf(file))) ?? [])
    .toSorted((one, other) => one.profile.number - other.profile.number)
  const rankOf = ({ profile }: Course) => exams.findIndex((exam) => exam.profile.id === profile)
  const courses = inFolder('content/courses/')
    .filter((file) => file.endsWith('/course.yaml'))
    .flatMap((file) => take(parseCourseFile(file, textOf(file))) ?? [])
    .toSorted((one, other) => rankOf(one) - rankOf(other))
  const { courses: banks, problems: bankProblems } = joinBank({
    courses,
    files: inFolder('quizzes/questions/').map((file) => parseQuestionFile(file, textOf(file))),
    references: new Set(references.keys()),
    mistakes: mistakes && new Set(mistakesIn(mistakes).map(({ id }) => id)),
  })
  problems.push(...bankProblems.map(({ where, what, remedy }) => ({ where, what, remedy })))
  const questions = new Map(banks.flatMap((bank) => bank.authored).map((one) => [one.question.id, one]))
  const { editions, problems: editionProblems } = readEditions(tree, exams)
  problems.push(...editionProblems)

  const leaves = new Set(leafClauses(standard.clauses))
  const situations = tree.has(drillPath)
    ? (take(
        parseDrillFile(textOf(drillPath), [
          ...standard.clauses.filter(({ id }) => leaves.has(id)),
          ...standard.controls,
        ]),
      ) ?? [])
    : []

  const cases = inFolder('content/cases/')
    .flatMap((file) => {
      const id = slugOf(file)
      const data = frontMatter(file, caseFile)
      return data ? [{ ...data, id, file, path: `cases/${id}/` }] : []
    })
    .sort((a, b) => a.order - b.order)
  const pageFiles = inFolder('content/pages/').filter((file) => file.endsWith('.mdx'))
  const pages = pageFiles.flatMap((file) => {
    const data = frontMatter(file, pageFile)
    return data ? [{ ...data, id: file.replace(/^content\/pages\/|\.mdx$/g, ''), file }] : []
  })
  const realExamsFile = 'content/pages/exams/real-exams.yaml'
  const profiles = exams.map(({ profile }) => profile.id)
  const realExams = take(parseRealExams(realExamsFile, textOf(realExamsFile), profiles)) ?? { sought: '', exams: [] }

  const workbooks = inFolder('content/workbooks/')
    .flatMap((file) => take(parseWorkbookFile(file, textOf(file), standard)) ?? [])
    .sort((a, b) => a.order - b.order)
  problems.push(...workbookProblems(workbooks, new Set(references.keys())))

  const lessonFiles = inFolder('content/courses/').filter((file) => file.endsWith('.mdx'))
  const placed = new Set<string>()
  const lessons = courses.flatMap((course) =>
    course.modules.flatMap((module, m) =>
      module.lessons.flatMap((entry, l): readonly Lesson[] => {
        const file = `content/courses/${course.id}/${twoDigits(m + 1)}-${module.slug}/${twoDigits(l + 1)}-${entry.slug}.mdx`
        if (!tree.has(file)) {
          if (entry.ready)
            report(
              `content/courses/${course.id}/course.yaml`,
              `Lesson ${entry.id} is marked ready, but ${file} is missing.`,
              'Write the lesson there, or set "ready: false".',
            )
          return []
        }
        placed.add(file)
        const data = frontMatter(file, lessonFile)
        if (!data || !entry.ready) return []
        checkAgainstRegistry(file, data, entry)
        const path = `courses/${course.id}/${module.slug}/`
        const uses = usesIn(textOf(file))
        const lesson = {
          ...data,
          id: `${course.id}/${module.slug}/${entry.slug}`,
          number: entry.id,
          path: `${path}${entry.slug}/`,
          file,
          course: course.id,
          module: { number: module.id, slug: module.slug, title: module.title, path },
          headings: headingsIn(textOf(file)),
          teaches: entry.teaches,
          checks: questionsIn(uses, 'Check'),
          asked: askedIn(uses),
          hasActivities: questionsIn(uses, 'Activity').length > 0,
        }
        if (lesson.checks.length < 2 || lesson.checks.length > 4) {
          report(
            file,
            `The lesson has ${lesson.checks.length} checks.`,
            'Place two to four <Check question="…" /> where the reader needs them.',
          )
        }
        return [lesson]
      }),
    ),
  )
  for (const file of lessonFiles) {
    if (!placed.has(file))
      report(
        file,
        'No lesson of the registry stands at this path.',
        'Name the file <NN-module>/<NN-lesson>.mdx as course.yaml orders them.',
      )
  }

  const exercises = inFolder('content/exercises/')
    .flatMap((file): readonly Exercise[] => {
      const data = take(parseYamlFile(file, textOf(file), exerciseFile))
      if (!data) return []
      const id = (file.split('/').at(-1) ?? '').replace(/\.yaml$/, '')
      checkExercise(file, data)
      const lesson = lessons.find(({ number }) => number === data.lesson)?.id
      return [{ ...data, id, file, lesson, path: `classroom/exercises/${id}/` }]
    })
    .toSorted((one, other) => placeOf(one) - placeOf(other))

  checkReferences()
  checkMistakes()
  checkCoverage()
  for (const file of [...lessonFiles, ...inFolder('content/cases/'), ...pageFiles]) checkBody(file)
  problems.push(...examProblems(exams, banks))

  if (problems.length > 0) return fail(problems)
  return ok({
    courses,
    banks,
    exams,
    editions,
    realExams,
    lessons,
    cases,
    pages,
    workbooks,
    standard,
    references,
    terms,
    mistakes: mistakes ?? [],
    questions,
    exercises,
    situations,
  })

  function placeOf({ lesson }: Exercise): number {
    const place = lessons.findIndex(({ id }) => id === lesson)
    return place < 0 ? lessons.length : place
  }

  function questionsIn(uses: readonly Use[], name: 'Check' | 'Activity'): readonly string[] {
    return uses.flatMap((use) => (use.name === name ? [use.attributes.get('question') ?? ''] : []))
  }

  function askedIn(uses: readonly Use[]): readonly string[] {
    const activities = questionsIn(uses, 'Activity')
    return (activities.length > 0 ? activities : questionsIn(uses, 'Check')).filter(isAskable)
  }

  /** Whether a class can answer it by a letter. */
  function isAskable(id: string): boolean {
    const prompt = questions.get(id)?.question.prompt
    return prompt !== undefined && isSelected(prompt)
  }

  function checkExercise(file: string, exercise: ExerciseFile) {
    checkIds(file, proseIds(exercise))
    if (!cases.some(({ id }) => id === exercise.case))
      report(
        file,
        `No case organisation is called "${exercise.case}".`,
        `Write one of: ${cases.map(({ id }) => id).join(', ')}.`,
      )
    if (!courses.flatMap(lessonsIn).some(({ id }) => id === exercise.lesson))
      report(
        file,
        `No lesson is numbered "${exercise.lesson}".`,
        'Write a number that stands in a course.yaml, such as F5.3.',
      )
  }

  function checkAgainstRegistry(file: string, data: LessonFile, entry: CourseLesson) {
    const said = data.objectives.map((objective) => `${objective.id} (${objective.level})`)
    const registered = entry.objectives.map((objective) => `${objective.id} (${objective.level})`)
    if (said.join() !== registered.join()) {
      report(
        file,
        `The objectives are ${said.join(', ')}; the registry has ${registered.join(', ')}.`,
        'Make the front matter and course.yaml say the same.',
      )
    }
    const concepts = entry.concepts.map((concept) => concept.id)
    if (data.concepts.join() !== concepts.join()) {
      report(
        file,
        `The concepts are ${data.concepts.join(', ')}; the registry has ${concepts.join(', ')}.`,
        'Make the front matter and course.yaml say the same.',
      )
    }
    checkIds(file, data.refs)
    const linked = usesIn(textOf(file)).flatMap((use) => (use.name === 'Clause' ? [use.attributes.get('id')] : []))
    const untaught = entry.teaches.filter((id) => !data.refs.includes(id) || !linked.includes(id))
    if (untaught.length > 0) {
      report(
        file,
        `The registry says that this lesson teaches ${untaught.join(', ')}.`,
        'Teach it: name it in "refs" and link it with <Clause id="…" />. Or correct "teaches" in course.yaml.',
      )
    }
  }

  function checkIds(where: string, ids: readonly string[]) {
    for (const id of ids) {
      if (!references.has(id))
        report(
          where,
          `No clause, control, annex or neighbour is called "${id}".`,
          'Write an id that stands in content/standard.',
        )
    }
  }

  function checkReferences() {
    for (const [file, entries] of [
      ['content/standard/clauses.yaml', standard.clauses],
      ['content/standard/controls.yaml', standard.controls],
    ] as const) {
      for (const entry of entries) {
        checkIds(`${file} ${entry.id}`, [
          ...entry.related,
          ...entry.confused.map((one) => one.with),
          ...proseIds(entry),
        ])
      }
    }
    for (const entry of [...standard.areas, ...standard.annexes, ...standard.neighbours])
      checkIds(`content/standard ${entry.id}`, proseIds(entry))
    for (const control of standard.controls) checkIds(`content/standard/controls.yaml ${control.id}`, [control.area])
    for (const term of termList) {
      const where = `content/glossary/terms.yaml ${term.id}`
      checkIds(where, term.refs)
      for (const id of term.see)
        if (!terms.has(id))
          report(where, `No term is called "${id}".`, 'Write the id of a term that stands in this file.')
    }
  }

  function checkMistakes() {
    const numbers = new Set(courses.flatMap(lessonsIn).map(({ id }) => id))
    const all = mistakesIn(mistakes ?? [])
    all.forEach(({ id, refs, lessons }, at) => {
      const where = `content/mistakes.yaml ${id}`
      checkIds(where, refs)
      for (const number of lessons.filter((one) => !numbers.has(one)))
        report(
          where,
          `No lesson is numbered "${number}".`,
          'Write a number that stands in a course.yaml, such as F5.3.',
        )
      if (all.findIndex((one) => one.id === id) < at)
        report(where, 'The id stands here twice.', 'Take the next free number; ids are never reused.')
    })
  }

  /** A course whose lessons are all written teaches every requirement and every control. */
  function checkCoverage() {
    const all = [...leafClauses(standard.clauses), ...standard.controls.map(({ id }) => id)]
    for (const course of courses) {
      const registered = lessonsIn(course)
      const missed = all.filter((id) => !registered.some(({ teaches }) => teaches.includes(id)))
      if (missed.length > 0 && registered.every(({ ready }) => ready))
        report(
          `content/courses/${course.id}/course.yaml`,
          `No lesson teaches ${missed.join(', ')}.`,
          'Name each under "teaches" of the lesson that teaches it.',
        )
    }
  }

  function checkBody(file: string) {
    const text = textOf(file)
    const where = (line: number) => `${file}:${line}`
    const seenTerms = new Set<string>()
    for (const use of usesIn(text)) {
      const known: readonly string[] | undefined = Object.entries(components).find(([name]) => name === use.name)?.[1]
      if (!known) {
        report(
          where(use.line),
          `There is no component <${use.name}>.`,
          `Use one of ${Object.keys(components).join(', ')}.`,
        )
        continue
      }
      for (const name of known) {
        if (!use.attributes.get(name))
          report(where(use.line), `<${use.name}> has no "${name}".`, `Write <${use.name} ${name}="…">.`)
      }
      const refusal = refusalOf(use, text)
      if (refusal) report(where(use.line), refusal.what, refusal.remedy)
      if (use.name === 'Term') {
        const id = use.attributes.get('id') ?? ''
        if (seenTerms.has(id))
          report(
            where(use.line),
            `The term "${id}" is explained twice on this page.`,
            'Keep <Term> at the first use and write the word plainly after that.',
          )
        seenTerms.add(id)
      }
    }
    const read = withoutClassroom(text).split('\n')
    for (const { line } of headingsIn(text))
      if (read[line - 1] === '')
        report(
          where(line),
          'A slide holds a heading.',
          'Give the slide a title="…", and write a second slide for a second heading.',
        )
    text.split('\n').forEach((line, index) => {
      if (/^\|\s+\|/.test(line)) {
        report(
          where(index + 1),
          'The first column of this table has no heading.',
          'Name what the column holds; a screen reader announces it with each cell.',
        )
      }
      if (/\]\(\/|href="\/|^import /.test(line)) {
        report(
          where(index + 1),
          'A lesson links and imports by component only.',
          'Use <Clause id="…" />, <Case id="…">…</Case> or <Term id="…">…</Term>.',
        )
      }
    })
  }

  function refusalOf(use: Use, text: string): { what: string; remedy: string } | undefined {
    const value = (name: string) => use.attributes.get(name) ?? ''
    switch (use.name) {
      case 'Clause':
        return references.has(value('id'))
          ? undefined
          : {
              what: `No clause, control, annex or neighbour is called "${value('id')}".`,
              remedy: 'Write an id that stands in content/standard.',
            }
      case 'Term':
        return terms.has(value('id'))
          ? undefined
          : {
              what: `No term is called "${value('id')}".`,
              remedy: 'Write an id that stands in content/glossary/terms.yaml, or add the term.',
            }
      case 'Check':
        return questions.has(value('question'))
          ? undefined
          : {
              what: `No question is called "${value('question')}".`,
              remedy: 'Write an id that stands in quizzes/questions.',
            }
      case 'Activity':
        return isAskable(value('question'))
          ? undefined
          : {
              what: `No question "${value('question')}" can be put to a class.`,
              remedy:
                'Write the id of a question with one or several options to choose that stands in quizzes/questions.',
            }
      case 'Slide':
        return value('figure') === '' ||
          usesIn(text).some(({ name, attributes }) => name === 'Figure' && attributes.get('name') === value('figure'))
          ? undefined
          : {
              what: `The slide shows the figure "${value('figure')}", which the lesson does not have.`,
              remedy: 'Write the name of a <Figure> of the same lesson.',
            }
      case 'Workbook':
        return workbooks.some(({ workbook }) => workbook.slug === value('id'))
          ? undefined
          : {
              what: `No workbook is called "${value('id')}".`,
              remedy: `Write one of: ${workbooks.map(({ workbook }) => workbook.slug).join(', ')}.`,
            }
      case 'Figure':
        return figures.has(value('name'))
          ? undefined
          : {
              what: `No figure is called "${value('name')}".`,
              remedy: 'Write the kebab-case name of a file in src/components/figures.',
            }
      case 'Case':
      case 'Extract': {
        const id = value(use.name === 'Case' ? 'id' : 'from')
        return cases.some((one) => one.id === id)
          ? undefined
          : {
              what: `No case organisation is called "${id}".`,
              remedy: `Write one of: ${cases.map((one) => one.id).join(', ')}.`,
            }
      }
      default:
        return undefined
    }
  }
}

/** Every `[[id]]` in the texts of an entry, however deep they lie. */
function proseIds(value: unknown): readonly string[] {
  if (typeof value === 'string') return idsIn(value)
  if (Array.isArray(value)) return value.flatMap(proseIds)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(proseIds)
  return []
}

const lessonsIn = (course: Course) => course.modules.flatMap(({ lessons }) => lessons)
const slugOf = (file: string) => (file.split('/').at(-1) ?? '').replace(/\.mdx$/, '')
const twoDigits = (number: number) => String(number).padStart(2, '0')
