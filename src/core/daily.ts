import type { ConceptFacts, CourseFacts } from './course-facts.ts'
import { retrievability, type Card, type Due } from './schedule.ts'

// What one day asks of memory. Source: Aimward's assessment page, section 3.6.

export type DailyAims = {
  /** Learner days. */
  readonly today: number
  readonly startDay: number
  readonly examDay?: number | undefined
  /** Minutes a day. */
  readonly minutes: number
}

export type DailyReview = {
  readonly concept: ConceptFacts
  readonly why: 'interval' | 'exam' | 'leech' | 'new'
  /** The chance that it is recalled now; undefined where it is new. */
  readonly recall: number | undefined
  readonly overdueDays: number
}

export type Day = {
  readonly reviews: readonly DailyReview[]
  readonly minutes: number
  /** Due, and beyond what this day bears. */
  readonly postponed: number
  /** Concepts that will not be met before the exam at this pace, in teaching order; none without an exam. */
  readonly uncovered: readonly ConceptFacts[]
  /** Concepts that are no longer begun because the exam is too near. */
  readonly isClosedToNew: boolean
}

const dueMinutes = 1
const newMinutes = 1.5
const dueShare = 0.6
/** New concepts a day where no exam sets the pace. */
const calmPace = 6

/** The reviews of a day: what is due, the most endangered and weightiest first, then new concepts in teaching order. */
export function planDay(
  course: Pick<CourseFacts, 'concepts' | 'exam'>,
  {
    cards,
    due,
    studied,
  }: {
    readonly cards: ReadonlyMap<string, Card>
    readonly due: ReadonlyMap<string, Due>
    /** Ids of the lessons that were read. */
    readonly studied: ReadonlySet<string>
  },
  { today, startDay, examDay, minutes }: DailyAims,
): Day {
  const weight = (concept: ConceptFacts) => weightOf(concept, course)
  const waiting = course.concepts
    .flatMap((concept) => {
      const card = cards.get(concept.id)
      const when = due.get(concept.id)
      if (!card || when?.kind !== 'due' || when.day > today) return []
      const recall = retrievability(card, today)
      return [{ concept, why: when.why, recall, overdueDays: today - when.day }]
    })
    .toSorted((one, other) => (1 - other.recall) * weight(other.concept) - (1 - one.recall) * weight(one.concept))

  const unmet = course.concepts.filter(({ id }) => !cards.has(id))
  const left = examDay === undefined || examDay <= today ? undefined : examDay - today
  const span = left === undefined ? undefined : Math.max(left, (examDay ?? today) - startDay)
  const isClosedToNew = left !== undefined && span !== undefined && left <= closingDays(span)

  const room = Math.floor((minutes * (unmet.length > 0 && !isClosedToNew ? dueShare : 1)) / dueMinutes)
  const reviewed = waiting.slice(0, Math.max(1, room))
  const minutesLeft = minutes - reviewed.length * dueMinutes
  const affordable = isClosedToNew ? 0 : Math.max(0, Math.floor(minutesLeft / newMinutes))
  const pace = left === undefined ? calmPace : Math.ceil(unmet.length / (0.6 * left))
  const fresh = inOrderOfNeed(unmet, studied).slice(0, Math.min(pace, affordable))

  const capacity =
    left === undefined || span === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(0, left - closingDays(span)) * Math.floor((minutes * (1 - dueShare)) / newMinutes)
  const covered = new Set(inOrderOfNeed(unmet, studied).slice(0, Math.max(fresh.length, capacity)))
  return {
    reviews: [
      ...reviewed,
      ...fresh.map((concept) => ({ concept, why: 'new' as const, recall: undefined, overdueDays: 0 })),
    ],
    minutes: Math.ceil(reviewed.length * dueMinutes + fresh.length * newMinutes),
    postponed: waiting.length - reviewed.length,
    uncovered: unmet.filter((concept) => !covered.has(concept)),
    isClosedToNew,
  }
}

/** No new concepts in the last days: 15 % of the time, and two days at least. */
const closingDays = (span: number) => Math.max(2, Math.ceil(0.15 * span))

/** Concepts of lessons that were read, then the others, each in teaching order. */
const inOrderOfNeed = (concepts: readonly ConceptFacts[], studied: ReadonlySet<string>) => [
  ...concepts.filter(({ lesson }) => studied.has(lesson)),
  ...concepts.filter(({ lesson }) => !studied.has(lesson)),
]

/** What a concept of this domain is worth in the exam, in questions. */
function weightOf({ domain }: ConceptFacts, { concepts, exam }: Pick<CourseFacts, 'concepts' | 'exam'>): number {
  const questions = exam.domains.find(({ id }) => id === domain)?.questions ?? 0
  return questions / concepts.filter((one) => one.domain === domain).length
}
