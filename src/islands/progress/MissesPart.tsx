import { createMemo, For, Show } from 'solid-js'
import { missReasons } from '../../store/tables.ts'
import { missWords } from '../notes/words.ts'
import type { Learner } from '../study/createLearner.ts'

/** Why questions were missed, in the learner's own words, the most frequent first, each with its repair. */
export function MissesPart(props: { readonly learner: Learner }) {
  const tally = createMemo(() => {
    const said = props.learner.annotations.flatMap(({ annotation }) =>
      annotation.kind === 'reason' ? [annotation.reason] : [],
    )
    return missReasons
      .map((reason) => ({ reason, times: said.filter((one) => one === reason).length }))
      .filter(({ times }) => times > 0)
      .toSorted((one, other) => other.times - one.times)
  })
  return (
    <section aria-labelledby="misses-title">
      <h2 id="misses-title">Why you missed them</h2>
      <Show
        when={tally().length > 0}
        fallback={<p>After a miss in practice you may say why. What you say is counted here, with what repairs it.</p>}
      >
        <dl class="misses">
          <For each={tally()}>
            {({ reason, times }) => (
              <div>
                <dt>
                  {missWords[reason].said} <span class="quiet">{times === 1 ? 'once' : `${times} times`}</span>
                </dt>
                <dd>{missWords[reason].repair}</dd>
              </div>
            )}
          </For>
        </dl>
      </Show>
    </section>
  )
}
