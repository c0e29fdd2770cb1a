import type { ExamEvent, ExamPlan } from '../core/exam.ts'
import type { QuestionId } from '../core/question.ts'
import { fail, known, ok, type Result } from '../core/result.ts'
import type { Backup, BackupFailure } from './backup.ts'
import { openDevice } from './db.ts'
import { eventId, responseId } from './ids.ts'
import { openMemory } from './memory.ts'
import { merge, type Merge } from './merge.ts'
import { version as schema } from './migrations.ts'
import { forgetQueue } from './queue.ts'
import { logProblem, planRow } from './shapes.ts'
import type {
  Attempt,
  AttemptSummary,
  Data,
  Disk,
  EventRow,
  Json,
  MemoryReason,
  NewResponse,
  Stamped,
  StorageFailure,
  StoredResponse,
  Table,
  Tables,
} from './tables.ts'

export type {
  Attempt,
  AttemptSummary,
  Json,
  MemoryReason,
  NewResponse,
  StorageFailure,
  StoredResponse,
} from './tables.ts'
export type { Backup, BackupFailure } from './backup.ts'

/** `device`: what is written is there tomorrow. `memory`: it is gone with the page; offer the backup. */
export type Keeping = { readonly keeps: 'device' } | { readonly keeps: 'memory'; readonly reason: MemoryReason }

export type Visit = { readonly lessonId: string; readonly at: number; readonly section?: string | undefined }

export type Lessons = {
  /** When each studied lesson was marked so. */
  readonly studied: ReadonlyMap<string, number>
  readonly visits: ReadonlyMap<string, Visit>
  /** Where to continue. */
  readonly lastVisit: Visit | undefined
}

/** What narrows a list of responses; several narrow together, none means all. */
export type ResponseFilter = {
  readonly questionIds?: readonly QuestionId[] | undefined
  readonly concepts?: readonly string[] | undefined
  readonly attemptId?: string | undefined
}

export type Settings = ReadonlyMap<string, Json>

export type LoadedAttempt = {
  readonly attempt: Attempt
  readonly plan: ExamPlan
  readonly events: readonly ExamEvent[]
}

export type AttemptFailure =
  | { readonly kind: 'unknown-attempt'; readonly attemptId: string }
  /** Its plan or its log is not what was written. */
  | { readonly kind: 'damaged'; readonly path: string; readonly what: string }

/** What an import adds, what was there already, and what differs and stays as it is here. */
export type ImportSummary = Omit<Merge, 'changes'>

type Written<Value> = Promise<Result<Value, StorageFailure>>
type Stop = () => void

/**
 * What this learner did, on this device. Every write resolves only after the disk has it. Reads reject only when the
 * browser's database breaks under them.
 */
