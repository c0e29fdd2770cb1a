import { createMemo, createSignal, Match, Show, Switch, type Accessor } from 'solid-js'
import { nextStep, type LiveQuestion } from '../../../core/live-question.ts'
import { letterAt } from '../../../core/paper.ts'
import { uncovered } from '../../../core/presenting.ts'
import { known } from '../../../core/result.ts'
import { commands, type Command, type LeadStep } from '../../../wire/ctl.ts'
import type { RemoteView } from '../../../wire/remote.ts'
import { whenMounted } from '../../primitives/mounted.ts'
import { Clocks } from '../Clocks.tsx'
import { createReading, type Reading } from '../createReading.ts'
import { commandOf } from '../keys.ts'
import { Notes } from '../Notes.tsx'
import { phaseNames, stepNames } from '../words.ts'
import type { Loaded } from './createRemote.ts'
import { countWords, words } from './words.ts'

/** The class as a device shows it that is let in: what is on the screen, the notes, and what the thumb reaches. */
export function RemoteDesk(props: {
  readonly loaded: Loaded
  readonly pub: string
  readonly view: RemoteView
  readonly now: Accessor<number>
  readonly onPress: (command: Command) => void
  readonly onLead: (step: LeadStep) => void
}) {
  const [notLeading, setNotLeading] = createSignal(false)
  const seen = () => known(props.view.view)
  const state = createMemo(() => seen().state)
  const reading = createReading({
    state,
    now: () => props.now(),
    // oxlint-disable-next-line solid/reactivity -- another class makes another desk
    ...props.loaded,
  })
  const leads = () => seen().lead.driver === props.pub
  const isHeard = () => props.view.link === 'online' && props.view.desk === 'here'
  const cover = () => reading.state().cover
  const said = () => {
    if (props.view.press === 'lost') return words.lost
    if (leads()) return seen().said
    return notLeading() ? words.notLeading : ''
  }

  function press(command: Command) {
    setNotLeading(!leads())
    props.onPress(command)
  }
  whenMounted(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commands.find((one) => one === commandOf(event))
      if (command === undefined) return
      event.preventDefault()
      press(command)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })

  const canVoteAgain = () => {
    const live = cover() === 'none' ? reading.asked()?.live : undefined
    return live?.phase === 'spread' && live.round === 1
  }

  return (
    <>
      <Show when={leads()}>
        <Giving view={props.view} onLead={props.onLead} />
      </Show>
      <section aria-label="On the screen">
        <p class="kicker">{reading.card().section}</p>
        <h1 data-long={reading.asked() ? '' : undefined}>{reading.titleOf(reading.card())}</h1>
        <p class="where">
          Card {reading.place() + 1} of {reading.cards().length}
          {stepText(reading)}
          <Show when={cover() !== 'none'}>{cover() === 'blank' ? ', blanked' : ', under the join code'}</Show>
        </p>
        <p class="counts">{countWords(seen())}</p>
        <Show when={reading.asked()}>
          {(asked) => (
            <>
              <p class="kicker">
                {phaseNames[asked().live.phase]}
                {asked().live.round === 2 ? ', second vote' : ''}
              </p>
              <Show when={keyLetters(asked().question) !== ''}>
                <details>
                  <summary>{words.key}</summary>
                  <p>
                    {keyLetters(asked().question)}. {asked().question.why}
                  </p>
                </details>
              </Show>
            </>
          )}
        </Show>
        <p class="then">
          {words.follows}
          {nextTitle(reading)}
        </p>
      </section>
      <Clocks reading={reading} />
      <Notes reading={reading} />
      <div class="thumb">
        <p class="said" role="status">
          {said()}
        </p>
        <Show
          when={leads()}
          fallback={<Viewing view={props.view} pub={props.pub} canAsk={isHeard()} onLead={props.onLead} />}
        >
          <p class="small-buttons">
            <button
              class="button"
              type="button"
              aria-pressed={cover() === 'blank'}
              disabled={!isHeard()}
              onClick={() => press('blank')}
            >
              {words.blank}
            </button>
            <button
              class="button"
              type="button"
              aria-pressed={cover() === 'join'}
              disabled={!isHeard()}
              onClick={() => press('join')}
            >
              {words.join}
            </button>
            <button
              class="button"
              type="button"
              disabled={!isHeard()}
              onClick={() => press(reading.timer() ? 'stop' : 'timer')}
            >
              {reading.timer() ? words.stop : words.timer}
            </button>
            <Show when={canVoteAgain()}>
              <button class="button" type="button" disabled={!isHeard()} onClick={() => press('vote')}>
                {stepNames.revote}
              </button>
            </Show>
          </p>
          <p class="big-buttons">
            <button class="button" type="button" disabled={!isHeard()} onClick={() => press('previous')}>
              {words.back}
            </button>
            <button
              class="button"
              data-weight="first"
              type="button"
              disabled={!isHeard()}
              onClick={() => press('next')}
            >
              {nextWords(reading)}
            </button>
          </p>
        </Show>
      </div>
    </>
  )
}

