import { createEffect, createMemo, createSignal, For, Match, onCleanup, Show, Switch, untrack } from 'solid-js'
import { hasLetters, shares } from '../../core/live-question.ts'
import { letterAt } from '../../core/paper.ts'
import type { Shown, ShownQuestion } from '../../core/shown.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { fit, showSteps } from './fit.ts'
import { JoinCode } from './JoinCode.tsx'
import { MockCard } from './MockCard.tsx'
import type { Picture } from './picture.ts'
import { lengthText, wallClock } from './time-text.ts'
import { kindCalls, people, phaseCalls, rightOf, standingsTitle } from './words.ts'
import './stage.css'

/** The picture: what the class sees, in whatever size there is room for. Nothing in it can be pressed. */
export function Stage(props: { readonly picture: Picture }) {
  let stage: HTMLDivElement | undefined
  let content: HTMLDivElement | undefined
  const refit = () => content && fit(content)

  whenMounted(() => {
    const watch = new ResizeObserver(refit)
    if (stage) watch.observe(stage)
    void document.fonts?.ready.then(refit)
    return () => watch.disconnect()
  })
  // How many have answered changes often, and the size of nothing.
  const layout = createMemo(() =>
    JSON.stringify(props.picture, (name, value) => (name === 'answered' ? value > 0 : value)),
  )
  createEffect(() => {
    layout()
    const { shown } = untrack(() => props.picture)
    // What is drawn follows in the same turn; it is measured after that.
    queueMicrotask(() => {
      if (!content) return
      showSteps(content, shown.kind === 'slide' ? shown.step : 0)
      refit()
    })
  })

  return (
    <div class="stage" data-cover={props.picture.cover} data-kind={props.picture.shown.kind} ref={stage}>
      <Switch>
        <Match when={props.picture.cover === 'blank'}>
          <p class="visually-hidden">The screen is blank.</p>
        </Match>
        <Match when={props.picture.cover === 'join' && props.picture.joining}>
          {(joining) => <JoinCode joining={joining()} />}
        </Match>
        <Match when={true}>
          <div class="stage-content" ref={content}>
            <Scene {...props.picture} />
          </div>
        </Match>
      </Switch>
    </div>
  )
}

const ofKind = <Kind extends Shown['kind']>(shown: Shown, kind: Kind) =>
  shown.kind === kind ? (shown as Extract<Shown, { kind: Kind }>) : undefined

