import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { drawDrill, drillReport, isFound, type Drill, type Find, type Met, type Situation } from '../../core/drill.ts'
import { newId } from '../../store/ids.ts'
import type { StoredResponse } from '../../store/progress.ts'
import { spentText } from '../exam/clock.ts'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { loadProgress, queue } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { DrillRun } from './DrillRun.tsx'
import './drill.css'

type Phase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'running'; readonly runId: string; readonly situations: readonly Situation[] }
  | { readonly kind: 'done'; readonly finds: readonly Find[] }

const sizes = [10, 15, 20] as const
const clockKey = 'drill:clock'

/** The clause finder: situations against a clock, with the book open. */
export function DrillPage() {
  const heading = createFocusTarget<HTMLHeadingElement>()
  const [phase, setPhase] = createSignal<Phase>({ kind: 'loading' })
  const [drill, setDrill] = createSignal<Drill>({ places: [], situations: [] })
  const [size, setSize] = createSignal<number>(10)
  const [hasClock, setClock] = createSignal(true)
  const [met, setMet] = createSignal<Met>(new Map())

  whenMounted(() => {
    load().catch(() => setPhase({ kind: 'failed' }))
  })

  async function load() {
    const answer = await fetch(address('practice/clauses.json'))
    if (!answer.ok) throw new Error(answer.statusText)
    setDrill(await answer.json())
    setPhase({ kind: 'ready' })
    const progress = await loadProgress()
    setMet(metIn(await progress.responses()))
    setClock((await progress.settings()).get(clockKey) !== false)
  }

  function start(only?: readonly Situation[]) {
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1))
    const pool = { ...drill(), situations: only ?? drill().situations }
    setPhase({
      kind: 'running',
      runId: `drill-${newId()}`,
      situations: drawDrill(pool, { count: size(), seed, met: met() }),
    })
  }

  function show(on: boolean) {
    setClock(on)
    void loadProgress()
      .then((progress) => progress.set(clockKey, on))
      .catch(() => {})
  }

  /** Kept apart from answers to questions: what was found in an open book says nothing of what is known. */
  function keep(find: Find, runId: string) {
    setMet(new Map([...met(), [find.situation.id, { at: Date.now(), isFound: isFound(find) }]]))
    const { situation, given, ms } = find
    void queue.record({
      questionId: situation.id,
      version: 1,
      concept: situation.place,
      domain: 'drill',
      context: 'drill',
      attemptId: runId,
      response: given === undefined ? { kind: 'none' } : { kind: 'chosen', options: [given] },
      mark:
        given === undefined
          ? { kind: 'skipped', credit: 0 }
          : isFound(find)
            ? { kind: 'right', credit: 1 }
            : { kind: 'wrong', credit: 0 },
      assisted: false,
      at: Date.now(),
      spentMs: Math.round(ms),
    })
  }

  function finish(finds: readonly Find[]) {
    setPhase({ kind: 'done', finds })
    heading.focus()
  }

  const running = () => {
    const now = phase()
    return now.kind === 'running' ? now : undefined
  }
  const done = () => {
    const now = phase()
    return now.kind === 'done' ? now.finds : undefined
  }
  const toRead = () => [
    ...new Set(drill().situations.flatMap(({ id, place }) => (met().get(id)?.isFound === false ? [place] : []))),
  ]

  return (
    <Boundary>
      <div class="drill">
        <Switch>
          <Match when={phase().kind === 'loading'}>
            <p>Fetching the situations …</p>
          </Match>
          <Match when={phase().kind === 'failed'}>
            <p class="note" data-kind="warning" role="alert">
              The situations did not load. Check the connection and reload this page; nothing that is stored is lost.
            </p>
          </Match>
          <Match when={running()} keyed>
            {(run) => (
              <DrillRun
                situations={run.situations}
                places={drill().places}
                hasClock={hasClock()}
                onClock={show}
                onFind={(find) => keep(find, run.runId)}
                onDone={finish}
              />
            )}
          </Match>
          <Match when={done()}>
            {(finds) => (
              <>
                <h2 ref={heading.ref} tabIndex={-1}>
                  {drillReport(finds()).found} of {finds().length} found
                </h2>
                <Outcome finds={finds()} drill={drill()} />
                <div class="actions">
                  <button class="button" type="button" data-weight="first" onClick={() => start()}>
                    Another run
                  </button>
                  <Show when={finds().some((find) => !isFound(find))}>
                    <button
                      class="button"
                      type="button"
                      onClick={() => start(finds().flatMap((find) => (isFound(find) ? [] : [find.situation])))}
                    >
                      Those you missed once more
                    </button>
                  </Show>
                </div>
              </>
            )}
          </Match>
          <Match when={phase().kind === 'ready'}>
            <p>
              You read a situation and name the clause or control it belongs to: type the number, or pick it from the
              map. You are told at once, with the reason and with what it is confused with. Look things up as in the
              exam; the clock runs only while you search. There are no points for speed.
            </p>
            <div class="choices">
              <label>
                Situations
                <select onChange={(event) => setSize(Number(event.currentTarget.value))}>
                  <For each={sizes}>
                    {(one) => (
                      <option value={one} selected={one === size()}>
                        {one}
                      </option>
                    )}
                  </For>
                </select>
              </label>
              <label>
                <input type="checkbox" checked={hasClock()} onChange={(event) => show(event.currentTarget.checked)} />
                Show the clock
              </label>
            </div>
            <button class="button" type="button" data-weight="first" onClick={() => start()}>
              Start
            </button>
            <Show when={toRead().length > 0}>
              <section aria-labelledby="to-read">
                <h2 id="to-read">To look up</h2>
                <p>Not found when you last met them; each leaves this list when you find it.</p>
                <PlaceList ids={toRead()} drill={drill()} />
              </section>
            </Show>
            <p class="quiet">
              {drill().situations.length} situations. They are no questions of an exam: what you find here moves neither
              your readiness nor your reviews.
            </p>
          </Match>
        </Switch>
      </div>
    </Boundary>
  )
}