export type Progress = {
  readonly ready: Promise<Keeping>
  /** Resolves when a newer release has taken over in another tab: nothing is written any more, reload. */
  readonly outdated: Promise<void>

  readonly markStudied: (lesson: { readonly lessonId: string; readonly at: number }) => Written<void>
  readonly unmarkStudied: (lesson: { readonly lessonId: string; readonly at: number }) => Written<void>
  readonly visited: (visit: Visit) => Written<void>
  readonly watchLessons: (show: (lessons: Lessons) => void) => Stop

  readonly record: (response: NewResponse) => Written<StoredResponse>
  /** All or none. Each is judged after those before it. */
  readonly recordAll: (responses: readonly NewResponse[]) => Written<readonly StoredResponse[]>
  /** Oldest first. */
  readonly responses: (filter?: ResponseFilter) => Promise<readonly StoredResponse[]>
  readonly watchResponses: (filter: ResponseFilter, show: (responses: readonly StoredResponse[]) => void) => Stop
  /** Answered anywhere, or shown in any attempt. */
  readonly seenQuestionIds: () => Promise<ReadonlySet<QuestionId>>

  /** The plan is on disk when this resolves. A second call with the same attempt changes nothing. */
  readonly createAttempt: (plan: ExamPlan) => Written<Attempt>
  /** Adds to the end of the log; events of one attempt are numbered from 0 in the order of the calls. */
  readonly append: (attemptId: string, event: ExamEvent) => Written<{ readonly seq: number }>
  readonly loadAttempt: (attemptId: string) => Promise<Result<LoadedAttempt, AttemptFailure>>
  /** The first summary stays. */
  readonly finishAttempt: (attemptId: string, summary: AttemptSummary) => Written<Attempt>
  /** Newest first. */
  readonly listAttempts: () => Promise<readonly Attempt[]>
  readonly watchAttempts: (show: (attempts: readonly Attempt[]) => void) => Stop
  /** The newest attempt that was started and not finished. */
  readonly runningAttempt: () => Promise<Attempt | undefined>

  readonly settings: () => Promise<Settings>
  readonly watchSettings: (show: (settings: Settings) => void) => Stop
  /** Undefined removes the setting. */
  readonly set: (key: string, value: Json | undefined) => Written<void>

  /** Undefined where the browser does not tell. */
  readonly usage: () => Promise<{ readonly usedBytes: number; readonly quotaBytes: number } | undefined>
  /** Asks the browser never to evict what is kept; some ask the learner. False when refused or unknown. */
  readonly askPersistence: () => Promise<boolean>

  readonly exportBackup: () => Promise<string>
  readonly parseBackup: (text: string) => Promise<Result<Backup, BackupFailure>>
  readonly previewImport: (backup: Backup) => Promise<ImportSummary>
  /** Adds what is new and overwrites nothing but older values of the same field. All or nothing. */
  readonly importBackup: (backup: Backup) => Written<ImportSummary>
  readonly eraseEverything: () => Written<void>
  readonly close: () => void
}

