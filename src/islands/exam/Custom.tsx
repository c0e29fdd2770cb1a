import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import {
  customLimits,
  fitting,
  formatCustom,
  type CustomExam,
  type CustomFailure,
  type ListName,
} from '../../core/custom.ts'
import type { LastSeen } from '../../core/form.ts'
import type { Bank } from '../../core/profile.ts'
import { fail, known, ok } from '../../core/result.ts'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { plural } from './clock.ts'
import { drawnOf, readCustom, usual, type CustomCourse } from './custom-form.ts'
import { customFailureText, tooFewText } from './custom-words.ts'
import { CustomChoices } from './CustomChoices.tsx'
import { fetchBank, fetched, seenIn } from './form-finder.ts'
import { customPath, paperTwinPath } from './paths.ts'
import { newSeed, planOf } from './plan.ts'
import { StartDesk, type Chosen } from './StartDesk.tsx'
import './custom.css'

export type CustomProps = {
  /** The address of the choices of every course. */
  readonly choices: string
  readonly signposts: string
}

type Page =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly failures: readonly CustomFailure[] }
  | { readonly kind: 'building'; readonly courses: readonly CustomCourse[]; readonly custom: CustomExam }

/** An exam put together here or elsewhere: its settings stand in the address. */
export function Custom(props: CustomProps) {
  return (
    <Boundary>
      <CustomPage {...props} />
    </Boundary>
  )
}

function CustomPage(props: CustomProps) {
  const [page, setPage] = createSignal<Page>({ kind: 'loading' })
  const inKind = <Kind extends Page['kind']>(kind: Kind) => {
    const now = page()
    return isIn(now, kind) ? now : undefined
  }

  async function open() {
    const courses = await fetched<readonly CustomCourse[]>(props.choices)
    if (courses === undefined) return setPage({ kind: 'unreachable' })
    const read = readCustom(location.search, courses)
    if (!read.ok) return setPage({ kind: 'refused', failures: read.failure })
    return change({ kind: 'building', courses, custom: read.value })
  }
  function change(next: Extract<Page, { kind: 'building' }>) {
    history.replaceState(history.state, '', address(customPath(formatCustom(next.custom))))
    setPage(next)
  }
  whenMounted(() => void open())

  return (
    <Switch>
      <Match when={inKind('loading')}>
        <p role="status">Looking for what can be asked…</p>
        <noscript>
          <p>A custom exam is put together in this browser and needs JavaScript. Switch it on and reload.</p>
        </noscript>
      </Match>
      <Match when={inKind('unreachable')}>
        <p role="alert">The questions could not be loaded. Check the connection and reload this page.</p>
      </Match>
      <Match when={inKind('refused')}>
        {(now) => (
          <div class="custom" role="alert">
            <p>This address is not one of a custom exam. No questions were drawn.</p>
            <ul>
              <For each={now().failures}>{(failure) => <li>{customFailureText(failure)}</li>}</For>
            </ul>
            <p>
              <a href={address(customPath())}>Put together an exam of your own</a>
            </p>
          </div>
        )}
      </Match>
      <Match when={inKind('building')}>
        {(now) => (
          <Builder
            courses={now().courses}
            custom={now().custom}
            signposts={props.signposts}
            onChange={(custom) => change({ ...now(), custom })}
          />
        )}
      </Match>
    </Switch>
  )
}

