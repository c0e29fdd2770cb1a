// A workbook is an artefact that somebody fills in: tables of rows, and every cell is the text that was typed. What a
// cell means is said by its field, so nothing typed is ever lost because it does not fit. A binder holds one copy of
// every workbook; rows name each other by their keys, across its workbooks.

export type Option = { readonly id: string; readonly label: string; readonly help?: string | undefined }

/** How a level follows from the steps of the scales; a workbook lets its document choose. */
export const levelRules = ['product', 'sum', 'highest'] as const
export type LevelRule = (typeof levelRules)[number]

export type Computation =
  /** The highest of the severities, and the likelihood, by the rule that a field of the document names. */
  | {
      readonly by: 'level'
      readonly severities: readonly string[]
      readonly likelihood: string
      readonly rule: string
    }
  /** What the band says into which another field falls. */
  | {
      readonly by: 'band'
      readonly of: string
      readonly table: string
      readonly from: string
      readonly to: string
      readonly says: string
    }

export type FieldKind =
  | { readonly kind: 'text' }
  /** Text of several lines. */
  | { readonly kind: 'passage' }
  | { readonly kind: 'number'; readonly min?: number | undefined; readonly max?: number | undefined }
  /** ISO: 2026-11-23. */
  | { readonly kind: 'date' }
  | { readonly kind: 'choice'; readonly many: boolean; readonly options: readonly Option[] }
  /** Rows of a table, by their keys. */
  | { readonly kind: 'link'; readonly many: boolean; readonly workbook: string; readonly table: string }
  | { readonly kind: 'computed'; readonly compute: Computation }

export type Field = FieldKind & {
  readonly id: string
  readonly title: string
  readonly help: string
  /** Fields of one group stand together in the form. */
  readonly group?: string | undefined
  /** Shown in the table too, not in the form of a row only. */
  readonly column: boolean
}

export type Row = { readonly id: string; readonly cells: Readonly<Record<string, string>> }

export type Table = {
  readonly id: string
  readonly title: string
  readonly says: string
  /** What one row is: "system". */
  readonly row: string
  /** The fields that name a row. */
  readonly key: readonly string[]
  /** The field that says in words what the key names. */
  readonly label?: string | undefined
  /** The key of a first row. */
  readonly first?: string | undefined
  /** Rows that are always there; their cells cannot be changed. */
  readonly fixed: readonly Row[]
  /** Whether rows can be added. */
  readonly open: boolean
  readonly fields: readonly Field[]
}

/** What other workbooks need to know of one. */
export type Outline = { readonly slug: string; readonly title: string; readonly tables: readonly Table[] }

/** The rows of every table, by `workbook/table`. */
export type Sheets = ReadonlyMap<string, readonly Row[]>

/** Every field that has a value, by its key. */
export type Fields = ReadonlyMap<string, string>

/** What is to be written; undefined empties a field. */
export type Changes = ReadonlyMap<string, string | undefined>

/** The table that says what the document is, and its only row. */
export const documentTable = 'document'
export const documentRow = 'it'

/** The field by which a row is there, and its place among the others. Emptied, the row is deleted and its cells wait. */
const orderField = '.order'

export type Place = {
  readonly workbook: string
  readonly table: string
  readonly row: string
  readonly field: string
}

export const fieldKey = ({ workbook, table, row, field }: Place): string => `${workbook}/${table}/${row}/${field}`
export const rowKey = (place: Omit<Place, 'field'>): string => fieldKey({ ...place, field: orderField })
export const sheetKey = (workbook: string, table: string): string => `${workbook}/${table}`

export const rowsOf = (sheets: Sheets, workbook: string, table: string): readonly Row[] =>
  sheets.get(sheetKey(workbook, table)) ?? []

export const cellOf = (row: Row, field: string): string => row.cells[field] ?? ''

