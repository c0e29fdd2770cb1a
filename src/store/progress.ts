import type { ExamEvent, ExamPlan } from '../core/exam.ts'
import type { QuestionId } from '../core/question.ts'
import { fail, known, ok, type Result } from '../core/result.ts'
import type { Backup, BackupFailure } from './backup.ts'
import { classTables, isDue, openClasses, sweep, type Classes } from './classes.ts'
import { openDevice, readAsIs, type OutdatedBy } from './db.ts'
import { eventId, newId, responseId, unsavedKeyOf } from './ids.ts'
import { openMemory } from './memory.ts'
import { merge, type Merge } from './merge.ts'
import { version as schema } from './migrations.ts'
import { openOwn, type Own } from './own.ts'
import { forgetQueue, inStorage } from './queue.ts'
import { forgetKept, keptAt, noteKept } from './witness.ts'
import { sha256 } from './sha256.ts'
import { logProblem, planRow } from './shapes.ts'
import type {
  Annotation,
  AnnotationRow,
  Attempt,
  AttemptSummary,
  Data,
  Disk,
  EventRow,
  FieldRow,
  ForecastRow,
  Json,
  MemoryReason,
  NewResponse,
  Stamped,
  StoredResponse,
  Table,
  Tables,
  Written,
} from './tables.ts'
import { laterThan } from './tables.ts'

export type {
  Annotation,
  AnnotationRow,
  Attempt,
  AttemptSummary,
  ForecastRow,
  Json,
  MemoryReason,
  MissReason,
  NewResponse,
  Arrival,
  StorageFailure,
  StoredResponse,
} from './tables.ts'
export { missReasons } from './tables.ts'
export type { Added, StoredClass, StoredResult } from './classes.ts'
export type { OwnChanges, OwnWork } from './own.ts'
export type { Backup, BackupFailure } from './backup.ts'
export type { OutdatedBy } from './db.ts'

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

/** What narrows a list of annotations; both narrow together. */
export type AnnotationFilter = {
  readonly places?: readonly string[] | undefined
  readonly kinds?: readonly Annotation['kind'][] | undefined
}

