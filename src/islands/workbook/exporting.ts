import { formatCsv } from '../../core/csv.ts'
import {
  cellOf,
  isDay,
  numberIn,
  rowsOf,
  shownText,
  withComputed,
  type Field,
  type Outline,
  type Sheets,
  type Table,
} from '../../core/workbook.ts'
import { tableText } from '../../core/workbook-csv.ts'
import { markdownOf } from '../../core/workbook-text.ts'
import { xlsxOf, type SheetCell } from './xlsx.ts'

export type ExportKind = 'xlsx' | 'csv' | 'markdown'

export type Exported = { readonly name: string; readonly content: BlobPart; readonly type: string }

/** A workbook, or one table of it, as a file. */
export function exported(
  kind: ExportKind,
  {
    outline,
    sheets,
    table,
    day,
    withMark,
  }: {
    readonly outline: Outline
    readonly sheets: Sheets
    readonly table: Table
    readonly day: string
    /** Excel takes a CSV for UTF-8 only if it begins with a byte-order mark. */
    readonly withMark: boolean
  },
): Exported {
  const all = withComputed(outline, sheets)
  const rows = rowsOf(all, outline.slug, table.id)
  switch (kind) {
    case 'csv':
      return {
        name: `${outline.slug}-${table.id}-${day}.csv`,
        content: `${withMark ? '\uFEFF' : ''}${formatCsv(tableText(table, rows))}`,
        type: 'text/csv',
      }
    case 'markdown':
      return { name: `${outline.slug}-${day}.md`, content: markdownOf(outline, all), type: 'text/markdown' }
    case 'xlsx':
      return {
        name: `${outline.slug}-${day}.xlsx`,
        content: xlsxOf(outline.tables.map((one) => sheetOf(outline, one, all))),
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      }
  }
}

const sheetOf = (outline: Outline, table: Table, sheets: Sheets) => ({
  name: table.title,
  columns: table.fields.map((field) => ({
    title: field.title,
    width: widths[field.kind],
    options: field.kind === 'choice' && !field.many ? field.options.map(({ label }) => label) : undefined,
  })),
  rows: rowsOf(sheets, outline.slug, table.id).map((row) =>
    table.fields.map((field) => typed(field, shownText(field, cellOf(row, field.id)))),
  ),
})

const widths: Readonly<Record<Field['kind'], number>> = {
  text: 24,
  passage: 48,
  number: 10,
  date: 12,
  choice: 20,
  link: 18,
  computed: 14,
}

/** Numbers as numbers and days as days, so that they can be sorted and computed with. */
function typed(field: Field, text: string): SheetCell {
  if (field.kind === 'date' && isDay(text)) return { day: text }
  const isNumeric = field.kind === 'number' || field.kind === 'computed' || (field.kind === 'link' && !field.many)
  return isNumeric ? (numberIn(text) ?? text) : text
}
