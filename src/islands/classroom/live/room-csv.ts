import { formatCsv } from '../../../core/csv.ts'
import type { RoundResult } from '../../../wire/books.ts'

const tokenRow = 'Result of a practice exam'
/** Of those who chose it, where a question asked how sure they were and five or more answered. */
const sureColumns = ['Guessed', 'Fairly sure', 'Sure']

/**
 * What a room has collected, as a table: a row for each option or text of each round, of one that is still open the number
 * of answers alone, and then the results of practice exams that phones sent. Nobody is in it.
 */
export const roomCsv = (results: readonly RoundResult[], tokens: readonly string[]): string =>
  formatCsv([
    ['Question', 'Round', 'Answered', 'Option', 'Key', 'Chosen by', ...sureColumns],
    ...results.flatMap(({ act, key, tally, isOpen }) => {
      const row = (option: string, isKey: boolean, count: number, sure: readonly number[] = []) => [
        act.stem,
        String(act.round),
        String(tally.answered),
        option,
        isKey ? 'yes' : '',
        String(count),
        ...sureColumns.map((_, at) => String(sure[at] ?? '')),
      ]
      if (isOpen) return [row('still open', false, tally.answered)]
      return act.kind === 'text'
        ? tally.texts.map((text) => row(text, false, 1))
        : act.opts.map(({ id, t }, at) => row(t, key.includes(id), tally.counts[at] ?? 0, tally.sure?.[at]))
    }),
    ...tokens.map((token) => [tokenRow, '', '', token, '', '', ...sureColumns.map(() => '')]),
  ])
