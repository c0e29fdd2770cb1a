import lunr from 'lunr'
import { unpack } from '../../core/packed-index.ts'
import { wordsOf } from './query-words.ts'

export type Hit = {
  readonly ref: string
  /** The terms of the index that the query met in it. */
  readonly terms: readonly string[]
  readonly score: number
}

/** What fits a query, the best first. */
export type Find = (query: string) => readonly Hit[]

/** What else a phrase is called: `soa` → `statement of applicability`. Small letters. */
export type Synonyms = Readonly<Record<string, readonly string[]>>

/** What is known besides the index: other names, and texts whose words are to be found at any point of typing them. */
export type Aids = { readonly synonyms: Synonyms; readonly titles: readonly string[] }

const noAids: Aids = { synonyms: {}, titles: [] }

/** Finds in an index that was made at build, as lunr writes it. */
export const openIndex = (shipped: object, aids: Aids = noAids): Find => finder(lunr.Index.load(shipped), aids)

/** Finds in a packed index, whose documents are named by their places. */
export function openPacked(bytes: Uint8Array, aids: Aids = noAids): Find {
  const { terms, fields } = unpack(bytes)
  const inverted = terms.map((term, number): readonly [string, Record<string, unknown>] => [term, { _index: number }])
  for (const { name } of fields) for (const [, entry] of inverted) entry[name] = {}
  for (const { name, documents } of fields)
    for (const { id, postings } of documents)
      for (const [place] of postings) {
        const entry = inverted[place]?.[1][name]
        if (typeof entry === 'object' && entry !== null) Reflect.set(entry, id, {})
      }
  const index = lunr.Index.load({
    version: lunr.version,
    fields: fields.map(({ name }) => name),
    fieldVectors: fields.flatMap(({ name, documents }) =>
      documents.map(({ id, postings }) => [`${name}/${id}`, postings.flat()]),
    ),
    invertedIndex: inverted,
    pipeline: ['stemmer'],
  })
  return finder(index, aids)
}

/**
 * A word counts by its stem; the last one also while it is being typed; a word that stands nowhere also with a letter
 * wrong; and a phrase also by its other names. What holds more of the words comes first.
 */
function finder(index: lunr.Index, { synonyms, titles }: Aids): Find {
  const sorted = Object.keys(index.invertedIndex)
  const isTerm = new Set(sorted)
  const stemOf = (word: string) => index.pipeline.runString(word)[0] ?? word
  // A stem need not begin as its word does (reliability, reliabl), so words of titles are completed by themselves.
  const inTitles = [...new Set(titles.flatMap((title) => wordsOf(title.replaceAll('-', ' '))))].map((word) => ({
    word,
    stem: stemOf(word),
  }))
  const completed = (word: string) =>
    word.length < 3
      ? []
      : inTitles.flatMap((one) => (one.word.startsWith(word) && isTerm.has(one.stem) ? [one.stem] : []))
  return (query) => {
    const words = wordsOf(query)
    const others = phrasesIn(words, synonyms)
      .flatMap(({ also }) => also.flatMap(wordsOf))
      .map(stemOf)
      .filter((stem) => isTerm.has(stem))
    const asked = words.map((word, at) => {
      const stem = stemOf(word)
      const isLast = at === words.length - 1
      return {
        word,
        stem,
        isKnown: isTerm.has(stem),
        isLast,
        beginnings: isLast ? [...new Set([...beginningsOf(word, isTerm), ...completed(word)])] : [],
      }
    })
    if (asked.length === 0) return []
    const found = index.query((terms) => {
      for (const { word, stem, isKnown, isLast, beginnings } of asked) {
        terms.term(stem, { boost: 10, usePipeline: false })
        // What a single letter begins is half the index, and no answer.
        if (isLast && word.length > 1) {
          terms.term(word, { boost: 3, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING })
          for (const beginning of beginnings) terms.term(beginning, { boost: 3, usePipeline: false })
        }
        if (!isKnown && word.length > 4) terms.term(stem, { boost: 4, usePipeline: false, editDistance: 1 })
      }
      for (const stem of others) terms.term(stem, { boost: 5, usePipeline: false })
    })
    const isCovered = (
      { word, stem, isKnown, isLast, beginnings }: (typeof asked)[number],
      matched: readonly string[],
    ) =>
      matched.includes(stem) ||
      (isLast && matched.some((term) => term.startsWith(word) || beginnings.includes(term))) ||
      (!isKnown && matched.some((term) => isNear(term, stem)))
    const coverage = (matched: readonly string[]) =>
      asked.filter((one) => isCovered(one, matched) || others.some((stem) => matched.includes(stem))).length /
      asked.length
    return found
      .map(({ ref, score, matchData }) => {
        const terms = Object.keys(matchData.metadata)
        return { ref, terms, score: score * (0.25 + coverage(terms)) }
      })
      .toSorted((one, other) => other.score - one.score)
  }
}

/** The terms that a word begins with: while it is being typed, more may be there of it than its stem has. */
const beginningsOf = (word: string, isTerm: ReadonlySet<string>): readonly string[] =>
  Array.from({ length: Math.max(0, word.length - 3) }, (_, at) => word.slice(0, at + 3)).filter((one) =>
    isTerm.has(one),
  )

/** The phrases of a query that have other names, and those. */
const phrasesIn = (words: readonly string[], synonyms: Synonyms) =>
  words.flatMap((_, from) =>
    [1, 2, 3, 4].flatMap((length) => {
      const phrase = words.slice(from, from + length).join(' ')
      const also = from + length <= words.length && Object.hasOwn(synonyms, phrase) ? synonyms[phrase] : undefined
      return also ? [{ phrase, also }] : []
    }),
  )

const isNear = (term: string, stem: string) => Math.abs(term.length - stem.length) <= 1 && term[0] === stem[0]
