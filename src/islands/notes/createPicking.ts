import { createEffect, createMemo, createSignal } from 'solid-js'
import type { Quote } from '../../core/quote.ts'
import { sentencesIn } from '../../core/sentence.ts'
import { known } from '../../core/result.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { Marks } from './createMarks.ts'
import { rangesOf } from './page-text.ts'
import { paint } from './paint.ts'
import { quoteOf, rangeAround, rangesIn, selectedQuotes } from './selection.ts'

export type Picked =
  /** Selected with a pointer, a finger or a caret. */
  | { readonly kind: 'words'; readonly quotes: readonly Quote[] }
  /** A highlight that was pressed. */
  | { readonly kind: 'highlight'; readonly id: string; readonly quotes: readonly Quote[] }
  /** Stepped to by keys: so many sentences of the page from one on. */
  | { readonly kind: 'sentences'; readonly first: number; readonly count: number; readonly quotes: readonly Quote[] }

const restMs = 200

/** What words of a page are picked to be highlighted, by pointer, by finger or by key. */
export function createPicking(given: {
  readonly prose: Element
  readonly marks: Marks
  /** What lies over the page for what is picked: to press there picks nothing else. */
  readonly bar: () => Element | undefined
}) {
  const { prose, marks } = given
  const [picked, setPicked] = createSignal<Picked>()

  const sentences = () =>
    marks.sections().flatMap((section) => sentencesIn(section.text).map((stretch) => ({ section, ...stretch })))

  function clear() {
    if (picked()?.kind === 'words') getSelection()?.removeAllRanges()
    setPicked(undefined)
  }

  function pickSentences(first: number, count: number) {
    const all = sentences()
    const start = Math.min(Math.max(first, 0), all.length - 1)
    const wanted = all.slice(start, start + count)
    const quotes = [...new Set(wanted.map(({ section }) => section))].map((section) => {
      const mine = wanted.filter((sentence) => sentence.section === section)
      return quoteOf(section, { from: known(mine[0]).from, to: known(mine.at(-1)).to })
    })
    if (quotes.length === 0) return
    setPicked({ kind: 'sentences', first: start, count: wanted.length, quotes })
    bringIntoView(rangeAround(quotes, marks.sections()))
  }

  /** The first sentence of a section or, without one, the first that is on the screen. */
  function startPicking(wanted: string | undefined) {
    getSelection()?.removeAllRanges()
    const isWanted = ({ section, from, to }: ReturnType<typeof sentences>[number]) => {
      // The heading is the first line of its section.
      if (wanted !== undefined) return section.id === wanted && from > 0
      return (rangesOf(section, { from, to })[0]?.getBoundingClientRect().top ?? -1) >= 0
    }
    pickSentences(Math.max(0, sentences().findIndex(isWanted)), 1)
  }

  function step(by: number, isLonger: boolean) {
    const now = picked()
    if (now?.kind !== 'sentences') return
    if (isLonger) pickSentences(now.first, Math.max(1, now.count + by))
    else pickSentences(by > 0 ? now.first + now.count : now.first - 1, 1)
  }

  whenMounted(() => {
    let isDown = false
    let resting: ReturnType<typeof setTimeout> | undefined
    const isOnBar = (event: Event) => event.target instanceof Node && given.bar()?.contains(event.target) === true

    function look() {
      clearTimeout(resting)
      const quotes = selectedQuotes(prose, marks.sections())
      if (quotes.length > 0) setPicked({ kind: 'words', quotes })
      else if (picked()?.kind === 'words') setPicked(undefined)
    }
    const onDown = (event: Event) => {
      isDown = !isOnBar(event)
    }
    const onUp = (event: Event) => {
      const wasDown = isDown
      isDown = false
      if (wasDown && !isOnBar(event)) look()
    }
    const onSelection = () => {
      clearTimeout(resting)
      if (!isDown) resting = setTimeout(look, restMs)
    }
    const onClick = (event: MouseEvent) => {
      const { target } = event
      const isControl =
        target instanceof Element && target.closest('a, button, input, select, textarea, label, summary')
      if (isControl || isOnBar(event) || picked()?.kind === 'words') return
      const found = target instanceof Node && prose.contains(target) ? markAt(event.clientX, event.clientY) : undefined
      setPicked(found?.now && { kind: 'highlight', id: found.id, quotes: [found.now] })
    }
    const markAt = (x: number, y: number) =>
      marks.marked().find(({ now }) => now && rangesIn(now, marks.sections()).some((range) => holds(range, x, y)))

    document.addEventListener('pointerdown', onDown)
    document.addEventListener('pointerup', onUp)
    document.addEventListener('pointercancel', onUp)
    document.addEventListener('selectionchange', onSelection)
    document.addEventListener('click', onClick)
    return () => {
      document.removeEventListener('pointerdown', onDown)
      document.removeEventListener('pointerup', onUp)
      document.removeEventListener('pointercancel', onUp)
      document.removeEventListener('selectionchange', onSelection)
      document.removeEventListener('click', onClick)
    }
  })

  const stepped = createMemo(() => {
    const now = picked()
    return now?.kind === 'sentences' ? now.quotes : []
  })
  createEffect(() => {
    const sections = marks.sections()
    paint(
      'picked',
      stepped().flatMap((quote) => rangesIn(quote, sections)),
    )
  })

  return { picked, clear, startPicking, step }
}

export type Picking = ReturnType<typeof createPicking>

const holds = (range: Range, x: number, y: number) =>
  [...range.getClientRects()].some(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom)

function bringIntoView(range: Range | undefined) {
  const box = range?.getBoundingClientRect()
  if (box && (box.top < 80 || box.bottom > innerHeight * 0.6)) scrollBy({ top: box.top - innerHeight / 4 })
}
