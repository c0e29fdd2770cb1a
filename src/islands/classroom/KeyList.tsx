import { createUniqueId, For } from 'solid-js'
import { Dialog } from '../primitives/Dialog.tsx'
import { commands } from './keys.ts'

/** The keys of the presenter's window, and a switch for all of them. */
export function KeyList(props: {
  readonly areOn: boolean
  readonly onSwitch: (areOn: boolean) => void
  readonly onClose: () => void
}) {
  const id = createUniqueId()
  return (
    <Dialog class="class-dialog" labelledBy={id} onClose={props.onClose}>
      <header>
        <h2 id={id}>Keys</h2>
        <button class="button" type="button" autofocus onClick={() => props.onClose()}>
          Close
        </button>
      </header>
      <label class="switch">
        <input
          type="checkbox"
          checked={props.areOn}
          onChange={(event) => props.onSwitch(event.currentTarget.checked)}
        />
        Use these keys. They never work inside a field.
      </label>
      <table>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">What it does</th>
          </tr>
        </thead>
        <tbody>
          <For each={commands}>
            {({ keys, says }) => (
              <tr>
                <td>
                  <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
                </td>
                <td>{says}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p>The projector’s window takes no keys but Escape. Click into it once and it fills its screen.</p>
    </Dialog>
  )
}
