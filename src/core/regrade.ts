import type { Exam } from './exam.ts'
import { markStrict } from './marking.ts'
import type { Question, QuestionId } from './question.ts'
import { known } from './result.ts'

type Finished = Extract<Exam, { phase: 'finished' }>

/** What an exam would score if the questions that were corrected since were judged as they stand now. */
export type Regrade = {
  /** The corrections that came after the exam, by question and date. */
  readonly corrections: readonly {
    readonly id: QuestionId
    /** Its place in the exam, from 1. */
    readonly number: number
    /** ISO date. */
    readonly date: string
    readonly what: string
  }[]
  readonly right: number
  readonly of: number
}

/**
 * Undefined where nothing was corrected since. `current` holds the questions of today's bank. The marks of the exam
 * stay as they are: this stands beside them.
 */
export function regrade(
  { plan, sheets }: Pick<Finished, 'plan' | 'sheets'>,
  current: ReadonlyMap<QuestionId, Pick<Question, 'prompt' | 'key' | 'corrected'>>,
): Regrade | undefined {
  const asked = plan.questions.map(({ question }, index) => ({ question, index, now: current.get(question.id) }))
  const corrections = asked.flatMap(({ question, index, now }) =>
    (now?.corrected ?? [])
      .filter(({ version }) => version > question.version)
      .map(({ date, what }) => ({ id: question.id, number: index + 1, date, what })),
  )
  if (corrections.length === 0) return undefined

  const isCorrected = new Set(corrections.map(({ id }) => id))
  const right = asked.filter(({ question, index, now }) => {
    const judged = now !== undefined && isCorrected.has(question.id) ? now : question
    return markStrict(judged, known(sheets[index]).response).kind === 'right'
  }).length
  return { corrections, right, of: asked.length }
}
