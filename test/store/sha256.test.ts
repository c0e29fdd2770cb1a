import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { canonical } from '../../src/store/canonical.ts'
import { newId } from '../../src/store/ids.ts'
import { sha256 } from '../../src/store/sha256.ts'

afterEach(() => vi.unstubAllGlobals())

const oracle = (text: string) => createHash('sha256').update(text).digest('hex')

describe('a page on plain http', () => {
  it('has a checksum of its own that is the browser’s', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        vi.unstubAllGlobals()
        expect(await sha256(text)).toBe(oracle(text))
        vi.stubGlobal('crypto', {})
        expect(await sha256(text)).toBe(oracle(text))
      }),
    )
    for (const length of [0, 55, 56, 63, 64, 119, 100_000])
      expect(await sha256('x'.repeat(length))).toBe(oracle('x'.repeat(length)))
  })

  it('makes ids of the same form', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(newId()).toMatch(uuid)
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    expect(newId()).toMatch(uuid)
    expect(new Set(Array.from({ length: 500 }, newId)).size).toBe(500)
  })
})

describe('canonical text', () => {
  it('does not depend on the order of keys, nor on fields that are undefined', () => {
    expect(canonical({ b: [1, { d: 1, c: undefined }], a: 'x' })).toBe('{"a":"x","b":[1,{"d":1}]}')
  })

  it('survives a round trip', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => canonical(JSON.parse(canonical(value))) === canonical(value)))
  })
})
