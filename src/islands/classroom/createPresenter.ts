import { createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import { agendaOf, courseOf, type ClassPlan } from '../../core/class-plan.ts'
import {
  beginPresenting,
  cardOf,
  cardsOf,
  knownQuestion,
  lateMinutes,
  placeOf,
  present,
  questionOf,
  runningTimer,
  shownOf,
  uncovered,
  type PresenterEvent,
  type Presenting,
  type Scene,
} from '../../core/presenting.ts'
import { runSheet } from '../../core/run-sheet.ts'
import { keepClass, type ClassSession } from '../../store/class-session.ts'
import { address } from '../primitives/address.ts'
import type { ClassData } from './class-data.ts'
import { lineOf, type FromPresenter, type FromProjector, type Joining, type Picture } from './picture.ts'
import type { RoomSeam } from './room-seam.ts'
import { openProjector } from './windows.ts'
import { blocked, noRoom, notKept } from './words.ts'

/** The run sheet of a kept class, or why it cannot be presented. */
export function sceneOf(plan: ClassPlan, session: ClassSession, data: ClassData): Scene | string {
  const agenda = agendaOf(plan, session.choice)
  if (!agenda.ok) return agenda.failure
  const title = courseOf(plan, session.choice)?.title ?? ''
  const cards = runSheet(agenda.value, { decks: data.decks, title })
  return cards.length === 0
    ? 'Nothing is planned for this class.'
    : { cards, questions: data.questions, exercises: data.exercises }
}

/** A class that is being presented: its state, what keeps it, and the line to the projector. */
export function createPresenter({
  session,
  scene,
  data,
}: {
  readonly session: ClassSession
  readonly scene: Scene
  readonly data: ClassData
}) {
  const [state, setState] = createSignal<Presenting>(session.state ?? beginPresenting(scene))
  const [said, setSaid] = createSignal('')
  const [joining, setJoining] = createSignal<Joining>()
  const [projector, setProjector] = createSignal<'none' | 'open' | 'closed'>('none')
  const [now, setNow] = createSignal(Date.now())
  const [first] = scene.cards
  const shownTitle = first?.kind === 'lobby' ? first.title : ''
  const watchers = new Set<Parameters<RoomSeam['watchShown']>[0]>()
  let opened: Window | undefined

  const card = createMemo(() => cardOf(state(), scene))
  const cards = createMemo(() => cardsOf(state(), scene))
  const place = createMemo(() => placeOf(state(), scene))
  const asked = createMemo(() => questionOf(state(), scene))
  const shown = createMemo(() => shownOf(state(), scene))
  const keyNow = () => asked()?.question.key ?? []
  const htmlOf = (id: string) => data.slides.get(id) ?? ''
  const picture = createMemo((): Picture => ({
    shown: shown(),
    cover: state().cover,
    course: session.choice.course,
    html: htmlOf(card().id),
    joining: joining(),
  }))
  /** The next card as it will look first, or the card under a form; undefined at the end. */
  const nextPicture = createMemo((): Picture | undefined => {
    const under = uncovered(state())
    if (under) return { ...picture(), shown: shownOf(under, scene), cover: 'none' }
    const next = cards()[place() + 1]
    if (next === undefined) return undefined
    const there = { ...state(), card: next.id, step: 0, timer: undefined }
    return { ...picture(), shown: shownOf(there, scene), cover: 'none', html: htmlOf(next.id) }
  })

  const line = lineOf(session.id)
  const say = (message: FromPresenter) => line.postMessage(message)
  line.onmessage = ({ data: message }: MessageEvent<FromProjector>) => {
    if (message.type === 'bye') return void setProjector('closed')
    setProjector('open')
    say({ type: 'picture', picture: picture() })
  }
  say({ type: 'who' })
  createEffect(() => say({ type: 'picture', picture: picture() }))
  createEffect(() => {
    const [what, key] = [shown(), keyNow()]
    for (const watcher of watchers) watcher(what, key)
  })
  createEffect(() => {
    // Standings are of the moment: after a reload they are reckoned anew.
    if (!keepClass({ ...session, state: { ...state(), board: undefined } })) setSaid(notKept)
  })
  const tick = setInterval(() => {
    setNow(Date.now())
    if (opened?.closed && projector() === 'open') setProjector('closed')
  }, 500)
  onCleanup(() => {
    clearInterval(tick)
    line.close()
  })

  function send(event: PresenterEvent) {
    const next = present(state(), event, scene)
    setSaid(next.ok ? '' : next.failure)
    if (next.ok) setState(next.value)
  }

  async function showProjector() {
    opened = await openProjector(`${address('classroom/present/')}?projector=${session.id}`)
    setSaid(opened ? '' : blocked)
    // The space bar goes on with the class from here, and does not press the button again.
    if (opened && document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }

  const room: RoomSeam = {
    title: shownTitle,
    watchShown: (watcher) => {
      watchers.add(watcher)
      watcher(shown(), keyNow())
      return () => watchers.delete(watcher)
    },
    setJoining,
    putBoard: (board) => send({ type: 'put-board', board }),
    counted: (answers) => send({ type: 'counted', ...answers }),
  }

  return {
    state,
    card,
    cards,
    place,
    asked,
    picture,
    nextPicture,
    now,
    said,
    projector,
    send,
    showProjector,
    joining,
    timer: () => runningTimer(state(), scene),
    /** Whether more time means something: something runs out, or groups are at work. */
    isTimed: () => {
      const now = shown()
      return 'endsAt' in now || (now.kind === 'exercise' && now.part === 'work')
    },
    late: () => lateMinutes(state(), scene, now()),
    begunAt: () => state().begun[card().day],
    notes: () => data.notes[card().id] ?? '',
    exercise: () => {
      const what = card()
      return what.kind === 'exercise' ? data.exercises.get(what.exercise) : undefined
    },
    questionFor: (id: string) => knownQuestion(state(), scene, id),
    join: () => {
      if (joining() || state().cover === 'join') send({ type: 'covered', cover: 'join' })
      else setSaid(noRoom)
    },
    isRoomOpen: () => joining() !== undefined,
    room,
  }
}

export type Presenter = ReturnType<typeof createPresenter>
