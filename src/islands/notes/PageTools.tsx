import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { adoptStyles } from './adopt-styles.ts'
import { render } from 'solid-js/web'
import type { Quote } from '../../core/quote.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { hasEnglish, noVoiceText, watchVoices } from '../speech/voices.ts'
import { createMarks, type Marked } from './createMarks.ts'
import { createPicking } from './createPicking.ts'
import { Into } from './Into.tsx'
import { LostHighlights } from './LostHighlights.tsx'
import { NotePane, type Noted } from './NotePane.tsx'
import { sectionsOf } from './page-text.ts'
import { Ribbon, SectionTools } from './SectionTools.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { rangeAround } from './selection.ts'
import styles from './page-tools.css?inline'

adoptStyles(styles)

/** Brings notes, bookmarks, highlights and reading aloud to a page that names its place. */
export function startPageTools() {
  const page = document.querySelector<HTMLElement>('[data-place]')
  const place = page?.dataset['place']
  const prose = page?.querySelector('.prose')
  const host = page?.querySelector('[data-page-tools]')
  if (!page || !place || !prose || !host) return
  render(
    () => (
      <Boundary>
        <PageTools page={page} place={place} prose={prose} host={host} />
      </Boundary>
    ),
    host,
  )
}

type Props = { readonly page: Element; readonly place: string; readonly prose: Element; readonly host: Element }
type Speech = Pick<typeof import('../speech/PageSpeech.tsx'), 'PageSpeech'> & { readonly from: Range | undefined }

