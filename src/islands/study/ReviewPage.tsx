import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { planDay, type DailyReview } from '../../core/daily.ts'
import type { Mark } from '../../core/marking.ts'
import type { Bank } from '../../core/profile.ts'
import type { Question } from '../../core/question.ts'
import type { Due } from '../../core/schedule.ts'
import { leastRecent, restDays } from '../../core/selection.ts'
import { planStudy } from '../../core/study-plan.ts'
import { newId } from '../../store/ids.ts'
import type { StorageFailure } from '../../store/progress.ts'
import { storageTrouble } from '../keeping/words.ts'
import type { QuestionRun, Reason } from '../practice/QuestionRun.tsx'
import { address } from '../primitives/address.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { AimForm } from './AimForm.tsx'
import { setAims, type Aims } from './aims.ts'
import type { CourseName } from './course-choice.ts'
import { createMemory, perDayOf, type Learner } from './createLearner.ts'
import { dayText, weekdayOf } from './learner-day.ts'
import { PlanTable } from './PlanTable.tsx'
import { WithLearner } from './WithLearner.tsx'
import './study.css'
// Styles of what is imported later do not come with it.
import '../quiz/question.css'
import '../quiz/review.css'
import '../report/report.css'

const counted = (n: number, thing: string) => `${n} ${thing}${n === 1 ? '' : 's'}`
const percent = (share: number) => `${Math.round(share * 100)} %`

/** Today: what is due and why, how long it takes, what will not be reached; and the days to the exam. */
export const ReviewPage = (props: { readonly courses: readonly CourseName[] }) => (
  <WithLearner courses={props.courses} class="study-page">
    {(learner) => <Today learner={learner()} />}
  </WithLearner>
)

type Session = {
  readonly runId: string
  readonly questions: readonly Question[]
  readonly scenarios: Bank['scenarios']
  readonly reasons: readonly Reason[]
}
type Phase =
  | { readonly kind: 'overview' }
  | { readonly kind: 'fetching' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'running'; readonly session: Session; readonly Run: typeof QuestionRun }
  | { readonly kind: 'done'; readonly session: Session; readonly marks: readonly Mark[] }

