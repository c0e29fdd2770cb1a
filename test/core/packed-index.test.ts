import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack, unpack, type PostingIndex } from '../../src/core/packed-index.ts'

const anIndex: fc.Arbitrary<PostingIndex> = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 30 })
  .map((terms) => terms.toSorted())
  .chain((terms) => {
    const postings = fc
      .uniqueArray(fc.nat(terms.length - 1), { minLength: 1 })
      .chain((places) =>
        fc.tuple(
          ...places
            .toSorted((a, b) => a - b)
            .map((place) => fc.tuple(fc.constant(place), fc.double({ min: 0.5, max: 40, noNaN: true }))),
        ),
      )
    const documents = fc
      .uniqueArray(fc.nat(100_000), { maxLength: 6 })
      .chain((ids) =>
        fc.tuple(...ids.toSorted((a, b) => a - b).map((id) => fc.record({ id: fc.constant(id), postings }))),
      )
    return fc.record({
      terms: fc.constant(terms),
      fields: fc.array(fc.record({ name: fc.string({ maxLength: 8 }), documents }), { maxLength: 3 }),
    })
  })

describe('a packed index', () => {
  it('comes out with the same terms and documents, and weights of one field, from one to eighty, within four in a hundred', () => {
    fc.assert(
      fc.property(anIndex, (index) => {
        const out = unpack(pack(index))
        const bare = ({ terms, fields }: PostingIndex) => ({
          terms,
          fields: fields.map(({ name, documents }) => ({
            name,
            documents: documents.map(({ id, postings }) => ({ id, places: postings.map(([place]) => place) })),
          })),
        })
        expect(bare(out)).toEqual(bare(index))
        const weights = ({ fields }: PostingIndex) =>
          fields.flatMap(({ documents }) => documents.flatMap(({ postings }) => postings.map(([, weight]) => weight)))
        const before = weights(index)
        weights(out).forEach((weight, at) => expect(Math.abs(weight / (before[at] ?? 0) - 1)).toBeLessThan(0.04))
      }),
    )
  })
})
