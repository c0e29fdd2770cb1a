import { placementSize, type Placed } from '../../core/placement.ts'
import type { Question } from '../../core/question.ts'
import type { StoredResponse } from '../../store/progress.ts'

/** One placement as far as it got; its answers alone say where it stands, so that a reload loses nothing. */
export type Run = { readonly id: string; readonly placed: readonly Placed[]; readonly at: number }

/** The newest placement that was begun; what is not in the bank any more counts nothing. */
export function lastRun(responses: readonly StoredResponse[], questions: readonly Question[]): Run | undefined {
  const given = responses.filter(({ context }) => context === 'placement')
  const newest = given.toSorted((one, other) => one.at - other.at).at(-1)
  if (!newest?.attemptId) return undefined
  const placed = given
    .filter(({ attemptId }) => attemptId === newest.attemptId)
    .toSorted((one, other) => one.at - other.at)
    .flatMap(({ questionId, mark }) =>
      questions.filter(({ id }) => id === questionId).map((question) => ({ question, credit: mark.credit })),
    )
  return { id: newest.attemptId, placed, at: newest.at }
}

export const isWhole = ({ placed }: Pick<Run, 'placed'>) => placed.length >= placementSize
