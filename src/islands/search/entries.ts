export const kinds = ['standard', 'lesson', 'term', 'mistake', 'faq', 'case', 'page', 'question'] as const
export type EntryKind = (typeof kinds)[number]

/** What a search may lead to. Its place in the list is what the index calls it. */
export type SearchEntry = {
  readonly kind: EntryKind
  /** How its number is set, where it has one: `6.1.4`, `F3.2`. */
  readonly label?: string | undefined
  readonly title: string
  /** The part of the page, where it is one. */
  readonly section?: string | undefined
  /** From the site's base, with the anchor. */
  readonly path: string
  /** The question it explains: shown only where that was answered. */
  readonly question?: string | undefined
}

/** What the search page and box need before the index: what can be found, and other names of things. */
export type SearchEntries = {
  readonly entries: readonly SearchEntry[]
  readonly synonyms: Readonly<Record<string, readonly string[]>>
}
