import {
  cellOf,
  documentTable,
  rowsOf,
  shownText,
  type Outline,
  type Sheets,
  type Table,
  type Row,
} from './workbook.ts'

/** A workbook as Markdown: what the document is, then a table for each table. */
export function markdownOf(outline: Outline, sheets: Sheets): string {
  const parts = outline.tables.map((table) => {
    const rows = rowsOf(sheets, outline.slug, table.id)
    return table.id === documentTable ? headOf(outline, table, rows[0]) : tableMarkdown(table, rows)
  })
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function headOf(outline: Outline, table: Table, row: Row | undefined): string {
  const said = table.fields.flatMap((field) => {
    const text = row ? shownText(field, cellOf(row, field.id)) : ''
    return text && field.id !== 'title' ? [`- **${field.title}:** ${oneLine(text)}`] : []
  })
  const title = row ? cellOf(row, 'title') : ''
  return [`# ${title || outline.title}`, said.join('\n')].filter(Boolean).join('\n\n')
}

function tableMarkdown(table: Table, rows: readonly Row[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    `## ${table.title}`,
    '',
    line(table.fields.map(({ title }) => title)),
    line(table.fields.map(() => '---')),
    ...rows.map((row) => line(table.fields.map((field) => inCell(shownText(field, cellOf(row, field.id)))))),
  ].join('\n')
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')
const inCell = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\n/g, '<br>')
