import type { Question, QuestionId } from './question.ts'
import { seeded, shuffle } from './random.ts'

/**
 * Draws a practice set: unseen questions before seen ones, concepts in turn, so that a short set still reaches across
 * its subject. The same seed draws the same set.
 */
export function drawPractice(
  questions: readonly Question[],
  {
    count,
    seed,
    seenIds,
  }: { readonly count: number; readonly seed: number; readonly seenIds: ReadonlySet<QuestionId> },
): readonly Question[] {
  const drawn = inTurns(unseenFirst(questions, seed, seenIds))
  const isSeen = ({ question }: Turn) => (seenIds.has(question.id) ? 1 : 0)
  return drawn
    .toSorted((one, other) => isSeen(one) - isSeen(other) || one.turn - other.turn)
    .map(({ question }) => question)
    .slice(0, count)
}

/**
 * Draws a practice set of all concepts of some questions: `each` questions of every one of them, or as many as there
 * are, unseen ones first; one of each before the second of any. The same seed draws the same set.
 */
export function drawEach(
  questions: readonly Question[],
  { each, seed, seenIds }: { readonly each: number; readonly seed: number; readonly seenIds: ReadonlySet<QuestionId> },
): readonly Question[] {
  return inTurns(unseenFirst(questions, seed, seenIds))
    .filter(({ turn }) => turn < each)
    .toSorted((one, other) => one.turn - other.turn)
    .map(({ question }) => question)
}

function unseenFirst(questions: readonly Question[], seed: number, seenIds: ReadonlySet<QuestionId>) {
  const shuffled = shuffle(questions, seeded(seed))
  return [...shuffled.filter(({ id }) => !seenIds.has(id)), ...shuffled.filter(({ id }) => seenIds.has(id))]
}

/** A question, and how many of its concept come before it. */
type Turn = { readonly question: Question; readonly turn: number }

function inTurns(questions: readonly Question[]): readonly Turn[] {
  const turns = new Map<string, number>()
  return questions.map((question) => {
    const turn = turns.get(question.concept) ?? 0
    turns.set(question.concept, turn + 1)
    return { question, turn }
  })
}
