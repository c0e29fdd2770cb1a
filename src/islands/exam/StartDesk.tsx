import { createSignal, For, Show, type Component, type JSX, type ParentProps } from 'solid-js'
import type { ExamMode, ExamPlan } from '../../core/exam.ts'
import { passMarkOf } from '../../core/grading.ts'
import type { Domain, Profile } from '../../core/profile.ts'
import type { Result } from '../../core/result.ts'
import type { Keeping } from '../../store/progress.ts'
import { address } from '../primitives/address.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { plural } from './clock.ts'
import type { DeskProps } from './createDesk.ts'
import { minutesWith, type ExtraTime } from './extra-time.ts'
import { attemptPath } from './paths.ts'
import { StillRunning } from './StillRunning.tsx'
import { memoryText, unstartedText } from './words.ts'
import './start.css'
// Styles of what is imported later do not come with it.
import './exam.css'
import './filters.css'
import './result.css'

export type StartDeskProps = ParentProps<{
  readonly profile: Profile
  /** Minutes for candidates who do not sit the exam in a first language; undefined where the exam has no clock. */
  readonly extraMinutes: number | undefined
  readonly signposts: string
  /** Which questions will be asked, before the rules. */
  readonly form: JSX.Element
  /** False while there is nothing to start. */
  readonly canStart: boolean
  /** Fixes the attempt, or says why it cannot be. */
  readonly plan: (chosen: Chosen) => Promise<Result<ExamPlan, string>>
}>

/** Minutes are undefined in an exam without a clock. */
export type Chosen = { readonly mode: ExamMode; readonly minutes: number | undefined }

type Choice = { readonly id: string; readonly label: string; readonly extra: ExtraTime | 'own' }

type Phase =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'preparing' }
  | { readonly kind: 'refused'; readonly why: string }
  /** On this very page: the tutorial, or an exam in a browser that keeps nothing. */
  | { readonly kind: 'trying'; readonly Tutorial: Component<{ readonly onLeave: () => void }> }
  | { readonly kind: 'sitting'; readonly Desk: Component<DeskProps>; readonly attemptId: string }

const ownMost = 600

/** What stands before the clock: the form, the rules, the time and the mode, and the start. Below the rules stands what it is given. */
export function StartDesk(props: StartDeskProps) {
  const [phase, setPhase] = createSignal<Phase>({ kind: 'choosing' })
  const [mode, setMode] = createSignal<ExamMode>('exam')
  const [choiceId, setChoiceId] = createSignal('none')
  const [ownMinutes, setOwnMinutes] = createSignal(15)
  const tutorial = createFocusTarget<HTMLButtonElement>()
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
  const isTimed = () => props.extraMinutes !== undefined
  const minutes = () => (isTimed() ? minutesWith(props.profile.minutes, extra()) : undefined)
  const inMemory = () => {
    const now = keeping()
    return now?.keeps === 'memory' ? now.reason : undefined
  }
  const here = <Kind extends Phase['kind']>(kind: Kind) => {
    const now = phase()
    return isIn(now, kind) ? now : undefined
  }

  const rules = () => {
    const { blueprint, openBook, backAllowed } = props.profile
    const standard = plural(props.profile.minutes, 'minute')
    const now = minutes()
    const time =
      now === undefined
        ? `Untimed (${standard} are usual)`
        : now === props.profile.minutes
          ? standard
          : `${plural(now, 'minute')}, extended from ${props.profile.minutes}`
    return [
      questionsText(blueprint),
      `${time}.`,
      ...passTexts(props.profile),
      openBook
        ? 'Open book: the standard and your notes may lie beside you, and the desk has a reference.'
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
    const plan = await props.plan({ mode: mode(), minutes: minutes() })
    if (!plan.ok) return refuse(plan.failure)
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
    tutorial.focus()
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
        {props.form}
        <h2>The rules</h2>
        <ul class="rules">
          <For each={rules()}>{(rule) => <li>{rule}</li>}</For>
        </ul>
        {props.children}
        <Show when={props.extraMinutes}>
          {(extraMinutes) => (
            <fieldset class="times">
              <legend>Your time</legend>
              <p>
                Extra time is kept with the attempt and is never part of the score. Bodies grant about {extraMinutes()}{' '}
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
          )}
        </Show>
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
            <button ref={tutorial.ref} class="linked" type="button" onClick={() => void tryDesk().catch(fail)}>
              Try it with two sample questions
            </button>{' '}
            (2 minutes, nothing counts).
          </p>
          <div class="actions">
            <button
              class="button"
              type="button"
              data-weight="first"
              disabled={!props.canStart || keeping() === undefined || phase().kind === 'preparing'}
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

function questionsText({ questions, scenarios: { count, size } }: Profile['blueprint']): string {
  const sets = count === 0 ? '' : `, ${count * size} of them in ${plural(count, 'scenario')} of ${size}`
  return `${plural(questions, 'question')}${sets}, one on a screen.`
}

/** What passes: the mark over all and, where there are any, the floors of the domains. */
function passTexts({ blueprint: { questions, domains }, passPercent }: Profile): readonly string[] {
  const marks = domains.reduce((sum, domain) => sum + (domain.marks ?? 0), 0)
  const of = marks === 0 ? questions : marks
  const unit = marks === 0 ? '' : ' marks'
  const floors = domains.filter(({ floor }) => floor).map((domain) => floorText(domain))
  return [
    `To pass, ${passPercent} %: ${passMarkOf(passPercent, of)} of ${of}${unit}.`,
    ...(floors.length > 0 ? [`And in each domain at least: ${floors.join('; ')}.`] : []),
    ...(marks > 0 ? ['A hard question counts more than an easy one; the result tells each one’s marks.'] : []),
  ]
}

const floorText = ({ title, questions, marks, floor }: Domain) => `${title} ${floor} of ${marks ?? questions}`

const isIn = <Kind extends Phase['kind']>(phase: Phase, kind: Kind): phase is Extract<Phase, { kind: Kind }> =>
  phase.kind === kind
