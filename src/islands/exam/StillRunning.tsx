import { createSignal, For, Show } from 'solid-js'
import { remainingMs, type Exam } from '../../core/exam.ts'
import type { Attempt, Progress } from '../../store/progress.ts'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { clockText } from './clock.ts'
import { attemptPath } from './paths.ts'
import { examAt } from './settle.ts'
import './start.css'

type Open = { readonly attempt: Attempt; readonly exam: Exam; readonly lastAt: number }

/** Says what was begun and not handed in, with the time that is left. Nothing where there is nothing. */
export function StillRunning() {
  return (
    <Boundary>
      <OpenExams />
    </Boundary>
  )
}

function OpenExams() {
  const [open, setOpen] = createSignal<readonly Open[]>([])
  const [now, setNow] = createSignal(Date.now())

  whenMounted(() => {
    let stop = () => {}
    let isGone = false
    const ticking = setInterval(() => setNow(Date.now()), 1000)
    loadProgress()
      .then((progress) => {
        if (!isGone) stop = progress.watchAttempts((attempts) => void openAmong(progress, attempts).then(setOpen))
      })
      // What is stored cannot be read; the page around says so when it is needed.
      .catch(() => {})
    return () => {
      isGone = true
      clearInterval(ticking)
      stop()
    }
  })

  const stateOf = ({ exam, lastAt }: Open): string => {
    const at = Math.max(now(), lastAt)
    const left = remainingMs(exam, at)
    if (exam.phase === 'finished' || left === 0) return 'Your exam has ended: its time ran out.'
    if (exam.phase === 'paused') return `Your exam is paused${left === undefined ? '' : `: ${clockText(left)} left`}.`
    return left === undefined
      ? 'Your exam is still running, untimed.'
      : `Your exam is still running: ${clockText(left)} left.`
  }
  const isOver = ({ exam, lastAt }: Open) =>
    exam.phase === 'finished' || remainingMs(exam, Math.max(now(), lastAt)) === 0

  return (
    <For each={open()}>
      {(one) => (
        <p class="still-running">
          <span>
            <Show when={open().length > 1}>{one.attempt.title}. </Show>
            {stateOf(one)}
          </span>{' '}
          <a class="button" href={address(attemptPath(one.attempt.id))}>
            {isOver(one) ? 'See the result' : 'Resume'}
          </a>
        </p>
      )}
    </For>
  )
}

async function openAmong(progress: Progress, attempts: readonly Attempt[]): Promise<readonly Open[]> {
  const found: Open[] = []
  for (const attempt of attempts.filter((one) => !one.summary)) {
    const loaded = await progress.loadAttempt(attempt.id)
    if (!loaded.ok || loaded.value.events.length === 0) continue
    const lastAt = Math.max(...loaded.value.events.map(({ at }) => at))
    found.push({ attempt, lastAt, exam: examAt(loaded.value, Math.max(Date.now(), lastAt)) })
  }
  return found
}
