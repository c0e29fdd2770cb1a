import type { ExamEvent, ExamPlan } from '../core/exam.ts'
import type { Mark } from '../core/marking.ts'
import type { Scenario } from '../core/profile.ts'
import type { Response } from '../core/question.ts'
import type {
  Attempt,
  AttemptSummary,
  Data,
  EventRow,
  PlanRow,
  SettingRow,
  StoredResponse,
  StudyRow,
  VisitRow,
} from './tables.ts'

// What a stored row must look like before anything trusts it. By hand, because the exam needs it without waiting for
// another chunk. A field that a type gains is missing here, and that is a type error; fields not named are let through.

export type Problem = { readonly path: string; readonly what: string }
/** The first problem, or undefined when the value fits. */
export type Check = (value: unknown, path: string) => Problem | undefined

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
      ? first(value.entries(), ([index, item]) => check(item, `${path}[${index}]`))
      : { path, what: 'is not a list' }

const record =
  <Shape>(fields: { readonly [Field in keyof Required<Shape>]: Check }): Check =>
  (value, path) =>
    isRecord(value)
      ? first(Object.entries<Check>(fields), ([field, check]) => check(value[field], path ? `${path}.${field}` : field))
      : { path, what: 'is not a record' }

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
  flagged: record<Variant<'flagged'>>({ ...at, question: text, on: flag }),
  struck: record<Variant<'struck'>>({ ...at, question: text, option: text, on: flag }),
  extended: record<Variant<'extended'>>({ ...at, byMs: number }),
  paused: record<Variant<'paused'>>(at),
  resumed: record<Variant<'resumed'>>(at),
  ticked: record<Variant<'ticked'>>(at),
  submitted: record<Variant<'submitted'>>(at),
})

const response = variants<'kind', Response>('kind', {
  chosen: record<Extract<Response, { readonly kind: 'chosen' }>>({ kind: text, options: list(text) }),
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
  bankHash: text,
  questions: list(
    record<ExamPlan['questions'][number]>({ question, optionOrder: list(text), scenario: optional(scenario) }),
  ),
  limitMs: optional(number),
  standardMs: number,
  passPercent: number,
  backAllowed: flag,
  domains: list(record<ExamPlan['domains'][number]>({ id: text, title: text })),
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

export const planRow = record<PlanRow>({ ...row, plan })
const eventRow = record<EventRow>({ ...row, attemptId: text, seq: whole, event })

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
      context: oneOf('check', 'module-test', 'practice', 'exam'),
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
