import type { Json, Progress, Settings } from '../../store/progress.ts'

/** How an exam of a certification body went, in the learner's own words: nobody else hears of it. */
export type RealResult = {
  readonly id: string
  readonly body: string
  readonly exam: string
  /** ISO date. */
  readonly day: string
  readonly passed: boolean
  /** As the body states it. */
  readonly score?: string | undefined
}

const prefix = 'result:'

/** Newest first. */
export function realResults(settings: Settings): readonly RealResult[] {
  return [...settings]
    .flatMap(([key, value]) => (key.startsWith(prefix) ? resultIn(key.slice(prefix.length), value) : []))
    .toSorted((one, other) => (one.day < other.day ? 1 : -1))
}

export const keepResult = (progress: Pick<Progress, 'set'>, { id, score, ...result }: RealResult) =>
  progress.set(prefix + id, { ...result, ...(score === undefined ? {} : { score }) })

export const removeResult = (progress: Pick<Progress, 'set'>, id: string) => progress.set(prefix + id, undefined)

function resultIn(id: string, value: Json): readonly RealResult[] {
  const fields: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  const { body, exam, day, passed, score } = fields
  if (typeof body !== 'string' || typeof exam !== 'string' || typeof day !== 'string' || typeof passed !== 'boolean')
    return []
  return [{ id, body, exam, day, passed, score: typeof score === 'string' ? score : undefined }]
}
