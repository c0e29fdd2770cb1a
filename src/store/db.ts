import { Dexie, liveQuery, type Transaction } from 'dexie'
import { fail, ok, type Result } from '../core/result.ts'
import { steps as shippedSteps, upgradeRow, type AnyRow, type Step } from './migrations.ts'
import type { Disk, MemoryReason, Table, TableName, Tables } from './tables.ts'

type Definition = { readonly [Name in TableName]?: string }

/** Version 1, 2, … of the tables, each naming only what it changes. Shipped versions are never edited. */
export const definitions: readonly Definition[] = [
  {
    studies: 'id',
    visits: 'id',
    settings: 'id',
    responses: 'id, questionId, concept, attemptId',
    attempts: 'id, *questionIds',
    plans: 'id',
    events: 'id, attemptId',
  },
  { annotations: 'id, place, kind', forecasts: 'id' },
  { binders: 'id', fields: 'id, binder' },
  { ownQuestions: 'id', ownExams: 'id', classes: 'id', classResults: 'id, classId' },
]

type Options = {
  /** Called when a newer release has upgraded the database, or had done so before, or when it is being deleted. */
  readonly onOutdated?: (by: OutdatedBy) => void
  /** Called when another tab with an older release holds the database and does not let go. */
  readonly onBlocked?: () => void
  readonly versions?: { readonly definitions: readonly Definition[]; readonly steps: readonly Step[] }
}

/** The tables on this device. Every transaction is strict: it resolves when the disk has it. */
export async function openDevice(
  name: string,
  { onOutdated = () => {}, onBlocked = () => {}, versions = { definitions, steps: shippedSteps } }: Options = {},
): Promise<Result<Disk, MemoryReason>> {
  try {
    // With site data blocked, some browsers throw at the mere mention.
    const { indexedDB, IDBKeyRange } = globalThis
    if (!indexedDB) return fail({ kind: 'unavailable' })
    // Unless set, browsers acknowledge writes that a power cut then loses. Dexie's own cache is off because it shows
    // a write to watchers before it is on disk.
    const db = new Dexie(name, { indexedDB, IDBKeyRange, chromeTransactionDurability: 'strict', cache: 'disabled' })
    versions.definitions.forEach((definition, index) => {
      const version = db.version(index + 1).stores(definition)
      const steps = versions.steps.slice(0, index)
      if (index > 0) version.upgrade((transaction) => upgradeTables(transaction, { from: index, steps }))
    })

    // Dexie closes for the newer tab, then reopens the newer database and would go on writing with old code.
    let isOutdated = false
    const outdate = (by: OutdatedBy) => {
      if (isOutdated) return
      isOutdated = true
      onOutdated(by)
    }
    const noteVersion = (native: number) => {
      if (numberOf(native) > versions.definitions.length) outdate('newer-version')
    }
    db.on('versionchange', (event) => (event.newVersion === null ? outdate('deletion') : noteVersion(event.newVersion)))
    db.on('ready', () => noteVersion(db.backendDB().version), true)
    db.on('blocked', () => onBlocked())
    await db.open()

    const table = <Row>(name: TableName): Table<Row> => {
      const rows = db.table<Row, string>(name)
      return {
        get: (id) => rows.get(id),
        getAll: (ids) => rows.bulkGet([...ids]),
        all: () => rows.toArray(),
        where: (field, values) => rows.where(field).anyOf(values).distinct().toArray(),
        count: (field, value) => rows.where(field).equals(value).count(),
        add: (added) => rows.bulkAdd(added),
        put: (changed) => rows.bulkPut(changed),
        remove: (ids) => rows.bulkDelete([...ids]),
        clear: () => rows.clear(),
      }
    }
    const tables: Tables = {
      studies: table('studies'),
      visits: table('visits'),
      settings: table('settings'),
      responses: table('responses'),
      attempts: table('attempts'),
      plans: table('plans'),
      events: table('events'),
      annotations: table('annotations'),
      forecasts: table('forecasts'),
      binders: table('binders'),
      fields: table('fields'),
      ownQuestions: table('ownQuestions'),
      ownExams: table('ownExams'),
      classes: table('classes'),
      classResults: table('classResults'),
    }

    return ok({
      write: async (work) => {
        // Before the transaction too: it would bring a deleted database back.
        if (isOutdated) return fail({ kind: 'newer-version' })
        try {
          return await db.transaction('rw', db.tables, async () =>
            isOutdated ? fail({ kind: 'newer-version' }) : await work(tables),
          )
        } catch (error) {
          return fail(trouble(error))
        }
      },
      read: (work) => db.transaction('r', db.tables, async () => work(tables)),
      watch: (work, show) => {
        // A watcher has nobody to answer to; a developer should still hear of it.
        // oxlint-disable-next-line no-console
        const subscription = liveQuery(async () => work(tables)).subscribe(show, (error) => console.error(error))
        return () => subscription.unsubscribe()
      },
      close: () => db.close(),
    })
  } catch (error) {
    // InvalidStateError: how Firefox before 115 refuses in private windows.
    if (causes(error).some(({ name }) => name === 'InvalidStateError')) return fail({ kind: 'private' })
    const stands = await readAsIs(name).catch(() => undefined)
    if (stands && stands.version < versions.definitions.length) return fail({ kind: 'not-upgraded' })
    return fail(trouble(error))
  }
}

export type OutdatedBy = 'newer-version' | 'deletion'

/** Of a Dexie version, which the browser counts in tenths. */
const numberOf = (native: number) => Math.floor(native / 10)

/** All that stands in a database, in the version in which it stands: for what cannot be brought up to this release. */
export async function readAsIs(name: string) {
  const { indexedDB, IDBKeyRange } = globalThis
  const db = new Dexie(name, { indexedDB, IDBKeyRange })
  try {
    await db.open()
    const tables = await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const))
    return { version: db.verno, data: Object.fromEntries<readonly unknown[]>(tables) }
  } finally {
    db.close()
  }
}

/** Takes the tables that the last of the steps touches from one version to the next. */
async function upgradeTables(transaction: Transaction, { from, steps }: { from: number; steps: readonly Step[] }) {
  for (const table of Object.keys(steps.at(-1) ?? {})) {
    await transaction
      .table<AnyRow>(table)
      .toCollection()
      .modify((row, ref) => {
        ref.value = upgradeRow(row, { table, from, steps })
      })
  }
}

function trouble(error: unknown) {
  if (isFull(error)) return { kind: 'full' } as const
  const all = causes(error)
  return { kind: 'blocked', detail: all.map(({ name, message }) => `${name}: ${message}`).join(' ← ') } as const
}

/** Whether it says that the disk is full. */
export const isFull = (error: unknown): boolean => causes(error).some(({ name }) => name === 'QuotaExceededError')

/** The error and the errors it wraps: an aborted transaction hides the full disk inside. */
function causes(error: unknown): readonly Error[] {
  if (!(error instanceof Error)) return []
  const inner = 'inner' in error ? causes(error.inner) : []
  const failures = 'failures' in error && Array.isArray(error.failures) ? error.failures.flatMap(causes) : []
  return [error, ...inner, ...failures]
}
