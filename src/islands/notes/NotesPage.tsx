import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import type { SearchEntries } from '../search/entries.ts'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { download } from '../primitives/download.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { createAnnotations } from './createAnnotations.ts'
import { lostOn } from './lost-highlights.ts'
import { NoteItem } from './NoteItem.tsx'
import { notesMarkdown } from './notes-markdown.ts'
import {
  filterShelves,
  itemKinds,
  itemsOf,
  shelvesOf,
  sliceOf,
  type Item,
  type ItemFilter,
  type NotePlaces,
  type Span,
  type Stem,
} from './shelves.ts'
import './notes-page.css'

const kinds = {
  all: 'Everything',
  written: 'Notes',
  highlight: 'Highlights',
  bookmark: 'Bookmarks',
  flag: 'Flagged questions',
  lost: 'Highlights that lost their place',
} as const satisfies Record<ItemFilter['kind'], string>
const kindNames = ['all', 'written', 'highlight', 'bookmark', 'flag', 'lost'] as const

const pageful = 60
const first: Span = { from: 0, to: pageful }
const none: NotePlaces = { shelves: [], places: [] }
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })

/** Every note and mark of this learner: found, changed, taken back, printed, taken along. */
export function NotesPage() {
  return (
    <Boundary>
      <Notes />
    </Boundary>
  )
}

