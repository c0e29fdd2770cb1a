import { describe, expect, it } from 'vitest'
import { fail, known, ok, unreachable } from '../../src/core/result.ts'

describe('a result', () => {
  it('is a value or a failure, and says which', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 })
    expect(fail('none')).toEqual({ ok: false, failure: 'none' })
  })
})

describe('a bug', () => {
  it('stops the program where an impossible case is reached', () => {
    expect(() => unreachable({ kind: 'impossible' } as never)).toThrow('Unreachable: {"kind":"impossible"}')
  })

  it('stops the program where a value that must be there is missing', () => {
    expect(known(0)).toBe(0)
    expect(() => known(undefined)).toThrow('missing')
  })
})
