import { kinds, type EntryKind, type SearchEntries, type SearchEntry } from './entries.ts'
import { openPacked, type Find } from './find.ts'
import { wordsOf } from './query-words.ts'

/** A text with what of it was asked for. */
export type Passage = readonly { readonly text: string; readonly isMatch: boolean }[]

export type Result = {
  readonly entry: SearchEntry
  /** The title and what stands around the first match; nothing while the texts are on their way. */
  readonly title: Passage
  readonly passage: Passage
}

export type Group = { readonly kind: EntryKind; readonly results: readonly Result[] }

export type Engine = {
  readonly search: (
    query: string,
    options?: { readonly most?: number; readonly isAllowed?: (entry: SearchEntry) => boolean },
  ) => readonly Result[]
  /** Passages are cut from here on. */
  readonly giveTexts: (texts: readonly string[]) => void
}

/** Answers queries from a packed index and what it names. */
export function openEngine(packed: Uint8Array, { entries, synonyms }: SearchEntries): Engine {
  const find: Find = openPacked(packed, { synonyms, titles: entries.map(({ title }) => title) })
  let texts: readonly string[] = []
  const headings = entries.map(({ section, title }) => wordsOf(section ?? title).join(' '))
  const compacts = entries.map(({ kind, label }) => (kind === 'standard' && label ? compact(label) : undefined))

  /** What the query names by its number, and what begins so: these come first. */
  function named(query: string): readonly number[] {
    const number = compact(query.toLowerCase().replace(/^\s*(clause|control|annex|area)s?\b/, ''))
    if (!/^(a?\d|[a-d]$)/.test(number)) return []
    const at = (fits: (one: string) => boolean) =>
      compacts.flatMap((one, place) => (one !== undefined && fits(one) ? [place] : []))
    return [
      ...at((one) => one === number || one === `annex${number}`),
      ...at((one) => one !== number && one.startsWith(number)),
    ]
  }

  /** What is headed by the very words of the query; one or two words head many things. */
  function headed(words: readonly string[]): readonly number[] {
    const heading = words.join(' ')
    return words.length < 3 ? [] : headings.flatMap((one, place) => (one === heading ? [place] : []))
  }

  return {
    search: (query, { most = 40, isAllowed = () => true } = {}) => {
      const words = wordsOf(query)
      const first = [...named(query), ...headed(words)]
      const hits = [...first.map((place) => ({ ref: String(place), terms: [] as readonly string[] })), ...find(query)]
      const seen = new Set<string>()
      const results: Result[] = []
      for (const { ref, terms } of hits) {
        const entry = entries[Number(ref)]
        if (!entry || seen.has(ref) || !isAllowed(entry)) continue
        seen.add(ref)
        const wanted = [...words, ...terms]
        results.push({
          entry,
          title: marked(entry.section ?? entry.title, wanted),
          passage: passageOf(texts[Number(ref)] ?? '', wanted),
        })
        if (results.length === most) break
      }
      return results
    },
    giveTexts: (given) => {
      texts = given
    },
  }
}

/** The results of each kind, the kind of the best first. */
export function grouped(results: readonly Result[]): readonly Group[] {
  const order = [...new Set([...results.map(({ entry }) => entry.kind), ...kinds])]
  return order
    .map((kind) => ({ kind, results: results.filter(({ entry }) => entry.kind === kind) }))
    .filter(({ results: mine }) => mine.length > 0)
}

const compact = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

const around = 70
const longest = 190

/** What stands around the first match, cut at words; the beginning where nothing matches. */
export function passageOf(text: string, wanted: readonly string[]): Passage {
  const [first] = matchesIn(text, wanted)
  const from = first ? Math.max(0, text.lastIndexOf(' ', Math.max(0, first.from - around)) + 1) : 0
  const cut = text.slice(from, from + longest)
  const whole = from + longest >= text.length ? cut : cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))
  const parts = marked(whole, wanted)
  return [
    ...(from > 0 ? [{ text: '… ', isMatch: false }] : []),
    ...parts,
    ...(from + whole.length < text.length ? [{ text: ' …', isMatch: false }] : []),
  ]
}

/** The text in parts, words that begin as something wanted apart. */
export function marked(text: string, wanted: readonly string[]): Passage {
  const parts: { text: string; isMatch: boolean }[] = []
  let at = 0
  for (const { from, to } of matchesIn(text, wanted)) {
    if (from > at) parts.push({ text: text.slice(at, from), isMatch: false })
    parts.push({ text: text.slice(from, to), isMatch: true })
    at = to
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMatch: false })
  return parts
}

/** One after the other, as far as they are asked for: a passage needs the first of a whole section. */
function* matchesIn(
  text: string,
  wanted: readonly string[],
): Generator<{ readonly from: number; readonly to: number }> {
  const beginnings = wanted.filter((one) => one.length > 1 && !common.has(one))
  for (const { 0: written, index } of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}.'’-]*/gu)) {
    const word = written.replace(/[.'’-]+$/, '')
    const small = word.toLowerCase()
    if (beginnings.some((one) => small === one || (one.length > 2 && small.startsWith(one))))
      yield { from: index, to: index + word.length }
  }
}

/** Words that mark nothing when they match. */
const common = new Set([
  'the',
  'of',
  'and',
  'to',
  'in',
  'is',
  'a',
  'an',
  'for',
  'on',
  'or',
  'what',
  'how',
  'do',
  'does',
  'with',
  'by',
  'it',
])
