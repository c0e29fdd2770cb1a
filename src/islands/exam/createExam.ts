import { createSignal } from 'solid-js'
import {
  remainingMs,
  transition,
  warningAt,
  limitMsOf,
  type Exam,
  type ExamEvent,
  type Warning,
} from '../../core/exam.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { Clock } from './clock.ts'
import type { Finished } from './settle.ts'

/** What a candidate does; the time is added here. */
export type Act = ExamEvent extends infer Event ? (Event extends ExamEvent ? Omit<Event, 'at'> : never) : never

const tickMs = 250
/** How often the log notes that time goes on, so that a clock set back while the page is closed gains no more. */
const noteMs = 60_000
/** A change of the device's clock that is worth a line in the log. */
const jumpMs = 2000

/** An exam on screen: its state, the time, and the one way to act. Every event that counts goes to `keep`. */
export function createExam(given: {
  readonly exam: Exam
  readonly clock: Clock
  readonly keep: (event: ExamEvent) => void
  readonly onWarning: (minutes: Warning) => void
  readonly onFinished: (exam: Finished) => void
}) {
  const { clock, keep } = given
  let current = given.exam
  const [exam, setExam] = createSignal(current)
  const [now, setNow] = createSignal(clock.now())

  function send(act: Act) {
    const event = { ...act, at: clock.now() }
    const next = transition(current, event)
    if (next === current) return
    current = next
    // Before the screen is drawn, so that the disk works meanwhile.
    keep(event)
    setNow(event.at)
    setExam(next)
    if (next.phase === 'finished') given.onFinished(next)
  }

  const warningNow = (at: number) => {
    const left = remainingMs(current, at)
    const limit = limitMsOf(current)
    return left === undefined || limit === undefined ? undefined : warningAt(left, limit)
  }
  let warned = warningNow(clock.now())
  let notedAt = clock.now()
  let notedLagMs = 0

  function tick() {
    const at = clock.now()
    setNow(at)
    if (current.phase !== 'running') return
    send({ type: 'ticked' })
    const setBackMs = clock.setBackMs()
    const isSetBack = Math.abs(setBackMs - notedLagMs) > jumpMs
    if (current.phase === 'running' && (at - notedAt >= noteMs || isSetBack)) {
      notedAt = at
      notedLagMs = isSetBack ? setBackMs : notedLagMs
      keep({ type: 'ticked', at, ...(isSetBack && { setBackMs }) })
    }
    const warning = warningNow(at)
    if (warning !== undefined && warning !== warned && current.phase === 'running') given.onWarning(warning)
    warned = warning
  }

  whenMounted(() => {
    const ticking = setInterval(tick, tickMs)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(ticking)
      document.removeEventListener('visibilitychange', tick)
    }
  })

  return { exam, send, remaining: () => remainingMs(exam(), now()) }
}
