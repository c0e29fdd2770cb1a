import { Show } from 'solid-js'
import { clockText } from './clock.ts'
import { untimed } from './words.ts'

/** From here on the clock is always shown. */
const alwaysShownMs = 5 * 60_000

/** What is left. Hiding it does not stop it. */
export function ExamClock(props: {
  /** Undefined when untimed. */
  readonly remainingMs: number | undefined
  readonly isHidden: boolean
  readonly onHide: (isHidden: boolean) => void
}) {
  const isForced = () => (props.remainingMs ?? 0) <= alwaysShownMs
  const isHidden = () => props.isHidden && !isForced()
  const text = () => (props.remainingMs === undefined ? untimed : clockText(props.remainingMs))

  return (
    <div class="clock">
      <span role="timer" aria-live="off" aria-label="Time left" data-hidden={isHidden() ? '' : undefined}>
        {isHidden() ? 'Time hidden' : text()}
      </span>
      <Show when={props.remainingMs !== undefined && !isForced()}>
        <button
          type="button"
          aria-label={props.isHidden ? 'Show the time' : 'Hide the time'}
          onClick={() => props.onHide(!props.isHidden)}
        >
          {props.isHidden ? 'Show' : 'Hide'}
        </button>
      </Show>
    </div>
  )
}
