import { join, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'astro/zod'
import { joinBank, type CourseBank } from '../catalogue/bank.ts'
import { parseCourseFile } from '../catalogue/course-file.ts'
import { parseExamFile } from '../catalogue/exam-file.ts'
import { readTree } from '../catalogue/files.ts'
import { bankFigures, keyLengths, keyPositions, type Figure } from '../catalogue/lint/bank-statistics.ts'
import { lintQuestion, type Finding } from '../catalogue/lint/question-rules.ts'
import { mistakesFile, mistakesIn } from '../catalogue/mistake-file.ts'
import type { Problem } from '../catalogue/problem.ts'
import { parseQuestionFile } from '../catalogue/question-file.ts'
import { referencesOf } from '../catalogue/reference.ts'
import { annexesFile, clausesFile, controlsFile, neighboursFile } from '../catalogue/standard-file.ts'
import { parseYamlFile } from '../catalogue/yaml-file.ts'
import type { Question } from '../core/question.ts'

/** Lints the bank as it lies in a folder: what to print, and whether it may be published. */
export type Report = { readonly text: string; readonly passes: boolean }

type Request = {
  /** Only this course. */
  readonly course?: string | undefined
  /** Only this file, from the project's root: its questions and its own counts, and nothing about the whole bank. */
  readonly file?: string | undefined
  /** Only what must be mended. */
  readonly quiet?: boolean | undefined
}

export function lintBank(root: string, { course, file, quiet }: Request): Report {
  const tree = readTree(root)
  const textOf = (path: string) => tree.get(path) ?? ''
  const paths = (pattern: RegExp) => [...tree.keys()].filter((path) => pattern.test(path))

  const references = readReferences(textOf)
  const mistakes = parseYamlFile('content/mistakes.yaml', textOf('content/mistakes.yaml'), mistakesFile)
  const courses = paths(/^content\/courses\/[^/]+\/course\.yaml$/).map((path) => parseCourseFile(path, textOf(path)))
  const exams = paths(/^quizzes\/exams\//).map((path) => parseExamFile(path, textOf(path)))
  const files = paths(/^quizzes\/questions\/[^/]+\/[^/]+$/).map((path) => parseQuestionFile(path, textOf(path)))
  const joined = joinBank({
    courses: courses.flatMap((one) => (one.ok ? [one.value] : [])),
    files,
    references: references.problems.length === 0 ? references.ids : undefined,
    mistakes: mistakes.ok ? new Set(mistakesIn(mistakes.value.groups).map(({ id }) => id)) : undefined,
  })

  const inScope = (path: string) =>
    (!file || path === file) && (!course || path.startsWith(`quizzes/questions/${course}/`))
  const asked = files.filter((one) => inScope(one.file))
  const findings: readonly Finding[] = [
    ...[...references.problems, ...[mistakes, ...courses, ...exams].flatMap((one) => (one.ok ? [] : one.failure))].map(
      asError('schema'),
    ),
    ...joined.problems
      .filter(({ where }) => inScope(where.replace(/[: ].*$/, '')))
      .map((one) => asError('rule' in one ? one.rule : 'schema')(one)),
    ...asked.flatMap((one) => one.questions).flatMap(lintQuestion),
  ]
  const errors = findings.filter(({ severity }) => severity === 'error')
  const warnings = findings.filter(({ severity }) => severity === 'warning')

  const profiles = exams.flatMap((one) => (one.ok ? [one.value.profile] : []))
  const banks = joined.courses.filter((one) => !file && (!course || one.course.id === course))
  const measured = banks.map((bank) => {
    const profile = profiles.find(({ id }) => id === bank.course.profile)
    return { bank, figures: profile ? bankFigures(bank, profile) : undefined }
  })
  const failed = measured.flatMap(({ figures }) => (figures ?? []).filter(({ verdict }) => verdict === 'fail'))
  const unmeasured = measured
    .filter(({ figures }) => !figures)
    .map(({ bank }) => `${bank.course.id}: there is no readable exam profile "${bank.course.profile}".`)
  const nothing = asked.length === 0 ? ['There is no such question file.'] : []

  const passes = errors.length + failed.length + unmeasured.length + nothing.length === 0
  const sections = [
    list('ERRORS', errors),
    quiet ? '' : list('WARNINGS', warnings),
    ...measured.map(({ bank, figures = [] }) =>
      table(bank, quiet ? figures.filter(({ verdict }) => verdict === 'fail') : figures),
    ),
    file && !quiet ? counts(asked.flatMap((one) => one.questions.map(({ question }) => question))) : '',
    [...unmeasured, ...nothing].join('\n'),
    `${errors.length} errors, ${warnings.length} warnings${file ? '' : `, ${failed.length} figures that fail`} in ${asked.flatMap((one) => one.questions).length} questions.`,
  ]
  return { text: sections.filter(Boolean).join('\n\n'), passes }
}

/** While the standard map has problems of its own, it is not asked whether a reference stands in it. */
function readReferences(textOf: (path: string) => string) {
  const problems: Problem[] = []
  const entries = <Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> | undefined => {
    const parsed = parseYamlFile(`content/standard/${name}.yaml`, textOf(`content/standard/${name}.yaml`), schema)
    if (parsed.ok) return parsed.value
    problems.push(...parsed.failure)
    return undefined
  }
  const ids = new Set(
    referencesOf({
      clauses: entries('clauses', clausesFile)?.clauses ?? [],
      ...(entries('controls', controlsFile) ?? { areas: [], controls: [] }),
      annexes: entries('annexes', annexesFile)?.annexes ?? [],
      neighbours: entries('neighbours', neighboursFile)?.neighbours ?? [],
    }).keys(),
  )
  return { ids, problems }
}

const asError =
  (rule: string) =>
  (problem: Problem): Finding => ({ ...problem, rule, severity: 'error' })

function list(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return ''
  return [
    `${title} (${findings.length})`,
    ...findings.map(({ where, rule, what, remedy }) => `${where} · ${rule}\n  ${what}\n  → ${remedy}`),
  ].join('\n')
}

function table({ course, bank }: CourseBank, figures: readonly Figure[]): string {
  if (figures.length === 0) return ''
  const rows = figures.map(({ verdict, name, value, limit, p }) => [
    { fine: '', warn: 'warn', fail: 'FAIL' }[verdict],
    name,
    value,
    p === undefined ? '' : `p = ${p < 0.0001 ? p.toExponential(0) : p.toFixed(4)}`,
    limit,
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const lines = rows.flatMap((row, i) => [
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
    ...(figures[i]?.offenders ?? []).map((offender) => `        ${offender}`),
  ])
  return [`FIGURES of ${course.id} (${course.status}, ${bank.questions.length} questions)`, ...lines].join('\n')
}

function counts(questions: readonly Question[]): string {
  const { longest, middle, shortest } = keyLengths(questions)
  const [first, second, third] = keyPositions(questions)
  return [
    'COUNTS of this file (each row should be about even)',
    `key is the longest ${longest}, in the middle ${middle}, the shortest ${shortest}`,
    `key stands first ${first}, second ${second}, third ${third}, as lessons show it`,
  ].join('\n')
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { course: { type: 'string' }, file: { type: 'string' }, quiet: { type: 'boolean' } },
  })
  const root = join(import.meta.dirname, '../..')
  const file = values.file && relative(root, resolve(values.file)).split(sep).join('/')
  const report = lintBank(root, { ...values, file })
  process.stdout.write(`${report.text}\n`)
  process.exitCode = report.passes ? 0 : 1
}