/** The rows of all tables as the fields describe them, in order; rows that are always there come first. */
export function readSheets(outlines: readonly Outline[], fields: Fields): Sheets {
  const found = new Map<string, Map<string, Record<string, string>>>()
  for (const [key, value] of fields) {
    const field = key.lastIndexOf('/')
    const row = key.lastIndexOf('/', field - 1)
    const sheet = key.slice(0, row)
    let rows = found.get(sheet)
    if (!rows) found.set(sheet, (rows = new Map<string, Record<string, string>>()))
    const id = key.slice(row + 1, field)
    let cells = rows.get(id)
    if (!cells) rows.set(id, (cells = {}))
    cells[key.slice(field + 1)] = value
  }
  return new Map(
    outlines.flatMap(({ slug, tables }) =>
      tables.map((table): [string, readonly Row[]] => {
        const rows = found.get(sheetKey(slug, table.id)) ?? new Map<string, Record<string, string>>()
        const fixed = table.fixed.map(({ id, cells }) => ({ id, cells: { ...rows.get(id), ...cells } }))
        const isFixed = new Set(fixed.map(({ id }) => id))
        const own = [...rows]
          .filter(([id, cells]) => !isFixed.has(id) && cells[orderField] !== undefined)
          .map(([id, cells]) => ({ id, cells }))
          .sort((a, b) => orderOf(a) - orderOf(b) || (a.id < b.id ? -1 : 1))
        return [sheetKey(slug, table.id), [...fixed, ...own]]
      }),
    ),
  )
}

const orderOf = (row: Row): number => Number(cellOf(row, orderField))

/** The place of a row after all others. */
export const lastOrder = (rows: readonly Row[]): string =>
  String(1 + rows.reduce((most, row) => Math.max(most, orderOf(row) || 0), 0))

/** How a row is called: its key, or its number where the key is empty. */
export function rowName(table: Table, row: Row, rows: readonly Row[]): string {
  const named = table.key.map((field) => shownText(fieldOf(table, field), cellOf(row, field))).filter(Boolean)
  return named.length > 0 ? named.join(', ') : `Row ${rows.indexOf(row) + 1}`
}

/** What names a row for other rows and in files. */
export const keyOf = (table: Table, row: Row): string => table.key.map((field) => cellOf(row, field).trim()).join(' / ')

export function fieldOf(table: Table, id: string): Field {
  const field = table.fields.find((one) => one.id === id)
  if (!field) throw new Error(`Table ${table.id} has no field ${id}.`)
  return field
}

export const tableOf = (outline: Outline | undefined, id: string): Table | undefined =>
  outline?.tables.find((table) => table.id === id)

export const isFixed = (table: Table, row: Row): boolean => table.fixed.some(({ id }) => id === row.id)

/** Whether a cell belongs to the row itself and cannot be changed. */
export const isGiven = (table: Table, row: Row, field: string): boolean =>
  table.fixed.some(({ id, cells }) => id === row.id && cells[field] !== undefined)

/** Several values in one cell. */
export const valuesIn = (text: string): readonly string[] =>
  text
    .split(';')
    .map((value) => value.trim())
    .filter(Boolean)
export const joinValues = (values: readonly string[]): string => values.join('; ')

/** A number as people type it; undefined for anything else. */
export function numberIn(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined
}

/** Whether a text is a day of the calendar, written as 2026-11-23. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}

/** A cell as people read it: the words of a choice in place of its id. */
export function shownText(field: Field, text: string): string {
  if (field.kind !== 'choice') return text
  const labels = new Map(field.options.map(({ id, label }) => [id, label]))
  return field.many ? joinValues(valuesIn(text).map((id) => labels.get(id) ?? id)) : (labels.get(text) ?? text)
}

/** The key after the last one of a table: R-08 after R-07. Empty where keys are not counted. */
export function nextKey(table: Table, rows: readonly Row[]): string {
  const [field, ...others] = table.key
  if (field === undefined || others.length > 0) return ''
  const own = rows.filter((row) => !isFixed(table, row))
  const keys = new Set(rows.map((row) => cellOf(row, field)))
  let key = own.length === 0 ? (table.first ?? '') : after(cellOf(own.at(-1) ?? { id: '', cells: {} }, field))
  while (key && keys.has(key)) key = after(key)
  return key
}

