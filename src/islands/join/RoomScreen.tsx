import { createEffect, createMemo, createSignal, For, Match, on, Show, Switch } from 'solid-js'
import { certainties } from '../../core/certainty.ts'
import type { Participant, ParticipantView } from '../../wire/participant.ts'
import type { Activity, State } from '../../wire/protocol.ts'
import { address } from '../primitives/address.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { Countdown } from './Countdown.tsx'
import { OneField } from './OneField.tsx'
import { Spread } from './Spread.tsx'
import { letterOf, statusWords, words } from './words.ts'

type Props = { readonly view: ParticipantView; readonly participant: () => Participant | undefined }

/** What the trainer shows, and the way to answer it. */
export function RoomScreen(props: Props) {
  const heading = createFocusTarget<HTMLHeadingElement>()
  const screen = () => props.view.screen
  const is = <Kind extends State['k']>(...kinds: readonly Kind[]) => {
    const now = screen()
    return now && kinds.some((kind) => kind === now.k) ? (now as Extract<State, { k: Kind }>) : undefined
  }
  const question = () => is('ready', 'open', 'locked', 'spread', 'reveal')
  // Another screen has another heading, which takes the focus; the steps of one question leave it where it is.
  const place = createMemo(() => {
    const act = question()?.act ?? is('exercise')?.act
    return act ? `${act.id}:${act.round}` : screen()?.k
  })
  createEffect(on(place, () => heading.focus(), { defer: true }))
  // A memo, so that what somebody has folded stays so.
  const hadMock = createMemo(() => props.view.hadMock)

  return (
    <>
      <Switch
        fallback={
          <>
            <h1 tabindex="-1" ref={heading.ref}>
              {words.oldTitle}
            </h1>
            <p role="alert">{words.old}</p>
            <button class="button" data-weight="first" type="button" onClick={() => location.reload()}>
              {words.reload}
            </button>
          </>
        }
      >
        <Match when={is('lobby')}>
          <h1 tabindex="-1" ref={heading.ref}>
            {words.lobby}
          </h1>
        </Match>
        <Match when={is('slide')}>
          {(now) => (
            <>
              <h1 tabindex="-1" ref={heading.ref}>
                {now().title}
              </h1>
              <p>{words.slide}</p>
            </>
          )}
        </Match>
        <Match when={question()}>
          {(now) => (
            <>
              <Show when={now().act.round === 2}>
                <p class="kicker">{words.round2}</p>
              </Show>
              <h1 class="stem" tabindex="-1" ref={heading.ref}>
                {now().act.stem}
              </h1>
              <Ending view={props.view} />
              <Show
                when={is('spread', 'reveal')}
                fallback={
                  <Show when={place()} keyed>
                    <Choice
                      act={now().act}
                      isOpen={now().k === 'open'}
                      rule={ruleOf(now())}
                      answer={props.view.answer}
                      onAnswer={(...answer) => props.participant()?.answer(...answer) ?? false}
                    />
                  </Show>
                }
              >
                {(shown) => (
                  <Spread shown={shown()} given={props.view.answer?.given} isOtherKey={props.view.isOtherKey} />
                )}
              </Show>
            </>
          )}
        </Match>
        <Match when={is('exercise')}>
          {(now) => (
            <>
              <p class="kicker">{words.exercise}</p>
              <h1 tabindex="-1" ref={heading.ref}>
                {now().title}
              </h1>
              <Ending view={props.view} />
              <Show when={now().part === 'work'} fallback={<p>{words.debrief}</p>}>
                <ol class="task">
                  <For each={now().task}>{(step) => <li>{step}</li>}</For>
                </ol>
                <h2>{words.group}</h2>
                <Choice
                  act={now().act}
                  isOpen
                  rule=""
                  answer={props.view.answer}
                  onAnswer={(...answer) => props.participant()?.answer(...answer) ?? false}
                />
              </Show>
            </>
          )}
        </Match>
        <Match when={is('mock')}>
          {(now) => (
            <>
              <h1 tabindex="-1" ref={heading.ref}>
                {words.mock}
              </h1>
              <Ending view={props.view} />
              <p>{words.mockHow(Math.round(now().secs / 60))}</p>
              <p class="code">{now().form}</p>
              <p>
                <a
                  class="button"
                  data-weight="first"
                  href={address(now().path ?? 'exams/')}
                  target="_blank"
                  rel="noreferrer"
                >
                  {words.openForm}
                </a>
              </p>
            </>
          )}
        </Match>
        <Match when={is('board')}>
          {(now) => (
            <>
              <h1 tabindex="-1" ref={heading.ref}>
                {words.board}
              </h1>
              <p>{words.boardOf(now().of)}</p>
              <ol>
                <For each={now().top}>
                  {(row) => (
                    <li value={row.place}>
                      {row.name}: {row.pts}
                    </li>
                  )}
                </For>
              </ol>
            </>
          )}
        </Match>
        <Match when={is('break')}>
          {(now) => (
            <>
              <h1 tabindex="-1" ref={heading.ref}>
                {now().title}
              </h1>
              <Ending view={props.view} />
            </>
          )}
        </Match>
        <Match when={is('end')}>
          {(now) => (
            <>
              <h1 tabindex="-1" ref={heading.ref}>
                {words.ended}
              </h1>
              <p>{words.endedHow}</p>
              <Show when={now().takeaway}>
                <p class="takeaway">{now().takeaway}</p>
              </Show>
              <Outcomes view={props.view} />
              <p>
                <a class="button" href={address('')}>
                  {words.learn}
                </a>
              </p>
            </>
          )}
        </Match>
      </Switch>
      <Show when={is('end') ?? (hadMock() && is('lobby', 'slide', 'mock', 'board', 'break'))}>
        <details class="token" open={hadMock()}>
          <summary>{words.sendAResult}</summary>
          <SendToken {...props} />
        </details>
      </Show>
      <p
        class={is('reveal') ? 'visually-hidden' : 'status'}
        role="status"
        data-delivered={props.view.answer?.delivered ?? props.view.result}
      >
        {statusWords(props.view)}
      </p>
    </>
  )
}

