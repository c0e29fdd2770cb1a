import { createMemo, createSignal, For, Show } from 'solid-js'
import { buildOrder } from '../../core/option-order.ts'
import { estimate, placedModules, standing, type PlacedModule } from '../../core/placement.ts'
import { planStudy, soonestExam } from '../../core/study-plan.ts'
import type { StorageFailure } from '../../store/progress.ts'
import { storageTrouble } from '../keeping/words.ts'
import { address } from '../primitives/address.ts'
import { AnswerReview } from '../quiz/AnswerReview.tsx'
import { AimForm } from '../study/AimForm.tsx'
import { aimsOf, setAims, type Aims } from '../study/aims.ts'
import type { Learner } from '../study/createLearner.ts'
import { dayText, learnerDay, weekdayOf } from '../study/learner-day.ts'
import type { Run } from './placement.ts'

const percent = (share: number) => `${Math.round(share * 100)} %`
const counted = (n: number, thing: string) => `${n} ${thing}${n === 1 ? '' : 's'}`
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })

const claims = {
  below: 'Below the pass mark today.',
  'rather-below': 'More likely below the pass mark than above it.',
  around: 'Around the pass mark: fifteen questions cannot tell on which side.',
  'rather-above': 'More likely above the pass mark than below it.',
  above: 'Above the pass mark, as far as fifteen questions tell.',
} as const satisfies Record<ReturnType<typeof standing>, string>
const advices = {
  start: 'Start with these: something was missed.',
  skim: 'You may skim these: all was right. Two right answers may be luck one time in nine, so take the module’s test before you skip it.',
  open: 'Too little was asked about these: read them in their turn.',
} as const satisfies Record<PlacedModule['advice'], string>

/** What fifteen answers say, how far they carry, and a plan that begins where something is missing. */
export function PlacementResult(props: {
  readonly learner: Learner
  readonly run: Run
  readonly heading: (element: HTMLHeadingElement) => void
  readonly onAgain: () => void
}) {
  const facts = () => props.learner.facts
  const exam = () => facts().exam
  const model = createMemo(() => estimate(props.run.placed, exam()))
  const modules = createMemo(() => placedModules(props.run.placed, facts()))
  const right = () => props.run.placed.filter(({ credit }) => credit === 1).length

  return (
    <>
      <section>
        <h2 ref={(element) => props.heading(element)} tabIndex={-1}>
          Where you stand
        </h2>
        <p class="claim">{claims[standing(model())]}</p>
        <p>
          In an exam of {exam().questions} questions with {exam().cut} to pass you would get between {model().low} and{' '}
          {model().high} right, four times in five.
        </p>
        <p class="quiet">
          It rests on {counted(props.run.placed.length, 'answer')}, {right()} of them right, the last of{' '}
          {date.format(props.run.at)}, and on what authors say of the questions’ difficulty. It was never compared with
          real results. In the practice exams you will see more clearly.
        </p>
        <dl class="domains">
          <For each={exam().domains}>
            {({ id, title }, at) => {
              const domain = () => model().domains[at()]
              const asked = () => props.run.placed.filter(({ question }) => question.domain === id).length
              return (
                <div>
                  <dt>{title}</dt>
                  <dd>
                    {percent(domain()?.low ?? 0)} to {percent(domain()?.high ?? 1)} right, from{' '}
                    {counted(asked(), 'answer')}
                  </dd>
                </div>
              )
            }}
          </For>
        </dl>
      </section>
      <section>
        <h2>Where to begin</h2>
        <For each={['start', 'skim', 'open'] as const}>
          {(advice) => (
            <Show when={modules().some((one) => one.advice === advice)}>
              <p>{advices[advice]}</p>
              <ul>
                <For each={modules().filter((one) => one.advice === advice)}>
                  {(one) => <ModuleLine module={one} learner={props.learner} />}
                </For>
              </ul>
            </Show>
          )}
        </For>
      </section>
      <PlanDraft learner={props.learner} modules={modules()} />
      <details class="answers">
        <summary>The {props.run.placed.length} questions, with the reason behind every option</summary>
        <ol>
          <For each={props.run.placed}>
            {({ question }) => (
              <li>
                <p>{question.prompt.stem}</p>
                <AnswerReview
                  question={question}
                  order={buildOrder(question)}
                  response={
                    props.learner.responses.findLast(
                      ({ questionId, attemptId }) => questionId === question.id && attemptId === props.run.id,
                    )?.response ?? { kind: 'none' }
                  }
                />
              </li>
            )}
          </For>
        </ol>
      </details>
      <p>
        <button class="quiet-button" type="button" onClick={() => props.onAgain()}>
          Take it again with other questions
        </button>
      </p>
    </>
  )
}

