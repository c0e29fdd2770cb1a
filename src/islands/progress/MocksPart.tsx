import { createMemo, createSignal, For, Show } from 'solid-js'
import { calibration } from '../../core/calibration.ts'
import type { AnswerChanges } from '../../core/grading.ts'
import { address } from '../primitives/address.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { Learner } from '../study/createLearner.ts'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const percent = (share: number) => `${Math.round(share * 100)} %`
/** From so many forecasts on, how often they came true means something. */
const enoughForCurve = 20

/** What was expected of each exam beside what came, the exams themselves, and what changing answers did. */
export function MocksPart(props: { readonly learner: Learner }) {
  const finished = () =>
    props.learner.attempts.flatMap((attempt) => (attempt.summary ? [{ attempt, summary: attempt.summary }] : []))
  const unfinished = () => props.learner.attempts.filter((attempt) => !attempt.summary)
  const foreseen = createMemo(() =>
    props.learner.forecasts.flatMap((forecast) => {
      const came = finished().find(({ attempt }) => attempt.id === forecast.id)?.summary
      return came ? [{ forecast, came }] : []
    }),
  )
  const fit = () =>
    foreseen().length >= enoughForCurve
      ? calibration(foreseen().map(({ forecast, came }) => ({ chance: forecast.passChance, came: came.passed })))
      : undefined

  const [changes, setChanges] = createSignal<AnswerChanges>()
  whenMounted(() => {
    const { progress } = props.learner
    const ids = finished().map(({ attempt }) => attempt.id)
    if (ids.length > 0)
      void import('./answer-changes.ts')
        .then(({ changesIn }) => changesIn(progress, ids))
        .then(setChanges)
        // The ledger is a detail: without it the rest of the page still tells what it knows.
        .catch(() => {})
  })

  return (
    <section aria-labelledby="exams-title">
      <h2 id="exams-title">Practice exams</h2>
      <Show
        when={props.learner.attempts.length > 0}
        fallback={
          <p>
            No exam sat yet. <a href={address('exams/')}>See what can be sat</a>.
          </p>
        }
      >
        <ul role="list" class="attempts">
          <For each={unfinished()}>
            {(attempt) => (
              <li>
                <a href={address(`exams/attempt/?id=${encodeURIComponent(attempt.id)}`)}>{attempt.title}</a>, begun{' '}
                {day.format(attempt.createdAt)}: not handed in
              </li>
            )}
          </For>
          <For each={finished()}>
            {({ attempt, summary }) => (
              <li>
                <a href={address(`exams/result/?id=${encodeURIComponent(attempt.id)}`)}>{attempt.title}</a>,{' '}
                {day.format(summary.endedAt)}:{' '}
                <strong>
                  {summary.right} of {summary.questions}
                </strong>
                , {summary.passed ? 'at or above' : 'below'} the pass mark
                {summary.cause === 'time-out' ? ', time ran out' : ''}
              </li>
            )}
          </For>
        </ul>
        <Show when={foreseen().length > 0}>
          <h3>Expected and come</h3>
          <p class="quiet">
            Before each whole exam the estimate of that moment is written down, and never changed after.
          </p>
          <div class="table-scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">Exam</th>
                  <th scope="col">Expected</th>
                  <th scope="col">Came</th>
                </tr>
              </thead>
              <tbody>
                <For each={foreseen()}>
                  {({ forecast, came }) => (
                    <tr>
                      <th scope="row">{day.format(forecast.at)}</th>
                      <td>
                        {percent(forecast.passChance)} to pass, {forecast.low} to {forecast.high} right
                      </td>
                      <td>
                        {came.right} right,{' '}
                        {came.right >= forecast.low && came.right <= forecast.high ? 'within' : 'outside'} the range
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </div>
          <Show when={fit()}>
            {(found) => (
              <p>
                Over {found().forecasts} forecasts the mean squared error is {found().brier.toFixed(2)}; always naming
                your mean would have been {found().climatology.toFixed(2)}.
              </p>
            )}
          </Show>
        </Show>
        <Show when={changes()}>
          {(found) => (
            <>
              <h3>Changed answers</h3>
              <p>{changesText(found())}</p>
            </>
          )}
        </Show>
      </Show>
    </section>
  )
}

function changesText({ wrongToRight, rightToWrong, wrongToWrong }: AnswerChanges): string {
  const all = wrongToRight + rightToWrong + wrongToWrong
  if (all === 0) return 'You changed no answer in your exams.'
  const verdict =
    wrongToRight > rightToWrong
      ? 'Changing has paid so far.'
      : wrongToRight < rightToWrong
        ? 'Changing has cost so far: change when you can name the fact that speaks against your answer.'
        : 'Changing has made no difference so far.'
  return `${all} changed: ${wrongToRight} from wrong to right, ${rightToWrong} from right to wrong, ${wrongToWrong} from wrong to wrong. ${verdict}`
}
