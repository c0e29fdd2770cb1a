import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../src/catalogue/load.ts'
import { mistakesIn } from '../../src/catalogue/mistake-file.ts'
import { searchIndexOf } from '../../src/catalogue/search-index.ts'
import { known } from '../../src/core/result.ts'
import { openEngine, type Result } from '../../src/islands/search/engine.ts'
import { openIndex, openPacked } from '../../src/islands/search/find.ts'
import { wordsOf } from '../../src/islands/search/query-words.ts'
import { documentsOf, entriesOf, indexOf, questionTexts, searchTexts } from '../../src/pages/search/_search.ts'
import { queries } from '../fixtures/search-queries.ts'

const read = readCatalogue(process.cwd())
if (!read.ok) throw new Error('The content must be put right first.')
const catalogue = read.value
const texts = searchTexts(catalogue)
const shipped = entriesOf(texts, catalogue)
const packed = gunzipSync(indexOf(texts))
const aids = { synonyms: shipped.synonyms, titles: shipped.entries.map(({ title }) => title) }
const engine = openEngine(packed, shipped)
engine.giveTexts(texts.map(({ text }) => text))

/** A page once, whichever of its sections were found; terms and answers are places of their own. */
const pageOf = ({ entry }: Result) =>
  (/^(glossary|mistakes|faq|standard)\/#/.test(entry.path) ? entry.path : entry.path.replace(/#.*$/, '')).replace(
    'courses/foundation/',
    'F/',
  )
const pagesFor = (query: string) => [...new Set(engine.search(query).map(pageOf))]

const gain = (grades: readonly number[]) =>
  grades.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0)
const ndcg = ({ query, graded }: (typeof queries)[number]) =>
  gain(pagesFor(query).map((page) => graded[page] ?? 0)) / gain(Object.values(graded).toSorted((a, b) => b - a))

describe('the frozen queries', () => {
  it('are at least forty, and name pages that exist', () => {
    expect(queries.length).toBeGreaterThanOrEqual(40)
    const pages = new Set(texts.map((entry) => pageOf({ entry, title: [], passage: [] })))
    expect(queries.flatMap(({ graded }) => Object.keys(graded).filter((page) => !pages.has(page)))).toEqual([])
  })

  it('find what was meant: nDCG@10 of at least 0.85 on average', () => {
    const scores = queries.map((one) => ({ query: one.query, score: ndcg(one) }))
    const mean = scores.reduce((sum, { score }) => sum + score, 0) / scores.length
    const weakest = scores.toSorted((one, other) => one.score - other.score).slice(0, 8)
    expect(mean, JSON.stringify(weakest)).toBeGreaterThanOrEqual(0.85)
  })
})

describe('a number', () => {
  it.each([
    { query: '6.1.4', path: 'standard/6.1.4/' },
    { query: 'clause 6.1.4', path: 'standard/6.1.4/' },
    { query: 'Clause 614', path: 'standard/6.1.4/' },
    { query: 'A.6.2.4', path: 'standard/A.6.2.4/' },
    { query: 'a624', path: 'standard/A.6.2.4/' },
    { query: 'control a 6.2.4', path: 'standard/A.6.2.4/' },
    { query: 'A.10', path: 'standard/A.10/' },
    { query: '10.2', path: 'standard/10.2/' },
    { query: 'annex a', path: 'standard/annex-a/' },
  ])('$query finds $path first', ({ query, path }) => {
    expect(engine.search(query)[0]?.entry.path).toBe(path)
  })

  it('finds every clause and control first, however its dots are written', () => {
    for (const { id } of [...catalogue.standard.clauses, ...catalogue.standard.controls])
      for (const query of [id, id.toLowerCase(), id.replaceAll('.', ''), `clause ${id}`])
        expect(engine.search(query)[0]?.entry.path, query).toBe(`standard/${id}/`)
  })
})

