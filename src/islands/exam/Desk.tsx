import { Match, Show, Switch, type JSX } from 'solid-js'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { clockText } from './clock.ts'
import { createDesk, type DeskProps, type Room } from './createDesk.ts'
import { Sitting } from './Sitting.tsx'
import './exam.css'
// Styles of what is imported later do not come with it.
import './result.css'
import './filters.css'

/** The room an exam is sat in. */
export function Desk(props: DeskProps) {
  return (
    <Boundary>
      <Rooms {...props} />
    </Boundary>
  )
}

function Rooms(props: DeskProps) {
  const desk = createDesk(props)
  const inPhase = <Phase extends Room['phase']>(phase: Phase) => {
    const now = desk.room()
    return isIn(now, phase) ? now : undefined
  }

  return (
    <div
      class="exam-room"
      data-here={props.attemptId === undefined ? undefined : ''}
      data-text={desk.settings().textSize}
      data-spacing={desk.settings().isSpacingWide ? 'wide' : undefined}
    >
      <Switch>
        <Match when={inPhase('opening')}>
          <p class="desk-notice" role="status">
            Opening the exam…
          </p>
          <noscript>
            <p class="desk-notice">The exam runs in this browser and needs JavaScript. Switch it on and reload.</p>
          </noscript>
        </Match>
        <Match when={inPhase('refused')}>
          {(now) => (
            <Notice title="This exam cannot be opened">
              <p>{now().why}</p>
              <div class="actions">
                <Show when={now().canReload}>
                  <button class="button" type="button" onClick={() => location.reload()}>
                    Reload
                  </button>
                </Show>
                <a class="button" href={address('exams/')}>
                  To the list of exams
                </a>
              </div>
            </Notice>
          )}
        </Match>
        <Match when={inPhase('sitting')}>
          {(now) => (
            <Sitting
              initial={now().start}
              saving={desk.saving()}
              isReadOnly={now().isReadOnly}
              settings={desk.settings()}
              onSettings={desk.set}
              onFinished={desk.finish}
            />
          )}
        </Match>
        <Match when={inPhase('over')}>
          {(now) => (
            <Notice title="Time is up.">
              <p>
                {now().wasAway ? 'The time ran out while this page was closed. ' : ''}
                Your answers were submitted at {clockText(now().exam.limitMs ?? 0)}.
              </p>
              <button class="button" type="button" onClick={() => now().onResult()}>
                See the result
              </button>
            </Notice>
          )}
        </Match>
        <Match when={inPhase('result')} keyed>
          {({ Result, given }) => <Result {...given} signposts={props.signposts} />}
        </Match>
      </Switch>
    </div>
  )
}

/** A screen that says one thing, with the focus on its heading. */
function Notice(props: { readonly title: string; readonly children: JSX.Element }) {
  let heading: HTMLHeadingElement | undefined
  whenMounted(() => heading?.focus())
  return (
    <section class="desk-notice">
      <h1 ref={heading} tabIndex={-1}>
        {props.title}
      </h1>
      {props.children}
    </section>
  )
}

const isIn = <Phase extends Room['phase']>(room: Room, phase: Phase): room is Extract<Room, { phase: Phase }> =>
  room.phase === phase
