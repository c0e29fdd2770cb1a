import 'fake-indexeddb/auto'
import { forceCloseDatabase } from 'fake-indexeddb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { definitions, openDevice } from '../../src/store/db.ts'
import { openProgress } from '../../src/store/progress.ts'
import { aName, aPlan, aResponse, last, moved, started, valueOf } from './builders.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Every read-write transaction of the databases that are opened from now on. */
function spyOnWrites() {
  const writes: { readonly durability: string; isComplete: boolean }[] = []
  const transaction = IDBDatabase.prototype.transaction
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...given) {
    const opened = transaction.apply(this, given)
    if (opened.mode === 'readwrite') {
      const write = { durability: opened.durability, isComplete: false }
      writes.push(write)
      opened.addEventListener('complete', () => (write.isComplete = true))
    }
    return opened
  })
  return writes
}

const refuse = (name: string) => () => {
  throw new DOMException('Refused.', name)
}

describe('a write', () => {
  it('is one strict transaction, so that a power cut loses nothing that was acknowledged', async () => {
    const writes = spyOnWrites()
    const progress = openProgress({ name: aName() })
    await valueOf(progress.createAttempt(aPlan()))
    await valueOf(progress.append('attempt-1', started))
    await valueOf(progress.record(aResponse()))
    expect(writes.map(({ durability }) => durability)).toEqual(['strict', 'strict', 'strict'])
  })

  it('is acknowledged only when its transaction is complete', async () => {
    const writes = spyOnWrites()
    const progress = openProgress({ name: aName() })
    await valueOf(progress.createAttempt(aPlan()))
    await valueOf(progress.append('attempt-1', started))
    expect(writes.map(({ isComplete }) => isComplete)).toEqual([true, true])
  })

  it('says so when the disk is full, and changes nothing', async () => {
    const progress = openProgress({ name: aName() })
    await valueOf(progress.createAttempt(aPlan()))
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(refuse('QuotaExceededError'))
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(refuse('QuotaExceededError'))
    const full = { ok: false, failure: { kind: 'full' } }
    expect(await progress.append('attempt-1', started)).toEqual(full)
    expect(await progress.record(aResponse())).toEqual(full)
    expect(await progress.markStudied({ lessonId: 'scope', at: 1 })).toEqual(full)
    vi.restoreAllMocks()
    expect(await progress.append('attempt-1', started)).toEqual({ ok: true, value: { seq: 0 } })
    expect(await progress.responses()).toEqual([])
  })

  it('says so when the disk turns out to be full at the very end', async () => {
    const progress = openProgress({ name: aName() })
    await valueOf(progress.createAttempt(aPlan()))
    const add = IDBObjectStore.prototype.add
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...given) {
      const request = add.apply(this, given)
      // How fake-indexeddb lets a commit fail.
      request.addEventListener('success', () =>
        Reflect.get(this.transaction, '_abort').call(this.transaction, 'QuotaExceededError'),
      )
      return request
    })
    expect(await progress.append('attempt-1', started)).toEqual({ ok: false, failure: { kind: 'full' } })
  })

  it('that the browser refuses for another reason says which', async () => {
    const progress = openProgress({ name: aName() })
    await progress.ready
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(refuse('UnknownError'))
    expect(await progress.markStudied({ lessonId: 'scope', at: 1 })).toMatchObject({
      ok: false,
      failure: { kind: 'blocked', detail: expect.stringContaining('UnknownError') },
    })
  })

  it('goes through after the browser has dropped the connection', async () => {
    const connections: IDBDatabase[] = []
    const transaction = IDBDatabase.prototype.transaction
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...given) {
      connections.push(this)
      return transaction.apply(this, given)
    })
    const progress = openProgress({ name: aName() })
    await valueOf(progress.markStudied({ lessonId: 'scope', at: 1 }))
    const drop: (database: never) => void = forceCloseDatabase
    drop(last(connections) as never)
    await new Promise((resolve) => setTimeout(resolve, 10))
    await valueOf(progress.markStudied({ lessonId: 'needs', at: 2 }))
  })
})

