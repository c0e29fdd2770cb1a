import type { Certainty } from '../core/certainty.ts'
import type { ClassForm } from '../core/class-report.ts'
import type { ExamEvent, ExamMode, ExamPlan } from '../core/exam.ts'
import type { Mark } from '../core/marking.ts'
import type { OwnExam } from '../core/own-exam.ts'
import type { QuestionId, Response } from '../core/question.ts'
import type { Result } from '../core/result.ts'
import type { Scores } from '../core/rubric.ts'

// What the store holds, wherever it is held. Rows of responses, plans and events are a log: written once, never
// changed. Rows with a time (`Stamped`) are one field each: the later writer wins.

type Row = { readonly id: string; readonly schema: number }
export type Stamped = Row & { readonly at: number }

/** What a person does here and now counts after whatever this device holds, even when its clock was set back. */
export const laterThan = (before: Stamped | undefined, at: number): number =>
  before ? Math.max(at, before.at + 1) : at

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** `id` is the lesson. `studied: false` is the tombstone. */
export type StudyRow = Stamped & { readonly studied: boolean }

/** `id` is the lesson. */
export type VisitRow = Stamped & { readonly section?: string | undefined }

/** `id` is the key. Without a value it is the tombstone. */
export type SettingRow = Stamped & { readonly value?: Json | undefined }

/** What a screen knows of a response when it is given. */
export type NewResponse = {
  /** Recording an id a second time changes nothing. Without one, the store makes one. */
  readonly id?: string | undefined
  readonly questionId: QuestionId
  /** Of the question. */
  readonly version: number
  readonly concept: string
  readonly domain: string
  /** A drill asks for no concept: its `questionId` is a situation, its `concept` the clause or control that was right. */
  readonly context: 'check' | 'module-test' | 'practice' | 'exam' | 'review' | 'placement' | 'drill'
  readonly attemptId?: string | undefined
  readonly response: Response
  readonly mark: Mark
  readonly certainty?: Certainty | undefined
  /** A hint or a rationale was open. */
  readonly assisted: boolean
  /** Why practice chose the question; only `representative` ones are an unbiased sample. */
  readonly sampling?: 'due' | 'weak' | 'representative' | undefined
  readonly at: number
  readonly spentMs?: number | undefined
  readonly bankHash?: string | undefined
}

export type StoredResponse = Omit<NewResponse, 'id'> &
  Row & {
    /** When it was given, this device had neither a response to the question nor shown it in another attempt. */
    readonly firstExposure: boolean
  }

export type AttemptSummary = {
  readonly startedAt: number
  readonly endedAt: number
  readonly cause: 'submitted' | 'time-out'
  readonly right: number
  readonly questions: number
  readonly passed: boolean
}

/** One line of the list of attempts; the plan and the log are kept apart, because they are large. */
export type Attempt = Row & {
  readonly createdAt: number
  readonly profileId: string
  readonly title: string
  readonly mode: ExamMode
  readonly questionIds: readonly QuestionId[]
  /** Undefined until the attempt is finished; then never changed. */
  readonly summary?: AttemptSummary | undefined
}

/** `id` is the attempt. */
export type PlanRow = Row & {
  readonly plan: ExamPlan
  /** SHA-256 of the plan as it was written; plans of the first release have none. */
  readonly seal?: string | undefined
}

export type EventRow = Row & { readonly attemptId: string; readonly seq: number; readonly event: ExamEvent }

/** Why a question was missed, in the learner's own judgement; each leads to a repair of its own. */
export const missReasons = ['unknown', 'confused', 'misread', 'overlooked', 'changed', 'guessed'] as const
export type MissReason = (typeof missReasons)[number]

/** What a learner attaches to a place of the site, or says of a response. */
export type Annotation =
  | { readonly kind: 'note'; readonly text: string; readonly section?: string | undefined }
  | { readonly kind: 'bookmark'; readonly section?: string | undefined }
  /** Offsets in UTF-16 units of the section's plain text, with the words themselves in case the text changes. */
  | {
      readonly kind: 'highlight'
      readonly section: string
      readonly from: number
      readonly to: number
      readonly quote: string
      /** What the learner wrote on these words. */
      readonly note?: string | undefined
    }
  /** A question to come back to. */
  | { readonly kind: 'flag' }
  /** A response that came too easily: its concept waits longer. */
  | { readonly kind: 'easy' }
  | { readonly kind: 'reason'; readonly reason: MissReason }
  /** A nonconformity in the learner's own words, scored by themselves. */
  | {
      readonly kind: 'wording'
      readonly text: string
      readonly scores: Scores
      readonly certainty?: Certainty | undefined
    }

/** `place` is `lesson:<id>`, `standard:<id>`, `question:<id>` or `response:<id>`. Without an annotation it is the tombstone. */
export type AnnotationRow = Stamped & {
  readonly place: string
  readonly kind: Annotation['kind']
  readonly annotation?: Annotation | undefined
}

/** What was expected of a mock before it began. `id` is the attempt; written once. */
export type ForecastRow = Row & {
  readonly at: number
  /** From 0 to 1. */
  readonly passChance: number
  /** Expected share of right answers, from 0 to 1. */
  readonly mean: number
  /** Right answers: the 10th and the 90th percentile. */
  readonly low: number
  readonly high: number
  readonly questions: number
  /** How many answers it rests on, each weighted by its age. */
  readonly evidence: number
}

