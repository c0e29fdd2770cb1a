import {
  beginRound,
  back,
  countHands,
  neverTakes,
  nextStep,
  put,
  take,
  withCounts,
  type LiveQuestion,
  type LiveRound,
  type Step,
} from './live-question.ts'
import { fail, known, ok, unreachable, type Result } from './result.ts'
import { withAsked, type Card } from './run-sheet.ts'
import type { Board } from './standings.ts'
import { shownQuestion, type Cover, type Shown } from './shown.ts'

// A class as it is presented: where in the run sheet it stands, what of a question has been counted, and what lies over
// the picture. Time only enters through `at`, in epoch milliseconds.

export type Exercise = {
  readonly id: string
  readonly title: string
  /** What the groups are asked, paragraph by paragraph. */
  readonly task: readonly string[]
  /** For the work of the groups; the debrief comes on top. */
  readonly minutes: number
}

/** All that may be shown, and in which order. */
export type Scene = {
  readonly cards: readonly Card[]
  readonly questions: ReadonlyMap<string, LiveQuestion>
  readonly exercises: ReadonlyMap<string, Exercise>
}

export type Timer = { readonly card: string; readonly startedAt: number; readonly limitMs: number | undefined }

export type Presenting = {
  /** The card that is shown, by its id. */
  readonly card: string
  /** How far that card has gone on. An exercise has two steps: work and debrief. */
  readonly step: number
  /** By question. */
  readonly live: Readonly<Record<string, LiveRound>>
  readonly cover: Cover
  readonly timer: Timer | undefined
  /** When each day began: when its first card was left. */
  readonly begun: Readonly<Record<number, number>>
  /** Questions that were put in passing. */
  readonly asked: readonly { readonly after: string; readonly question: string }[]
  /** Those of them that are the trainer's own and in no bank, as they were when they were put. */
  readonly own?: Readonly<Record<string, LiveQuestion>> | undefined
  /** A form that the class sits meanwhile. The card under it waits as it was. */
  readonly mock?: PutForm | undefined
  /** The standings, over all that. */
  readonly board?: Board | undefined
}

/** A form as it is put to a class. */
export type PutForm = Pick<Extract<Shown, { kind: 'mock' }>, 'form' | 'path' | 'minutes'>

export type PresenterEvent =
  | { readonly type: 'went-on' | 'went-back'; readonly at: number }
  | { readonly type: 'went-to'; readonly at: number; readonly card: string }
  /** The same cover again takes it away. */
  | { readonly type: 'covered'; readonly cover: Exclude<Cover, 'none'> }
  /** Opens or locks the question: also once more, and for a second vote. */
  | { readonly type: 'toggled-vote' }
  | { readonly type: 'stepped'; readonly step: Step }
  | { readonly type: 'counted-hands'; readonly place: number; readonly by: number }
  /** What a room reports. */
  | {
      readonly type: 'counted'
      readonly question: string
      readonly round: LiveRound['round']
      readonly counts: readonly number[]
      readonly answered: number
    }
  /** Starts the timer of the card anew; without minutes of its own it counts up. */
  | { readonly type: 'timed'; readonly at: number }
  | { readonly type: 'stopped-timer' }
  /** More time on the timer of the card; from now on where it has run out, or was not started. */
  | { readonly type: 'extended'; readonly at: number; readonly minutes: number }
  /** Puts a question behind the card that is shown, and goes to it. `own`: one of the trainer's own, whole. */
  | {
      readonly type: 'asked'
      readonly question: string
      readonly own?: LiveQuestion | undefined
      readonly at: number
    }
  /** Lays a form over the card that is shown; on and back both lead to that card again. */
  | { readonly type: 'put-form'; readonly form: PutForm }
  /** Lays the standings over what is shown, in the same way. */
  | { readonly type: 'put-board'; readonly board: Board }

/** A class at its first card; a scene without cards cannot be presented. */
export const beginPresenting = ({ cards }: Pick<Scene, 'cards'>): Presenting => ({
  card: known(cards[0]).id,
  step: 0,
  live: {},
  cover: 'none',
  timer: undefined,
  begun: {},
  asked: [],
})

