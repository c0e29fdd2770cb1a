import { createMemo, For, Match, Switch, type JSX } from 'solid-js'
import type { Range } from '../../core/exam.ts'
import { segmentsOf } from './highlight.ts'
import { proseOf, type Block, type Span } from './prose.ts'

const none: readonly Range[] = []

/** A text with what is highlighted in it. */
export function Marked(props: {
  readonly text: string
  /** Where the text begins in its passage. */
  readonly from?: number
  readonly ranges: readonly Range[]
}) {
  // Every action makes a new exam; a passage whose highlights are the same keeps its nodes, and so what is selected in it.
  const ranges = createMemo(() => props.ranges)
  const segments = createMemo(() => segmentsOf(props.text, props.from ?? 0, ranges()))
  return (
    <For each={segments()}>{(segment) => (segment.isMarked ? <mark>{segment.text}</mark> : <>{segment.text}</>)}</For>
  )
}

/** Markdown as elements. Its headings stand at level 3. */
export function Prose(props: { readonly markdown: string; readonly ranges?: readonly Range[] }) {
  const blocks = createMemo(() => proseOf(props.markdown))
  const Words = (given: { readonly spans: readonly Span[] }) => (
    <For each={given.spans}>
      {(span) => toned(span.tone, () => <Marked text={span.text} from={span.from} ranges={props.ranges ?? none} />)}
    </For>
  )
  return (
    <For each={blocks()}>
      {(block) => (
        <Switch>
          <Match when={isKind(block, 'paragraph')}>
            {(found) => (
              <p>
                <Words spans={found().spans} />
              </p>
            )}
          </Match>
          <Match when={isKind(block, 'heading')}>
            {(found) => (
              <h3>
                <Words spans={found().spans} />
              </h3>
            )}
          </Match>
          <Match when={isKind(block, 'quote')}>
            {(found) => (
              <blockquote>
                <Words spans={found().spans} />
              </blockquote>
            )}
          </Match>
          <Match when={isKind(block, 'list')}>
            {(found) => {
              const items = () => (
                <For each={found().items}>
                  {(spans) => (
                    <li>
                      <Words spans={spans} />
                    </li>
                  )}
                </For>
              )
              return found().isOrdered ? <ol>{items()}</ol> : <ul>{items()}</ul>
            }}
          </Match>
          <Match when={isKind(block, 'table')}>
            {(found) => (
              <table>
                <thead>
                  <tr>
                    <For each={found().head}>
                      {(spans) => (
                        <th scope="col">
                          <Words spans={spans} />
                        </th>
                      )}
                    </For>
                  </tr>
                </thead>
                <tbody>
                  <For each={found().rows}>
                    {(row) => (
                      <tr>
                        <For each={row}>
                          {(spans) => (
                            <td>
                              <Words spans={spans} />
                            </td>
                          )}
                        </For>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            )}
          </Match>
        </Switch>
      )}
    </For>
  )
}

function toned(tone: Span['tone'], words: () => JSX.Element): JSX.Element {
  switch (tone) {
    case 'plain':
      return words()
    case 'strong':
      return <strong>{words()}</strong>
    case 'emphasis':
      return <em>{words()}</em>
  }
}

function isKind<Kind extends Block['kind']>(block: Block, kind: Kind) {
  // A narrowing that TypeScript does not make by itself for a generic discriminant.
  return block.kind === kind ? (block as Extract<Block, { readonly kind: Kind }>) : undefined
}
