import type { Scenario } from './profile.ts'
import {
  chosenOptions,
  isComplete,
  isSameResponse,
  pickOf,
  type OptionId,
  type Question,
  type QuestionId,
  type Response,
} from './question.ts'
import { known, unreachable } from './result.ts'

/** A question as it is put to this person in this attempt: its full text, frozen, with options in the order shown. */
export type ExamQuestion = {
  readonly question: Question
  readonly optionOrder: readonly string[]
  /** The scenario it belongs to, if any: the stimulus is frozen with the question. */
  readonly scenario?: Scenario | undefined
}

export type ExamMode = 'exam' | 'practice'

/** Everything that is fixed before the clock starts. It is stored whole, so that no later release can change it. */
export type ExamPlan = {
  readonly attemptId: string
  readonly profileId: string
  readonly title: string
  readonly mode: ExamMode
  readonly seed: number
  /** Names the edition of the bank the form was drawn from. */
  readonly bankHash: string
  readonly questions: readonly ExamQuestion[]
  /** Undefined means untimed. */
  readonly limitMs: number | undefined
  /** What the profile allows, before extra time was added. */
  readonly standardMs: number
  readonly passPercent: number
  readonly backAllowed: boolean
  readonly domains: readonly { readonly id: string; readonly title: string }[]
}

/**
 * What a candidate did, in the order it was done. `at` is epoch milliseconds and the only way time enters: the later
 * of the wall clock and of the start plus a monotonic clock, so that setting the clock back gains nothing.
 */
export type ExamEvent =
  | { readonly type: 'started'; readonly at: number }
  | { readonly type: 'moved'; readonly at: number; readonly to: number }
  | { readonly type: 'chose'; readonly at: number; readonly question: QuestionId; readonly options: readonly string[] }
  | { readonly type: 'flagged'; readonly at: number; readonly question: QuestionId; readonly on: boolean }
  | {
      readonly type: 'struck'
      readonly at: number
      readonly question: QuestionId
      readonly option: string
      readonly on: boolean
    }
  | { readonly type: 'extended'; readonly at: number; readonly byMs: number }
  | { readonly type: 'paused'; readonly at: number }
  | { readonly type: 'resumed'; readonly at: number }
  | { readonly type: 'ticked'; readonly at: number }
  | { readonly type: 'submitted'; readonly at: number }

/** What the exam knows of one question. */
export type Sheet = {
  readonly seen: boolean
  readonly response: Response
  readonly flagged: boolean
  /** Never holds an option of the response. */
  readonly struck: readonly string[]
  /** Time on screen. */
  readonly spentMs: number
  /** Every response that was given, oldest first, the present one last. */
  readonly history: readonly Response[]
}

type Sitting = {
  readonly plan: ExamPlan
  readonly startedAt: number
  /** When the clock runs out; undefined when untimed. A pause moves it on. */
  readonly deadline: number | undefined
  readonly current: number
  /** Up to when time is written to the sheets: the last event that counted. It never goes back. */
  readonly since: number
  readonly sheets: readonly Sheet[]
}

export type Exam =
  | { readonly phase: 'ready'; readonly plan: ExamPlan }
  | ({ readonly phase: 'running' } & Sitting)
  /** The clock stands still since `since`. Practice only. */
  | ({ readonly phase: 'paused' } & Sitting)
  | {
      readonly phase: 'finished'
      readonly plan: ExamPlan
      readonly startedAt: number
      readonly endedAt: number
      /** What was allowed in the end, extra time included; undefined when untimed. */
      readonly limitMs: number | undefined
      readonly cause: 'submitted' | 'time-out'
      readonly sheets: readonly Sheet[]
    }

type Running = Extract<Exam, { phase: 'running' }>
type Paused = Extract<Exam, { phase: 'paused' }>
type Finished = Extract<Exam, { phase: 'finished' }>

/**
 * The next state of an exam. An event that makes no sense leaves the exam as it is: in this phase, about a question or
 * an option it does not hold, or back where going back is not allowed. Any event at or after the deadline ends the exam
 * at the deadline.
 */
export function transition(exam: Exam, event: ExamEvent): Exam {
  switch (exam.phase) {
    case 'ready':
      return event.type === 'started' && exam.plan.questions.length > 0 ? start(exam.plan, event.at) : exam
    case 'running': {
      const at = Math.max(event.at, exam.since)
      const isOver = exam.deadline !== undefined && at >= exam.deadline
      return isOver ? finish(exam, { at: exam.deadline, cause: 'time-out' }) : act(exam, event, at)
    }
    case 'paused':
      return actPaused(exam, event, Math.max(event.at, exam.since))
    case 'finished':
      return exam
    default:
      return unreachable(exam)
  }
}

