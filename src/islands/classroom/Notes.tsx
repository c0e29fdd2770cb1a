import { For, Match, Show, Switch } from 'solid-js'
import { address } from '../primitives/address.ts'
import type { Reading } from './createReading.ts'

/** What only the trainer reads of the card that is shown. */
export function Notes(props: { readonly reading: Reading }) {
  return (
    <section class="notes" aria-label="Notes" tabindex="0">
      <Switch fallback={<p class="quiet">No notes for this card.</p>}>
        <Match when={props.reading.state().mock}>
          <p>
            Everybody sits this form on their own copy. Start the timer (T) when they begin. Next and Back both lead to
            where you were.
          </p>
        </Match>
        <Match when={props.reading.exercise()}>
          {(exercise) => (
            <>
              <h2>{props.reading.state().step === 0 ? 'While they work' : 'Debrief'}</h2>
              <p>
                {exercise().groups}. {exercise().minutes} minutes of work, then {exercise().debrief} together.{' '}
                <a href={address(exercise().path)} target="_blank">
                  Handout
                </a>
              </p>
              <p>{exercise().aim}</p>
              <ul>
                <For each={exercise().notes}>{(note) => <li>{note}</li>}</For>
              </ul>
            </>
          )}
        </Match>
        <Match when={props.reading.notes() !== ''}>
          <div innerHTML={props.reading.notes()} />
        </Match>
        <Match when={props.reading.card().kind === 'lobby'}>
          <p>
            Say who you are, what this class is for and when it pauses. The clock starts when you go on from this card.
          </p>
        </Match>
        <Match when={props.reading.card().kind === 'question'}>
          <p>
            Let everybody read before you open the vote. Where about half of them have the key, let neighbours convince
            each other and vote again; where hardly anybody has it, explain first.
          </p>
        </Match>
        <Match when={props.reading.card().kind === 'break'}>
          <p>Start the timer (T): the projector then says when you go on.</p>
        </Match>
      </Switch>
      <Show when={props.reading.card().kind === 'end' && !props.reading.state().mock}>
        <p>Ask what they will do differently on Monday, and take down what stayed unclear.</p>
      </Show>
    </section>
  )
}
