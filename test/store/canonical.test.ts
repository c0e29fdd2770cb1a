import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../src/store/canonical.ts'

/** What the first release wrote: the checksums of its files rest on it. */
const asShipped = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

describe('the one text of a value', () => {
  it('is what it was when the first file was written, whatever the value', () => {
    const value = fc.jsonValue().filter((one) => !JSON.stringify(one).includes('__proto__'))
    fc.assert(
      fc.property(value, (one) => {
        expect(canonical(one)).toBe(asShipped(one))
      }),
    )
  })

  it('is the same for the same fields in another order, and leaves out those that are undefined', () => {
    expect(canonical({ b: [undefined, { d: undefined, c: 1 }], a: undefined, 2: -0 })).toBe(
      '{"2":0,"b":[null,{"c":1}]}',
    )
    expect(canonical({ b: 1, a: 2 })).toBe(canonical({ a: 2, b: 1 }))
  })
})