/** The exam after a log of events. */
export const replay = (plan: ExamPlan, events: readonly ExamEvent[]): Exam =>
  events.reduce<Exam>(transition, { phase: 'ready', plan })

const blank: Sheet = {
  seen: false,
  response: { kind: 'none' },
  flagged: false,
  struck: [],
  spentMs: 0,
  history: [],
}

const start = (plan: ExamPlan, at: number): Running => ({
  phase: 'running',
  plan,
  startedAt: at,
  deadline: plan.limitMs === undefined ? undefined : at + plan.limitMs,
  current: 0,
  since: at,
  sheets: plan.questions.map((_, index) => (index === 0 ? { ...blank, seen: true } : blank)),
})

function act(exam: Running, event: ExamEvent, at: number): Exam {
  switch (event.type) {
    case 'moved':
      return move(exam, event.to, at)
    case 'chose':
      return write(exam, at, event.question, (sheet, question) => choose(sheet, question, event.options))
    case 'flagged':
      return write(exam, at, event.question, (sheet) => ({ ...sheet, flagged: event.on }))
    case 'struck':
      return write(exam, at, event.question, (sheet, question) => strike(sheet, question, event))
    case 'extended':
      return extend(clocked(exam, at), event.byMs)
    case 'paused':
      return exam.plan.mode === 'practice' ? { ...clocked(exam, at), phase: 'paused' } : exam
    case 'submitted':
      return finish(exam, { at, cause: 'submitted' })
    case 'started':
    case 'resumed':
    case 'ticked':
      return exam
    default:
      return unreachable(event)
  }
}

function actPaused(exam: Paused, event: ExamEvent, at: number): Exam {
  switch (event.type) {
    case 'resumed':
      return resume(exam, at)
    case 'submitted':
      return finish(resume(exam, at), { at, cause: 'submitted' })
    case 'extended':
      return extend(exam, event.byMs)
    default:
      return exam
  }
}

const resume = (exam: Paused, at: number): Running => ({
  ...exam,
  phase: 'running',
  deadline: exam.deadline === undefined ? undefined : exam.deadline + (at - exam.since),
  since: at,
})

const extend = <Clocked extends Running | Paused>(exam: Clocked, byMs: number): Clocked =>
  exam.deadline === undefined || !(byMs > 0) ? exam : { ...exam, deadline: exam.deadline + byMs }

function move(exam: Running, to: number, at: number): Running {
  const isAllowed = exam.plan.backAllowed ? to !== exam.current : to === exam.current + 1
  if (!isAllowed || exam.sheets[to] === undefined) return exam
  const moved = clocked(exam, at)
  return { ...moved, current: to, sheets: withSheet(moved.sheets, to, (sheet) => ({ ...sheet, seen: true })) }
}

/** Changes the sheet of one question. Where going back is not allowed, only the one on screen can be written on. */
function write(
  exam: Running,
  at: number,
  id: QuestionId,
  change: (sheet: Sheet, question: Question) => Sheet,
): Running {
  const index = exam.plan.questions.findIndex(({ question }) => question.id === id)
  const planned = exam.plan.questions[index]
  if (planned === undefined || (index !== exam.current && !exam.plan.backAllowed)) return exam
  const written = clocked(exam, at)
  return { ...written, sheets: withSheet(written.sheets, index, (sheet) => change(sheet, planned.question)) }
}

function choose(sheet: Sheet, { prompt }: Question, options: readonly OptionId[]): Sheet {
  const offered = prompt.options.map(({ id }) => id)
  if (!options.every((option) => offered.includes(option))) return sheet
  const capped = [...new Set(options)].slice(0, pickOf(prompt))
  const chosen = offered.filter((option) => capped.includes(option))
  const response: Response = chosen.length === 0 ? { kind: 'none' } : { kind: 'chosen', options: chosen }
  if (isSameResponse(response, sheet.response)) return sheet
  return {
    ...sheet,
    seen: true,
    response,
    struck: sheet.struck.filter((option) => !chosen.includes(option)),
    history: [...sheet.history, response],
  }
}

function strike(
  sheet: Sheet,
  { prompt }: Question,
  { option, on }: { readonly option: OptionId; readonly on: boolean },
): Sheet {
  const others = sheet.struck.filter((struck) => struck !== option)
  if (!on) return { ...sheet, struck: others }
  const canStrike = prompt.options.some(({ id }) => id === option) && !chosenOptions(sheet.response).includes(option)
  return canStrike ? { ...sheet, struck: [...others, option] } : sheet
}

