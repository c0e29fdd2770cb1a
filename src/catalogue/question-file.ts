import { z } from 'astro/zod'
import { levels, type Question } from '../core/question.ts'
import type { Scenario } from '../core/profile.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { Problem } from './problem.ts'
import { parsePart, parseYaml, type YamlFile } from './yaml-file.ts'

/** What an author records beside a question and no learner sees. */
export type Authoring = {
  /** Seconds a candidate is given for it, where the author judged that. */
  readonly time: number | undefined
  readonly review: { readonly blind: 'agreed' | 'disputed'; readonly date: string } | undefined
  readonly waive: readonly { readonly rule: string; readonly reason: string }[]
}

/** Where a question stands. */
export type Place = { readonly file: string; readonly line: number; readonly scenario: string | undefined }

export type AuthoredQuestion = { readonly question: Question; readonly authoring: Authoring; readonly place: Place }

/** What could be read of a question file, and every problem with the rest. */
export type QuestionFile = {
  readonly file: string
  /** The folder it stands in. */
  readonly course: string
  readonly questions: readonly AuthoredQuestion[]
  readonly scenarios: readonly Scenario[]
  readonly problems: readonly Problem[]
}

const laterTypes = ['order', 'match', 'classify', 'nonconformity', 'essay']
const numberWords = ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE']

const text = z.string().trim().min(1, 'Write a text here, or remove the field.')
const id = z.string().regex(/^(f|li|la)-[a-z0-9-]+-\d{3}$/, 'Write an id such as f-context-007.')
const date = z.iso.date('Write a date such as 2026-11-23.')

const option = z.strictObject({
  id: z.string().regex(/^[a-f]$/, 'Name the options a, b, c.'),
  text,
  key: z.literal(true).optional(),
  rationale: text,
  misconception: z
    .string()
    .regex(/^m([1-9]\d?|10[0-8])$/, 'Write m1 … m108, as numbered in the list of misconceptions, or remove the field.')
    .optional(),
})

const fields = z.strictObject({
  id,
  version: z.int().min(1, 'Begin with version 1.'),
  type: z.enum(['single', 'multiple']),
  domain: text,
  level: z.enum(levels),
  difficulty: z.number().min(1, 'Write a number from 1 to 5.').max(5, 'Write a number from 1 to 5.'),
  refs: z.array(text).min(1, 'Name at least one clause, control, annex or neighbour.'),
  objective: text,
  concept: text,
  stem: text,
  options: z.array(option),
  enemies: z.array(id).default([]),
  shuffle: z.boolean().default(true),
  mockOnly: z.boolean().default(false),
  corrected: z
    .array(z.strictObject({ version: z.int().min(2, 'A correction makes version 2 or later.'), date, what: text }))
    .default([]),
  time: z.int().min(10, 'Write seconds, at least 10.').optional(),
  review: z.strictObject({ blind: z.enum(['agreed', 'disputed']), date }).optional(),
  waive: z
    .array(z.strictObject({ rule: text, reason: z.string().min(20, 'Give the reason in a sentence.') }))
    .default([]),
})

/** One question as its author writes it, turned into core's question and the author's record beside it. */
export const questionSchema = fields
  .superRefine((file, context) => {
    const refuse = (path: string, message: string, remedy: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { remedy } })
    const ids = file.options.map((one) => one.id)
    const keys = file.options.filter((one) => one.key).length
    if (new Set(ids).size < ids.length)
      refuse('options', `Two options have the same id (${ids.join(', ')}).`, 'Name the options a, b, c.')
    if (file.corrected.some(({ version }) => version > file.version)) {
      refuse(
        'corrected',
        'A correction names a version that the question has not reached.',
        'Raise "version" to the last correction.',
      )
    }
    if (file.type === 'single') {
      if (ids.length !== 3)
        refuse('options', `There are ${ids.length} options.`, 'A single-choice question has exactly three options.')
      if (keys !== 1) refuse('options', `${keys} options carry "key: true".`, 'Mark exactly one option as the key.')
    } else {
      if (ids.length < 4 || ids.length > 6)
        refuse('options', `There are ${ids.length} options.`, 'A multiple-choice question has four to six options.')
      if (keys < 2 || keys >= ids.length)
        refuse(
          'options',
          `${keys} of ${ids.length} options carry "key: true".`,
          'Mark at least two keys, and leave a distractor.',
        )
      const number = numberWords[keys]
      if (number && keys >= 2 && !new RegExp(`\\b${number}\\b`).test(file.stem)) {
        refuse(
          'stem',
          `The stem does not say that ${number} options are to be chosen.`,
          `End it with "Choose ${number}."`,
        )
      }
    }
  })
  .transform((file): Omit<AuthoredQuestion, 'place'> => {
    const options = file.options.map(({ id, text }) => ({ id, text }))
    const key = file.options.filter((one) => one.key).map((one) => one.id)
    return {
      question: {
        id: file.id,
        version: file.version,
        domain: file.domain,
        level: file.level,
        difficulty: file.difficulty,
        refs: file.refs,
        objective: file.objective,
        concept: file.concept,
        prompt:
          file.type === 'single'
            ? { kind: 'single', stem: file.stem, options }
            : { kind: 'multiple', stem: file.stem, options, pick: key.length },
        key: { kind: 'options', options: key },
        rationales: file.options.map((one) => ({
          option: one.id,
          text: one.rationale,
          misconception: one.misconception,
        })),
        shuffle: file.shuffle,
        enemies: file.enemies,
        mockOnly: file.mockOnly,
        corrected: file.corrected,
      },
      authoring: { time: file.time, review: file.review, waive: file.waive },
    }
  })

