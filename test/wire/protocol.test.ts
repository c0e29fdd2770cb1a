import { describe, expect, it } from 'vitest'
import {
  cidOf,
  cleanName,
  limits,
  parseDown,
  parseLive,
  parseMeta,
  parsePres,
  parseState,
  parseUp,
  suits,
  topicsOf,
} from '../../src/wire/protocol.ts'

const head = { v: 1, n: 7, e: 2, at: 1000 }
const act = {
  id: 'q1.abc',
  kind: 'single',
  stem: 'Which?',
  opts: [
    { id: 1, t: 'One' },
    { id: 2, t: 'Two' },
  ],
  round: 1,
}
const packet = (...b: readonly unknown[]) => JSON.stringify({ v: 1, b })

describe('a packet of a participant', () => {
  it('is read whole', () => {
    const items = [
      { n: 1, t: 'join', name: 'Ada' },
      { n: 2, t: 'ans', q: 'q1.abc', r: 1, a: [2] },
      { n: 3, t: 'ans', q: 'q2.abc', r: 2, a: 'In words' },
      { n: 3, t: 'ans', q: 'q3.abc', r: 1, a: [1], c: 3 },
      { n: 4, t: 'res', token: 'AIMS1.0123' },
      { n: 0, t: 'gone' },
    ]
    expect(parseUp(packet(...items))).toEqual({ ok: true, value: { v: 1, b: items } })
  })

  it.each([
    { payload: '', because: 'it is empty' },
    { payload: '{', because: 'it is no JSON' },
    { payload: 'null', because: 'it is null' },
    { payload: '[]', because: 'it is a list' },
    { payload: JSON.stringify({ v: 2, b: [{ n: 1, t: 'join' }] }), because: 'it is of another version' },
    { payload: JSON.stringify({ v: 1, b: 'join' }), because: 'its items are no list' },
    { payload: packet(), because: 'it says nothing' },
    {
      payload: packet(...Array.from({ length: 21 }, () => ({ n: 1, t: 'join' }))),
      because: 'it says more than twenty things',
    },
    { payload: packet({ n: 1, t: 'join' }, { n: 2, t: 'shout' }), because: 'one item is of no known kind' },
    { payload: packet({ n: -1, t: 'join' }), because: 'a number is negative' },
    { payload: packet({ n: 1.5, t: 'join' }), because: 'a number is no whole one' },
    { payload: packet({ n: 2 ** 53, t: 'join' }), because: 'a number is too large to be exact' },
    { payload: packet({ n: 1, t: 'join', name: 7 }), because: 'a name is a number' },
    { payload: packet({ n: 1, t: 'ans', q: 'q', r: 3, a: [1] }), because: 'there is no third round' },
    { payload: packet({ n: 1, t: 'ans', q: '', r: 1, a: [1] }), because: 'it answers no question' },
    { payload: packet({ n: 1, t: 'ans', q: 'q', r: 1, a: ['1'] }), because: 'an option is a text' },
    { payload: packet({ n: 1, t: 'ans', q: 'q', r: 1, a: { 0: 1 } }), because: 'an answer is an object' },
    { payload: packet({ n: 1, t: 'ans', q: 'q', r: 1, a: Array(21).fill(1) }), because: 'it has too many options' },
    { payload: packet({ n: 1, t: 'ans', q: 'q', r: 1, a: 'x'.repeat(281) }), because: 'a text is too long' },
    { payload: packet({ n: 1, t: 'ans', q: 'q', r: 1, a: [1], c: 0 }), because: 'nobody is sure to degree 0' },
    { payload: packet({ n: 1, t: 'ans', q: 'q', r: 1, a: [1], c: '3' }), because: 'how sure is a text' },
    { payload: packet({ n: 1, t: 'ans', q: 'q', r: 1, a: [1], c: null }), because: 'how sure is nothing' },
    { payload: packet({ n: 1, t: 'res', token: '<b>' }), because: 'a token has other characters' },
  ])('is refused when $because', ({ payload }) => {
    expect(parseUp(payload)).toEqual({ ok: false, failure: 'malformed' })
  })

  it('is refused beyond 2 kB, counted in bytes', () => {
    const longest = '😀'.repeat(limits.text)
    expect(parseUp(packet({ n: 1, t: 'ans', q: 'q', r: 1, a: longest })).ok).toBe(true)
    const tooLong = packet({ n: 1, t: 'join', name: 'ü'.repeat(1100) })
    expect(tooLong.length).toBeLessThan(limits.up)
    expect(parseUp(tooLong)).toEqual({ ok: false, failure: 'oversize' })
  })

  it('comes on a topic that ends with a whole client id', () => {
    const cid = 'abcdefghijklmnopqrst_-'
    expect(cidOf('K7Q29MXD', topicsOf('K7Q29MXD').up(cid))).toBe(cid)
    for (const topic of [`r/K7Q29MXD/up/${cid}x`, 'r/K7Q29MXD/up/+', `r/OTHERXXX/up/${cid}`, `r/K7Q29MXD/dn/${cid}`])
      expect(cidOf('K7Q29MXD', topic)).toBeUndefined()
  })
})

