import { createEffect, createMemo } from 'solid-js'
import { findQuote, joined, overlaps, type Quote } from '../../core/quote.ts'
import type { Annotated, Annotation } from '../../store/progress.ts'
import { createAnnotations } from './createAnnotations.ts'
import { sectionsOf } from './page-text.ts'
import { paint } from './paint.ts'
import { rangesIn } from './selection.ts'

export type HighlightOf = Extract<Annotation, { readonly kind: 'highlight' }>
/** A highlight, and where its words stand now; nowhere when they are gone. */
export type Marked = { readonly id: string; readonly annotation: HighlightOf; readonly now: Quote | undefined }

/** The highlights, bookmarks and notes of one page: drawn over it, and changed. */
export function createMarks(place: string, prose: Element) {
  const { annotations, trouble, write, remove } = createAnnotations({ places: [place] })
  const all = () => annotations() ?? []
  /** Read anew each time: what lies around the words may have changed. */
  const sections = () => sectionsOf(prose)

  const marked = createMemo(() => {
    const now = sections()
    return all().flatMap(({ id, annotation }): readonly Marked[] =>
      annotation.kind === 'highlight' ? [{ id, annotation, now: findQuote(annotation, now) }] : [],
    )
  })
  createEffect(() => {
    const draw = (name: 'highlight' | 'noted', isNoted: boolean) => {
      const shown = marked().filter(({ annotation }) => (annotation.note !== undefined) === isNoted)
      const now = sections()
      paint(
        name,
        shown.flatMap((one) => (one.now ? rangesIn(one.now, now) : [])),
      )
    }
    draw('highlight', false)
    draw('noted', true)
  })

  const touched = (quotes: readonly Quote[]): readonly Marked[] =>
    marked().filter(({ now }) => now && quotes.some((quote) => quote.section === now.section && overlaps(quote, now)))

  const isWhole = (quotes: readonly Quote[]) =>
    quotes.every((quote) =>
      marked().some(({ now }) => now && now.section === quote.section && now.from <= quote.from && now.to >= quote.to),
    )

  /** One highlight for each quote, joined with those it overlaps and with what was written on them. */
  async function highlight(quotes: readonly Quote[]): Promise<string | undefined> {
    let first: string | undefined
    for (const quote of quotes) {
      const text = sections().find(({ id }) => id === quote.section)?.text ?? ''
      const here = touched([quote]).map(({ id, annotation, now }) => ({ id, annotation, ...(now ?? annotation) }))
      const { from, to, joins } = joined(quote, here)
      const note = joins.flatMap(({ annotation }) => annotation.note ?? []).join('\n\n') || undefined
      const annotation = {
        kind: 'highlight',
        section: quote.section,
        from,
        to,
        quote: text.slice(from, to),
        note,
      } as const
      const id = await write({ id: joins[0]?.id, place, annotation })
      if (id !== undefined && joins.length > 1) await remove(joins.slice(1).map((join) => join.id))
      first ??= id
    }
    return first
  }

  const bookmarks = (section: string | undefined): readonly Annotated[] =>
    all().filter(({ annotation }) => annotation.kind === 'bookmark' && annotation.section === section)

  return {
    trouble,
    sections,
    marked,
    touched,
    isWhole,
    highlight,
    remove,
    annotate: (id: string, annotation: Annotation) => write({ id, place, annotation }),
    isBookmarked: (section: string | undefined) => bookmarks(section).length > 0,
    toggleBookmark: (section: string | undefined) => {
      const kept = bookmarks(section).map(({ id }) => id)
      return kept.length > 0 ? remove(kept) : write({ place, annotation: { kind: 'bookmark', section } })
    },
    hasNote: (section: string | undefined) =>
      all().some(({ annotation }) => annotation.kind === 'note' && annotation.section === section),
  }
}

export type Marks = ReturnType<typeof createMarks>
