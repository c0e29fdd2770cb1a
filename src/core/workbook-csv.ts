import { parseCsv, type CsvFailure } from './csv.ts'
import { fail, ok, type Result } from './result.ts'
import { targetsIn, valueProblem } from './workbook-checks.ts'
import {
  cellOf,
  changed,
  fieldKey,
  fieldOf,
  isFixed,
  isGiven,
  isDay,
  joinValues,
  keyOf,
  lastOrder,
  readSheets,
  rowKey,
  rowsOf,
  shownText,
  valuesIn,
  withComputed,
  type Changes,
  type Field,
  type Fields,
  type Outline,
  type Row,
  type Table,
} from './workbook.ts'

export type ImportFailure =
  | CsvFailure
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-many-rows'; readonly rows: number }
  /** The first line names none of our columns. */
  | { readonly kind: 'foreign'; readonly columns: readonly string[] }
  /** The columns are those of another table. */
  | { readonly kind: 'other-table'; readonly workbook: string; readonly table: string }
  /** A column that names the rows is not there, so none can be recognised. */
  | { readonly kind: 'no-key'; readonly columns: readonly string[] }

export type CellChange = {
  readonly row: string
  readonly field: string
  readonly from: string
  readonly to: string
}

/** Where in the file, and what, in a sentence. What has a problem is not taken over. */
export type CellProblem = { readonly line: number; readonly column: string; readonly says: string }

/** What a file would change. Nothing has changed yet. */
export type ImportPreview = {
  readonly adds: readonly string[]
  readonly changes: readonly CellChange[]
  /** Rows that are here and not in the file. They go only when asked to. */
  readonly removes: readonly string[]
  readonly unchanged: number
  readonly problems: readonly CellProblem[]
  /** Columns of ours that the file does not have: what stands in them stays. */
  readonly missing: readonly string[]
  /** Columns that are not ours. */
  readonly ignored: readonly string[]
  readonly writes: Changes
  readonly removals: Changes
}

const mostRows = 2000

/** The table as rows of text, the titles of its fields first; computed ones are for reading. */
export const tableText = (table: Table, rows: readonly Row[]): readonly (readonly string[])[] => [
  table.fields.map(({ title }) => title),
  ...rows.map((row) => table.fields.map((field) => shownText(field, cellOf(row, field.id)))),
]

/** What an edited file would change in a table. `newRow` makes the id of a row. */
export function previewCsv(
  text: string,
  {
    outline,
    table,
    outlines,
    fields,
    newRow,
  }: {
    readonly outline: Outline
    readonly table: Table
    readonly outlines: readonly Outline[]
    readonly fields: Fields
    readonly newRow: () => string
  },
): Result<ImportPreview, ImportFailure> {
  const parsed = parseCsv(text)
  if (!parsed.ok) return parsed
  const [header, ...lines] = parsed.value
  if (!header) return fail({ kind: 'empty' })
  if (lines.length > mostRows) return fail({ kind: 'too-many-rows', rows: lines.length })

  const columns = header.cells.map((name) => columnOf(table, name))
  const found = new Set(columns.flatMap((field) => field?.id ?? []))
  const refusal = refusalOf({ outline, table, outlines, header: header.cells, found })
  if (refusal) return fail(refusal)

  const sheets = withComputed(outline, readSheets(outlines, fields))
  const targetOf = targetsIn({ outlines, sheets })
  const rows = rowsOf(sheets, outline.slug, table.id)
  const byKey = new Map(rows.map((row) => [keyOf(table, row), row]))
  const seen = new Set<string>()
  const adds: string[] = []
  const changes: CellChange[] = []
  const problems: CellProblem[] = []
  const writes = new Map<string, string>()
  const stated: { readonly id: string; readonly line: number; readonly given: ReadonlyMap<string, string> }[] = []
  let unchanged = 0
  let order = Number(lastOrder(rows))

  for (const { line, cells } of lines) {
    const given = new Map(
      columns.flatMap((field, at) => (field ? [[field.id, (cells[at] ?? '').trim()] as const] : [])),
    )
    const keyCells = Object.fromEntries(table.key.map((id) => [id, readValue(fieldOf(table, id), given.get(id) ?? '')]))
    const key = keyOf(table, { id: '', cells: keyCells })
    const keyTitle = fieldOf(table, table.key[0] ?? '').title
    const refuse = (says: string) => problems.push({ line, column: keyTitle, says })
    if (table.key.some((id) => !keyCells[id])) {
      refuse('This row has nothing here, so it cannot be told which row it is; it is left out.')
      continue
    }
    if (seen.has(key)) {
      refuse(`${key} stands in the file twice; only the first is taken.`)
      continue
    }
    seen.add(key)
    const row = byKey.get(key)
    if (!row && !table.open) {
      refuse(`${key} is not in this table, and no rows can be added to it; it is left out.`)
      continue
    }

    const id = row?.id ?? newRow()
    let touched = false
    if (!row) {
      adds.push(key)
      writes.set(rowKey({ workbook: outline.slug, table: table.id, row: id }), String(order++))
    }
    for (const [fieldId, shown] of given) {
      const field = fieldOf(table, fieldId)
      if (field.kind === 'computed') continue
      const now = row ? cellOf(row, fieldId) : ''
      const value = readValue(field, shown)
      if (value === now || shown === shownText(field, now).trim()) continue
      const problem =
        row && isGiven(table, row, fieldId)
          ? `“${shown}” would change what belongs to the row; “${now}” stays.`
          : problemOf(field, { value, now, targetOf })
      if (problem) {
        problems.push({ line, column: field.title, says: problem })
        continue
      }
      writes.set(fieldKey({ workbook: outline.slug, table: table.id, row: id, field: fieldId }), value)
      if (row) changes.push({ row: key, field: field.title, from: shownText(field, now), to: shownText(field, value) })
      touched = true
    }
    if (row && !touched) unchanged += 1
    stated.push({ id, line, given })
  }

  const after = withComputed(outline, readSheets(outlines, changed(fields, writes)))
  const rowsAfter = new Map(rowsOf(after, outline.slug, table.id).map((row) => [row.id, row]))
  for (const { id, line, given } of stated)
    for (const field of table.fields) {
      const says = given.get(field.id)
      const row = rowsAfter.get(id)
      if (field.kind !== 'computed' || !says || !row || says === cellOf(row, field.id)) continue
      const follows = cellOf(row, field.id) || 'nothing'
      problems.push({
        line,
        column: field.title,
        says: `The file says ${says}; ${follows} follows from the other fields, and that stays.`,
      })
    }
  problems.sort((a, b) => a.line - b.line)

  const hasKey = (row: Row) => table.key.every((field) => cellOf(row, field).trim())
  const gone = rows.filter((row) => !isFixed(table, row) && hasKey(row) && !seen.has(keyOf(table, row)))
  return ok({
    adds,
    changes,
    removes: gone.map((row) => keyOf(table, row)),
    unchanged,
    problems,
    missing: table.fields
      .filter((field) => field.kind !== 'computed' && !found.has(field.id))
      .map(({ title }) => title),
    ignored: header.cells.filter((name, at) => name.trim() && !columns[at]),
    writes,
    removals: new Map(gone.map((row) => [rowKey({ workbook: outline.slug, table: table.id, row: row.id }), undefined])),
  })
}