function Scene(props: Picture) {
  return (
    <Switch>
      <Match when={ofKind(props.shown, 'lobby')}>
        {(lobby) => (
          <div class="stage-title">
            <p class="kicker">ISO/IEC 42001</p>
            <h1>{lobby().title}</h1>
          </div>
        )}
      </Match>
      <Match when={ofKind(props.shown, 'slide')}>
        <div class="stage-slide" innerHTML={props.html} />
      </Match>
      <Match when={ofKind(props.shown, 'question')}>{(question) => <QuestionScene shown={question()} />}</Match>
      <Match when={ofKind(props.shown, 'exercise')}>
        {(exercise) => (
          <div class="stage-exercise">
            <p class="kicker">{exercise().part === 'work' ? `In groups, ${exercise().minutes} minutes` : 'Together'}</p>
            <h1>{exercise().title}</h1>
            <ol>
              <For each={exercise().task}>{(task) => <li>{task}</li>}</For>
            </ol>
            <Countdown endsAt={exercise().endsAt} />
          </div>
        )}
      </Match>
      <Match when={ofKind(props.shown, 'mock')}>
        {(mock) => (
          <MockCard mock={mock()} joining={props.joining}>
            <Countdown endsAt={mock().endsAt} />
          </MockCard>
        )}
      </Match>
      <Match when={ofKind(props.shown, 'board')}>
        {(board) => (
          <div class="stage-board">
            <h1>{standingsTitle}</h1>
            <p class="kicker">{rightOf(board().of)}</p>
            <table>
              <tbody>
                <For each={board().top}>
                  {(row) => (
                    <tr>
                      <td>{row.place}</td>
                      <th scope="row">{row.name}</th>
                      <td>{row.right}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </div>
        )}
      </Match>
      <Match when={ofKind(props.shown, 'break')}>
        {(pause) => (
          <div class="stage-title">
            <h1>{pause().title}</h1>
            <Show when={pause().endsAt}>{(endsAt) => <p>We go on at {wallClock(endsAt())}.</p>}</Show>
            <Countdown endsAt={pause().endsAt} />
          </div>
        )}
      </Match>
      <Match when={ofKind(props.shown, 'end')}>
        <div class="stage-title">
          <h1>Thank you.</h1>
          <p>Lessons, exercises and practice exams are yours to keep: {location.host}</p>
        </div>
      </Match>
    </Switch>
  )
}

function QuestionScene(props: { readonly shown: ShownQuestion }) {
  const counts = () => ('counts' in props.shown ? props.shown.counts : [])
  const keys = () => (props.shown.phase === 'reveal' ? props.shown.key : [])
  const isKey = (id: number) => keys().includes(id)
  return (
    <div class="stage-question" data-phase={props.shown.phase}>
      <p class="kicker">
        {phaseCalls[props.shown.phase]} {props.shown.phase === 'open' ? kindCalls[props.shown.question.kind] : ''}
        <Show when={props.shown.round === 2}> Second vote.</Show>
      </p>
      <h1>{props.shown.question.stem}</h1>
      <ol role="list">
        <For each={props.shown.question.options}>
          {(option, at) => (
            <li data-mark={props.shown.phase === 'reveal' ? (isKey(option.id) ? 'right' : 'other') : undefined}>
              <Show when={hasLetters(props.shown.question)}>
                <span class="letter">{letterAt(at())}</span>
              </Show>
              <span class="text">
                {option.text}
                <Show when={isKey(option.id)}>
                  <strong class="verdict"> ✓ key</strong>
                </Show>
              </span>
              <For each={counts()}>
                {(round, index) => <Share counts={round} at={at()} round={index()} of={counts().length} />}
              </For>
            </li>
          )}
        </For>
      </ol>
      <Show when={props.shown.phase === 'reveal' && props.shown.why}>{(why) => <p class="why">{why()}</p>}</Show>
      <footer>
        <Show when={props.shown.answered > 0}>
          <span>{people(props.shown.answered)} answered</span>
        </Show>
        <Countdown endsAt={props.shown.endsAt} />
      </footer>
    </div>
  )
}

/** How many chose an option in one round: a bar, a number and a share. */
function Share(props: {
  readonly counts: readonly number[]
  readonly at: number
  readonly round: number
  readonly of: number
}) {
  const total = () => props.counts.reduce((sum, count) => sum + count, 0)
  const count = () => props.counts[props.at] ?? 0
  const share = () => shares(props.counts, total())[props.at] ?? 0
  return (
    <span class="share">
      <span class="visually-hidden">{props.of > 1 ? `Vote ${props.round + 1}: ` : ''}</span>
      <meter min={0} max={100} value={share()} aria-hidden="true" />
      <span class="figure">
        {count()} <small>({share()} %)</small>
      </span>
    </span>
  )
}

/** What is left, where something ends. At nothing it stays there: only a trainer ends things. */
function Countdown(props: { readonly endsAt: number | undefined }) {
  const [now, setNow] = createSignal(Date.now())
  const tick = setInterval(() => setNow(Date.now()), 500)
  onCleanup(() => clearInterval(tick))
  return (
    <Show when={props.endsAt}>
      {(endsAt) => (
        <p class="countdown" role="timer">
          {endsAt() > now() ? lengthText(endsAt() - now() + 999) : 'Time is up'}
        </p>
      )}
    </Show>
  )
}