function Builder(props: {
  readonly courses: readonly CustomCourse[]
  readonly custom: CustomExam
  readonly signposts: string
  readonly onChange: (custom: CustomExam) => void
}) {
  const [banks, setBanks] = createSignal<ReadonlyMap<string, Bank>>(new Map())
  const [lastSeen, setLastSeen] = createSignal<LastSeen>(new Map())
  const [isMissing, setMissing] = createSignal(false)
  const [copied, setCopied] = createSignal('')

  const course = createMemo(() => known(props.courses.find(({ id }) => id === props.custom.course)))
  const bank = () => banks().get(course().id)
  const fit = createMemo(() => {
    const now = bank()
    return now && fitting(now, props.custom, course()).length
  })
  const drawn = createMemo(() => {
    const now = bank()
    return now && drawnOf(props.custom, { course: course(), bank: now })
  })
  const ready = () => {
    const now = drawn()
    return now?.ok ? now.value : undefined
  }
  const tooFew = () => {
    const now = drawn()
    return now && !now.ok ? now.failure : undefined
  }

  const set = (some: Partial<CustomExam>) => {
    setCopied('')
    props.onChange({ ...props.custom, ...some })
  }
  const toggle = (name: ListName, id: string) => {
    const list = props.custom[name]
    const others = list.filter((one) => one !== id)
    set({ [name]: others.length < list.length ? others : [...list, id].sort() })
  }
  async function load({ id, bank: { path } }: CustomCourse) {
    const fetchedBank = await fetchBank(address(path))
    setMissing(fetchedBank === undefined)
    if (fetchedBank) setBanks(new Map([...banks(), [id, fetchedBank]]))
  }
  function switchCourse(id: string) {
    const next = known(props.courses.find((one) => one.id === id))
    set({ course: id, domains: [], modules: [], refs: [], concepts: [] })
    void load(next)
  }
  async function copy() {
    const done = await navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    )
    setCopied(done ? 'The link is copied.' : 'The browser did not copy it; take the address of this page.')
  }
  async function plan(chosen: Chosen) {
    const now = ready()
    return now ? ok(planOf(now, chosen)) : fail('There is nothing to start yet.')
  }

  whenMounted(() => {
    void load(course())
    loadProgress()
      .then((progress) => progress.lastSeen())
      // What is stored cannot be read; the start says so.
      .then(setLastSeen, () => {})
  })

  return (
    <>
      <form class="custom" onSubmit={(event) => event.preventDefault()}>
        <Show when={props.courses.length > 1}>
          <label class="field">
            Course
            <select value={course().id} onChange={(event) => switchCourse(event.currentTarget.value)}>
              <For each={props.courses}>{(one) => <option value={one.id}>{one.title}</option>}</For>
            </select>
          </label>
        </Show>
        <h2>What it asks about</h2>
        <p class="quiet">
          Where you choose nothing, everything is asked. A clause has its sub-clauses in it, an area of Annex A its
          controls. A question must fit each of the lists.
        </p>
        <CustomChoices choices={course()} custom={props.custom} onToggle={toggle} />
        <h2>How long it is</h2>
        <div class="numbers">
          <NumberField
            label="Questions"
            limits={customLimits.questions}
            value={props.custom.questions}
            onChange={(questions) => set({ questions })}
          />
          <Show when={props.custom.minutes}>
            {(minutes) => (
              <NumberField
                label="Minutes"
                limits={customLimits.minutes}
                value={minutes()}
                onChange={(minutes) => set({ minutes })}
              />
            )}
          </Show>
          <NumberField
            label="Per cent to pass"
            limits={customLimits.pass}
            value={props.custom.pass}
            onChange={(pass) => set({ pass })}
          />
          <label class="box">
            <input
              type="checkbox"
              checked={props.custom.minutes === undefined}
              onChange={(event) => set({ minutes: event.currentTarget.checked ? undefined : usual.minutes })}
            />
            <span>Untimed</span>
          </label>
        </div>
        <p role="status" class="fit">
          <Show when={fit() !== undefined} fallback={isMissing() ? '' : 'Counting the questions…'}>
            {plural(fit() ?? 0, 'question')} {fit() === 1 ? 'fits' : 'fit'}.
          </Show>
        </p>
        <p role="alert">
          {isMissing() ? 'The questions could not be loaded. Check the connection and reload this page.' : ''}
          <Show when={tooFew()}>{(failure) => tooFewText(failure())}</Show>
        </p>
      </form>
      <Show when={ready()}>
        {(now) => (
          <StartDesk
            profile={now().profile}
            extraMinutes={props.custom.minutes === undefined ? undefined : Math.ceil(props.custom.minutes / 6)}
            signposts={props.signposts}
            canStart={true}
            plan={plan}
            form={
              <section class="forms">
                <h2>Your questions</h2>
                <p>
                  {plural(props.custom.questions, 'question')} of the {fit()} that fit. You have seen{' '}
                  {seenIn(now(), lastSeen())} of them.
                </p>
                <div class="actions">
                  <button class="button" type="button" onClick={() => set({ seed: newSeed() })}>
                    Draw others
                  </button>
                  <button class="button" type="button" onClick={() => void copy()}>
                    Copy the link to these
                  </button>
                  <a class="linked" href={address(paperTwinPath(customPath(formatCustom(props.custom))))}>
                    Print these on paper
                  </a>
                </div>
                <p role="status">{copied()}</p>
              </section>
            }
          />
        )}
      </Show>
    </>
  )
}

/** A whole number within limits. What is typed outside them counts as the nearest within. */
function NumberField(props: {
  readonly label: string
  readonly limits: { readonly least: number; readonly most: number }
  readonly value: number
  readonly onChange: (value: number) => void
}) {
  function change(typed: number) {
    const { least, most } = props.limits
    if (Number.isFinite(typed)) props.onChange(Math.min(most, Math.max(least, Math.round(typed))))
  }
  return (
    <label class="field">
      {props.label}
      <input
        type="number"
        min={props.limits.least}
        max={props.limits.most}
        value={props.value}
        onChange={(event) => {
          change(event.currentTarget.valueAsNumber)
          event.currentTarget.value = String(props.value)
        }}
      />
    </label>
  )
}

const isIn = <Kind extends Page['kind']>(page: Page, kind: Kind): page is Extract<Page, { kind: Kind }> =>
  page.kind === kind