describe('an answer', () => {
  const opts = act.opts
  it.each([
    { kind: 'single', answer: [2], is: true, because: 'it is one of the options' },
    { kind: 'single', answer: [], is: false, because: 'nothing is chosen' },
    { kind: 'single', answer: [1, 2], is: false, because: 'only one may be' },
    { kind: 'single', answer: [9], is: false, because: 'it is not offered' },
    { kind: 'single', answer: 'One', is: false, because: 'options are named by number' },
    { kind: 'scale', answer: [1], is: true, because: 'it is a step' },
    { kind: 'ready', answer: [1], is: true, because: 'it is a sign' },
    { kind: 'multi', answer: [2, 1], is: true, because: 'several may be chosen' },
    { kind: 'multi', answer: [1, 1], is: false, because: 'one counts once' },
    { kind: 'text', answer: 'Words', is: true, because: 'it is a text' },
    { kind: 'text', answer: ' ', is: false, because: 'it is blank' },
    { kind: 'text', answer: [1], is: false, because: 'there are no options' },
  ] as const)('to a $kind question suits: $is, because $because', ({ kind, answer, is }) => {
    expect(suits({ kind, opts }, answer)).toBe(is)
  })
})

describe('what the trainer says', () => {
  it.each([
    { k: 'lobby', title: 'Foundation' },
    { k: 'slide', title: 'Risk' },
    { k: 'ready', act },
    { k: 'open', act, ends: 5000 },
    { k: 'open', act: { ...act, sure: true, commit: 'x'.repeat(43) } },
    { k: 'locked', act },
    { k: 'spread', act, hist: [3, 4], of: 7, before: [5, 2] },
    { k: 'reveal', act, hist: [3, 4], of: 7, key: [2], why: 'Since', nonce: 'once' },
    { k: 'exercise', act, title: 'Risks', task: ['Find the owner.'], part: 'work' },
    { k: 'mock', form: '47AY1-5NM70', secs: 3600 },
    { k: 'mock', form: 'Friday', path: 'exams/class/?form=47AY1-5NM70', secs: 3600 },
    { k: 'board', top: [{ place: 1, name: 'Ada', pts: 3 }], of: 4 },
    { k: 'break', title: 'Break', ends: 9000 },
    { k: 'end', takeaway: 'Thank you' },
  ])('is read: $k', (screen) => {
    expect(parseState(JSON.stringify({ ...head, ...screen }))).toEqual({ ...head, ...screen })
  })

  it('holds nothing of the key before it is revealed, whatever was sent', () => {
    for (const k of ['ready', 'open', 'locked', 'spread']) {
      const state = parseState(JSON.stringify({ ...head, k, act, hist: [0, 0], of: 0, key: [2], why: 'Since' }))
      expect(JSON.stringify(state)).not.toMatch(/key|why/)
    }
  })

  it('names no form outside the exams of the site', () => {
    const mock = { ...head, k: 'mock', form: 'Friday', secs: 60 }
    for (const path of ['/evil.example/', 'https://evil.example/', 'javascript:alert(1)', 7])
      expect(parseState(JSON.stringify({ ...mock, path }))).toEqual(mock)
  })

  it('asks for a reload where it is of a later release', () => {
    expect(parseState(JSON.stringify({ ...head, k: 'hologram' }))).toEqual({ ...head, k: 'unknown' })
  })

  it.each([
    { broken: 'not JSON', json: '{' },
    { broken: 'no head', json: JSON.stringify({ k: 'lobby' }) },
    { broken: 'another version', json: JSON.stringify({ ...head, v: 2, k: 'lobby' }) },
  ])('is nothing with $broken', ({ json }) => {
    expect(parseState(json)).toBeUndefined()
  })

  it.each([
    { broken: 'a stem that is a number', json: JSON.stringify({ ...head, k: 'open', act: { ...act, stem: 1 } }) },
    { broken: 'a third round', json: JSON.stringify({ ...head, k: 'open', act: { ...act, round: 3 } }) },
    { broken: 'counts of other options', json: JSON.stringify({ ...head, k: 'spread', act, hist: [1], of: 1 }) },
    { broken: 'no activity', json: JSON.stringify({ ...head, k: 'open' }) },
    { broken: 'a reveal without a key', json: JSON.stringify({ ...head, k: 'reveal', act, hist: [1, 0], of: 1 }) },
  ])('asks for a reload too with $broken', ({ json }) => {
    expect(parseState(json)).toEqual({ ...head, k: 'unknown' })
  })

  it('is read on the other topics by kind, and is nothing there otherwise', () => {
    const text = (fields: object) => JSON.stringify({ ...head, ...fields })
    const policy = { names: 'none', link: 'none' }
    expect(parseMeta(text({ k: 'meta', pub: 'x', title: 'T', policy, expires: 9 }))?.policy).toEqual(policy)
    expect(parseMeta(text({ k: 'meta', pub: 'x', title: 'T', policy: { names: 'all' }, expires: 9 }))).toBeUndefined()
    expect(parseLive(text({ k: 'hb', sn: 7, joined: 3, answered: 2 }))?.joined).toBe(3)
    expect(parseLive(text({ k: 'hb', sn: '7' }))).toBeUndefined()
    expect(parsePres(text({ k: 'gone' }))?.k).toBe('gone')
    expect(parsePres(text({ k: 'here' }))).toBeUndefined()
    expect(parseDown(text({ k: 'ack', upto: 4 }))).toEqual({ ...head, k: 'ack', upto: 4 })
    expect(parseDown(text({ k: 'ack', upto: 4, late: [3] }))).toEqual({ ...head, k: 'ack', upto: 4, late: [3] })
    expect(parseDown(text({ k: 'name', name: 'A\u202Eda' }))).toEqual({ ...head, k: 'name', name: 'Ada' })
    expect(parseDown(text({ k: 'kick' }))?.k).toBe('kick')
    expect(parseDown(text({ k: 'door' }))?.k).toBe('door')
    expect(parseDown(text({ k: 'ack', upto: -1 }))).toBeUndefined()
    expect(parseDown(text({ k: 'later' }))).toBeUndefined()
  })
})

