import { createUniqueId, For } from 'solid-js'
import type { Option, OptionId, Targets } from '../../core/question.ts'

/** Rows of evidence, each with a radio button for every grade. */
export function Classifying(props: {
  readonly rows: readonly Option[]
  readonly targets: readonly Option[]
  readonly placed: Targets
  readonly onPlace: (option: OptionId, target: string) => void
}) {
  const id = createUniqueId()
  return (
    <For each={props.rows}>
      {(row) => (
        <fieldset class="evidence">
          <legend>{row.text}</legend>
          <For each={props.targets}>
            {(target) => (
              <label>
                <input
                  type="radio"
                  name={`${id}-${row.id}`}
                  value={target.id}
                  checked={props.placed[row.id] === target.id}
                  onChange={() => props.onPlace(row.id, target.id)}
                />
                <span>{target.text}</span>
              </label>
            )}
          </For>
        </fieldset>
      )}
    </For>
  )
}