const columnOf = (table: Table, name: string): Field | undefined => {
  const plain = name.trim().toLowerCase()
  return table.fields.find(({ id, title }) => title.toLowerCase() === plain || id.toLowerCase() === plain)
}

function refusalOf({
  outline,
  table,
  outlines,
  header,
  found,
}: {
  readonly outline: Outline
  readonly table: Table
  readonly outlines: readonly Outline[]
  readonly header: readonly string[]
  readonly found: ReadonlySet<string>
}): ImportFailure | undefined {
  const columns = header.map((name) => name.trim()).filter(Boolean)
  const shareOf = (one: Table) => columns.filter((name) => columnOf(one, name)).length
  const candidates = [{ slug: outline.slug, title: outline.title, table }].concat(
    [outline, ...outlines.filter(({ slug }) => slug !== outline.slug)].flatMap(({ slug, title, tables }) =>
      tables.filter((one) => slug !== outline.slug || one.id !== table.id).map((one) => ({ slug, title, table: one })),
    ),
  )
  const best = candidates.reduce((most, one) => (shareOf(one.table) > shareOf(most.table) ? one : most))
  if (shareOf(best.table) < 2) return { kind: 'foreign', columns }
  if (best.table !== table) return { kind: 'other-table', workbook: best.title, table: best.table.title }
  const lacking = table.key.filter((id) => !found.has(id)).map((id) => fieldOf(table, id).title)
  return lacking.length > 0 ? { kind: 'no-key', columns: lacking } : undefined
}

/** The value that a shown text stands for; where it stands for none, the text. */
function readValue(field: Field, shown: string): string {
  switch (field.kind) {
    case 'choice': {
      const idOf = (text: string) => {
        const plain = text.trim().toLowerCase()
        return (
          field.options.find(({ id, label }) => plain === label.toLowerCase() || plain === id.toLowerCase())?.id ??
          text.trim()
        )
      }
      return field.many ? joinValues(valuesIn(shown).map(idOf)) : idOf(shown)
    }
    case 'link':
      return field.many ? joinValues(valuesIn(shown)) : shown
    case 'date':
      return dayIn(shown) ?? shown
    default:
      return shown
  }
}

/** Spreadsheets rewrite dates in the manner of their country; what can be read in one way only is read. */
function dayIn(shown: string): string | undefined {
  if (isDay(shown)) return shown
  const found = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(shown)
  if (!found) return undefined
  const [first, second, year] = [Number(found[1]), Number(found[3]), found[4]]
  const iso = (day: number, month: number) =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const readings = found[2] === '.' ? [iso(first, second)] : [iso(first, second), iso(second, first)]
  const days = [...new Set(readings.filter(isDay))]
  return days.length === 1 ? days[0] : undefined
}

function problemOf(
  field: Field,
  { value, now, targetOf }: { value: string; now: string; targetOf: ReturnType<typeof targetsIn> },
): string | undefined {
  // A row that is named may come with another file; the checks say so as long as it is not there.
  if (field.kind === 'link') return undefined
  const problem = value ? valueProblem(field, value, targetOf) : undefined
  if (!problem) return undefined
  const stays = now ? `“${shownText(field, now)}” stays.` : 'The field stays empty.'
  return `${problem} ${stays}`
}
