import { createUniqueId } from 'solid-js'
import { notesLimit } from '../../core/exam.ts'
import { whenMounted } from '../primitives/mounted.ts'

/** The one text of an attempt that a candidate writes for nobody else. */
export function Notes(props: {
  readonly text: string
  /** In words: saved, being saved, or not. */
  readonly state: string
  readonly isReadOnly: boolean
  readonly onWrite: (text: string) => void
  /** The hands have left the field. */
  readonly onRest: () => void
  readonly onClose: () => void
}) {
  const id = createUniqueId()
  let field: HTMLTextAreaElement | undefined
  whenMounted(() => field?.focus())

  return (
    <section class="pane" aria-labelledby={`${id}-heading`}>
      <header>
        <h2 id={`${id}-heading`}>Your notes</h2>
        <button class="button" type="button" onClick={() => props.onClose()}>
          Close<span class="visually-hidden"> the notes</span>
        </button>
      </header>
      <p id={`${id}-help`} class="pane-help">
        One text for the whole exam. It is not marked, and stays with your result.
      </p>
      <textarea
        ref={field}
        aria-labelledby={`${id}-heading`}
        aria-describedby={`${id}-help`}
        maxLength={notesLimit}
        readOnly={props.isReadOnly}
        value={props.text}
        onInput={(event) => props.onWrite(event.currentTarget.value)}
        onBlur={() => props.onRest()}
      />
      <p class="pane-help">{props.state}</p>
    </section>
  )
}
