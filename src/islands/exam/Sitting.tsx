import { createMemo, createSignal, createUniqueId, Match, Show, Switch } from 'solid-js'
import { scenarioPassage, stemPassage, type Exam, type ExamEvent, type Range, type Warning } from '../../core/exam.ts'
import { chosenOptions, isSameResponse, isSelected, pickOf, type OptionId } from '../../core/question.ts'
import { known, unreachable } from '../../core/result.ts'
import { createDraft } from '../notes/createDraft.ts'
import { address } from '../primitives/address.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { Dialog } from '../primitives/Dialog.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { hasEnglish, noVoiceText, watchVoices } from '../speech/voices.ts'
import { AskedQuestion, choiceAfter, letterOf, optionsShown } from './AskedQuestion.tsx'
import { clockText, type Clock } from './clock.ts'
import { createExam, type Act } from './createExam.ts'
import { Absent } from './Absent.tsx'
import { createParts, type Parts } from './createParts.ts'
import { createSelected } from './createSelected.ts'
import { ExamClock } from './ExamClock.tsx'
import { FinishDialog } from './FinishDialog.tsx'
import { isMarked, selectedPassage, toggled, type Selected } from './highlight.ts'
import { commandOf, optionOf } from './keys.ts'
import type { Saving } from './log.ts'
import { FlagShape, Navigator } from './Navigator.tsx'
import { bookPath } from './paths.ts'
import { Marked } from './Prose.tsx'
import { scenarioSetAt } from './scenario-set.ts'
import type { DeskSettings } from './settings.ts'
import type { Finished } from './settle.ts'
import { Stimulus, type Places } from './Stimulus.tsx'
import { notesText, unsavedText, warningText } from './words.ts'
import './exam.css'

export type SittingStart = {
  /** Running or paused. */
  readonly exam: Exam
  readonly clock: Clock
  readonly keep: (event: ExamEvent) => void
}

type Opened = 'nothing' | 'navigator' | 'finish' | 'keys' | 'settings'
type Pane = 'notes' | 'reference'

const noRanges: readonly Range[] = []
const lastMomentMs = 2000

const notesOf = (exam: Exam) => (exam.phase === 'ready' ? '' : exam.notes)

