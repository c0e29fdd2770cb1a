import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { ClassPlan } from '../../core/class-plan.ts'
import type { Scene } from '../../core/presenting.ts'
import type { ClassSession } from '../../store/class-session.ts'
import { address } from '../primitives/address.ts'
import { Lazy } from '../primitives/Lazy.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import type { Asked } from './AskAnother.tsx'
import { fetchClass, fetchPlan, sceneOf, type ClassData } from './class-data.ts'
import { Clocks } from './Clocks.tsx'
import { createPresenter, type Presenter as PresenterState } from './createPresenter.ts'
import { GoTo } from './GoTo.tsx'
import { KeyList } from './KeyList.tsx'
import { commandOf, eventOf, type Command } from './keys.ts'
import { Notes } from './Notes.tsx'
import { Overview } from './Overview.tsx'
import { QuestionControl } from './QuestionControl.tsx'
import { Stage } from './Stage.tsx'
import { leadsHere } from './words.ts'
import { keepAwake } from './windows.ts'
import { notesWindow } from './notes-window.ts'
import './presenter.css'

type Loading =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly why: string }
  | { readonly phase: 'here'; readonly scene: Scene; readonly data: ClassData }

/** The presenter's window of a class that was chosen before. */
export function Presenter(props: { readonly session: ClassSession; readonly shelves: string }) {
  const [loading, setLoading] = createSignal<Loading>({ phase: 'loading' })

  async function load() {
    const plan: ClassPlan = await fetchPlan()
    const data = await fetchClass(plan, props.session.choice)
    const scene = sceneOf(plan, props.session.choice, data)
    setLoading(typeof scene === 'string' ? { phase: 'failed', why: scene } : { phase: 'here', scene, data })
  }
  whenMounted(() => {
    load().catch(() =>
      setLoading({
        phase: 'failed',
        why: 'The slides of this class did not load. Check the connection and reload this page; where you were is kept.',
      }),
    )
  })
  const here = () => {
    const now = loading()
    return now.phase === 'here' ? now : undefined
  }
  const why = () => {
    const now = loading()
    return now.phase === 'failed' ? now.why : undefined
  }

  return (
    <Switch>
      <Match when={loading().phase === 'loading'}>
        <p class="waiting" role="status">
          Fetching the slides …
        </p>
      </Match>
      <Match when={why()}>
        {(text) => (
          <div class="waiting">
            <h1>This class cannot be presented</h1>
            <p role="alert">{text()}</p>
            <p>
              <a href={address('classroom/')}>Back to the classroom</a>
            </p>
          </div>
        )}
      </Match>
      <Match when={here()} keyed>
        {({ scene, data }) => {
          const presenter = createPresenter({ session: props.session, scene, data })
          return (
            <PresenterDesk
              presenter={presenter}
              course={props.session.choice.course}
              bank={data.bank}
              shelves={props.shelves}
            />
          )
        }}
      </Match>
    </Switch>
  )
}

const loadRoomPanel = async () => (await import('./live/RoomPanel.tsx')).RoomPanel
const loadPutForm = async () => (await import('./PutFormDialog.tsx')).PutFormDialog
const loadAskRoom = async () => (await import('./AskRoom.tsx')).AskRoom
const loadAskAnother = async () => (await import('./AskAnother.tsx')).AskAnother

type Opened = 'none' | 'overview' | 'go-to' | 'keys' | 'ask' | 'room' | 'form'

