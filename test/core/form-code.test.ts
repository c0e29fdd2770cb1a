import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codeOf,
  editionIn,
  formatFormCode,
  formatOwnCode,
  parseFormCode,
  parseOwnCode,
  profileIn,
  type FormCode,
} from '../../src/core/form-code.ts'

const symbols = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
const codes = fc.record<FormCode>({
  profile: fc.integer({ min: 0, max: 63 }),
  edition: fc.integer({ min: 0, max: 4095 }),
  seed: fc.integer({ min: 0, max: 2 ** 24 - 1 }),
})
const samples: readonly FormCode[] = [
  { profile: 3, edition: 0xabc, seed: 1_234_567 },
  { profile: 0, edition: 0, seed: 0 },
  { profile: 63, edition: 4095, seed: 2 ** 24 - 1 },
  ...fc.sample(codes, { seed: 42_001, numRuns: 60 }),
]
const plain = (code: FormCode) => [...formatFormCode(code).replace('-', '')]
const replaced = (code: readonly string[], place: number, by: string | undefined) => code.with(place, by ?? '').join('')

describe('a form code', () => {
  it('is ten characters in two groups', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(formatFormCode(code)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
      }),
    )
  })

  it('reads as what was written', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(parseFormCode(formatFormCode(code))).toEqual({ ok: true, value: code })
      }),
    )
  })

  it('is the one of the specification', () => {
    const code = { profile: 3, edition: 0xabc, seed: 1_234_567 }
    expect(formatFormCode(code)).toBe('47AY1-5NM70')
    expect(parseFormCode('47AY1-5NM70')).toEqual({ ok: true, value: code })
  })

  it.each([
    { text: '47ay1-5nm70', because: 'case does not matter' },
    { text: '47AY15NM70', because: 'the hyphen may be missing' },
    { text: ' 47AY1 – 5NM70 ', because: 'neither do blanks, or what a word processor makes of a hyphen' },
    { text: '47AYI-5NM7O', because: 'I stands for 1 and O for 0' },
    { text: '47ayl-5nm7o', because: 'so does a small L for 1' },
  ])('may be typed as “$text”, since $because', ({ text }) => {
    expect(parseFormCode(text)).toEqual(parseFormCode('47AY1-5NM70'))
    expect(parseFormCode(text).ok).toBe(true)
  })

  it('tells every wrong character', () => {
    const missed = samples.flatMap((code) => {
      const right = plain(code)
      return right.flatMap((character, place) =>
        symbols
          .filter((symbol) => symbol !== character)
          .map((symbol) => replaced(right, place, symbol))
          .filter((text) => parseFormCode(text).ok),
      )
    })
    expect(missed).toEqual([])
  })

  it('tells every two characters that have changed places, however far apart', () => {
    const swaps = samples.flatMap((code) => {
      const right = plain(code)
      return right.flatMap((one, i) =>
        right.flatMap((other, j) => (j > i && one !== other ? [right.with(i, other).with(j, one).join('')] : [])),
      )
    })
    expect(swaps.length).toBeGreaterThan(2000)
    expect(swaps.filter((text) => parseFormCode(text).ok)).toEqual([])
  })

  it.each([
    { text: '', failure: { kind: 'length', length: 0 } },
    { text: '47AY1-5NM7', failure: { kind: 'length', length: 9 } },
    { text: '47AY1-5NM700', failure: { kind: 'length', length: 11 } },
    { text: '47AY1-5NM7U', failure: { kind: 'character', character: 'U' } },
    { text: '47AY!-5NM70', failure: { kind: 'character', character: '!' } },
    { text: '😀7AY1-5NM70', failure: { kind: 'character', character: '😀' } },
    { text: '47AY1-5NM71', failure: { kind: 'check' } },
    { text: '00000-00000', failure: { kind: 'version', version: 0 } },
  ])('is refused as “$text”: $failure.kind', ({ text, failure }) => {
    expect(parseFormCode(text)).toEqual({ ok: false, failure })
  })
})

describe('the code of an own exam', () => {
  const owns = fc.record({
    exam: fc.integer({ min: 0, max: 2 ** 22 - 1 }),
    edition: fc.integer({ min: 0, max: 2 ** 20 - 1 }),
  })

  it('is read back as it was, and is never that of a form', () => {
    fc.assert(
      fc.property(owns, (own) => {
        expect(parseOwnCode(formatOwnCode(own).toLowerCase().replace('-', ' '))).toEqual(own)
        expect(parseFormCode(formatOwnCode(own))).toEqual({ ok: false, failure: { kind: 'own' } })
      }),
    )
  })

  it('is not read out of a form code, nor out of one that is mistyped', () => {
    expect(parseOwnCode('47AY1-5NM70')).toBeUndefined()
    const text = formatOwnCode({ exam: 1, edition: 2 })
    expect(parseOwnCode(text.replace(/.$/, text.endsWith('0') ? '1' : '0'))).toBeUndefined()
  })
})

describe('what a form code leads to', () => {
  const code: FormCode = { profile: 3, edition: 0xabc, seed: 1 }

  it('is the profile of that number', () => {
    const profiles = [{ number: 0 }, { number: 3, id: 'short' }, {}]
    expect(profileIn(code, profiles)).toEqual({ ok: true, value: profiles[1] })
    expect(profileIn({ ...code, profile: 9 }, profiles)).toEqual({
      ok: false,
      failure: { kind: 'unknown-profile', number: 9 },
    })
  })

  it('is the edition whose hash begins so', () => {
    const editions = [{ hash: '0bcdef' }, { hash: 'abcdef' }, { hash: 'abc000' }]
    expect(editionIn(code, editions)).toEqual({ ok: true, value: editions[1] })
    expect(editionIn({ ...code, edition: 0x00f }, editions)).toEqual({
      ok: false,
      failure: { kind: 'other-edition', edition: '00f' },
    })
  })

  it('is what the form was drawn from', () => {
    expect(codeOf({ number: 3 }, 'abcdef0123456789', 1)).toBe(formatFormCode(code))
    expect(codeOf({}, 'abcdef0123456789', 1)).toBeUndefined()
  })
})
