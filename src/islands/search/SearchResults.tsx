import { createEffect, createSignal, For, Index, Match, on, onCleanup, Show, Switch } from 'solid-js'
import type { Annotated } from '../../store/progress.ts'
import { pathOf, placeOf } from '../notes/place.ts'
import { quotedIn, writtenIn } from '../notes/written.ts'
import { address } from '../primitives/address.ts'
import type { SearchState } from './createSearch.ts'
import type { Group, Passage, Result } from './engine.ts'
import type { EntryKind } from './entries.ts'

const words = {
  kinds: {
    standard: 'The standard',
    lesson: 'Lessons',
    term: 'Glossary',
    mistake: 'Common mistakes',
    faq: 'Questions and answers',
    case: 'Cases',
    page: 'This site',
    question: 'Reasons in questions you answered',
  } satisfies Record<EntryKind, string>,
  own: 'Your notes',
  lesson: 'In the lesson',
  page: 'On its page',
  failed: 'The search could not be loaded. Check the connection and type again.',
} as const

/** So many are drawn at once and the others when typing rests: on a phone, drawing them takes longer than finding them. */
const atOnce = 12
const restMs = 300

/** What was found, by kind, each with the passage that matched. */
export function SearchResults(props: {
  readonly state: SearchState
  /** What stands when nothing was asked. */
  readonly idle: string
}) {
  const found = () => (props.state.kind === 'found' ? props.state.found : undefined)
  const groups = () => found()?.groups ?? []
  const [isResting, setResting] = createSignal(false)
  createEffect(
    on(found, () => {
      setResting(false)
      const timer = setTimeout(() => setResting(true), restMs)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  const drawn = ({ results }: Group, at: number) => {
    const before = groups().slice(0, at)
    const room = atOnce - before.reduce((sum, { results }) => sum + results.length, 0)
    return isResting() ? results : results.slice(0, Math.max(0, room))
  }
  const count = () => groups().reduce((sum, { results }) => sum + results.length, 0)
  return (
    <div
      class="search-results"
      onKeyDown={(event) => {
        const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
        const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
        const at = links.findIndex((link) => link === document.activeElement)
        const next = links[at + step]
        if (step === 0 || at < 0 || !next) return
        event.preventDefault()
        next.focus()
      }}
    >
      <p role="status">
        <Switch>
          <Match when={props.state.kind === 'failed'}>{words.failed}</Match>
          <Match when={props.state.kind === 'waiting'}>{props.idle}</Match>
          <Match when={found()}>
            {(now) => <>{countText(count() + now().own.length, now().query) ?? props.idle}</>}
          </Match>
        </Switch>
      </p>
      {/* By place: what is found anew, passages and all, takes no focus away from a result. */}
      <Index each={groups()}>
        {(group, at) => (
          <Show when={drawn(group(), at).length > 0}>
            <section>
              <h2>{words.kinds[group().kind]}</h2>
              <ul role="list">
                <Index each={drawn(group(), at)}>{(result) => <ResultLine result={result()} />}</Index>
              </ul>
            </section>
          </Show>
        )}
      </Index>
      <Show when={(found()?.own.length ?? 0) > 0}>
        <section>
          <h2>{words.own}</h2>
          <ul role="list">
            <For each={found()?.own}>{(one) => <OwnLine own={one} />}</For>
          </ul>
        </section>
      </Show>
    </div>
  )
}

/** A note of one's own: as it stands among all notes, and the place it is on. */
function OwnLine(props: { readonly own: Annotated }) {
  const quote = () =>
    props.own.annotation.kind === 'highlight' && props.own.annotation.note ? props.own.annotation.quote : ''
  return (
    <li>
      <a href={address(`notes/#${props.own.id}`)}>{shortened(writtenOrQuoted(props.own.annotation))}</a>
      <Show when={pathOf(props.own)}>
        {(path) => (
          <a class="where" href={address(path())}>
            {placeOf(props.own.place)?.kind === 'lesson' ? words.lesson : words.page}
          </a>
        )}
      </Show>
      <Show when={quote()}>{(text) => <p>{shortened(text())}</p>}</Show>
    </li>
  )
}

const shortened = (text: string) => (text.length > 160 ? `${text.slice(0, text.lastIndexOf(' ', 160))} …` : text)
const writtenOrQuoted = (annotation: Annotated['annotation']) => writtenIn(annotation) || quotedIn(annotation)

function ResultLine(props: { readonly result: Result }) {
  const entry = () => props.result.entry
  return (
    <li>
      <a href={address(entry().path)}>
        <Show when={entry().label}>
          <span class="label">{entry().label}</span>{' '}
        </Show>
        <Marked passage={props.result.title} />
      </a>
      <Show when={entry().section}>
        <span class="where">{entry().title}</span>
      </Show>
      <Show when={props.result.passage.length > 0}>
        <p>
          <Marked passage={props.result.passage} />
        </p>
      </Show>
    </li>
  )
}

const Marked = (props: { readonly passage: Passage }) => (
  <For each={props.passage}>{(part) => (part.isMatch ? <mark>{part.text}</mark> : part.text)}</For>
)

/** Nothing where nothing was found of a single letter: whoever types it has not asked yet. */
const countText = (count: number, query: string): string | undefined =>
  count === 0
    ? query.trim().length === 1
      ? undefined
      : `Nothing found for “${query}”. Try fewer or other words, or a number such as 6.1.4 or A.6.2.4.`
    : `${count} ${count === 1 ? 'result' : 'results'}`
