import { For } from 'solid-js'
import type { Sureness } from '../../../wire/tally.ts'
import { sureWords, words } from './words.ts'

/** How sure a class was of its answers and how right, once it has seen the key: for the trainer alone, and of nobody. */
export const SureTable = (props: { readonly sureness: Sureness }) => (
  <>
    <p role="status">{sureWords(props.sureness)}</p>
    <table class="sure">
      <caption>{words.sureTitle}</caption>
      <thead>
        <tr>
          <td />
          <For each={words.sureColumns}>{(column) => <th scope="col">{column}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={props.sureness.levels}>
          {(level, at) => (
            <tr>
              <th scope="row">{words.sureLevels[at()]}</th>
              <td>{level.right}</td>
              <td>{level.wrong}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  </>
)
