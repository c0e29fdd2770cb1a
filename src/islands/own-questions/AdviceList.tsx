import { For } from 'solid-js'
import type { Advice } from './author.ts'

/** What the rules say of a field. */
export function AdviceList(props: { readonly id?: string; readonly advice: readonly Advice[] }) {
  return (
    <ul class="advice-list" role="list" id={props.id}>
      <For each={props.advice}>
        {({ severity, what, remedy }) => (
          <li data-severity={severity}>
            <strong>{severity === 'error' ? 'To mend:' : 'Better:'}</strong> {what} {remedy}
          </li>
        )}
      </For>
    </ul>
  )
}
