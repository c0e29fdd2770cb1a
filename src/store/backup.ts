import { fail, ok, type Result } from '../core/result.ts'
import { canonical } from './canonical.ts'
import { classTables } from './classes.ts'
import { definitions } from './db.ts'
import { logsOf } from './merge.ts'
import { steps as shippedSteps, upgradeRow, version, type Step } from './migrations.ts'
import { sha256 } from './sha256.ts'
import { isRecord, type Problem } from './checks.ts'
import { data as dataShape, logProblem } from './shapes.ts'
import type { Data } from './tables.ts'

/** A learner's file, read and checked. */
export type Backup = { readonly exportedAt: string; readonly data: Data }

export type BackupFailure =
  | { readonly kind: 'not-json' }
  /** The file ends early: a download or a copy was cut short. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'not-a-backup' }
  | { readonly kind: 'from-a-newer-version'; readonly version: number }
  /** The content is not what was written: the checksum does not fit. */
  | { readonly kind: 'damaged' }
  | ({ readonly kind: 'invalid' } & Problem)

const app = 'aimward'

export const formatBackup = ({ exportedAt, data }: Backup): Promise<string> => formatAs(version, { exportedAt, data })

/** The file of a version: what an older release left is written as that release would have. */
export async function formatAs(
  format: number,
  { exportedAt, data }: { readonly exportedAt: string; readonly data: unknown },
): Promise<string> {
  return JSON.stringify({ app, format, exportedAt, checksum: await checksumOf(data), data })
}

/** Reads a file of any version up to this release's, and brings it up to date. */
export async function parseBackup(
  text: string,
  steps: readonly Step[] = shippedSteps,
): Promise<Result<Backup, BackupFailure>> {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return fail({ kind: endsEarly(text) ? 'truncated' : 'not-json' })
  }
  if (!isRecord(file) || file['app'] !== app) return fail({ kind: 'not-a-backup' })
  const { format, exportedAt, checksum, data } = file
  if (!isVersion(format) || typeof exportedAt !== 'string') return fail({ kind: 'not-a-backup' })
  if (format > steps.length + 1) return fail({ kind: 'from-a-newer-version', version: format })
  if (checksum !== (await checksumOf(data))) return fail({ kind: 'damaged' })

  let upgraded: unknown
  try {
    upgraded = upgradeTables(data, { from: format, steps })
  } catch {
    return fail({ kind: 'invalid', path: 'data', what: `of version ${format} cannot be brought up to this release` })
  }
  const problem = dataShape(upgraded, 'data')
  if (problem) return fail({ kind: 'invalid', ...problem })
  // The check above names every field of the type.
  const whole = upgraded as Data
  const gap = gapIn(whole)
  return gap ? fail({ kind: 'invalid', ...gap }) : ok({ exportedAt, data: whole })
}

const checksumOf = async (data: unknown) => `sha256:${await sha256(canonical(data ?? null))}`

const isVersion = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0

function upgradeTables(data: unknown, { from, steps }: { from: number; steps: readonly Step[] }): unknown {
  if (!isRecord(data)) return data
  const upgrade = (table: string) => (row: unknown) => (isRecord(row) ? upgradeRow(row, { table, from, steps }) : row)
  const upgraded = Object.entries(data).map(([table, rows]) => [
    table,
    Array.isArray(rows) ? rows.map(upgrade(table)) : rows,
  ])
  const since = definitions
    .slice(from)
    .flatMap((definition) => Object.keys(definition))
    .filter((table) => !classTables.includes(table))
    .map((table) => [table, []])
  return Object.fromEntries([...since, ...upgraded])
}

/** What each row says may be right and the whole still not: ids twice, an attempt without its plan, a gap in a log. */
function gapIn(data: Data): Problem | undefined {
  for (const [table, rows] of Object.entries(data)) {
    if (new Set(rows.map(({ id }) => id)).size < rows.length)
      return { path: `data.${table}`, what: 'holds an id twice' }
  }
  const attempts = data.attempts.map(({ id }) => id).sort()
  const plans = data.plans.map(({ id }) => id).sort()
  if (canonical(attempts) !== canonical(plans)) return { path: 'data.plans', what: 'does not fit the attempts' }

  const logs = logsOf(data.events)
  for (const [attemptId, log] of logs) {
    if (!attempts.includes(attemptId)) return { path: 'data.events', what: 'names an attempt that is not there' }
    const problem = logProblem(log, `data.events of ${attemptId}`)
    if (problem) return problem
  }
  return undefined
}

/** Whether the text begins as JSON and only its end is missing: a string or a bracket is still open. */
function endsEarly(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false
  const withoutStrings = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/gs, '')
  if (withoutStrings.includes('"')) return true
  const opened = withoutStrings.match(/[{[]/g)?.length ?? 0
  const closed = withoutStrings.match(/[}\]]/g)?.length ?? 0
  return opened > closed
}
