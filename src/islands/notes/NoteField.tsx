import { createSignal, createUniqueId } from 'solid-js'
import { adoptStyles } from './adopt-styles.ts'
import type { Result } from '../../core/result.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { held, unkept } from './createAnnotations.ts'
import { createDraft } from './createDraft.ts'
import styles from './note-field.css?inline'

adoptStyles(styles)

const words = {
  saving: 'Saving…',
  saved: 'Saved on this device',
  held,
  failed: `${unkept} Copy the note before you leave.`,
} as const

/** A text that is kept while it is written, with what became of it in words. */
export function NoteField(props: {
  readonly label: string
  readonly text: string
  readonly keep: (text: string) => Promise<Result<unknown, unknown>>
  /** Takes the focus when it appears. */
  readonly isFirst?: boolean
}) {
  const id = createUniqueId()
  const [state, setState] = createSignal<keyof typeof words>()
  let field: HTMLTextAreaElement | undefined
  let turn = 0

  const draft = createDraft({
    // oxlint-disable-next-line solid/reactivity -- What it was at first: from then on the field has the word.
    text: props.text,
    keep: (text) => {
      turn += 1
      const mine = turn
      void keep(text.trim()).then((kept) => mine === turn && setState(kept))
    },
  })
  async function keep(text: string): Promise<keyof typeof words> {
    try {
      if (!(await props.keep(text)).ok) return 'failed'
      return (await (await loadProgress()).ready).keeps === 'device' ? 'saved' : 'held'
    } catch {
      return 'failed'
    }
  }
  whenMounted(() => {
    if (props.isFirst) field?.focus()
  })
  const said = () => {
    const now = state()
    return now && words[now]
  }

  return (
    <div class="note-field">
      <label for={id}>{props.label}</label>
      <textarea
        ref={field}
        id={id}
        rows={3}
        value={draft.text()}
        onInput={(event) => {
          setState('saving')
          draft.write(event.currentTarget.value)
        }}
        onBlur={() => draft.flush()}
      />
      <output>{said()}</output>
    </div>
  )
}
