import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { roomQuestion, type LiveQuestion, type RoomQuestion } from '../../core/live-question.ts'
import { Dialog } from '../primitives/Dialog.tsx'
import { roomAsks, roomKinds } from './words.ts'

/** Asks the room something in passing that is in no bank: who is ready, a place on a scale, a few words. */
export function AskRoom(props: { readonly onAsk: (question: LiveQuestion) => void; readonly onClose: () => void }) {
  const id = createUniqueId()
  const [kind, setKind] = createSignal<RoomQuestion['kind']>('ready')

  function ask(form: HTMLFormElement) {
    const data = new FormData(form)
    const text = (name: string) => String(data.get(name) ?? '').trim()
    const now = kind()
    const stem = text('stem') || roomAsks[now]
    const asked = now === 'scale' ? { kind: now, stem, low: text('low'), high: text('high') } : { kind: now, stem }
    props.onAsk(roomQuestion(`room-${Date.now().toString(36)}`, asked))
  }

  return (
    <Dialog class="class-dialog" labelledBy={id} onClose={props.onClose}>
      <header>
        <h2 id={id}>Ask the room</h2>
        <button class="button" type="button" onClick={() => props.onClose()}>
          Close
        </button>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          ask(event.currentTarget)
        }}
      >
        <fieldset>
          <legend>How they answer</legend>
          <For each={['ready', 'scale', 'text'] as const}>
            {(one) => (
              <label>
                <input type="radio" name="kind" checked={kind() === one} onChange={() => setKind(one)} />{' '}
                {roomKinds[one]}
              </label>
            )}
          </For>
        </fieldset>
        <label>
          What you ask
          <input type="text" name="stem" maxlength="300" autocomplete="off" placeholder={roomAsks[kind()]} />
        </label>
        <Show when={kind() === 'scale'}>
          <label>
            1 means
            <input type="text" name="low" maxlength="60" autocomplete="off" />
          </label>
          <label>
            5 means
            <input type="text" name="high" maxlength="60" autocomplete="off" />
          </label>
        </Show>
        <button class="button" data-weight="first">
          Put it to the room
        </button>
      </form>
    </Dialog>
  )
}