describe('a newer release in another tab', () => {
  const newer = { definitions: [...definitions, { visits: 'id, at' }], steps: [{}] }

  it('stops this one from writing, tells it, and lets it read', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const name = aName()
    const progress = openProgress({ name })
    await valueOf(progress.createAttempt(aPlan()))
    expect((await openDevice(name, { versions: newer })).ok).toBe(true)
    await progress.outdated
    expect(await progress.append('attempt-1', started)).toEqual({ ok: false, failure: { kind: 'newer-version' } })
    expect(await progress.listAttempts()).toHaveLength(1)
    expect(await progress.set('theme', 'dark')).toEqual({ ok: false, failure: { kind: 'newer-version' } })
  })

  it('that came before is noticed on opening', async () => {
    const name = aName()
    const device = await valueOf(openDevice(name, { versions: newer }))
    device.close()
    const progress = openProgress({ name })
    await progress.outdated
    expect(await progress.record(aResponse())).toEqual({ ok: false, failure: { kind: 'newer-version' } })
  })
})

describe('a browser that keeps nothing', () => {
  const opensWith = (name: string) => ({
    open: () => {
      throw new DOMException('Refused.', name)
    },
  })

  it.each([
    { indexedDB: undefined, reason: { kind: 'unavailable' }, because: 'there is no IndexedDB' },
    { indexedDB: opensWith('InvalidStateError'), reason: { kind: 'private' }, because: 'the window is private' },
    { indexedDB: opensWith('QuotaExceededError'), reason: { kind: 'full' }, because: 'the disk is full' },
    {
      indexedDB: opensWith('SecurityError'),
      reason: { kind: 'blocked', detail: expect.stringContaining('SecurityError') },
      because: 'site data is blocked',
    },
  ])('is told apart: $because', async ({ indexedDB, reason }) => {
    vi.stubGlobal('indexedDB', indexedDB)
    const progress = openProgress({ name: aName() })
    expect(await progress.ready).toEqual({ keeps: 'memory', reason })
    await valueOf(progress.record(aResponse()))
    expect(await progress.responses()).toHaveLength(1)
  })

  it('is told apart when the mere mention of IndexedDB throws', async () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get: refuse('SecurityError') })
    const progress = openProgress({ name: aName() })
    Object.defineProperty(globalThis, 'indexedDB', before ?? {})
    expect(await progress.ready).toMatchObject({ keeps: 'memory', reason: { kind: 'blocked' } })
  })
})

describe('an attempt that was tampered with', () => {
  /** Writes below the face, as a person with developer tools can. */
  async function tamper(name: string, work: (store: (name: string) => IDBObjectStore) => void) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const transaction = database.transaction(['events', 'plans'], 'readwrite')
    work((store) => transaction.objectStore(store))
    await new Promise((resolve) => (transaction.oncomplete = resolve))
    database.close()
  }

  const row = { id: 'attempt-1/000001', schema: 1, attemptId: 'attempt-1', seq: 1 }

  it.each([
    {
      what: 'an event is missing',
      how: (store: (name: string) => IDBObjectStore) => store('events').delete('attempt-1/000001'),
      failure: { path: 'events[1]', what: 'is out of sequence' },
    },
    {
      what: 'an event has another shape',
      how: (store: (name: string) => IDBObjectStore) =>
        store('events').put({ ...row, event: { type: 'moved', at: 1, to: 'q2' } }),
      failure: { path: 'events[1].event.to', what: 'is not a whole number from 0' },
    },
    {
      what: 'an event is of no known type',
      how: (store: (name: string) => IDBObjectStore) => store('events').put({ ...row, event: { type: 'won', at: 1 } }),
      failure: { path: 'events[1].event.type', what: 'is not known' },
    },
    {
      what: 'the plan is gone',
      how: (store: (name: string) => IDBObjectStore) => store('plans').delete('attempt-1'),
      failure: { path: 'plan', what: 'is missing' },
    },
    {
      what: 'the plan allows more time than it did',
      how: (store: (name: string) => IDBObjectStore) => {
        const plans = store('plans')
        const request = plans.get('attempt-1')
        request.onsuccess = () => plans.put({ ...request.result, plan: { ...request.result.plan, limitMs: 9_999_999 } })
      },
      failure: { path: 'plan', what: 'is not what was written when the exam began' },
    },
  ])('does not load, and says why: $what', async ({ how, failure }) => {
    const name = aName()
    const progress = openProgress({ name })
    await valueOf(progress.createAttempt(aPlan()))
    await valueOf(progress.append('attempt-1', started))
    await valueOf(progress.append('attempt-1', moved(1)))
    await valueOf(progress.append('attempt-1', moved(2)))
    await tamper(name, how)
    expect(await progress.loadAttempt('attempt-1')).toEqual({ ok: false, failure: { kind: 'damaged', ...failure } })
  })
})