function Notes() {
  const { annotations, trouble, write, remove } = createAnnotations({ kinds: itemKinds })
  const [places, setPlaces] = createSignal<NotePlaces>()
  const [stems, setStems] = createSignal<ReadonlyMap<string, Stem>>(new Map())
  const [filter, setFilter] = createSignal<ItemFilter>({ kind: 'all', course: undefined, query: '' })
  const [span, setSpan] = createSignal(first)
  const [lost, setLost] = createSignal<ReadonlySet<string>>(new Set())
  /** Deleted here: each stays where it was until the page goes, so that it can be taken back. */
  const [deleted, setDeleted] = createSignal<ReadonlyMap<string, Item>>(new Map())

  const shelves = createMemo(() => {
    const standing = annotations() ?? []
    const ids = new Set(standing.map(({ id }) => id))
    const gone = [...deleted().values()].filter(({ id }) => !ids.has(id))
    return shelvesOf([...standing, ...gone], places() ?? none, stems())
  })
  const fitting = createMemo(() => filterShelves(shelves(), filter(), lost()))
  const count = () => itemsOf(fitting()).length
  const shown = createMemo(() => sliceOf(fitting(), span()))
  const shelfIds = () => shown().map(({ id }) => id)
  const groups = createMemo(
    () => new Map(shown().flatMap((shelf) => shelf.groups.map((group) => [group.place, group]))),
  )
  const items = createMemo(() => new Map(itemsOf(shown()).map((item) => [item.id, item])))
  const isThere = createMemo(() => annotations() !== undefined && places() !== undefined)
  const courses = () =>
    (places()?.shelves ?? []).filter(({ id }) =>
      shelves().some((shelf) => shelf.id === id || itemsOf([shelf]).some(({ course }) => course === id)),
    )
  const countOf = (kind: ItemFilter['kind']) => itemsOf(filterShelves(shelves(), { ...filter(), kind }, lost())).length

  const change = (changed: Partial<ItemFilter>) => {
    setSpan(first)
    setFilter({ ...filter(), ...changed })
  }

  async function drop(item: Item) {
    setDeleted(new Map([...deleted(), [item.id, item]]))
    if (!(await remove([item.id]))) forget(item.id)
  }
  async function takeBack(item: Item) {
    const { id, place, annotation } = item
    if (await write({ id, place, annotation })) forget(id)
  }
  function forget(id: string) {
    setDeleted(new Map([...deleted()].filter(([one]) => one !== id)))
  }

  whenMounted(() => {
    fetched<NotePlaces>('notes/places.json').then(setPlaces, () => setPlaces(none))
    const showAll = () => setSpan({ from: 0, to: Infinity })
    const onHash = () => void goTo(decodeURIComponent(location.hash.slice(1)))
    addEventListener('beforeprint', showAll)
    addEventListener('hashchange', onHash)
    return () => {
      removeEventListener('beforeprint', showAll)
      removeEventListener('hashchange', onHash)
    }
  })

  /** The stems are fetched when there is something on a question. */
  const hasQuestions = createMemo(() => (annotations() ?? []).some(({ place }) => place.startsWith('question:')))
  createEffect(
    on(hasQuestions, (has) => {
      if (has)
        fetched<SearchEntries>('search/question-entries.json').then(
          (all) => setStems(stemsIn(all)),
          () => {},
        )
    }),
  )

  /** What an address names is there, however far down, once everything has been read. */
  function goTo(id: string) {
    const at = itemsOf(fitting()).findIndex((item) => item.id === id)
    if (at < 0) return
    setSpan({ from: Math.max(0, at - pageful / 2), to: at + pageful / 2 })
    queueMicrotask(() => {
      const element = document.getElementById(id)
      element?.scrollIntoView({ block: 'center' })
      element?.focus({ preventScroll: true })
    })
  }
  createEffect(
    on(isThere, (is) => {
      if (!is) return
      if (location.hash) goTo(decodeURIComponent(location.hash.slice(1)))
      void findLost()
    }),
  )
  async function findLost() {
    for (const group of shelves().flatMap((shelf) => shelf.groups)) {
      if (!group.items.some(({ annotation }) => annotation.kind === 'highlight')) continue
      const ids = await lostOn(group).catch(() => [])
      if (ids.length > 0) setLost(new Set([...lost(), ...ids]))
    }
  }

  function exportMarkdown() {
    const now = new Date()
    const addressOf = (path: string) => new URL(address(path), location.origin).href
    const text = notesMarkdown(fitting(), { date: day.format(now), addressOf })
    download(`aimward-notes-${now.toISOString().slice(0, 10)}.md`, text, 'text/markdown')
  }

  return (
    <div class="notes-page">
      <Show when={trouble()}>
        <p class="note" data-kind="warning" role="alert">
          {trouble()}
        </p>
      </Show>
      <Show when={isThere()} fallback={<Show when={!trouble()}>{<p>Reading what is stored on this device …</p>}</Show>}>
        <Show when={shelves().length > 0} fallback={<Nothing />}>
          <form class="choices no-print" role="search" onSubmit={(event) => event.preventDefault()}>
            <p>
              <label for="notes-query">Search in them</label>
              <input
                id="notes-query"
                type="search"
                autocomplete="off"
                onInput={(event) => change({ query: event.currentTarget.value })}
              />
            </p>
            <p>
              <label for="notes-kind">Show</label>
              <select
                id="notes-kind"
                onChange={(event) =>
                  change({ kind: kindNames.find((kind) => kind === event.currentTarget.value) ?? 'all' })
                }
              >
                <For each={kindNames}>
                  {(kind) => (
                    <option value={kind}>
                      {kinds[kind]} ({countOf(kind)})
                    </option>
                  )}
                </For>
              </select>
            </p>
            <p>
              <label for="notes-course">In</label>
              <select
                id="notes-course"
                onChange={(event) => change({ course: event.currentTarget.value || undefined })}
              >
                <option value="">All courses</option>
                <For each={courses()}>{(course) => <option value={course.id}>{course.title}</option>}</For>
              </select>
            </p>
          </form>
          <div class="actions no-print">
            <p role="status">{countText(count())}</p>
            <button
              class="quiet-button"
              type="button"
              disabled={count() === 0}
              onClick={() => {
                setSpan({ from: 0, to: Infinity })
                print()
              }}
            >
              Print
            </button>
            <button class="quiet-button" type="button" disabled={count() === 0} onClick={exportMarkdown}>
              Export as Markdown
            </button>
          </div>
          <Show when={span().from > 0}>
            <button
              class="button no-print"
              type="button"
              onClick={() => setSpan({ ...span(), from: Math.max(0, span().from - pageful) })}
            >
              Show what stands before ({span().from})
            </button>
          </Show>
          <For each={shelfIds()}>
            {(shelfId) => {
              const shelf = () => shown().find(({ id }) => id === shelfId)
              return (
                <section aria-labelledby={`shelf-${shelfId}`}>
                  <h2 id={`shelf-${shelfId}`}>{shelf()?.title}</h2>
                  <For each={shelf()?.groups.map(({ place }) => place) ?? []}>
                    {(place) => (
                      <>
                        <h3 data-long={shelfId === 'questions' ? '' : undefined}>
                          <Show when={groups().get(place)?.label}>
                            {(label) => <span class="label">{label()}</span>}
                          </Show>{' '}
                          <Show when={groups().get(place)?.path} fallback={groups().get(place)?.title}>
                            {(path) => <a href={address(path())}>{groups().get(place)?.title}</a>}
                          </Show>
                        </h3>
                        <ul role="list">
                          <For
                            each={
                              groups()
                                .get(place)
                                ?.items.map(({ id }) => id) ?? []
                            }
                          >
                            {(id) => (
                              <Show when={items().get(id)}>
                                {(item) => (
                                  <NoteItem
                                    item={item()}
                                    isLost={lost().has(id)}
                                    isDeleted={deleted().has(id)}
                                    onKeep={(annotation) => write({ id, place, annotation })}
                                    onDelete={() => void drop(item())}
                                    onUndo={() => void takeBack(item())}
                                  />
                                )}
                              </Show>
                            )}
                          </For>
                        </ul>
                      </>
                    )}
                  </For>
                </section>
              )
            }}
          </For>
          <Show when={count() > span().to}>
            <More onMore={() => setSpan({ ...span(), to: span().to + pageful })} left={count() - span().to} />
          </Show>
        </Show>
      </Show>
    </div>
  )
}

