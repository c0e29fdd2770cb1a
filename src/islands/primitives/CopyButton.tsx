import { createSignal } from 'solid-js'
import { copyText } from './copy.ts'

/** Copies a text, and says whether that went well. */
export function CopyButton(props: {
  readonly text: string
  readonly label: string
  /** What to do by hand where the browser refuses. */
  readonly otherwise: string
}) {
  const [said, setSaid] = createSignal<{ readonly of: string; readonly text: string }>()
  const copy = async () => {
    const of = props.text
    setSaid({ of, text: (await copyText(of)) ? 'Copied.' : props.otherwise })
  }
  return (
    <>
      <button class="button" type="button" onClick={() => void copy()}>
        {props.label}
      </button>
      <output>{said()?.of === props.text ? said()?.text : ''}</output>
    </>
  )
}
