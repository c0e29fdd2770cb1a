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
  const turns = new Map<string, number>()
  const shuffled = shuffle(questions, seeded(seed))
  const fresh = shuffled.filter((question) => !seenIds.has(question.id))
  const seen = shuffled.filter((question) => seenIds.has(question.id))
  const inTurn = (pool: readonly Question[]) =>
    pool
      .map((question) => {
        const turn = turns.get(question.concept) ?? 0
        turns.set(question.concept, turn + 1)
        return { question, turn }
      })
      .sort((a, b) => a.turn - b.turn)
      .map(({ question }) => question)
  return [...inTurn(fresh), ...inTurn(seen)].slice(0, count)
}
