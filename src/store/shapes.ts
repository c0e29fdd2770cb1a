import type { ExamEvent, ExamPlan, Range } from '../core/exam.ts'
import type { Mark } from '../core/marking.ts'
import type { OwnExam } from '../core/own-exam.ts'
import type { Scenario } from '../core/profile.ts'
import type { Response } from '../core/question.ts'
import { scores, type Scores } from '../core/rubric.ts'
import {
  missReasons,
  type Annotation,
  type AnnotationRow,
  type Attempt,
  type AttemptSummary,
  type BinderRow,
  type Data,
  type EventRow,
  type FieldRow,
  type ForecastRow,
  type OwnExamRow,
  type OwnQuestionRow,
  type PlanRow,
  type SettingRow,
  type StoredResponse,
  type StudyRow,
  type VisitRow,
} from './tables.ts'

// What a stored row must look like before anything trusts it. By hand, because the exam needs it without waiting for
// another chunk. A field that a type gains is missing here, and that is a type error; fields not named are let through.

export type Problem = { readonly path: string; readonly what: string }
/** The first problem, or undefined when the value fits. `path` says where the value stands. */
export type Check = (value: unknown, path: string) => Problem | undefined

/** Paths are built for what has a problem alone: a backup holds a million values, and all of them fit. */
const checked = (check: Check, value: unknown, path: () => string) => check(value, '') && check(value, path())

const is =
  (what: string, test: (value: unknown) => boolean): Check =>
  (value, path) =>
    test(value) ? undefined : { path, what: `is not ${what}` }

const text = is('text', (value) => typeof value === 'string')
const number = is('a number', Number.isFinite)
const whole = is('a whole number from 0', (value) => Number.isSafeInteger(value) && Number(value) >= 0)
const flag = is('true or false', (value) => typeof value === 'boolean')
const anything: Check = () => undefined
const oneOf = (...values: readonly (string | number)[]) =>
  is(`one of ${values.join(', ')}`, (value) => values.some((allowed) => allowed === value))
const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined ? undefined : check(value, path)

function first<Item>(items: Iterable<Item>, problemOf: (item: Item) => Problem | undefined): Problem | undefined {
  for (const item of items) {
    const problem = problemOf(item)
    if (problem) return problem
  }
  return undefined
}

export const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const list =
  (check: Check): Check =>
  (value, path) =>
    Array.isArray(value)
      ? first(value.entries(), ([index, item]) => checked(check, item, () => `${path}[${index}]`))
      : { path, what: 'is not a list' }

const textsByName: Check = (value, path) =>
  isRecord(value)
    ? first(Object.entries(value), ([name, inner]) => text(inner, `${path}.${name}`))
    : { path, what: 'is not a record' }

const record = <Shape>(fields: { readonly [Field in keyof Required<Shape>]: Check }): Check => {
  const checks = Object.entries<Check>(fields)
  return (value, path) =>
    isRecord(value)
      ? first(checks, ([field, check]) => checked(check, value[field], () => (path ? `${path}.${field}` : field)))
      : { path, what: 'is not a record' }
}

/** A union: which of the checks applies is said by the discriminant. */
const variants =
  <Name extends string, Union extends { readonly [Field in Name]: string }>(
    name: Name,
    checks: { readonly [Variant in Union[Name]]: Check },
  ): Check =>
  (value, path) => {
    if (!isRecord(value)) return { path, what: 'is not a record' }
    const check = Object.entries<Check>(checks).find(([variant]) => variant === value[name])?.[1]
    return check ? check(value, path) : { path: `${path}.${name}`, what: 'is not known' }
  }

type Variant<Type extends ExamEvent['type']> = Extract<ExamEvent, { readonly type: Type }>
const at = { type: text, at: number }

const event = variants<'type', ExamEvent>('type', {
  started: record<Variant<'started'>>(at),
  moved: record<Variant<'moved'>>({ ...at, to: whole }),
  chose: record<Variant<'chose'>>({ ...at, question: text, options: list(text) }),
  placed: record<Variant<'placed'>>({ ...at, question: text, option: text, target: optional(text) }),
  flagged: record<Variant<'flagged'>>({ ...at, question: text, on: flag }),
  struck: record<Variant<'struck'>>({ ...at, question: text, option: text, on: flag }),
  noted: record<Variant<'noted'>>({ ...at, text }),
  highlighted: record<Variant<'highlighted'>>({
    ...at,
    passage: text,
    ranges: list(record<Range>({ from: whole, to: whole })),
  }),
  'looked-up': record<Variant<'looked-up'>>({ ...at, entry: text }),
  'closed-book': record<Variant<'closed-book'>>(at),
  extended: record<Variant<'extended'>>({ ...at, byMs: number }),
  paused: record<Variant<'paused'>>(at),
  resumed: record<Variant<'resumed'>>(at),
  ticked: record<Variant<'ticked'>>({ ...at, setBackMs: optional(number) }),
  submitted: record<Variant<'submitted'>>(at),
})

const response = variants<'kind', Response>('kind', {
  chosen: record<Extract<Response, { readonly kind: 'chosen' }>>({ kind: text, options: list(text) }),
  ordered: record<Extract<Response, { readonly kind: 'ordered' }>>({ kind: text, options: list(text) }),
  placed: record<Extract<Response, { readonly kind: 'placed' }>>({ kind: text, targets: textsByName }),
  none: record<Extract<Response, { readonly kind: 'none' }>>({ kind: text }),
})

