import { z } from 'astro/zod'
import {
  grades,
  levels,
  noRequirement,
  type Grade,
  type Option,
  type Question,
  type Slot,
  type SlotName,
} from '../core/question.ts'
import type { Scenario } from '../core/profile.ts'
import { fail, ok, unreachable, type Result } from '../core/result.ts'
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

const laterType = 'essay'
const numberWords = ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE']

/** Whose question it is: of the bank, or a trainer's own, which need belong to no course. */
export type Origin = 'bank' | 'own'

const text = z.string().trim().min(1, 'Write a text here, or remove the field.')
const ids = {
  bank: z.string().regex(/^(f|li|la)-[a-z0-9-]+-\d{3}$/, 'Write an id such as f-context-007.'),
  own: z.string().regex(/^own-[a-z0-9-]+-\d{3}$/, 'Write an id such as own-suppliers-001.'),
}
export const ownQuestionId = ids.own
const refs = z.array(text)
const date = z.iso.date('Write a date such as 2026-11-23.')

const why = {
  rationale: text,
  /** Which common mistake makes it attractive. */
  misconception: z
    .string()
    .regex(/^m[1-9]\d{0,2}$/, 'Write an id of content/mistakes.yaml, such as m29, or remove the field.')
    .optional(),
}
const key = z.literal(true).optional()
const row = z.strictObject({ id: z.string().regex(/^[a-f]$/, 'Name them a, b, c.'), text, ...why })
const option = row.extend({ key })

/** The options of one part of a finding, called by the part's letter and a number. */
const choices = (letter: string) => {
  const names = z.string().regex(new RegExp(`^${letter}[1-6]$`), `Name them ${letter}1, ${letter}2, ${letter}3.`)
  return z.strictObject({ id: names, text, key, ...why })
}
const finding = {
  evidence: z.array(choices('e')),
  slots: z.strictObject({
    requirement: z.array(
      z.union([choices('r'), z.strictObject({ id: z.literal(noRequirement), key, ...why })], {
        error: `Write id (r1, r2, or "${noRequirement}", which takes no text), text and rationale.`,
      }),
    ),
    gap: z.array(choices('g')).optional(),
    grade: z.array(z.strictObject({ id: z.enum(grades), key, ...why })),
    scope: z.array(choices('s')).optional(),
  }),
  model: text,
}

/** What a trainer's own question belongs to where nothing is said. */
const nowhere = 'own'

const commonOf = (origin: Origin) => ({
  id: ids[origin],
  version: z.int().min(1, 'Begin with version 1.'),
  domain: origin === 'own' ? text.default(nowhere) : text,
  level: z.enum(levels),
  difficulty: z.number().min(1, 'Write a number from 1 to 5.').max(5, 'Write a number from 1 to 5.'),
  refs: origin === 'own' ? refs.default([]) : refs.min(1, 'Name at least one clause, control, annex or neighbour.'),
  objective: origin === 'own' ? text.default(nowhere) : text,
  concept: origin === 'own' ? text.default(nowhere) : text,
  stem: text,
  enemies: z.array(ids[origin]).default([]),
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

const fieldsOf = (common: ReturnType<typeof commonOf>) =>
  z.discriminatedUnion(
    'type',
    [
      z.strictObject({ ...common, type: z.literal('single'), options: z.array(option) }),
      z.strictObject({ ...common, type: z.literal('multiple'), options: z.array(option) }),
      z.strictObject({ ...common, type: z.literal('order'), steps: z.array(row) }),
      z.strictObject({
        ...common,
        type: z.literal('match'),
        left: z.array(row),
        right: z.array(z.strictObject({ id: z.string().regex(/^r[1-9]$/, 'Name them r1, r2, r3.'), text })),
        pairs: z.record(z.string(), z.string()),
      }),
      z.strictObject({ ...common, type: z.literal('classify'), rows: z.array(row.extend({ grade: z.enum(grades) })) }),
      z.strictObject({ ...common, type: z.literal('nonconformity'), ...finding }),
    ],
    { error: 'Write one of: single, multiple, order, match, classify, nonconformity.' },
  )

type Fields = z.output<ReturnType<typeof fieldsOf>>
type FieldsOf<Type extends Fields['type']> = Extract<Fields, { readonly type: Type }>
type Refuse = (field: string, what: string, remedy: string) => void

const schemaOf = (origin: Origin) =>
  fieldsOf(commonOf(origin))
    .superRefine((file, context) => {
      const refuse: Refuse = (field, message, remedy) =>
        context.addIssue({ code: 'custom', path: [field], message, params: { remedy } })
      if (file.corrected.some(({ version }) => version > file.version)) {
        refuse(
          'corrected',
          'A correction names a version that the question has not reached.',
          'Raise "version" to the last correction.',
        )
      }
      checkShape(file, refuse)
    })
    .transform((file): Omit<AuthoredQuestion, 'place'> => {
      const rows = rowsOf(file)
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
          ...askedOf(
            file,
            rows.map(({ id, text }) => ({ id, text })),
          ),
          rationales: rows.map((one) => ({ option: one.id, text: one.rationale, misconception: one.misconception })),
          shuffle: file.shuffle,
          enemies: file.enemies,
          mockOnly: file.mockOnly,
          corrected: file.corrected,
        },
        authoring: { time: file.time, review: file.review, waive: file.waive },
      }
    })

