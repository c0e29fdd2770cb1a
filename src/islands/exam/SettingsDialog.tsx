import { createUniqueId, For, Show, type ParentProps } from 'solid-js'
import { Dialog } from '../primitives/Dialog.tsx'
import { clockText } from './clock.ts'
import { keyList } from './keys.ts'

const minuteMs = 60_000

/** What can be set during an exam: the keys, and more time. */
export function SettingsDialog(
  props: ParentProps<{
    readonly areKeysOn: boolean
    readonly onKeys: (on: boolean) => void
    /** Undefined when untimed. */
    readonly remainingMs: number | undefined
    readonly onExtend: (byMs: number) => void
    readonly isReadOnly: boolean
    readonly onClose: () => void
  }>,
) {
  const id = createUniqueId()
  return (
    <Dialog class="desk-dialog" labelledBy={id} onClose={props.onClose}>
      {props.children}
      <header>
        <h2 id={id}>Keys and settings</h2>
        <button class="button" type="button" autofocus onClick={() => props.onClose()}>
          Close
        </button>
      </header>
      <label class="setting">
        <input
          type="checkbox"
          checked={props.areKeysOn}
          onChange={(event) => props.onKeys(event.currentTarget.checked)}
        />
        <span>Use the single keys of this list. They never work inside a text field.</span>
      </label>
      <table class="key-list" data-off={props.areKeysOn ? undefined : ''}>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Key</th>
            <th scope="col">What it does</th>
          </tr>
        </thead>
        <tbody>
          <For each={keyList}>
            {(entry) => (
              <tr>
                <th scope="row">
                  <kbd>{entry.keys}</kbd>
                  <Show when={'other' in entry && entry.other}>
                    {' '}
                    or <kbd>{'other' in entry && entry.other}</kbd>
                  </Show>
                </th>
                <td>{entry.does}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p>Arrow keys move within the options, Tab moves on. Enter is never Next.</p>
      <Show when={props.remainingMs !== undefined && !props.isReadOnly}>
        <section class="more-time">
          <h3>More time</h3>
          <p>Takes effect at once, is kept with the attempt, and is never part of the score.</p>
          <div class="actions">
            <For each={[10, 20, 30]}>
              {(minutes) => (
                <button class="button" type="button" onClick={() => props.onExtend(minutes * minuteMs)}>
                  +{minutes} minutes
                </button>
              )}
            </For>
            <span class="tabular">{clockText(props.remainingMs ?? 0)} left</span>
          </div>
        </section>
      </Show>
    </Dialog>
  )
}
