import type { Scenario } from './profile.ts'
import {
  chosenOptions,
  filling,
  isComplete,
  isPlaced,
  isSameResponse,
  isSelected,
  pickOf,
  placing,
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
  /** What it counts, in an exam that is scored in marks: then every question has some. */
  readonly marks?: number | undefined
}

export type ExamMode = 'exam' | 'practice'

/** Everything that is fixed before the clock starts. It is stored whole, so that no later release can change it. */
export type ExamPlan = {
  readonly attemptId: string
  readonly profileId: string
  readonly title: string
  readonly mode: ExamMode
  readonly seed: number
  /** On paper nothing is known of when a question was answered. */
  readonly medium?: 'paper' | undefined
  /** By which others can sit the same form, as people write it. */
  readonly code?: string | undefined
  /** Where the same form is had again, from the site's root. */
  readonly again?: string | undefined
  /** Names the edition of the bank the form was drawn from. */
  readonly bankHash: string
  readonly questions: readonly ExamQuestion[]
  /** Undefined means untimed. */
  readonly limitMs: number | undefined
  /** What the profile allows, before extra time was added. */
  readonly standardMs: number
  readonly passPercent: number
  readonly backAllowed: boolean
  /** Whether a candidate may look things up while the exam runs. */
  readonly openBook?: boolean | undefined
  readonly domains: readonly {
    readonly id: string
    readonly title: string
    /** What must be reached in this domain alone to pass: marks or, in an exam without, questions. */
    readonly floor?: number | undefined
  }[]
}

/** A stretch of a passage's plain text, in UTF-16 units: from the first to before the last. */
export type Range = { readonly from: number; readonly to: number }

export type LookUp = {
  /** The one on screen when it was opened. */
  readonly question: QuestionId
  readonly entry: string
  /** The response that question had when it was opened. */
  readonly before: Response
  readonly at: number
  /** Undefined while it is open. */
  readonly until: number | undefined
}

/** Notes beyond it are cut off. */
export const notesLimit = 20_000

export const stemPassage = (question: QuestionId) => `stem:${question}`
export const scenarioPassage = (scenario: string) => `scenario:${scenario}`

/**
 * What a candidate did, in the order it was done. `at` is epoch milliseconds and the only way time enters: the later
 * of the wall clock and of the start plus a monotonic clock, so that setting the clock back gains nothing.
 */
export type ExamEvent =
  | { readonly type: 'started'; readonly at: number }
  | { readonly type: 'moved'; readonly at: number; readonly to: number }
  /** Where options are put in order, they are the sequence so far. */
  | { readonly type: 'chose'; readonly at: number; readonly question: QuestionId; readonly options: readonly string[] }
  /** One option was matched or classified; without a target it was taken away again. */
  | {
      readonly type: 'placed'
      readonly at: number
      readonly question: QuestionId
      readonly option: string
      readonly target: string | undefined
    }
  | { readonly type: 'flagged'; readonly at: number; readonly question: QuestionId; readonly on: boolean }
  | {
      readonly type: 'struck'
      readonly at: number
      readonly question: QuestionId
      readonly option: string
      readonly on: boolean
    }
  /** The notes of the attempt, the whole text each time. */
  | { readonly type: 'noted'; readonly at: number; readonly text: string }
  /** All highlights of one passage, which is named by `stemPassage` or `scenarioPassage`. */
  | { readonly type: 'highlighted'; readonly at: number; readonly passage: string; readonly ranges: readonly Range[] }
  /** An entry of the reference panel was opened; that closes the one before. */
  | { readonly type: 'looked-up'; readonly at: number; readonly entry: string }
  | { readonly type: 'closed-book'; readonly at: number }
  | { readonly type: 'extended'; readonly at: number; readonly byMs: number }
  | { readonly type: 'paused'; readonly at: number }
  | { readonly type: 'resumed'; readonly at: number }
  /** Time went on; `setBackMs` is by how much the clock of the device was found to lag, where it was. */
  | { readonly type: 'ticked'; readonly at: number; readonly setBackMs?: number | undefined }
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

/** What a candidate wrote, marked and read beside the questions. No part of the score. */
type Desk = {
  readonly notes: string
  /** By passage; none is empty. */
  readonly highlights: Readonly<Record<string, readonly Range[]>>
  /** Oldest first; only the last one can be open. */
  readonly lookUps: readonly LookUp[]
}

type Sitting = Desk & {
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
  | ({
      readonly phase: 'finished'
      readonly plan: ExamPlan
      readonly startedAt: number
      readonly endedAt: number
      /** What was allowed in the end, extra time included; undefined when untimed. */
      readonly limitMs: number | undefined
      readonly cause: 'submitted' | 'time-out'
      readonly sheets: readonly Sheet[]
    } & Desk)

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
  notes: '',
  highlights: {},
  lookUps: [],
})

