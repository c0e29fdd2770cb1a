import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seeded, shuffle, xmur3 } from '../../src/core/random.ts'

// Vector of the specification: form code, hash, stream and order, as measured on two engines.
describe('chance', () => {
  it('begins with the published hash of a form code', () => {
    expect(xmur3('42001LA|b7f3c2|CLASS-7')).toBe(1676731597)
  })

  it('goes on with the published stream of that seed', () => {
    const random = seeded(1676731597)
    expect([random(), random(), random()]).toEqual([1038467878, 1039001076, 2632318416])
  })

  it('shuffles eight things into the published order', () => {
    expect(shuffle([0, 1, 2, 3, 4, 5, 6, 7], seeded(1676731597))).toEqual([2, 5, 4, 3, 7, 0, 1, 6])
  })

  it('is made of integers of 32 bits, for any text and any seed', () => {
    const isU32 = (n: number) => Number.isInteger(n) && n >= 0 && n < 2 ** 32
    fc.assert(fc.property(fc.string(), fc.integer(), (text, seed) => isU32(xmur3(text)) && isU32(seeded(seed)())))
  })

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer()), (seed, items) => {
        expect(shuffle(items, seeded(seed))).toEqual(shuffle(items, seeded(seed)))
      }),
    )
  })
})

describe('a shuffle', () => {
  it('is a permutation and leaves what it was given as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const before = [...items]
        const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)
        expect(sorted(shuffle(items, seeded(seed)))).toEqual(sorted(items))
        expect(items).toEqual(before)
      }),
    )
  })

  it('puts each of three things first about equally often', () => {
    const seeds = Array.from({ length: 3000 }, (_, index) => index)
    const first = seeds.map((seed) => shuffle(['a', 'b', 'c'], seeded(xmur3(`seed ${seed}`)))[0])
    for (const item of ['a', 'b', 'c']) {
      const share = first.filter((one) => one === item).length
      // 1000 expected, standard deviation 26
      expect(share).toBeGreaterThan(890)
      expect(share).toBeLessThan(1110)
    }
  })
})
