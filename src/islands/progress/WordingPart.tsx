import { createMemo, For, Show } from 'solid-js'
import { mostPoints, totalOf, wordingTrend, type WordingTrend } from '../../core/rubric.ts'
import { address } from '../primitives/address.ts'
import { criterionWords, words } from '../rubric/words.ts'
import type { Learner } from '../study/createLearner.ts'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
const shown = 10

/** Nonconformities in one's own words, scored by oneself: a trend of their own, where there is something to say. */
export function WordingPart(props: { readonly learner: Learner }) {
  const trend = createMemo(() =>
    wordingTrend(
      props.learner.annotations.flatMap(({ at, annotation }) =>
        annotation.kind === 'wording' ? [{ at, scores: annotation.scores, certainty: annotation.certainty }] : [],
      ),
    ),
  )
  return (
    <section aria-labelledby="wording-title">
      <h2 id="wording-title">Nonconformities in your own words</h2>
      <Show
        when={trend()}
        fallback={
          <p>
            After a nonconformity was put together in <a href={address('practice/')}>practice</a> you may write it
            yourself and score it beside a model. How that comes on is shown here.
          </p>
        }
      >
        {(found) => (
          <>
            <p>{trendText(found())}</p>
            <div class="table-scroll">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Written</th>
                    <th scope="col">Points of {mostPoints}</th>
                    <th scope="col">Sure before</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={found().scored.slice(-shown).toReversed()}>
                    {(one) => (
                      <tr>
                        <th scope="row">{day.format(one.at)}</th>
                        <td>{totalOf(one.scores)}</td>
                        <td>{one.certainty ? words.levels[one.certainty] : 'not said'}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </div>
            <p class="quiet">
              You scored these yourself, and nobody else has read them: they enter no estimate of readiness and no
              review.
            </p>
          </>
        )}
      </Show>
    </section>
  )
}

function trendText({ scored, recent, before, criteria }: WordingTrend): string {
  const mean = (value: number) => value.toFixed(1)
  const newest = `${mean(recent.mean)} of ${mostPoints}${recent.of > 1 ? ` on average in the last ${recent.of}` : ''}`
  const earlier = before ? `, ${mean(before.mean)} in the ${before.of} before` : ''
  const [weakest] = criteria
  const advice =
    weakest && weakest.mean < 2
      ? `What costs most: “${criterionWords[weakest.criterion].title.toLowerCase()}”, ${mean(weakest.mean)} of 2.`
      : 'Nothing costs you points at the moment.'
  return `${scored.length === 1 ? 'One' : scored.length} written: ${newest}${earlier}. ${advice}`
}
