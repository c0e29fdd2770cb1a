import { createSignal, For, Show } from 'solid-js'
import { newId } from '../../store/ids.ts'
import type { Annotated } from '../../store/progress.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { NoteField } from './NoteField.tsx'

type Kept = { readonly id: string; readonly text: string }

/** The note on one place. There are two where it was written on two devices before they were joined. */
export function NoteBox(props: {
  readonly place: string
  readonly section?: string | undefined
  readonly label?: string
  readonly isFirst?: boolean
}) {
  const [notes, setNotes] = createSignal<readonly (Kept | undefined)[]>()

  whenMounted(() => {
    const { place, section } = props
    loadProgress()
      .then((progress) => progress.annotations({ places: [place], kinds: ['note'] }))
      .then((all) => setNotes(orEmpty(all.flatMap((one) => keptIn(one, section)))))
      .catch(() => setNotes([undefined]))
  })

  /** The id is there before the note is, so that what is kept twice is one note. */
  function keeper(id: string) {
    return async (text: string) => {
      const progress = await loadProgress()
      const annotation = { kind: 'note', text, section: props.section } as const
      return text === '' ? progress.removeAnnotation(id) : progress.annotate({ id, place: props.place, annotation })
    }
  }

  return (
    <Show when={notes()}>
      {(all) => (
        <For each={all()}>
          {(note, index) => {
            const keep = keeper(note?.id ?? newId())
            return (
              <NoteField
                label={props.label ?? 'Your note'}
                text={note?.text ?? ''}
                keep={keep}
                isFirst={props.isFirst === true && index() === 0}
              />
            )
          }}
        </For>
      )}
    </Show>
  )
}

const orEmpty = (kept: readonly Kept[]): readonly (Kept | undefined)[] => (kept.length > 0 ? kept : [undefined])

const keptIn = ({ id, annotation }: Annotated, section: string | undefined): readonly Kept[] =>
  annotation.kind === 'note' && annotation.section === section ? [{ id, text: annotation.text }] : []
