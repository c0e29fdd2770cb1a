import { certainties } from '../core/certainty.ts'
import { fewestTold } from '../core/live-question.ts'
import type { ActRecord, AnswerRecord } from './journal.ts'
import { isRight, type Activity } from './protocol.ts'

/** What a round has come to: how many chose each option, in the order of the options, and how many people that was. */
export type Tally = {
  readonly counts: readonly number[]
  readonly answered: number
  /** By the alphabet, so that they do not tell who was first. */
  readonly texts: readonly string[]
  /** Of each option, how many of those who chose it guessed, were fairly sure and sure; where five or more said so. */
  readonly sure?: readonly (readonly number[])[]
}

/** Counts one round; what came too late does not count. */
export function tallyOf(act: Activity, answers: Iterable<AnswerRecord>): Tally {
  const counts = act.opts.map(() => 0)
  const texts: string[] = []
  const sure = act.opts.map(() => certainties.map(() => 0))
  let answered = 0
  let said = 0
  for (const { q, r, a, c, isLate } of answers) {
    if (q !== act.id || r !== act.round || isLate) continue
    answered += 1
    if (c) said += 1
    if (typeof a === 'string') texts.push(a)
    else
      act.opts.forEach(({ id }, at) => {
        if (!a.includes(id)) return
        counts[at] = (counts[at] ?? 0) + 1
        const levels = sure[at]
        if (c && levels) levels[c - 1] = (levels[c - 1] ?? 0) + 1
      })
  }
  return {
    counts,
    answered,
    texts: texts.toSorted((one, other) => one.localeCompare(other)),
    ...(said >= fewestTold ? { sure } : {}),
  }
}

export type Sureness = {
  /** How many said how sure they were. */
  readonly said: number
  /** Those who guessed, were fairly sure and sure: how many of them were right, and how many wrong. */
  readonly levels: readonly { readonly right: number; readonly wrong: number }[]
}

/** How sure a round was and how right; undefined where that was not asked, or too few said it. */
export function surenessOf(
  { act, key }: { readonly act: Activity; readonly key: readonly number[] },
  answers: Iterable<AnswerRecord>,
): Sureness | undefined {
  const levels = certainties.map(() => ({ right: 0, wrong: 0 }))
  let said = 0
  for (const { q, r, a, c, isLate } of answers) {
    if (q !== act.id || r !== act.round || isLate || !c) continue
    const level = levels[c - 1]
    if (level) level[isRight(a, key) ? 'right' : 'wrong'] += 1
    said += 1
  }
  return said >= fewestTold && key.length > 0 ? { said, levels } : undefined
}

/** The round that an activity is in. */
export const inRound = ({ act }: ActRecord, round: 1 | 2): Activity => ({ ...act, round })
