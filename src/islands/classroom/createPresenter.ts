import { createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import {
  beginPresenting,
  momentOf,
  momentWord,
  present,
  shownOf,
  uncovered,
  type PresenterEvent,
  type Presenting,
  type Scene,
} from '../../core/presenting.ts'
import { keepClass, type ClassSession } from '../../store/class-session.ts'
import { address } from '../primitives/address.ts'
import type { Moment } from '../../wire/ctl.ts'
import type { ClassData } from './class-data.ts'
import { createReading } from './createReading.ts'
import { eventOf } from './keys.ts'
import { lineOf, type FromPresenter, type Joining, type OnLine, type Picture } from './picture.ts'
import type { RoomSeam } from './room-seam.ts'
import { openProjector } from './windows.ts'
import { blocked, leadsHere, noRoom, notKept } from './words.ts'

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
  /** What a device is called that leads instead of this window. */
  const [leader, setLeader] = createSignal<string>()
  const watchers = new Set<Parameters<RoomSeam['watchShown']>[0]>()
  const momentWatchers = new Set<(moment: Moment) => void>()
  let opened: Window | undefined

  const reading = createReading({ state, now, scene, data })
  const { card, cards, place, asked } = reading
  const moment = createMemo((): Moment => ({
    choice: session.choice,
    state: momentOf(state(), scene),
    word: momentWord(state(), scene),
  }))
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
  line.onmessage = ({ data: { type } }: MessageEvent<OnLine>) => {
    if (type === 'bye') setProjector('closed')
    if (type === 'hello') setProjector('open')
    if (type === 'hello' || type === 'look') say({ type: 'picture', picture: picture() })
  }
  say({ type: 'who' })
  createEffect(() => say({ type: 'picture', picture: picture() }))
  createEffect(() => {
    const [what, key] = [shown(), keyNow()]
    for (const watcher of watchers) watcher(what, key)
  })
  createEffect(() => {
    const now = moment()
    for (const watcher of momentWatchers) watcher(now)
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

  /** A sentence where it cannot be. */
  function happen(event: PresenterEvent): string {
    const next = present(state(), event, scene)
    if (next.ok) setState(next.value)
    return next.ok ? '' : next.failure
  }

  /** What is pressed in this window. */
  function send(event: PresenterEvent) {
    const other = leader()
    setSaid(other === undefined ? happen(event) : leadsHere(other))
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
    counted: (answers) => void happen({ type: 'counted', ...answers }),
    watchMoment: (watcher) => {
      momentWatchers.add(watcher)
      watcher(moment())
      return () => momentWatchers.delete(watcher)
    },
    obey: (command) => happen(eventOf(command, Date.now())),
    setLeader: (label) => {
      if (label === leader()) return
      setLeader(label)
      setSaid('')
    },
  }

  return {
    ...reading,
    picture,
    nextPicture,
    said,
    projector,
    send,
    showProjector,
    joining,
    leader,
    /** Whether more time means something: something runs out, or groups are at work. */
    isTimed: () => {
      const now = shown()
      return 'endsAt' in now || (now.kind === 'exercise' && now.part === 'work')
    },
    join: () => {
      if (joining() || state().cover === 'join') send({ type: 'covered', cover: 'join' })
      else setSaid(noRoom)
    },
    isRoomOpen: () => joining() !== undefined,
    room,
  }
}

export type Presenter = ReturnType<typeof createPresenter>
