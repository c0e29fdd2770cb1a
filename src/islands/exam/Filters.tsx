import { For } from 'solid-js'
import './filters.css'

/** What a list shows, with a count on each choice. */
export function Filters<Name extends string>(props: {
  /** Unique in the page. */
  readonly group: string
  readonly names: readonly Name[]
  readonly chosen: Name
  readonly countOf: (name: Name) => number
  readonly onChoose: (name: Name) => void
}) {
  return (
    <fieldset class="filters">
      <legend class="visually-hidden">Show</legend>
      <For each={props.names}>
        {(name) => (
          <label>
            <input
              type="radio"
              name={props.group}
              checked={props.chosen === name}
              onChange={() => props.onChoose(name)}
            />
            <span>
              {name} <b>{props.countOf(name)}</b>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  )
}