function finish(exam: Running, { at, cause }: { readonly at: number; readonly cause: Finished['cause'] }): Finished {
  const { plan, startedAt, sheets } = clocked(exam, at)
  return { phase: 'finished', plan, startedAt, endedAt: at, limitMs: limitMsOf(exam), cause, sheets }
}

/** The exam with the time up to `at`, which is not before `since`, written to the sheet on screen. */
const clocked = (exam: Running, at: number): Running => ({
  ...exam,
  since: at,
  sheets: withSheet(exam.sheets, exam.current, (sheet) => ({ ...sheet, spentMs: sheet.spentMs + at - exam.since })),
})

const withSheet = (sheets: readonly Sheet[], at: number, change: (sheet: Sheet) => Sheet): readonly Sheet[] =>
  sheets.map((sheet, index) => (index === at ? change(sheet) : sheet))

/** What is left on the clock in milliseconds, never below 0; undefined when untimed. */
export function remainingMs(exam: Exam, now: number): number | undefined {
  const limitMs = limitMsOf(exam)
  if (limitMs === undefined) return undefined
  const runningMs = exam.phase === 'running' ? Math.max(0, now - exam.since) : 0
  return Math.max(0, limitMs - usedMs(exam) - runningMs)
}

/** What is allowed in milliseconds, extra time included and pauses not; undefined when untimed. */
export function limitMsOf(exam: Exam): number | undefined {
  if (exam.phase === 'ready') return exam.plan.limitMs
  if (exam.phase === 'finished') return exam.limitMs
  return exam.deadline === undefined ? undefined : usedMs(exam) + exam.deadline - exam.since
}

/** The time written to the sheets, in milliseconds: in a finished exam all of it, pauses left out. */
export const usedMs = (exam: Exam): number => sheetsOf(exam).reduce((sum, sheet) => sum + sheet.spentMs, 0)

/** One sheet per question, in their order; blank before the start. */
export const sheetsOf = (exam: Exam): readonly Sheet[] =>
  exam.phase === 'ready' ? exam.plan.questions.map(() => blank) : exam.sheets

export type SheetState = 'unseen' | 'incomplete' | 'complete'

/** `incomplete` is seen with no or too few choices. */
export function stateOf(sheet: Sheet, { prompt }: Pick<Question, 'prompt'>): SheetState {
  if (!sheet.seen) return 'unseen'
  return isComplete(prompt, sheet.response) ? 'complete' : 'incomplete'
}

export type Counts = Readonly<Record<SheetState | 'flagged', number>>

export function counts(exam: Exam): Counts {
  const states = statesOf(exam)
  const count = (wanted: SheetState) => states.filter((state) => state === wanted).length
  return {
    complete: count('complete'),
    incomplete: count('incomplete'),
    unseen: count('unseen'),
    flagged: flaggedNumbers(exam).length,
  }
}

/** Numbers, from 1, of the questions that are not complete. */
export const unansweredNumbers = (exam: Exam): readonly number[] =>
  numbersWhere(statesOf(exam), (state) => state !== 'complete')

/** Numbers, from 1, of the questions that are flagged. */
export const flaggedNumbers = (exam: Exam): readonly number[] => numbersWhere(sheetsOf(exam), (sheet) => sheet.flagged)

const statesOf = (exam: Exam): readonly SheetState[] =>
  sheetsOf(exam).map((sheet, index) => stateOf(sheet, known(exam.plan.questions[index]).question))

const numbersWhere = <Item>(items: readonly Item[], isWanted: (item: Item) => boolean): readonly number[] =>
  items.flatMap((item, index) => (isWanted(item) ? [index + 1] : []))

/** Minutes left at which a message is due. */
export type Warning = 30 | 10 | 5 | 2 | 1

const minuteMs = 60_000

/** The messages that are due by now, the latest last. None is due at the very start of an exam that short. */
export function warningsPassed(remainingMs: number, limitMs: number): readonly Warning[] {
  const first = limitMs <= 60 * minuteMs ? 10 : 30
  return ([first, 5, 2, 1] as const).filter((minutes) => {
    const dueMs = minutes * minuteMs
    return remainingMs <= dueMs && dueMs < limitMs
  })
}

/** The latest message that is due; undefined before the first. */
export const warningAt = (remainingMs: number, limitMs: number): Warning | undefined =>
  warningsPassed(remainingMs, limitMs).at(-1)
