import { gzipSync } from 'node:zlib'
import lunr from 'lunr'
import { pack, type PostingIndex } from '../core/packed-index.ts'

export type SearchDocument = {
  readonly id: string
  readonly title: string
  readonly headings: string
  readonly body: string
  readonly weight?: number | undefined
}

/** The index of some documents as it is shipped. `openIndex` in the islands finds in it. */
export const searchIndexOf = (documents: readonly SearchDocument[]): object =>
  lunr(function () {
    this.ref('id')
    this.field('title', { boost: 5 })
    this.field('headings', { boost: 2 })
    this.field('body')
    for (const one of documents) this.add(one, { boost: one.weight ?? 1 })
  }).toJSON()

/** The same as few bytes; the documents are named by their places. `openPacked` finds in it. */
export function packedIndexOf(documents: readonly Omit<SearchDocument, 'id'>[]): Uint8Array {
  const index = searchIndexOf(documents.map((one, place) => ({ ...one, id: String(place) })))
  return gzipSync(pack(postingsOf(index as SerializedIndex)), { level: 9 })
}

/** What lunr writes out: `title/12` → term, weight, term, weight …; and each term with its number. */
type SerializedIndex = {
  readonly fieldVectors: readonly (readonly [string, readonly number[]])[]
  readonly invertedIndex: readonly (readonly [string, { readonly _index: number }])[]
  readonly fields: readonly string[]
}

function postingsOf({ fieldVectors, invertedIndex, fields }: SerializedIndex): PostingIndex {
  const places = new Map(invertedIndex.map(([, { _index: number }], place) => [number, place]))
  const terms = invertedIndex.map(([term]) => term)
  return {
    terms,
    fields: fields.map((name) => ({
      name,
      documents: fieldVectors
        .filter(([ref, vector]) => ref.startsWith(`${name}/`) && vector.length > 0)
        .map(([ref, vector]) => ({
          id: Number(ref.slice(name.length + 1)),
          postings: Array.from({ length: vector.length / 2 }, (_, at) => {
            const place = places.get(vector[2 * at] ?? -1) ?? 0
            return [place, vector[2 * at + 1] ?? 0] as const
          }).toSorted(([one], [other]) => one - other),
        }))
        .toSorted((one, other) => one.id - other.id),
    })),
  }
}
