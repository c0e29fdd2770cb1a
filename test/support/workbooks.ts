import {
  fieldKey,
  readSheets,
  rowKey,
  type Field,
  type Fields,
  type Outline,
  type Sheets,
  type Table,
} from '../../src/core/workbook.ts'
import { runChecks, type Check, type CheckResult, type Rule, type Workbook } from '../../src/core/workbook-checks.ts'

type Given<Kind extends Field['kind']> = Partial<Extract<Field, { readonly kind: Kind }>>

export const aField = <Kind extends Field['kind']>(id: string, given?: Given<Kind>): Field =>
  ({ id, title: `Title of ${id}`, help: '', column: true, kind: 'text', ...given }) as Field

export const aTable = (given: Partial<Table> & { readonly id: string }): Table => ({
  title: `Table ${given.id}`,
  says: '',
  row: 'row',
  key: ['id'],
  fixed: [],
  open: true,
  fields: [aField('id')],
  ...given,
})

const aDocument = aTable({
  id: 'document',
  key: ['title'],
  open: false,
  fixed: [{ id: 'it', cells: {} }],
  fields: [aField('title'), aField('rule'), aField('looked'), aField<'date'>('approved', { kind: 'date' })],
})

export const aWorkbook = ({
  tables,
  checks = [],
  slug = 'book',
}: {
  tables: readonly Table[]
  checks?: readonly Check[]
  slug?: string
}): Workbook => ({ slug, title: `Workbook ${slug}`, tables: [aDocument, ...tables], checks })

type Rows = readonly Readonly<Record<string, string>>[]

/** Rows of tables, as a binder keeps them. A row that is always there is named by its id. */
export function fieldsOf(workbook: Outline, tables: Readonly<Record<string, Rows>>): Fields {
  const fields = new Map<string, string>()
  for (const [table, rows] of Object.entries(tables))
    rows.forEach((cells, index) => {
      const fixed = workbook.tables.find(({ id }) => id === table)?.fixed.find(({ id }) => id === (cells['id'] ?? 'it'))
      const row = fixed?.id ?? `row${index + 1}`
      if (!fixed) fields.set(rowKey({ workbook: workbook.slug, table, row }), String(index + 1))
      for (const [field, value] of Object.entries(cells))
        fields.set(fieldKey({ workbook: workbook.slug, table, row, field }), value)
    })
  return fields
}

export const sheetsOf = (workbook: Outline, tables: Readonly<Record<string, Rows>>): Sheets =>
  readSheets([workbook], fieldsOf(workbook, tables))

/** What one rule says of some rows. */
export function checked(
  rule: Rule,
  tables: readonly Table[],
  rows: Readonly<Record<string, Rows>>,
  says?: string,
): Pick<CheckResult, 'state'> & { readonly says: readonly string[] } {
  const check: Check = { id: 'one', title: 'One', asks: 'requirement', ref: '6.1.3', why: 'Because.', says, rule }
  const workbook = aWorkbook({ tables, checks: [check] })
  const [result] = runChecks(workbook, { outlines: [workbook], sheets: sheetsOf(workbook, rows) })
  if (!result) throw new Error('One check gives one result.')
  return { state: result.state, says: result.findings.map((finding) => finding.says) }
}
