import { createSignal, type Component } from 'solid-js'
import { replay, type ExamEvent } from '../../core/exam.ts'
import type { LoadedAttempt, Progress } from '../../store/progress.ts'
import { address, queried } from '../primitives/address.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { tamperingIn } from './attempt-check.ts'
import { openClock } from './clock.ts'
import { holdAttempt, type Hold } from './hold.ts'
import { openLog, unsavedEvents, type Saving } from './log.ts'
import { resultPath } from './paths.ts'
import type { ResultProps } from './Result.tsx'
import { firstSettings, settingsOf, storedSettings, type DeskSettings } from './settings.ts'
import { examAt, seenBefore, settle, type Finished } from './settle.ts'
import type { SittingStart } from './Sitting.tsx'
import { refusalText } from './words.ts'

export type Room =
  | { readonly phase: 'opening' }
  | { readonly phase: 'refused'; readonly why: string; readonly canReload: boolean }
  | { readonly phase: 'sitting'; readonly start: SittingStart; readonly isReadOnly: boolean }
  /** The time ran out, before these eyes or while the page was closed. */
  | { readonly phase: 'over'; readonly exam: Finished; readonly wasAway: boolean; readonly onResult: () => void }
  /** The result stands on this page, because it would be lost on the way to another. */
  | {
      readonly phase: 'result'
      readonly Result: Component<ResultProps>
      readonly given: Omit<ResultProps, 'signposts'>
    }

export type DeskProps = {
  /** The address of the lessons and references a result links to. */
  readonly signposts: string
  /** The attempt to sit on this very page; without it, the address says which. */
  readonly attemptId?: string | undefined
}

const broken =
  'The exam could not be opened: a part of this page did not load, or the browser’s storage did not answer. What you did is kept. Check the connection and reload.'

/** Opens an attempt, holds it for this tab, keeps what is done in it, and hands it in. */
export function createDesk(given: Pick<DeskProps, 'attemptId'>) {
  const [room, setRoom] = createSignal<Room>({ phase: 'opening' })
  const [saving, setSaving] = createSignal<Saving>({ kind: 'saved' })
  const [settings, setSettings] = createSignal(firstSettings)
  let opened: Progress | undefined
  let finish: (exam: Finished) => void = () => {}
  let isLeavingAsked = () => false

  const refuse = (why: string, canReload = false): void => void setRoom({ phase: 'refused', why, canReload })

  async function open() {
    const attemptId = given.attemptId ?? queried('id')
    if (attemptId === undefined) return refuse(refusalText({ kind: 'no-id' }))
    const progress = await loadProgress()
    opened = progress
    setSettings(settingsOf(await progress.settings()))
    // Held before it is read, so that nothing is added in between.
    const hold = await holdAttempt(attemptId)
    const loaded = await progress.loadAttempt(attemptId)
    if (!loaded.ok) return refuse(refusalText(loaded.failure))
    const tampering = tamperingIn(loaded.value)
    if (tampering) return refuse(refusalText(tampering))
    await enter(progress, loaded.value, hold)
  }

  async function enter(progress: Progress, { attempt, plan, events: saved }: LoadedAttempt, hold: Hold) {
    const { attemptId } = plan
    const isReadOnly = hold.kind === 'elsewhere'
    const isOnlyHere = (await progress.ready).keeps === 'memory'
    const unsaved = isReadOnly ? [] : unsavedEvents(attemptId, saved)
    const events: ExamEvent[] = [...saved, ...unsaved]
    const clock = openClock(Math.max(0, ...events.map(({ at }) => at)))
    let isUnsaved = false
    const log = openLog(attemptId, {
      append: (events) => progress.append(attemptId, ...events),
      onSaving: (saving) => {
        isUnsaved = saving.kind !== 'saved'
        setSaving(saving)
      },
    })
    const keep = (event: ExamEvent) => {
      if (isReadOnly) return
      events.push(event)
      log.add(event)
    }

    async function handIn(exam: Finished) {
      const saved = await log.flush()
      const settled = await settle(progress, { exam, events })
      return saved.kind === 'saved' && settled.ok
    }
    async function showResult(exam: Finished) {
      isLeavingAsked = () => false
      setRoom({ phase: 'opening' })
      const isKept = await handIn(exam)
      if (isKept && !isOnlyHere) return location.replace(address(resultPath(attemptId)))
      const [{ Result }, seenIds] = await Promise.all([import('./Result.tsx'), seenBefore(progress, exam)])
      isLeavingAsked = () => true
      setRoom({ phase: 'result', Result, given: { exam, events, seenIds, isOnlyHere: true } })
    }
    function showOver(exam: Finished, { wasAway }: { readonly wasAway: boolean }) {
      isLeavingAsked = () => isOnlyHere
      setRoom({ phase: 'over', exam, wasAway, onResult: () => void showResult(exam).catch(fail) })
      // At once, because the tab may be closed before anyone presses the button.
      if (!isReadOnly) void handIn(exam)
    }

    const logged = replay(plan, events)
    if (logged.phase === 'finished') return showResult(logged)
    if (attempt.summary) return location.replace(address(resultPath(attemptId)))
    if (hold.kind === 'elsewhere') void hold.whenFree.then(() => location.reload())

    unsaved.forEach(log.add)
    if (events.length === 0) keep({ type: 'started', at: clock.now() })
    await log.flush()
    const exam = examAt({ plan, events }, clock.now())
    if (exam.phase === 'finished') {
      keep({ type: 'ticked', at: clock.now() })
      return showOver(exam, { wasAway: true })
    }
    if (exam.phase === 'ready')
      return refuse('This exam is being started in another tab. Close one of the two, then reload.', true)

    isLeavingAsked = () => !isReadOnly && (plan.mode === 'exam' || isOnlyHere || isUnsaved)
    finish = (finished) =>
      finished.cause === 'time-out' || isReadOnly
        ? showOver(finished, { wasAway: false })
        : void showResult(finished).catch(fail)
    setRoom({ phase: 'sitting', start: { exam, clock, keep }, isReadOnly })
  }

  function fail(error: unknown) {
    globalThis.reportError?.(error)
    refuse(broken, true)
  }

  whenMounted(() => {
    open().catch(fail)
    const ask = (event: BeforeUnloadEvent) => isLeavingAsked() && event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  })

  return {
    room,
    saving,
    settings,
    finish: (exam: Finished) => finish(exam),
    set: (wanted: DeskSettings) => {
      const before = storedSettings(settings())
      setSettings(wanted)
      for (const [key, value] of storedSettings(wanted)) {
        if (value !== before.get(key)) void opened?.set(key, value)
      }
    },
  }
}
