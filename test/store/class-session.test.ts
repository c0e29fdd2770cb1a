import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetClass, keepClass, keptClass, type ClassSession } from '../../src/store/class-session.ts'

const session: ClassSession = {
  id: 'k1',
  choice: { course: 'foundation', modules: ['ai-systems'], span: 'hour', startsAt: 540 },
  state: {
    card: 'vocabulary-1',
    step: 2,
    live: { 'f-1': { phase: 'open', round: 1, counts: [[1, 2]], answered: 3, answeredOther: 0 } },
    cover: 'none',
    timer: { card: 'vocabulary-1', startedAt: 5, limitMs: undefined },
    begun: { 0: 1 },
    asked: [],
  },
}
const key = 'aimward:class'

/** What a browser keeps, for a test that runs in none. */
function aStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  }
}

beforeEach(() => vi.stubGlobal('localStorage', aStorage()))
afterEach(() => vi.unstubAllGlobals())

describe('a class that is presented', () => {
  it('is there again after a reload, as it stood', () => {
    expect(keptClass()).toBeUndefined()
    expect(keepClass(session)).toBe(true)
    expect(keptClass()).toEqual(session)
  })

  it('may be kept before its first card', () => {
    keepClass({ ...session, state: undefined })
    expect(keptClass()).toEqual({ ...session, state: undefined })
  })

  it('can be forgotten', () => {
    keepClass(session)
    forgetClass()
    expect(keptClass()).toBeUndefined()
  })

  it.each([
    { kept: 'not JSON', because: 'nothing can be read' },
    { kept: '"text"', because: 'it is no record' },
    { kept: JSON.stringify({ shape: 2, ...session }), because: 'it has another shape' },
    { kept: JSON.stringify({ shape: 1, ...session, id: 4 }), because: 'its id is no name' },
    {
      kept: JSON.stringify({ shape: 1, ...session, state: { ...session.state, own: { 'own-1': {} } } }),
      because: 'a question of one’s own is none',
    },
    {
      kept: JSON.stringify({ shape: 1, ...session, state: { ...session.state, mock: { form: 4 } } }),
      because: 'the form over it is none',
    },
    {
      kept: JSON.stringify({ shape: 1, ...session, choice: { ...session.choice, span: 'week' } }),
      because: 'there is no such span',
    },
    {
      kept: JSON.stringify({ shape: 1, ...session, choice: { ...session.choice, modules: [3] } }),
      because: 'a module is no name',
    },
    { kept: JSON.stringify({ shape: 1, ...session, state: { card: 'a' } }), because: 'half of its state is gone' },
  ])('is not taken up where $because', ({ kept }) => {
    localStorage.setItem(key, kept)
    expect(keptClass()).toBeUndefined()
  })

  it('says that it is not kept where the browser keeps nothing', () => {
    vi.stubGlobal('localStorage', {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })
    expect(keepClass(session)).toBe(false)
    expect(keptClass()).toBeUndefined()
    forgetClass()
  })
})