const after = (key: string): string =>
  /\d$/.test(key) ? key.replace(/\d+$/, (digits) => String(Number(digits) + 1).padStart(digits.length, '0')) : ''

/** What has to be written so that rows which named a row by its old key name it by the new one. */
export function renamedKey(
  { outlines, sheets }: { readonly outlines: readonly Outline[]; readonly sheets: Sheets },
  { workbook, table, from, to }: { workbook: string; table: string; from: string; to: string },
): Changes {
  const changes = new Map<string, string>()
  if (!from || !to) return changes
  for (const outline of outlines)
    for (const holder of outline.tables)
      for (const field of holder.fields) {
        if (field.kind !== 'link' || field.workbook !== workbook || field.table !== table) continue
        for (const row of rowsOf(sheets, outline.slug, holder.id)) {
          const named = valuesIn(cellOf(row, field.id))
          if (!named.includes(from)) continue
          const key = fieldKey({ workbook: outline.slug, table: holder.id, row: row.id, field: field.id })
          changes.set(key, joinValues(named.map((one) => (one === from ? to : one))))
        }
      }
  return changes
}

/** What undoes a change. */
export const inverse = (fields: Fields, changes: Changes): Changes =>
  new Map([...changes.keys()].map((key) => [key, fields.get(key)]))

/** The fields after a change. */
export function changed(fields: Fields, changes: Changes): Fields {
  const after = new Map(fields)
  for (const [key, value] of changes) {
    if (value) after.set(key, value)
    else after.delete(key)
  }
  return after
}

/** The rows of a workbook with the cells that follow from others. */
export function withComputed(outline: Outline, sheets: Sheets): Sheets {
  const all = new Map(sheets)
  for (const table of outline.tables) {
    const computed = table.fields.flatMap((field) =>
      field.kind === 'computed' ? [{ id: field.id, compute: field.compute }] : [],
    )
    if (computed.length === 0) continue
    const rows = rowsOf(all, outline.slug, table.id).map((row) =>
      computed.reduce<Row>((so, { id, compute }) => {
        const value = computeCell(compute, { outline, sheets: all, row: so })
        return { id: so.id, cells: { ...so.cells, [id]: value } }
      }, row),
    )
    all.set(sheetKey(outline.slug, table.id), rows)
  }
  return all
}

function computeCell(
  compute: Computation,
  { outline, sheets, row }: { outline: Outline; sheets: Sheets; row: Row },
): string {
  switch (compute.by) {
    case 'level': {
      const severities = compute.severities.map((field) => numberIn(cellOf(row, field)))
      const level = levelOf(
        ruleIn(outline, sheets, compute.rule),
        severities,
        numberIn(cellOf(row, compute.likelihood)),
      )
      return level === undefined ? '' : String(level)
    }
    case 'band': {
      const level = numberIn(cellOf(row, compute.of))
      if (level === undefined) return ''
      const bands = rowsOf(sheets, outline.slug, compute.table)
      const band = bands.find((one) => isIn(level, { from: cellOf(one, compute.from), to: cellOf(one, compute.to) }))
      return band ? cellOf(band, compute.says) : ''
    }
  }
}

export function isIn(level: number, band: { readonly from: string; readonly to: string }): boolean {
  const from = numberIn(band.from)
  const to = numberIn(band.to)
  return from !== undefined && to !== undefined && from <= level && level <= to
}

/** The rule that the document names; unless it names one, the product. */
export function ruleIn({ slug }: Outline, sheets: Sheets, field: string): LevelRule {
  const document = rowsOf(sheets, slug, documentTable)[0]
  return levelRules.find((rule) => document && rule === cellOf(document, field)) ?? 'product'
}

/** The level of a risk; undefined until every step it rests on is known. */
export function levelOf(
  rule: LevelRule,
  severities: readonly (number | undefined)[],
  likelihood: number | undefined,
): number | undefined {
  const known = severities.filter((step) => step !== undefined)
  if (known.length < severities.length || known.length === 0) return undefined
  const highest = Math.max(...known)
  if (rule === 'highest') return highest
  if (likelihood === undefined) return undefined
  return rule === 'sum' ? highest + likelihood : highest * likelihood
}