function ruleOf({ k, act }: Extract<State, { k: 'ready' | 'open' | 'locked' | 'spread' | 'reveal' }>): string {
  if (k === 'ready') return words.notOpen
  if (k === 'locked') return words.locked
  if (act.kind === 'text') return words.write
  return act.kind === 'multi' ? words.chooseSeveral : words.chooseOne
}

const Ending = (props: { readonly view: ParticipantView }) => (
  <Show when={props.view.endsAt}>{(endsAt) => <Countdown endsAt={endsAt()} />}</Show>
)

/** The options, as native radios and boxes. One of them is an answer at once; several, or words, are sent. */
function Choice(props: {
  readonly act: Activity
  readonly isOpen: boolean
  readonly rule: string
  readonly answer: ParticipantView['answer']
  readonly onAnswer: Participant['answer']
}) {
  const [problem, setProblem] = createSignal('')
  let form: HTMLFormElement | undefined
  const isSent = () => props.act.kind === 'multi' || props.act.kind === 'text'
  // Of all that the page hears, only these change what is ticked: what is not sent yet stays as it is.
  const given = createMemo(() => props.answer?.given)
  // The same options come again whenever the trainer says something new of the question, such as when it ends.
  const options = createMemo(() => props.act.opts, undefined, {
    equals: (before, now) => JSON.stringify(before) === JSON.stringify(now),
  })
  const sure = createMemo(() => props.answer?.sure)
  const isChosen = (id: number) => {
    const now = given()
    return typeof now !== 'string' && (now?.includes(id) ?? false)
  }
  const type = () => (props.act.kind === 'multi' ? 'checkbox' : 'radio')

  const send = () => {
    const data = new FormData(form)
    const answer = props.act.kind === 'text' ? String(data.get('text') ?? '') : data.getAll('option').map(Number)
    const isTaken = props.onAnswer(answer, certainties[Number(data.get('sure') ?? 0) - 1])
    setProblem(isTaken ? '' : props.act.kind === 'text' ? words.nothingWritten : words.nothingChosen)
  }

  return (
    <form
      ref={form}
      class="question"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <fieldset disabled={!props.isOpen}>
        <legend class="visually-hidden">{props.act.stem}</legend>
        <Show when={props.rule}>
          <p class="rule">{props.rule}</p>
        </Show>
        <Show
          when={props.act.kind === 'text'}
          fallback={
            <For each={options()}>
              {(option, at) => (
                <label class="option">
                  <input
                    type={type()}
                    name="option"
                    value={option.id}
                    checked={isChosen(option.id)}
                    onChange={() => !isSent() && send()}
                  />
                  <span>
                    <b class="letter">{letterOf(at(), props.act)}</b> {option.t}
                  </span>
                </label>
              )}
            </For>
          }
        >
          <textarea name="text" rows="3" maxlength="280" aria-label={words.answer}>
            {String(given() ?? '')}
          </textarea>
        </Show>
        <Show when={props.act.sure}>
          <fieldset class="sure">
            <legend>{words.sure}</legend>
            <For each={certainties}>
              {(level, at) => (
                <label>
                  <input
                    type="radio"
                    name="sure"
                    value={level}
                    checked={sure() === level}
                    onChange={() => !isSent() && send()}
                  />
                  {words.sureLevels[at()]}
                </label>
              )}
            </For>
          </fieldset>
        </Show>
        <Show when={isSent() && props.isOpen}>
          <p class="problem" role="alert">
            {problem()}
          </p>
          <button class="button" data-weight="first">
            {given() === undefined ? words.send : words.sendAgain}
          </button>
        </Show>
      </fieldset>
    </form>
  )
}

function Outcomes(props: { readonly view: ParticipantView }) {
  return (
    <>
      <h2>{words.outcomes}</h2>
      <Show when={props.view.outcomes.length > 0} fallback={<p>{words.noOutcomes}</p>}>
        <ol class="outcomes">
          <For each={props.view.outcomes}>
            {(outcome) => (
              <li>
                <p>{outcome.stem}</p>
                <p>
                  {outcome.mine.join('; ')}
                  <Show when={outcome.isRight !== undefined}>
                    {': '}
                    <b data-mark={outcome.isRight ? 'right' : 'wrong'}>
                      {outcome.isRight ? `✓ ${words.isRight}` : `✗ ${words.isWrong}`}
                    </b>
                  </Show>
                </p>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </>
  )
}

function SendToken(props: Props) {
  const [problem, setProblem] = createSignal<string>()
  return (
    <OneField
      label={words.token}
      hint={words.tokenHint}
      value=""
      problem={problem()}
      button={words.sendToken}
      onSend={(text) => {
        const token = /AIMS\d+\.[0-9A-Z]{20,990}/i.exec(text)?.[0]
        setProblem(token === undefined ? words.tokenWrong : undefined)
        if (token !== undefined) props.participant()?.sendResult(token)
      }}
    />
  )
}