function PresenterDesk(props: {
  readonly presenter: PresenterState
  readonly course: string
  readonly bank: ClassData['bank']
  readonly shelves: string
}) {
  const [opened, setOpened] = createSignal<Opened>('none')
  const [isPicture, setPicture] = createSignal(false)
  const [areKeysOn, setKeysOn] = createSignal(true)
  const [isClockShown, setClockShown] = createSignal(true)
  const close = () => setOpened('none')

  function ask({ id, own }: Asked) {
    props.presenter.send({ type: 'asked', question: id, own, at: Date.now() })
    close()
  }

  function obey(command: Command) {
    switch (command) {
      case 'picture':
        return void setPicture((was) => !was)
      case 'full':
        return void toggleFull()
      case 'overview':
      case 'go-to':
      case 'keys':
        return void setOpened(command)
      case 'join':
        return props.presenter.join()
      default:
        return props.presenter.send(eventOf(command, Date.now()))
    }
  }

  function press(event: KeyboardEvent) {
    const command = commandOf(event)
    if (command === undefined || (!areKeysOn() && command !== 'keys')) return
    event.preventDefault()
    obey(command)
  }

  whenMounted(() => {
    document.documentElement.dataset['course'] = props.course
    addEventListener('keydown', press)
    const sleep = keepAwake()
    return () => {
      removeEventListener('keydown', press)
      sleep()
      notesWindow.close()
    }
  })

  return (
    <>
      <Show when={isPicture()}>
        <div class="projector">
          <Stage picture={props.presenter.picture()} />
          <button
            class="leave-picture"
            type="button"
            data-shown={props.presenter.leader() !== undefined && props.presenter.said() !== '' ? '' : undefined}
            onClick={() => setPicture(false)}
          >
            <Show when={props.presenter.leader()}>{(leader) => `${leadsHere(leader())} `}</Show>
            Notes (S)
          </button>
        </div>
      </Show>
      {/* Not taken away meanwhile: a room that is open goes on. */}
      <div class="presenter" hidden={isPicture()}>
        <header>
          <h1>
            <span class="visually-hidden">Presenter: </span>
            {props.presenter.card().section}
          </h1>
          <Show when={isClockShown()}>
            <Clocks reading={props.presenter} />
          </Show>
          <button class="quiet-button" type="button" onClick={() => setClockShown((was) => !was)}>
            {isClockShown() ? 'Hide the times' : 'Show the times'}
          </button>
        </header>
        <section class="pictures" aria-label="On the screen">
          <div class="small-stage" data-now="">
            <Stage picture={props.presenter.picture()} />
          </div>
          <p class="where">
            Card {props.presenter.place() + 1} of {props.presenter.cards().length}.
            <ProjectorState presenter={props.presenter} />
          </p>
          <p class="next-label">Next</p>
          <Show when={props.presenter.nextPicture()} fallback={<p>Nothing more: this is the last card.</p>}>
            {(next) => (
              <div class="small-stage" aria-hidden="true">
                <Stage picture={next()} />
              </div>
            )}
          </Show>
        </section>
        <div class="beside-pictures">
          <p class="said" role="status">
            {props.presenter.said()}
          </p>
          <Lazy what="The panel of the live room" load={loadRoomPanel} with={{ seam: props.presenter.room }} />
          <Show when={props.presenter.asked()}>
            <QuestionControl presenter={props.presenter} />
          </Show>
          <Show when={props.presenter.isTimed()}>
            <p class="actions" role="group" aria-label="More time on the timer">
              <For each={[2, 5]}>
                {(minutes) => (
                  <button
                    class="button"
                    type="button"
                    onClick={() => props.presenter.send({ type: 'extended', at: Date.now(), minutes })}
                  >
                    +{minutes} minutes
                  </button>
                )}
              </For>
            </p>
          </Show>
          <Notes reading={props.presenter} />
        </div>
        <nav class="controls" aria-label="Presenting">
          <button class="button" type="button" onClick={() => obey('previous')}>
            Back
          </button>
          <button class="button" type="button" data-weight="first" onClick={() => obey('next')}>
            Next
          </button>
          <button class="button" type="button" onClick={() => void props.presenter.showProjector()}>
            {props.presenter.projector() === 'closed' ? 'Reopen the projector window' : 'Open the projector window'}
          </button>
          <button
            class="button"
            type="button"
            aria-pressed={props.presenter.state().cover === 'blank'}
            onClick={() => obey('blank')}
          >
            Blank
          </button>
          <button class="button" type="button" onClick={() => obey('overview')}>
            Overview
          </button>
          <button class="button" type="button" onClick={() => setOpened('ask')}>
            Ask another question
          </button>
          <button class="button" type="button" onClick={() => setOpened('room')}>
            Ask the room
          </button>
          <button class="button" type="button" onClick={() => setOpened('form')}>
            Put a form
          </button>
          <button class="quiet-button" type="button" onClick={() => obey('picture')}>
            Picture alone
          </button>
          <Show when={notesWindow.isThere()}>
            <button class="quiet-button" type="button" onClick={() => void notesWindow.open(props.presenter, press)}>
              Notes in a small window
            </button>
          </Show>
          <button class="quiet-button" type="button" onClick={() => obey('timer')}>
            Timer
          </button>
          <button class="quiet-button" type="button" onClick={() => obey('keys')}>
            Keys
          </button>
          <a href={address('classroom/')}>Leave</a>
        </nav>
      </div>
      <Switch>
        <Match when={opened() === 'overview'}>
          <Overview presenter={props.presenter} onClose={close} />
        </Match>
        <Match when={opened() === 'go-to'}>
          <GoTo presenter={props.presenter} onClose={close} />
        </Match>
        <Match when={opened() === 'keys'}>
          <KeyList areOn={areKeysOn()} onSwitch={setKeysOn} onClose={close} />
        </Match>
        <Match when={opened() === 'form'}>
          <Lazy
            what="The list of forms"
            load={loadPutForm}
            with={{
              shelves: props.shelves,
              joining: props.presenter.joining(),
              onPut: (form) => {
                props.presenter.send({ type: 'put-form', form })
                close()
              },
              onClose: close,
            }}
          />
        </Match>
        <Match when={opened() === 'room'}>
          <Lazy
            what="The form"
            load={loadAskRoom}
            with={{ onAsk: (own) => ask({ id: own.id, own }), onClose: close }}
          />
        </Match>
        <Match when={opened() === 'ask'}>
          <Lazy
            what="The list of questions"
            load={loadAskAnother}
            with={{ bank: props.bank, onAsk: ask, onClose: close }}
          />
        </Match>
      </Switch>
    </>
  )
}

function ProjectorState(props: { readonly presenter: PresenterState }) {
  const text = () => {
    switch (props.presenter.projector()) {
      case 'open':
        return 'The projector’s window is in step.'
      case 'closed':
        return 'The projector’s window was closed.'
      case 'none':
        return 'No projector window is open.'
    }
  }
  return <span> {text()}</span>
}

async function toggleFull() {
  try {
    if (document.fullscreenElement) await document.exitFullscreen()
    else await document.documentElement.requestFullscreen()
  } catch {
    // Not allowed here: the window stays as it is.
  }
}
