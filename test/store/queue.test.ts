import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openProgress } from '../../src/store/progress.ts'
import { openQueue } from '../../src/store/queue.ts'
import { aName, aResponse, valueOf } from './builders.ts'

/** A localStorage: its keys are its own properties, as in a browser. */
function aStorage(): Storage {
  const methods = {
    getItem: (key: string): string | null => Reflect.get(storage, key) ?? null,
    setItem: (key: string, value: string) => void Reflect.set(storage, key, value),
    removeItem: (key: string) => void Reflect.deleteProperty(storage, key),
  }
  const storage = Object.create(methods)
  return storage
}

beforeEach(() => vi.stubGlobal('localStorage', aStorage()))
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const notThere = () => Promise.reject(new Error('Failed to fetch dynamically imported module'))
const waiting = () => Object.keys(localStorage).filter((key) => key.includes(':response:')).length

describe('a response given before the store is there', () => {
  it('waits for it, and is recorded once', async () => {
    const name = aName()
    const progress = openProgress({ name })
    let arrive = () => {}
    const arrival = new Promise<void>((resolve) => (arrive = resolve))
    const queue = openQueue({ name, load: () => arrival.then(() => progress) })
    const recorded = [queue.record(aResponse({ at: 1 })), queue.record(aResponse({ at: 2 })), queue.flush()]
    expect(waiting()).toBe(2)
    arrive()
    expect(await Promise.all(recorded)).toEqual(recorded.map(() => ({ ok: true, value: undefined })))
    expect((await progress.responses()).map(({ at, firstExposure }) => [at, firstExposure])).toEqual([
      [1, true],
      [2, false],
    ])
    expect(waiting()).toBe(0)
  })

  it('waits for the next page when the store cannot be loaded', async () => {
    const name = aName()
    const given = await openQueue({ name, load: notThere }).record(aResponse())
    expect(given).toMatchObject({ ok: false, failure: { kind: 'not-loaded' } })

    const progress = openProgress({ name })
    await valueOf(openQueue({ name, load: async () => progress }).flush())
    expect(await progress.responses()).toHaveLength(1)
    expect(waiting()).toBe(0)
  })

  it('is recorded once even if the page dies between recording and forgetting', async () => {
    const name = aName()
    const progress = openProgress({ name })
    const load = async () => progress
    const forget = vi.spyOn(Object.getPrototypeOf(localStorage), 'removeItem').mockImplementation(() => {})
    await valueOf(openQueue({ name, load }).record(aResponse()))
    expect(waiting()).toBe(1)
    forget.mockRestore()
    await Promise.all([valueOf(openQueue({ name, load }).flush()), valueOf(openQueue({ name, load }).flush())])
    expect(await progress.responses()).toHaveLength(1)
    expect(waiting()).toBe(0)
  })

  it('waits on when the disk is full', async () => {
    const name = aName()
    const progress = openProgress({ name })
    const queue = openQueue({ name, load: async () => progress })
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('Refused.', 'QuotaExceededError')
    })
    expect(await queue.record(aResponse())).toEqual({ ok: false, failure: { kind: 'full' } })
    full.mockRestore()
    await valueOf(queue.flush())
    expect(await progress.responses()).toHaveLength(1)
    expect(waiting()).toBe(0)
  })

  it('waits in memory where localStorage is blocked', async () => {
    vi.stubGlobal('localStorage', undefined)
    const name = aName()
    const progress = openProgress({ name })
    let load: () => Promise<typeof progress> = notThere
    const queue = openQueue({ name, load: () => load() })
    expect((await queue.record(aResponse())).ok).toBe(false)
    load = async () => progress
    await valueOf(queue.flush())
    expect(await progress.responses()).toHaveLength(1)
  })

  it('stays in localStorage as long as the store keeps nothing', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const name = aName()
    for (const page of ['first', 'second']) {
      const progress = openProgress({ name })
      const queue = openQueue({ name, load: async () => progress })
      await valueOf(page === 'first' ? queue.record(aResponse()) : queue.flush())
      expect(await progress.responses()).toHaveLength(1)
    }
  })

  it('is not lost for another that cannot be read', async () => {
    const name = aName()
    localStorage.setItem(`${name}:response:x`, '{"id":')
    const progress = openProgress({ name })
    await valueOf(openQueue({ name, load: async () => progress }).record(aResponse()))
    expect(await progress.responses()).toHaveLength(1)
  })

  it('is forgotten when everything is erased, and another learner’s is not', async () => {
    const [name, other] = [aName(), aName()]
    await openQueue({ name, load: notThere }).record(aResponse())
    await openQueue({ name: other, load: notThere }).record(aResponse())
    await valueOf(openProgress({ name }).eraseEverything())
    expect(Object.keys(localStorage)).toEqual([expect.stringMatching(`^${other}:`)])
  })
})
