import {
  packPath,
  shelfName,
  shelvesIn,
  type KeepFailure,
  type Pack,
  type PackSize,
  type PackState,
  type Shelf,
} from '../core/offline.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { inLanes } from './lanes.ts'

/** What the browser gives: where things are kept, the way to the host, and the address of the site's base. */
export type Platform = {
  readonly caches: CacheStorage
  readonly fetch: (address: string, how?: RequestInit) => Promise<Response>
  readonly scope: string
}

export type Packs = {
  readonly state: (size: PackSize) => Promise<PackState>
  /**
   * Keeps a pack as the host has it now. What is here already is not asked for again, whether an earlier try left it or
   * the generation before had the same; until the new pack is whole the old one stays.
   */
  readonly keep: (
    id: string,
    how: { readonly onBytes: (state: PackState) => void; readonly signal: AbortSignal },
  ) => Promise<Result<undefined, KeepFailure>>
  readonly drop: (id: string) => Promise<void>
  /** The caches of each pack that is kept, whole or in part, older ones first. */
  readonly shelves: () => Promise<readonly Shelf[]>
}

/** Releases that may come in between before the try is given up. */
const mostRounds = 3

export function openPacks({ caches, fetch, scope }: Platform): Packs {
  const place = new URL(scope).pathname
  const addressOf = (path: string) => new URL(path, scope).href
  const listAddress = (id: string) => addressOf(packPath(id))

  const shelves = async () => shelvesIn(await caches.keys(), place).filter(({ kind }) => kind === 'pack')
  const shelvesOf = async (id: string) => (await shelves()).filter(({ pack }) => pack === id)

  async function listIn(cache: Cache, id: string): Promise<Pack | undefined> {
    return (await cache.match(listAddress(id)))?.json()
  }

  async function fetchList(id: string): Promise<{ readonly pack: Pack; readonly answer: Response }> {
    const answer = await fetchFile(fetch, listAddress(id))
    return { pack: await answer.clone().json(), answer }
  }

  async function missingIn(cache: Cache, pack: Pack) {
    const here = new Set((await cache.keys()).map(({ url }) => url))
    return pack.files.filter(({ path }) => !here.has(addressOf(path)))
  }

  const stateOf = (pack: Pack, missing: Pack['files']): PackState => ({
    doneBytes: pack.loadBytes - missing.reduce((sum, file) => sum + file.loadBytes, 0),
    loadBytes: pack.loadBytes,
    roomBytes: pack.roomBytes,
    isWhole: missing.length === 0,
  })

  /** A file of an earlier generation that is still the same. */
  async function earlierFiles(id: string, earlier: readonly Shelf[]) {
    const found = new Map<string, Cache>()
    for (const { name } of earlier) {
      const cache = await caches.open(name)
      for (const { path, revision } of (await listIn(cache, id))?.files ?? []) found.set(`${path} ${revision}`, cache)
    }
    return ({ path, revision }: Pack['files'][number]) => found.get(`${path} ${revision}`)?.match(addressOf(path))
  }

  async function round(id: string, { onBytes, signal }: Parameters<Packs['keep']>[1]): Promise<string> {
    const { pack, answer } = await fetchList(id)
    const name = shelfName(place, { kind: 'pack', version: pack.version, pack: id })
    const earlier = (await shelvesOf(id)).filter((shelf) => shelf.name !== name)
    const cache = await caches.open(name)
    await cache.put(listAddress(id), answer)
    const sameAsEarlier = await earlierFiles(id, earlier)
    const missing = new Set(await missingIn(cache, pack))
    onBytes(stateOf(pack, [...missing]))
    await inLanes([...missing], async (file) => {
      signal.throwIfAborted()
      const address = addressOf(file.path)
      await cache.put(address, (await sameAsEarlier(file)) ?? (await fetchFile(fetch, address, { signal })))
      missing.delete(file)
      onBytes(stateOf(pack, [...missing]))
    })
    for (const shelf of earlier) await caches.delete(shelf.name)
    return pack.version
  }

  return {
    shelves,
    state: async (size) => {
      const [shelf] = await shelvesOf(size.id)
      const cache = shelf && (await caches.open(shelf.name))
      const pack = cache && (await listIn(cache, size.id))
      if (!cache || !pack) return { doneBytes: 0, loadBytes: size.loadBytes, roomBytes: size.roomBytes, isWhole: false }
      return stateOf(pack, await missingIn(cache, pack))
    },
    keep: async (id, how) => {
      try {
        for (let rounds = 0; rounds < mostRounds; rounds++) {
          const kept = await round(id, how)
          if (kept === (await fetchList(id)).pack.version) return ok(undefined)
        }
        return fail('not-there')
      } catch (error) {
        return fail(failureOf(error))
      }
    },
    drop: async (id) => {
      for (const { name } of await shelvesOf(id)) await caches.delete(name)
    },
  }
}

/** A file as the host has it now, fit to be shown in place of a page. */
export async function fetchFile(fetch: Platform['fetch'], address: string, how?: RequestInit): Promise<Response> {
  const answer = await fetch(address, { cache: 'no-cache', ...how })
  if (!answer.ok) throw new DOMException(`${address}: ${answer.status}`, 'NotFoundError')
  // What came by a redirect may not stand for a page.
  return answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer
}

export function failureOf(error: unknown): KeepFailure {
  const name = error instanceof Error ? error.name : ''
  if (name === 'QuotaExceededError') return 'no-room'
  if (name === 'NotFoundError') return 'not-there'
  return name === 'AbortError' ? 'stopped' : 'no-connection'
}
