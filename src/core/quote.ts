import type { Stretch } from './sentence.ts'

/** Words of a section and where they stand in it, in UTF-16 units. The words find their place again when it has moved. */
export type Quote = { readonly section: string; readonly from: number; readonly to: number; readonly quote: string }

export type SectionText = { readonly id: string; readonly text: string }

/** What is shorter stands in many places, so that finding it in another section says nothing. */
const telling = 20

/**
 * Where a quote stands now: where it stood, else nearest to that in its section, else in the first other section that
 * has it. Undefined when the words are gone.
 */
export function findQuote(quote: Quote, sections: readonly SectionText[]): Quote | undefined {
  const own = sections.find(({ id }) => id === quote.section)
  const near = own && nearest(own.text, quote)
  if (near !== undefined) return at(quote, quote.section, near)
  const other = quote.quote.length >= telling ? sections.find(({ text }) => text.includes(quote.quote)) : undefined
  return other && at(quote, other.id, other.text.indexOf(quote.quote))
}

const at = ({ quote }: Quote, section: string, from: number): Quote => ({
  section,
  from,
  to: from + quote.length,
  quote,
})

function nearest(text: string, { from, quote }: Quote): number | undefined {
  if (quote === '') return undefined
  let best: number | undefined
  for (let found = text.indexOf(quote); found >= 0; found = text.indexOf(quote, found + 1)) {
    if (best === undefined || Math.abs(found - from) < Math.abs(best - from)) best = found
  }
  return best
}

/** Whether two stretches of one text share a character. */
export const overlaps = (one: Stretch, other: Stretch): boolean => one.from < other.to && one.to > other.from

/** A stretch together with all it overlaps: from the first to the last of them. */
export function joined<Part extends Stretch>(wanted: Stretch, parts: readonly Part[]) {
  const joins = parts.filter((part) => overlaps(part, wanted))
  return {
    from: Math.min(wanted.from, ...joins.map(({ from }) => from)),
    to: Math.max(wanted.to, ...joins.map(({ to }) => to)),
    joins,
  }
}
