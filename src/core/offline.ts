/**
 * What a device keeps of the site so that it works without a connection. A generation is one build of the site; a pack is
 * a part of it that may be kept whole. Paths run from the base of the site, and '' is its front page.
 */
export type Generation = {
  readonly version: string
  /** Kept on every device: what an open page may still ask for, and what says that there is no connection. */
  readonly core: readonly string[]
  readonly packs: readonly PackSize[]
}

export type PackSize = {
  readonly id: string
  /** Bytes on the way, compressed. */
  readonly loadBytes: number
  /** Bytes on the device. */
  readonly roomBytes: number
}

export type PackFile = {
  readonly path: string
  /** Of its content: the same revision is the same file. */
  readonly revision: string
  readonly loadBytes: number
}

export type Pack = PackSize & { readonly version: string; readonly files: readonly PackFile[] }

/** The pack that every course needs besides its own. */
export const sitePack = 'site'

/** Where the list of a pack's files is published. */
export const packPath = (id: string) => `offline/${id}.json`

/** What is shown where a page is neither kept nor to be had. */
export const offlinePath = 'offline/'

export type Strategy =
  /** The browser asks the host, as if nobody stood between. */
  | 'untouched'
  /** Named by its content, so what is kept is as good as what the host has. */
  | 'kept-first'
  /** A page: the host's if it comes in time, else the one that is kept, else the page that says so. */
  | 'page'
  /** What pages fetch: the host's if it comes in time, else what is kept. */
  | 'data'

/** `path` is undefined outside the site. */
export function strategyOf(asked: {
  readonly method: string
  readonly path: string | undefined
  readonly isPage: boolean
}): Strategy {
  const { method, path, isPage } = asked
  if (method !== 'GET' || path === undefined || /^(sw\.js|room(-form)?\.json|offline\/.+\.json)$/.test(path))
    return 'untouched'
  if (isPage) return 'page'
  return isNamedByContent(path) || path.startsWith('fonts/') ? 'kept-first' : 'data'
}

/** Such a file never changes: another content has another name. */
export const isNamedByContent = (path: string) => /^_astro\/|^banks\/([a-z]+-)?[0-9a-f]{16}\.json$/.test(path)

/**
 * How long the host may take before what is kept is shown instead. Whoever builds the site on this very machine wants to
 * see the new build, however long it takes.
 */
export const patienceMs = (strategy: 'page' | 'data', hostname: string) =>
  hostname === 'localhost' ? Infinity : strategy === 'page' ? 800 : 3000

/** A cache of this site, by its name. Other sites on the same origin have caches too. */
export type Shelf = {
  readonly name: string
  readonly kind: 'core' | 'pack' | 'visited' | 'state'
  /** The generation it belongs to. */
  readonly version: string
  readonly pack: string | undefined
}

export function shelfName(
  scope: string,
  { kind, version, pack = '' }: { readonly [Part in 'kind' | 'version']: Shelf[Part] } & { readonly pack?: string },
): string {
  return ['aimward', scope, kind, version, pack].join(' ').trimEnd()
}

/** The caches of this site among all of the origin, in the order in which they were made. */
export function shelvesIn(names: readonly string[], scope: string): readonly Shelf[] {
  return names.flatMap((name): readonly Shelf[] => {
    const [owner, place, kind, version = '', pack] = name.split(' ')
    if (owner !== 'aimward' || place !== scope) return []
    return kind === 'core' || kind === 'pack' || kind === 'visited' || kind === 'state'
      ? [{ name, kind, version, pack }]
      : []
  })
}

/**
 * Where to look, first to last. While a pack is brought up to date there are two of it, and the older one is whole: it
 * goes first.
 */
export function lookupOrder(shelves: readonly Shelf[], current: string): readonly Shelf[] {
  const rank = ({ kind, version }: Shelf) =>
    kind === 'pack' ? 1 : (kind === 'core' ? 0 : 2) + (version === current ? 0 : 3)
  return shelves.filter(({ kind }) => kind !== 'state').toSorted((one, other) => rank(one) - rank(other))
}

/**
 * What may go when a generation takes over. The one before stays, because pages of it are still open; so does the core of
 * every pack that is not brought up to date yet, because its pages need it.
 */
export function outdated(
  shelves: readonly Shelf[],
  { current, previous }: { readonly current: string; readonly previous: string | undefined },
): readonly Shelf[] {
  const inPacks = new Set(shelves.filter(({ kind }) => kind === 'pack').map(({ version }) => version))
  const isOpen = (version: string) => version === current || version === previous
  return shelves.filter(
    ({ kind, version }) =>
      (kind === 'core' && !isOpen(version) && !inPacks.has(version)) || (kind === 'visited' && !isOpen(version)),
  )
}

export type KeepFailure =
  /** The browser grants no more room. */
  | 'no-room'
  | 'no-connection'
  /** The host answered, but not with the file: it may be in the middle of a release. */
  | 'not-there'
  /** Somebody said so. */
  | 'stopped'

export type PackState = {
  readonly doneBytes: number
  readonly loadBytes: number
  readonly roomBytes: number
  readonly isWhole: boolean
}

/** How far a course is kept; the bytes count what it needs of the whole site too. */
export type CourseState = {
  readonly id: string
  readonly phase: 'absent' | 'keeping' | 'part' | 'kept'
  readonly doneBytes: number
  readonly loadBytes: number
  readonly roomBytes: number
  /** Why the last try ended before the end. */
  readonly failure: KeepFailure | undefined
}

export function courseState(given: {
  readonly id: string
  readonly site: PackState
  readonly course: PackState
  readonly isKeeping: boolean
  readonly failure: KeepFailure | undefined
}): CourseState {
  const { id, site, course, isKeeping, failure } = given
  const isWhole = site.isWhole && course.isWhole
  return {
    id,
    phase: isKeeping ? 'keeping' : isWhole ? 'kept' : course.doneBytes > 0 || failure !== undefined ? 'part' : 'absent',
    doneBytes: site.doneBytes + course.doneBytes,
    loadBytes: site.loadBytes + course.loadBytes,
    roomBytes: site.roomBytes + course.roomBytes,
    failure: isWhole ? undefined : failure,
  }
}

/** What a page asks of the service worker. */
export type Asked =
  /** Said by every page once it is idle. */
  | { readonly type: 'opened' }
  | { readonly type: 'courses' }
  | { readonly type: 'keep' | 'stop' | 'drop'; readonly course: string }
  /** The new generation may begin. */
  | { readonly type: 'take-over' }

/** What the service worker tells pages. */
export type Told =
  | { readonly type: 'courses'; readonly courses: readonly CourseState[] }
  /** Whether the host answered when it was last asked for a page. */
  | { readonly type: 'reached'; readonly isReached: boolean }
