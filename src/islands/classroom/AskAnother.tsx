import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { Dialog } from '../primitives/Dialog.tsx'
import type { LiveQuestion } from '../../core/live-question.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { putQuestionOf, type ClassData } from './class-data.ts'
import { inWriting, ownModule, ownUnread } from './words.ts'

const mostShown = 30

/** `own` is the question itself, where it is in no bank. */
export type Asked = { readonly id: string; readonly own: LiveQuestion | undefined }

/** Puts a question of the bank, or one of the trainer's own, in passing: found by its words. */
export function AskAnother(props: {
  readonly bank: ClassData['bank']
  readonly onAsk: (question: Asked) => void
  readonly onClose: () => void
}) {
  const id = createUniqueId()
  const [words, setWords] = createSignal('')
  const [own, setOwn] = createSignal<readonly LiveQuestion[]>([])
  const [hasFailed, setFailed] = createSignal(false)
  const all = createMemo(() => [
    ...own().map((question) => ({ module: ownModule, question, own: question })),
    ...props.bank.map((entry) => ({ ...entry, own: undefined })),
  ])
  async function loadOwn() {
    const { loadOwnQuestions } = await import('../own-questions/own-work.ts')
    setOwn((await loadOwnQuestions()).flatMap((question) => putQuestionOf(question) ?? []))
  }
  whenMounted(() => void loadOwn().catch(() => setFailed(true)))

  const found = createMemo(() => {
    const sought = words().toLowerCase().split(/\s+/).filter(Boolean)
    return all().filter(({ module, question }) => {
      const text =
        `${question.id} ${module} ${question.stem} ${question.options.map((option) => option.text).join(' ')}`.toLowerCase()
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
          {({ module, question, own }) => (
            <li>
              <button type="button" onClick={() => props.onAsk({ id: question.id, own })}>
                <small>
                  {question.id} · {module}
                  {question.kind === 'text' ? ` · ${inWriting}` : ''}
                </small>
                {question.stem}
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={hasFailed()}>
        <p>{ownUnread}</p>
      </Show>
      <Show when={props.bank.length === 0}>
        <p>The questions of this class did not load. Check the connection and reload this page.</p>
      </Show>
    </Dialog>
  )
}
