import { Show } from 'solid-js'
import type { Reading } from './createReading.ts'
import { lengthText, minutesText, paceText, wallClock } from './time-text.ts'

/** How long the class has been going on, what time it is, and whether it is where it was planned to be. */
export function Clocks(props: { readonly reading: Reading }) {
  const timerText = (startedAt: number, limitMs: number | undefined) => {
    const passed = props.reading.now() - startedAt
    return limitMs === undefined ? lengthText(passed) : lengthText(limitMs - passed)
  }
  return (
    <dl class="clocks">
      <div>
        <dt>Elapsed</dt>
        <dd>
          <Show when={props.reading.begunAt()} fallback="0:00">
            {(begun) => lengthText(Math.max(0, props.reading.now() - begun()))}
          </Show>
        </dd>
      </div>
      <div>
        <dt>Time of day</dt>
        <dd>{wallClock(props.reading.now())}</dd>
      </div>
      <div>
        <dt>Planned here</dt>
        <dd>{minutesText(props.reading.planned())}</dd>
      </div>
      <div>
        <dt>Pace</dt>
        <dd>{paceText(props.reading.late())}</dd>
      </div>
      <Show when={props.reading.timer()}>
        {(running) => (
          <div>
            <dt>Timer</dt>
            <dd role="timer">{timerText(running().startedAt, running().limitMs)}</dd>
          </div>
        )}
      </Show>
    </dl>
  )
}
