import { createMemo, createSignal, createUniqueId, For, Match, Show, Switch } from 'solid-js'
import { spans, type Agenda, type Entry, type Span } from '../../core/agenda.ts'
import { agendaOf, courseOf, type Choice, type ClassPlan } from '../../core/class-plan.ts'
import { forgetClass, keepClass, keptClass, type ClassSession } from '../../store/class-session.ts'
import { newId } from '../../store/ids.ts'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { Lazy } from '../primitives/Lazy.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { fetchPlan } from './class-data.ts'
import { clockAt, minutesText } from './time-text.ts'
import { noServer, notKept, spanNames } from './words.ts'
import { takeToken } from './live/leading.ts'
import './classroom.css'

type Loading =
  { readonly phase: 'loading' } | { readonly phase: 'failed' } | { readonly phase: 'here'; readonly plan: ClassPlan }

/** The trainer's page: what to teach in which time, the agenda of it, and the way to the presenter's window. */
export function ClassroomPage() {
  const [loading, setLoading] = createSignal<Loading>({ phase: 'loading' })
  whenMounted(() => {
    takeToken()
    fetchPlan().then(
      (plan) => setLoading({ phase: 'here', plan }),
      () => setLoading({ phase: 'failed' }),
    )
  })
  const plan = () => {
    const now = loading()
    return now.phase === 'here' ? now.plan : undefined
  }
  return (
    <Boundary>
      <div class="classroom">
        <Switch>
          <Match when={loading().phase === 'loading'}>
            <p role="status">Fetching what can be taught …</p>
          </Match>
          <Match when={loading().phase === 'failed'}>
            <p class="note" data-kind="warning" role="alert">
              The courses did not load. Check the connection and reload this page.
            </p>
          </Match>
          <Match when={plan()} keyed>
            {(found) => <Choosing plan={found} first={firstOf(found)} />}
          </Match>
        </Switch>
        <LiveState />
      </div>
    </Boundary>
  )
}

const firstChoice = ({ courses }: ClassPlan): Choice => ({
  course: courses[0]?.id ?? '',
  modules: courses[0]?.modules.map(({ slug }) => slug) ?? [],
  span: courses[0]?.id === 'foundation' ? 'two-days' : 'five-days',
  startsAt: spans['two-days'].startsAt,
})

/** What the page begins with: a class that was chosen before, or the whole first course. */
function firstOf(plan: ClassPlan) {
  const session = keptClass()
  return session && courseOf(plan, session.choice)
    ? { choice: session.choice, session }
    : { choice: firstChoice(plan), session: undefined }
}

