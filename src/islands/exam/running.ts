import { remainingMs, type Exam } from '../../core/exam.ts'
import type { Attempt, Progress } from '../../store/progress.ts'
import { clockText } from './clock.ts'
import { examAt } from './settle.ts'

/** An attempt that was begun and not handed in. */
export type Open = { readonly attempt: Attempt; readonly exam: Exam; readonly lastAt: number }

export async function openAmong(progress: Progress, attempts: readonly Attempt[]): Promise<readonly Open[]> {
  const found: Open[] = []
  for (const attempt of attempts.filter((one) => !one.summary)) {
    const loaded = await progress.loadAttempt(attempt.id)
    if (!loaded.ok || loaded.value.events.length === 0) continue
    const lastAt = Math.max(...loaded.value.events.map(({ at }) => at))
    found.push({ attempt, lastAt, exam: examAt(loaded.value, Math.max(Date.now(), lastAt)) })
  }
  return found
}

const leftOf = ({ exam, lastAt }: Open, now: number) => remainingMs(exam, Math.max(now, lastAt))

export const isOver = (open: Open, now: number): boolean => open.exam.phase === 'finished' || leftOf(open, now) === 0

export function stateText(open: Open, now: number): string {
  const left = leftOf(open, now)
  if (isOver(open, now)) return 'Your exam has ended: its time ran out.'
  if (open.exam.phase === 'paused')
    return `Your exam is paused${left === undefined ? '' : `: ${clockText(left)} left`}.`
  return left === undefined
    ? 'Your exam is still running, untimed.'
    : `Your exam is still running: ${clockText(left)} left.`
}
