import { createSignal, For, Show } from 'solid-js'
import type { Mock } from '../../core/mocks.ts'
import type { Attempt } from '../../store/progress.ts'
import { address } from '../primitives/address.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { mockTitle, readCode, type Shelf } from './form-finder.ts'
import { attemptPath, formPath, mockPath, resultPath } from './paths.ts'
import { notFoundText } from './words.ts'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

/** A code, typed or pasted, leads to its form: on this page, or on that of the profile it belongs to. */
export function CodeEntry(props: Pick<Shelf, 'profiles'> & { readonly bankHash: string }) {
  const [text, setText] = createSignal('')
  const [refusal, setRefusal] = createSignal('')

  function open(event: SubmitEvent) {
    event.preventDefault()
    const read = readCode(text(), props.profiles)
    if (read.ok) location.assign(address(formPath(read.value)))
    else setRefusal(notFoundText(read.failure, props.bankHash))
  }

  return (
    <details>
      <summary>I have a form code</summary>
      <form onSubmit={open}>
        <label>
          Form code{' '}
          <input
            type="text"
            // Sent as it is where the script is not there yet; this page reads it then.
            name="form"
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
            placeholder="47AY1-5NM70"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            required
          />
        </label>
        <button class="button" type="submit">
          Show this form
        </button>
        <p role="alert">{refusal()}</p>
      </form>
    </details>
  )
}

/** The frozen forms, and which of them this person has sat. */
export function MockList(props: { readonly profileId: string; readonly mocks: readonly Mock[] }) {
  const [attempts, setAttempts] = createSignal<readonly Attempt[]>([])
  // A mock is remembered by its questions: no attempt asks the same in the same order by chance.
  const attemptAt = (mock: Mock) =>
    attempts().find(
      ({ profileId, questionIds }) => profileId === props.profileId && questionIds.join() === mock.questions.join(),
    )

  whenMounted(() => {
    loadProgress()
      .then((progress) => progress.listAttempts())
      // What is stored cannot be read; the start says so.
      .then(setAttempts, () => {})
  })

  return (
    <>
      <p>{props.mocks.map(mockTitle).join(', ')}: no question stands in two of them.</p>
      <ul role="list" class="mocks">
        <For each={props.mocks}>
          {(mock) => (
            <li>
              <a href={address(mockPath(props.profileId, mock.letter))}>{mockTitle(mock)}</a>{' '}
              <Show when={attemptAt(mock)} fallback={<span>not sat yet</span>}>
                {(attempt) => <Sat attempt={attempt()} />}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </>
  )
}

function Sat(props: { readonly attempt: Attempt }) {
  return (
    <Show when={props.attempt.summary} fallback={<a href={address(attemptPath(props.attempt.id))}>begun</a>}>
      {(summary) => (
        <a href={address(resultPath(props.attempt.id))}>
          sat on {day.format(summary().endedAt)}: {summary().right} of {summary().questions}
        </a>
      )}
    </Show>
  )
}
