import { createSignal, For, Show } from 'solid-js'
import type { ClassForm } from '../../core/class-report.ts'
import { mockTitle, type Shelf } from '../exam/form-finder.ts'
import { notFoundText } from '../exam/words.ts'
import { storageTrouble } from '../keeping/words.ts'
import { loadProgress } from '../primitives/device.ts'
import { formOf, type Wanted } from './form-of.ts'
import { words } from './words.ts'

const dayMs = 86_400_000
/** Results are kept for so many days, unless the trainer says otherwise. */
export const keptDays = 30

/** An exam of the trainer's own, as it may be chosen; or why it cannot be given to a class. */
export type OwnChoice = {
  readonly id: string
  readonly title: string
  readonly form: () => Promise<ClassForm | string>
}

/** Chooses which form a class is to sit. */
export function NewClass(props: {
  readonly shelves: readonly Shelf[]
  readonly own: readonly OwnChoice[]
  readonly onMade: (id: string) => void
}) {
  const [chosen, setChosen] = createSignal('')
  const [form, setForm] = createSignal('fresh')
  const [asksNames, setAsksNames] = createSignal(false)
  const [why, setWhy] = createSignal('')
  const [isBusy, setBusy] = createSignal(false)
  const shelf = () =>
    props.shelves.find(({ profile }) => profile.id === chosen()) ?? (ownExam() ? undefined : props.shelves[0])
  const ownExam = () => props.own.find(({ id }) => id === chosen())

  async function make() {
    setBusy(true)
    setWhy('')
    const made = await findForm()
    if (typeof made === 'string') return setWhy(made)
    const progress = await loadProgress()
    const created = await progress.createClass({
      form: made,
      deleteAt: Date.now() + keptDays * dayMs,
      asksNames: asksNames(),
    })
    if (!created.ok) return setWhy(storageTrouble(created.failure))
    return props.onMade(created.value)
  }

  async function findForm(): Promise<ClassForm | string> {
    const own = ownExam()
    if (own) return own.form()
    const from = shelf()
    if (!from) return words.broken
    const wanted: Wanted = form() === 'fresh' ? { kind: 'fresh' } : { kind: 'mock', letter: form() }
    const found = await formOf(from, wanted)
    return found.ok ? found.value : notFoundText(found.failure, from.bank.hash)
  }

  return (
    <form
      class="new-class"
      onSubmit={(event) => {
        event.preventDefault()
        void make()
          .catch(() => setWhy(words.broken))
          .finally(() => setBusy(false))
      }}
    >
      <label>
        <span>Exam</span>
        <select
          value={ownExam()?.id ?? shelf()?.profile.id ?? ''}
          onChange={(event) => {
            setChosen(event.currentTarget.value)
            setForm('fresh')
          }}
        >
          <For each={props.shelves}>{({ profile }) => <option value={profile.id}>{profile.title}</option>}</For>
          <Show when={props.own.length > 0}>
            <optgroup label="Your own">
              <For each={props.own}>{({ id, title }) => <option value={id}>{title}</option>}</For>
            </optgroup>
          </Show>
        </select>
      </label>
      <Show when={shelf()}>
        {(from) => (
          <label>
            <span>Questions</span>
            <select value={form()} onChange={(event) => setForm(event.currentTarget.value)}>
              <option value="fresh">Drawn anew, under a code of their own</option>
              <For each={from().mocks?.mocks ?? []}>
                {(mock) => <option value={mock.letter}>{mockTitle(mock)}, the same whenever it is opened</option>}
              </For>
            </select>
          </label>
        )}
      </Show>
      <label class="check">
        <input type="checkbox" checked={asksNames()} onChange={(event) => setAsksNames(event.currentTarget.checked)} />
        <span>{words.names}</span>
      </label>
      <p class="quiet">{words.namesWhy}</p>
      <div class="actions">
        <button class="button" type="submit" data-weight="first" disabled={isBusy() || props.shelves.length === 0}>
          Make the form
        </button>
      </div>
      <p role="alert">{why()}</p>
    </form>
  )
}
