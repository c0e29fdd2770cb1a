import { createSignal, Show } from 'solid-js'
import { documentTable, type Outline, type Table } from '../../core/workbook.ts'
import { download } from '../primitives/download.ts'
import type { Binders } from './createBinders.ts'
import type { ExportKind } from './exporting.ts'
import type { ImportDesk } from './ImportDesk.tsx'
import { words } from './words.ts'

/** Out to a spreadsheet, to text and to paper, and back in from an edited file. */
export function FilesPart(props: {
  readonly outline: Outline
  readonly outlines: readonly Outline[]
  readonly table: Table
  readonly binders: Binders
}) {
  const [withMark, setWithMark] = createSignal(true)
  const [message, setMessage] = createSignal('')
  const [incoming, setIncoming] = createSignal<{ readonly file: File; readonly Desk: typeof ImportDesk }>()

  async function save(kind: ExportKind) {
    try {
      const { exported } = await import('./exporting.ts')
      const { name, content, type } = exported(kind, {
        outline: props.outline,
        sheets: props.binders.sheets(),
        table: props.table,
        day: new Date().toISOString().slice(0, 10),
        withMark: withMark(),
      })
      download(name, content, type)
      setMessage(`Saved as ${name}.`)
    } catch {
      setMessage(words.broken)
    }
  }

  async function choose(input: HTMLInputElement) {
    const file = input.files?.[0]
    input.value = ''
    if (!file) return
    setMessage('')
    try {
      const { ImportDesk } = await import('./ImportDesk.tsx')
      setIncoming(undefined)
      setIncoming({ file, Desk: ImportDesk })
    } catch {
      setMessage(words.broken)
    }
  }

  const canImport = () => props.table.id !== documentTable
  return (
    <section class="files no-print" aria-labelledby="files-title">
      <h2 id="files-title">Take it with you</h2>
      <div class="actions">
        <button class="button" type="button" onClick={() => void save('xlsx')}>
          Excel (.xlsx)
        </button>
        <button class="button" type="button" onClick={() => void save('markdown')}>
          Markdown
        </button>
        <button class="button" type="button" onClick={() => print()}>
          Print
        </button>
      </div>
      <Show when={canImport()}>
        <h3>The table “{props.table.title}” as CSV</h3>
        <div class="actions">
          <button class="button" type="button" onClick={() => void save('csv')}>
            Export CSV
          </button>
          <label class="button file">
            Import an edited CSV
            <input
              class="visually-hidden"
              type="file"
              accept=".csv,text/csv,text/plain"
              onChange={(event) => void choose(event.currentTarget)}
            />
          </label>
          <label class="mark">
            <input
              type="checkbox"
              checked={withMark()}
              onChange={(event) => setWithMark(event.currentTarget.checked)}
            />
            For Excel: begin the file with a byte-order mark
          </label>
        </div>
        <p class="quiet">
          Rows are recognised by {props.table.key.map((id) => `“${titleOf(props.table, id)}”`).join(' and ')}. You see
          what an import would change before anything is changed.
        </p>
      </Show>
      <output>{message()}</output>
      <Show when={incoming()} keyed>
        {({ file, Desk }) => (
          <Desk
            file={file}
            outline={props.outline}
            outlines={props.outlines}
            table={props.table}
            fields={props.binders.fields()}
            onImport={(says, changes) => {
              setIncoming(undefined)
              props.binders.changeWithUndo(says, changes)
            }}
            onClose={() => setIncoming(undefined)}
          />
        )}
      </Show>
    </section>
  )
}

const titleOf = (table: Table, id: string) => table.fields.find((field) => field.id === id)?.title ?? id
