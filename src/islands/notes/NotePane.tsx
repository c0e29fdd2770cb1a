import { Show } from 'solid-js'
import { address } from '../primitives/address.ts'
import type { Marked, Marks } from './createMarks.ts'
import { NoteBox } from './NoteBox.tsx'
import { NoteField } from './NoteField.tsx'

/** What is written on: the whole page, a section, or words that are highlighted. */
export type Noted =
  | { readonly kind: 'page' }
  | { readonly kind: 'section'; readonly id: string; readonly title: string }
  | { readonly kind: 'highlight'; readonly id: string }

/** The note on a page, a section or a highlight, where that stands. */
export function NotePane(props: {
  readonly place: string
  readonly noted: Noted
  readonly marks: Marks
  readonly onClose: () => void
}) {
  const highlight = (): Marked | undefined => {
    const { noted } = props
    return noted.kind === 'highlight' ? props.marks.marked().find(({ id }) => id === noted.id) : undefined
  }
  const section = () => (props.noted.kind === 'section' ? props.noted.id : undefined)
  const label = () =>
    props.noted.kind === 'page'
      ? 'Note on this page'
      : props.noted.kind === 'section'
        ? `Note on “${props.noted.title}”`
        : 'Note on the highlighted words'

  return (
    <section
      class="note-pane no-print"
      aria-label={label()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        props.onClose()
      }}
    >
      <Show
        when={props.noted.kind === 'highlight'}
        fallback={<NoteBox place={props.place} section={section()} label={label()} isFirst={true} />}
      >
        <Show when={highlight()?.id} keyed>
          {(id) => (
            <>
              <blockquote>{highlight()?.annotation.quote}</blockquote>
              <NoteField
                label={label()}
                text={highlight()?.annotation.note ?? ''}
                keep={(text) => keepNote(props.marks, id, text)}
                isFirst={true}
              />
            </>
          )}
        </Show>
      </Show>
      <p class="actions">
        <button class="quiet-button" type="button" onClick={() => props.onClose()}>
          Close<span class="visually-hidden"> the note</span>
        </button>
        <a href={address('notes/')}>All your notes</a>
      </p>
    </section>
  )
}

/** As the highlight is when the note is kept: it may have been drawn further meanwhile. */
async function keepNote(marks: Marks, id: string, text: string) {
  const annotation = marks.marked().find((one) => one.id === id)?.annotation
  const written = annotation && (await marks.annotate(id, { ...annotation, note: text || undefined }))
  return written === undefined ? ({ ok: false, failure: undefined } as const) : ({ ok: true, value: written } as const)
}