/** The cards with the questions that were put in passing. */
export const cardsOf = ({ asked }: Presenting, { cards }: Pick<Scene, 'cards'>) => withAsked(cards, asked)

/** The place of the present card; the first where it is no longer there. */
export const placeOf = (state: Presenting, scene: Pick<Scene, 'cards'>): number =>
  Math.max(
    0,
    cardsOf(state, scene).findIndex(({ id }) => id === state.card),
  )

export const cardOf = (state: Presenting, scene: Pick<Scene, 'cards'>): Card =>
  known(cardsOf(state, scene)[placeOf(state, scene)])

/** A question that may be put: of the bank, or of the trainer's own that were put before. */
export const knownQuestion = (
  { own }: Presenting,
  { questions }: Pick<Scene, 'questions'>,
  id: string,
): LiveQuestion | undefined => questions.get(id) ?? own?.[id]

/** The live question of the present card, if it is one that is known; none while a form lies over it. */
export function questionOf(
  state: Presenting,
  scene: Scene,
): { readonly question: LiveQuestion; readonly live: LiveRound } | undefined {
  const card = cardOf(state, scene)
  if (state.mock ?? state.board) return undefined
  const question = card.kind === 'question' ? knownQuestion(state, scene, card.question) : undefined
  return question && { question, live: state.live[question.id] ?? beginRound(question) }
}

/**
 * The class as another device needs it to show the present moment: without the rounds of other questions. It crosses the
 * network, so a question of the trainer's own, which is in no bank, says that it has a key and not which, and standings go
 * without names.
 */
export function momentOf(state: Presenting, scene: Scene): Presenting {
  const id = questionOf(state, scene)?.question.id ?? ''
  const [live, own] = [state.live[id], state.own?.[id]]
  return {
    ...state,
    live: live ? { [id]: live } : {},
    own: own && { [id]: { ...put(own), key: own.key.map(() => 0) } },
    board: state.board && { ...state.board, top: [] },
  }
}

/** The present moment as one word: another whenever something has moved, the same while answers come in. */
export function momentWord(state: Presenting, scene: Scene): string {
  const { card, step, cover, mock, board } = state
  const live = questionOf(state, scene)?.live
  const over = board ? 'board' : (mock?.form ?? '')
  return [card, step, cover, over, live ? `${live.phase}${live.round}` : ''].join(' ')
}

/** The class after an event; a sentence where it cannot be, and then nothing has changed. */
export function present(state: Presenting, event: PresenterEvent, scene: Scene): Result<Presenting, string> {
  switch (event.type) {
    case 'went-on':
      return goOn(state, event.at, scene)
    case 'went-back':
      return goBack(state, event.at, scene)
    case 'went-to':
      return goTo(state, event, scene)
    case 'covered':
      return ok({ ...state, cover: state.cover === event.cover ? 'none' : event.cover })
    case 'toggled-vote':
      return withLive(state, scene, toggled)
    case 'stepped':
      return withLive(state, scene, (live, question) => {
        const never = neverTakes(question, event.step)
        return never === undefined ? take(live, event.step) : fail(never)
      })
    case 'counted-hands':
      return withLive(state, scene, (live, { kind }) =>
        live.phase === 'ready'
          ? fail('Open the question first (V); then count the hands.')
          : ok(countHands(live, { kind, place: event.place, by: event.by })),
      )
    case 'counted':
      return ok(counted(state, event))
    case 'timed':
      return ok({ ...state, timer: timerOf(state, event.at, scene) })
    case 'stopped-timer':
      return ok({ ...state, timer: undefined })
    case 'extended':
      return ok({ ...state, timer: extended(state, event, scene) })
    case 'asked':
      return ask(state, event, scene)
    case 'put-form':
      return ok({ ...state, cover: 'none', mock: event.form, board: undefined })
    case 'put-board':
      return ok({ ...state, cover: 'none', board: event.board })
    default:
      return unreachable(event)
  }
}

