import type { Progress, Settings } from '../../store/progress.ts'
import { learnerDay } from './learner-day.ts'

/** What a learner aims at in a course. */
export type Aims = {
  /** Learner days. */
  readonly startDay: number
  readonly examDay?: number | undefined
  readonly minutes: number
  /** Days of the week without study, 0 for Sunday to 6 for Saturday. */
  readonly restDays: readonly number[]
  readonly isPaused: boolean
  /** Ids of modules whose lessons the plan leaves out, because they are known. */
  readonly leftOut: readonly string[]
}

export const minutesChoices = [10, 15, 20, 30, 45, 60, 90] as const

const keyOf = (course: string) => `aims:${course}`

/** The aims of a course; where none were set, twenty minutes a day from today on and no exam. */
export function aimsOf(settings: Settings, course: string, now: number): Aims {
  const kept = settings.get(keyOf(course))
  const fields: Readonly<Record<string, unknown>> = typeof kept === 'object' && kept !== null ? { ...kept } : {}
  const number = (name: string) => {
    const value = fields[name]
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  }
  const rest = fields['restDays']
  const leftOut = fields['leftOut']
  return {
    startDay: number('startDay') ?? learnerDay(now),
    examDay: number('examDay'),
    minutes: Math.min(240, Math.max(5, number('minutes') ?? 20)),
    restDays: Array.isArray(rest) ? rest.filter((day) => Number.isInteger(day) && day >= 0 && day <= 6) : [],
    isPaused: fields['isPaused'] === true,
    leftOut: Array.isArray(leftOut) ? leftOut.filter((module) => typeof module === 'string') : [],
  }
}

export const setAims = (progress: Pick<Progress, 'set'>, course: string, { examDay, ...aims }: Aims) =>
  progress.set(keyOf(course), {
    ...aims,
    restDays: [...aims.restDays],
    leftOut: [...aims.leftOut],
    ...(examDay === undefined ? {} : { examDay }),
  })
