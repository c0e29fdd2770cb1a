import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Option, OptionId } from '../../core/question.ts'
import { known } from '../../core/result.ts'

/** Steps that are put in order by pressing them, one after the other, and moved by buttons. */
export function Ordering(props: {
  readonly steps: readonly Option[]
  /** Those in place, first step first. */
  readonly ordered: readonly OptionId[]
  readonly onOrder: (options: readonly OptionId[]) => void
}) {
  const titleId = createUniqueId()
  const [said, setSaid] = createSignal('')
  let root: HTMLDivElement | undefined

  const textOf = (id: OptionId) => known(props.steps.find((step) => step.id === id)).text
  const waiting = () => props.steps.filter(({ id }) => !props.ordered.includes(id))

  /** Moving an element takes its focus away: it goes to the first of these that is there. */
  function change(ordered: readonly OptionId[], words: string, ...focus: readonly string[]) {
    setSaid(words)
    props.onOrder(ordered)
    queueMicrotask(() => {
      const found = focus.map((selector) => root?.querySelector<HTMLElement>(selector)).find(Boolean)
      found?.focus()
    })
  }

  const stepText = (id: OptionId, at: number) => `${textOf(id)}: now step ${at + 1} of ${props.steps.length}.`

  function append(id: OptionId) {
    const rest = waiting().map((step) => step.id)
    const at = rest.indexOf(id)
    const next = rest[at + 1] ?? rest[at - 1]
    change([...props.ordered, id], stepText(id, props.ordered.length), `[data-add="${next}"]`, '.title')
  }

  function move(id: OptionId, by: -1 | 1) {
    const at = props.ordered.indexOf(id) + by
    const others = props.ordered.filter((one) => one !== id)
    const [same, opposite] = by < 0 ? ['up', 'down'] : ['down', 'up']
    const button = (way: string | undefined) => `[data-step="${id}"] [data-way="${way}"]:enabled`
    change(others.toSpliced(at, 0, id), stepText(id, at), button(same), button(opposite))
  }

  const takeOut = (id: OptionId) =>
    change(
      props.ordered.filter((one) => one !== id),
      `${textOf(id)}: taken out.`,
      `[data-add="${id}"]`,
    )

  return (
    <div ref={root}>
      <p class="title" id={titleId} tabIndex={-1}>
        Your order
      </p>
      <ol role="list" class="ordered" aria-labelledby={titleId}>
        <For
          each={props.ordered}
          fallback={<li class="none">Nothing yet. Press the steps below, the first one first.</li>}
        >
          {(id, index) => (
            <li data-step={id}>
              <span class="number">{index() + 1}.</span>
              <span class="words">{textOf(id)}</span>
              <span class="moves">
                <button
                  type="button"
                  data-way="up"
                  aria-label={`Move up: ${textOf(id)}`}
                  title="Move up"
                  disabled={index() === 0}
                  onClick={() => move(id, -1)}
                >
                  <Sign path="M12 19V5M6 11l6-6 6 6" />
                </button>
                <button
                  type="button"
                  data-way="down"
                  aria-label={`Move down: ${textOf(id)}`}
                  title="Move down"
                  disabled={index() + 1 === props.ordered.length}
                  onClick={() => move(id, 1)}
                >
                  <Sign path="M12 5v14M6 13l6 6 6-6" />
                </button>
                <button
                  type="button"
                  aria-label={`Take out: ${textOf(id)}`}
                  title="Take out"
                  onClick={() => takeOut(id)}
                >
                  <Sign path="M6 6l12 12M18 6 6 18" />
                </button>
              </span>
            </li>
          )}
        </For>
      </ol>
      <Show when={waiting().length > 0}>
        <p class="title">Still to place</p>
        <ul role="list" class="waiting">
          <For each={waiting()}>
            {(step) => (
              <li>
                <button
                  type="button"
                  data-add={step.id}
                  aria-label={`Place next: ${step.text}`}
                  onClick={() => append(step.id)}
                >
                  <Sign path="M12 5v14M5 12h14" />
                  <span>{step.text}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <p class="visually-hidden" role="status">
        {said()}
      </p>
    </div>
  )
}

const Sign = (props: { readonly path: string }) => (
  <svg
    viewBox="0 0 24 24"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    aria-hidden="true"
  >
    <path d={props.path} />
  </svg>
)
