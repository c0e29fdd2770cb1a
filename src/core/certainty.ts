import type { Mark } from './marking.ts'

/** How certain a person says to be: 1 below two in three, 2 between that and four in five, 3 above. */
export const certainties = [1, 2, 3] as const
export type Certainty = (typeof certainties)[number]

export type CertainResponse = { readonly certainty: Certainty; readonly mark: Mark }

export type CertaintyLevel = {
  readonly certainty: Certainty
  readonly responses: number
  /** Mean credit, from 0 to 1. */
  readonly accuracy: number
  /** The accuracy at which this level was the best choice. */
  readonly ideal: { readonly low: number; readonly high: number }
  readonly judgement:
    'overconfident' | 'slightly-overconfident' | 'fitting' | 'slightly-underconfident' | 'underconfident'
}

export type CertaintyReport = {
  readonly responses: number
  /** A: mean credit, from 0 to 1. */
  readonly accuracy: number
  /** m: mean of `certaintyMark`, from −6 to 3. */
  readonly averageMark: number
  /** E: the mean to be had at this accuracy by naming the best level each time, max(A, 4A − 2, 9A − 6). */
  readonly expectedMark: number
  /** 0.1 (m − E). */
  readonly bonus: number
  readonly accuracyWithBonus: number
  /** The levels that were used, from 1 to 3. */
  readonly levels: readonly CertaintyLevel[]
}

const wrongMarks = { 1: 0, 2: -2, 3: -6 } as const
const ideals = { 1: { low: 0, high: 2 / 3 }, 2: { low: 2 / 3, high: 0.8 }, 3: { low: 0.8, high: 1 } } as const

/**
 * The certainty-based mark of one response: right 1, 2, 3, wrong 0, −2, −6, skipped 0; partial credit earns its share
 * of the mark for right.
 * Source: Gardner-Medwin, and Moodle question/behaviour/deferredcbm.
 */
export function certaintyMark({ certainty, mark }: CertainResponse): number {
  if (mark.kind === 'skipped') return 0
  return mark.kind === 'wrong' ? wrongMarks[certainty] : certainty * mark.credit
}

/** How well certainty fits accuracy over responses that were given; undefined where there are none. */
export function certaintyReport(all: readonly CertainResponse[]): CertaintyReport | undefined {
  const given = all.filter(({ mark }) => mark.kind !== 'skipped')
  if (given.length === 0) return undefined
  const accuracy = accuracyOf(given)
  const averageMark = mean(given.map(certaintyMark))
  const expectedMark = Math.max(accuracy, 4 * accuracy - 2, 9 * accuracy - 6)
  // A tenth was chosen by Moodle because it makes scores most reliable.
  const bonus = 0.1 * (averageMark - expectedMark)
  return {
    responses: given.length,
    accuracy,
    averageMark,
    expectedMark,
    bonus,
    accuracyWithBonus: accuracy + bonus,
    levels: certainties.flatMap((certainty) => {
      const atLevel = given.filter((response) => response.certainty === certainty)
      return atLevel.length === 0 ? [] : [levelOf(certainty, atLevel)]
    }),
  }
}

function levelOf(certainty: Certainty, given: readonly CertainResponse[]): CertaintyLevel {
  const accuracy = accuracyOf(given)
  const ideal = ideals[certainty]
  return { certainty, responses: given.length, accuracy, ideal, judgement: judge(accuracy, ideal, given.length) }
}

// source: Moodle question/behaviour/deferredcbm/behaviourtype.php
function judge(accuracy: number, ideal: CertaintyLevel['ideal'], responses: number): CertaintyLevel['judgement'] {
  const isPlain = (limit: number) => (accuracy - limit) ** 2 * responses > 0.5
  const rounding = 5e-7
  if (accuracy < ideal.low - rounding) return isPlain(ideal.low) ? 'overconfident' : 'slightly-overconfident'
  if (accuracy > ideal.high + rounding) return isPlain(ideal.high) ? 'underconfident' : 'slightly-underconfident'
  return 'fitting'
}

const accuracyOf = (given: readonly CertainResponse[]): number => mean(given.map(({ mark }) => mark.credit))

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length