const mark = record<Mark>({ kind: oneOf('right', 'partial', 'wrong', 'skipped'), credit: number })

// Of a question only what every release had: an attempt must survive a question that gains fields.
const question = record<{ id: unknown; version: unknown; concept: unknown; domain: unknown; prompt: unknown }>({
  id: text,
  version: number,
  concept: text,
  domain: text,
  prompt: record<{ kind: unknown; stem: unknown }>({ kind: text, stem: text }),
})

const scenario = record<Scenario>({ id: text, title: text, stimulus: text, questions: list(text) })

const plan = record<ExamPlan>({
  attemptId: text,
  profileId: text,
  title: text,
  mode: oneOf('exam', 'practice'),
  seed: number,
  code: optional(text),
  again: optional(text),
  bankHash: text,
  questions: list(
    record<ExamPlan['questions'][number]>({
      question,
      optionOrder: list(text),
      scenario: optional(scenario),
      marks: optional(number),
    }),
  ),
  limitMs: optional(number),
  standardMs: number,
  passPercent: number,
  backAllowed: flag,
  medium: optional(oneOf('paper')),
  openBook: optional(flag),
  domains: list(record<ExamPlan['domains'][number]>({ id: text, title: text, floor: optional(number) })),
})

const summary = record<AttemptSummary>({
  startedAt: number,
  endedAt: number,
  cause: oneOf('submitted', 'time-out'),
  right: number,
  questions: number,
  passed: flag,
})

const row = { id: text, schema: whole }

export const planRow = record<PlanRow>({ ...row, plan, seal: optional(text) })
const eventRow = record<EventRow>({ ...row, attemptId: text, seq: whole, event })

type Annotated<Kind extends Annotation['kind']> = Extract<Annotation, { readonly kind: Kind }>

const score = oneOf(...scores)

const annotation = variants<'kind', Annotation>('kind', {
  note: record<Annotated<'note'>>({ kind: text, text, section: optional(text) }),
  bookmark: record<Annotated<'bookmark'>>({ kind: text, section: optional(text) }),
  highlight: record<Annotated<'highlight'>>({
    kind: text,
    section: text,
    from: whole,
    to: whole,
    quote: text,
    note: optional(text),
  }),
  flag: record<Annotated<'flag'>>({ kind: text }),
  easy: record<Annotated<'easy'>>({ kind: text }),
  reason: record<Annotated<'reason'>>({ kind: text, reason: oneOf(...missReasons) }),
  wording: record<Annotated<'wording'>>({
    kind: text,
    text,
    scores: record<Scores>({ requirement: score, evidence: score, gap: score, grade: score, neutral: score }),
    certainty: optional(oneOf(1, 2, 3)),
  }),
})

export const data = record<Data>({
  studies: list(record<StudyRow>({ ...row, at: number, studied: flag })),
  visits: list(record<VisitRow>({ ...row, at: number, section: optional(text) })),
  settings: list(record<SettingRow>({ ...row, at: number, value: optional(anything) })),
  responses: list(
    record<StoredResponse>({
      ...row,
      questionId: text,
      version: number,
      concept: text,
      domain: text,
      context: oneOf('check', 'module-test', 'practice', 'exam', 'review', 'placement', 'drill'),
      attemptId: optional(text),
      response,
      mark,
      certainty: optional(oneOf(1, 2, 3)),
      assisted: flag,
      sampling: optional(oneOf('due', 'weak', 'representative')),
      at: number,
      spentMs: optional(number),
      bankHash: optional(text),
      firstExposure: flag,
    }),
  ),
  attempts: list(
    record<Attempt>({
      ...row,
      createdAt: number,
      profileId: text,
      title: text,
      mode: oneOf('exam', 'practice'),
      questionIds: list(text),
      summary: optional(summary),
    }),
  ),
  plans: list(planRow),
  events: list(eventRow),
  annotations: list(
    record<AnnotationRow>({
      ...row,
      at: number,
      place: text,
      kind: oneOf('note', 'bookmark', 'highlight', 'flag', 'easy', 'reason', 'wording'),
      annotation: optional(annotation),
    }),
  ),
  forecasts: list(
    record<ForecastRow>({
      ...row,
      at: number,
      passChance: number,
      mean: number,
      low: number,
      high: number,
      questions: whole,
      evidence: number,
    }),
  ),
  binders: list(record<BinderRow>({ ...row, at: number, name: optional(text) })),
  fields: list(record<FieldRow>({ ...row, at: number, binder: text, value: optional(text) })),
  // What stands in the fields is held against the schema of question files whenever it is read.
  ownQuestions: list(record<OwnQuestionRow>({ ...row, at: number, fields: optional(anything) })),
  ownExams: list(
    record<OwnExamRow>({
      ...row,
      at: number,
      exam: optional(record<OwnExam>({ title: text, minutes: whole, passPercent: whole, questions: list(text) })),
    }),
  ),
})

/** An attempt's log in order, numbered from 0 without a gap: the first place where it is not. */
export function logProblem(log: readonly unknown[], path: string): Problem | undefined {
  return first(log.entries(), ([index, entry]) => {
    const problem = eventRow(entry, `${path}[${index}]`)
    if (problem) return problem
    return isRecord(entry) && entry['seq'] === index
      ? undefined
      : { path: `${path}[${index}]`, what: 'is out of sequence' }
  })
}
