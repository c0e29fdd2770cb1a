import { createSignal, createUniqueId, For, Show, type ParentProps } from 'solid-js'
import { Dialog } from '../primitives/Dialog.tsx'
import {
  alwaysKeys,
  bindingOf,
  bindingText,
  commandNames,
  commands,
  firstKeys,
  holderOf,
  type Command,
} from './keys.ts'
import type { DeskSettings } from './settings.ts'

const isAlternative = (command: Command) =>
  Object.entries(alwaysKeys).flatMap(([binding, owner]) => (owner === command ? [bindingText(binding)] : []))

/** Every key of the desk: the list, a switch for all of them, and another key for each. */
export function KeysDialog(
  props: ParentProps<{
    readonly settings: DeskSettings
    readonly onSettings: (settings: DeskSettings) => void
    readonly onClose: () => void
  }>,
) {
  const id = createUniqueId()
  const [changing, setChanging] = createSignal<Command>()
  const [said, setSaid] = createSignal('')

  function take(event: KeyboardEvent, command: Command) {
    // Tab leaves; that it leaves is how a keyboard gets out of here.
    if (event.key === 'Tab' || ['Shift', 'Alt', 'Control', 'Meta', 'AltGraph'].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return stop('The key stays as it was.')
    const binding = bindingOf(event)
    if (binding === undefined) {
      return void setSaid('This key cannot be taken. Press a letter, a digit or a sign, alone or with Alt and Shift.')
    }
    const holder = holderOf(props.settings.keys, binding)
    if (holder !== undefined && holder !== command) {
      return void setSaid(
        `${bindingText(binding)} is the key of “${commandNames[holder]}”. Press another, or give that one another key first.`,
      )
    }
    props.onSettings({ ...props.settings, keys: { ...props.settings.keys, [command]: binding } })
    stop(`${bindingText(binding)} is now the key of “${commandNames[command]}”.`)
  }

  function stop(text: string) {
    setChanging(undefined)
    setSaid(text)
  }

  return (
    <Dialog class="desk-dialog" labelledBy={id} onClose={props.onClose}>
      {props.children}
      <header>
        <h2 id={id}>Keys</h2>
        <button class="button" type="button" autofocus onClick={() => props.onClose()}>
          Close
        </button>
      </header>
      <label class="setting">
        <input
          type="checkbox"
          checked={props.settings.areKeysOn}
          onChange={(event) => props.onSettings({ ...props.settings, areKeysOn: event.currentTarget.checked })}
        />
        <span>Use the keys of this list. They never work inside a text field.</span>
      </label>
      <p class="key-news" role="status">
        {said()}
      </p>
      <table class="key-list" data-off={props.settings.areKeysOn ? undefined : ''}>
        <thead>
          <tr>
            <th scope="col">What it does</th>
            <th scope="col">Key</th>
            <th scope="col">
              <span class="visually-hidden">Another key</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={commands}>
            {(command) => (
              <tr>
                <th scope="row">{commandNames[command]}</th>
                <td>
                  <kbd>{bindingText(props.settings.keys[command])}</kbd>
                  <For each={isAlternative(command)}>
                    {(text) => (
                      <>
                        {' '}
                        or <kbd>{text}</kbd>
                      </>
                    )}
                  </For>
                </td>
                <td>
                  <button
                    type="button"
                    aria-label={`Change the key of: ${commandNames[command]}`}
                    aria-pressed={changing() === command}
                    onClick={() => {
                      setChanging(command)
                      setSaid(`Press the new key of “${commandNames[command]}”. Escape leaves it as it is.`)
                    }}
                    onKeyDown={(event) => changing() === command && take(event, command)}
                    onBlur={() => changing() === command && stop('')}
                  >
                    {changing() === command ? 'Press a key' : 'Change'}
                  </button>
                </td>
              </tr>
            )}
          </For>
          <tr>
            <th scope="row">Close what is open</th>
            <td>
              <kbd>Esc</kbd>
            </td>
            <td />
          </tr>
        </tbody>
      </table>
      <p>Arrow keys move within the options, Tab moves on. Enter is never Next.</p>
      <Show when={commands.some((command) => props.settings.keys[command] !== firstKeys[command])}>
        <button
          class="button"
          type="button"
          onClick={() => {
            props.onSettings({ ...props.settings, keys: firstKeys })
            setSaid('All keys are as they were at first.')
          }}
        >
          Reset all keys
        </button>
      </Show>
    </Dialog>
  )
}
