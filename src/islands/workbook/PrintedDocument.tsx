import { createMemo, createSignal, For, Show } from 'solid-js'
import {
  cellOf,
  documentTable,
  rowsOf,
  shownText,
  type Outline,
  type Row,
  type Sheets,
  type Table,
} from '../../core/workbook.ts'
import { whenMounted } from '../primitives/mounted.ts'

/** The workbook as a document on paper. It is there only while the browser prints. */
export function PrintedDocument(props: { readonly outline: Outline; readonly sheets: Sheets }) {
  const [isPrinting, setPrinting] = createSignal(false)
  whenMounted(() => {
    const begin = () => setPrinting(true)
    const end = () => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  })
  const document = createMemo(() => rowsOf(props.sheets, props.outline.slug, documentTable)[0])
  const said = (field: string) => {
    const row = document()
    return row ? cellOf(row, field) : ''
  }
  const tables = () => props.outline.tables.filter(({ id }) => id !== documentTable)
  const extra = () => {
    const table = props.outline.tables.find(({ id }) => id === documentTable)
    const head = new Set(['title', 'organisation', 'version', 'date', 'author', 'approver', 'approved'])
    return (table?.fields ?? []).filter(({ id }) => !head.has(id) && said(id))
  }
  return (
    <Show when={isPrinting()}>
      <article class="printed-document">
        <header>
          <p>{said('organisation')}</p>
          <h2>{said('title') || props.outline.title}</h2>
          <p>
            {[
              said('version') && `Version ${said('version')}`,
              said('date'),
              said('author') && `prepared by ${said('author')}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </header>
        <Show when={extra().length > 0}>
          <dl>
            <For each={extra()}>
              {(field) => (
                <div>
                  <dt>{field.title}</dt>
                  <dd>{shownText(field, said(field.id))}</dd>
                </div>
              )}
            </For>
          </dl>
        </Show>
        <For each={tables()}>
          {(table) => <PrintedTable table={table} rows={rowsOf(props.sheets, props.outline.slug, table.id)} />}
        </For>
        <footer>
          <p>
            Approved by <span>{said('approver')}</span>
          </p>
          <p>
            Date <span>{said('approved')}</span>
          </p>
          <p>
            Signature <span />
          </p>
        </footer>
      </article>
    </Show>
  )
}

/** Fields that are columns stand side by side; the others of a row in a paragraph below it. */
function PrintedTable(props: { readonly table: Table; readonly rows: readonly Row[] }) {
  const columns = () => props.table.fields.filter(({ column }) => column)
  const others = (row: Row) => props.table.fields.filter(({ column, id }) => !column && cellOf(row, id))
  return (
    <Show when={props.rows.length > 0}>
      <h3>{props.table.title}</h3>
      <table>
        <thead>
          <tr>
            <For each={columns()}>{(field) => <th scope="col">{field.title}</th>}</For>
          </tr>
        </thead>
        <For each={props.rows}>
          {(row) => (
            <tbody>
              <tr>
                <For each={columns()}>{(field) => <td>{shownText(field, cellOf(row, field.id))}</td>}</For>
              </tr>
              <Show when={others(row).length > 0}>
                <tr class="below">
                  <td colSpan={columns().length}>
                    <For each={others(row)}>
                      {(field) => (
                        <span>
                          <strong>{field.title}:</strong> {shownText(field, cellOf(row, field.id))}{' '}
                        </span>
                      )}
                    </For>
                  </td>
                </tr>
              </Show>
            </tbody>
          )}
        </For>
      </table>
    </Show>
  )
}
