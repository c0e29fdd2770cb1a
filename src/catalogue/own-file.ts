import { z } from 'astro/zod'
import type { OwnExam } from '../core/own-exam.ts'
import type { Question, QuestionId } from '../core/question.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { lintQuestion } from './lint/question-rules.ts'
import type { Problem } from './problem.ts'
import { ownQuestionId, ownQuestionSchema } from './question-file.ts'
import { parsePart, parseYaml, type YamlFile } from './yaml-file.ts'

/** A trainer's file: questions in the format of `quizzes/questions`, and exams made of them and of the bank's. */
export type OwnFile = {
  readonly questions: ReadonlyMap<QuestionId, { readonly fields: unknown; readonly question: Question }>
  /** The fields of questions that are not finished, as somebody left them. */
  readonly drafts: ReadonlyMap<QuestionId, unknown>
  readonly exams: ReadonlyMap<string, OwnExam>
  /** Questions that exams name and that are nowhere, by line: such an exam is unfinished, not wrong. */
  readonly missing: readonly Problem[]
  /** What could be better, and does not stand in the way. */
  readonly warnings: readonly Problem[]
}

const wholeFile = z.strictObject({
  questions: z.array(z.unknown()).default([]),
  drafts: z.array(z.unknown()).default([]),
  exams: z.array(z.unknown()).default([]),
})

/** All that an unfinished question must have; the rest is held against the rules when it is opened. */
const draftSchema = z.looseObject({ id: ownQuestionId })

const examSchema = z.strictObject({
  id: z.string().regex(/^own-[a-z0-9-]+$/, 'Write an id such as own-friday.'),
  title: z.string().trim().min(1, 'Write a title.'),
  minutes: z.int().min(1, 'Write 1 minute or more.').max(600, 'Write 600 minutes or fewer.'),
  passPercent: z.int().min(1, 'Write a percentage from 1 to 100.').max(100, 'Write a percentage from 1 to 100.'),
  questions: z.array(z.string()).min(1, 'Name at least one question.'),
})

/**
 * Reads a trainer's file, or says everything that is wrong with it, by line. `known` are the questions that exams
 * name besides those of the file: of the bank, and those kept already.
 */
export function parseOwnFile(
  file: string,
  content: string,
  known: ReadonlySet<QuestionId>,
): Result<OwnFile, readonly Problem[]> {
  const yaml = parseYaml(file, content)
  if (!yaml.ok) return yaml
  const whole = parsePart(yaml.value, wholeFile, { path: [] })
  if (!whole.ok) return whole
  const read = whole.value.questions.map((fields, at) => ({
    fields,
    ...readQuestion(yaml.value, ['questions', at], fields),
  }))
  const exams = whole.value.exams.map((fields, at) =>
    parsePart(yaml.value, examSchema, { path: ['exams', at], name: nameIn(fields) }),
  )
  const unfinished = whole.value.drafts.map((fields, at) =>
    parsePart(yaml.value, draftSchema, { path: ['drafts', at], name: nameIn(fields) }),
  )
  const drafts = new Map(unfinished.flatMap((draft) => (draft.ok ? [[draft.value.id, draft.value] as const] : [])))
  const questions = new Map(
    read.flatMap(({ fields, question }) => (question ? [[question.id, { fields, question }] as const] : [])),
  )
  const problems = [
    ...read.flatMap((one) => one.problems),
    ...unfinished.flatMap((draft) => (draft.ok ? [] : draft.failure)),
    ...exams.flatMap((exam) => (exam.ok ? [] : exam.failure)),
    ...twice(yaml.value, [
      ...read.map(({ question }, at) => ({ path: ['questions', at], id: question?.id })),
      ...unfinished.map((draft, at) => ({ path: ['drafts', at], id: draft.ok ? draft.value.id : undefined })),
    ]),
    ...twice(
      yaml.value,
      exams.map((exam, at) => ({ path: ['exams', at], id: exam.ok ? exam.value.id : undefined })),
    ),
  ]
  if (problems.length > 0) return fail(problems)
  return ok({
    questions,
    drafts,
    exams: new Map(
      exams.flatMap((exam) => {
        if (!exam.ok) return []
        const { id, ...rest } = exam.value
        return [[id, rest] as const]
      }),
    ),
    missing: exams.flatMap((exam, at) => {
      if (!exam.ok) return []
      const strange = exam.value.questions.filter((id) => ![questions, drafts, known].some((ids) => ids.has(id)))
      return strange.map((id) => ({
        where: `${file}:${yaml.value.lineOf(['exams', at, 'questions', exam.value.questions.indexOf(id)])} ${exam.value.id}`,
        what: `No question called "${id}" is here or in the file.`,
        remedy: 'Correct the id, take it out, or put the question into the file.',
      }))
    }),
    warnings: read.flatMap(({ warnings }) => warnings),
  })
}

type ReadQuestion = {
  readonly question: Question | undefined
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

function readQuestion(yaml: YamlFile, path: readonly (string | number)[], fields: unknown): ReadQuestion {
  const parsed = parsePart(yaml, ownQuestionSchema, { path, name: nameIn(fields) })
  if (!parsed.ok) return { question: undefined, problems: parsed.failure, warnings: [] }
  const findings = lintQuestion({
    ...parsed.value,
    place: { file: yaml.file, line: yaml.lineOf(path), scenario: undefined },
  })
  return {
    question: parsed.value.question,
    problems: findings.filter(({ severity }) => severity === 'error'),
    warnings: findings.filter(({ severity }) => severity === 'warning'),
  }
}

type Entry = { readonly path: readonly (string | number)[]; readonly id: string | undefined }

/** Ids that stand in the file more than once. */
const twice = (yaml: YamlFile, entries: readonly Entry[]): readonly Problem[] =>
  entries.flatMap(({ path, id }, at) =>
    id !== undefined && entries.findIndex((entry) => entry.id === id) < at
      ? [
          {
            where: `${yaml.file}:${yaml.lineOf(path)} ${id}`,
            what: 'The id stands in the file twice.',
            remedy: 'Give each its own number; ids are never reused.',
          },
        ]
      : [],
  )

const nameIn = (fields: unknown): string =>
  typeof fields === 'object' && fields !== null && 'id' in fields && typeof fields.id === 'string'
    ? fields.id
    : '(no id)'
