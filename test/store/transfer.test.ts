import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { known } from '../../src/core/result.ts'
import { joinParts, missingParts, partsOf, readPart, withPart, type Part } from '../../src/store/transfer.ts'

const noise = (length: number) => {
  let state = 7
  return Array.from({ length }, () => String.fromCharCode(33 + ((state = (state * 16_807) % 2_147_483_647) % 90))).join(
    '',
  )
}
const read = (texts: readonly string[]): readonly Part[] =>
  texts.map((text) => {
    const part = readPart(text)
    if (!part.ok) throw new Error(part.failure.kind)
    return part.value
  })
const gathered = (parts: readonly Part[]) =>
  parts.reduce<readonly Part[]>((all, part) => {
    const joined = withPart(all, part)
    return joined.ok ? joined.value : all
  }, [])

describe('a transfer in parts', () => {
  it('comes out whole, in whatever order the parts come and however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.nat(3), async (text, times) => {
        const whole = text + noise(3000)
        const parts = read(await partsOf(whole))
        expect(parts.length).toBeGreaterThan(2)
        const shuffled = [...parts.toReversed(), ...parts.slice(0, times)]
        expect(await joinParts(gathered(shuffled))).toEqual({ ok: true, value: whole })
      }),
      { numRuns: 20 },
    )
  })

  it('is one part where a link carries it, whatever its size', async () => {
    const [whole, ...more] = read(await partsOf(noise(4000), Infinity))
    expect(more).toEqual([])
    expect(await joinParts([known(whole)])).toEqual({ ok: true, value: noise(4000) })
  })

  it('says which parts are missing', async () => {
    const parts = read(await partsOf(noise(4000)))
    expect(missingParts(parts.filter(({ at }) => at !== 2))).toEqual([2])
    expect(missingParts(parts)).toEqual([])
    expect(missingParts([])).toEqual([])
  })

  it('fits each part into a code that a phone reads', async () => {
    const parts = await partsOf(noise(4000))
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(930)
  })

  it.each([
    '',
    'hello',
    '3f9a01cc.0.7.AAAA',
    '3f9a01cc.8.7.AAAA',
    '3f9a01cc.1.7.',
    'zzzzzzzz.1.7.AAAA',
    '3f9a01cc.1.7.A+A',
  ])('refuses "%s" as no part', (text) => {
    expect(readPart(text)).toEqual({ ok: false, failure: { kind: 'not-a-part' } })
  })

  it('refuses a part of another transfer', async () => {
    const [one] = read(await partsOf(noise(100)))
    const [other] = read(await partsOf(noise(101)))
    expect(withPart([known(one)], known(other))).toEqual({ ok: false, failure: { kind: 'other-transfer' } })
  })

  it('refuses what was changed on the way', async () => {
    const [part] = read(await partsOf(noise(100)))
    const changed = { ...known(part), data: `${known(part).data.slice(0, -8)}AAAAAAAA` }
    expect(await joinParts([changed])).toEqual({ ok: false, failure: { kind: 'damaged' } })
    expect(await joinParts([{ ...known(part), whole: '00000000' }])).toEqual({
      ok: false,
      failure: { kind: 'damaged' },
    })
  })
})