function act(exam: Running, event: ExamEvent, at: number): Exam {
  switch (event.type) {
    case 'moved':
      return move(exam, event.to, at)
    case 'chose':
      return write(exam, at, event.question, (sheet, question) => choose(sheet, question, event.options))
    case 'placed':
      return write(exam, at, event.question, (sheet, question) => place(sheet, question, event))
    case 'flagged':
      return write(exam, at, event.question, (sheet) =>
        sheet.flagged === event.on ? sheet : { ...sheet, flagged: event.on },
      )
    case 'struck':
      return write(exam, at, event.question, (sheet, question) => strike(sheet, question, event))
    case 'noted':
      return note(exam, at, event.text)
    case 'highlighted':
      return highlight(exam, at, event)
    case 'looked-up':
      return lookUp(exam, at, event.entry)
    case 'closed-book':
      return exam.lookUps.some(isOpen) ? { ...clocked(exam, at), lookUps: closed(exam.lookUps, at) } : exam
    case 'extended':
      return extend(clocked(exam, at), event.byMs)
    case 'paused':
      return exam.plan.mode === 'practice'
        ? { ...clocked(exam, at), phase: 'paused', lookUps: closed(exam.lookUps, at) }
        : exam
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
  const sheet = known(written.sheets[index])
  const changed = change(sheet, planned.question)
  return changed === sheet ? exam : { ...written, sheets: withSheet(written.sheets, index, () => changed) }
}

function choose(sheet: Sheet, { prompt }: Question, options: readonly OptionId[]): Sheet {
  const offered = prompt.options.map(({ id }) => id)
  if (isPlaced(prompt) || !options.every((option) => offered.includes(option))) return sheet
  if (prompt.kind === 'nonconformity') {
    return respond(
      sheet,
      options.reduce<Response>((response, option) => filling(prompt, response, { option, on: true }), { kind: 'none' }),
    )
  }
  const capped = [...new Set(options)].slice(0, pickOf(prompt))
  if (capped.length === 0) return respond(sheet, { kind: 'none' })
  return respond(
    sheet,
    prompt.kind === 'order'
      ? { kind: 'ordered', options: capped }
      : { kind: 'chosen', options: offered.filter((option) => capped.includes(option)) },
  )
}

function place(
  sheet: Sheet,
  { prompt }: Question,
  { option, target }: { readonly option: OptionId; readonly target: string | undefined },
): Sheet {
  const canPlace =
    isPlaced(prompt) &&
    prompt.options.some(({ id }) => id === option) &&
    (target === undefined || prompt.targets.some(({ id }) => id === target))
  return canPlace ? respond(sheet, placing(sheet.response, option, target)) : sheet
}

function respond(sheet: Sheet, response: Response): Sheet {
  if (isSameResponse(response, sheet.response)) return sheet
  return {
    ...sheet,
    seen: true,
    response,
    struck: sheet.struck.filter((option) => !chosenOptions(response).includes(option)),
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
  const canStrike =
    isSelected(prompt) &&
    prompt.options.some(({ id }) => id === option) &&
    !chosenOptions(sheet.response).includes(option)
  return canStrike ? { ...sheet, struck: [...others, option] } : sheet
}

function note(exam: Running, at: number, text: string): Running {
  const notes = text.slice(0, notesLimit)
  return notes === exam.notes ? exam : { ...clocked(exam, at), notes }
}

function highlight(
  exam: Running,
  at: number,
  { passage, ranges }: { readonly passage: string; readonly ranges: readonly Range[] },
): Running {
  const present = exam.highlights[passage] ?? []
  if (!isPassage(exam, passage) || !areSane(ranges) || areSameRanges(ranges, present)) return exam
  const others = Object.entries(exam.highlights).filter(([name]) => name !== passage)
  return {
    ...clocked(exam, at),
    highlights: Object.fromEntries(ranges.length === 0 ? others : [...others, [passage, ranges]]),
  }
}

/** Whether a passage can be marked: where going back is not allowed, it must be on screen. */
const isPassage = ({ plan, current }: Running, passage: string): boolean =>
  plan.questions.some(
    ({ question, scenario }, index) =>
      (plan.backAllowed || index === current) &&
      (passage === stemPassage(question.id) || (scenario !== undefined && passage === scenarioPassage(scenario.id))),
  )

/** Whole numbers, no stretch empty, each one behind the one before. */
const areSane = (ranges: readonly Range[]): boolean =>
  ranges.every(
    ({ from, to }, index) =>
      Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= (ranges[index - 1]?.to ?? 0) && from < to,
  )

const areSameRanges = (some: readonly Range[], others: readonly Range[]): boolean =>
  some.length === others.length &&
  some.every(({ from, to }, index) => from === others[index]?.from && to === others[index]?.to)

function lookUp(exam: Running, at: number, entry: string): Running {
  const question = known(exam.plan.questions[exam.current]).question.id
  const open = exam.lookUps.find(isOpen)
  if (entry === '' || (open?.entry === entry && open.question === question)) return exam
  const before = known(exam.sheets[exam.current]).response
  const lookUps = [...closed(exam.lookUps, at), { question, entry, before, at, until: undefined }]
  return { ...clocked(exam, at), lookUps }
}

const isOpen = ({ until }: LookUp): boolean => until === undefined

const closed = (lookUps: readonly LookUp[], at: number): readonly LookUp[] =>
  lookUps.map((one) => (isOpen(one) ? { ...one, until: at } : one))

function finish(exam: Running, { at, cause }: { readonly at: number; readonly cause: Finished['cause'] }): Finished {
  const { plan, startedAt, sheets, notes, highlights, lookUps } = clocked(exam, at)
  return {
    phase: 'finished',
    plan,
    startedAt,
    endedAt: at,
    limitMs: limitMsOf(exam),
    cause,
    sheets,
    notes,
    highlights,
    lookUps: closed(lookUps, at),
  }
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