function goOn(state: Presenting, at: number, scene: Scene): Result<Presenting, string> {
  // Whoever presses "next" before a blank screen wants to see what is under it.
  if (state.cover !== 'none') return ok({ ...state, cover: 'none' })
  const under = uncovered(state)
  if (under) return ok(under)
  const card = cardOf(state, scene)
  if (state.step < stepsOf(card)) return ok({ ...state, step: state.step + 1 })
  const asked = questionOf(state, scene)
  const step = asked && nextStep(asked.live, asked.question)
  if (step) return withLive(state, scene, (live) => take(live, step))
  const next = cardsOf(state, scene)[placeOf(state, scene) + 1]
  return next ? ok(arrive(state, next, { at, step: 0, scene })) : fail('This is the last card.')
}

function goBack(state: Presenting, at: number, scene: Scene): Result<Presenting, string> {
  if (state.cover !== 'none') return ok({ ...state, cover: 'none' })
  const under = uncovered(state)
  if (under) return ok(under)
  if (state.step > 0) return ok({ ...state, step: state.step - 1 })
  const asked = questionOf(state, scene)
  if (asked && asked.live.phase !== 'ready') return withLive(state, scene, back)
  const before = cardsOf(state, scene)[placeOf(state, scene) - 1]
  return before ? ok(arrive(state, before, { at, step: stepsOf(before), scene })) : fail('This is the first card.')
}

/** Without what lies over the card, the last of it first; undefined where nothing does. */
export function uncovered(state: Presenting): Presenting | undefined {
  if (state.board) return { ...state, board: undefined }
  return state.mock && { ...state, mock: undefined }
}

function goTo(
  state: Presenting,
  { card, at }: { readonly card: string; readonly at: number },
  scene: Scene,
): Result<Presenting, string> {
  const found = cardsOf(state, scene).find(({ id }) => id === card)
  return found ? ok(arrive(state, found, { at, step: 0, scene })) : fail('There is no such card in this class.')
}

function ask(
  state: Presenting,
  { question, own, at }: Omit<Extract<PresenterEvent, { type: 'asked' }>, 'type'>,
  scene: Scene,
): Result<Presenting, string> {
  // What was counted belongs to the question as it was put first, whatever has become of it since.
  const kept = own && !state.live[question] ? { ...state, own: { ...state.own, [question]: own } } : state
  if (!knownQuestion(kept, scene, question)) return fail('This question is not in the bank of this class.')
  const now = cardOf(kept, scene)
  const card = `question-${question}`
  const isThere = cardsOf(kept, scene).some(({ id }) => id === card)
  const more = isThere ? kept : { ...kept, asked: [...kept.asked, { after: now.id, question }] }
  return goTo(more, { card, at }, scene)
}

/** A day begins when its first card is left. Who enters it at a later card is on time there. */
function arrive(
  state: Presenting,
  card: Card,
  { at, step, scene }: { readonly at: number; readonly step: number; readonly scene: Scene },
): Presenting {
  const planned = plannedMinutes(card, scene)
  const hasBegun = planned < 0 || state.begun[card.day] !== undefined
  return {
    ...state,
    card: card.id,
    step,
    cover: 'none',
    mock: undefined,
    board: undefined,
    begun: hasBegun ? state.begun : { ...state.begun, [card.day]: at - planned * 60_000 },
  }
}

/** When a card is planned, counted from the moment at which the first card of its day is left. */
function plannedMinutes(card: Card, { cards }: Pick<Scene, 'cards'>): number {
  const first = known(cards.find(({ day }) => day === card.day))
  return card.at - first.at - first.minutes
}

/** An exercise goes on once, to its debrief. */
function stepsOf(card: Card): number {
  return card.kind === 'slide' ? card.steps : card.kind === 'exercise' ? 1 : 0
}

function withLive(
  state: Presenting,
  scene: Scene,
  change: (live: LiveRound, question: LiveQuestion) => Result<LiveRound, string>,
): Result<Presenting, string> {
  const asked = questionOf(state, scene)
  if (!asked) return fail('No question is on the screen.')
  const changed = change(asked.live, asked.question)
  return changed.ok ? ok({ ...state, live: { ...state.live, [asked.question.id]: changed.value } }) : changed
}

function toggled(live: LiveRound): Result<LiveRound, string> {
  switch (live.phase) {
    case 'ready':
      return take(live, 'open')
    case 'open':
      return take(live, 'lock')
    case 'locked':
      return back(live)
    case 'spread':
    case 'reveal':
      return take(live, 'revote')
    default:
      return unreachable(live.phase)
  }
}

