import { createSignal, Show } from 'solid-js'
import type { Policy } from '../../../wire/protocol.ts'
import { mostSimulated } from '../../../wire/rehearsal.ts'
import { formatCode } from '../../../wire/room-code.ts'
import type { Live, LivePhase } from './createLive.ts'
import { words } from './words.ts'

/** Before there is a room: what it may know of people, and how to rehearse without anybody. */
export function OpenRoom(props: {
  readonly live: Pick<Live, 'look' | 'open' | 'rehearse'>
  readonly idle: Extract<LivePhase, { phase: 'idle' }>
}) {
  const [names, setNames] = createSignal<Policy['names']>('none')
  const [link, setLink] = createSignal<Policy['link']>('none')
  const [problem, setProblem] = createSignal('')
  let people: HTMLInputElement | undefined
  let board: HTMLInputElement | undefined
  // Names without answers to them would be a register of attendance, which nobody needs.
  const policy = (): Policy =>
    names() === 'none'
      ? { names: 'none', link: link() }
      : { names: names(), link: 'session', board: board?.checked ?? false }
  const attempt = (work: Promise<unknown>) => void work.catch(() => setProblem(words.failed))

  return (
    <>
      <Show when={props.idle.waiting}>{(code) => <p role="status">{words.waiting(formatCode(code()))}</p>}</Show>
      <details>
        <summary>{words.before}</summary>
        <Show
          when={props.idle.server === 'here'}
          fallback={
            <>
              <p>
                {props.idle.server === 'none' ? words.noHost : navigator.onLine ? words.unreachable : words.offline}
              </p>
              <button class="quiet-button" type="button" onClick={() => props.live.look()}>
                {words.askAgain}
              </button>
            </>
          }
        >
          <form
            onSubmit={(event) => {
              event.preventDefault()
              attempt(props.live.open(policy()))
            }}
          >
            <label>
              {words.names}
              <select onChange={(event) => setNames(event.currentTarget.value as Policy['names'])}>
                <option value="none">{words.namesNone}</option>
                <option value="generated">{words.namesGenerated}</option>
                <option value="free">{words.namesFree}</option>
              </select>
            </label>
            <Show
              when={names() === 'none'}
              fallback={
                <>
                  <p class="small">{words.linkForced}</p>
                  <label class="door">
                    <input type="checkbox" ref={board} />
                    {words.board}
                  </label>
                </>
              }
            >
              <label>
                {words.link}
                <select onChange={(event) => setLink(event.currentTarget.value as Policy['link'])}>
                  <option value="none">{words.linkNone}</option>
                  <option value="session">{words.linkSession}</option>
                </select>
              </label>
            </Show>
            <button class="button" data-weight="first">
              {words.open}
            </button>
          </form>
        </Show>
        <p class="problem" role="alert">
          {problem()}
        </p>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            attempt(props.live.rehearse(people?.valueAsNumber ?? 1, policy()))
          }}
        >
          <label>
            {words.people}
            <input ref={people} type="number" min="1" max={mostSimulated} value="30" required />
          </label>
          <button class="button">{words.rehearse}</button>
        </form>
      </details>
    </>
  )
}
