import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { Dialog } from '../primitives/Dialog.tsx'
import type { ClassData } from './class-data.ts'

const mostShown = 30

/** Puts a question of the bank in passing: found by its words. */
export function AskAnother(props: {
  readonly bank: ClassData['bank']
  readonly onAsk: (question: string) => void
  readonly onClose: () => void
}) {
  const id = createUniqueId()
  const [words, setWords] = createSignal('')
  const found = createMemo(() => {
    const sought = words().toLowerCase().split(/\s+/).filter(Boolean)
    return props.bank.filter(({ question }) => {
      const text =
        `${question.id} ${question.stem} ${question.options.map((option) => option.text).join(' ')}`.toLowerCase()
      return sought.every((word) => text.includes(word))
    })
  })
  return (
    <Dialog class="class-dialog" labelledBy={id} onClose={props.onClose}>
      <header>
        <h2 id={id}>Ask another question</h2>
        <button class="button" type="button" onClick={() => props.onClose()}>
          Close
        </button>
      </header>
      <label>
        Words or number
        <input type="search" autofocus onInput={(event) => setWords(event.currentTarget.value)} />
      </label>
      <p role="status">
        {found().length === 0
          ? 'No question has all these words.'
          : `${found().length} questions${found().length > mostShown ? `, the first ${mostShown} below` : ''}`}
      </p>
      <ul role="list">
        <For each={found().slice(0, mostShown)}>
          {({ module, question }) => (
            <li>
              <button type="button" onClick={() => props.onAsk(question.id)}>
                <small>
                  {question.id} · {module}
                </small>
                {question.stem}
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.bank.length === 0}>
        <p>The questions of this class did not load. Check the connection and reload this page.</p>
      </Show>
    </Dialog>
  )
}