/** Counts of another round than the present one come late, and change nothing. */
function counted(state: Presenting, event: Extract<PresenterEvent, { type: 'counted' }>): Presenting {
  const live = state.live[event.question]
  if (!live || live.round !== event.round) return state
  return { ...state, live: { ...state.live, [event.question]: withCounts(live, event) } }
}

const questionSeconds = 60

function timerOf(state: Presenting, startedAt: number, scene: Scene): Timer {
  const limitMs = state.mock ? state.mock.minutes * 60_000 : limitOf(cardOf(state, scene), state.step, scene)
  return { card: timedId(state, scene), startedAt, limitMs }
}

function extended(
  state: Presenting,
  { at, minutes }: Omit<Extract<PresenterEvent, { type: 'extended' }>, 'type'>,
  scene: Scene,
): Timer {
  const running = runningTimer(state, scene)
  const startedAt = running?.startedAt ?? at
  const until = Math.max(running?.limitMs ?? 0, at - startedAt)
  return { card: timedId(state, scene), startedAt, limitMs: until + minutes * 60_000 }
}

/** What a timer runs for: the card that is shown, or the form over it. */
const timedId = (state: Presenting, scene: Scene): string =>
  state.mock ? `form-${state.mock.form}` : cardOf(state, scene).id

/** The timer of what is shown now. */
export const runningTimer = (state: Presenting, scene: Scene): Timer | undefined =>
  state.timer?.card === timedId(state, scene) ? state.timer : undefined

function limitOf(card: Card, step: number, { exercises }: Scene): number | undefined {
  switch (card.kind) {
    case 'question':
      return questionSeconds * 1000
    case 'exercise': {
      const work = exercises.get(card.exercise)?.minutes ?? card.minutes
      const minutes = step === 0 ? work : Math.max(1, card.minutes - work)
      return minutes * 60_000
    }
    case 'break':
      return card.minutes * 60_000
    case 'lobby':
    case 'slide':
    case 'end':
      return undefined
    default:
      return unreachable(card)
  }
}

/** What everybody may see now. */
export function shownOf(state: Presenting, scene: Scene): Shown {
  const card = cardOf(state, scene)
  const timer = runningTimer(state, scene)
  const endsAt = timer?.limitMs === undefined ? undefined : timer.startedAt + timer.limitMs
  const ends = endsAt === undefined ? {} : { endsAt }
  if (state.board) return { kind: 'board', ...state.board }
  if (state.mock) return { kind: 'mock', ...state.mock, ...ends }
  switch (card.kind) {
    case 'lobby':
      return { kind: 'lobby', title: card.title }
    case 'slide':
      return { kind: 'slide', deck: card.deck, slide: card.slide, step: state.step, title: card.title }
    case 'question': {
      const asked = questionOf(state, scene)
      return asked ? shownQuestion(asked.question, asked.live, endsAt) : { kind: 'lobby', title: card.section }
    }
    case 'exercise': {
      const exercise = scene.exercises.get(card.exercise)
      return {
        kind: 'exercise',
        id: card.exercise,
        title: card.title,
        task: exercise?.task ?? [],
        minutes: exercise?.minutes ?? card.minutes,
        part: state.step === 0 ? 'work' : 'debrief',
        ...ends,
      }
    }
    case 'break':
      return { kind: 'break', title: card.title, ...ends }
    case 'end':
      return { kind: 'end' }
    default:
      return unreachable(card)
  }
}

/**
 * By how many minutes the class is late (above 0) or early (below 0); 0 while it is at the card that is planned now, and
 * undefined before the day has begun.
 */
export function lateMinutes(state: Presenting, scene: Pick<Scene, 'cards'>, now: number): number | undefined {
  const card = cardOf(state, scene)
  const begun = state.begun[card.day]
  if (begun === undefined) return undefined
  const planned = plannedMinutes(card, scene)
  const elapsed = (now - begun) / 60_000
  return elapsed > planned + card.minutes ? elapsed - planned - card.minutes : Math.min(0, elapsed - planned)
}
