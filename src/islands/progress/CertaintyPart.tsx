import { createMemo, For, Show } from 'solid-js'
import { certaintyReport, type Certainty, type CertaintyLevel } from '../../core/certainty.ts'
import { address } from '../primitives/address.ts'
import type { Learner } from '../study/createLearner.ts'

const percent = (share: number) => `${Math.round(share * 100)} %`
const levelWords: Readonly<Record<Certainty, string>> = { 1: 'under 67 %', 2: '67 to 80 %', 3: 'over 80 %' }
const judgements: Readonly<Record<CertaintyLevel['judgement'], string>> = {
  overconfident: 'you are surer than you are right',
  'slightly-overconfident': 'perhaps a little too sure',
  fitting: 'fits',
  'slightly-underconfident': 'perhaps a little too cautious',
  underconfident: 'you know more than you trust',
}

/** Whether how sure one is fits how right one is: only answers whose certainty was said. */
export function CertaintyPart(props: { readonly learner: Learner }) {
  const report = createMemo(() =>
    certaintyReport(
      props.learner.responses.flatMap(({ certainty, mark }) => (certainty === undefined ? [] : [{ certainty, mark }])),
    ),
  )
  const confident = createMemo(
    () => props.learner.responses.filter(({ certainty, mark }) => certainty === 3 && mark.kind === 'wrong').length,
  )

  return (
    <section aria-labelledby="certainty-title">
      <h2 id="certainty-title">How sure, how right</h2>
      <Show
        when={report()}
        fallback={
          <p>
            In lessons and practice you may say how sure you are. Once you do, it is compared here with how often you
            are right.
          </p>
        }
      >
        {(found) => (
          <>
            <div class="table-scroll">
              <table>
                <thead>
                  <tr>
                    <th scope="col">You said</th>
                    <th scope="col">Answers</th>
                    <th scope="col">Right</th>
                    <th scope="col">Would fit</th>
                    <th scope="col">So</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={found().levels}>
                    {(level) => (
                      <tr>
                        <th scope="row">{levelWords[level.certainty]}</th>
                        <td>{level.responses}</td>
                        <td>{percent(level.accuracy)}</td>
                        <td>
                          {percent(level.ideal.low)} to {percent(level.ideal.high)}
                        </td>
                        <td>{judgements[level.judgement]}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </div>
            <p class="quiet">
              Right {percent(found().accuracy)}; with the bonus or malus for knowing what you know{' '}
              {percent(found().accuracyWithBonus)}, over {found().responses} answers. It enters no estimate of
              readiness.
            </p>
            <Show when={confident() > 0}>
              <p>
                {confident() === 1 ? 'One answer was' : `${confident()} answers were`} wrong although you were over 80 %
                sure. <a href={address('practice/')}>Practise those first</a>: what one is sure of is not looked up.
              </p>
            </Show>
          </>
        )}
      </Show>
    </section>
  )
}
