import type { Settings } from '../../store/progress.ts'

const dayMs = 86_400_000
const longDays = 14
/** Fewer answers than these are soon given again. */
const manyAnswers = 30

export type ExportAge = {
  readonly exportedAt: number | undefined
  /** Answers since. */
  readonly unexported: number
  /** After two weeks, once there is something that would be missed, and unless the learner said later. */
  readonly isDue: boolean
}

const keys = { last: 'export:last', later: 'export:later' } as const

const timeIn = (settings: Settings, key: string) => {
  const value = settings.get(key)
  return typeof value === 'number' ? value : undefined
}

/** How long ago the last export was, and whether it is time for another. */
export function exportAge(settings: Settings, answers: readonly { readonly at: number }[], now: number): ExportAge {
  const exportedAt = timeIn(settings, keys.last)
  const later = timeIn(settings, keys.later) ?? 0
  const fresh = answers.filter(({ at }) => at > (exportedAt ?? 0))
  // Without an export the oldest answer says since when one is missing.
  const since = exportedAt ?? Math.min(now, ...fresh.map(({ at }) => at))
  const isOld = now - Math.max(since, later) > longDays * dayMs
  return { exportedAt, unexported: fresh.length, isDue: fresh.length >= manyAnswers && isOld }
}

type Keeps = { readonly set: (key: string, value: number) => unknown }
export const noteExport = (progress: Keeps, now: number) => progress.set(keys.last, now)
export const remindLater = (progress: Keeps, now: number) => progress.set(keys.later, now)