/** A copy of all workbooks, by name. Without one it is the tombstone. */
export type BinderRow = Stamped & { readonly name?: string | undefined }

/** `id` is the binder and the key of the field: one field of one row, each for itself. Without a value it is empty. */
export type FieldRow = Stamped & { readonly binder: string; readonly value?: string | undefined }

/** A question of the trainer's own as its author wrote it, in the fields of a question file. Without them it is the tombstone. */
export type OwnQuestionRow = Stamped & { readonly fields?: Json | undefined }

/** Without an exam it is the tombstone. */
export type OwnExamRow = Stamped & { readonly exam?: OwnExam | undefined }

/** A form that was given to a class, with its questions as they were. Deleted for good when its day has come. */
export type ClassRow = Row & {
  readonly createdAt: number
  readonly deleteAt: number
  readonly form: ClassForm
  /** Whether the trainer asked for names; without it none is kept, whoever typed one. */
  readonly asksNames: boolean
}

/** How a result came in. */
export type Arrival = 'camera' | 'paste' | 'file' | 'live'

/** What one person handed in. `id` is the class and the sitting, so that it is kept once. */
export type ClassResultRow = Row & {
  readonly classId: string
  readonly token: string
  readonly arrival: Arrival
  readonly at: number
}

/** All that belongs to the learner, as plain values: what a backup holds and what two devices bring together. */
export type Data = {
  readonly studies: readonly StudyRow[]
  readonly visits: readonly VisitRow[]
  readonly settings: readonly SettingRow[]
  readonly responses: readonly StoredResponse[]
  readonly attempts: readonly Attempt[]
  readonly plans: readonly PlanRow[]
  readonly events: readonly EventRow[]
  readonly annotations: readonly AnnotationRow[]
  readonly forecasts: readonly ForecastRow[]
  readonly binders: readonly BinderRow[]
  readonly fields: readonly FieldRow[]
  readonly ownQuestions: readonly OwnQuestionRow[]
  readonly ownExams: readonly OwnExamRow[]
}

/** What belongs to other people. It is in no backup, is exported by itself alone, and is deleted on a day. */
export type ClassData = {
  readonly classes: readonly ClassRow[]
  readonly classResults: readonly ClassResultRow[]
}

type AllData = Data & ClassData
export type TableName = keyof AllData

export type Table<TableRow> = {
  readonly get: (id: string) => Promise<TableRow | undefined>
  /** In the order of the ids. */
  readonly getAll: (ids: readonly string[]) => Promise<readonly (TableRow | undefined)[]>
  readonly all: () => Promise<readonly TableRow[]>
  /** The rows whose field equals one of the values or, where the field is a list, holds one. */
  readonly where: (field: keyof TableRow & string, values: readonly string[]) => Promise<readonly TableRow[]>
  readonly count: (field: keyof TableRow & string, value: string) => Promise<number>
  /** Fails when an id is there already. */
  readonly add: (rows: readonly TableRow[]) => Promise<unknown>
  readonly put: (rows: readonly TableRow[]) => Promise<unknown>
  /** For good, without a tombstone. */
  readonly remove: (ids: readonly string[]) => Promise<unknown>
  readonly clear: () => Promise<unknown>
}

export type Tables = { readonly [Name in TableName]: Table<AllData[Name][number]> }

/** Why something was not kept. */
export type StorageFailure =
  | { readonly kind: 'full' }
  | { readonly kind: 'blocked'; readonly detail: string }
  /** A newer release of the site has taken over the database in another tab. Reload. */
  | { readonly kind: 'newer-version' }
  | { readonly kind: 'unknown-attempt'; readonly attemptId: string }

/** Why this device keeps nothing. */
export type MemoryReason =
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'private' }
  /** What stands there is of an older release, could not be brought up to this one, and is untouched. */
  | { readonly kind: 'not-upgraded' }
  | { readonly kind: 'full' }
  | { readonly kind: 'blocked'; readonly detail: string }

/** Where the tables live. `work` may await nothing but the tables. */
export type Disk = {
  /** One transaction. Resolves after it is on disk; when `work` throws, nothing has changed. */
  readonly write: <Value>(
    work: (tables: Tables) => Promise<Result<Value, StorageFailure>>,
  ) => Promise<Result<Value, StorageFailure>>
  /** One consistent view. */
  readonly read: <Value>(work: (tables: Tables) => Promise<Value>) => Promise<Value>
  /** Shows what `work` reads, now and whenever it changes, in other tabs too. Returns how to stop. */
  readonly watch: <Value>(work: (tables: Tables) => Promise<Value>, show: (value: Value) => void) => () => void
  readonly close: () => void
}

export type Written<Value> = Promise<Result<Value, StorageFailure>>

/** What a part of the store is opened with. */
export type Access = {
  readonly now: () => number
  readonly write: <Value>(work: (tables: Tables) => Written<Value>) => Written<Value>
  readonly watch: <Value>(work: (tables: Tables) => Promise<Value>, show: (value: Value) => void) => () => void
}
