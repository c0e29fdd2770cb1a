import { createMemo, type Accessor } from 'solid-js'
import {
  cardOf,
  cardsOf,
  knownQuestion,
  lateMinutes,
  placeOf,
  questionOf,
  runningTimer,
  type Presenting,
  type Scene,
} from '../../core/presenting.ts'
import { sectionsOf, type Card } from '../../core/run-sheet.ts'
import type { ClassData } from './class-data.ts'

/** What a trainer reads of a class that is presented: where it stands, what comes next, notes and times. */
export function createReading({
  state,
  now,
  scene,
  data,
}: {
  readonly state: Accessor<Presenting>
  /** By the clock of the presenter's window. */
  readonly now: Accessor<number>
  readonly scene: Scene
  readonly data: Pick<ClassData, 'notes' | 'exercises'>
}) {
  const card = createMemo(() => cardOf(state(), scene))
  const cards = createMemo(() => cardsOf(state(), scene))
  const sections = createMemo(() => sectionsOf(cards()))
  const place = createMemo(() => placeOf(state(), scene))
  const asked = createMemo(() => questionOf(state(), scene))
  const questionFor = (id: string) => knownQuestion(state(), scene, id)
  return {
    state,
    now,
    card,
    cards,
    place,
    sections,
    /** Minutes that are planned for what the card belongs to. */
    planned: () =>
      sections().find((section) => section.cards.some(({ card: { id } }) => id === card().id))?.minutes ?? 0,
    asked,
    questionFor,
    titleOf: (one: Card): string => {
      if ('title' in one) return one.title
      return one.kind === 'question' ? `Question: ${questionFor(one.question)?.stem ?? one.question}` : 'End'
    },
    timer: () => runningTimer(state(), scene),
    late: () => lateMinutes(state(), scene, now()),
    begunAt: () => state().begun[card().day],
    notes: () => data.notes[card().id] ?? '',
    exercise: () => {
      const what = card()
      return what.kind === 'exercise' ? data.exercises.get(what.exercise) : undefined
    },
  }
}

export type Reading = ReturnType<typeof createReading>
