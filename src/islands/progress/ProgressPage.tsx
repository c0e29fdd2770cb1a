import { createSignal, For, Show } from 'solid-js'
import { wilson } from '../../core/interval.ts'
import type { Attempt, Keeping, Lessons, StoredResponse } from '../../store/progress.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { BackupDesk } from './BackupDesk.tsx'
import './progress.css'

export type CourseOutline = {
  readonly id: string
  readonly title: string
  readonly domains: readonly { readonly id: string; readonly title: string }[]
  readonly modules: readonly {
    readonly id: string
    readonly title: string
    readonly lessons: readonly { readonly id: string; readonly title: string; readonly path: string }[]
  }[]
}

type Known = {
  readonly keeping: Keeping
  readonly lessons: Lessons
  readonly responses: readonly StoredResponse[]
  readonly attempts: readonly Attempt[]
}

const nothing: Omit<Known, 'keeping'> = {
  lessons: { studied: new Map(), visits: new Map(), lastVisit: undefined },
  responses: [],
  attempts: [],
}
const base = import.meta.env.BASE_URL.replace(/\/$/, '')
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const percent = (share: number) => `${Math.round(share * 100)} %`
const plural = (n: number, thing: string) => `${n} ${thing}${n === 1 ? '' : 's'}`

/** Everything the device remembers, as it is: counts with their intervals, no points. */
export function ProgressPage(props: { readonly courses: readonly CourseOutline[] }) {
  const [known, setKnown] = createSignal<Known>()
  const [broken, setBroken] = createSignal(false)

  whenMounted(() => {
    const stops: (() => void)[] = []
    loadProgress()
      .then(async (progress) => {
        const keeping = await progress.ready
        let now: Known = { keeping, ...nothing }
        const show = (part: Partial<Known>) => setKnown((now = { ...now, ...part }))
        stops.push(progress.watchLessons((lessons) => show({ lessons })))
        stops.push(progress.watchResponses({}, (responses) => show({ responses })))
        stops.push(progress.watchAttempts((attempts) => show({ attempts })))
      })
      .catch(() => setBroken(true))
    return () => stops.forEach((stop) => stop())
  })

  /** First, unassisted answers: repeats and answers given with the reasons open say little about knowledge. */
  const evidence = (domain: string) => {
    const counted = (known()?.responses ?? []).filter(
      (one) => one.firstExposure && !one.assisted && one.domain === domain,
    )
    const right = counted.filter((one) => one.mark.kind === 'right').length
    return { right, of: counted.length, interval: wilson(right, counted.length) }
  }
  const finished = () =>
    (known()?.attempts ?? []).flatMap((attempt) => (attempt.summary ? [{ attempt, summary: attempt.summary }] : []))
  const unfinished = () => (known()?.attempts ?? []).filter((attempt) => !attempt.summary)

  return (
    <div class="progress-page">
      <Show when={broken()}>
        <p class="note" data-kind="warning">
          What is stored could not be read: a part of this page did not load. Check the connection and reload; nothing
          is lost.
        </p>
      </Show>
      <Show when={known()?.keeping.keeps === 'memory'}>
        <p class="note" data-kind="warning">
          This browser keeps nothing for this site: the window may be private, or storage is blocked or full. You can go
          on, but your work is gone when you close the page, unless you export it below.
        </p>
      </Show>
      <Show when={known()} fallback={<p>Reading what is stored on this device …</p>}>
        {(known) => (
          <>
            <For each={props.courses}>
              {(course) => (
                <section data-course={course.id}>
                  <h2>{course.title}</h2>
                  <For each={course.modules}>
                    {(module) => (
                      <div class="module">
                        <h3>{module.title}</h3>
                        <ol role="list">
                          <For each={module.lessons}>
                            {(lesson) => (
                              <li>
                                <span class="done" data-on={known().lessons.studied.has(lesson.id)}>
                                  {known().lessons.studied.has(lesson.id)
                                    ? '✓ studied'
                                    : known().lessons.visits.has(lesson.id)
                                      ? 'begun'
                                      : 'not yet'}
                                </span>
                                <a href={`${base}/${lesson.path}`}>{lesson.title}</a>
                              </li>
                            )}
                          </For>
                        </ol>
                      </div>
                    )}
                  </For>
                  <h3>First answers</h3>
                  <p class="quiet">
                    Counted once a question, when you met it for the first time and without help. The range says what
                    the number can mean: with few answers, very little.
                  </p>
                  <div class="table-scroll">
                    <table>
                      <thead>
                        <tr>
                          <th scope="col">Domain</th>
                          <th scope="col">Right</th>
                          <th scope="col">Range (95 %)</th>
                        </tr>
                      </thead>
                      <tbody>
                        <For each={course.domains}>
                          {(domain) => {
                            const counted = () => evidence(domain.id)
                            return (
                              <tr>
                                <th scope="row">{domain.title}</th>
                                <td>
                                  {counted().right} of {counted().of}
                                </td>
                                <td>
                                  <Show when={counted().of >= 5} fallback="not enough answers">
                                    {percent(counted().interval.low)} to {percent(counted().interval.high)}
                                  </Show>
                                </td>
                              </tr>
                            )
                          }}
                        </For>
                      </tbody>
                    </table>
                  </div>
                </section>
              )}
            </For>
            <section>
              <h2>Practice exams</h2>
              <Show
                when={finished().length + unfinished().length > 0}
                fallback={
                  <p>
                    No exam sat yet. <a href={`${base}/exams/`}>See what can be sat</a>.
                  </p>
                }
              >
                <ul role="list" class="attempts">
                  <For each={unfinished()}>
                    {(attempt) => (
                      <li>
                        <a href={`${base}/exams/attempt/?id=${encodeURIComponent(attempt.id)}`}>{attempt.title}</a>,
                        begun {day.format(attempt.createdAt)}: not handed in
                      </li>
                    )}
                  </For>
                  <For each={finished()}>
                    {({ attempt, summary }) => (
                      <li>
                        <a href={`${base}/exams/result/?id=${encodeURIComponent(attempt.id)}`}>{attempt.title}</a>,{' '}
                        {day.format(summary.endedAt)}:{' '}
                        <strong>
                          {summary.right} of {summary.questions}
                        </strong>
                        , {summary.passed ? 'at or above' : 'below'} the pass mark
                        {summary.cause === 'time-out' ? ', time ran out' : ''}
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
            </section>
            <BackupDesk
              kept={`${plural(known().lessons.studied.size, 'studied lesson')}, ${plural(known().responses.length, 'response')}, ${plural(known().attempts.length, 'attempt')}`}
            />
          </>
        )}
      </Show>
    </div>
  )
}
