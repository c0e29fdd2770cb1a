import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { RequirementFacts } from '../../core/course-facts.ts'
import { isFound, readPlace, type Find, type Named, type Situation } from '../../core/drill.ts'
import { known, unreachable } from '../../core/result.ts'
import { spentText } from '../exam/clock.ts'
import { address } from '../primitives/address.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { whenMounted } from '../primitives/mounted.ts'

/** One situation after the other; the clock runs while one is open, and stands while its answer is read. */
export function DrillRun(props: {
  readonly situations: readonly Situation[]
  readonly places: readonly RequirementFacts[]
  readonly hasClock: boolean
  readonly onClock: (on: boolean) => void
  readonly onFind: (find: Find) => void
  readonly onDone: (finds: readonly Find[]) => void
}) {
  const id = createUniqueId()
  const heading = createFocusTarget<HTMLHeadingElement>()
  const verdict = createFocusTarget<HTMLParagraphElement>()
  const [finds, setFinds] = createSignal<readonly Find[]>([])
  const [at, setAt] = createSignal(0)
  const [text, setText] = createSignal('')
  const [message, setMessage] = createSignal('')
  const [now, setNow] = createSignal(performance.now())
  let since = performance.now()

  whenMounted(() => {
    heading.focus()
    const timer = setInterval(() => setNow(performance.now()), 500)
    return () => clearInterval(timer)
  })

  const situation = () => known(props.situations[at()])
  const told = () => finds()[at()]
  const titleOf = (place: string) => props.places.find(({ id }) => id === place)?.title ?? ''
  const spent = () => told()?.ms ?? Math.max(0, now() - since)
  const heads = () => props.places.filter(({ head }) => head === undefined)

  function answer(given: string | undefined) {
    const find: Find = { situation: situation(), given, ms: performance.now() - since }
    setFinds([...finds(), find])
    setMessage('')
    props.onFind(find)
    verdict.focus()
  }

  function submit() {
    const named = readPlace(text(), props.places)
    if (named.kind === 'place') return answer(named.id)
    return setMessage(refusalOf(named))
  }

  function goOn() {
    if (at() + 1 === props.situations.length) return props.onDone(finds())
    setAt(at() + 1)
    setText('')
    since = performance.now()
    setNow(since)
    heading.focus()
  }

  return (
    <>
      <header class="run">
        <h2 ref={heading.ref} tabIndex={-1}>
          Situation {at() + 1} of {props.situations.length}
        </h2>
        <p>
          <Show when={props.hasClock}>
            <span role="timer" aria-label="Time on this situation">
              {spentText(spent())}
            </span>
          </Show>
          <button class="quiet-button" type="button" onClick={() => props.onClock(!props.hasClock)}>
            {props.hasClock ? 'Hide the clock' : 'Show the clock'}
          </button>
        </p>
      </header>
      <p class="situation">{situation().situation}</p>
      <Show
        when={told()}
        fallback={
          <>
            <form
              onSubmit={(event) => {
                event.preventDefault()
                submit()
              }}
            >
              <label for={`${id}-number`}>Clause or control</label>
              <div class="actions">
                <input
                  id={`${id}-number`}
                  type="text"
                  autocomplete="off"
                  autocapitalize="characters"
                  spellcheck={false}
                  enterkeyhint="go"
                  size={10}
                  maxLength={24}
                  aria-describedby={`${id}-hint`}
                  value={text()}
                  onInput={(event) => {
                    setText(event.currentTarget.value)
                    setMessage('')
                  }}
                />
                <button class="button" type="submit" data-weight="first">
                  Answer
                </button>
                <button class="quiet-button" type="button" onClick={() => answer(undefined)}>
                  Show me
                </button>
              </div>
              <output id={`${id}-hint`}>{message() || hintOf(readPlace(text(), props.places), titleOf)}</output>
            </form>
            <details class="map">
              <summary>Pick from the map</summary>
              <For each={heads()}>
                {(head) => (
                  <details>
                    <summary>
                      {head.id} {head.title}
                    </summary>
                    <ul role="list">
                      <For each={props.places.filter((place) => place.head === head.id)}>
                        {(place) => (
                          <li>
                            <button type="button" onClick={() => answer(place.id)}>
                              <strong>{place.id}</strong> {place.title}
                            </button>
                          </li>
                        )}
                      </For>
                    </ul>
                  </details>
                )}
              </For>
            </details>
          </>
        }
      >
        {(find) => (
          <>
            <p class="verdict" ref={verdict.ref} tabIndex={-1} data-mark={isFound(find()) ? 'right' : 'wrong'}>
              <strong>{verdictOf(find())}</strong> {isFound(find()) ? '' : 'It belongs to '}
              {find().situation.place} {titleOf(find().situation.place)}.
            </p>
            <p>{find().situation.reason}</p>
            <dl class="near">
              <For each={nearFirst(find())}>
                {(near) => (
                  <div>
                    <dt>
                      not {near.id} {titleOf(near.id)}
                    </dt>
                    <dd>{near.why}</dd>
                  </div>
                )}
              </For>
            </dl>
            <div class="actions">
              <button class="button" type="button" data-weight="first" onClick={goOn}>
                {at() + 1 < props.situations.length ? 'Next situation' : 'See the result'}
              </button>
              <a href={address(`standard/${find().situation.place}/`)} target="_blank">
                Read {find().situation.place} in a new tab
              </a>
            </div>
          </>
        )}
      </Show>
    </>
  )
}

const verdictOf = (find: Find): string =>
  isFound(find) ? '✓ Found:' : find.given === undefined ? 'Given up.' : `✗ Not ${find.given}.`

/** The neighbours, the one that was named before the others. */
const nearFirst = ({ situation, given }: Find) =>
  situation.near.toSorted((one, other) => Number(other.id === given) - Number(one.id === given))

/** What the number so far means, said before it counts. */
const hintOf = (named: Named, titleOf: (place: string) => string): string =>
  named.kind === 'place' ? `${named.id} ${titleOf(named.id)}` : ''

function refusalOf(named: Exclude<Named, { kind: 'place' }>): string {
  switch (named.kind) {
    case 'empty':
      return 'Write a number first, such as 6.1.3 or A.6.2.4.'
    case 'head':
      return `${named.id} is divided further. Name the part of it.`
    case 'unknown':
      return 'No clause from 4 to 10 and no control has this number. Write it as 6.1.3 or A.6.2.4.'
    default:
      return unreachable(named)
  }
}
