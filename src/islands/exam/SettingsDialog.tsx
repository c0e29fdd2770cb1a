import { createUniqueId, For, Show, type ParentProps } from 'solid-js'
import { Dialog } from '../primitives/Dialog.tsx'
import { clockText } from './clock.ts'
import { textSizes, type DeskSettings, type TextSize } from './settings.ts'

const minuteMs = 60_000
const sizeNames: Readonly<Record<TextSize, string>> = { normal: 'Normal', large: 'Large', largest: 'Very large' }

/** How the desk looks to this person, and more time. */
export function SettingsDialog(
  props: ParentProps<{
    readonly settings: DeskSettings
    readonly onSettings: (settings: DeskSettings) => void
    /** Undefined when untimed. */
    readonly remainingMs: number | undefined
    readonly onExtend: (byMs: number) => void
    readonly isReadOnly: boolean
    readonly onClose: () => void
  }>,
) {
  const id = createUniqueId()
  const change = (changed: Partial<DeskSettings>) => props.onSettings({ ...props.settings, ...changed })
  return (
    <Dialog class="desk-dialog" labelledBy={id} onClose={props.onClose}>
      {props.children}
      <header>
        <h2 id={id}>Settings</h2>
        <button class="button" type="button" autofocus onClick={() => props.onClose()}>
          Close
        </button>
      </header>
      <fieldset class="sizes">
        <legend>Text size</legend>
        <For each={textSizes}>
          {(size) => (
            <label class="setting">
              <input
                type="radio"
                name={`${id}-size`}
                checked={props.settings.textSize === size}
                onChange={() => change({ textSize: size })}
              />
              <span>{sizeNames[size]}</span>
            </label>
          )}
        </For>
      </fieldset>
      <label class="setting">
        <input
          type="checkbox"
          checked={props.settings.isSpacingWide}
          onChange={(event) => change({ isSpacingWide: event.currentTarget.checked })}
        />
        <span>Wide line spacing</span>
      </label>
      <label class="setting">
        <input
          type="checkbox"
          checked={props.settings.isClockHidden}
          onChange={(event) => change({ isClockHidden: event.currentTarget.checked })}
        />
        <span>Hide the clock until five minutes are left. It does not stop.</span>
      </label>
      <p>
        Colours follow what you chose for the site, or your system. What you set here is kept for every exam on this
        device.
      </p>
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