/** The desk of an exam: one question, the clock, and the ways to move. It shows the exam and forwards what is done. */
export function Sitting(props: {
  readonly initial: SittingStart
  readonly saving: Saving
  /** The attempt is open in another tab; here one may only look. */
  readonly isReadOnly: boolean
  readonly settings: DeskSettings
  readonly onSettings: (settings: DeskSettings) => void
  readonly onFinished: (exam: Finished) => void
  /** The way out of a tutorial. */
  readonly onSkip?: (() => void) | undefined
}) {
  const navigatorId = createUniqueId()
  const heading = createFocusTarget<HTMLHeadingElement>()
  const [opened, setOpened] = createSignal<Opened>('nothing')
  const [pane, setPane] = createSignal<Pane>()
  const [message, setMessage] = createSignal<Warning>()
  const [spoken, setSpoken] = createSignal({ polite: '', assertive: '' })
  const [isStriking, setStriking] = createSignal(false)
  const [isListening, setListening] = createSignal(false)
  const [canListen, setCanListen] = createSignal<boolean>()
  const parts = createParts()
  const selected = createSelected()
  const places: Places = new Map()
  let cameFrom: Element | null = null

  const { exam, send, remaining } = createExam({
    ...props.initial,
    onWarning: (minutes) => {
      setMessage(minutes)
      if (minutes === 1) setSpoken({ polite: '', assertive: warningText(minutes) })
      else say(warningText(minutes))
    },
    onFinished: (finished) => props.onFinished(finished),
  })
  const notes = createDraft({ text: notesOf(props.initial.exam), keep: (text) => act({ type: 'noted', text }) })

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
  // A scenario stays as it is from question to question, with what is selected in it.
  const scenarioSet = createMemo(() => scenarioSetAt(plan(), running()?.current ?? -1), undefined, {
    equals: (one, other) => one?.scenario.id === other?.scenario.id,
  })
  const highlightsOf = (passage: string) => sitting()?.highlights[passage] ?? noRanges
  const openEntry = () => {
    const last = sitting()?.lookUps.at(-1)
    return last?.until === undefined ? last?.entry : undefined
  }
  const headingText = (index: number, isFlagged: boolean) =>
    `Question ${index + 1} of ${plan().questions.length}${isFlagged ? ', flagged' : ''}`

  /** Says something to a screen reader; the same words twice are said twice. */
  function say(polite: string) {
    setSpoken({ polite: '', assertive: '' })
    setTimeout(() => setSpoken({ polite, assertive: '' }), 60)
    // Whoever reads the page later must not come upon it.
    setTimeout(() => setSpoken((now) => (now.polite === polite ? { ...now, polite: '' } : now)), 8000)
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
    setListening(false)
    const entry = openEntry()
    if (index >= 0 && index < now.sheets.length && index !== now.current) {
      act({ type: 'moved', to: index })
      // What lies open beside it is read for this question now.
      if (entry !== undefined) act({ type: 'looked-up', entry })
    }
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

  /** The focus is elsewhere, so nothing but we would say what a key has done. */
  function chooseByKey(option: OptionId) {
    const now = running()
    if (!now || props.isReadOnly) return
    const { response } = known(now.sheets[now.current])
    const options = choiceAfter(asked(now.current), known(now.sheets[now.current]), option)
    choose(option)
    const isOn = options.includes(option)
    if (isOn !== chosenOptions(response).includes(option)) {
      say(`${letterShown(option)} ${isOn ? 'chosen' : 'no longer chosen'}.`)
    }
  }

  const letterShown = (option: OptionId) =>
    letterOf(optionsShown(asked(running()?.current ?? 0)).findIndex(({ id }) => id === option))

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
    if (!chosenOptions(known(now.sheets[now.current]).response).includes(option)) {
      say(`${letterShown(option)} ${isOn ? 'struck out' : 'no longer struck out'}.`)
    }
  }

  /** The option in focus or, where that is chosen, under the pointer; without one, the next digit says which. */
  function strikePointed() {
    const now = running()
    const chosen = now ? chosenOptions(known(now.sheets[now.current]).response) : []
    const option = [document.activeElement?.closest('[data-option]'), document.querySelector('[data-option]:hover')]
      .flatMap((pointed) => (pointed instanceof HTMLElement ? (pointed.dataset['option'] ?? []) : []))
      .find((one) => !chosen.includes(one))
    if (option !== undefined) return toggleStrike(option)
    setStriking(true)
    say('Strike out: press the key of an option, or Escape.')
  }

  /** What is selected or, where nothing is, the whole stem. */
  function highlighting(chosen: Selected | undefined) {
    const { question } = asked(running()?.current ?? 0)
    const { passage, range } = chosen ?? {
      passage: stemPassage(question.id),
      range: { from: 0, to: question.prompt.stem.length },
    }
    const ranges = highlightsOf(passage)
    return { passage, ranges, range, isOn: isMarked(ranges, range) }
  }

  function highlight() {
    if (!running() || props.isReadOnly) return
    // A key may come before the browser has said that something else is selected.
    const { passage, ranges, range, isOn } = highlighting(selectedPassage())
    act({ type: 'highlighted', passage, ranges: toggled(ranges, range) })
    getSelection()?.removeAllRanges()
    say(isOn ? 'Highlight taken away.' : 'Highlighted.')
  }

  function openPane(wanted: Pane) {
    cameFrom = document.activeElement
    closeBook()
    setPane(wanted)
  }

  function closePane() {
    closeBook()
    setPane(undefined)
    goBack()
  }

  /** Gives the focus back to where it was, or to the question. */
  function goBack() {
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected && cameFrom !== document.body) cameFrom.focus()
    else heading.focus()
  }

  function togglePane(wanted: Pane) {
    if (wanted === 'reference' && !plan().openBook)
      return say('Nothing can be looked up in this exam: it is closed book.')
    if (pane() === wanted) closePane()
    else openPane(wanted)
  }

  function closeBook() {
    notes.flush()
    if (openEntry() !== undefined) act({ type: 'closed-book' })
  }

  function onKey(event: KeyboardEvent) {
    const now = running()
    if (!now || opened() !== 'nothing') return
    if (event.key === 'Escape') return isStriking() ? void setStriking(false) : pane() && closePane()
    const command = props.settings.areKeysOn ? commandOf(event, props.settings.keys) : undefined
    if (!command) return
    event.preventDefault()
    const wasStriking = isStriking()
    setStriking(false)
    switch (command) {
      case 'option-1':
      case 'option-2':
      case 'option-3':
      case 'option-4':
      case 'option-5':
      case 'option-6': {
        const option = optionsShown(asked(now.current))[optionOf(command)]
        if (!option || !isSelected(asked(now.current).question.prompt)) return
        return wasStriking ? toggleStrike(option.id) : chooseByKey(option.id)
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
        return !props.isReadOnly && isSelected(asked(now.current).question.prompt) ? strikePointed() : undefined
      case 'highlight':
        return highlight()
      case 'notes':
      case 'reference':
        return togglePane(command)
      case 'listen':
        return void setListening(canListen() === true && !isListening())
      case 'help':
        return void setOpened('keys')
      default:
        return unreachable(command)
    }
  }

  whenMounted(() => watchVoices((voices) => setCanListen(hasEnglish(voices))))
  whenMounted(() => {
    arrive()
    // A page that was left with an entry open comes back without it.
    if (openEntry() !== undefined) act({ type: 'closed-book' })
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
            <button
              type="button"
              // The message took no focus; if it was given some, that goes back.
              onFocus={(event) => (cameFrom = event.relatedTarget instanceof HTMLElement ? event.relatedTarget : null)}
              onClick={() => {
                setMessage(undefined)
                if (opened() === 'nothing') goBack()
              }}
            >
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

  const NotesPane = (given: { readonly parts: Parts }) => (
    <given.parts.Notes
      text={notes.text()}
      state={notesText(notes.isKept(), props.saving)}
      isReadOnly={props.isReadOnly}
      onWrite={(text) => {
        notes.write(text)
        // The end may come before the hands rest.
        if ((remaining() ?? Infinity) < lastMomentMs) notes.flush()
      }}
      onRest={notes.flush}
      onClose={closePane}
    />
  )
  const ReferencePane = (given: { readonly parts: Parts }) => (
    <given.parts.Reference
      address={address(bookPath(plan().profileId))}
      notes={notes.text()}
      entry={openEntry()}
      isReadOnly={props.isReadOnly}
      onOpen={(entry) => act({ type: 'looked-up', entry })}
      onBack={() => act({ type: 'closed-book' })}
      onClose={closePane}
    />
  )
  const Listening = (given: { readonly parts: Parts }) => (
    <Show when={asked(running()?.current ?? 0)} keyed>
      {({ question, optionOrder }) => (
        <given.parts.QuestionSpeech
          prompt={question.prompt}
          order={optionOrder}
          hasScenario={scenarioSet() !== undefined}
          onClose={() => {
            setListening(false)
            heading.focus()
          }}
        />
      )}
    </Show>
  )
  const Keys = (given: { readonly parts: Parts }) => (
    <given.parts.KeysDialog
      settings={props.settings}
      onSettings={(settings) => props.onSettings(settings)}
      onClose={() => setOpened('nothing')}
    >
      <Messages />
    </given.parts.KeysDialog>
  )
  const Settings = (given: { readonly parts: Parts }) => (
    <given.parts.SettingsDialog
      settings={props.settings}
      onSettings={(settings) => props.onSettings(settings)}
      remainingMs={remaining()}
      onExtend={(byMs) => {
        say(`${byMs / 60_000} minutes added. ${clockText((remaining() ?? 0) + byMs)} left.`)
        act({ type: 'extended', byMs })
      }}
      isReadOnly={props.isReadOnly}
      onClose={() => setOpened('nothing')}
    >
      <Messages />
    </given.parts.SettingsDialog>
  )

  return (
    <div class="exam" data-split={running() && (scenarioSet() || pane()) ? '' : undefined} data-pane={pane()}>
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
                          notes.flush()
                          setListening(false)
                          act({ type: 'paused' })
                          arrive()
                        }}
                      >
                        Pause
                      </button>
                    </Show>
                    <button type="button" onClick={() => setOpened('keys')}>
                      Keys
                    </button>
                    <button type="button" onClick={() => setOpened('settings')}>
                      Settings
                    </button>
                  </div>
                  <SavingText saving={props.saving} isReadOnly={props.isReadOnly} />
                </div>
                <div class="desk-state">
                  <ExamClock
                    remainingMs={remaining()}
                    isHidden={props.settings.isClockHidden}
                    onHide={(isClockHidden) => props.onSettings({ ...props.settings, isClockHidden })}
                  />
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
                    <Show when={scenarioSet()} keyed>
                      {(set) => (
                        <Stimulus set={set} ranges={highlightsOf(scenarioPassage(set.scenario.id))} places={places} />
                      )}
                    </Show>
                    <div class="question">
                      <Show when={props.isReadOnly}>
                        <p class="note" data-kind="warning">
                          This exam is open in another tab, so it can only be read here. Close it there to go on here.
                        </p>
                      </Show>
                      {/* A heading of its own for each question: the same one would keep the focus and say nothing. */}
                      <Show when={now().current + 1} keyed>
                        <h1 ref={heading.ref} tabIndex={-1}>
                          {headingText(now().current, sheet().flagged)}
                        </h1>
                      </Show>
                      <div class="question-tools">
                        <Show when={!props.isReadOnly}>
                          <button
                            type="button"
                            // Pressing it must not take away what is selected.
                            onMouseDown={(event) => event.preventDefault()}
                            onClick={highlight}
                          >
                            {highlighting(selected()).isOn ? 'Remove highlight' : 'Highlight'}
                            <span class="visually-hidden">
                              {selected() ? ' in what is selected' : ' in the whole question'}
                            </span>
                          </button>
                        </Show>
                        <button type="button" aria-expanded={pane() === 'notes'} onClick={() => togglePane('notes')}>
                          Notes
                        </button>
                        <Show when={plan().openBook}>
                          <button
                            type="button"
                            aria-expanded={pane() === 'reference'}
                            onClick={() => togglePane('reference')}
                          >
                            Reference
                          </button>
                        </Show>
                        <Show when={canListen()}>
                          <button
                            type="button"
                            aria-expanded={isListening()}
                            onClick={() => setListening(!isListening())}
                          >
                            Read aloud
                          </button>
                        </Show>
                        <Show when={canListen() === false}>
                          <span class="pane-help">{noVoiceText}</span>
                        </Show>
                      </div>
                      <Show when={isListening()}>
                        <Show
                          when={parts.loaded()}
                          fallback={<Absent state={parts.state()} onClose={() => setListening(false)} />}
                        >
                          {(loaded) => <Listening parts={loaded()} />}
                        </Show>
                      </Show>
                      <AskedQuestion
                        asked={asked(now().current)}
                        stem={
                          <span data-passage={stemPassage(asked(now().current).question.id)}>
                            <Marked
                              text={asked(now().current).question.prompt.stem}
                              ranges={highlightsOf(stemPassage(asked(now().current).question.id))}
                            />
                          </span>
                        }
                        sheet={sheet()}
                        isReadOnly={props.isReadOnly}
                        onChoose={choose}
                        onStrike={strike}
                        onOrder={(options) =>
                          act({ type: 'chose', question: asked(now().current).question.id, options })
                        }
                        onPlace={(option, target) =>
                          act({ type: 'placed', question: asked(now().current).question.id, option, target })
                        }
                      />
                      <Show when={isStriking()}>
                        <p class="striking">Strike out: press the key of an option, or Esc.</p>
                      </Show>
                    </div>
                    <Show when={pane()}>
                      <Show when={parts.loaded()} fallback={<Absent state={parts.state()} onClose={closePane} />}>
                        {(loaded) => (
                          <Show when={pane() === 'notes'} fallback={<ReferencePane parts={loaded()} />}>
                            <NotesPane parts={loaded()} />
                          </Show>
                        )}
                      </Show>
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
                    onFinish={() => {
                      notes.flush()
                      act({ type: 'submitted' })
                    }}
                  >
                    <Messages />
                  </FinishDialog>
                </Match>
                <Match when={opened() === 'keys' || opened() === 'settings'}>
                  <Show
                    when={parts.loaded()}
                    fallback={<Absent state={parts.state()} onClose={() => setOpened('nothing')} />}
                  >
                    {(loaded) => (
                      <Show when={opened() === 'keys'} fallback={<Settings parts={loaded()} />}>
                        <Keys parts={loaded()} />
                      </Show>
                    )}
                  </Show>
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
