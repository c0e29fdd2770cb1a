import type { Quote } from '../../core/quote.ts'
import { rangesOf, stretchIn, type PageSection } from './page-text.ts'

/** What is selected of the sections, one quote for each section it touches. */
export function selectedQuotes(root: Element, sections: readonly PageSection[]): readonly Quote[] {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return []
  const range = selection.getRangeAt(0)
  if (!range.intersectsNode(root)) return []
  return sections.flatMap((section) => {
    const stretch = stretchIn(section, range)
    return stretch ? [quoteOf(section, stretch)] : []
  })
}

export const quoteOf = (section: PageSection, { from, to }: { readonly from: number; readonly to: number }): Quote => ({
  section: section.id,
  from,
  to,
  quote: section.text.slice(from, to),
})

/** One range from the first to the last of the quotes. */
export function rangeAround(quotes: readonly Quote[], sections: readonly PageSection[]): Range | undefined {
  const ranges = quotes.flatMap((quote) => rangesIn(quote, sections))
  const [first, last] = [ranges[0], ranges.at(-1)]
  if (!first || !last) return undefined
  const whole = first.cloneRange()
  whole.setEnd(last.endContainer, last.endOffset)
  return whole
}

export function rangesIn(quote: Quote, sections: readonly PageSection[]): readonly Range[] {
  const section = sections.find(({ id }) => id === quote.section)
  return section ? rangesOf(section, quote) : []
}
