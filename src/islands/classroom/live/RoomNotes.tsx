import { Show } from 'solid-js'
import type { Live, LivePhase } from './createLive.ts'
import { DownloadAnswers } from './DownloadAnswers.tsx'
import { words } from './words.ts'

/** So many messages are refused by nobody's mistake. */
const manyRefused = 20

/** What a trainer has to know of a room beside its numbers, each with what can be done about it. */
export function RoomNotes(props: {
  readonly live: Pick<Live, 'host' | 'hasMoved' | 'forgetMove' | 'closeDoor' | 'isFormMissing'>
  readonly led: Extract<LivePhase, { phase: 'led' }>
}) {
  const status = () => props.led.status
  const failing = () => {
    const { journal } = status()
    return journal.kind === 'failing' ? journal.failure : undefined
  }
  return (
    <>
      <Show when={failing()}>
        {(failure) => (
          <div class="note" data-kind="warning" role="alert">
            <p>{failure().kind === 'full' ? words.diskFull : words.keepsNothing}</p>
            <DownloadAnswers room={props.led.room} />
          </div>
        )}
      </Show>
      <Show when={status().isTooLong}>
        <p class="note" data-kind="warning" role="alert">
          {words.tooLong}
        </p>
      </Show>
      <Show when={props.live.isFormMissing()}>
        <p class="note" data-kind="warning" role="alert">
          {words.formMissing}
        </p>
      </Show>
      <Show when={props.live.hasMoved()}>
        <div class="note" data-kind="warning" role="alert">
          <p>
            {words.moved} {status().isDoorClosed ? words.movedDoor : ''}
          </p>
          <p class="actions">
            <Show when={status().isDoorClosed}>
              <button class="button" type="button" onClick={() => props.live.closeDoor(false)}>
                {words.openDoor}
              </button>
            </Show>
            <button class="button" type="button" onClick={() => props.live.forgetMove()}>
              {words.movedDone}
            </button>
          </p>
        </div>
      </Show>
      <Show when={props.led.kind === 'live' && props.live.host()?.isCrowded}>
        <p class="note" data-kind="warning" role="alert">
          {words.crowded}
        </p>
      </Show>
      <Show when={status().refused >= manyRefused}>
        <p class="small">{words.refused(status().refused)}</p>
      </Show>
      <Show when={status().late > 0}>
        <p class="small">{words.late(status().late)}</p>
      </Show>
      <Show when={status().screen.k === 'break' && props.led.room.results().length > 0}>
        <div class="note">
          <p>{words.exportReminder}</p>
          <DownloadAnswers room={props.led.room} />
        </div>
      </Show>
    </>
  )
}
