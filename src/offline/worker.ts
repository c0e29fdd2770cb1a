/**
 * The service worker: stands between the pages and the host, so that what is kept on this device can be read without a
 * connection. The build makes `sw.js` of it, with the generation written into it.
 */
import {
  courseState,
  isNamedByContent,
  lookupOrder,
  offlinePath,
  outdated,
  patienceMs,
  shelfName,
  shelvesIn,
  sitePack,
  strategyOf,
  type Asked,
  type CourseState,
  type Generation,
  type KeepFailure,
  type PackState,
  type Told,
} from '../core/offline.ts'
import { inLanes } from './lanes.ts'
import { failureOf, fetchFile, openPacks } from './packs.ts'

declare const self: ServiceWorkerGlobalScope
/** Written in by the build. */
declare const GENERATION: Generation

const { version, core, packs: sizes } = GENERATION
const scope = self.registration.scope
const place = new URL(scope).pathname
const shelf = (kind: 'core' | 'visited' | 'state', of = version) => shelfName(place, { kind, version: of })
const packs = openPacks({ caches, fetch: (address, how) => fetch(address, how), scope })

/** Pages and what they fetched, of a device that keeps no course: the newest so many. */
const mostVisited = 80

// Taking up and taking over

self.addEventListener('install', (event) => event.waitUntil(keepCore()))

async function keepCore() {
  const cache = await caches.open(shelf('core'))
  try {
    await inLanes(core, async (path) => {
      const address = new URL(path, scope).href
      const isSame = isNamedByContent(path)
      const kept = isSame ? await lookup(address) : undefined
      await cache.put(address, kept ?? (await fetchFile(fetch, address, isSame ? { cache: 'default' } : {})))
    })
  } catch (error) {
    await caches.delete(shelf('core'))
    // Without room the pages go on as without a service worker, and whoever wants to keep a course is told why not.
    if (failureOf(error) !== 'no-room') throw error
  }
}

self.addEventListener('activate', (event) => event.waitUntil(takeOver()))

