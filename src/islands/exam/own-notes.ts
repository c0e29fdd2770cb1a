import type { Annotated } from '../../store/progress.ts'
import type { Entry, OpenBook } from './book.ts'

/** What the candidate wrote: beside this exam, and before it on lessons, on the standard and on questions. */
export function ownEntries(
  ofAttempt: string,
  { before, book }: { readonly before: readonly Annotated[]; readonly book: Pick<OpenBook, 'entry'> },
): readonly Entry[] {
  const own = (id: string, title: string, text: string): Entry => ({ id, kind: 'own', label: '', title, text })
  return [
    ...(ofAttempt.trim() === '' ? [] : [own('notes', 'Your notes in this exam', ofAttempt)]),
    ...before.flatMap(({ id, place, annotation }) => {
      const text = textOf(annotation)
      return text === undefined ? [] : [own(`note:${id}`, `Your note on ${placeText(place, book)}`, text)]
    }),
  ]
}

/** A note, or what was written on words that are highlighted; undefined where nothing was written. */
function textOf(annotation: Annotated['annotation']): string | undefined {
  if (annotation.kind === 'note') return annotation.text
  return annotation.kind === 'highlight' && annotation.note ? `> ${annotation.quote}\n\n${annotation.note}` : undefined
}

/** Those in which every word of a query stands. */
export function findOwn(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const has = ({ title, text }: Entry) => words.every((word) => `${title}\n${text}`.toLowerCase().includes(word))
  return words.length === 0 ? [] : entries.filter(has)
}

/** What a note is on, as the book calls it: `lesson:…` and `standard:…` are places of the site. */
function placeText(place: string, { entry }: Pick<OpenBook, 'entry'>): string {
  const [, kind, id = ''] = /^(\w+):(.+)$/.exec(place) ?? []
  const found = kind === 'lesson' ? entry(`lesson:${id}#0`) : kind === 'standard' ? entry(id) : undefined
  return found ? `${found.label} ${found.title}` : kind === 'question' ? 'a question' : 'a page'
}