function Choosing(props: { readonly plan: ClassPlan; readonly first: ReturnType<typeof firstOf> }) {
  // oxlint-disable-next-line solid/reactivity -- where the choice begins; from then on the trainer makes it
  const [choice, setChoice] = createSignal<Choice>(props.first.choice)
  // oxlint-disable-next-line solid/reactivity -- as above
  const [session, setSession] = createSignal<ClassSession | undefined>(props.first.session)
  const [said, setSaid] = createSignal('')
  const made = createMemo(() => agendaOf(props.plan, choice()))
  const agenda = () => {
    const result = made()
    return result.ok ? result.value : undefined
  }
  const refusal = () => {
    const result = made()
    return result.ok ? undefined : result.failure
  }
  const isRunning = () => {
    const now = session()
    return now?.state !== undefined && JSON.stringify(now.choice) === JSON.stringify(choice())
  }
  const course = () => courseOf(props.plan, choice())

  function start() {
    const fresh: ClassSession = { id: newId(), choice: choice(), state: undefined }
    forgetClass()
    if (!keepClass(fresh)) return void setSaid(notKept)
    setSession(fresh)
    go()
  }
  const go = () => location.assign(address('classroom/present/'))

  return (
    <>
      <section class="choose no-print" aria-labelledby="choose">
        <h2 id="choose">What, and how long</h2>
        <Show when={props.plan.courses.length > 1}>
          <label>
            Course
            <select
              onChange={(event) => {
                const chosen = props.plan.courses.find(({ id }) => id === event.currentTarget.value)
                if (chosen)
                  setChoice({
                    ...choice(),
                    course: chosen.id,
                    modules: chosen.modules.map(({ slug }) => slug),
                    span: chosen.id === 'foundation' ? 'two-days' : 'five-days',
                  })
              }}
            >
              <For each={props.plan.courses}>
                {({ id, title }) => (
                  <option value={id} selected={id === choice().course}>
                    {title}
                  </option>
                )}
              </For>
            </select>
          </label>
        </Show>
        <fieldset>
          <legend>Modules of {course()?.title}</legend>
          <For each={course()?.modules}>
            {(module) => (
              <label>
                <input
                  type="checkbox"
                  checked={choice().modules.includes(module.slug)}
                  onChange={(event) => {
                    const others = choice().modules.filter((slug) => slug !== module.slug)
                    setChoice({ ...choice(), modules: event.currentTarget.checked ? [...others, module.slug] : others })
                  }}
                />
                <span>
                  {module.number} {module.title}{' '}
                  <small>{minutesText(module.lessons.reduce((sum, { minutes }) => sum + minutes, 0))}</small>
                </span>
              </label>
            )}
          </For>
        </fieldset>
        <div class="row">
          <label>
            Time
            <select onChange={(event) => setChoice({ ...choice(), span: event.currentTarget.value as Span })}>
              <For each={Object.keys(spans) as Span[]}>
                {(span) => (
                  <option value={span} selected={span === choice().span}>
                    {spanNames[span]}
                  </option>
                )}
              </For>
            </select>
          </label>
          <label>
            Begins at
            <input
              type="time"
              value={clockAt(choice().startsAt).padStart(5, '0')}
              onChange={(event) => {
                const [hours = NaN, minutes = NaN] = event.currentTarget.value.split(':').map(Number)
                if (Number.isFinite(hours + minutes)) setChoice({ ...choice(), startsAt: hours * 60 + minutes })
              }}
            />
          </label>
        </div>
        <div class="actions">
          <Show when={isRunning()}>
            <button class="button" type="button" data-weight="first" onClick={go}>
              Continue this class
            </button>
          </Show>
          <Show when={agenda()}>
            <button class="button" type="button" data-weight={isRunning() ? undefined : 'first'} onClick={start}>
              {isRunning() ? 'Begin it anew' : 'Present this class'}
            </button>
          </Show>
        </div>
        <p role="status">{said()}</p>
        <Show when={session()?.state !== undefined && !isRunning()}>
          <p class="note">
            Another class is under way on this device. Presenting this one ends it: what was counted there is gone then.
          </p>
        </Show>
      </section>
      <Show when={refusal()}>
        {(text) => (
          <p class="note" data-kind="warning" role="status">
            {text()}
          </p>
        )}
      </Show>
      <Show when={agenda()}>{(days) => <AgendaPart agenda={days()} title={course()?.title ?? ''} />}</Show>
    </>
  )
}

const entryNames = {
  opening: 'Welcome',
  closing: 'Looking back, open questions',
  break: 'Break',
  lunch: 'Lunch',
  free: 'Nothing planned',
} as const

const entryText = (entry: Entry): string => {
  switch (entry.kind) {
    case 'lesson':
      return `${entry.lesson.number} ${entry.lesson.title}`
    case 'questions':
      return entry.count === 1 ? 'Question to the class' : `${entry.count} questions to the class`
    case 'exercise':
      return `Exercise: ${entry.exercise.title}`
    case 'opening':
    case 'closing':
    case 'break':
    case 'lunch':
    case 'free':
      return entryNames[entry.kind]
  }
}