describe('a name', () => {
  it.each([
    { typed: '  Ada   Lovelace ', shown: 'Ada Lovelace', because: 'blanks are single' },
    { typed: 'ＡＤＡ', shown: 'ADA', because: 'wide letters are letters' },
    { typed: 'A\u0000d\u0007a', shown: 'Ada', because: 'control characters go' },
    { typed: '\u202Enimda\u202C', shown: 'nimda', because: 'direction marks go' },
    { typed: 'A\u200Bd\u200Da\uFEFF', shown: 'Ada', because: 'what has no width goes' },
    { typed: 'Zoë', shown: 'Zoë', because: 'an accent stays' },
    { typed: 'Z\u0300\u0301\u0302\u0303\u0304', shown: 'Z\u0300\u0301', because: 'a tower of marks does not' },
    { typed: '\u3164\u2800', shown: '', because: 'letters that show nothing are nothing' },
    { typed: 'x'.repeat(40), shown: 'x'.repeat(20), because: 'twenty characters are enough' },
    { typed: '😀'.repeat(21), shown: '😀'.repeat(20), because: 'no character is cut in half' },
    { typed: '<b>Ada</b>', shown: '<b>Ada</b>', because: 'it is only ever a text' },
  ])('typed as "$typed" is shown as "$shown", because $because', ({ typed, shown }) => {
    expect(cleanName(typed)).toBe(shown)
  })
})