/** Opens what is kept under a name; each learner on this device has a name of their own. Returns at once. */
export function openProgress({
  name = 'aimward',
  now = Date.now,
}: { name?: string; now?: () => number } = {}): Progress {
  let markOutdated = () => {}
  const outdated = new Promise<void>((resolve) => (markOutdated = resolve))

  const opened = openDevice(name, { onOutdated: () => markOutdated() }).then(
    (device): { readonly keeping: Keeping; readonly disk: Disk } =>
      device.ok
        ? { keeping: { keeps: 'device' }, disk: device.value }
        : { keeping: { keeps: 'memory', reason: device.failure }, disk: openMemory() },
  )
  const write = async <Value>(work: (tables: Tables) => Written<Value>) => (await opened).disk.write(work)
  const read = async <Value>(work: (tables: Tables) => Promise<Value>) => (await opened).disk.read(work)

  function watch<Value>(work: (tables: Tables) => Promise<Value>, show: (value: Value) => void): Stop {
    let isStopped = false
    let stop = () => {}
    void opened.then(({ disk }) => {
      if (!isStopped) stop = disk.watch(work, show)
    })
    return () => {
      isStopped = true
      stop()
    }
  }

  /** What a person does here and now counts after whatever this device holds, even when its clock was set back. */
  const stamp = <Row extends Stamped>(tableOf: (tables: Tables) => Table<Row>, row: Row): Written<void> =>
    write(async (tables) => {
      const before = await tableOf(tables).get(row.id)
      await tableOf(tables).put([before ? { ...row, at: Math.max(row.at, before.at + 1) } : row])
      return ok(undefined)
    })

  const study = ({ lessonId, at, studied }: { lessonId: string; at: number; studied: boolean }) =>
    stamp(({ studies }) => studies, { id: lessonId, schema, at, studied })

  const recordAll = (responses: readonly NewResponse[]) =>
    write<readonly StoredResponse[]>(async (tables) => {
      const stored: StoredResponse[] = []
      for (const response of responses) {
        const id = responseId(response)
        const before = await tables.responses.get(id)
        const row = before ?? { ...response, id, schema, firstExposure: !(await wasSeen(tables, response)) }
        if (!before) await tables.responses.add([row])
        stored.push(row)
      }
      return ok(stored)
    })

  return {
    ready: opened.then(({ keeping }) => keeping),
    outdated,

    markStudied: (lesson) => study({ ...lesson, studied: true }),
    unmarkStudied: (lesson) => study({ ...lesson, studied: false }),
    visited: ({ lessonId, at, section }) => stamp(({ visits }) => visits, { id: lessonId, schema, at, section }),
    watchLessons: (show) => watch(lessonsOf, show),

    record: async (response) => {
      const recorded = await recordAll([response])
      return recorded.ok ? ok(known(recorded.value[0])) : recorded
    },
    recordAll,
    responses: (filter = {}) => read((tables) => responsesOf(tables, filter)),
    watchResponses: (filter, show) => watch((tables) => responsesOf(tables, filter), show),
    seenQuestionIds: () => read(seenOf),

    createAttempt: (plan) =>
      write(async ({ attempts, plans }) => {
        const { attemptId: id, profileId, title, mode } = plan
        const before = await attempts.get(id)
        if (before) return ok(before)
        const questionIds = plan.questions.map(({ question }) => question.id)
        const attempt: Attempt = { id, schema, createdAt: now(), profileId, title, mode, questionIds }
        await attempts.add([attempt])
        await plans.add([{ id, schema, plan }])
        return ok(attempt)
      }),
    append: (attemptId, event) =>
      write(async ({ attempts, events }) => {
        if (!(await attempts.get(attemptId))) return fail({ kind: 'unknown-attempt', attemptId })
        const seq = await events.count('attemptId', attemptId)
        await events.add([{ id: eventId(attemptId, seq), schema, attemptId, seq, event }])
        return ok({ seq })
      }),
    loadAttempt: (attemptId) => read((tables) => loadAttempt(tables, attemptId)),
    finishAttempt: (attemptId, summary) =>
      write(async ({ attempts }) => {
        const before = await attempts.get(attemptId)
        if (!before) return fail({ kind: 'unknown-attempt', attemptId })
        const finished = { ...before, summary: before.summary ?? summary }
        await attempts.put([finished])
        return ok(finished)
      }),
    listAttempts: () => read(attemptsOf),
    watchAttempts: (show) => watch(attemptsOf, show),
    runningAttempt: () =>
      read(async (tables) => {
        for (const attempt of await attemptsOf(tables)) {
          if (!attempt.summary && (await tables.events.count('attemptId', attempt.id)) > 0) return attempt
        }
        return undefined
      }),

    settings: () => read(settingsOf),
    watchSettings: (show) => watch(settingsOf, show),
    set: (key, value) => stamp(({ settings }) => settings, { id: key, schema, at: now(), value }),

    usage: async () => {
      const { usage, quota } = (await globalThis.navigator?.storage?.estimate?.()) ?? {}
      return usage === undefined || quota === undefined ? undefined : { usedBytes: usage, quotaBytes: quota }
    },
    askPersistence: async () => (await globalThis.navigator?.storage?.persist?.()) ?? false,

    exportBackup: async () => {
      const { formatBackup } = await import('./backup.ts')
      return formatBackup({ exportedAt: new Date(now()).toISOString(), data: await read(everything) })
    },
    parseBackup: async (text) => (await import('./backup.ts')).parseBackup(text),
    previewImport: async ({ data }) => summaryOf(merge(await read(everything), data)),
    importBackup: ({ data }) =>
      write(async (tables) => {
        const merged = merge(await everything(tables), data)
        await putAll(tables, merged.changes)
        return ok(summaryOf(merged))
      }),
    eraseEverything: async () => {
      const erased = await write<void>(async (tables) => {
        for (const table of Object.values(tables)) await table.clear()
        return ok(undefined)
      })
      if (erased.ok) forgetQueue(name)
      return erased
    },
    close: () => void opened.then(({ disk }) => disk.close()),
  }
}

