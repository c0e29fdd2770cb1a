import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import {
  cellOf,
  documentTable,
  fieldKey,
  isFixed,
  lastOrder,
  nextKey,
  renamedKey,
  rowKey,
  rowName,
  rowsOf,
  shownText,
  type Changes,
  type Field,
  type Outline,
  type Row,
  type Sheets,
  type Table,
} from '../../core/workbook.ts'
import { newId } from '../../store/ids.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { Binders } from './createBinders.ts'
import { fieldId, RowForm, type Said } from './RowForm.tsx'
import { counted, type References } from './words.ts'

/** Where a finding points to. */
export type Aim = { readonly table: string; readonly row?: string | undefined; readonly field?: string | undefined }

const wide = '(width >= 60rem)'

/** The rows of one table: a table where there is room for one, else a list; an open row is a form below its line. */
export function TablePart(props: {
  readonly outline: Outline
  readonly outlines: readonly Outline[]
  readonly table: Table
  readonly sheets: Sheets
  readonly binders: Binders
  /** The binder whose rows these are. */
  readonly home: string
  readonly saidOf: (row: string, field: string) => Said
  readonly saidIn: (row: string) => number
  readonly references: References
  readonly aim: Aim | undefined
}) {
  const [isWide, setWide] = createSignal(true)
  const [openId, setOpenId] = createSignal<string>()
  const [onlySaid, setOnlySaid] = createSignal(false)
  whenMounted(() => {
    const room = matchMedia(wide)
    setWide(room.matches)
    const follow = () => setWide(room.matches)
    room.addEventListener('change', follow)
    return () => room.removeEventListener('change', follow)
  })

  const rows = () => rowsOf(props.sheets, props.outline.slug, props.table.id)
  const byId = createMemo(() => new Map(rows().map((row) => [row.id, row])))
  const ids = createMemo(
    () =>
      rows()
        .filter((row) => !onlySaid() || props.saidIn(row.id) > 0 || row.id === openId())
        .map(({ id }) => id),
    undefined,
    { equals: (before, after) => before.join('/') === after.join('/') },
  )
  const saidOf = createMemo(() => rows().filter((row) => props.saidIn(row.id) > 0).length)
  const columns = () => props.table.fields.filter(({ column }) => column)
  const name = (row: Row) => rowName(props.table, row, rows())
  const place = (row: string, field: string) => ({
    workbook: props.outline.slug,
    table: props.table.id,
    row,
    field,
  })

  // Whatever a finding points to is opened, and its field takes the focus.
  createEffect(() => {
    const { aim } = props
    if (!aim || aim.table !== props.table.id || aim.row === undefined) return
    const { row, field } = aim
    setOnlySaid(false)
    setOpenId(row)
    focusOn(fieldId(props.table.id, row, field ?? props.table.key[0] ?? ''))
  })

  function change(row: Row, field: Field, value: string) {
    // What is still being typed when another binder is opened belongs to no row of that one.
    if (props.binders.openId() !== props.home) return
    const changes = new Map<string, string | undefined>([[fieldKey(place(row.id, field.id)), value || undefined]])
    if (props.table.key.length === 1 && props.table.key[0] === field.id) {
      const renamed: Changes = renamedKey(
        { outlines: props.outlines, sheets: props.sheets },
        { workbook: props.outline.slug, table: props.table.id, from: cellOf(row, field.id), to: value },
      )
      for (const [key, to] of renamed) changes.set(key, to)
    }
    props.binders.change(changes)
  }

  function add() {
    const row = newId().slice(0, 13)
    const changes = new Map([[rowKey({ workbook: props.outline.slug, table: props.table.id, row }), lastOrder(rows())]])
    const key = nextKey(props.table, rows())
    const [keyField = ''] = props.table.key
    if (key) changes.set(fieldKey(place(row, keyField)), key)
    props.binders.change(changes)
    open(row)
  }

  function open(row: string) {
    setOpenId(row)
    focusOn(fieldId(props.table.id, row, props.table.key[0] ?? ''))
  }
  function close(row: string) {
    setOpenId(undefined)
    focusOn(`${props.table.id}-${row}`)
  }
  function remove(row: Row) {
    setOpenId(undefined)
    const key = rowKey({ workbook: props.outline.slug, table: props.table.id, row: row.id })
    props.binders.changeWithUndo(`${name(row)} is deleted.`, new Map([[key, undefined]]))
  }

  const form = (row: () => Row, isAlone = false) => (
    <RowForm
      table={props.table}
      row={row()}
      outlines={props.outlines}
      sheets={props.sheets}
      saidOf={(field) => props.saidOf(row().id, field)}
      references={props.references}
      onChange={(field, value) => change(row(), field, value)}
      onDelete={() => remove(row())}
      onClose={isAlone ? undefined : () => close(row().id)}
    />
  )
  const opener = (row: () => Row) => (
    <button
      class="opener"
      type="button"
      id={`${props.table.id}-${row().id}`}
      aria-expanded={openId() === row().id}
      onClick={() => (openId() === row().id ? close(row().id) : open(row().id))}
    >
      {name(row())}
    </button>
  )
  const flag = (row: () => Row) => (
    <Show when={props.saidIn(row().id)}>{(n) => <span class="flag">{counted(n(), 'note')}</span>}</Show>
  )
  const rest = () => columns().filter(({ id }) => !props.table.key.includes(id))
  const rowOf = (id: string) => {
    const row = createMemo(() => byId().get(id) ?? { id, cells: {} }, undefined, { equals: sameRow })
    return row
  }

  return (
    <section class="table-part" aria-labelledby={`${props.table.id}-title`}>
      <h2 id={`${props.table.id}-title`} tabindex="-1">
        {props.table.title}
      </h2>
      <p class="quiet">{props.table.says}</p>
      <Show when={props.table.id !== documentTable} fallback={<For each={ids()}>{(id) => form(rowOf(id), true)}</For>}>
        <div class="actions no-print">
          <Show when={saidOf() > 0 || onlySaid()}>
            <button
              class="quiet-button"
              type="button"
              aria-pressed={onlySaid()}
              onClick={() => setOnlySaid(!onlySaid())}
            >
              {onlySaid()
                ? `Show all ${counted(rows().length, 'row')}`
                : `Show only the ${counted(saidOf(), 'row')} with notes`}
            </button>
          </Show>
        </div>
        <Show when={rows().length === 0}>
          <p class="quiet">Nothing stands here yet.</p>
        </Show>
        <Show
          when={isWide()}
          fallback={
            <ul role="list" class="row-list">
              <For each={ids()}>
                {(id) => {
                  const row = rowOf(id)
                  return (
                    <li data-open={openId() === id}>
                      <div class="line">
                        {opener(row)} {flag(row)}
                        <p class="decided">{decidedOf(props.table, row())}</p>
                        <p class="gist">{labelOf(props.table, row())}</p>
                      </div>
                      <Show when={openId() === id}>{form(row)}</Show>
                    </li>
                  )
                }}
              </For>
            </ul>
          }
        >
          <Show when={rows().length > 0}>
            <table>
              <colgroup>
                <col data-kind="key" />
                <For each={rest()}>{(field) => <col data-kind={field.kind} />}</For>
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">{props.table.key.map((id) => titleOf(props.table, id)).join(', ')}</th>
                  <For each={rest()}>{(field) => <th scope="col">{field.title}</th>}</For>
                </tr>
              </thead>
              <For each={ids()}>
                {(id) => {
                  const row = rowOf(id)
                  return (
                    <tbody data-open={openId() === id} data-own={isFixed(props.table, row()) ? undefined : true}>
                      <tr>
                        <th scope="row">
                          {opener(row)} {flag(row)}
                        </th>
                        <For each={rest()}>
                          {(field) => (
                            <td data-kind={field.kind} data-value={cellOf(row(), field.id)}>
                              {shownText(field, cellOf(row(), field.id))}
                            </td>
                          )}
                        </For>
                      </tr>
                      <Show when={openId() === id}>
                        <tr class="opened">
                          <td colSpan={1 + rest().length}>{form(row)}</td>
                        </tr>
                      </Show>
                    </tbody>
                  )
                }}
              </For>
            </table>
          </Show>
        </Show>
        <Show when={props.table.open}>
          <p class="no-print">
            <button class="button" type="button" onClick={add}>
              Add {isVowel(props.table.row) ? 'an' : 'a'}{' '}
              {props.table.fixed.length > 0 ? `${props.table.row} of your own` : props.table.row}
            </button>
          </p>
        </Show>
      </Show>
    </section>
  )
}

/** The element is there after the changes of this turn. */
function focusOn(id: string) {
  queueMicrotask(() => {
    const element = document.getElementById(id)
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest' })
  })
}

const titleOf = (table: Table, id: string) => table.fields.find((field) => field.id === id)?.title ?? id
const isVowel = (word: string) => /^[aeio]/.test(word)

const labelOf = (table: Table, row: Row) => (table.label === undefined ? '' : cellOf(row, table.label))

/** Whatever is chosen or follows in a row, in a line. */
const decidedOf = (table: Table, row: Row): string =>
  table.fields
    .filter(({ column, id, kind }) => column && !table.key.includes(id) && (kind === 'choice' || kind === 'computed'))
    .map((field) => shownText(field, cellOf(row, field.id)))
    .filter(Boolean)
    .join(' · ')

function sameRow(one: Row, other: Row): boolean {
  const names = Object.keys(one.cells)
  return (
    one.id === other.id &&
    names.length === Object.keys(other.cells).length &&
    names.every((name) => one.cells[name] === other.cells[name])
  )
}
