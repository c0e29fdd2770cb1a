import { createSignal, For, Show } from 'solid-js'
import type { Attempt } from '../../store/progress.ts'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { resultPath } from './paths.ts'
import './start.css'

type Known =
  | { readonly kind: 'reading' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read'; readonly attempts: readonly Attempt[] }

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** What this person has sat on this device, the newest first. */
export function Attempts() {
  return (
    <Boundary>
      <AttemptList />
    </Boundary>
  )
}

function AttemptList() {
  const [known, setKnown] = createSignal<Known>({ kind: 'reading' })

  whenMounted(() => {
    let stop = () => {}
    let isGone = false
    loadProgress()
      .then((progress) => {
        if (!isGone) stop = progress.watchAttempts((attempts) => setKnown({ kind: 'read', attempts }))
      })
      .catch(() => setKnown({ kind: 'unreadable' }))
    return () => {
      isGone = true
      stop()
    }
  })

  const finished = () => {
    const now = known()
    return now.kind === 'read'
      ? now.attempts.flatMap((attempt) => (attempt.summary ? [{ ...attempt, summary: attempt.summary }] : []))
      : undefined
  }

  return (
    <div class="attempts">
      <h2>Your attempts</h2>
      <Show
        when={finished()}
        fallback={
          <p>
            {known().kind === 'unreadable'
              ? 'What is stored on this device could not be read. Reload to try again; nothing is lost.'
              : 'Looking on this device…'}
          </p>
        }
      >
        {(attempts) => (
          <Show
            when={attempts().length > 0}
            fallback={
              <p>
                None finished yet. What you sit stays on this device and stands here, with every question and the reason
                for every option.
              </p>
            }
          >
            <ul role="list">
              <For each={attempts()}>
                {({ id, title, summary }) => (
                  <li>
                    <a href={address(resultPath(id))}>{title}</a>
                    <span class="when">{day.format(summary.endedAt)}</span>
                    <span>
                      {summary.right} of {summary.questions},{' '}
                      {summary.passed ? '✓ pass mark reached' : '✗ pass mark not reached'}
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Show>
    </div>
  )
}
