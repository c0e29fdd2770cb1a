import { createSignal, For, Index, Match, Show, Switch } from 'solid-js'
import { formatCode } from '../../../wire/room-code.ts'
import { fewestTold, tellsCounts } from '../../../core/live-question.ts'
import type { RoomStatus } from '../../../wire/trainer-room.ts'
import { Boundary } from '../../primitives/Boundary.tsx'
import { Dialog } from '../../primitives/Dialog.tsx'
import type { RoomSeam } from '../room-seam.ts'
import { ConnectDialog } from './ConnectDialog.tsx'
import { notTold } from '../words.ts'
import { createLive, type Live, type LivePhase } from './createLive.ts'
import { DevicesDialog } from './DevicesDialog.tsx'
import { DownloadAnswers } from './DownloadAnswers.tsx'
import { LeadNotice } from './LeadNotice.tsx'
import { OpenRoom } from './OpenRoom.tsx'
import { RoomNotes } from './RoomNotes.tsx'
import { SureTable } from './SureTable.tsx'
import { countWords, groupWords, linkWords, words } from './words.ts'
import './live.css'

/** The room beside the presenter: open it, see who is there and who has answered, end it. */
export function RoomPanel(props: { readonly seam: RoomSeam }) {
  // oxlint-disable-next-line solid/reactivity -- the seam of a presenter is one object for its life
  const live = createLive(props.seam)
  const inPhase = <Phase extends LivePhase['phase']>(...phases: readonly Phase[]) => {
    const now = live.state()
    return phases.some((phase) => phase === now.phase) ? (now as Extract<LivePhase, { phase: Phase }>) : undefined
  }
  return (
    <Boundary>
      <section class="live-panel" aria-labelledby="live-panel-title">
        <h2 id="live-panel-title" class="visually-hidden">
          {words.title}
        </h2>
        <Switch fallback={<p role="status">{words.looking}</p>}>
          <Match when={inPhase('idle')}>{(now) => <OpenRoom live={live} idle={now()} />}</Match>
          <Match when={inPhase('elsewhere')}>
            <p>{words.elsewhere}</p>
            <button class="button" type="button" onClick={() => void live.leadHere()}>
              {words.leadHere}
            </button>
          </Match>
          <Match when={inPhase('led')}>{(now) => <Led live={live} led={now()} />}</Match>
          <Match when={inPhase('ending')}>
            <p role="status">{words.ending}</p>
          </Match>
          <Match when={inPhase('over')}>
            {(now) => (
              <>
                <p role="status">{words.ended}</p>
                <p class="small">{words.results(now().status.tokens.length)}</p>
                <p class="actions">
                  <DownloadAnswers room={now().room} />
                  <button class="button" type="button" onClick={() => live.look()}>
                    {words.open}
                  </button>
                </p>
              </>
            )}
          </Match>
        </Switch>
      </section>
    </Boundary>
  )
}

type LedPhase = Extract<LivePhase, { phase: 'led' }>

