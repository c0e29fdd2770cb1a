import { createSignal, For, Show, type Component, type ParentProps } from 'solid-js'
import type { ExamMode } from '../../core/exam.ts'
import { passMarkOf } from '../../core/grading.ts'
import type { Bank, Profile } from '../../core/profile.ts'
import type { Keeping } from '../../store/progress.ts'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { DeskProps } from './createDesk.ts'
import { minutesWith, type ExtraTime } from './extra-time.ts'
import { attemptPath } from './paths.ts'
import { drawPlan } from './plan.ts'
import { StillRunning } from './StillRunning.tsx'
import { memoryText, shortageText, unstartedText } from './words.ts'
import './start.css'
// Styles of what is imported later do not come with it.
import './exam.css'
import './filters.css'
import './result.css'

export type StartProps = {
  readonly profile: Profile
  /** Minutes for candidates who do not sit the exam in a first language. */
  readonly extraMinutes: number
  readonly bank: { readonly address: string; readonly hash: string }
  readonly signposts: string
}

type Choice = { readonly id: string; readonly label: string; readonly extra: ExtraTime | 'own' }

type Phase =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'preparing' }
  | { readonly kind: 'refused'; readonly why: string }
  /** On this very page: the tutorial, or an exam in a browser that keeps nothing. */
  | { readonly kind: 'trying'; readonly Tutorial: Component<{ readonly onLeave: () => void }> }
  | { readonly kind: 'sitting'; readonly Desk: Component<DeskProps>; readonly attemptId: string }

const ownMost = 600

/** The page before the clock: the rules, the time and the mode, and the start. Below the rules stands what it is given. */
export function Start(props: ParentProps<StartProps>) {
  return (
    <Boundary>
      <StartDesk {...props} />
    </Boundary>
  )
}