async function lessonsOf({ studies, visits }: Tables): Promise<Lessons> {
  const studied = (await studies.all()).filter((row) => row.studied)
  const all = (await visits.all())
    .map(({ id, at, section }): Visit => ({ lessonId: id, at, section }))
    .sort((a, b) => a.at - b.at)
  return {
    studied: new Map(studied.map(({ id, at }) => [id, at])),
    visits: new Map(all.map((visit) => [visit.lessonId, visit])),
    lastVisit: all.at(-1),
  }
}

async function responsesOf({ responses }: Tables, filter: ResponseFilter): Promise<readonly StoredResponse[]> {
  const { questionIds, concepts, attemptId } = filter
  const rows = questionIds
    ? await responses.where('questionId', questionIds)
    : concepts
      ? await responses.where('concept', concepts)
      : attemptId === undefined
        ? await responses.all()
        : await responses.where('attemptId', [attemptId])
  return rows
    .filter((row) => !concepts || concepts.includes(row.concept))
    .filter((row) => attemptId === undefined || row.attemptId === attemptId)
    .sort((a, b) => a.at - b.at)
}

const attemptsOf = async ({ attempts }: Tables): Promise<readonly Attempt[]> =>
  [...(await attempts.all())].sort((a, b) => b.createdAt - a.createdAt)

const settingsOf = async ({ settings }: Tables): Promise<Settings> =>
  new Map((await settings.all()).flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]])))

async function loadAttempt({ attempts, plans, events }: Tables, attemptId: string) {
  const attempt = await attempts.get(attemptId)
  if (!attempt) return fail({ kind: 'unknown-attempt', attemptId } as const)
  const row = await plans.get(attemptId)
  const log = [...(await events.where('attemptId', [attemptId]))].sort((a, b) => a.seq - b.seq)
  if (!row) return fail({ kind: 'damaged', path: 'plan', what: 'is missing' } as const)
  const problem = planRow(row, '') ?? logProblem(log, 'events')
  if (problem) return fail({ kind: 'damaged', ...problem } as const)
  return ok({ attempt, plan: row.plan, events: log.map(({ event }) => event) })
}

/** The questions that were on screen in an attempt. */
const shownIn = ({ questionIds }: Attempt, log: readonly EventRow[]) =>
  log.flatMap(({ event }) => {
    const index = event.type === 'started' ? 0 : event.type === 'moved' ? event.to : -1
    return questionIds.slice(index, index + 1)
  })

async function seenOf({ responses, attempts, events }: Tables): Promise<ReadonlySet<QuestionId>> {
  const seen = new Set((await responses.all()).map(({ questionId }) => questionId))
  for (const attempt of await attempts.all()) {
    for (const id of shownIn(attempt, await events.where('attemptId', [attempt.id]))) seen.add(id)
  }
  return seen
}

/** Whether a question was answered before, or shown in an attempt other than the one it is answered in. */
async function wasSeen({ responses, attempts, events }: Tables, { questionId, attemptId }: NewResponse) {
  if ((await responses.count('questionId', questionId)) > 0) return true
  for (const attempt of await attempts.where('questionIds', [questionId])) {
    if (attempt.id === attemptId) continue
    if (shownIn(attempt, await events.where('attemptId', [attempt.id])).includes(questionId)) return true
  }
  return false
}

const everything = async (tables: Tables): Promise<Data> => ({
  studies: await tables.studies.all(),
  visits: await tables.visits.all(),
  settings: await tables.settings.all(),
  responses: await tables.responses.all(),
  attempts: await tables.attempts.all(),
  plans: await tables.plans.all(),
  events: await tables.events.all(),
})

async function putAll(tables: Tables, rows: Data) {
  await tables.studies.put(rows.studies)
  await tables.visits.put(rows.visits)
  await tables.settings.put(rows.settings)
  await tables.responses.add(rows.responses)
  await tables.attempts.put(rows.attempts)
  await tables.plans.add(rows.plans)
  await tables.events.add(rows.events)
}

const summaryOf = ({ adds, already, conflicts }: Merge): ImportSummary => ({ adds, already, conflicts })
