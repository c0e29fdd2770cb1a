import { describe, expect, it } from 'vitest'
import type { Pack, PackState } from '../../src/core/offline.ts'
import { openPacks, type Platform } from '../../src/offline/packs.ts'
import { smallCaches } from '../support/small-caches.ts'

const scope = 'https://example.org/learn/'

/** A pack of files whose revision is what stands in them. */
function aPack(version: string, contents: Readonly<Record<string, string>>): Pack {
  const files = Object.entries(contents).map(([path, revision]) => ({ path, revision, loadBytes: 10 }))
  return { id: 'site', version, loadBytes: 10 * files.length, roomBytes: 30 * files.length, files }
}

/** A host that has a pack, and notes what it was asked for. */
function aHost(first: Pack) {
  let pack = first
  let answer = (path: string): Response | undefined => {
    if (path === 'offline/site.json') return Response.json(pack)
    const file = pack.files.find((one) => one.path === path)
    return file && new Response(file.revision)
  }
  const plain = answer
  const asked: string[] = []
  const fetch: Platform['fetch'] = async (address, how) => {
    how?.signal?.throwIfAborted()
    const path = address.slice(scope.length)
    asked.push(path)
    return answer(path) ?? new Response('Not found', { status: 404 })
  }
  return {
    fetch,
    release: (next: Pack) => void (pack = next),
    answering: (other: (path: string) => Response | undefined) => void (answer = (path) => other(path) ?? plain(path)),
    askedFor: () => asked.splice(0).filter((path) => !path.startsWith('offline/')),
  }
}

const five = { '': 'front', 'a/': 'a1', 'b/': 'b1', 'c/': 'c1', 'd/': 'd1' }
const size = { id: 'site', loadBytes: 50, roomBytes: 150 }
const v1 = 'aimward /learn/ pack v1 site'
const v2 = 'aimward /learn/ pack v2 site'

function aDevice(host: ReturnType<typeof aHost>, { room = Infinity } = {}) {
  const device = smallCaches({ room })
  const packs = openPacks({ caches: device.caches, fetch: host.fetch, scope })
  const steps: PackState[] = []
  const stop = new AbortController()
  const keep = () => packs.keep('site', { onBytes: (state) => steps.push(state), signal: stop.signal })
  return { ...device, packs, keep, steps, stop }
}

const broken = () => {
  throw new TypeError('Failed to fetch')
}

describe('keeping a pack', () => {
  it('keeps every file of it, tells each step, and asks for none twice', async () => {
    const host = aHost(aPack('v1', five))
    const { keep, packs, steps, read } = aDevice(host)
    expect(await packs.state(size)).toEqual({ doneBytes: 0, loadBytes: 50, roomBytes: 150, isWhole: false })
    expect(await keep()).toEqual({ ok: true, value: undefined })
    expect(await packs.state(size)).toEqual({ doneBytes: 50, loadBytes: 50, roomBytes: 150, isWhole: true })
    expect(steps.map(({ doneBytes }) => doneBytes)).toEqual([0, 10, 20, 30, 40, 50])
    expect(await read(v1, `${scope}a/`)).toBe('a1')
    expect(host.askedFor().toSorted()).toEqual(['', 'a/', 'b/', 'c/', 'd/'])
    await keep()
    expect(host.askedFor()).toEqual([])
  })

  it('ends where the connection breaks off, keeps what is there, and goes on from it', async () => {
    const host = aHost(aPack('v1', five))
    const { keep, packs } = aDevice(host)
    host.answering((path) => (path === 'c/' ? broken() : undefined))
    expect(await keep()).toEqual({ ok: false, failure: 'no-connection' })
    const { doneBytes, isWhole } = await packs.state(size)
    expect({ doneBytes, isWhole }).toEqual({ doneBytes: 40, isWhole: false })
    host.askedFor()
    host.answering(() => undefined)
    expect((await keep()).ok).toBe(true)
    expect(host.askedFor()).toEqual(['c/'])
  })

  it.each([
    { room: 0, because: 'not even its list finds room' },
    { room: 4, because: 'some of it does not' },
  ])('says that there is no room when $because', async ({ room }) => {
    const { keep, packs } = aDevice(aHost(aPack('v1', five)), { room })
    expect(await keep()).toEqual({ ok: false, failure: 'no-room' })
    expect((await packs.state(size)).isWhole).toBe(false)
  })

  it('says that the host does not have it, which is no broken connection', async () => {
    const host = aHost(aPack('v1', five))
    const { keep } = aDevice(host)
    host.answering((path) => (path === 'a/' ? new Response('Gone', { status: 404 }) : undefined))
    expect(await keep()).toEqual({ ok: false, failure: 'not-there' })
  })

  it('stops when it is told to', async () => {
    const { keep, stop } = aDevice(aHost(aPack('v1', five)))
    stop.abort()
    expect(await keep()).toEqual({ ok: false, failure: 'stopped' })
  })

  it('begins again when a release came in between, so that no two releases are mixed', async () => {
    const host = aHost(aPack('v1', five))
    const { keep, names, read } = aDevice(host)
    host.answering((path) => {
      if (path === 'd/') host.release(aPack('v2', { ...five, 'a/': 'a2' }))
      return undefined
    })
    expect((await keep()).ok).toBe(true)
    expect(names()).toEqual([v2])
    expect(await read(v2, `${scope}a/`)).toBe('a2')
    expect(await read(v2, `${scope}d/`)).toBe('d1')
  })
})

describe('bringing a pack up to date', () => {
  it('asks for what has changed alone, and lets the old one go', async () => {
    const host = aHost(aPack('v1', five))
    const { keep, names, read, size: entries } = aDevice(host)
    await keep()
    host.askedFor()
    host.release(aPack('v2', { '': 'front', 'a/': 'a1', 'b/': 'b2', 'e/': 'e1' }))
    expect((await keep()).ok).toBe(true)
    expect(host.askedFor().toSorted()).toEqual(['b/', 'e/'])
    expect(names()).toEqual([v2])
    expect(await read(v2, `${scope}a/`)).toBe('a1')
    expect(await read(v2, `${scope}b/`)).toBe('b2')
    // Four files and the list of them.
    expect(entries(v2)).toBe(5)
  })

  it('leaves the old one whole while the new one is not', async () => {
    const host = aHost(aPack('v1', five))
    const { keep, names, packs } = aDevice(host)
    await keep()
    host.release(aPack('v2', { ...five, 'b/': 'b2' }))
    host.answering((path) => (path === 'b/' ? broken() : undefined))
    expect(await keep()).toEqual({ ok: false, failure: 'no-connection' })
    expect(names()).toEqual([v1, v2])
    expect((await packs.state(size)).isWhole).toBe(true)
  })
})

it('dropping a pack leaves nothing of it, whole or in part', async () => {
  const host = aHost(aPack('v1', five))
  const { keep, names, packs } = aDevice(host)
  await keep()
  host.release(aPack('v2', { ...five, 'b/': 'b2' }))
  host.answering((path) => (path === 'b/' ? broken() : undefined))
  await keep()
  await packs.drop('site')
  expect(names()).toEqual([])
})