function PageTools(props: Props) {
  // They belong to a page that stays as it is.
  // oxlint-disable-next-line solid/reactivity
  const { page, place, prose, host } = props
  const marks = createMarks(place, prose)
  let bar: HTMLElement | undefined
  const picking = createPicking({ prose, marks, bar: () => bar })
  const [noted, setNoted] = createSignal<Noted>()
  const [said, setSaid] = createSignal('')
  /** The highlights that were removed last, for as long as nothing else is done. */
  const [removed, setRemoved] = createSignal<readonly Marked[]>([])
  const [canListen, setCanListen] = createSignal<boolean>()
  const [speech, setSpeech] = createSignal<Speech>()
  let cameFrom: Element | null = null

  const titled = sectionsOf(prose).flatMap(({ id, heading }) =>
    heading ? [{ id, title: heading.textContent?.trim() ?? '', slot: slotAfter(heading) }] : [],
  )

  function openNote(wanted: Noted) {
    cameFrom = document.activeElement
    setNoted(wanted)
  }
  function closeNote() {
    setNoted(undefined)
    giveBack()
  }
  function giveBack() {
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus()
    cameFrom = null
  }
  function startPicking(section: string | undefined) {
    cameFrom = document.activeElement
    picking.startPicking(section)
  }
  function stopPicking() {
    const wasStepping = picking.picked()?.kind === 'sentences'
    picking.clear()
    if (wasStepping) giveBack()
  }

  async function toggleHighlight() {
    const now = picking.picked()
    if (!now) return
    if (now.kind !== 'sentences') picking.clear()
    if (marks.isWhole(now.quotes)) return removeMarks(marks.touched(now.quotes))
    if (await marks.highlight(now.quotes)) setSaid('Highlighted.')
  }
  async function removeMarks(some: readonly Marked[]) {
    if (await marks.remove(some.map(({ id }) => id))) setRemoved(some)
  }
  async function takeBack(some: readonly Marked[]) {
    for (const { id, annotation } of some) await marks.annotate(id, annotation)
    setRemoved([])
  }
  async function noteOnPicked() {
    const quotes = picking.picked()?.quotes ?? []
    const [first] = marks.touched(quotes)
    const id = marks.isWhole(quotes) ? first?.id : await marks.highlight(quotes)
    const opener = cameFrom
    picking.clear()
    if (id === undefined) return
    openNote({ kind: 'highlight', id })
    if (opener) cameFrom = opener
  }

  async function listen(from: Range | undefined) {
    cameFrom = document.activeElement
    try {
      const { PageSpeech } = await import('../speech/PageSpeech.tsx')
      setSpeech({ PageSpeech, from })
    } catch {
      setSaid('Reading aloud did not load. Check the connection and try again.')
    }
  }
  const rangeOf = (quotes: readonly Quote[]) => rangeAround(quotes, marks.sections())
  function listenFromPicked() {
    const range = rangeOf(picking.picked()?.quotes ?? [])
    picking.clear()
    void listen(range)
  }
  function listenFromSection(id: string) {
    const heading = titled.find((one) => one.id === id)?.slot.previousElementSibling
    const range = document.createRange()
    if (heading) range.selectNodeContents(heading)
    void listen(range)
  }

  whenMounted(() => {
    const stopVoices = watchVoices((voices) => setCanListen(hasEnglish(voices)))
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && picking.picked()) return stopPicking()
      const isTyping =
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [contenteditable], dialog') !== null
      const isOff = document.documentElement.dataset['comfort']?.includes('no-keys')
      const isH = event.key === 'h' && !event.ctrlKey && !event.metaKey && !event.altKey
      if (!isH || isTyping || isOff || event.defaultPrevented) return
      event.preventDefault()
      if (picking.picked()) void toggleHighlight()
      else startPicking(undefined)
    }
    document.addEventListener('keydown', onKey)
    return () => {
      stopVoices()
      document.removeEventListener('keydown', onKey)
    }
  })

  const paneHost = document.createElement('div')
  createEffect(
    on(noted, (now) => {
      if (now) paneAnchor(now)?.after(paneHost)
      else paneHost.remove()
    }),
  )
  /** The note stands under what it is on: the tools of the page, a heading, or the block that holds the words. */
  function paneAnchor(now: Noted): Element | undefined {
    switch (now.kind) {
      case 'page':
        return host
      case 'section':
        return titled.find(({ id }) => id === now.id)?.slot
      case 'highlight': {
        const quote = marks.marked().find(({ id }) => id === now.id)?.now
        const end = quote && rangeOf([quote])?.endContainer
        return [...prose.children].find((child) => end && child.contains(end)) ?? host
      }
    }
  }
  onCleanup(() => paneHost.remove())
  const lostHost = document.createElement('div')
  lostHost.className = 'lost-host no-print'
  prose.append(lostHost)
  const lost = () => marks.marked().filter(({ now }) => now === undefined)

  return (
    <>
      <button
        class="quiet-button"
        type="button"
        aria-pressed={marks.isBookmarked(undefined)}
        onClick={() => void marks.toggleBookmark(undefined)}
      >
        <Ribbon isFull={marks.isBookmarked(undefined)} /> {marks.isBookmarked(undefined) ? 'Bookmarked' : 'Bookmark'}
      </button>
      <button class="quiet-button" type="button" onClick={() => openNote({ kind: 'page' })}>
        {marks.hasNote(undefined) ? 'Your note' : 'Note'}
      </button>
      <button class="quiet-button" type="button" onClick={() => startPicking(undefined)}>
        Highlight
      </button>
      <Show when={canListen()}>
        <button class="quiet-button" type="button" onClick={() => void listen(undefined)}>
          Listen
        </button>
      </Show>
      <Show when={canListen() === false}>
        <span>{noVoiceText}</span>
      </Show>
      <span class="visually-hidden" role="status">
        {said()}
      </span>
      <Show when={marks.trouble()}>
        <span class="trouble" role="alert">
          {marks.trouble()}
        </span>
      </Show>

      <For each={titled}>
        {({ id, title, slot }) => (
          <Into mount={slot}>
            <SectionTools
              title={title}
              isBookmarked={marks.isBookmarked(id)}
              hasNote={marks.hasNote(id)}
              canListen={canListen() === true}
              onNote={() => openNote({ kind: 'section', id, title })}
              onBookmark={() => void marks.toggleBookmark(id)}
              onHighlight={() => startPicking(id)}
              onListen={() => listenFromSection(id)}
            />
          </Into>
        )}
      </For>
      <Show when={noted()} keyed>
        {(now) => (
          <Into mount={paneHost}>
            <NotePane place={place} noted={now} marks={marks} onClose={closeNote} />
          </Into>
        )}
      </Show>
      <Show when={picking.picked()}>
        <Into mount={page}>
          <SelectionBar
            picking={picking}
            marks={marks}
            canListen={canListen() === true}
            onToggle={() => void toggleHighlight()}
            onNote={() => void noteOnPicked()}
            onListen={listenFromPicked}
            onClose={stopPicking}
            ref={(element) => (bar = element)}
          />
        </Into>
      </Show>
      <Show when={removed().length > 0 && !picking.picked()}>
        <Into mount={page}>
          <div class="selection-bar no-print" data-docked="">
            <p class="actions">
              <span role="status">{removedText(removed())}</span>
              <button class="quiet-button" type="button" onClick={() => void takeBack(removed())}>
                Undo
              </button>
              <button class="quiet-button" type="button" onClick={() => setRemoved([])}>
                Close
              </button>
            </p>
          </div>
        </Into>
      </Show>
      <Show when={lost().length > 0}>
        <Into mount={lostHost}>
          <LostHighlights lost={lost()} onRemove={(one) => void removeMarks([one])} />
        </Into>
      </Show>
      <Show when={speech()} keyed>
        {({ PageSpeech, from }) => (
          <Into mount={document.body}>
            <PageSpeech
              page={page}
              from={from}
              onClose={() => {
                setSpeech(undefined)
                giveBack()
              }}
            />
          </Into>
        )}
      </Show>
    </>
  )
}

/** A place of no height under a heading, so that nothing moves when the tools come. */
function slotAfter(heading: Element): HTMLElement {
  const slot = document.createElement('div')
  slot.className = 'section-tools no-print'
  heading.after(slot)
  return slot
}

const removedText = (some: readonly Marked[]): string =>
  `${some.length === 1 ? 'Highlight' : `${some.length} highlights`} removed${some.some(({ annotation }) => annotation.note) ? ', with what you wrote on it' : ''}.`
