import { createSignal, For, Show } from 'solid-js'
import { newId } from '../../store/ids.ts'
import { forgetLearner } from '../../store/forget-learner.ts'
import { keepLearners, learners, type LearnerName, type Learners } from '../../store/learners.ts'
import { queue } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'

const nobody: Learners = { current: 'first', all: [{ id: 'first', name: 'Me' }] }

/** Several people on one device: each has answers, exams and notes of their own. */
export function LearnersPart() {
  const [known, setKnown] = createSignal<Learners>(nobody)
  const [message, setMessage] = createSignal('')
  const [leaving, setLeaving] = createSignal<LearnerName>()
  let name: HTMLInputElement | undefined
  whenMounted(() => void setKnown(learners()))

  const refused = 'The browser keeps nothing for this site, so there is only one learner here.'

  /** What is written waits for its disk; then the page begins anew as the other person. */
  async function change(to: (before: Learners) => Learners) {
    await queue.flush()
    // Read again, because another tab may have changed the list meanwhile.
    if (!keepLearners(to(learners()))) return setMessage(refused)
    return location.reload()
  }

  const isTaken = (called: string, by?: LearnerName) =>
    learners().all.some(({ id, name }) => name === called && id !== by?.id)
  const takenText = (called: string) => `There is somebody called ${called} already. Take another name.`

  async function add() {
    const called = name?.value.trim().slice(0, 40) ?? ''
    if (!called) return setMessage('Write a name first.')
    if (isTaken(called)) return setMessage(takenText(called))
    const id = newId().slice(0, 8)
    return change(({ all }) => ({ current: id, all: [...all, { id, name: called }] }))
  }

  function rename(learner: LearnerName, input: HTMLInputElement) {
    const called = input.value.trim()
    if (!called || isTaken(called, learner)) {
      input.value = learner.name
      return setMessage(called ? takenText(called) : 'A learner needs a name.')
    }
    const { current, all } = learners()
    const next = { current, all: all.map((one) => (one.id === learner.id ? { ...one, name: called } : one)) }
    if (!keepLearners(next)) return setMessage(refused)
    setKnown(next)
    return setMessage(`Renamed: ${called}.`)
  }

  async function remove(learner: LearnerName) {
    setLeaving(undefined)
    try {
      await forgetLearner(learner.id)
    } catch {
      return setMessage(
        `Another tab still shows what belongs to ${learner.name}. Close the other tabs of this site, then try again. Nothing was deleted.`,
      )
    }
    const { current, all } = learners()
    const next = { current, all: all.filter(({ id }) => id !== learner.id) }
    keepLearners(next)
    setKnown(next)
    return setMessage(`All that was stored for ${learner.name} is deleted.`)
  }

  return (
    <section class="learners" aria-labelledby="learners-title">
      <h2 id="learners-title">Who learns here</h2>
      <p class="quiet">
        Each has answers, exams and notes of their own on this device. It is no lock: whoever uses this browser can
        change to anybody.
      </p>
      <ul role="list">
        <For each={known().all}>
          {(learner) => (
            <li>
              <input
                type="text"
                aria-label={`Name of ${learner.name}`}
                value={learner.name}
                maxLength={40}
                onChange={(event) => rename(learner, event.currentTarget)}
              />
              <Show when={learner.id !== known().current} fallback={<strong class="current">learning now</strong>}>
                <button
                  class="button"
                  type="button"
                  onClick={() => void change((before) => ({ ...before, current: learner.id }))}
                >
                  Change to {learner.name}
                </button>
                <button class="quiet-button" type="button" onClick={() => setLeaving(learner)}>
                  Delete {learner.name}
                </button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={leaving()}>
        {(learner) => (
          <div class="note" data-kind="warning" role="alert">
            <p>
              This deletes every answer, exam and note of {learner().name} on this device. Without an exported file they
              cannot be brought back.
            </p>
            <div class="actions">
              <button class="button" type="button" onClick={() => void remove(learner())}>
                Delete {learner().name} now
              </button>
              <button class="quiet-button" type="button" onClick={() => setLeaving(undefined)}>
                Keep
              </button>
            </div>
          </div>
        )}
      </Show>
      <form
        class="actions"
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <label for="new-learner">Somebody else</label>
        <input id="new-learner" type="text" maxLength={40} autocomplete="off" ref={(element) => (name = element)} />
        <button class="button" type="submit">
          Add and change to them
        </button>
      </form>
      <output>{message()}</output>
    </section>
  )
}
