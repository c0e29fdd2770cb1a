import type { Utterance } from '../../core/speech.ts'
import { rangesOf } from '../notes/page-text.ts'
import { paint } from '../notes/paint.ts'
import type { Readable } from './readables.ts'

const attribute = 'data-reading'
let last: Range | Element | undefined

/** Marks what is read and keeps it in view; nothing takes the mark away. Words are drawn over, what has none is framed. */
export function showRead(readables: readonly Readable[], utterance: Utterance | undefined) {
  const shown = utterance && readables[utterance.passage]
  const ranges = shown?.words && utterance ? rangesOf(shown.words, utterance) : []
  for (const element of document.querySelectorAll(`[${attribute}]`)) element.removeAttribute(attribute)
  paint('reading', ranges)
  // Who has scrolled away looks at something else and is not called back.
  const isFollowed = last === undefined || isInView(last)
  last = shown && (ranges[0] ?? shown.element)
  if (!shown || !last) return
  // The styles frame it only where words cannot be drawn over.
  shown.element.setAttribute(attribute, ranges.length > 0 ? 'words' : 'whole')
  const { top, bottom } = last.getBoundingClientRect()
  if (isFollowed && (top < 0 || bottom > innerHeight * 0.7))
    scrollBy({ top: top - innerHeight / 4, behavior: isStill() ? 'instant' : 'smooth' })
}

function isInView(shown: Range | Element): boolean {
  const { top, bottom } = shown.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

const isStill = () =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ||
  document.documentElement.dataset['comfort']?.includes('still') === true
