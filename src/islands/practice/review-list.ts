import type { Mark } from '../../core/marking.ts'
import type { Question } from '../../core/question.ts'
import type { Progress, Settings } from '../../store/progress.ts'

const key = 'practice:review'

/** The concepts that wait to be practised again, by id, first come first. */
export function reviewList(settings: Settings): readonly string[] {
  const kept = settings.get(key)
  return Array.isArray(kept) ? kept.filter((concept) => typeof concept === 'string') : []
}

/** Puts concepts on the list; those that wait already stay where they are. */
export async function addToReview(progress: Pick<Progress, 'settings' | 'set'>, concepts: readonly string[]) {
  const waiting = reviewList(await progress.settings())
  return progress.set(key, [...new Set([...waiting, ...concepts])])
}

/** Takes off the list what was practised without a miss: every question of a concept in the set was right. */
export async function settleReview(
  progress: Pick<Progress, 'settings' | 'set'>,
  { questions, marks }: { readonly questions: readonly Question[]; readonly marks: readonly Mark[] },
) {
  const missed = new Set(questions.flatMap(({ concept }, at) => (marks[at]?.kind === 'right' ? [] : [concept])))
  const known = new Set(questions.map(({ concept }) => concept).filter((concept) => !missed.has(concept)))
  const waiting = reviewList(await progress.settings())
  const left = waiting.filter((concept) => !known.has(concept))
  return left.length === waiting.length ? undefined : progress.set(key, left.length > 0 ? left : undefined)
}
