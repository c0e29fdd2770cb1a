import { createSignal, For, Show } from 'solid-js'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { attemptPath } from './paths.ts'
import { isOver, openAmong, stateText, type Open } from './running.ts'
import './start.css'

/** Says what was begun and not handed in, with the time that is left. Nothing where there is nothing. */
export function StillRunning() {
  return (
    <Boundary>
      <OpenExams />
    </Boundary>
  )
}

function OpenExams() {
  const [open, setOpen] = createSignal<readonly Open[]>([])
  const [now, setNow] = createSignal(Date.now())

  whenMounted(() => {
    let stop = () => {}
    let isGone = false
    const ticking = setInterval(() => setNow(Date.now()), 1000)
    loadProgress()
      .then((progress) => {
        if (!isGone) stop = progress.watchAttempts((attempts) => void openAmong(progress, attempts).then(setOpen))
      })
      // What is stored cannot be read; the page around says so when it is needed.
      .catch(() => {})
    return () => {
      isGone = true
      clearInterval(ticking)
      stop()
    }
  })

  return (
    <For each={open()}>
      {(one) => (
        <p class="still-running">
          <span>
            <Show when={open().length > 1}>{one.attempt.title}. </Show>
            {stateText(one, now())}
          </span>{' '}
          <a class="button" href={address(attemptPath(one.attempt.id))}>
            {isOver(one, now()) ? 'See the result' : 'Resume'}
          </a>
        </p>
      )}
    </For>
  )
}