/** An annotation that stands, with the id by which it is changed or removed. */
export type Annotated = {
  readonly id: string
  readonly place: string
  readonly at: number
  readonly annotation: Annotation
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

/** A copy of all workbooks under a name of its own. */
export type Binder = { readonly id: string; readonly name: string }

/** Fields of workbooks, by `workbook/table/row/field`. */
export type WorkbookFields = ReadonlyMap<string, string>
export type WorkbookChanges = ReadonlyMap<string, string | undefined>

/** What an import adds, what was there already, and what differs and stays as it is here. */
export type ImportSummary = Omit<Merge, 'changes'>

type Stop = () => void

/**
 * What this learner did, on this device. Every write resolves only after the disk has it. Reads reject only when the
 * browser's database breaks under them.
 */
export type Progress = Classes &
  Own & {
    readonly ready: Promise<Keeping>
    /** Resolves when a newer release has taken over, or another tab deletes all of it: nothing is written any more, reload. */
    readonly outdated: Promise<OutdatedBy>
    /** Resolves when another tab with an older release holds what is stored: nothing opens before it is closed. */
    readonly blocked: Promise<void>
    /** When something was last kept here. Where there is nothing all the same, the browser has cleared it away. */
    readonly keptAt: () => number | undefined

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
    /** The same questions, each with when it was last seen. */
    readonly lastSeen: () => Promise<ReadonlyMap<QuestionId, number>>

    /** The plan is on disk when this resolves. A second call with the same attempt changes nothing. */
    readonly createAttempt: (plan: ExamPlan) => Written<Attempt>
    /**
     * Adds to the end of the log, in one transaction; events of one attempt are numbered from 0 in the order of the calls.
     * `seq` is the number of the first.
     */
    readonly append: (attemptId: string, ...events: readonly ExamEvent[]) => Written<{ readonly seq: number }>
    readonly loadAttempt: (attemptId: string) => Promise<Result<LoadedAttempt, AttemptFailure>>
    /** The first summary stays. */
    readonly finishAttempt: (attemptId: string, summary: AttemptSummary) => Written<Attempt>
    /** Newest first. */
    readonly listAttempts: () => Promise<readonly Attempt[]>
    readonly watchAttempts: (show: (attempts: readonly Attempt[]) => void) => Stop
    /** The newest attempt that was started and not finished. */
    readonly runningAttempt: () => Promise<Attempt | undefined>

    /** Writes a new annotation, or the one of this id anew. Resolves to its id. */
    readonly annotate: (annotated: {
      readonly id?: string | undefined
      readonly place: string
      readonly annotation: Annotation
    }) => Written<string>
    readonly removeAnnotation: (id: string) => Written<void>
    /** Oldest first. */
    readonly annotations: (filter?: AnnotationFilter) => Promise<readonly Annotated[]>
    readonly watchAnnotations: (filter: AnnotationFilter, show: (annotations: readonly Annotated[]) => void) => Stop

    /** What is expected of an attempt, before it begins. The first forecast stays. */
    readonly foresee: (attemptId: string, forecast: Omit<ForecastRow, 'id' | 'schema'>) => Written<void>
    /** Oldest first. `id` is the attempt. */
    readonly forecasts: () => Promise<readonly ForecastRow[]>

    /** By name. */
    readonly watchBinders: (show: (binders: readonly Binder[]) => void) => Stop
    /** A new binder with what it holds, all or nothing. Resolves to its id. */
    readonly createBinder: (binder: { readonly name: string; readonly fields: WorkbookFields }) => Written<string>
    readonly renameBinder: (binder: Binder) => Written<void>
    /** With all that it holds. */
    readonly removeBinder: (id: string) => Written<void>
    readonly watchFields: (binder: string, show: (fields: WorkbookFields) => void) => Stop
    /** All or nothing. Undefined and empty text empty a field. */
    readonly setFields: (binder: string, changes: WorkbookChanges) => Written<void>
    /** How many fields of workbooks have a value. */
    readonly countFields: () => Promise<number>

    readonly settings: () => Promise<Settings>
    readonly watchSettings: (show: (settings: Settings) => void) => Stop
    /** Undefined removes the setting. */
    readonly set: (key: string, value: Json | undefined) => Written<void>

    /** Undefined where the browser does not tell. */
    readonly usage: () => Promise<{ readonly usedBytes: number; readonly quotaBytes: number } | undefined>
    /** Whether the browser has promised never to evict what is kept. False where it does not tell. */
    readonly isPersistent: () => Promise<boolean>
    /** Asks the browser never to evict what is kept; some ask the learner. False when refused or unknown. */
    readonly askPersistence: () => Promise<boolean>

    readonly exportBackup: () => Promise<string>
    /** What stands on this device and could not be brought up to this release, as the file of the release that wrote it. */
    readonly exportAsIs: () => Promise<string>
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
  let markOutdated: (by: OutdatedBy) => void = () => {}
  let markBlocked = () => {}
  const outdated = new Promise<OutdatedBy>((resolve) => (markOutdated = resolve))
  const blocked = new Promise<void>((resolve) => (markBlocked = resolve))

  const opened = openDevice(name, { onOutdated: (by) => markOutdated(by), onBlocked: () => markBlocked() }).then(
    (device): { readonly keeping: Keeping; readonly disk: Disk } =>
      device.ok
        ? { keeping: { keeps: 'device' }, disk: device.value }
        : { keeping: { keeps: 'memory', reason: device.failure }, disk: openMemory() },
  )
  let isNoted = false
  const write = async <Value>(work: (tables: Tables) => Written<Value>) => {
    const { disk, keeping } = await opened
    const written = await disk.write(work)
    if (written.ok && keeping.keeps === 'device' && !isNoted) {
      isNoted = true
      noteKept(name, now())
    }
    return written
  }
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

  const stamp = <Row extends Stamped>(tableOf: (tables: Tables) => Table<Row>, row: Row): Written<void> =>
    write(async (tables) => {
      const before = await tableOf(tables).get(row.id)
      await tableOf(tables).put([{ ...row, at: laterThan(before, row.at) }])
      return ok(undefined)
    })

  // Other people's results do not outlive their day by more than it takes somebody to come by.
  void opened
    .then(async ({ disk }) => {
      if (await disk.read((tables) => isDue(tables, now())))
        await disk.write(async (tables) => ok(await sweep(tables, now())))
    })
    .catch(() => {})

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
    ...openClasses({ now, write, watch }),
    ...openOwn({ now, write, watch }),
    ready: opened.then(({ keeping }) => keeping),
    outdated,
    blocked,
    keptAt: () => keptAt(name),

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
    seenQuestionIds: async () => new Set((await read(lastSeenOf)).keys()),
    lastSeen: () => read(lastSeenOf),

    createAttempt: async (plan) => {
      const seal = await sealOf(plan)
      return write(async ({ attempts, plans }) => {
        const { attemptId: id, profileId, title, mode } = plan
        const before = await attempts.get(id)
        if (before) return ok(before)
        const questionIds = plan.questions.map(({ question }) => question.id)
        const attempt: Attempt = { id, schema, createdAt: now(), profileId, title, mode, questionIds }
        await attempts.add([attempt])
        await plans.add([{ id, schema, plan, seal }])
        return ok(attempt)
      })
    },
    append: (attemptId, ...added) =>
      write(async ({ attempts, events }) => {
        const [attempt, first] = await Promise.all([attempts.get(attemptId), events.count('attemptId', attemptId)])
        if (!attempt) return fail({ kind: 'unknown-attempt', attemptId })
        const rows = added.map((event, index) => ({ schema, attemptId, seq: first + index, event }))
        await events.add(rows.map((row) => ({ ...row, id: eventId(attemptId, row.seq) })))
        return ok({ seq: first })
      }),
    loadAttempt: async (attemptId) => {
      const loaded = await read((tables) => loadAttempt(tables, attemptId))
      if (!loaded.ok) return loaded
      const { seal, ...attempt } = loaded.value
      return seal === undefined || seal === (await sealOf(attempt.plan))
        ? ok(attempt)
        : fail({ kind: 'damaged', path: 'plan', what: 'is not what was written when the exam began' })
    },
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

    annotate: async ({ id = newId(), place, annotation }) => {
      const { kind } = annotation
      const written = await stamp(({ annotations }) => annotations, { id, schema, at: now(), place, kind, annotation })
      return written.ok ? ok(id) : written
    },
    removeAnnotation: (id) =>
      write(async ({ annotations }) => {
        const before = await annotations.get(id)
        if (before) await annotations.put([{ ...before, at: laterThan(before, now()), annotation: undefined }])
        return ok(undefined)
      }),
    annotations: (filter = {}) => read((tables) => annotationsOf(tables, filter)),
    watchAnnotations: (filter, show) => watch((tables) => annotationsOf(tables, filter), show),

    foresee: (id, forecast) =>
      write(async ({ forecasts }) => {
        if (!(await forecasts.get(id))) await forecasts.add([{ ...forecast, id, schema }])
        return ok(undefined)
      }),
    forecasts: () => read(async ({ forecasts }) => [...(await forecasts.all())].sort((a, b) => a.at - b.at)),

    watchBinders: (show) => watch(bindersOf, show),
    createBinder: async ({ name, fields }) => {
      const id = newId()
      const written = await write(async (tables) => {
        const at = now()
        await tables.binders.add([{ id, schema, at, name }])
        await tables.fields.add([...fields].map(([key, value]) => fieldRow({ binder: id, key, value, at })))
        return ok(undefined)
      })
      return written.ok ? ok(id) : written
    },
    renameBinder: ({ id, name }) => stamp(({ binders }) => binders, { id, schema, at: now(), name }),
    removeBinder: (id) =>
      write(async ({ binders, fields }) => {
        const at = now()
        const before = await binders.get(id)
        await binders.put([{ id, schema, at: laterThan(before, at) }])
        const held = await fields.where('binder', [id])
        const full = held.filter(({ value }) => value !== undefined)
        await fields.put(full.map((row) => ({ ...row, at: laterThan(row, at), value: undefined })))
        return ok(undefined)
      }),
    watchFields: (binder, show) => watch((tables) => fieldsOf(tables, binder), show),
    setFields: (binder, changes) =>
      write(async ({ fields }) => {
        const at = now()
        const rows = [...changes].map(([key, value]) => fieldRow({ binder, key, value: value || undefined, at }))
        const before = await fields.getAll(rows.map(({ id }) => id))
        await fields.put(rows.map((row, index) => ({ ...row, at: laterThan(before[index], at) })))
        return ok(undefined)
      }),
    countFields: () =>
      read(async ({ fields }) => (await fields.all()).filter(({ value }) => value !== undefined).length),

    settings: () => read(settingsOf),
    watchSettings: (show) => watch(settingsOf, show),
    set: (key, value) => stamp(({ settings }) => settings, { id: key, schema, at: now(), value }),

    usage: async () => {
      const { usage, quota } = (await globalThis.navigator?.storage?.estimate?.()) ?? {}
      return usage === undefined || quota === undefined ? undefined : { usedBytes: usage, quotaBytes: quota }
    },
    isPersistent: async () => (await globalThis.navigator?.storage?.persisted?.()) ?? false,
    askPersistence: async () => (await globalThis.navigator?.storage?.persist?.()) ?? false,

    exportBackup: async () => {
      const { formatBackup } = await import('./backup.ts')
      return formatBackup({ exportedAt: new Date(now()).toISOString(), data: await read(everything) })
    },
    exportAsIs: async () => {
      const { formatAs } = await import('./backup.ts')
      const { version, data } = await readAsIs(name)
      const own = Object.fromEntries(Object.entries(data).filter(([table]) => !classTables.includes(table)))
      return formatAs(version, { exportedAt: new Date(now()).toISOString(), data: own })
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
      const erased = await write(async (tables) => {
        const attempts = await tables.attempts.all()
        for (const table of Object.values(tables)) await table.clear()
        return ok(attempts.map(({ id }) => id))
      })
      if (!erased.ok) return erased
      forgetQueue(name)
      forgetKept(name)
      isNoted = false
      inStorage((storage) => erased.value.forEach((id) => storage.removeItem(unsavedKeyOf(id))))
      return ok(undefined)
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

async function annotationsOf({ annotations }: Tables, { places, kinds }: AnnotationFilter) {
  const rows: readonly AnnotationRow[] = places
    ? await annotations.where('place', places)
    : kinds
      ? await annotations.where('kind', kinds)
      : await annotations.all()
  return rows
    .flatMap(({ id, place, at, annotation }): readonly Annotated[] =>
      annotation ? [{ id, place, at, annotation }] : [],
    )
    .filter(({ annotation }) => !kinds || kinds.includes(annotation.kind))
    .sort((a, b) => a.at - b.at)
}

const bindersOf = async ({ binders }: Tables): Promise<readonly Binder[]> =>
  (await binders.all())
    .flatMap(({ id, name }) => (name === undefined ? [] : [{ id, name }]))
    .sort((a, b) => a.name.localeCompare(b.name))

const fieldsOf = async ({ fields }: Tables, binder: string): Promise<WorkbookFields> =>
  new Map(
    (await fields.where('binder', [binder])).flatMap(({ id, value }) =>
      value === undefined ? [] : [[id.slice(binder.length + 1), value]],
    ),
  )

const fieldRow = ({
  binder,
  key,
  ...given
}: {
  readonly binder: string
  readonly key: string
  readonly value: string | undefined
  readonly at: number
}): FieldRow => ({ id: `${binder}/${key}`, schema, binder, ...given })

const attemptsOf = async ({ attempts }: Tables): Promise<readonly Attempt[]> =>
  [...(await attempts.all())].sort((a, b) => b.createdAt - a.createdAt)

const settingsOf = async ({ settings }: Tables): Promise<Settings> =>
  new Map((await settings.all()).flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]])))

