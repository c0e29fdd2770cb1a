import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import {
  cellOf,
  isGiven,
  joinValues,
  keyOf,
  rowsOf,
  tableOf,
  valuesIn,
  type Field,
  type Outline,
  type Row,
  type Sheets,
  type Table,
} from '../../core/workbook.ts'
import { whenMounted } from '../primitives/mounted.ts'

const restMs = 500

/** What a control is in the form: its id, what describes it, and whether a check refuses it. */
type Control = { readonly id: string; readonly describedBy: string; readonly isInvalid: boolean }

/** One field of one row, in the control that fits its kind. */
export function FieldInput(props: {
  readonly control: Control
  readonly table: Table
  readonly row: Row
  readonly field: Field
  readonly outlines: readonly Outline[]
  readonly sheets: Sheets
  readonly onChange: (value: string) => void
}) {
  const value = createMemo(() => cellOf(props.row, props.field.id))
  const isSet = () => props.field.kind === 'computed' || isGiven(props.table, props.row, props.field.id)
  const isChosen = () => props.field.kind === 'choice' || props.field.kind === 'link'
  const isMany = () => (props.field.kind === 'choice' || props.field.kind === 'link') && props.field.many
  const offered = createMemo(() => offeredIn(props.field, props), new Map<string, string>(), { equals: isSame })
  return (
    <Switch>
      <Match when={isSet()}>
        <output id={props.control.id} class="given" aria-describedby={props.control.describedBy}>
          {value() || '—'}
        </output>
      </Match>
      <Match when={isChosen() && isMany()}>
        <Several control={props.control} value={value()} offered={offered()} onChange={props.onChange} />
      </Match>
      <Match when={isChosen()}>
        <One control={props.control} value={value()} offered={offered()} onChange={props.onChange} />
      </Match>
      <Match when={true}>
        <Written
          control={props.control}
          value={value()}
          kind={props.field.kind}
          waitsForEnd={props.table.key.includes(props.field.id)}
          onChange={props.onChange}
        />
      </Match>
    </Switch>
  )
}

/** Text as it is typed: kept when the hands rest, and at once when the field or the page is left. */
function Written(props: {
  readonly control: Control
  readonly value: string
  readonly kind: Field['kind']
  /** Half a key may be the key of another row, and whatever names this row would follow. */
  readonly waitsForEnd: boolean
  readonly onChange: (value: string) => void
}) {
  const [draft, setDraft] = createSignal<string>()
  let resting: ReturnType<typeof setTimeout> | undefined
  const shown = () => draft() ?? props.value

  function keep() {
    clearTimeout(resting)
    const typed = draft()?.trim()
    if (typed !== undefined && typed !== props.value) props.onChange(typed)
    setDraft(undefined)
  }
  /** Keeps without taking the draft away: a space at the end may be the beginning of the next word. */
  function rest() {
    const typed = draft()?.trimEnd()
    if (typed !== undefined && typed !== props.value) props.onChange(typed)
  }
  function write(typed: string) {
    setDraft(typed)
    clearTimeout(resting)
    if (!props.waitsForEnd) resting = setTimeout(rest, restMs)
  }
  whenMounted(() => {
    const onHidden = () => document.visibilityState === 'hidden' && keep()
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      keep()
    }
  })

  return (
    <Show
      when={props.kind === 'passage'}
      fallback={
        <input
          id={props.control.id}
          type={props.kind === 'date' ? 'date' : 'text'}
          inputmode={props.kind === 'number' ? 'decimal' : undefined}
          autocomplete="off"
          aria-describedby={props.control.describedBy}
          aria-invalid={props.control.isInvalid}
          value={shown()}
          onInput={(event) => write(event.currentTarget.value)}
          onChange={keep}
        />
      }
    >
      <textarea
        id={props.control.id}
        rows={2}
        aria-describedby={props.control.describedBy}
        aria-invalid={props.control.isInvalid}
        value={shown()}
        onInput={(event) => write(event.currentTarget.value)}
        onChange={keep}
      />
    </Show>
  )
}

type Choosing = {
  readonly control: Control
  readonly value: string
  /** What can be chosen, in order, each with its words. */
  readonly offered: ReadonlyMap<string, string>
  readonly onChange: (value: string) => void
}

function One(props: Choosing) {
  const keys = () => withLost(props.offered, props.value ? [props.value] : [])
  return (
    <select
      id={props.control.id}
      aria-describedby={props.control.describedBy}
      aria-invalid={props.control.isInvalid}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    >
      <option value="" selected={!props.value}>
        Not chosen
      </option>
      <For each={keys()}>
        {(key) => (
          <option value={key} selected={key === props.value}>
            {textOf(props.offered, key)}
          </option>
        )}
      </For>
    </select>
  )
}

function Several(props: Choosing) {
  const values = () => valuesIn(props.value)
  const keys = () => withLost(props.offered, values())
  const toggle = (key: string, isOn: boolean) => {
    const after = isOn ? [...values(), key] : values().filter((value) => value !== key)
    props.onChange(joinValues(keys().filter((one) => after.includes(one))))
  }
  return (
    <details class="several">
      <summary id={props.control.id} aria-describedby={props.control.describedBy}>
        {values().length > 0 ? values().join(', ') : 'None chosen'}
      </summary>
      <Show
        when={keys().length > 0}
        fallback={<p class="quiet">There is nothing to choose yet: the table it links to has no rows.</p>}
      >
        <div role="group" aria-labelledby={`${props.control.id}-label`}>
          <For each={keys()}>
            {(key) => (
              <label>
                <input
                  type="checkbox"
                  checked={values().includes(key)}
                  onChange={(event) => toggle(key, event.currentTarget.checked)}
                />
                <span>{textOf(props.offered, key)}</span>
              </label>
            )}
          </For>
        </div>
      </Show>
    </details>
  )
}

/** What stands there and is not offered any more is still shown. */
const withLost = (offered: ReadonlyMap<string, string>, values: readonly string[]): readonly string[] => [
  ...offered.keys(),
  ...values.filter((value) => !offered.has(value)),
]
const textOf = (offered: ReadonlyMap<string, string>, key: string): string => offered.get(key) ?? `${key} (not there)`

function offeredIn(
  field: Field,
  { outlines, sheets }: { readonly outlines: readonly Outline[]; readonly sheets: Sheets },
): ReadonlyMap<string, string> {
  if (field.kind === 'choice') return new Map(field.options.map(({ id, label }) => [id, label]))
  if (field.kind !== 'link') return new Map()
  const table = tableOf(
    outlines.find(({ slug }) => slug === field.workbook),
    field.table,
  )
  if (!table) return new Map()
  return new Map(
    rowsOf(sheets, field.workbook, field.table).flatMap((row) => {
      const key = keyOf(table, row)
      const label = table.label === undefined ? '' : cellOf(row, table.label)
      return key ? [[key, label ? `${key} · ${shortened(label)}` : key]] : []
    }),
  )
}

const shortened = (text: string) => (text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text)

const isSame = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  one.size === other.size && [...one].every(([key, text]) => other.get(key) === text)
