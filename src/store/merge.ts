import { canonical } from './canonical.ts'
import type { Data, EventRow, Stamped } from './tables.ts'

export type Counts = {
  readonly lessons: number
  readonly settings: number
  readonly responses: number
  readonly attempts: number
  readonly events: number
  /** Notes, bookmarks, highlights, flags and reasons. */
  readonly annotations: number
  /** Of workbooks, the names of binders among them. */
  readonly fields: number
  /** Questions and exams of one's own. */
  readonly own: number
}

export type Merge = {
  /** The rows to write. */
  readonly changes: Data
  readonly adds: Counts
  /** What theirs holds and ours had, or had a later word on. */
  readonly already: number
  /** Responses, attempts and forecasts that differ under one id. Ours stay. */
  readonly conflicts: number
}

/**
 * What has to be written to bring `theirs` into `ours`. Logs are united and never overwritten; of two values of one
 * field the later stays. As long as nothing conflicts, order and repetition make no difference.
 */
export function merge(ours: Data, theirs: Data): Merge {
  const studies = laterRows(ours.studies, theirs.studies)
  const visits = laterRows(ours.visits, theirs.visits)
  const settings = laterRows(ours.settings, theirs.settings)
  const responses = mergeLog(ours.responses, theirs.responses)
  const attempts = mergeAttempts(ours, theirs)
  const annotations = laterRows(ours.annotations, theirs.annotations)
  const forecasts = mergeLog(ours.forecasts, theirs.forecasts)
  const binders = laterRows(ours.binders, theirs.binders)
  const fields = laterRows(ours.fields, theirs.fields)
  const ownQuestions = laterRows(ours.ownQuestions, theirs.ownQuestions)
  const ownExams = laterRows(ours.ownExams, theirs.ownExams)

  const lessons = idsOf([...studies, ...visits]).size
  const lessonsInAll = idsOf([...theirs.studies, ...theirs.visits]).size
  return {
    changes: {
      studies,
      visits,
      settings,
      responses: responses.added,
      ...attempts.changes,
      annotations,
      forecasts: forecasts.added,
      binders,
      fields,
      ownQuestions,
      ownExams,
    },
    adds: {
      lessons,
      settings: settings.length,
      responses: responses.added.length,
      attempts: attempts.added,
      events: attempts.changes.events.length,
      annotations: annotations.length,
      fields: binders.length + fields.length,
      own: ownQuestions.length + ownExams.length,
    },
    already:
      lessonsInAll -
      lessons +
      (theirs.settings.length - settings.length) +
      (theirs.annotations.length - annotations.length) +
      (theirs.binders.length - binders.length) +
      (theirs.fields.length - fields.length) +
      (theirs.ownQuestions.length - ownQuestions.length) +
      (theirs.ownExams.length - ownExams.length) +
      responses.already +
      attempts.already,
    conflicts: responses.conflicts + attempts.conflicts + forecasts.conflicts,
  }
}

type Identified = { readonly id: string }

const idsOf = (rows: readonly Identified[]) => new Set(rows.map(({ id }) => id))
const byId = <Row extends Identified>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]))
const isSame = (one: unknown, other: unknown) => canonical(one) === canonical(other)

const laterRows = <Row extends Stamped>(ours: readonly Row[], theirs: readonly Row[]): readonly Row[] => {
  const known = byId(ours)
  return theirs.filter((row) => {
    const own = known.get(row.id)
    return own === undefined || isLater(row, own)
  })
}

// At the same millisecond any rule will do that two devices share.
const isLater = (one: Stamped, other: Stamped) =>
  one.at === other.at ? canonical(one) > canonical(other) : one.at > other.at

/** Rows that are written once. */
function mergeLog<Row extends Identified>(ours: readonly Row[], theirs: readonly Row[]) {
  const known = byId(ours)
  const added = theirs.filter(({ id }) => !known.has(id))
  const conflicts = theirs.filter((row) => known.has(row.id) && !isSame(row, known.get(row.id))).length
  return { added, conflicts, already: theirs.length - added.length - conflicts }
}

/** An attempt is merged as a whole: of two logs one must be the beginning of the other, and a finished one is closed. */
function mergeAttempts(ours: Data, theirs: Data) {
  const own = byId(ours.attempts)
  const ownPlans = byId(ours.plans)
  const theirPlans = byId(theirs.plans)
  const ownLogs = logsOf(ours.events)
  const theirLogs = logsOf(theirs.events)

  const changes: { readonly [Name in 'attempts' | 'plans' | 'events']: Data[Name][number][] } = {
    attempts: [],
    plans: [],
    events: [],
  }
  let added = 0
  let already = 0
  let conflicts = 0

  for (const attempt of theirs.attempts) {
    const { id, summary } = attempt
    const before = own.get(id)
    const plan = theirPlans.get(id)
    const log = theirLogs.get(id) ?? []
    if (!before) {
      added += 1
      changes.attempts.push(attempt)
      if (plan) changes.plans.push(plan)
      changes.events.push(...log)
      continue
    }

    const ownLog = ownLogs.get(id) ?? []
    const more = log.slice(ownLog.length)
    const forks = log.some((row, index) => index < ownLog.length && !isSame(row, ownLog[index]))
    const reopens = (before.summary && more.length > 0) || (summary && log.length < ownLog.length)
    const disputes = before.summary && summary && !isSame(before.summary, summary)
    if (!isSame(plan, ownPlans.get(id)) || forks || reopens || disputes) {
      conflicts += 1
      continue
    }

    const finishes = summary !== undefined && before.summary === undefined
    if (finishes) changes.attempts.push({ ...before, summary })
    changes.events.push(...more)
    if (!finishes && more.length === 0) already += 1
  }
  return { changes, added, already, conflicts }
}

/** The log of each attempt, in order. */
export function logsOf(events: readonly EventRow[]): ReadonlyMap<string, readonly EventRow[]> {
  const logs = new Map<string, EventRow[]>()
  for (const event of [...events].sort((a, b) => a.seq - b.seq)) {
    const log = logs.get(event.attemptId)
    if (log) log.push(event)
    else logs.set(event.attemptId, [event])
  }
  return logs
}
