import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Mark } from '../../core/marking.ts'
import { missReasons, type MissReason } from '../../store/tables.ts'
import { createAnnotations } from './createAnnotations.ts'
import { NoteBox } from './NoteBox.tsx'
import { missWords } from './words.ts'

const words = {
  flag: 'Flag this question',
  flagged: 'Flagged: take the flag away',
  easy: 'Too easy: ask me later',
  easyDone: 'This concept will wait longer.',
  why: 'Why did you miss it?',
  note: 'Note on this question',
  noted: 'Your note on this question',
} as const

/** What a learner may say of a question once it is answered: nothing of it is asked for. */
export function AfterAnswer(props: {
  readonly questionId: string
  readonly responseId: string
  readonly mark: Mark
  /** Whether the answer moves a concept's next review. */
  readonly isReview: boolean
}) {
  const id = createUniqueId()
  const place = () => `question:${props.questionId}`
  const response = () => `response:${props.responseId}`
  // oxlint-disable-next-line solid/reactivity -- It stands for one answer and goes with it.
  const { annotations, trouble, write, remove } = createAnnotations({ places: [place(), response()] })
  const [chosen, setChosen] = createSignal<MissReason>()

  const idsOf = (kind: 'flag' | 'easy') =>
    (annotations() ?? []).flatMap((one) => (one.annotation.kind === kind ? [one.id] : []))
  const isFlagged = () => idsOf('flag').length > 0
  const hasNote = () => (annotations() ?? []).some(({ annotation }) => annotation.kind === 'note')
  const reason = () => {
    const kept = (annotations() ?? []).find(({ annotation }) => annotation.kind === 'reason')?.annotation
    return chosen() ?? (kept?.kind === 'reason' ? kept.reason : undefined)
  }

  function say(why: MissReason | undefined) {
    setChosen(why)
    // One reason a response: the id is made of the response, so that a second choice takes the place of the first.
    const id = `reason:${props.responseId}`
    return why ? write({ id, place: response(), annotation: { kind: 'reason', reason: why } }) : remove([id])
  }

  return (
    <div class="after-answer">
      <Show when={props.mark.kind !== 'right'}>
        <label for={id}>{words.why}</label>
        <select id={id} onChange={(event) => void say(missReasons.find((one) => one === event.currentTarget.value))}>
          <option value="">Say nothing</option>
          <For each={missReasons}>
            {(one) => (
              <option value={one} selected={one === reason()}>
                {missWords[one].said}
              </option>
            )}
          </For>
        </select>
        <Show when={reason()}>{(one) => <p role="status">{missWords[one()].repair}</p>}</Show>
      </Show>
      <div class="actions">
        <button
          class="quiet-button"
          type="button"
          aria-pressed={isFlagged()}
          onClick={() =>
            void (isFlagged() ? remove(idsOf('flag')) : write({ place: place(), annotation: { kind: 'flag' } }))
          }
        >
          {isFlagged() ? words.flagged : words.flag}
        </button>
        <Show when={props.isReview && props.mark.kind === 'right'}>
          <Show when={idsOf('easy').length === 0} fallback={<span role="status">{words.easyDone}</span>}>
            <button
              class="quiet-button"
              type="button"
              onClick={() => void write({ place: response(), annotation: { kind: 'easy' } })}
            >
              {words.easy}
            </button>
          </Show>
        </Show>
      </div>
      <details>
        <summary>{hasNote() ? words.noted : words.note}</summary>
        <NoteBox place={place()} label={words.note} />
      </details>
      <Show when={trouble()}>
        <p role="alert">{trouble()}</p>
      </Show>
    </div>
  )
}
