import type { CourseFacts } from './course-facts.ts'
import { includes } from './requirement.ts'
import { retrievability, type Card } from './schedule.ts'

/** How well a requirement is known: the mean over its concepts of what is recalled today. */
export type Mastery = {
  readonly id: string
  /** From 0 to 1; undefined where no question rests on it. */
  readonly share: number | undefined
  /** Five steps of ink, 0 for nothing known. */
  readonly ink: 0 | 1 | 2 | 3 | 4
  readonly concepts: number
  /** How many of them were ever answered right. */
  readonly met: number
}

/** The mastery of every clause and control of a course; it goes down as memory fades. */
export function masteryOf(
  { requirements, questions }: Pick<CourseFacts, 'requirements' | 'questions'>,
  {
    cards,
    answeredRight,
    today,
  }: {
    readonly cards: ReadonlyMap<string, Card>
    /** Concepts of which a question was ever answered right. */
    readonly answeredRight: ReadonlySet<string>
    readonly today: number
  },
): readonly Mastery[] {
  return requirements.map(({ id }) => {
    const concepts = [
      ...new Set(questions.flatMap(({ refs, concept }) => (refs.some((ref) => includes(id, ref)) ? [concept] : []))),
    ]
    const recall = (concept: string) => {
      const card = cards.get(concept)
      return card && answeredRight.has(concept) ? retrievability(card, today) : 0
    }
    const share =
      concepts.length === 0 ? undefined : concepts.reduce((sum, concept) => sum + recall(concept), 0) / concepts.length
    return {
      id,
      share,
      ink: inkOf(share ?? 0),
      concepts: concepts.length,
      met: concepts.filter((concept) => answeredRight.has(concept)).length,
    }
  })
}

/** Nothing, a beginning, half, most of it, and as good as known. */
const inkOf = (share: number) => (share <= 0 ? 0 : share < 0.4 ? 1 : share < 0.7 ? 2 : share < 0.9 ? 3 : 4)
