import { createUniqueId, For } from 'solid-js'
import type { Option, OptionId, Targets } from '../../core/question.ts'

const letterOf = (index: number) => 'ABCDEFGHI'.charAt(index)

/** Rows, each with a list of all targets. The targets stand above as well, so that they can be read in full. */
export function Matching(props: {
  readonly rows: readonly Option[]
  readonly targets: readonly Option[]
  readonly placed: Targets
  readonly onPlace: (option: OptionId, target: string | undefined) => void
}) {
  const id = createUniqueId()
  return (
    <>
      <p class="title">To choose from; one can fit several rows, and not all are needed</p>
      <ul role="list" class="targets">
        <For each={props.targets}>
          {(target, index) => (
            <li>
              <span class="letter">{letterOf(index())}</span> <span>{target.text}</span>
            </li>
          )}
        </For>
      </ul>
      <For each={props.rows}>
        {(row) => (
          <div class="row">
            <label for={`${id}-${row.id}`}>{row.text}</label>
            <select
              id={`${id}-${row.id}`}
              onChange={(event) => props.onPlace(row.id, event.currentTarget.value || undefined)}
            >
              <option value="" selected={props.placed[row.id] === undefined}>
                Choose…
              </option>
              <For each={props.targets}>
                {(target, index) => (
                  <option value={target.id} selected={props.placed[row.id] === target.id}>
                    {letterOf(index())} {target.text}
                  </option>
                )}
              </For>
            </select>
          </div>
        )}
      </For>
    </>
  )
}
