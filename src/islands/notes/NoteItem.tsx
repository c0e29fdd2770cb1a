import { createSignal, Show } from 'solid-js'
import { fail, ok } from '../../core/result.ts'
import { address } from '../primitives/address.ts'
import { NoteField } from './NoteField.tsx'
import type { Item, ItemAnnotation, ItemKind } from './shelves.ts'
import { quotedIn, writtenIn } from './written.ts'

const names: Readonly<Record<ItemKind, string>> = {
  note: 'Note',
  highlight: 'Highlight',
  bookmark: 'Bookmark',
  flag: 'Flag',
}
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

/** One note or mark: read, changed and deleted where it stands. */
export function NoteItem(props: {
  readonly item: Item
  readonly isLost: boolean
  readonly isDeleted: boolean
  /** Undefined when it was not kept. */
  readonly onKeep: (annotation: ItemAnnotation) => Promise<unknown>
  readonly onDelete: () => void
  readonly onUndo: () => void
}) {
  const [isOpen, setOpen] = createSignal(false)
  let line: HTMLLIElement | undefined
  const kind = () => props.item.annotation.kind
  const written = () => writtenIn(props.item.annotation)
  const canWrite = () => kind() === 'note' || kind() === 'highlight'
  /** Its button is gone with the change: the focus goes to what has taken its place. */
  const focusFirst = () => queueMicrotask(() => line?.querySelector<HTMLElement>('button, textarea')?.focus())

  async function keep(text: string) {
    const { annotation } = props.item
    if (annotation.kind === 'note' && text === '') return ok(props.onDelete())
    const kept =
      annotation.kind === 'note'
        ? await props.onKeep({ ...annotation, text })
        : annotation.kind === 'highlight'
          ? await props.onKeep({ ...annotation, note: text || undefined })
          : undefined
    return kept === undefined ? fail(undefined) : ok(undefined)
  }

  return (
    <li ref={line} id={props.item.id} tabIndex={-1} data-kind={kind()}>
      <Show
        when={!props.isDeleted}
        fallback={
          <p class="deleted no-print" role="status">
            {names[kind()]} deleted.{' '}
            <button
              class="quiet-button"
              type="button"
              onClick={() => {
                props.onUndo()
                focusFirst()
              }}
            >
              Undo
            </button>
          </p>
        }
      >
        <p class="what">
          <span>{names[kind()]}</span>
          <Show when={props.item.section}>
            {(section) => (
              <Show when={props.item.path} fallback={<span>{section()}</span>}>
                {(path) => <a href={address(path())}>{section()}</a>}
              </Show>
            )}
          </Show>
          <time dateTime={new Date(props.item.at).toISOString()}>{date.format(props.item.at)}</time>
        </p>
        <Show when={quotedIn(props.item.annotation)}>{(quote) => <blockquote>{quote()}</blockquote>}</Show>
        <Show when={props.isLost}>
          <p class="lost">The page was changed since, and these words are no longer in it.</p>
        </Show>
        <Show when={isOpen()} fallback={<Show when={written()}>{(text) => <p class="written">{text()}</p>}</Show>}>
          <NoteField label="Your note" text={written()} keep={keep} isFirst={true} />
        </Show>
        <div class="actions no-print">
          <Show when={canWrite()}>
            <button class="quiet-button" type="button" aria-expanded={isOpen()} onClick={() => setOpen(!isOpen())}>
              {isOpen() ? 'Done' : written() ? 'Edit' : 'Write a note'}
            </button>
          </Show>
          <Show when={kind() === 'flag' && props.item.path}>
            {(path) => <a href={address(path())}>Answer it again</a>}
          </Show>
          <button
            class="quiet-button"
            type="button"
            onClick={() => {
              props.onDelete()
              focusFirst()
            }}
          >
            Delete<span class="visually-hidden"> this {names[kind()].toLowerCase()}</span>
          </button>
        </div>
      </Show>
    </li>
  )
}
