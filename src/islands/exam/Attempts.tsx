import { createSignal, For, Show } from 'solid-js'
import type { Sat } from '../../core/trend.ts'
import type { Attempt, AttemptSummary, StoredResponse } from '../../store/progress.ts'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { AttemptTrend, type TrendProfile } from './AttemptTrend.tsx'
import { resultPath } from './paths.ts'
import './start.css'

type Known =
  | { readonly kind: 'reading' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read'; readonly attempts: readonly FinishedAttempt[] }

type FinishedAttempt = Attempt & Pick<Sat, 'seen'> & { readonly summary: AttemptSummary }

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** What this person has sat on this device, the newest first. */
export function Attempts(props: { readonly profiles: readonly TrendProfile[] }) {
  return (
    <Boundary>
      <AttemptList profiles={props.profiles} />
    </Boundary>
  )
}

function AttemptList(props: { readonly profiles: readonly TrendProfile[] }) {
  const [known, setKnown] = createSignal<Known>({ kind: 'reading' })

  whenMounted(() => {
    let stop = () => {}
    let isGone = false
    loadProgress()
      .then((progress) => {
        if (isGone) return
        stop = progress.watchAttempts((attempts) => {
          progress
            .responses()
            .then((responses) => setKnown({ kind: 'read', attempts: finishedOf(attempts, responses) }))
            .catch(() => setKnown({ kind: 'unreadable' }))
        })
      })
      .catch(() => setKnown({ kind: 'unreadable' }))
    return () => {
      isGone = true
      stop()
    }
  })

  const finished = () => {
    const now = known()
    return now.kind === 'read' ? now.attempts : undefined
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
            <For each={props.profiles}>
              {(profile) => (
                <AttemptTrend profile={profile} attempts={attempts().filter((one) => one.profileId === profile.id)} />
              )}
            </For>
            <ul role="list">
              <For each={attempts()}>
                {({ id, title, summary, seen }) => (
                  <li>
                    <a href={address(resultPath(id))}>{title}</a>
                    <span class="when">{day.format(summary.endedAt)}</span>
                    <span>
                      {summary.right} of {summary.questions},{' '}
                      {summary.passed ? '✓ pass mark reached' : '✗ pass mark not reached'}
                      {seenText(summary, seen)}
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

function seenText({ right, questions }: AttemptSummary, seen: FinishedAttempt['seen']): string {
  if (seen.of === 0) return ''
  if (seen.of === questions) return '; all of them seen before'
  return `; new questions ${right - seen.right} of ${questions - seen.of}, seen before ${seen.right} of ${seen.of}`
}

/** The finished attempts, with what of each had been seen before it. */
function finishedOf(attempts: readonly Attempt[], responses: readonly StoredResponse[]): readonly FinishedAttempt[] {
  const seenIn = Map.groupBy(
    responses.filter(({ context, firstExposure }) => context === 'exam' && !firstExposure),
    ({ attemptId }) => attemptId,
  )
  return attempts.flatMap((attempt) => {
    if (!attempt.summary) return []
    const seen = seenIn.get(attempt.id) ?? []
    const right = seen.filter(({ mark }) => mark.kind === 'right').length
    return [{ ...attempt, summary: attempt.summary, seen: { right, of: seen.length } }]
  })
}
