import { openIndex } from '../search/find.ts'

/** `own` is what the candidate wrote; it stands in no book. */
export type EntryKind = 'clause' | 'control' | 'area' | 'annex' | 'neighbour' | 'term' | 'lesson' | 'own'

/** What can be opened in the reference panel. */
export type Entry = {
  readonly id: string
  readonly kind: EntryKind
  /** How its number is set: `6.1.4`, `Annex B`, `F3.2`. */
  readonly label: string
  readonly title: string
  /** Markdown. */
  readonly text: string
  /** Other words it is found by. */
  readonly also?: readonly string[]
}

/** All that may be looked up in an open-book exam, and the index to find it by: its ids are places in `entries`. */
export type Book = { readonly entries: readonly Entry[]; readonly index: object }

export type OpenBook = {
  readonly entry: (id: string) => Entry | undefined
  readonly find: (query: string) => readonly Entry[]
}

const opened = new Map<string, Promise<OpenBook>>()

/** The book at an address, read once a page. A failed reading may be tried again. */
export function loadBook(address: string): Promise<OpenBook> {
  const before = opened.get(address)
  if (before) return before
  const book = read(address)
  opened.set(address, book)
  book.catch(() => opened.delete(address))
  return book
}

async function read(address: string): Promise<OpenBook> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  const { entries, index }: Book = await answer.json()
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const find = openIndex(index)
  return {
    entry: (id) => byId.get(id),
    find: (query) => find(query).flatMap(({ ref }) => entries[Number(ref)] ?? []),
  }
}
