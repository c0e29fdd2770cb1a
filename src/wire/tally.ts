import type { ActRecord, AnswerRecord } from './journal.ts'
import type { Activity } from './protocol.ts'

/** What a round has come to: how many chose each option, in the order of the options, and how many people that was. */
export type Tally = { readonly counts: readonly number[]; readonly answered: number; readonly texts: readonly string[] }

/** Counts one round; what came too late does not count. */
export function tallyOf(act: Activity, answers: Iterable<AnswerRecord>): Tally {
  const counts = act.opts.map(() => 0)
  const texts: string[] = []
  let answered = 0
  for (const { q, r, a, isLate } of answers) {
    if (q !== act.id || r !== act.round || isLate) continue
    answered += 1
    if (typeof a === 'string') texts.push(a)
    else act.opts.forEach(({ id }, at) => (counts[at] = (counts[at] ?? 0) + (a.includes(id) ? 1 : 0)))
  }
  return { counts, answered, texts }
}

/** The round that an activity is in. */
export const inRound = ({ act }: ActRecord, round: 1 | 2): Activity => ({ ...act, round })