function Led(props: { readonly live: Live; readonly led: LedPhase }) {
  const [isConnecting, setConnecting] = createSignal(false)
  const [isEnding, setEnding] = createSignal(false)
  const [hasNobody, setNobody] = createSignal(false)
  const [isPairing, setPairing] = createSignal(false)
  const status = () => props.led.status
  const showBoard = () => {
    const board = props.led.room.standings()
    setNobody(board.top.length === 0)
    if (board.top.length > 0) props.live.putBoard(board)
  }
  /** What people wrote, for the trainer alone. */
  const texts = () => {
    const { screen, tally } = status()
    if (!('act' in screen) || screen.act.kind !== 'text' || !tally) return undefined
    const isTold = tellsCounts({ phase: screen.k === 'open' ? 'open' : 'locked', answered: tally.answered })
    return { texts: isTold ? tally.texts : [], isTold }
  }
  return (
    <>
      <LeadNotice devices={props.led.room.devices} beside={status().beside} />
      <p class="counts">
        <strong>{countWords(status())[0]}</strong>
        <Show when={countWords(status())[1]}>{(here) => <span>{here()}</span>}</Show>
        <span data-bad={status().link === 'online' ? undefined : ''}>
          {props.led.kind === 'rehearsal' ? words.rehearsing : linkWords(status())}
        </span>
        <Show
          when={props.led.kind === 'live'}
          fallback={
            <>
              <a class="button" href={props.live.trialAddress(props.led.room)} target="_blank" rel="noreferrer">
                {words.trial}
              </a>
              <button class="button" type="button" onClick={() => void props.live.end('')}>
                {words.endRehearsal}
              </button>
            </>
          }
        >
          <button class="button" type="button" onClick={() => setConnecting(true)}>
            {words.connect}: {formatCode(props.led.room.code)}
          </button>
        </Show>
      </p>
      <RoomNotes live={props.live} led={props.led} />
      <Show when={status().screen.k === 'exercise' && status().tally}>
        {(groups) => <p class="groups">{groupWords(groups().counts)}</p>}
      </Show>
      <Show when={texts()}>{(written) => <Texts {...written()} />}</Show>
      <Show when={status().sureness}>{(sureness) => <SureTable sureness={sureness()} />}</Show>
      <Show when={props.led.room.policy.board && status().screen.k !== 'open'}>
        <p class="actions">
          <button class="button" type="button" onClick={showBoard}>
            {words.showBoard}
          </button>
          <span role="status">{hasNobody() ? words.noBoard : ''}</span>
        </p>
      </Show>
      <details>
        <summary>
          {words.more} ({words.everybody}: {status().joined})
        </summary>
        <Show when={props.led.kind === 'live'}>
          <p class="actions">
            <label class="door">
              <input
                type="checkbox"
                checked={status().isDoorClosed}
                onChange={(event) => props.live.closeDoor(event.currentTarget.checked)}
              />
              {words.door}
            </label>
            <button class="button" type="button" onClick={() => setPairing(true)}>
              {words.devices}
            </button>
            <DownloadAnswers room={props.led.room} />
            <button class="button" type="button" onClick={() => setEnding(true)}>
              {words.end}
            </button>
          </p>
        </Show>
        <label class="door">
          <input
            type="checkbox"
            checked={status().asksSure}
            onChange={(event) => props.led.room.askSure(event.currentTarget.checked)}
          />
          {words.askSure}
        </label>
        <People led={props.led} status={status()} />
      </details>
      <Show when={isConnecting()}>
        <ConnectDialog live={props.live} led={props.led} onClose={() => setConnecting(false)} />
      </Show>
      <Show when={isPairing()}>
        <DevicesDialog live={props.live} led={props.led} onClose={() => setPairing(false)} />
      </Show>
      <Show when={isEnding()}>
        <EndDialog live={props.live} onClose={() => setEnding(false)} />
      </Show>
    </>
  )
}

const Texts = (props: { readonly texts: readonly string[]; readonly isTold: boolean }) => (
  <section class="texts" aria-label={words.texts} tabindex="0">
    <p class="small">{props.isTold ? words.textsHow : notTold(fewestTold)}</p>
    <ul>
      <For each={props.texts}>{(text) => <li>{text}</li>}</For>
    </ul>
  </section>
)

function People(props: { readonly led: LedPhase; readonly status: RoomStatus }) {
  const stands = (person: RoomStatus['people'][number]) =>
    person.isKicked ? ` (${words.out})` : person.isHere ? '' : ` (${words.away})`
  return (
    <div class="people">
      <Show when={props.status.people.length > 0} fallback={<p>{words.noPeople}</p>}>
        <ul>
          <Index each={props.status.people}>
            {(person) => (
              <li>
                <span>
                  {person().name ?? person().label}
                  {stands(person())}
                </span>
                <Show when={props.led.room.policy.board && props.led.room.policy.names === 'free' && person().name}>
                  <label class="door">
                    <input
                      type="checkbox"
                      checked={person().isApproved}
                      onChange={(event) => {
                        const { pid, name } = person()
                        props.led.room.approve(pid, event.currentTarget.checked ? name : undefined)
                      }}
                    />
                    {words.approve}
                    <span class="visually-hidden">: {person().name}</span>
                  </label>
                </Show>
                <button
                  class="quiet-button"
                  type="button"
                  aria-label={`${person().isKicked ? words.readmit : words.kick}: ${person().name ?? person().label}`}
                  onClick={() =>
                    person().isKicked ? props.led.room.readmit(person().pid) : props.led.room.kick(person().pid)
                  }
                >
                  {person().isKicked ? words.readmit : words.kick}
                </button>
              </li>
            )}
          </Index>
        </ul>
      </Show>
    </div>
  )
}

function EndDialog(props: { readonly live: Live; readonly onClose: () => void }) {
  let field: HTMLTextAreaElement | undefined
  return (
    <Dialog class="live-dialog" labelledBy="live-end" onClose={() => props.onClose()}>
      <h2 id="live-end">{words.end}</h2>
      <p>{words.endAsk}</p>
      <label>
        {words.takeaway}
        <textarea ref={field} rows="2" maxlength="400" />
      </label>
      <p class="actions">
        <button
          class="button"
          type="button"
          onClick={() => {
            void props.live.end(field?.value ?? '')
            props.onClose()
          }}
        >
          {words.endNow}
        </button>
        <button class="button" data-weight="first" type="button" autofocus onClick={() => props.onClose()}>
          {words.keepOpen}
        </button>
      </p>
    </Dialog>
  )
}
