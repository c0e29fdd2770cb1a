import type { Certainty } from '../core/certainty.ts'
import type { ExamEvent, ExamMode, ExamPlan } from '../core/exam.ts'
import type { Mark } from '../core/marking.ts'
import type { QuestionId, Response } from '../core/question.ts'
import type { Result } from '../core/result.ts'

// What the store holds, wherever it is held. Rows of responses, plans and events are a log: written once, never
// changed. Rows with a time (`Stamped`) are one field each: the later writer wins.

type Row = { readonly id: string; readonly schema: number }
export type Stamped = Row & { readonly at: number }

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
  readonly context: 'check' | 'module-test' | 'practice' | 'exam'
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
export type PlanRow = Row & { readonly plan: ExamPlan }

export type EventRow = Row & { readonly attemptId: string; readonly seq: number; readonly event: ExamEvent }

/** Everything, as plain values. */
export type Data = {
  readonly studies: readonly StudyRow[]
  readonly visits: readonly VisitRow[]
  readonly settings: readonly SettingRow[]
  readonly responses: readonly StoredResponse[]
  readonly attempts: readonly Attempt[]
  readonly plans: readonly PlanRow[]
  readonly events: readonly EventRow[]
}

export type TableName = keyof Data

export type Table<TableRow> = {
  readonly get: (id: string) => Promise<TableRow | undefined>
  readonly all: () => Promise<readonly TableRow[]>
  /** The rows whose field equals one of the values or, where the field is a list, holds one. */
  readonly where: (field: keyof TableRow & string, values: readonly string[]) => Promise<readonly TableRow[]>
  readonly count: (field: keyof TableRow & string, value: string) => Promise<number>
  /** Fails when an id is there already. */
  readonly add: (rows: readonly TableRow[]) => Promise<unknown>
  readonly put: (rows: readonly TableRow[]) => Promise<unknown>
  readonly clear: () => Promise<unknown>
}

export type Tables = { readonly [Name in TableName]: Table<Data[Name][number]> }

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
