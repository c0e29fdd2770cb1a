import { createEffect, For, Match, on, Show, Switch } from 'solid-js'
import { formatCode } from '../../wire/room-code.ts'
import type { Participant, ParticipantView } from '../../wire/participant.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { createJoin, type JoinPhase, type Trouble } from './createJoin.ts'
import { OneField } from './OneField.tsx'
import { RoomScreen } from './RoomScreen.tsx'
import { linkWords, privacyWords, words } from './words.ts'

/** The page of a participant: finds the room, and shows what the trainer shows. */
export function JoinPage() {
  const join = createJoin()
  /** What had the focus last; it may be gone, with the screen that it was on. */
  let focused: EventTarget | null = null
  whenMounted(() => {
    const note = ({ target }: FocusEvent) => void (focused = target)
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  })
  const keepFocus = () => {
    if (focused instanceof Element && !focused.isConnected && document.activeElement === document.body)
      document.querySelector('h1')?.focus()
  }
  createEffect(on(join.state, () => queueMicrotask(keepFocus)))
  const inPhase = <Phase extends JoinPhase['phase']>(phase: Phase) => {
    const now = join.state()
    return now.phase === phase ? (now as Extract<JoinPhase, { phase: Phase }>) : undefined
  }
  return (
    <Boundary>
      <Switch fallback={<p role="status">{words.looking}</p>}>
        <Match when={inPhase('no-host')}>
          <Notice title={words.noRoomHere} lines={words.noRoomWhy} />
        </Match>
        <Match when={inPhase('unreachable')}>
          <Notice title={words.unreachable} lines={words.unreachableWhy} />
        </Match>
        <Match when={inPhase('code')}>
          {(now) => (
            <OneField
              title={words.join}
              label={words.code}
              hint={words.codeHint}
              value={now().typed}
              problem={now().problem}
              button={words.enter}
              autocapitalize="characters"
              onSend={join.typeCode}
            />
          )}
        </Match>
        <Match when={inPhase('pin')}>
          {(now) => (
            <OneField
              title={words.join}
              label={words.pin}
              hint={words.pinHint}
              value=""
              problem={now().problem}
              button={words.enter}
              inputmode="numeric"
              onSend={join.typePin}
            />
          )}
        </Match>
        <Match when={inPhase('room')}>
          {(now) => (
            <Room
              view={now().view}
              isDeviceOffline={now().isDeviceOffline}
              trouble={now().trouble}
              participant={join.participant}
              onOtherCode={join.otherCode}
            />
          )}
        </Match>
      </Switch>
    </Boundary>
  )
}

const Notice = (props: { readonly title: string; readonly lines: readonly string[] }) => (
  <>
    <h1 tabindex="-1">{props.title}</h1>
    <For each={props.lines}>{(line) => <p>{line}</p>}</For>
  </>
)

const Outside = (props: { readonly title: string; readonly why: string }) => (
  <>
    <h1 tabindex="-1">{props.title}</h1>
    <p role="alert">{props.why}</p>
  </>
)

/** The room as this phone sees it, and what the phone has to say about it. */
export function Room(props: {
  readonly view: ParticipantView
  readonly isDeviceOffline: boolean
  readonly trouble: Trouble | undefined
  readonly participant: () => Participant | undefined
  readonly onOtherCode: () => void
}) {
  const isOver = () => props.view.screen?.k === 'end'
  const isBad = () => props.view.link !== 'online' && !isOver()
  return (
    <>
      <p class="link" data-bad={isBad() ? '' : undefined}>
        <span>{props.view.meta?.title ?? formatCode(props.view.code)}</span>
        <span>{isOver() ? '' : linkWords(props.view.link, props.isDeviceOffline)}</span>
      </p>
      <Show when={!isOver() && props.trouble}>
        {(trouble) => (
          <p class="note" data-kind="warning">
            {words[trouble()]}
          </p>
        )}
      </Show>
      <Show when={props.view.keeps === 'memory'}>
        <p class="note">{words.memory}</p>
      </Show>
      <Switch
        fallback={
          <>
            <h1 tabindex="-1">{props.view.phase === 'in' || props.view.meta ? words.lobby : words.looking}</h1>
            <Show when={!props.view.meta}>
              <p>{words.noSuchRoom}</p>
              <button class="button" type="button" onClick={() => props.onOtherCode()}>
                {words.otherCode}
              </button>
            </Show>
          </>
        }
      >
        <Match when={props.view.phase === 'naming'}>
          <OneField
            title={words.join}
            label={words.name}
            hint={words.nameHint}
            value=""
            problem={undefined}
            button={words.enter}
            maxlength={20}
            mayBeEmpty
            onSend={(name) => props.participant()?.enter(name)}
          />
        </Match>
        <Match when={props.view.phase === 'other-tab'}>
          <h1 tabindex="-1">{words.otherTab}</h1>
          <button class="button" data-weight="first" type="button" onClick={() => props.participant()?.useHere()}>
            {words.useHere}
          </button>
        </Match>
        <Match when={props.view.phase === 'kicked'}>
          <Outside title={words.kickedTitle} why={words.kicked} />
        </Match>
        <Match when={props.view.phase === 'closed' || (props.view.refusal === 'closed' && !isOver())}>
          <Outside title={words.doorShutTitle} why={words.doorShut} />
        </Match>
        <Match when={props.view.phase === 'expired'}>
          <Outside title={words.expiredTitle} why={words.expired} />
          <button class="button" type="button" onClick={() => props.participant()?.useHere()}>
            {words.lookAgain}
          </button>
        </Match>
        <Match when={props.view.screen}>
          <RoomScreen view={props.view} participant={props.participant} />
        </Match>
      </Switch>
      <Show when={props.view.meta}>
        {(meta) => (
          <details class="privacy">
            <summary>{words.privacy}</summary>
            <For each={privacyWords(meta().policy, props.view.label)}>{(line) => <p>{line}</p>}</For>
            <Show when={!isSecureContext}>
              <p>{words.nothingPersonal}</p>
            </Show>
          </details>
        )}
      </Show>
      <p class="label">{words.youAre(props.view.label)}</p>
    </>
  )
}