function Today(props: { readonly learner: Learner }) {
  const heading = createFocusTarget<HTMLHeadingElement>()
  const { today, aims, cards, due } = createMemory(() => props.learner)
  const [phase, setPhase] = createSignal<Phase>({ kind: 'overview' })
  const facts = () => props.learner.facts
  const day = createMemo(() =>
    planDay(
      facts(),
      { cards: cards(), due: due(), studied: new Set(props.learner.lessons.studied.keys()) },
      {
        today: today(),
        ...aims(),
      },
    ),
  )
  const plan = createMemo(() => {
    const { examDay } = aims()
    if (examDay === undefined || examDay <= today()) return undefined
    const load = spread(due(), { today: today(), perDay: perDayOf(aims().minutes) })
    const unread = facts().lessons.filter(
      ({ id, module }) => !props.learner.lessons.studied.has(id) && !aims().leftOut.includes(module),
    )
    return planStudy(
      unread,
      { reviewsOn: (at) => load.get(at) ?? 0, mockMinutes: facts().exam.minutes },
      { today: today(), examDay, minutes: aims().minutes, restDays: aims().restDays, weekdayOf },
    )
  })

  const [unkept, setUnkept] = createSignal<StorageFailure>()
  async function change(next: Aims) {
    const written = await setAims(props.learner.progress, facts().id, next)
    setUnkept(written.ok ? undefined : written.failure)
  }

  async function start() {
    setPhase({ kind: 'fetching' })
    try {
      const [answer, { QuestionRun: Run }] = await Promise.all([
        fetch(address(facts().bank)),
        import('../practice/QuestionRun.tsx'),
      ])
      if (!answer.ok) throw new Error(answer.statusText)
      const bank: Bank = await answer.json()
      const lastSeen = await props.learner.progress.lastSeen()
      const asked = day().reviews.flatMap((review) => {
        const question = faceOf(review, bank.questions, lastSeen)
        return question ? [{ question, reason: reasonOf(review) }] : []
      })
      if (asked.length === 0)
        return setPhase({
          kind: 'refused',
          why: `Every question on these concepts was shown within the last ${restDays} days or is kept for exams. Read a lesson today.`,
        })
      return setPhase({
        kind: 'running',
        Run,
        session: {
          runId: `review-${newId()}`,
          questions: asked.map(({ question }) => question),
          scenarios: bank.scenarios,
          reasons: asked.map(({ reason }) => reason),
        },
      })
    } catch {
      return setPhase({
        kind: 'refused',
        why: 'The questions could not be loaded. Check the connection and start again.',
      })
    }
  }

  const running = () => {
    const now = phase()
    return now.kind === 'running' ? now : undefined
  }
  const done = () => {
    const now = phase()
    return now.kind === 'done' ? now : undefined
  }
  const refusal = () => {
    const now = phase()
    return now.kind === 'refused' ? now.why : undefined
  }

  return (
    <Switch
      fallback={
        <>
          <Show when={refusal()}>
            {(why) => (
              <p class="note" data-kind="warning" role="alert">
                {why()}
              </p>
            )}
          </Show>
          <section aria-labelledby="today-title">
            <h2 id="today-title">Today, {dayText(today())}</h2>
            <Show
              when={!aims().isPaused}
              fallback={
                <p>Reviews are paused. What you know fades meanwhile as it does; nothing piles up as a debt.</p>
              }
            >
              <Show when={day().reviews.length > 0} fallback={<p>{nothingDue(props.learner, due())}</p>}>
                <p>
                  {counted(day().reviews.length, 'concept')}, about {counted(day().minutes, 'minute')}
                  {day().postponed > 0 ? `; ${counted(day().postponed, 'more review')} put off to the next days` : ''}.
                </p>
                <button
                  class="button"
                  type="button"
                  data-weight="first"
                  disabled={phase().kind === 'fetching'}
                  onClick={() => void start()}
                >
                  Start today’s review
                </button>
                <ReviewList reviews={day().reviews} facts={facts()} />
              </Show>
              <Show when={day().uncovered.length > 0}>
                <p class="note" data-kind="warning">
                  {uncoveredText(day().uncovered.length, day().isClosedToNew)} They begin with “
                  {day().uncovered[0]?.title}”.
                </p>
              </Show>
            </Show>
          </section>
          <AimForm modules={facts().modules} aims={aims()} today={today()} onChange={(next) => void change(next)}>
            <button
              class="quiet-button"
              type="button"
              aria-pressed={aims().isPaused}
              onClick={() => void change({ ...aims(), isPaused: !aims().isPaused })}
            >
              {aims().isPaused ? 'Go on with reviews' : 'Pause reviews'}
            </button>
            <Show when={unkept()}>
              {(failure) => (
                <p class="note" data-kind="warning" role="alert">
                  That was not kept. {storageTrouble(failure())}
                </p>
              )}
            </Show>
          </AimForm>
          <p>
            Which exam? <a href={address('exams/guide/')}>The real exams, compared</a>. Where to begin?{' '}
            <a href={address('exams/placement/')}>Fifteen questions</a> tell.
          </p>
          <Show when={plan()}>
            {(days) => <PlanTable course={facts()} exam={facts().exam} plan={days()} today={today()} />}
          </Show>
        </>
      }
    >
      <Match when={running()} keyed>
        {({ session, Run }) => (
          <Run
            questions={session.questions}
            scenarios={session.scenarios}
            reasons={session.reasons}
            context="review"
            runId={session.runId}
            onDone={(marks) => {
              setPhase({ kind: 'done', session, marks })
              heading.focus()
            }}
          />
        )}
      </Match>
      <Match when={done()}>
        {(now) => (
          <section>
            <h2 ref={heading.ref} tabIndex={-1}>
              Done for now: {now().marks.filter(({ kind }) => kind === 'right').length} of {now().marks.length} right
            </h2>
            <p>
              What you missed comes back soon with another question; what you knew waits longer. Nothing else is due
              unless you want more.
            </p>
            <div class="actions">
              <button class="button" type="button" onClick={() => setPhase({ kind: 'overview' })}>
                Back to today
              </button>
              <a class="button" href={address('practice/')}>
                Practise more
              </a>
            </div>
          </section>
        )}
      </Match>
    </Switch>
  )
}

