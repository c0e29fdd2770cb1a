import { createUniqueId, For, Show } from 'solid-js'
import {
  chosenOptions,
  emptySlots,
  isWritten,
  type Option,
  type OptionId,
  type PromptOf,
  type Response,
  type SlotName,
} from '../../core/question.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { slotWords } from './finding-words.ts'
import { loadFindingReview } from './LazyFindingReview.tsx'

type Finding = PromptOf<'nonconformity'>

/** The parts of a finding, each with what may stand in it, and the finding as it grows. */
export function Building(props: {
  readonly prompt: Finding
  /** The order in which options are shown. */
  readonly order: readonly OptionId[]
  readonly response: Response
  readonly onFill: (option: OptionId, on: boolean) => void
}) {
  const id = createUniqueId()
  whenMounted(() => void loadFindingReview())
  const shownIn = (options: readonly OptionId[]) =>
    props.order.flatMap((option) =>
      options.includes(option) ? props.prompt.options.filter((one) => one.id === option) : [],
    )
  return (
    <div class="building">
      <div>
        <For each={props.prompt.slots}>
          {(slot) => (
            <fieldset class="slot">
              <legend>
                <strong>{slotWords[slot.name].title}.</strong> {slotWords[slot.name].ask}
              </legend>
              <For each={shownIn(slot.options)}>
                {(option, at) => (
                  <label>
                    <input
                      type={slot.name === 'evidence' ? 'checkbox' : 'radio'}
                      name={`${id}-${slot.name}`}
                      value={option.id}
                      checked={chosenOptions(props.response).includes(option.id)}
                      onChange={(event) => props.onFill(option.id, event.currentTarget.checked)}
                    />
                    <span>
                      <Show when={slot.name === 'evidence'}>
                        <span class="letter">{at() + 1}</span>{' '}
                      </Show>
                      {option.text}
                    </span>
                  </label>
                )}
              </For>
            </fieldset>
          )}
        </For>
      </div>
      <Statement prompt={props.prompt} response={props.response} />
    </div>
  )
}

/** The finding as it would stand in a report, with a gap for each part that is still open. */
function Statement(props: { readonly prompt: Finding; readonly response: Response }) {
  const id = createUniqueId()
  const open = () => emptySlots(props.prompt, props.response)
  const filled = () => props.prompt.slots.length - open().length
  const chosen = (name: SlotName): readonly Option[] => {
    const slot = props.prompt.slots.find((one) => one.name === name)
    return props.prompt.options.filter(
      ({ id }) => slot?.options.includes(id) && chosenOptions(props.response).includes(id),
    )
  }
  const Part = (part: { readonly name: SlotName }) => (
    <Show when={chosen(part.name).length > 0} fallback={<span class="open">{slotWords[part.name].title}</span>}>
      {chosen(part.name)
        .map(({ text }) => text)
        .join(' ')}
    </Show>
  )
  return (
    <section class="statement" aria-labelledby={id}>
      <header>
        <strong id={id}>{isWritten(props.prompt) ? 'The nonconformity so far' : 'The finding so far'}</strong>
        <p role="status">
          {filled()} of {props.prompt.slots.length} parts
        </p>
      </header>
      <p>
        <Part name="requirement" />.
      </p>
      <Show when={isWritten(props.prompt)}>
        <p>
          Contrary to this, <Part name="gap" />.
        </p>
      </Show>
      <p>
        Evidence: <Part name="evidence" />
      </p>
      <Show when={isWritten(props.prompt)}>
        <p>
          This concerns <Part name="scope" />.
        </p>
      </Show>
      <p>
        Grade: <Part name="grade" />.
      </p>
    </section>
  )
}