/** None where nothing is right or wrong, and for a question of the trainer's own, whose key does not cross the network. */
const keyLetters = ({ options, key }: LiveQuestion): string =>
  options.flatMap(({ id }, at) => (key.includes(id) ? [letterAt(at)] : [])).join(', ')

/** What the one big button does: it is the right arrow of the presenter's window. */
function nextWords(reading: Reading): string {
  if (reading.state().cover !== 'none') return words.uncover
  if (uncovered(reading.state())) return words.under
  const asked = reading.asked()
  const step = asked && nextStep(asked.live, asked.question)
  return step ? stepNames[step] : words.next
}

function nextTitle(reading: Reading): string {
  const next = reading.cards()[reading.place() + 1]
  return next ? reading.titleOf(next) : words.last
}

function stepText(reading: Reading): string {
  const card = reading.card()
  const { step, mock, board } = reading.state()
  if (board) return ', under the standings'
  if (mock) return `, under form ${mock.form}`
  if (card.kind === 'exercise') return step === 0 ? ', at work' : ', debrief'
  return card.kind === 'slide' && card.steps > 0 ? `, step ${step} of ${card.steps}` : ''
}

type LeadProps = { readonly view: RemoteView; readonly onLead: (step: LeadStep) => void }

/** A device that does not lead: how it comes to. */
function Viewing(props: LeadProps & { readonly pub: string; readonly canAsk: boolean }) {
  const lead = () => known(props.view.view).lead
  const isOffered = () => {
    const now = lead()
    return now.kind === 'offered' && now.to === props.pub
  }
  const isAsking = () => {
    const now = lead()
    return now.kind === 'asked' && now.by === props.pub
  }
  return (
    <Switch
      fallback={
        <p class="big-buttons">
          <button class="button" type="button" disabled={!props.canAsk} onClick={() => props.onLead('ask')}>
            {words.ask}
          </button>
        </p>
      }
    >
      <Match when={isOffered()}>
        <p role="status">{words.offered}</p>
        <p class="big-buttons">
          <button class="button" type="button" onClick={() => props.onLead('decline')}>
            {words.notNow}
          </button>
          <button class="button" data-weight="first" type="button" onClick={() => props.onLead('accept')}>
            {words.take}
          </button>
        </p>
      </Match>
      <Match when={isAsking()}>
        <p role="status">{words.asking}</p>
        <p class="big-buttons">
          <button class="button" type="button" onClick={() => props.onLead('decline')}>
            {words.withdraw}
          </button>
        </p>
      </Match>
    </Switch>
  )
}

/** A device that leads: how it gives the lead away. */
function Giving(props: LeadProps) {
  const lead = () => known(props.view.view).lead
  return (
    <Switch
      fallback={
        <button class="quiet-button" type="button" onClick={() => props.onLead('offer')}>
          {words.giveBack}
        </button>
      }
    >
      <Match when={lead().kind === 'offered'}>
        <p role="status">
          {words.givingBack}{' '}
          <button class="quiet-button" type="button" onClick={() => props.onLead('decline')}>
            {words.keep}
          </button>
        </p>
      </Match>
      <Match when={lead().kind === 'asked'}>
        <p role="status">
          {words.otherAsks}{' '}
          <button class="quiet-button" type="button" onClick={() => props.onLead('accept')}>
            {words.grant}
          </button>{' '}
          <button class="quiet-button" type="button" onClick={() => props.onLead('decline')}>
            {words.notNow}
          </button>
        </p>
      </Match>
    </Switch>
  )
}
