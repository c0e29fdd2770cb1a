import { createUniqueId, For, Show } from 'solid-js'
import {
  fewestTold,
  hasLetters,
  nextStep,
  phasesOf,
  presentCounts,
  tellsCounts,
  type Step,
} from '../../core/live-question.ts'
import { letterAt } from '../../core/paper.ts'
import { known } from '../../core/result.ts'
import type { Presenter } from './createPresenter.ts'
import { kindNames, notTold, notVoted, people, phaseNames, stepKeys, stepNames } from './words.ts'

/** What a trainer does with the question on the screen: lead it through its states, and count hands. */
export function QuestionControl(props: { readonly presenter: Pick<Presenter, 'asked' | 'isRoomOpen' | 'send'> }) {
  const id = createUniqueId()
  const asked = () => known(props.presenter.asked())
  const live = () => asked().live
  const step = (name: Step) => props.presenter.send({ type: 'stepped', step: name })
  const next = () => nextStep(live(), asked().question)
  const canVoteAgain = () => live().phase === 'spread' && live().round === 1
  const isHandCount = () => !props.presenter.isRoomOpen()
  const hasKey = () => asked().question.key.length > 0
  /** A question that is not answered by choosing, put in writing: its reason holds the answer. */
  const isWritten = () => asked().question.kind === 'text' && asked().question.why !== undefined
  const isTold = () => isHandCount() || tellsCounts(live())
  /** By letter, as on cards; by its words where it has none. */
  const nameOf = (at: number) =>
    hasLetters(asked().question) ? letterAt(at) : (asked().question.options[at]?.text ?? '')
  const hands = (place: number, by: number) => props.presenter.send({ type: 'counted-hands', place, by })
  return (
    <section class="question-control" aria-labelledby={id}>
      <h2 id={id}>
        {kindNames[asked().question.kind] ?? 'Question'} <small>{hasKey() ? asked().question.id : ''}</small>
      </h2>
      <ol class="phases" role="list" aria-label="States of the question">
        <For each={phasesOf(asked().question)}>
          {(phase) => <li aria-current={phase === live().phase ? 'step' : undefined}>{phaseNames[phase]}</li>}
        </For>
      </ol>
      <p>
        {live().round === 2 ? 'Second vote. ' : ''}
        {people(live().answered)} {isHandCount() ? 'counted' : 'answered'}.
      </p>
      <div class="actions">
        <Show when={next()}>
          {(name) => (
            <button class="button" type="button" data-weight="first" onClick={() => step(name())}>
              {stepNames[name()]} <kbd>{stepKeys[name()]}</kbd>
            </button>
          )}
        </Show>
        <Show when={canVoteAgain()}>
          <button class="button" type="button" onClick={() => step('revote')}>
            {stepNames.revote} <kbd>{stepKeys.revote}</kbd>
          </button>
        </Show>
        <Show when={live().phase !== 'ready'}>
          <button class="button" type="button" onClick={() => step('back')}>
            Back a state
          </button>
        </Show>
      </div>
      <Show when={!isTold()}>
        <p class="quiet">{notTold(fewestTold)}</p>
      </Show>
      <table class="hands" hidden={asked().question.options.length === 0}>
        <caption>{isHandCount() ? 'Hands for each option' : 'Answers for each option'}</caption>
        <thead>
          <tr>
            <th scope="col">Option</th>
            <th scope="col">Count</th>
            <Show when={isHandCount()}>
              <th scope="col">
                <span class="visually-hidden">Change</span>
              </th>
            </Show>
          </tr>
        </thead>
        <tbody>
          <For each={asked().question.options}>
            {(option, at) => (
              <tr>
                <th scope="row">
                  {nameOf(at())}
                  <Show when={asked().question.key.includes(option.id)}> (key)</Show>
                </th>
                <td>{isTold() ? presentCounts(live())[at()] : '–'}</td>
                <Show when={isHandCount()}>
                  <td>
                    <button
                      type="button"
                      disabled={live().phase === 'ready'}
                      aria-label={`One hand less for ${nameOf(at())}`}
                      onClick={() => hands(at(), -1)}
                    >
                      −
                    </button>
                    <button
                      type="button"
                      disabled={live().phase === 'ready'}
                      aria-label={`One hand more for ${nameOf(at())}`}
                      onClick={() => hands(at(), 1)}
                    >
                      +
                    </button>
                    <button
                      type="button"
                      disabled={live().phase === 'ready'}
                      aria-label={`+5 hands for ${nameOf(at())}`}
                      onClick={() => hands(at(), 5)}
                    >
                      +5
                    </button>
                  </td>
                </Show>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={isWritten()}>
        <p>{notVoted}</p>
      </Show>
      <Show when={hasKey() || isWritten()}>
        <details>
          <summary>Key and reason</summary>
          <p>{asked().question.why}</p>
        </details>
      </Show>
    </section>
  )
}