function ModuleLine(props: { readonly module: PlacedModule; readonly learner: Learner }) {
  const facts = () => props.learner.facts
  const title = () => facts().modules.find(({ id }) => id === props.module.id)?.title
  /** A module stands above its lessons. */
  const path = () =>
    facts()
      .lessons.find(({ module, path }) => module === props.module.id && path !== undefined)
      ?.path?.replace(/[^/]+\/$/, '')
  return (
    <li>
      <Show when={path()} fallback={title()}>
        {(there) => (
          <a href={address(there())}>
            {props.module.id} {title()}
          </a>
        )}
      </Show>
      <Show when={props.module.asked > 0}>
        , {props.module.right} of {props.module.asked} right
      </Show>
    </li>
  )
}

/** The plan as it would be: with the choices that follow from the answers, until the learner takes it. */
function PlanDraft(props: { readonly learner: Learner; readonly modules: readonly PlacedModule[] }) {
  const today = learnerDay(Date.now())
  const facts = () => props.learner.facts
  const [changed, setChanged] = createSignal<Aims>()
  const [refusal, setRefusal] = createSignal<StorageFailure>()
  const aims = (): Aims =>
    changed() ?? {
      ...aimsOf(props.learner.settings, facts().id, Date.now()),
      leftOut: props.modules.flatMap(({ id, advice }) => (advice === 'skim' ? [id] : [])),
    }
  const left = () =>
    facts().lessons.filter(
      ({ id, module, path }) =>
        path !== undefined && !props.learner.lessons.studied.has(id) && !aims().leftOut.includes(module),
    )
  const pace = () => ({ today, minutes: aims().minutes, restDays: aims().restDays, weekdayOf })
  const soonest = createMemo(() => soonestExam(left(), facts().exam.minutes, pace()))
  const unplaced = createMemo(() => {
    const { examDay } = aims()
    return examDay === undefined
      ? undefined
      : planStudy(left(), { reviewsOn: () => 0, mockMinutes: facts().exam.minutes }, { ...pace(), examDay }).unplaced
  })

  async function take() {
    const written = await setAims(props.learner.progress, facts().id, aims())
    if (written.ok) location.assign(address('review/'))
    else setRefusal(written.failure)
  }

  return (
    <section class="study-page">
      <AimForm modules={facts().modules} aims={aims()} today={today} onChange={setChanged}>
        <p role="status">{fitText(left().length, aims(), unplaced()?.length, soonest())}</p>
        <div class="actions">
          <button class="button" type="button" data-weight="first" onClick={() => void take()}>
            Make this my plan
          </button>
          <Show when={aims().examDay === undefined && soonest()}>
            {(day) => (
              <button
                class="button"
                type="button"
                onClick={() => setChanged({ ...aims(), examDay: day(), startDay: today })}
              >
                Plan for {dayText(day())}
              </button>
            )}
          </Show>
        </div>
        <Show when={refusal()}>
          {(failure) => (
            <p class="note" data-kind="warning" role="alert">
              The plan was not kept. {storageTrouble(failure())}
            </p>
          )}
        </Show>
      </AimForm>
    </section>
  )
}

function fitText(
  lessons: number,
  { minutes }: Aims,
  unplaced: number | undefined,
  soonest: number | undefined,
): string {
  const pace = `${counted(lessons, 'lesson')} ${lessons === 1 ? 'is' : 'are'} left in the plan. At ${minutes} minutes a day, with reviews in between, `
  if (unplaced === 0) return `${pace}they fit before the exam.`
  const whole =
    soonest === undefined ? 'they do not fit within a year' : `they fit before ${dayText(soonest)} and not earlier`
  return unplaced === undefined
    ? `${pace}${whole}.`
    : `${pace}${unplaced} of them do not fit before that day; ${whole}.`
}
