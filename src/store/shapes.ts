import type { ExamEvent, ExamPlan, Range } from '../core/exam.ts'
import type { Mark } from '../core/marking.ts'
import type { OwnExam } from '../core/own-exam.ts'
import type { Scenario } from '../core/profile.ts'
import type { Response } from '../core/question.ts'
import { scores, type Scores } from '../core/rubric.ts'
import {
  anything,
  first,
  flag,
  isRecord,
  list,
  number,
  oneOf,
  optional,
  record,
  text,
  textsByName,
  variants,
  whole,
  type Problem,
} from './checks.ts'
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

// What each stored row must look like.

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
