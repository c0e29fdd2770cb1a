import { createSignal, createUniqueId, Match, Show, Switch } from 'solid-js'
import type { Exam, ExamEvent, Warning } from '../../core/exam.ts'
import { chosenOptions, isSameResponse, pickOf, type OptionId } from '../../core/question.ts'
import { known } from '../../core/result.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { Dialog } from '../primitives/Dialog.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { AskedQuestion, choiceAfter, letterOf, optionsShown } from './AskedQuestion.tsx'
import { clockText, type Clock } from './clock.ts'
import { createExam, type Act } from './createExam.ts'
import { ExamClock } from './ExamClock.tsx'
import { FinishDialog } from './FinishDialog.tsx'
import { intentOf } from './keys.ts'
import type { Saving } from './log.ts'
import { FlagShape, Navigator } from './Navigator.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import type { Finished } from './settle.ts'
import { unsavedText, warningText } from './words.ts'
import './exam.css'

export type SittingStart = {
  /** Running or paused. */
  readonly exam: Exam
  readonly clock: Clock
  readonly keep: (event: ExamEvent) => void
}

type Opened = 'nothing' | 'navigator' | 'finish' | 'settings'

/** The desk of an exam: one question, the clock, and the ways to move. It shows the exam and forwards what is done. */
export function Sitting(props: {
  readonly initial: SittingStart
  readonly saving: Saving
  /** The attempt is open in another tab; here one may only look. */
  readonly isReadOnly: boolean
  readonly areKeysOn: boolean
  readonly onKeys: (on: boolean) => void
  readonly onFinished: (exam: Finished) => void
  /** The way out of a tutorial. */
  readonly onSkip?: (() => void) | undefined
}) {
  const navigatorId = createUniqueId()
  const heading = createFocusTarget<HTMLHeadingElement>()
  const [opened, setOpened] = createSignal<Opened>('nothing')
  const [isClockHidden, setClockHidden] = createSignal(false)
  const [message, setMessage] = createSignal<Warning>()
  const [spoken, setSpoken] = createSignal({ polite: '', assertive: '' })
  const [isStriking, setStriking] = createSignal(false)

  const { exam, send, remaining } = createExam({
    ...props.initial,
    onWarning: (minutes) => {
      setMessage(minutes)
      if (minutes === 1) setSpoken({ polite: '', assertive: warningText(minutes) })
      else say(warningText(minutes))
    },
    onFinished: (finished) => props.onFinished(finished),
  })

  const sitting = () => {
    const now = exam()
    return now.phase === 'running' || now.phase === 'paused' ? now : undefined
  }
  const running = () => {
    const now = exam()
    return now.phase === 'running' ? now : undefined
  }
  const plan = () => exam().plan
  const asked = (index: number) => known(plan().questions[index])
  const headingText = (index: number, isFlagged: boolean) =>
    `Question ${index + 1} of ${plan().questions.length}${isFlagged ? ', flagged' : ''}`

  /** Says something to a screen reader; the same words twice are said twice. */
  function say(polite: string) {
    setSpoken({ polite: '', assertive: '' })
    setTimeout(() => setSpoken({ polite, assertive: '' }), 60)
  }

  function act(what: Act) {
    if (!props.isReadOnly || what.type === 'moved') send(what)
  }

  function arrive() {
    scrollTo(0, 0)
    heading.focus()
  }

  function go(index: number) {
    const now = running()
    if (!now) return
    setOpened('nothing')
    setStriking(false)
    if (index >= 0 && index < now.sheets.length && index !== now.current) act({ type: 'moved', to: index })
    arrive()
  }

  function step(by: number) {
    const now = running()
    if (now && now.sheets[now.current + by]) go(now.current + by)
  }

  function choose(option: OptionId) {
    const now = running()
    if (!now || props.isReadOnly) return
    const { question } = asked(now.current)
    const sheet = known(now.sheets[now.current])
    const options = choiceAfter(asked(now.current), sheet, option)
    if (isSameResponse({ kind: 'chosen', options }, sheet.response)) {
      if (question.prompt.kind === 'multiple') {
        say(
          `${chosenOptions(sheet.response).length} of ${pickOf(question.prompt)} are chosen already. Take one away first.`,
        )
      }
      return
    }
    act({ type: 'chose', question: question.id, options })
  }

  function strike(option: OptionId, on: boolean) {
    const now = running()
    if (!now) return
    if (chosenOptions(known(now.sheets[now.current]).response).includes(option)) {
      return say('The chosen option cannot be struck out.')
    }
    act({ type: 'struck', question: asked(now.current).question.id, option, on })
  }

  function toggleFlag() {
    const now = running()
    if (!now || props.isReadOnly) return
    const on = !known(now.sheets[now.current]).flagged
    act({ type: 'flagged', question: asked(now.current).question.id, on })
    say(on ? 'Flagged.' : 'Flag taken away.')
  }

  function toggleStrike(option: OptionId) {
    const now = running()
    if (!now) return
    const isOn = !known(now.sheets[now.current]).struck.includes(option)
    strike(option, isOn)
    const letter = letterOf(optionsShown(asked(now.current)).findIndex(({ id }) => id === option))
    if (!chosenOptions(known(now.sheets[now.current]).response).includes(option)) {
      say(isOn ? `${letter} struck out.` : `${letter} no longer struck out.`)
    }
  }

  /** The option in focus or under the pointer; without one, the next digit says which. */
  function strikePointed() {
    const focused = document.activeElement?.closest('[data-option]')
    const pointed = focused ?? document.querySelector('.exam [data-option]:hover')
    const option = pointed instanceof HTMLElement ? pointed.dataset['option'] : undefined
    const now = running()
    const isChosen = now && option && chosenOptions(known(now.sheets[now.current]).response).includes(option)
    if (option && !isChosen) return toggleStrike(option)
    setStriking(true)
    say('Strike out: press 1 to 6, or Escape.')
  }

  function onKey(event: KeyboardEvent) {
    const now = running()
    if (!now || !props.areKeysOn || opened() !== 'nothing') return
    if (event.key === 'Escape') return void setStriking(false)
    const intent = intentOf(event)
    if (!intent) return
    event.preventDefault()
    const wasStriking = isStriking()
    setStriking(false)
    switch (intent.kind) {
      case 'choose': {
        const option = optionsShown(asked(now.current))[intent.index]
        if (!option) return
        return wasStriking ? toggleStrike(option.id) : choose(option.id)
      }
      case 'next':
        return step(1)
      case 'previous':
        return step(-1)
      case 'flag':
        return toggleFlag()
      case 'navigator':
        return void setOpened('navigator')
      case 'strike':
        return props.isReadOnly ? undefined : strikePointed()
      case 'help':
        return void setOpened('settings')
    }
  }

  whenMounted(() => {
    arrive()
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })

  /** In the desk and in whatever dialog lies over it, because behind a dialog nothing is heard or pressed. */
  const Messages = () => (
    <div class="messages">
      <Show when={message()}>
        {(minutes) => (
          <div class="time-message">
            <p>{warningText(minutes())}</p>
            <button type="button" onClick={() => setMessage(undefined)}>
              Dismiss
            </button>
          </div>
        )}
      </Show>
      <p class="visually-hidden" role="status">
        {spoken().polite}
      </p>
      <p class="visually-hidden" role="alert">
        {spoken().assertive}
      </p>
    </div>
  )

  return (
    <div class="exam">
      <Show when={sitting()}>
        {(now) => {
          const sheet = () => known(now().sheets[now().current])
          return (
            <>
              <header class="desk-head">
                <div class="desk-name">
                  <p>{plan().title}</p>
                  <div class="desk-tools">
                    <Show when={!props.isReadOnly && running()}>
                      <button type="button" onClick={() => setOpened('finish')}>
                        Finish exam
                      </button>
                    </Show>
                    <Show when={props.onSkip}>
                      {(skip) => (
                        <button type="button" onClick={() => skip()()}>
                          Skip tutorial
                        </button>
                      )}
                    </Show>
                    <Show when={plan().mode === 'practice' && !props.isReadOnly && !props.onSkip && running()}>
                      <button
                        type="button"
                        onClick={() => {
                          act({ type: 'paused' })
                          arrive()
                        }}
                      >
                        Pause
                      </button>
                    </Show>
                    <button type="button" onClick={() => setOpened('settings')}>
                      Keys<span class="wide-only"> and settings</span>
                    </button>
                  </div>
                  <SavingText saving={props.saving} isReadOnly={props.isReadOnly} />
                </div>
                <div class="desk-state">
                  <ExamClock remainingMs={remaining()} isHidden={isClockHidden()} onHide={setClockHidden} />
                  <p class="place">
                    {now().current + 1} of {plan().questions.length}
                  </p>
                  <button
                    class="flag"
                    type="button"
                    aria-pressed={sheet().flagged}
                    aria-label="Flag this question"
                    disabled={props.isReadOnly || now().phase === 'paused'}
                    onClick={toggleFlag}
                  >
                    <FlagShape /> Flag
                  </button>
                </div>
                <Messages />
              </header>

              <div class="desk-field">
                <Switch>
                  <Match when={now().phase === 'paused'}>
                    <section class="desk-notice">
                      <h1 ref={heading.ref} tabIndex={-1}>
                        Paused
                      </h1>
                      <p>The clock stands still and the question is put away.</p>
                      <button
                        class="button"
                        type="button"
                        onClick={() => {
                          act({ type: 'resumed' })
                          arrive()
                        }}
                      >
                        Go on
                      </button>
                    </section>
                  </Match>
                  <Match when={now().phase === 'running'}>
                    <Show when={props.isReadOnly}>
                      <p class="note" data-kind="warning">
                        This exam is open in another tab, so it can only be read here. Close it there to go on here.
                      </p>
                    </Show>
                    <h1 ref={heading.ref} tabIndex={-1}>
                      {headingText(now().current, sheet().flagged)}
                    </h1>
                    <AskedQuestion
                      asked={asked(now().current)}
                      sheet={sheet()}
                      isReadOnly={props.isReadOnly}
                      onChoose={choose}
                      onStrike={strike}
                    />
                    <Show when={isStriking()}>
                      <p class="striking">Strike out: press 1 to 6, or Esc.</p>
                    </Show>
                  </Match>
                </Switch>
              </div>

              <nav class="desk-bar" aria-label="Questions">
                <button
                  class="button"
                  type="button"
                  disabled={!running() || now().current === 0}
                  onClick={() => step(-1)}
                >
                  Previous
                </button>
                <button
                  class="button"
                  type="button"
                  disabled={!running() || now().current + 1 === plan().questions.length}
                  onClick={() => step(1)}
                >
                  Next
                </button>
                <button class="button" type="button" disabled={!running()} onClick={() => setOpened('navigator')}>
                  Navigator
                </button>
              </nav>

              <Switch>
                <Match when={opened() === 'navigator'}>
                  <Dialog class="desk-dialog" labelledBy={navigatorId} onClose={() => setOpened('nothing')}>
                    <Messages />
                    <header>
                      <h2 id={navigatorId}>Navigator</h2>
                      <button class="button" type="button" autofocus onClick={() => setOpened('nothing')}>
                        Close
                      </button>
                    </header>
                    <Navigator exam={now()} current={now().current} onGo={go} />
                  </Dialog>
                </Match>
                <Match when={opened() === 'finish'}>
                  <FinishDialog
                    exam={now()}
                    remainingMs={remaining()}
                    onGo={go}
                    onReturn={() => setOpened('nothing')}
                    onFinish={() => act({ type: 'submitted' })}
                  >
                    <Messages />
                  </FinishDialog>
                </Match>
                <Match when={opened() === 'settings'}>
                  <SettingsDialog
                    areKeysOn={props.areKeysOn}
                    onKeys={(on) => props.onKeys(on)}
                    remainingMs={remaining()}
                    onExtend={(byMs) => {
                      say(`${byMs / 60_000} minutes added. ${clockText((remaining() ?? 0) + byMs)} left.`)
                      act({ type: 'extended', byMs })
                    }}
                    isReadOnly={props.isReadOnly}
                    onClose={() => setOpened('nothing')}
                  >
                    <Messages />
                  </SettingsDialog>
                </Match>
              </Switch>
            </>
          )
        }}
      </Show>
    </div>
  )
}

function SavingText(props: { readonly saving: Saving; readonly isReadOnly: boolean }) {
  const failure = () => (props.saving.kind === 'failed' ? props.saving.failure : undefined)
  return (
    <Show when={!props.isReadOnly} fallback={<p class="saving">Read only</p>}>
      <Show when={failure()} fallback={<p class="saving">{props.saving.kind === 'saving' ? 'Saving…' : 'Saved'}</p>}>
        {(why) => (
          <p class="saving" data-kind="failed" role="alert">
            {unsavedText(why())}
          </p>
        )}
      </Show>
    </Show>
  )
}
