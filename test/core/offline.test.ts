import { describe, expect, it } from 'vitest'
import {
  courseState,
  lookupOrder,
  outdated,
  patienceMs,
  shelfName,
  shelvesIn,
  strategyOf,
  type PackState,
} from '../../src/core/offline.ts'

const page = { method: 'GET', isPage: true }
const file = { method: 'GET', isPage: false }

describe('a request', () => {
  it.each([
    { asked: { ...page, path: 'courses/foundation/' }, is: 'page', because: 'a page is to be the newest there is' },
    { asked: { ...page, path: '' }, is: 'page', because: 'the front page is a page' },
    {
      asked: { ...page, path: 'offline/' },
      is: 'page',
      because: 'the list of what is here can be opened like any page',
    },
    { asked: { ...file, path: '_astro/quiz.Ab3.js' }, is: 'kept-first', because: 'its content is in its name' },
    { asked: { ...file, path: 'fonts/text.woff2' }, is: 'kept-first', because: 'no text may wait for a font' },
    { asked: { ...file, path: 'banks/0123456789abcdef.json' }, is: 'kept-first', because: 'an edition never changes' },
    { asked: { ...file, path: 'banks/signposts-0123456789abcdef.json' }, is: 'kept-first', because: 'nor does this' },
    { asked: { ...file, path: 'banks/editions.json' }, is: 'data', because: 'a release adds to it' },
    { asked: { ...file, path: 'facts/foundation.json' }, is: 'data', because: 'its name stays while it changes' },
    { asked: { ...file, path: 'sw.js' }, is: 'untouched', because: 'whether the host is there must be true' },
    {
      asked: { ...file, path: 'offline/site.json' },
      is: 'untouched',
      because: 'what the host has now is the question',
    },
    { asked: { ...file, path: 'room.json' }, is: 'untouched', because: 'a room of yesterday is no room' },
    { asked: { ...file, path: 'room-form.json' }, is: 'untouched', because: 'the room hands out another one' },
    { asked: { ...file, path: undefined }, is: 'untouched', because: 'it is outside the site' },
    { asked: { ...page, method: 'POST', path: '' }, is: 'untouched', because: 'it does not only ask' },
  ] as const)('for $asked.path is $is, because $because', ({ asked, is }) => {
    expect(strategyOf(asked)).toBe(is)
  })

  it('for a page waits 0.8 s for the host, and on the computer that builds the site as long as it takes', () => {
    expect(patienceMs('page', 'example.org')).toBe(800)
    expect(patienceMs('data', 'example.org')).toBe(3000)
    expect(patienceMs('page', 'localhost')).toBe(Infinity)
  })
})

const core = (version: string) => shelfName('/learn/', { kind: 'core', version })
const visited = (version: string) => shelfName('/learn/', { kind: 'visited', version })
const pack = (id: string, version: string) => shelfName('/learn/', { kind: 'pack', version, pack: id })
const named = (...names: readonly string[]) => shelvesIn(names, '/learn/')
const namesOf = (shelves: readonly { readonly name: string }[]) => shelves.map(({ name }) => name)

describe('the caches of a site', () => {
  it('are told from those of others on the same origin', () => {
    const others = ['workbox-precache-v2', shelfName('/', { kind: 'core', version: 'v1' }), 'aimward /learn/ novel v1']
    expect(shelvesIn([core('v1'), ...others, pack('site', 'v1')], '/learn/')).toEqual([
      { name: core('v1'), kind: 'core', version: 'v1', pack: undefined },
      { name: pack('site', 'v1'), kind: 'pack', version: 'v1', pack: 'site' },
    ])
  })

  it('are asked in the order: the present core, packs with the whole one first, what was visited, earlier ones', () => {
    const shelves = named(core('v1'), visited('v1'), pack('site', 'v1'), core('v2'), pack('site', 'v2'), visited('v2'))
    expect(namesOf(lookupOrder(shelves, 'v2'))).toEqual([
      core('v2'),
      pack('site', 'v1'),
      pack('site', 'v2'),
      visited('v2'),
      core('v1'),
      visited('v1'),
    ])
  })

  it('keep the generation before, whose pages are still open, and lose those before it', () => {
    const shelves = named(core('v1'), visited('v1'), core('v2'), visited('v2'), core('v3'))
    expect(namesOf(outdated(shelves, { current: 'v3', previous: 'v2' }))).toEqual([core('v1'), visited('v1')])
  })

  it('lose a generation that waited and never began', () => {
    expect(namesOf(outdated(named(core('v1'), core('v2'), core('v3')), { current: 'v3', previous: 'v1' }))).toEqual([
      core('v2'),
    ])
  })

  it('keep the core that the pages of an old pack need, and never lose a pack', () => {
    const shelves = named(core('v1'), pack('site', 'v1'), core('v2'), core('v3'))
    expect(outdated(shelves, { current: 'v3', previous: 'v2' })).toEqual([])
  })
})

const aPack = (doneBytes: number, loadBytes: number): PackState => ({
  doneBytes,
  loadBytes,
  roomBytes: 3 * loadBytes,
  isWhole: doneBytes === loadBytes,
})

describe('a course', () => {
  it.each([
    { site: aPack(0, 100), course: aPack(0, 50), phase: 'absent', because: 'nothing of it is here' },
    { site: aPack(100, 100), course: aPack(0, 50), phase: 'absent', because: 'what is here belongs to another one' },
    { site: aPack(40, 100), course: aPack(20, 50), phase: 'part', because: 'something is here' },
    { site: aPack(40, 100), course: aPack(50, 50), phase: 'part', because: 'it needs the site' },
    { site: aPack(100, 100), course: aPack(50, 50), phase: 'kept', because: 'both are whole' },
  ])('is $phase when $because', ({ site, course, phase }) => {
    const state = courseState({ id: 'foundation', site, course, isKeeping: false, failure: undefined })
    expect(state).toMatchObject({ phase, loadBytes: 150, roomBytes: 450 })
    expect(state.doneBytes).toBe(site.doneBytes + course.doneBytes)
  })

  it('is on its way for as long as it is, and says afterwards why it ended early', () => {
    const given = { id: 'foundation', site: aPack(40, 100), course: aPack(0, 50), failure: 'no-room' } as const
    expect(courseState({ ...given, isKeeping: true }).phase).toBe('keeping')
    expect(courseState({ ...given, isKeeping: false })).toMatchObject({ phase: 'part', failure: 'no-room' })
  })
})