async function takeOver() {
  const before = (await generations())?.current
  const state = await caches.open(shelf('state', ''))
  await state.put(scope, Response.json({ current: version, previous: before })).catch(() => {})
  await clear()
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

/** Which generation has the pages now, and which had them before. */
async function generations(): Promise<{ readonly current: string; readonly previous?: string } | undefined> {
  return (await (await caches.open(shelf('state', ''))).match(scope))?.json()
}

async function clear() {
  const previous = (await generations())?.previous
  for (const { name } of outdated(await shelves(), { current: version, previous })) await caches.delete(name)
}

const shelves = async () => shelvesIn(await caches.keys(), place)

// Answering

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const path = url.startsWith(scope) ? url.slice(scope.length).replace(/[?#].*/s, '') : undefined
  const strategy = strategyOf({ method, path, isPage: mode === 'navigate' })
  if (strategy === 'kept-first') event.respondWith(keptFirst(event))
  if (strategy === 'page' || strategy === 'data') event.respondWith(networkFirst(event, strategy))
})

const plain = (url: string) => url.replace(/[?#].*/s, '')

async function lookup(url: string): Promise<Response | undefined> {
  for (const { name } of lookupOrder(await shelves(), version)) {
    const found = await caches.match(plain(url), { cacheName: name, ignoreVary: true })
    if (found) return found
  }
  return undefined
}

async function keptFirst(event: FetchEvent): Promise<Response> {
  const kept = await lookup(event.request.url)
  if (kept) return kept
  const answer = await fetch(event.request)
  event.waitUntil(remember(event.request, answer.clone()))
  return answer
}

async function networkFirst(event: FetchEvent, strategy: 'page' | 'data'): Promise<Response> {
  const { request } = event
  const network = ask(event)
  if (strategy === 'page')
    event.waitUntil(
      network.then(
        () => reach(true),
        () => reach(false),
      ),
    )
  event.waitUntil(network.then((answer) => remember(request, answer.clone())).catch(() => {}))
  const patience = patienceMs(strategy, self.location.hostname)
  const first = await inTime(network, patience)
  // A host that is down may still answer that it is.
  if (first && first.status < 500) return first
  const kept = await lookup(request.url)
  if (kept) return kept
  try {
    return await network
  } catch (error) {
    if (strategy === 'data') throw error
    return (await slashed(request.url)) ?? (await sayOffline())
  }
}

/** The browser has begun to ask for a page while this worker was still starting. */
async function ask(event: FetchEvent): Promise<Response> {
  const early: Response | undefined = await event.preloadResponse
  return early ?? fetch(event.request)
}

/** What was promised, if it is there in time and not refused. */
function inTime<Value>(promise: Promise<Value>, ms: number): Promise<Value | undefined> {
  return new Promise((resolve) => {
    if (ms < Infinity) setTimeout(() => resolve(undefined), ms)
    promise.then(resolve, () => resolve(undefined))
  })
}

/** The host would lead from an address without its last slash to the one with it. */
async function slashed(url: string): Promise<Response | undefined> {
  const address = plain(url)
  if (address.endsWith('/') || !(await lookup(`${address}/`))) return undefined
  return Response.redirect(`${address}/${new URL(url).search}`)
}

async function sayOffline(): Promise<Response> {
  const page = await lookup(new URL(offlinePath, scope).href)
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error()
}

/** Keeps what was shown, unless a pack has it. */
async function remember(request: Request, answer: Response) {
  if (!answer.ok || answer.redirected || answer.type !== 'basic') return
  const address = plain(request.url)
  for (const { name } of await packs.shelves()) if (await caches.match(address, { cacheName: name })) return
  const cache = await caches.open(shelf('visited'))
  try {
    await cache.put(address, answer)
    const keys = await cache.keys()
    for (const old of keys.slice(0, Math.max(0, keys.length - mostVisited))) await cache.delete(old)
  } catch {
    // No room: then it is not kept.
  }
}

// Telling pages

async function tell(told: Told) {
  for (const page of await self.clients.matchAll({ includeUncontrolled: true, type: 'window' })) page.postMessage(told)
}

let isReached = true

async function reach(reached: boolean) {
  const isNews = reached !== isReached
  isReached = reached
  if (isNews) await tell({ type: 'reached', isReached })
}

// Keeping courses, one after the other

const keeping = new Map<string, AbortController>()
const failures = new Map<string, KeepFailure>()
/** How far a pack is that is on its way. */
const underWay = new Map<string, PackState>()
let last: Promise<unknown> = Promise.resolve()

const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
  const turn = last.then(work)
  last = turn.catch(() => {})
  return turn
}

const sizeOf = (id: string) => sizes.find((size) => size.id === id) ?? { id, loadBytes: 0, roomBytes: 0 }
const packState = async (id: string) => underWay.get(id) ?? packs.state(sizeOf(id))

async function courses(): Promise<readonly CourseState[]> {
  const site = await packState(sitePack)
  const ids = sizes.map(({ id }) => id).filter((id) => id !== sitePack)
  return Promise.all(
    ids.map(async (id) =>
      courseState({
        id,
        site,
        course: await packState(id),
        isKeeping: keeping.has(id),
        failure: failures.get(id),
      }),
    ),
  )
}

const tellCourses = async () => tell({ type: 'courses', courses: await courses() })
let toldAt = 0

/** Hundreds of files make fewer steps. */
function tellStep() {
  if (Date.now() - toldAt < 200) return
  toldAt = Date.now()
  void tellCourses()
}

async function keepPack(id: string, signal: AbortSignal) {
  const onBytes = (state: PackState) => {
    underWay.set(id, state)
    tellStep()
  }
  const kept = await packs.keep(id, { signal, onBytes })
  underWay.delete(id)
  return kept
}

async function keep(course: string) {
  if (keeping.has(course)) return
  const stop = new AbortController()
  keeping.set(course, stop)
  failures.delete(course)
  await tellCourses()
  await inTurn(async () => {
    if (!(await caches.has(shelf('core')))) await keepCore()
    const site = await keepPack(sitePack, stop.signal)
    const kept = site.ok ? await keepPack(course, stop.signal) : site
    if (!kept.ok) failures.set(course, kept.failure)
  }).catch((error: unknown) => failures.set(course, failureOf(error)))
  keeping.delete(course)
  await clear()
  await tellCourses()
}

async function drop(course: string) {
  await inTurn(async () => {
    failures.delete(course)
    await packs.drop(course)
    if (!(await packs.shelves()).some(({ pack }) => pack !== sitePack)) await packs.drop(sitePack)
    await clear()
  })
  await tellCourses()
}

/** Brings what is kept whole to the present generation. Meanwhile the old one is as good as before. */
async function renew() {
  const old = new Set((await packs.shelves()).flatMap((one) => (one.version === version ? [] : [one.pack ?? ''])))
  if (old.size === 0) return
  await inTurn(async () => {
    for (const id of old)
      if ((await packs.state(sizeOf(id))).isWhole)
        await packs.keep(id, { signal: new AbortController().signal, onBytes: () => {} })
    await clear()
  })
}

/** The first page of a visit was there before this worker was. */
async function rememberPage(url: string) {
  if (!url.startsWith(scope) || (await lookup(url))) return
  await remember(new Request(url), await fetch(url))
}

self.addEventListener('message', (event) => {
  // Only pages of this site can post here.
  const asked = event.data as Asked
  const page = event.source
  switch (asked.type) {
    case 'take-over':
      return void self.skipWaiting()
    case 'opened':
      if (page && 'url' in page) event.waitUntil(rememberPage(page.url).catch(() => {}))
      if (!isReached) event.waitUntil(tell({ type: 'reached', isReached }))
      return event.waitUntil(renew())
    case 'courses':
      return event.waitUntil(tellCourses())
    case 'keep':
      return event.waitUntil(keep(asked.course))
    case 'stop':
      return keeping.get(asked.course)?.abort()
    case 'drop':
      return event.waitUntil(drop(asked.course))
  }
})