/** One question as its author writes it, turned into core's question and the author's record beside it. */
export const questionSchema = schemaOf('bank')

/** The same for a trainer's own question. */
export const ownQuestionSchema = schemaOf('own')

/** What stands for the options, in an order that does not tell the key. */
function rowsOf(file: Fields) {
  switch (file.type) {
    case 'single':
    case 'multiple':
      return file.options
    case 'order':
      return file.steps.toSorted((one, other) => (one.id < other.id ? -1 : 1))
    case 'match':
      return file.left
    case 'classify':
      return file.rows
    case 'nonconformity':
      return slotsOf(file).flatMap((slot) => slot.choices)
    default:
      return unreachable(file)
  }
}

function askedOf(file: Fields, options: readonly Option[]): Pick<Question, 'prompt' | 'key'> {
  const { stem } = file
  switch (file.type) {
    case 'single':
    case 'multiple': {
      const keys = file.options.filter((one) => one.key).map((one) => one.id)
      return {
        prompt:
          file.type === 'single'
            ? { kind: 'single', stem, options }
            : { kind: 'multiple', stem, options, pick: keys.length },
        key: { kind: 'options', options: keys },
      }
    }
    case 'order':
      return {
        prompt: { kind: 'order', stem, options },
        key: { kind: 'order', options: file.steps.map(({ id }) => id) },
      }
    case 'match':
      return {
        prompt: { kind: 'match', stem, options, targets: file.right },
        key: { kind: 'targets', targets: file.pairs },
      }
    case 'classify':
      return {
        prompt: { kind: 'classify', stem, options, targets: grades.map((id) => ({ id, text: gradeTexts[id] })) },
        key: { kind: 'targets', targets: Object.fromEntries(file.rows.map(({ id, grade }) => [id, grade])) },
      }
    case 'nonconformity': {
      const slots = slotsOf(file)
      return {
        prompt: {
          kind: 'nonconformity',
          stem,
          options,
          slots: slots.map(({ name, choices }): Slot => ({ name, options: choices.map(({ id }) => id) })),
        },
        key: {
          kind: 'finding',
          options: slots.flatMap(({ choices }) => choices.flatMap((one) => (one.key ? [one.id] : []))),
          model: file.model,
        },
      }
    }
    default:
      return unreachable(file)
  }
}

type Choice = Option & Pick<z.output<typeof option>, 'key' | 'rationale' | 'misconception'>

/** The parts of a finding with what may stand in each; what has one wording everywhere gets it here. */
function slotsOf({ evidence, slots }: FieldsOf<'nonconformity'>) {
  const slot = (name: SlotName, choices: readonly Choice[] | undefined) => (choices ? [{ name, choices }] : [])
  return [
    ...slot('evidence', evidence),
    ...slot(
      'requirement',
      slots.requirement.map((one) => ('text' in one ? one : { ...one, text: noRequirementText })),
    ),
    ...slot('gap', slots.gap),
    ...slot(
      'grade',
      grades.flatMap((grade) =>
        slots.grade.flatMap((one) => (one.id === grade ? [{ ...one, text: gradeTexts[grade] }] : [])),
      ),
    ),
    ...slot('scope', slots.scope),
  ]
}

