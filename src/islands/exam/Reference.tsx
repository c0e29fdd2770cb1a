import { createMemo, createSignal, createUniqueId, For, Match, Show, Switch } from 'solid-js'
import type { Annotated } from '../../store/progress.ts'
import { loadProgress } from '../primitives/device.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { loadBook, type Entry, type EntryKind, type OpenBook } from './book.ts'
import { plural } from './clock.ts'
import { findOwn, ownEntries } from './own-notes.ts'
import { Prose } from './Prose.tsx'

const kindNames: Readonly<Record<EntryKind, string>> = {
  clause: 'Clause',
  control: 'Control',
  area: 'Controls',
  annex: 'Annex',
  neighbour: 'Neighbouring text',
  term: 'Glossary',
  lesson: 'Lesson',
  own: 'Yours',
}

const shownAtMost = 30

type Reading =
  { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'open'; readonly book: OpenBook }

/** What may be read during an open-book exam: search, and the entry that was opened, all on this page. */
export function Reference(props: {
  /** Where the book is. */
  readonly address: string
  readonly notes: string
  /** What is open; undefined shows the search. */
  readonly entry: string | undefined
  readonly isReadOnly: boolean
  readonly onOpen: (entry: string) => void
  /** Back from an entry to the search. */
  readonly onBack: () => void
  readonly onClose: () => void
}) {
  const id = createUniqueId()
  const [reading, setReading] = createSignal<Reading>({ kind: 'loading' })
  const [query, setQuery] = createSignal('')
  const title = createFocusTarget<HTMLHeadingElement>()
  const field = createFocusTarget<HTMLInputElement>()

  const [before, setBefore] = createSignal<readonly Annotated[]>([])

  const load = () => {
    setReading({ kind: 'loading' })
    loadBook(props.address).then(
      (book) => setReading({ kind: 'open', book }),
      () => setReading({ kind: 'failed' }),
    )
  }
  whenMounted(() => {
    load()
    loadProgress()
      .then((progress) => progress.annotations({ kinds: ['note', 'highlight'] }))
      // What is stored cannot be read; the book is there all the same.
      .then(setBefore, () => {})
    field.focus()
  })

  const book = () => {
    const now = reading()
    return now.kind === 'open' ? now.book : undefined
  }
  const own = createMemo(() => {
    const now = book()
    return now ? ownEntries(props.notes, { before: before(), book: now }) : []
  })
  const found = createMemo((): readonly Entry[] => {
    const now = book()
    return now ? [...findOwn(own(), query()), ...now.find(query()).slice(0, shownAtMost)] : []
  })
  const open = (): Entry | undefined => {
    const { entry } = props
    return entry === undefined ? undefined : (own().find(({ id }) => id === entry) ?? book()?.entry(entry))
  }
  const kindOf = ({ kind, label }: Entry) =>
    kind === 'term' || kind === 'own' ? kindNames[kind] : `${kindNames[kind]} ${label}`

  return (
    <section class="pane" aria-labelledby={`${id}-heading`}>
      <header>
        <h2 id={`${id}-heading`}>Reference</h2>
        <button class="button" type="button" onClick={() => props.onClose()}>
          Close<span class="visually-hidden"> the reference</span>
        </button>
      </header>
      <Show
        when={open()}
        fallback={
          <>
            <label class="pane-search">
              <span>Search the standard map, the glossary, the lessons and your notes</span>
              <input
                ref={field.ref}
                type="search"
                autocomplete="off"
                spellcheck={false}
                value={query()}
                onInput={(event) => setQuery(event.currentTarget.value)}
              />
            </label>
            <Switch>
              <Match when={reading().kind === 'loading'}>
                <p role="status">Opening the reference…</p>
              </Match>
              <Match when={reading().kind === 'failed'}>
                <p role="alert">
                  The reference could not be loaded: this device may be offline. Your exam goes on.{' '}
                  <button class="button" type="button" onClick={load}>
                    Try again
                  </button>
                </p>
              </Match>
              <Match when={book()}>
                <p class="pane-help" role="status">
                  {query().trim() === ''
                    ? 'Every entry you open is written down with your attempt, and is no part of the score.'
                    : found().length === 0
                      ? 'Nothing was found. Try one word less, or another one.'
                      : `${plural(found().length, 'entry').replace('entrys', 'entries')} found${found().length >= shownAtMost ? ', the best are shown' : ''}.`}
                </p>
                <ul class="found" role="list">
                  <For each={found()}>
                    {(entry) => (
                      <li>
                        <button
                          type="button"
                          disabled={props.isReadOnly}
                          onClick={() => {
                            props.onOpen(entry.id)
                            title.focus()
                          }}
                        >
                          <small>{kindOf(entry)}</small> {entry.title}
                        </button>
                      </li>
                    )}
                  </For>
                </ul>
              </Match>
            </Switch>
          </>
        }
      >
        {(entry) => (
          <>
            <button
              class="back"
              type="button"
              onClick={() => {
                props.onBack()
                field.focus()
              }}
            >
              ← Back to the search
            </button>
            <article class="entry" tabIndex={0} aria-label={entry().title} role="region">
              <h3 ref={title.ref} tabIndex={-1}>
                <small>{kindOf(entry())}</small> {entry().title}
              </h3>
              <Prose markdown={entry().text} />
            </article>
          </>
        )}
      </Show>
    </section>
  )
}