/** Beginnings that are words of their own, and such as mean nothing. */
const little = new Set([
  'the',
  'for',
  'own',
  'who',
  'any',
  'but',
  'how',
  'its',
  'her',
  'has',
  'are',
  'may',
  'can',
  'not',
  'you',
  'all',
  'and',
  'did',
  'get',
  'had',
  'him',
  'his',
  'let',
  'our',
  'out',
  'say',
  'she',
  'too',
  'was',
  'why',
  'yet',
  'also',
  'ever',
  'else',
  'just',
  'like',
  'some',
  'than',
  'then',
  'they',
  'what',
  'will',
  'with',
  'your',
  'must',
  'into',
  'from',
  'have',
  'does',
  'this',
  'that',
  'were',
  'when',
  'been',
  'such',
  'only',
  'other',
  'where',
  'which',
  'there',
  'these',
  'their',
  'while',
  'since',
  'after',
  'about',
  'would',
  'could',
  'among',
  'might',
  'often',
  'least',
])

describe('typing', () => {
  it('never loses the page whose title is being typed', () => {
    const find = openPacked(packed, aids)
    const finds = (query: string, place: number) => find(query).some(({ ref }) => ref === String(place))
    texts.forEach(({ title }, place) => {
      for (const word of wordsOf(title.replaceAll('-', ' ')).filter((one) => /^[a-z]{4,}$/.test(one))) {
        // What means nothing by itself is not in the index.
        if (!finds(word, place)) continue
        for (let length = 3; length < word.length; length++) {
          const query = word.slice(0, length)
          if (!little.has(query)) expect(finds(query, place), `${query} for ${title}`).toBe(true)
        }
      }
    })
  })

  it.each([
    { query: 'nonconfromity', path: 'glossary/#nonconformity' },
    { query: 'trustworthyness', path: 'glossary/#trustworthiness' },
    { query: 'explainabilty', path: 'glossary/#explainability' },
    { query: 'reprot concerns', path: 'standard/A.3.3/' },
  ])('forgives a letter in “$query”', ({ query, path }) => {
    expect(
      engine
        .search(query)
        .slice(0, 5)
        .map(({ entry }) => entry.path),
    ).toContain(path)
  })
})

describe('what is shipped', () => {
  it('ranks as the whole index does', () => {
    const whole = openIndex(
      searchIndexOf(documentsOf(texts).map((one, place) => ({ ...one, id: String(place) }))),
      aids,
    )
    const small = openPacked(packed, aids)
    for (const { query } of queries) {
      const scores = new Map(whole(query).map(({ ref, score }) => [ref, score]))
      const found = small(query).map(({ ref }) => known(scores.get(ref)))
      expect(found.length, query).toBe(scores.size)
      // What stands after another is never better than it by more than the rounding of two weights in 63 steps.
      found.forEach((score, at) => expect(found[at + 1] ?? 0, query).toBeLessThanOrEqual(score * 1.07))
    }
  })

  it('keeps the index under 130 kB', () => {
    expect(indexOf(texts).byteLength).toBeLessThanOrEqual(130_000)
  })

  it('names no key of a question: reasons of all options, and nothing of which is right', () => {
    const questions = questionTexts(catalogue)
    expect(questions.length).toBeGreaterThan(200)
    expect(JSON.stringify(entriesOf(questions, catalogue))).not.toContain('"key"')
  })
})

describe('a result', () => {
  it('stands first where the query is its very heading', () => {
    const headed = texts.filter(({ kind, title }) => kind === 'faq' && wordsOf(title).length >= 3)
    expect(headed.length).toBeGreaterThan(10)
    const others = headed.filter(({ title, path }) => engine.search(title)[0]?.entry.path !== path)
    expect(others.map(({ title }) => title)).toEqual([])
  })

  it('shows the matched passage with its words marked', () => {
    const [first] = engine.search('statement applicability')
    const marked = known(first).passage.filter(({ isMatch }) => isMatch)
    expect(marked.length).toBeGreaterThan(0)
    expect(marked.every(({ text }) => /^(statement|applicab)/i.test(text))).toBe(true)
  })

  it('is a common mistake, among the sixty of the search page, where the query says what is believed', () => {
    const lost = mistakesIn(catalogue.mistakes).filter(({ id, wrong }) => {
      const paths = engine.search(wrong, { most: 60 }).map(({ entry }) => entry.path)
      return !paths.includes(`mistakes/#${id}`)
    })
    expect(lost.map(({ wrong }) => wrong)).toEqual([])
  })

  it('is empty for nothing, for marks alone and for what stands nowhere', () => {
    for (const query of ['', '  ', '???', 'xqzv'] as const) expect(engine.search(query)).toEqual([])
  })
})
