import { For, Show } from 'solid-js'
import type { Marked } from './createMarks.ts'

/** Highlights whose words are no longer on the page, with what was written on them. */
export function LostHighlights(props: { readonly lost: readonly Marked[]; readonly onRemove: (one: Marked) => void }) {
  return (
    <section class="lost-highlights" aria-labelledby="lost-title">
      <h2 id="lost-title">Highlights that lost their place</h2>
      <p>The text was changed since, and these words are no longer in it. They stay yours.</p>
      <ul>
        <For each={props.lost}>
          {(one) => (
            <li>
              <blockquote>{one.annotation.quote}</blockquote>
              <Show when={one.annotation.note}>{(note) => <p>{note()}</p>}</Show>
              <button class="quiet-button" type="button" onClick={() => props.onRemove(one)}>
                Remove
              </button>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
