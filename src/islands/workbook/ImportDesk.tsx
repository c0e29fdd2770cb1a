import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { Changes, Fields, Outline, Table } from '../../core/workbook.ts'
import { previewCsv, type ImportPreview } from '../../core/workbook-csv.ts'
import { newId } from '../../store/ids.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { counted, importTrouble } from './words.ts'

type Desk =
  | { readonly phase: 'reading' }
  | { readonly phase: 'refused'; readonly why: string }
  | { readonly phase: 'previewing'; readonly preview: ImportPreview; readonly isOldEncoding: boolean }

/** Bytes; 2,000 full rows come to about one million. */
const largestFile = 4_000_000
const shownAtOnce = 12

/** What an edited file would change, before anything is changed. */
export function ImportDesk(props: {
  readonly file: File
  readonly outline: Outline
  readonly outlines: readonly Outline[]
  readonly table: Table
  readonly fields: Fields
  readonly onImport: (says: string, changes: Changes) => void
  readonly onClose: () => void
}) {
  const [desk, setDesk] = createSignal<Desk>({ phase: 'reading' })
  const [removing, setRemoving] = createSignal(false)
  whenMounted(() => void read())

  async function read() {
    const { file } = props
    const refuse = (why: string) => setDesk({ phase: 'refused', why: `${why} Nothing was changed.` })
    if (file.size > largestFile)
      return refuse('This file is far larger than any table here. Choose the file that was exported and edited.')
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (bytes[0] === 0x50 && bytes[1] === 0x4b)
      return refuse('This is an Excel file. In Excel, save the sheet as “CSV UTF-8”, and import that.')
    const { text, isOldEncoding } = decoded(bytes)
    const preview = previewCsv(text, {
      outline: props.outline,
      outlines: props.outlines,
      table: props.table,
      fields: props.fields,
      newRow: () => newId().slice(0, 13),
    })
    if (!preview.ok) return refuse(importTrouble(preview.failure))
    return setDesk({ phase: 'previewing', preview: preview.value, isOldEncoding })
  }

  const refused = () => {
    const now = desk()
    return now.phase === 'refused' ? now.why : undefined
  }
  const previewing = () => {
    const now = desk()
    return now.phase === 'previewing' ? now : undefined
  }
  const isIdle = (preview: ImportPreview) => preview.writes.size === 0 && (!removing() || preview.removes.length === 0)

  function accept(preview: ImportPreview) {
    const changes = new Map([...preview.writes, ...(removing() ? preview.removals : [])])
    const removed = removing() ? preview.removes.length : 0
    props.onImport(
      `Imported from ${props.file.name}: ${counted(preview.adds.length, 'row')} added, ${counted(preview.changes.length, 'cell')} changed, ${counted(removed, 'row')} removed.`,
      changes,
    )
  }

  return (
    <div class="note import" role="group" aria-label={`Import of ${props.file.name}`}>
      <Switch fallback={<p>Reading {props.file.name} …</p>}>
        <Match when={refused()}>
          {(why) => (
            <>
              <p role="alert">{why()}</p>
              <button class="button" type="button" onClick={() => props.onClose()}>
                Close
              </button>
            </>
          )}
        </Match>
        <Match when={previewing()}>
          {(now) => (
            <>
              <p role="status">
                <strong>{props.file.name}</strong> into “{props.table.title}”:{' '}
                {counted(now().preview.adds.length, 'new row')}, {counted(now().preview.changes.length, 'changed cell')}
                , {counted(now().preview.unchanged, 'row')} as before,{' '}
                {counted(now().preview.problems.length, 'problem')}. Nothing is changed yet.
              </p>
              <Show when={now().isOldEncoding}>
                <p>
                  The file is not in UTF-8, so it was read as Windows Western European. Look whether accents are right
                  below; if not, save it as “CSV UTF-8”.
                </p>
              </Show>
              <Listed
                title="Problems: what is named here is not taken over"
                lines={now().preview.problems.map(({ line, column, says }) => `Line ${line}, ${column}: ${says}`)}
                isOpen
              />
              <Listed title="New rows" lines={now().preview.adds} />
              <Listed
                title="Changes"
                lines={now().preview.changes.map(
                  ({ row, field, from, to }) => `${row}, ${field}: “${cut(from)}” becomes “${cut(to)}”`,
                )}
              />
              <Listed
                title="Columns that the file does not have: they stay as they are"
                lines={now().preview.missing}
              />
              <Listed title="Columns that are not ours: they are left out" lines={now().preview.ignored} />
              <Show when={now().preview.removes.length > 0}>
                <label class="removing">
                  <input
                    type="checkbox"
                    checked={removing()}
                    onChange={(event) => setRemoving(event.currentTarget.checked)}
                  />
                  <span>
                    Also remove what is here and not in the file: {now().preview.removes.slice(0, 20).join(', ')}
                    {now().preview.removes.length > 20 ? ` and ${now().preview.removes.length - 20} more` : ''}
                  </span>
                </label>
              </Show>
              <div class="actions">
                <button
                  class="button"
                  data-weight="first"
                  type="button"
                  disabled={isIdle(now().preview)}
                  onClick={() => accept(now().preview)}
                >
                  Import
                </button>
                <button class="quiet-button" type="button" onClick={() => props.onClose()}>
                  Leave it
                </button>
              </div>
            </>
          )}
        </Match>
      </Switch>
    </div>
  )
}

function Listed(props: { readonly title: string; readonly lines: readonly string[]; readonly isOpen?: boolean }) {
  return (
    <Show when={props.lines.length > 0}>
      <details open={props.isOpen ?? false}>
        <summary>
          {props.title} ({props.lines.length})
        </summary>
        <ul>
          <For each={props.lines.slice(0, shownAtOnce)}>{(line) => <li>{line}</li>}</For>
          <Show when={props.lines.length > shownAtOnce}>
            <li>and {props.lines.length - shownAtOnce} more</li>
          </Show>
        </ul>
      </details>
    </Show>
  )
}

const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 78)}…` : text)

/** Older spreadsheets save in the encoding of their country; in ours that is nearly always this one. */
function decoded(bytes: Uint8Array): { readonly text: string; readonly isOldEncoding: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isOldEncoding: false }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isOldEncoding: true }
  }
}