function ReviewList(props: { readonly reviews: readonly DailyReview[]; readonly facts: Learner['facts'] }) {
  const lessonOf = (id: string) => props.facts.lessons.find((lesson) => lesson.id === id)
  return (
    <details class="due">
      <summary>What and why</summary>
      <ul role="list">
        <For each={props.reviews}>
          {(review) => (
            <li>
              <Show when={lessonOf(review.concept.lesson)?.path} fallback={review.concept.title}>
                {(path) => <a href={address(path())}>{review.concept.title}</a>}
              </Show>
              <small>{whyText(review)}</small>
            </li>
          )}
        </For>
      </ul>
    </details>
  )
}

/** How many reviews fall on each day, when what is late is made up for no faster than a day bears. */
function spread(
  due: ReadonlyMap<string, Due>,
  { today, perDay }: { readonly today: number; readonly perDay: number },
): ReadonlyMap<number, number> {
  const load = new Map<number, number>()
  const days = [...due.values()].flatMap((one) => (one.kind === 'due' ? [Math.max(one.day, today)] : []))
  for (const day of days.toSorted((one, other) => one - other)) {
    let free = day
    while ((load.get(free) ?? 0) >= perDay) free += 1
    load.set(free, (load.get(free) ?? 0) + 1)
  }
  return load
}

/** The question that shows a concept today: the one seen longest ago, none that was on screen within three weeks. */
function faceOf(
  { concept }: DailyReview,
  questions: readonly Question[],
  lastSeen: ReadonlyMap<string, number>,
): Question | undefined {
  const rested = Date.now() - restDays * 86_400_000
  const faces = questions.filter(
    (question) => question.concept === concept.id && !question.mockOnly && (lastSeen.get(question.id) ?? 0) <= rested,
  )
  return leastRecent(faces, { lastSeen })[0]
}

const reasonOf = (review: DailyReview): Reason => ({
  text: `${review.concept.title}: ${whyText(review)}`,
  sampling: 'due',
})

function whyText({ why, recall, overdueDays }: DailyReview): string {
  if (why === 'new' || recall === undefined) return 'new to you'
  if (why === 'leech') return `forgotten again and again; read the lesson first (recall now about ${percent(recall)})`
  const late = overdueDays > 0 ? `, ${counted(overdueDays, 'day')} late` : ''
  return `${why === 'exam' ? 'so that it is there at the exam' : 'due'}${late}; recall now about ${percent(recall)}`
}

function nothingDue({ responses }: Learner, due: ReturnType<ReturnType<typeof createMemory>['due']>): string {
  if (responses.length === 0)
    return 'Nothing to review yet. Read a lesson and answer its checks: what you met comes back here in time.'
  const days = [...due.values()].flatMap((one) => (one.kind === 'due' ? [one.day] : []))
  const next = Math.min(...days)
  return Number.isFinite(next)
    ? `Nothing is due today. The next review is on ${dayText(next)}.`
    : 'Nothing is due before the exam: what you know will still be there.'
}

const uncoveredText = (concepts: number, isClosedToNew: boolean): string =>
  isClosedToNew
    ? `${counted(concepts, 'concept')} will not be begun any more: so near the exam, what you know deserves the time.`
    : `${counted(concepts, 'concept')} will not be met before the exam at this pace.`