const noRequirementText = 'None: nothing that is required is missing'

const gradeTexts: Readonly<Record<Grade, string>> = {
  conformity: 'Conformity',
  ofi: 'Opportunity for improvement',
  minor: 'Minor nonconformity',
  major: 'Major nonconformity',
}

/** Refuses what could not be shown or marked as the type it says it is. */
function checkShape(file: Fields, refuse: Refuse) {
  switch (file.type) {
    case 'single':
      checkIds('options', file.options, refuse)
      return checkSingle(file, refuse)
    case 'multiple':
      checkIds('options', file.options, refuse)
      return checkMultiple(file, refuse)
    case 'order':
      checkIds('steps', file.steps, refuse)
      return checkCount('steps', file.steps, refuse)
    case 'match':
      checkIds('left', file.left, refuse)
      checkIds('right', file.right, refuse)
      checkCount('left', file.left, refuse)
      return checkPairs(file, refuse)
    case 'classify':
      checkIds('rows', file.rows, refuse)
      return checkCount('rows', file.rows, refuse)
    case 'nonconformity':
      return checkFinding(file, refuse)
    default:
      return unreachable(file)
  }
}

type Identified = readonly { readonly id: string }[]

function checkIds(field: string, entries: Identified, refuse: Refuse) {
  const ids = entries.map((one) => one.id)
  if (new Set(ids).size < ids.length) {
    const letter = /^[ergs]\d$/.test(ids[0] ?? '') ? ids[0]?.charAt(0) : undefined
    const names = letter ? `${letter}1, ${letter}2, ${letter}3` : 'a, b, c'
    refuse(field, `Two of the ${field} have the same id (${ids.join(', ')}).`, `Name them ${names}.`)
  }
}

function checkCount(field: string, entries: Identified, refuse: Refuse) {
  if (!inRange(entries.length, 3, 6))
    refuse(
      field,
      `There are ${entries.length} entries.`,
      'Write three to six: fewer are guessed, more are not kept in mind.',
    )
}

function checkSingle({ options }: FieldsOf<'single'>, refuse: Refuse) {
  const keys = options.filter((one) => one.key).length
  if (options.length !== 3)
    refuse('options', `There are ${options.length} options.`, 'A single-choice question has exactly three options.')
  if (keys !== 1) refuse('options', `${keys} options carry "key: true".`, 'Mark exactly one option as the key.')
}

function checkMultiple({ options, stem }: FieldsOf<'multiple'>, refuse: Refuse) {
  const keys = options.filter((one) => one.key).length
  if (!inRange(options.length, 4, 6))
    refuse('options', `There are ${options.length} options.`, 'A multiple-choice question has four to six options.')
  if (keys < 2 || keys >= options.length) {
    refuse(
      'options',
      `${keys} of ${options.length} options carry "key: true".`,
      'Mark at least two keys, and leave a distractor.',
    )
  }
  const number = numberWords[keys]
  if (number && keys >= 2 && !new RegExp(`\\b${number}\\b`).test(stem))
    refuse('stem', `The stem does not say that ${number} options are to be chosen.`, `End it with "Choose ${number}."`)
}

function checkPairs({ left, right, pairs }: FieldsOf<'match'>, refuse: Refuse) {
  const rows = left.map((one) => one.id)
  const targets = right.map((one) => one.id)
  const unpaired = rows.filter((row) => pairs[row] === undefined)
  const strangers = Object.keys(pairs).filter((row) => !rows.includes(row))
  const astray = Object.values(pairs).filter((target) => !targets.includes(target))
  if (unpaired.length > 0)
    refuse('pairs', `Nothing is paired with ${unpaired.join(', ')}.`, 'Give every id of "left" one id of "right".')
  if (strangers.length > 0)
    refuse('pairs', `"left" has no ${strangers.join(', ')}.`, 'Pair only ids that stand in "left".')
  if (astray.length > 0) refuse('pairs', `"right" has no ${astray.join(', ')}.`, 'Pair with ids that stand in "right".')
  const needed = new Set(Object.values(pairs)).size
  if (targets.length <= needed) {
    refuse(
      'right',
      `All ${targets.length} entries of "right" are needed.`,
      'Add at least one that fits no row, so that the last pair cannot be had by elimination.',
    )
  }
}

