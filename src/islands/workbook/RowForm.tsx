import { createMemo, For, Show, type JSX } from 'solid-js'
import { isFixed, type Field, type Outline, type Row, type Sheets, type Table } from '../../core/workbook.ts'
import type { Check } from '../../core/workbook-checks.ts'
import { FieldInput } from './FieldInput.tsx'
import { askedBy, plainText, type References } from './words.ts'

/** What the checks say of one field. */
export type Said = readonly { readonly check: Check; readonly says: string }[]

export const fieldId = (table: string, row: string, field: string) => `${table}-${row}-${field}`

/** A row as a form, its fields in groups. */
export function RowForm(props: {
  readonly table: Table
  readonly row: Row
  readonly outlines: readonly Outline[]
  readonly sheets: Sheets
  readonly saidOf: (field: string) => Said
  readonly references: References
  readonly onChange: (field: Field, value: string) => void
  readonly onDelete: () => void
  readonly onClose: (() => void) | undefined
}) {
  const groups = createMemo(() => groupsOf(props.table.fields))
  const labelled = (field: Field) => (
    <Labelled
      id={fieldId(props.table.id, props.row.id, field.id)}
      field={field}
      said={props.saidOf(field.id)}
      references={props.references}
    >
      {(control) => (
        <FieldInput
          control={control}
          table={props.table}
          row={props.row}
          field={field}
          outlines={props.outlines}
          sheets={props.sheets}
          onChange={(value) => props.onChange(field, value)}
        />
      )}
    </Labelled>
  )
  return (
    <div
      class="row-form"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !props.onClose) return
        event.preventDefault()
        props.onClose()
      }}
    >
      <For each={groups()}>
        {({ title, fields }) => (
          <Show when={title} fallback={<For each={fields}>{labelled}</For>}>
            <fieldset>
              <legend>{title}</legend>
              <For each={fields}>{labelled}</For>
            </fieldset>
          </Show>
        )}
      </For>
      <Show when={props.onClose}>
        {(close) => (
          <div class="actions">
            <button class="button" type="button" onClick={() => close()()}>
              Close this {props.table.row}
            </button>
            <Show when={!isFixed(props.table, props.row)}>
              <button class="quiet-button" type="button" onClick={() => props.onDelete()}>
                Delete this {props.table.row}
              </button>
            </Show>
          </div>
        )}
      </Show>
    </div>
  )
}

/** A control between its label and what helps and warns; the last two are read out with it. */
function Labelled(props: {
  readonly id: string
  readonly field: Field
  readonly said: Said
  readonly references: References
  readonly children: (control: {
    readonly id: string
    readonly describedBy: string
    readonly isInvalid: boolean
  }) => JSX.Element
}) {
  const said = createMemo(() => props.said, [], { equals: isSame })
  const isInvalid = () => said().some(({ check }) => check.asks === 'requirement' || check.rule.kind === 'sound')
  // A group of boxes is named by its heading; a label can name one control only.
  const isSeveral = () => (props.field.kind === 'choice' || props.field.kind === 'link') && props.field.many
  return (
    <div class="field" data-kind={props.field.kind}>
      <Show
        when={isSeveral()}
        fallback={
          <label for={props.id} id={`${props.id}-label`}>
            {props.field.title}
          </label>
        }
      >
        <span class="label" id={`${props.id}-label`}>
          {props.field.title}
        </span>
      </Show>
      {props.children({
        get id() {
          return props.id
        },
        get describedBy() {
          return `${props.id}-help ${props.id}-said`
        },
        get isInvalid() {
          return isInvalid()
        },
      })}
      <p class="help" id={`${props.id}-help`}>
        {props.field.help}
      </p>
      <ul class="said" role="list" id={`${props.id}-said`}>
        <For each={said()}>
          {({ check, says }) => (
            <li data-asks={check.asks}>
              {says}{' '}
              <span class="why">{`${askedBy(check, props.references)}. ${plainText(check.why, props.references)}`}</span>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}

type Group = { readonly title: string | undefined; readonly fields: readonly Field[] }

const groupsOf = (fields: readonly Field[]): readonly Group[] =>
  fields.reduce<readonly Group[]>((groups, field) => {
    const last = groups.at(-1)
    return last && last.title === field.group
      ? [...groups.slice(0, -1), { ...last, fields: [...last.fields, field] }]
      : [...groups, { title: field.group, fields: [field] }]
  }, [])

const isSame = (one: Said, other: Said): boolean =>
  one.length === other.length &&
  one.every(({ check, says }, at) => check === other[at]?.check && says === other[at]?.says)