function AgendaPart(props: { readonly agenda: Agenda; readonly title: string }) {
  const id = createUniqueId()
  const days = () => props.agenda.days
  return (
    <section aria-labelledby={id}>
      <div class="agenda-head">
        <h2 id={id}>Agenda: {props.title}</h2>
        <button class="button no-print" type="button" onClick={() => print()}>
          Print the agenda
        </button>
      </div>
      <LeftOut agenda={props.agenda} />
      <div class="days">
        <For each={days()}>
          {(entries, day) => (
            <table class="day">
              <caption>
                <Show when={days().length > 1} fallback="The day">
                  Day {day() + 1}
                </Show>
                , {minutesText(entries.reduce((sum, { minutes }) => sum + minutes, 0))}
              </caption>
              <thead class="visually-hidden">
                <tr>
                  <th scope="col">At</th>
                  <th scope="col">What</th>
                  <th scope="col">How long</th>
                </tr>
              </thead>
              <tbody>
                <For each={entries}>
                  {(entry) => (
                    <tr data-kind={entry.kind}>
                      <th scope="row">{clockAt(entry.at)}</th>
                      <td>{entryText(entry)}</td>
                      <td>{minutesText(entry.minutes)}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          )}
        </For>
      </div>
    </section>
  )
}

/** What there is no time for, said before the agenda and not left to be noticed. */
function LeftOut(props: { readonly agenda: Agenda }) {
  const left = () => props.agenda.left
  const parts = () =>
    [
      left().lessons.length > 0 ? `${count(left().lessons.length, 'lesson')}` : '',
      left().exercises.length > 0 ? `${count(left().exercises.length, 'exercise')}` : '',
      left().questions > 0 ? `${count(left().questions, 'question')} of the lessons taught` : '',
    ].filter(Boolean)
  const said = () => parts().join(parts().length > 2 ? ', ' : ' and ')
  return (
    <Show when={parts().length > 0} fallback={<p>All that was chosen fits.</p>}>
      <div class="note" data-kind={left().lessons.length > 0 ? 'warning' : undefined}>
        <p>No time is left for {said()}.</p>
        <Show when={left().lessons.length + left().exercises.length > 0}>
          <details class="left">
            <summary>Which</summary>
            <ul>
              <For each={left().lessons}>
                {({ number, title }) => (
                  <li>
                    {number} {title}
                  </li>
                )}
              </For>
              <For each={left().exercises}>{({ title }) => <li>Exercise: {title}</li>}</For>
            </ul>
          </details>
        </Show>
      </div>
    </Show>
  )
}

const count = (number: number, thing: string) => `${number} ${thing}${number === 1 ? '' : 's'}`

const loadKeptRooms = async () => (await import('./live/KeptRooms.tsx')).KeptRooms

/** Whether people can answer by telephone here, and if not why. */
function LiveState() {
  const [hasRoom, setRoom] = createSignal<boolean>()
  const [areKeptShown, setKeptShown] = createSignal(false)
  whenMounted(() => {
    fetch(address('room.json')).then(
      (answer) => setRoom(answer.ok),
      () => setRoom(false),
    )
  })
  return (
    <section class="no-print" aria-labelledby="live">
      <h2 id="live">Answers by telephone</h2>
      <p role="status">
        <Switch fallback="Looking for a classroom server …">
          <Match when={hasRoom() === true}>
            A classroom server answers here: open a room from the presenter’s window. There you let in your own phone
            too, to read your notes and lead the class from it.
          </Match>
          <Match when={hasRoom() === false}>{noServer}</Match>
        </Switch>
      </p>
      <p>
        <a href={address('about/hosting/')}>Running live classes</a>: on which network, with which server, in which
        order to try, and who can see what.
      </p>
      <details onToggle={(event) => setKeptShown(event.currentTarget.open)}>
        <summary>Rooms on this device</summary>
        <Show when={areKeptShown()}>
          <Lazy what="The list of rooms" load={loadKeptRooms} with={{}} />
        </Show>
      </details>
    </section>
  )
}