function StartDesk(props: ParentProps<StartProps>) {
  const [phase, setPhase] = createSignal<Phase>({ kind: 'choosing' })
  const [mode, setMode] = createSignal<ExamMode>('exam')
  const [choiceId, setChoiceId] = createSignal('none')
  const [ownMinutes, setOwnMinutes] = createSignal(15)
  const [keeping, setKeeping] = createSignal<Keeping>()

  const choices = (): readonly Choice[] => [
    { id: 'none', label: `${props.profile.minutes} minutes`, extra: { kind: 'none' } },
    ...[10, 20, 30].map((minutes): Choice => ({
      id: `+${minutes}`,
      label: `+${minutes} minutes`,
      extra: { kind: 'added', minutes },
    })),
    { id: '×1.25', label: '× 1.25', extra: { kind: 'times', factor: 1.25 } },
    { id: '×1.5', label: '× 1.5', extra: { kind: 'times', factor: 1.5 } },
    { id: '×2', label: '× 2', extra: { kind: 'times', factor: 2 } },
    { id: 'own', label: 'Own number', extra: 'own' },
    { id: 'untimed', label: 'Untimed', extra: { kind: 'untimed' } },
  ]
  const extra = (): ExtraTime => {
    const chosen = choices().find(({ id }) => id === choiceId())?.extra ?? { kind: 'none' }
    return chosen === 'own' ? { kind: 'added', minutes: ownMinutes() } : chosen
  }
  const minutes = () => minutesWith(props.profile.minutes, extra())
  const inMemory = () => {
    const now = keeping()
    return now?.keeps === 'memory' ? now.reason : undefined
  }
  const here = <Kind extends Phase['kind']>(kind: Kind) => {
    const now = phase()
    return isIn(now, kind) ? now : undefined
  }

  const rules = () => {
    const { blueprint, passPercent, openBook, backAllowed } = props.profile
    const all = blueprint.questions
    const standard = `${props.profile.minutes} minutes`
    const now = minutes()
    const time =
      now === undefined
        ? `Untimed (${standard} are usual)`
        : now === props.profile.minutes
          ? standard
          : `${standard}, extended to ${now}`
    return [
      `${all} questions, one on a screen.`,
      `${time}.`,
      `To pass, ${passPercent} %: ${passMarkOf(passPercent, all)} of ${all}.`,
      openBook
        ? 'Open book: the standard and your notes may lie beside you.'
        : 'Closed book: no standard and no notes beside you.',
      'No negative marking. Where several options are asked for, all of them must be right.',
      'Unanswered counts as wrong.',
      backAllowed ? 'You can go back to any question until you finish.' : 'You cannot go back to a question.',
      'Flags do not affect the score.',
      ...(now === undefined
        ? ['No clock runs. You can close the tab and resume.']
        : [
            mode() === 'exam'
              ? 'The exam never pauses. The clock keeps running if the tab is closed.'
              : 'You can pause. The clock keeps running if the tab is closed without a pause.',
            'At zero your answers are submitted automatically.',
          ]),
    ]
  }

  async function start() {
    setPhase({ kind: 'preparing' })
    const progress = await loadProgress()
    const [bank, seenIds] = await Promise.all([fetchBank(props.bank.address), progress.seenQuestionIds()])
    if (!bank)
      return refuse(
        'The questions could not be loaded. Check the connection and press the button again; nothing was started.',
      )
    const plan = drawPlan(
      { profile: props.profile, bank, bankHash: props.bank.hash },
      { mode: mode(), minutes: minutes(), seenIds },
    )
    if (!plan.ok) return refuse(shortageText(plan.failure))
    const created = await progress.createAttempt(plan.value)
    if (!created.ok) return refuse(unstartedText(created.failure))
    const { attemptId } = plan.value
    if ((await progress.ready).keeps === 'device') return location.assign(address(attemptPath(attemptId)))
    const { Desk } = await import('./Desk.tsx')
    setPhase({ kind: 'sitting', Desk, attemptId })
  }
  const refuse = (why: string) => setPhase({ kind: 'refused', why })
  const fail = (error: unknown) => {
    globalThis.reportError?.(error)
    refuse(
      'The exam could not be started: a part of this page did not load, or the browser’s storage did not answer. Nothing was started. Reload and try again.',
    )
  }

  async function tryDesk() {
    const { Tutorial } = await import('./Tutorial.tsx')
    setPhase({ kind: 'trying', Tutorial })
  }
  function leaveTutorial() {
    setPhase({ kind: 'choosing' })
    scrollTo(0, 0)
  }

  whenMounted(() => {
    loadProgress()
      .then((progress) => progress.ready)
      .then(setKeeping, fail)
  })

  return (
    <>
      <Show when={here('trying')} keyed>
        {({ Tutorial }) => <Tutorial onLeave={leaveTutorial} />}
      </Show>
      <Show when={here('sitting')} keyed>
        {({ Desk, attemptId }) => <Desk attemptId={attemptId} signposts={props.signposts} />}
      </Show>
      <div class="start" hidden={here('trying') !== undefined || here('sitting') !== undefined}>
        <StillRunning />
        <h2>The rules</h2>
        <ul class="rules">
          <For each={rules()}>{(rule) => <li>{rule}</li>}</For>
        </ul>
        {props.children}
        <fieldset class="times">
          <legend>Your time</legend>
          <p>
            Extra time is kept with the attempt and is never part of the score. Bodies grant about {props.extraMinutes}{' '}
            minutes to candidates who do not sit an exam in their first language.
          </p>
          <div class="choices">
            <For each={choices()}>
              {(choice) => (
                <label>
                  <input
                    type="radio"
                    name="extra-time"
                    value={choice.id}
                    checked={choiceId() === choice.id}
                    onChange={() => setChoiceId(choice.id)}
                  />
                  <span>{choice.label}</span>
                </label>
              )}
            </For>
          </div>
          <Show when={choiceId() === 'own'}>
            <label class="own">
              Extra minutes{' '}
              <input
                type="number"
                min="1"
                max={ownMost}
                value={ownMinutes()}
                onInput={(event) =>
                  setOwnMinutes(Math.min(ownMost, Math.max(0, Math.round(event.currentTarget.valueAsNumber || 0))))
                }
              />
            </label>
          </Show>
        </fieldset>
        <fieldset class="modes">
          <legend>Exam or practice</legend>
          <label>
            <input type="radio" name="mode" checked={mode() === 'exam'} onChange={() => setMode('exam')} />
            <span>
              <strong>Exam</strong> As at a test centre: it never pauses, and the page asks before you leave it.
            </span>
          </label>
          <label>
            <input type="radio" name="mode" checked={mode() === 'practice'} onChange={() => setMode('practice')} />
            <span>
              <strong>Practice</strong> The same questions and rules, but you can pause.
            </span>
          </label>
        </fieldset>
        <Show when={inMemory()}>
          {(reason) => (
            <p class="note" data-kind="warning">
              {memoryText(reason())}
            </p>
          )}
        </Show>
        <div class="ready">
          <p>
            New to this desk?{' '}
            <button class="linked" type="button" onClick={() => void tryDesk().catch(fail)}>
              Try it with two sample questions
            </button>{' '}
            (2 minutes, nothing counts).
          </p>
          <div class="actions">
            <button
              class="button"
              type="button"
              data-weight="first"
              disabled={keeping() === undefined || phase().kind === 'preparing'}
              onClick={() => void start().catch(fail)}
            >
              {minutes() === undefined ? 'I am ready to start this exam' : 'I am ready to start this timed exam'}
            </button>
            <a class="button" href={address('exams/')}>
              Not yet
            </a>
          </div>
          <p role="alert">{here('refused')?.why}</p>
          <p role="status">{phase().kind === 'preparing' ? 'Drawing your questions…' : ''}</p>
        </div>
      </div>
    </>
  )
}

async function fetchBank(from: string): Promise<Bank | undefined> {
  try {
    const answer = await fetch(from)
    return answer.ok ? await answer.json() : undefined
  } catch {
    return undefined
  }
}

const isIn = <Kind extends Phase['kind']>(phase: Phase, kind: Kind): phase is Extract<Phase, { kind: Kind }> =>
  phase.kind === kind