/** In writing, what may be wrong is more than one can guess; in classifying, that nothing is wrong must be an answer. */
function checkFinding(file: FieldsOf<'nonconformity'>, refuse: Refuse) {
  const { gap, scope, grade, requirement } = file.slots
  if ((gap === undefined) !== (scope === undefined)) {
    refuse(
      'slots',
      `There is ${gap ? 'a gap and no scope' : 'a scope and no gap'}.`,
      'Give both where a nonconformity is to be written, and neither where a finding is to be classified.',
    )
  }
  const isWritten = gap !== undefined
  const offered = grade.map(({ id }) => id)
  const wanted: readonly Grade[] = isWritten ? ['minor', 'major'] : grades
  if (offered.length !== wanted.length || !wanted.every((one) => offered.includes(one)))
    refuse('slots', `The grades are ${offered.join(', ')}.`, `Offer each of these once: ${wanted.join(', ')}.`)
  const hasNone = requirement.some(({ id }) => id === noRequirement)
  if (hasNone === isWritten) {
    refuse(
      'slots',
      `"${noRequirement}" is ${hasNone ? 'offered' : 'not offered'} among the requirements.`,
      isWritten
        ? 'Take it out: a nonconformity rests on a requirement.'
        : `Add { id: ${noRequirement}, rationale: … }: conformity and an opportunity fail no requirement.`,
    )
  }
  const failsNone = grade.some(({ id, key }) => key && (id === 'conformity' || id === 'ofi'))
  const restsOnNone = requirement.some(({ id, key }) => key && id === noRequirement)
  if (!isWritten && failsNone !== restsOnNone) {
    refuse(
      'slots',
      'The key of the requirement does not go with the key of the grade.',
      `Conformity and an opportunity rest on "${noRequirement}", a minor and a major on a requirement.`,
    )
  }
  for (const { name, choices } of slotsOf(file)) {
    checkIds(name, choices, refuse)
    const [least, most] = name === 'evidence' ? [4, 6] : [3, 5]
    if (name !== 'grade' && !inRange(choices.length, least, most)) {
      refuse(
        name === 'evidence' ? name : 'slots',
        `There are ${choices.length} entries in "${name}".`,
        `Write ${least} to ${most}: fewer are guessed, more are not kept in mind.`,
      )
    }
    const keys = choices.filter((one) => one.key).length
    if (name === 'evidence' && !inRange(keys, 1, Math.floor(choices.length / 2))) {
      refuse(
        name,
        `${keys} of ${choices.length} pieces carry "key: true".`,
        'Mark those that carry the finding, at most half: otherwise taking all of them would earn something.',
      )
    }
    if (name !== 'evidence' && keys !== 1)
      refuse('slots', `${keys} entries of "${name}" carry "key: true".`, 'Mark exactly one.')
  }
  for (const one of requirement) {
    if ('text' in one && !/^(?:[4-9]|10|A\.\d{1,2})\.\d(?:\.\d)*: \S/.test(one.text)) {
      refuse(
        'slots',
        `The requirement "${one.text}" does not begin with its number.`,
        "Write its number, a colon and what it asks: '6.1.3: …'.",
      )
    }
  }
}

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
  if (raw.value.type === laterType) {
    return fail([
      {
        where: `${yaml.file}:${line} ${name}`,
        what: `Questions of type "${laterType}" cannot be shown yet.`,
        remedy: 'Write it as one of the types that .github/CONTRIBUTING.md names, or keep it out of the bank for now.',
      },
    ])
  }
  const parsed = parsePart(yaml, questionSchema, { path, name })
  return parsed.ok ? ok({ ...parsed.value, place: { file: yaml.file, line, scenario } }) : parsed
}

const idOf = (raw: unknown) =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : '(no id)'