/** What a plan must still amount to when it is read again: a changed key or deadline would make its result worthless. */
const sealOf = (plan: ExamPlan): Promise<string> => sha256(JSON.stringify(plan))

async function loadAttempt({ attempts, plans, events }: Tables, attemptId: string) {
  const attempt = await attempts.get(attemptId)
  if (!attempt) return fail({ kind: 'unknown-attempt', attemptId } as const)
  const row = await plans.get(attemptId)
  const log = [...(await events.where('attemptId', [attemptId]))].sort((a, b) => a.seq - b.seq)
  if (!row) return fail({ kind: 'damaged', path: 'plan', what: 'is missing' } as const)
  const problem = planRow(row, '') ?? logProblem(log, 'events')
  if (problem) return fail({ kind: 'damaged', ...problem } as const)
  return ok({ attempt, plan: row.plan, seal: row.seal, events: log.map(({ event }) => event) })
}

/** The questions that were on screen in an attempt, and when each came there. */
const shownIn = ({ questionIds }: Attempt, log: readonly EventRow[]) =>
  log.flatMap(({ event }) => {
    const index = event.type === 'started' ? 0 : event.type === 'moved' ? event.to : -1
    return questionIds.slice(index, index + 1).map((questionId) => ({ questionId, at: event.at }))
  })

