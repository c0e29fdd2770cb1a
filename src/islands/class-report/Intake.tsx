import { createSignal, For, Show } from 'solid-js'
import type { ClassForm } from '../../core/class-report.ts'
import { storageTrouble } from '../keeping/words.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { Arrival, StoredResult } from '../../store/progress.ts'
import { Camera } from './Camera.tsx'
import { takeIn, type Intake as Taken } from './intake.ts'
import { counted, refusalText, words } from './words.ts'

/** Bytes; a chat of a whole class is a small part of it. */
const largestFile = 10_000_000

type Said = { readonly text: string; readonly refused: readonly string[]; readonly isWarning: boolean }
const silent: Said = { text: '', refused: [], isWarning: false }

/**
 * Results come in by the camera, from the clipboard, from files or from a live room. What is not counted is said, and
 * changes nothing.
 */
export function Intake(props: {
  readonly classId: string
  readonly form: ClassForm
  /** What the class holds. */
  readonly kept: readonly StoredResult[]
}) {
  const [said, setSaid] = createSignal(silent)
  const [pasted, setPasted] = createSignal('')
  const [isOver, setOver] = createSignal(false)
  const [fromRooms, setFromRooms] = createSignal<(kept: readonly string[]) => readonly string[]>(() => [])
  const warn = (text: string) => setSaid({ text, refused: [], isWarning: true })
  /** What came by telephone and is not in the class yet. */
  const waiting = () => fromRooms()(props.kept.map(({ token }) => token))

  async function lookIntoRooms() {
    const { roomTokens, waitingFor } = await import('./from-rooms.ts')
    const came = await roomTokens()
    const { form } = props
    if (came.ok) setFromRooms(() => (kept: readonly string[]) => waitingFor(form, { came: came.value, kept }))
    else warn(words.noRooms)
  }
  whenMounted(() => {
    const look = () => void lookIntoRooms().catch(() => warn(words.noRooms))
    look()
    // Whoever comes back from the presenter's window finds what has come meanwhile.
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  })

  async function take(text: string, arrival: Arrival): Promise<'taken' | 'refused' | 'unkept'> {
    const store = await loadProgress()
    const taken = await takeIn(text, { store, classId: props.classId, form: props.form, arrival })
    if (!taken.ok) warn(`${storageTrouble(taken.failure)} Nothing was taken in.`)
    else if (taken.value === undefined) warn(words.gone)
    else setSaid(sayingOf(taken.value))
    if (!taken.ok) return 'unkept'
    return taken.value?.refused.length === 0 ? 'taken' : 'refused'
  }
  const attempt = (work: Promise<unknown>) => void work.catch(() => warn(words.broken))

  async function takeFiles(files: readonly File[]) {
    if (files.length === 0) return false
    if (files.some(({ size }) => size > largestFile)) {
      warn('A file is far larger than any with results. Choose the files that participants saved, or a saved chat.')
      return false
    }
    const texts = await Promise.all(files.map((file) => file.text()))
    return take(texts.join('\n'), 'file')
  }
  const scan = (text: string) =>
    take(text, 'camera').then(
      (became) => became !== 'unkept',
      () => {
        warn(words.broken)
        return false
      },
    )

  return (
    <div class="intake">
      <Show when={waiting().length > 0}>
        <div class="actions">
          <button class="button" type="button" onClick={() => attempt(take(waiting().join('\n'), 'live'))}>
            {words.fromRooms(waiting().length)}
          </button>
        </div>
      </Show>
      <Camera onText={scan} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          attempt(take(pasted(), 'paste').then((became) => became === 'taken' && setPasted('')))
        }}
      >
        <label for="pasted-results">Paste results, or a whole chat that holds them</label>
        <textarea
          id="pasted-results"
          rows={4}
          spellcheck={false}
          value={pasted()}
          onInput={(event) => setPasted(event.currentTarget.value)}
        />
        <button class="button" type="submit" disabled={pasted().trim() === ''}>
          Take them in
        </button>
      </form>
      <label
        class="drop"
        data-over={isOver() ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          attempt(takeFiles([...(event.dataTransfer?.files ?? [])]))
        }}
      >
        <span>Files with results: choose several, or drop them here</span>
        <input
          type="file"
          multiple
          accept=".txt,.json,text/plain,application/json"
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])]
            event.currentTarget.value = ''
            attempt(takeFiles(files))
          }}
        />
      </label>
      <div role="status" class="note" data-kind={said().isWarning ? 'warning' : undefined} hidden={said().text === ''}>
        <p>{said().text}</p>
        <Show when={said().refused.length > 0}>
          <ul>
            <For each={said().refused}>{(line) => <li>{line}</li>}</For>
          </ul>
        </Show>
      </div>
    </div>
  )
}

/** What became of a text, in sentences; the same refusal is said once, with how often. */
function sayingOf({ added, already, refused }: Taken): Said {
  const isNothing = added === 0 && already === 0
  const lines = new Map<string, number>()
  for (const failure of refused) {
    const text = refusalText(failure)
    lines.set(text, (lines.get(text) ?? 0) + 1)
  }
  const parts = [
    isNothing ? 'Nothing was taken in.' : `${counted(added, 'result')} taken in.`,
    ...(already > 0
      ? [`${already} ${already === 1 ? 'was' : 'were'} here already and ${already === 1 ? 'is' : 'are'} counted once.`]
      : []),
    ...(refused.length > 0 && !isNothing ? [`${refused.length} not counted:`] : []),
  ]
  return {
    text: parts.join(' '),
    refused: [...lines].map(([text, times]) => (times > 1 ? `${text} (${times} times)` : text)),
    isWarning: refused.length > 0,
  }
}