const wholeFile = z.strictObject({
  questions: z.array(z.unknown()).default([]),
  scenarios: z.array(z.unknown()).default([]),
})

const scenarioSchema = z.strictObject({
  id: z.string().regex(/^(f|li|la)-s\d{2,3}$/, 'Write an id such as la-s03.'),
  title: text,
  stimulus: text.refine(
    (stimulus) => inRange(stimulus.split(/\s+/).length, 120, 350),
    'A stimulus has 120 to 350 words.',
  ),
  questions: z.array(z.unknown()).length(5, 'A scenario has five questions.'),
})

const inRange = (value: number, from: number, to: number) => value >= from && value <= to

/** `file` is the path `quizzes/questions/<course>/<topic>.yaml`. A bad question does not hide the good ones. */
export function parseQuestionFile(file: string, content: string): QuestionFile {
  const course = file.split('/').at(-2) ?? ''
  const nothing = { file, course, questions: [], scenarios: [] }
  const yaml = parseYaml(file, content)
  if (!yaml.ok) return { ...nothing, problems: yaml.failure }
  const whole = parsePart(yaml.value, wholeFile, { path: [] })
  if (!whole.ok) return { ...nothing, problems: whole.failure }

  const single = whole.value.questions.map((_, index) => parseQuestion(yaml.value, ['questions', index], undefined))
  const sets = whole.value.scenarios.map((raw, index) => {
    const path = ['scenarios', index]
    const name = idOf(raw)
    const scenario = parsePart(yaml.value, scenarioSchema, { path, name })
    if (!scenario.ok) return { scenario, questions: [] }
    const questions = scenario.value.questions.map((_, at) =>
      parseQuestion(yaml.value, [...path, 'questions', at], scenario.value.id),
    )
    return { scenario, questions }
  })
  const results = [...single, ...sets.flatMap((set) => set.questions)]
  return {
    file,
    course,
    questions: results.flatMap((result) => (result.ok ? [result.value] : [])),
    scenarios: sets.flatMap(({ scenario, questions }) =>
      scenario.ok && questions.every((one) => one.ok)
        ? [{ ...scenario.value, questions: questions.flatMap((one) => (one.ok ? [one.value.question.id] : [])) }]
        : [],
    ),
    problems: [...results, ...sets.map((set) => set.scenario)].flatMap((result) => (result.ok ? [] : result.failure)),
  }
}

function parseQuestion(
  yaml: YamlFile,
  path: readonly (string | number)[],
  scenario: string | undefined,
): Result<AuthoredQuestion, readonly Problem[]> {
  const line = yaml.lineOf(path)
  const raw = parsePart(yaml, z.looseObject({ id: z.unknown().optional(), type: z.unknown().optional() }), { path })
  if (!raw.ok) return raw
  const name = idOf(raw.value)
  if (laterTypes.includes(String(raw.value.type))) {
    return fail([
      {
        where: `${yaml.file}:${line} ${name}`,
        what: `Questions of type "${String(raw.value.type)}" cannot be shown yet.`,
        remedy: 'Write it as single or multiple, or keep it out of the bank until its type is there.',
      },
    ])
  }
  const parsed = parsePart(yaml, questionSchema, { path, name })
  return parsed.ok ? ok({ ...parsed.value, place: { file: yaml.file, line, scenario } }) : parsed
}

const idOf = (raw: unknown) =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : '(no id)'
