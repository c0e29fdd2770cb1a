import { questionMinutes, type Agenda, type Entry } from './agenda.ts'
import { known, unreachable } from './result.ts'

// A run sheet is an agenda with the slides in it: everything a trainer shows, card after card, each with the time it is
// planned for.

export type DeckSlide = {
  readonly kind: 'slide'
  readonly id: string
  readonly title: string
  /** What the projector shows. Parts with `data-step` appear at that step and not before. */
  readonly html: string
  /** How often the slide goes on before the next card; 0 where all of it is there at once. */
  readonly steps: number
}
/** A question to the class, at its place between the slides. */
export type DeckQuestion = { readonly kind: 'question'; readonly question: string }

export type DeckLesson = {
  readonly id: string
  readonly number: string
  readonly title: string
  /** The lesson's page, from the site's root. */
  readonly path: string
  readonly cards: readonly (DeckSlide | DeckQuestion)[]
}

/** The slides of one module. Its id is course and module: `foundation/ai-systems`. */
export type Deck = {
  readonly id: string
  readonly title: string
  readonly lessons: readonly DeckLesson[]
}

export type Card = {
  /** One of its kind in a run sheet, and the same in every run sheet of the same choice. */
  readonly id: string
  /** From 0. */
  readonly day: number
  /** When it is planned, in minutes since the day began, and for how long. Fractions are meant. */
  readonly at: number
  readonly minutes: number
  /** What it stands under in an overview: its lesson, or its place in the day. */
  readonly section: string
} & (
  | { readonly kind: 'lobby'; readonly title: string }
  /** `slide` counts from 0 over the deck. */
  | {
      readonly kind: 'slide'
      readonly deck: string
      readonly slide: number
      readonly title: string
      readonly steps: number
    }
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'exercise'; readonly exercise: string; readonly title: string }
  | { readonly kind: 'break'; readonly title: string }
  | { readonly kind: 'end' }
)

/** A card without its place in time. */
type Untimed = Card extends infer One ? (One extends Card ? Omit<One, 'day' | 'at' | 'minutes'> : never) : never

/** All cards of a class. Lessons whose deck is not there have none. */
export function runSheet(
  { days }: Agenda,
  { decks, title }: { readonly decks: readonly Deck[]; readonly title: string },
): readonly Card[] {
  const lastDay = days.findLastIndex((day) => day.some(({ kind }) => kind === 'closing'))
  return days.flatMap((entries, day) => {
    const begins = entries[0]?.at ?? 0
    return entries.flatMap((entry, index): readonly Card[] => {
      const next = entries[index + 1]
      const asked = next?.kind === 'questions' ? next.count : 0
      const cards = cardsOf(entry, { decks, title, asked, day, index, isLast: day === lastDay })
      return spread(cards, entry.minutes).map((card) => ({ ...card, day, at: entry.at - begins + card.at }))
    })
  })
}

type Context = {
  readonly decks: readonly Deck[]
  readonly title: string
  readonly asked: number
  readonly day: number
  readonly index: number
  readonly isLast: boolean
}

function cardsOf(entry: Entry, { decks, title, asked, day, index, isLast }: Context): readonly Untimed[] {
  const id = `${entry.kind}-${day + 1}-${index}`
  switch (entry.kind) {
    case 'opening':
      return [{ id, section: 'Welcome', kind: 'lobby', title }]
    case 'lesson':
      return lessonCards(decks, entry.lesson.id, asked)
    case 'exercise': {
      const { exercise } = entry
      return [{ id: exercise.id, section: 'Exercise', kind: 'exercise', exercise: exercise.id, title: exercise.title }]
    }
    case 'break':
      return [{ id, section: 'Pause', kind: 'break', title: 'Break' }]
    case 'lunch':
      return [{ id, section: 'Pause', kind: 'break', title: 'Lunch' }]
    case 'closing':
      return isLast
        ? [{ id, section: 'End', kind: 'end' }]
        : [{ id, section: 'End', kind: 'break', title: `End of day ${day + 1}` }]
    // They stand between the slides of their lesson.
    case 'questions':
    case 'free':
      return []
    default:
      return unreachable(entry)
  }
}

function lessonCards(decks: readonly Deck[], id: string, asked: number): readonly Untimed[] {
  const deck = decks.find(({ lessons }) => lessons.some((lesson) => lesson.id === id))
  if (!deck) return []
  const lesson = known(deck.lessons.find((one) => one.id === id))
  const section = `${lesson.number} ${lesson.title}`
  const put = lesson.cards.flatMap((card) => (card.kind === 'question' ? [card.question] : [])).slice(0, asked)
  const slides = deck.lessons.flatMap(({ cards }) => cards.filter(({ kind }) => kind === 'slide'))
  return lesson.cards.flatMap((card): readonly Untimed[] => {
    if (card.kind === 'slide') {
      const { title, steps } = card
      return [{ id: card.id, section, kind: 'slide', deck: deck.id, slide: slides.indexOf(card), title, steps }]
    }
    return put.includes(card.question)
      ? [{ id: `question-${card.question}`, section, kind: 'question', question: card.question }]
      : []
  })
}

export type Section = {
  readonly name: string
  readonly day: number
  /** Planned for all of it. */
  readonly minutes: number
  /** With their places, counted from 1. */
  readonly cards: readonly { readonly card: Card; readonly number: number }[]
}

/** Cards under what they belong to, in their order. */
export const sectionsOf = (cards: readonly Card[]): readonly Section[] =>
  cards.reduce<readonly Section[]>((sections, card, at) => {
    const entry = { card, number: at + 1 }
    const last = sections.at(-1)
    if (last?.name !== card.section || last.day !== card.day)
      return [...sections, { name: card.section, day: card.day, minutes: card.minutes, cards: [entry] }]
    return [...sections.slice(0, -1), { ...last, minutes: last.minutes + card.minutes, cards: [...last.cards, entry] }]
  }, [])

/** Cards one after the other: a question takes its minutes, and the others share what their entry has. */
function spread(cards: readonly Untimed[], minutes: number) {
  const others = cards.filter(({ kind }) => kind !== 'question').length
  let at = 0
  return cards.map((card) => {
    const timed = { ...card, at, minutes: card.kind === 'question' ? questionMinutes : minutes / others }
    at += timed.minutes
    return timed
  })
}

/** The run sheet with questions that were put in passing, each behind the card it followed. */
export const withAsked = (
  cards: readonly Card[],
  asked: readonly { readonly after: string; readonly question: string }[],
): readonly Card[] =>
  asked.reduce((all, { after, question }) => {
    const place = all.findIndex(({ id }) => id === after)
    const before = all[place]
    const id = `question-${question}`
    if (before === undefined || all.some((card) => card.id === id)) return all
    const card: Card = {
      ...{ id, kind: 'question', question, section: before.section, day: before.day },
      ...{ at: before.at + before.minutes, minutes: 0 },
    }
    return all.toSpliced(place + 1, 0, card)
  }, cards)
