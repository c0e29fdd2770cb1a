import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { unreachable } from '../../core/result.ts'
import type { Binders } from './createBinders.ts'
import { storageTrouble, words } from './words.ts'

type Bar =
  | { readonly phase: 'choosing' }
  | { readonly phase: 'naming'; readonly what: 'new' | 'rename' }
  | { readonly phase: 'deleting' }

export type ExampleName = { readonly kind: string; readonly name: string }

/** Which binder is open, and what can be done with binders. */
export function BinderBar(props: {
  readonly binders: Binders
  readonly examples: readonly ExampleName[]
  readonly onExample: (example: ExampleName) => void
}) {
  const [bar, setBar] = createSignal<Bar>({ phase: 'choosing' })
  const [message, setMessage] = createSignal('')
  let name: HTMLInputElement | undefined
  const current = () => {
    const now = props.binders.desk()
    return now.phase === 'open' ? now.binder : undefined
  }
  const naming = () => {
    const now = bar()
    return now.phase === 'naming' ? now.what : undefined
  }

  function startNaming(what: 'new' | 'rename') {
    setMessage('')
    setBar({ phase: 'naming', what })
    queueMicrotask(() => name?.select())
  }

  async function useName(what: 'new' | 'rename') {
    const called = name?.value.trim().slice(0, 80)
    if (!called) {
      setMessage('Write a name first.')
      return
    }
    setBar({ phase: 'choosing' })
    if (what === 'rename') await props.binders.rename(called)
    else await props.binders.create(called, new Map()).then((failure) => failure && setMessage(storageTrouble(failure)))
  }

  const savedText = () => {
    const saved = props.binders.saved()
    switch (saved.kind) {
      case 'untouched':
        return props.binders.keeping().keeps === 'device' ? 'Kept on this device, field by field' : ''
      case 'saving':
        return 'Saving …'
      case 'saved':
        return props.binders.keeping().keeps === 'device' ? 'Saved on this device' : 'Kept until you close the page'
      case 'failed':
        return storageTrouble(saved.failure)
      default:
        return unreachable(saved)
    }
  }

  return (
    <div class="binder-bar no-print">
      <Switch>
        <Match when={naming()}>
          {(what) => (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                void useName(what())
              }}
            >
              <label>
                {what() === 'new' ? 'Name of the new binder' : 'New name of this binder'}
                <input
                  type="text"
                  maxLength={80}
                  ref={(element) => (name = element)}
                  value={what() === 'new' ? words.mine : (current()?.name ?? '')}
                />
              </label>
              <button class="button" data-weight="first" type="submit">
                {what() === 'new' ? 'Begin it' : 'Rename'}
              </button>
              <button class="quiet-button" type="button" onClick={() => setBar({ phase: 'choosing' })}>
                Leave it
              </button>
            </form>
          )}
        </Match>
        <Match when={bar().phase === 'deleting'}>
          <div class="note" data-kind="warning">
            <p>
              This deletes “{current()?.name}” with all its workbooks from this device. Without an exported file it
              cannot be brought back.
            </p>
            <div class="actions">
              <button
                class="button"
                type="button"
                onClick={() => {
                  setBar({ phase: 'choosing' })
                  void props.binders.remove()
                }}
              >
                Delete this binder
              </button>
              <button class="quiet-button" type="button" onClick={() => setBar({ phase: 'choosing' })}>
                Keep it
              </button>
            </div>
          </div>
        </Match>
        <Match when={current()}>
          {(binder) => (
            <>
              <label>
                Binder
                <select value={binder().id} onChange={(event) => void props.binders.choose(event.currentTarget.value)}>
                  <For each={props.binders.binders()}>
                    {(one) => (
                      <option value={one.id} selected={one.id === binder().id}>
                        {one.name}
                      </option>
                    )}
                  </For>
                </select>
              </label>
              <button class="button" type="button" onClick={() => startNaming('new')}>
                New binder
              </button>
              <details class="more">
                <summary>More</summary>
                <div class="actions">
                  <For each={props.examples}>
                    {(example) => (
                      <button class="quiet-button" type="button" onClick={() => props.onExample(example)}>
                        Load: {example.name}
                      </button>
                    )}
                  </For>
                  <button class="quiet-button" type="button" onClick={() => startNaming('rename')}>
                    Rename this binder
                  </button>
                  <button class="quiet-button" type="button" onClick={() => setBar({ phase: 'deleting' })}>
                    Delete this binder
                  </button>
                </div>
              </details>
            </>
          )}
        </Match>
      </Switch>
      <p class="saved" role="status" data-kind={props.binders.saved().kind === 'failed' ? 'warning' : undefined}>
        {savedText()}
        <Show when={message()}> {message()}</Show>
      </p>
    </div>
  )
}