/** Times, and what to read again. */
function Outcome(props: { readonly finds: readonly Find[]; readonly drill: Drill }) {
  const report = () => drillReport(props.finds)
  const time = (ms: number | undefined) => (ms === undefined ? '–' : spentText(ms))
  const lookUp = () => [...new Set(report().lookUp.map(({ place }) => place))]
  return (
    <>
      <dl class="figures">
        <div>
          <dt>Median</dt>
          <dd>{time(report().medianMs)}</dd>
        </div>
        <div>
          <dt>Best</dt>
          <dd>{time(report().bestMs)}</dd>
        </div>
      </dl>
      <ol class="finds">
        <For each={props.finds}>
          {(find) => (
            <li>
              <span class="found" data-mark={isFound(find) ? 'right' : 'wrong'}>
                {isFound(find) ? '✓ found' : find.given === undefined ? '– given up' : `✗ ${find.given}`}
              </span>
              <span>
                <strong>{find.situation.place}</strong> {find.situation.situation}
              </span>
              <span class="time">{spentText(find.ms)}</span>
            </li>
          )}
        </For>
      </ol>
      <Show when={lookUp().length > 0} fallback={<p>Nothing to look up: all found, none of it slowly.</p>}>
        <h3>Look up</h3>
        <p>What you missed, then what took more than twice your median.</p>
        <PlaceList ids={lookUp()} drill={props.drill} />
      </Show>
    </>
  )
}

function PlaceList(props: { readonly ids: readonly string[]; readonly drill: Drill }) {
  return (
    <ul role="list" class="places">
      <For each={props.ids.flatMap((id) => props.drill.places.filter((place) => place.id === id))}>
        {(place) => (
          <li>
            <a href={address(place.path)}>
              {place.id} {place.title}
            </a>
          </li>
        )}
      </For>
    </ul>
  )
}

const metIn = (responses: readonly StoredResponse[]): Met =>
  new Map(
    responses
      .filter(({ context }) => context === 'drill')
      .toSorted((one, other) => one.at - other.at)
      .map(({ questionId, at, mark }) => [questionId, { at, isFound: mark.kind === 'right' }]),
  )