/** Shows more when it comes into view, and when it is pressed. */
function More(props: { readonly left: number; readonly onMore: () => void }) {
  let button: HTMLButtonElement | undefined
  whenMounted(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && props.onMore(),
      { rootMargin: '600px' },
    )
    if (button) observer.observe(button)
    return () => observer.disconnect()
  })
  return (
    <button ref={button} class="button no-print" type="button" onClick={() => props.onMore()}>
      Show more ({props.left} left)
    </button>
  )
}

const Nothing = () => (
  <section class="nothing">
    <h2>Nothing here yet</h2>
    <p>What you keep while you study comes together here, and in the search:</p>
    <ul>
      <li>
        In a lesson or on a page of the standard, select words with the mouse or a finger to highlight them or to write
        a note on them. Without a mouse, press <kbd>H</kbd> and go from sentence to sentence.
      </li>
      <li>The pen beside each heading opens a note, sets a bookmark, or reads aloud from there.</li>
      <li>After any answer you can flag the question or write a note on it.</li>
    </ul>
    <p class="actions">
      <a class="button" data-weight="first" href={address('courses/')}>
        To the lessons
      </a>
      <a class="button" href={address('standard/')}>
        To the standard
      </a>
    </p>
  </section>
)

async function fetched<Value>(path: string): Promise<Value> {
  const answer = await fetch(address(path))
  if (!answer.ok) throw new Error(answer.statusText)
  return answer.json()
}

const stemsIn = ({ entries }: SearchEntries): ReadonlyMap<string, Stem> =>
  new Map(
    entries.flatMap(({ question, title, label = '', path }) =>
      question ? [[question, { stem: title, label, course: path.split('/')[1] ?? '' }]] : [],
    ),
  )

const countText = (count: number): string =>
  count === 0 ? 'Nothing fits. Take one of the choices back.' : `${count} ${count === 1 ? 'entry' : 'entries'}`