async function lastSeenOf({ responses, attempts, events }: Tables): Promise<ReadonlyMap<QuestionId, number>> {
  const lastSeen = new Map<QuestionId, number>()
  const see = ({ questionId, at }: { readonly questionId: QuestionId; readonly at: number }) =>
    lastSeen.set(questionId, Math.max(at, lastSeen.get(questionId) ?? at))
  for (const response of await responses.all()) see(response)
  for (const attempt of await attempts.all())
    for (const shown of shownIn(attempt, await events.where('attemptId', [attempt.id]))) see(shown)
  return lastSeen
}

/** Whether a question was answered before, or shown in an attempt other than the one it is answered in. */
async function wasSeen({ responses, attempts, events }: Tables, { questionId, attemptId }: NewResponse) {
  if ((await responses.count('questionId', questionId)) > 0) return true
  for (const attempt of await attempts.where('questionIds', [questionId])) {
    if (attempt.id === attemptId) continue
    const shown = shownIn(attempt, await events.where('attemptId', [attempt.id]))
    if (shown.some((one) => one.questionId === questionId)) return true
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
  annotations: await tables.annotations.all(),
  forecasts: await tables.forecasts.all(),
  binders: await tables.binders.all(),
  fields: await tables.fields.all(),
  ownQuestions: await tables.ownQuestions.all(),
  ownExams: await tables.ownExams.all(),
})

// Whether a row is there already was settled in the same transaction; to ask again takes a browser a quarter of the time.
async function putAll(tables: Tables, rows: Data) {
  await tables.studies.put(rows.studies)
  await tables.visits.put(rows.visits)
  await tables.settings.put(rows.settings)
  await tables.responses.put(rows.responses)
  await tables.attempts.put(rows.attempts)
  await tables.plans.put(rows.plans)
  await tables.events.put(rows.events)
  await tables.annotations.put(rows.annotations)
  await tables.forecasts.put(rows.forecasts)
  await tables.binders.put(rows.binders)
  await tables.fields.put(rows.fields)
  await tables.ownQuestions.put(rows.ownQuestions)
  await tables.ownExams.put(rows.ownExams)
}

const summaryOf = ({ adds, already, conflicts }: Merge): ImportSummary => ({ adds, already, conflicts })
