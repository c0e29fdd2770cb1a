import { For, Show } from 'solid-js'
import type { Answer, State } from '../../wire/protocol.ts'
import { letterOf, verdictWords, words } from './words.ts'

/** What the class chose; with the key, once the trainer shows it, and how one's own answer came out. */
export function Spread(props: {
  readonly shown: Extract<State, { k: 'spread' | 'reveal' }>
  readonly given: Answer | undefined
  readonly isOtherKey: boolean
}) {
  const key = () => (props.shown.k === 'reveal' ? props.shown.key : [])
  const isMine = (id: number) => typeof props.given !== 'string' && (props.given?.includes(id) ?? false)
  const percent = (count: number) => (props.shown.of === 0 ? 0 : Math.round((100 * count) / props.shown.of))
  return (
    <div class="spread">
      <Show when={verdictWords(props.shown, props.given)}>{(said) => <p class="verdict">{said()}</p>}</Show>
      <Show when={props.isOtherKey}>
        <p class="problem">{words.otherKey}</p>
      </Show>
      <Show when={props.shown.act.opts.length > 0}>
        <h2>
          {words.spread} <small>({words.ofPeople(props.shown.of)})</small>
        </h2>
      </Show>
      <ul>
        <For each={props.shown.act.opts}>
          {(option, at) => {
            const count = () => props.shown.hist[at()] ?? 0
            const isKey = () => key().includes(option.id)
            return (
              <li data-mark={isKey() ? 'right' : undefined}>
                <p>
                  <Show when={isKey()}>
                    <b>✓ {words.right}: </b>
                  </Show>
                  <b class="letter">{letterOf(at(), props.shown.act)}</b> {option.t}
                  <Show when={isMine(option.id)}> ({words.yours})</Show>
                </p>
                <progress max={Math.max(1, props.shown.of)} value={count()} aria-label={option.t} />
                <span class="count">
                  {count()} · {percent(count())} %
                  <Show when={props.shown.before}>
                    {(before) => (
                      <>
                        {' '}
                        ({words.before} {before()[at()] ?? 0})
                      </>
                    )}
                  </Show>
                </span>
              </li>
            )
          }}
        </For>
      </ul>
      <Show when={props.shown.k === 'reveal' && props.shown.why}>
        {(why) => (
          <>
            <h2>{words.why}</h2>
            <p>{why()}</p>
          </>
        )}
      </Show>
    </div>
  )
}
