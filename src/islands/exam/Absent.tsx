import { createUniqueId, Show } from 'solid-js'
import { Dialog } from '../primitives/Dialog.tsx'
import type { PartsState } from './createParts.ts'

/** Says why a part of the desk is not there, and what to do. */
export function Absent(props: { readonly state: PartsState; readonly onClose: () => void }) {
  const id = createUniqueId()
  return (
    <Dialog class="desk-dialog" labelledBy={id} onClose={props.onClose}>
      <Show when={props.state === 'failed'} fallback={<h2 id={id}>One moment…</h2>}>
        <h2 id={id}>This part did not load</h2>
        <p>
          The connection is down, or a new release of the site has come out. You can go on answering, and finish. To
          have this part, reload the page: the exam goes on where it is, and the clock goes on meanwhile.
        </p>
      </Show>
      <div class="actions">
        <button class="button" type="button" autofocus onClick={() => props.onClose()}>
          Back to the exam
        </button>
        <Show when={props.state === 'failed'}>
          <button class="button" type="button" onClick={() => location.reload()}>
            Reload
          </button>
        </Show>
      </div>
    </Dialog>
  )
}
