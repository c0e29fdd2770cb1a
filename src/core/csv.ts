import { fail, ok, type Result } from './result.ts'

export type CsvFailure =
  /** A quoted cell is never closed. */
  { readonly kind: 'open-quote'; readonly line: number }

export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

/** Rows as RFC 4180 has them. Cells that a spreadsheet would take for a formula are neutralised. */
export const formatCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => quoted(neutralised(cell))).join(',')).join('\r\n') + '\r\n'

const quoted = (cell: string): string => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

// A spreadsheet reads = + - @ at the beginning of a cell, or behind a tab or a line break there, as a formula; some read
// their full-width forms so too. An apostrophe in front makes it text. One more is put before apostrophes that stand so
// already, and one taken away on reading: nothing that anybody typed is lost.
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/
const neutralised = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)
const restored = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell)

/**
 * The rows of a file, by commas, semicolons or tabs, whichever its first line has most of. Line breaks within cells
 * become plain ones; rows without any text are left out.
 */
export function parseCsv(text: string): Result<readonly CsvRow[], CsvFailure> {
  const source = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(source)
  const rows: CsvRow[] = []
  let cells: string[] = []
  let cell = ''
  let line = 1
  let rowLine = 1
  let quoteLine: number | undefined
  const endCell = () => {
    cells.push(restored(cell))
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (cells.some((one) => one.trim())) rows.push({ line: rowLine, cells })
    cells = []
  }
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] ?? ''
    const isBreak = sign === '\n' || sign === '\r'
    if (sign === '\r' && source[at + 1] === '\n') at++
    if (isBreak) line++
    if (quoteLine !== undefined) {
      if (sign !== '"') cell += isBreak ? '\n' : sign
      else if (source[at + 1] === '"') {
        cell += '"'
        at++
      } else quoteLine = undefined
    } else if (sign === '"' && cell === '') quoteLine = line
    else if (sign === separator) endCell()
    else if (isBreak) {
      endRow()
      rowLine = line
    } else cell += sign
  }
  if (quoteLine !== undefined) return fail({ kind: 'open-quote', line: quoteLine })
  endRow()
  return ok(rows)
}

/** European spreadsheets write semicolons; what is pasted from a table has tabs. */
function separatorOf(source: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(source)?.[0] ?? ''
  const outside = first.replace(/"(?:[^"]|"")*"/g, '')
  const count = (sign: string) => outside.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}
