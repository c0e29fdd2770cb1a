import { describe, expect, it } from 'vitest'
import { findQuote, joined, overlaps } from '../../src/core/quote.ts'

const sections = [
  { id: 'scope', text: 'The scope is set. The scope is documented.' },
  { id: 'limits', text: 'A boundary follows from the context of the organisation.' },
]
const quote = (section: string, from: number, quote: string) => ({ section, from, to: from + quote.length, quote })

describe('a quote', () => {
  it.each([
    { wanted: quote('scope', 18, 'The scope'), at: ['scope', 18], because: 'it stands where it stood' },
    { wanted: quote('scope', 12, 'The scope'), at: ['scope', 18], because: 'the nearest of several is meant' },
    { wanted: quote('scope', 3, 'The scope'), at: ['scope', 0], because: 'the nearest may stand before' },
    {
      wanted: quote('scope', 5, 'follows from the context'),
      at: ['limits', 11],
      because: 'it has moved to another section',
    },
    { wanted: quote('gone', 0, 'the context of the organisation'), at: ['limits', 24], because: 'its section is gone' },
  ])('is found when $because', ({ wanted, at }) => {
    expect(findQuote(wanted, sections)).toEqual(quote(String(at[0]), Number(at[1]), wanted.quote))
  })

  it.each([
    { wanted: quote('scope', 0, 'These words were taken out'), because: 'its words are gone' },
    { wanted: quote('scope', 0, 'boundary'), because: 'a single word elsewhere says nothing' },
    { wanted: quote('scope', 0, ''), because: 'it has no words' },
  ])('is lost when $because', ({ wanted }) => {
    expect(findQuote(wanted, sections)).toBeUndefined()
  })
})

describe('a highlight that is drawn over others', () => {
  const others = [
    { id: 'a', from: 0, to: 10 },
    { id: 'b', from: 20, to: 30 },
    { id: 'c', from: 30, to: 40 },
  ]
  it('becomes one with all it overlaps', () => {
    expect(joined({ from: 5, to: 25 }, others)).toEqual({ from: 0, to: 30, joins: [others[0], others[1]] })
  })
  it('stays alone beside those it only meets', () => {
    expect(joined({ from: 10, to: 20 }, others)).toEqual({ from: 10, to: 20, joins: [] })
    expect(overlaps({ from: 10, to: 20 }, { from: 20, to: 30 })).toBe(false)
  })
})
