/** Offline use: registers the service worker, says when there is no connection, and offers a new version. */
import { notify } from './notice.ts'
import { ask, atWork, onTold, register, site } from './registration.ts'

const said = 'aimward:offline-said'
const probeMs = 10_000

/** Says that there is no connection, aloud once and not on every page, until there is one again. */
function watchConnection() {
  let isReached = true
  let stopSaying: (() => void) | undefined
  let probing: ReturnType<typeof setTimeout> | undefined

  function show() {
    const isOffline = !navigator.onLine || !isReached
    if (isOffline === (stopSaying !== undefined)) return
    stopSaying?.()
    stopSaying = isOffline ? sayOffline() : undefined
    keepSaid(isOffline)
  }
  /** A device may be online and the host not there; only asking tells. */
  async function probe() {
    clearTimeout(probing)
    try {
      await fetch(`${site}sw.js`, { method: 'HEAD', cache: 'no-store' })
      isReached = true
      dispatchEvent(new Event('aimward:reached'))
    } catch {
      isReached = false
      probing = setTimeout(() => void probe(), probeMs)
    }
    show()
  }
  addEventListener('online', () => void probe())
  addEventListener('offline', show)
  show()
  return { probe }
}

function sayOffline() {
  const link = document.createElement('a')
  link.href = `${site}offline/`
  link.textContent = 'See what is here'
  return notify(['You are offline. What you do is kept on this device. ', link], { isKnown: wasSaid() })
}

function wasSaid(): boolean {
  try {
    return sessionStorage.getItem(said) !== null
  } catch {
    return false
  }
}

function keepSaid(isSaid: boolean) {
  try {
    if (isSaid) sessionStorage.setItem(said, 'yes')
    else sessionStorage.removeItem(said)
  } catch {
    // Then it is said on every page.
  }
}

async function start() {
  const connection = watchConnection()
  if (document.querySelector('[data-keep]')) void import('./keep.ts').then(({ showKeeping }) => showKeeping())
  if (document.querySelector('[data-kept-pages]')) void import('./kept-pages.ts').then(({ showKept }) => showKept())
  const registered = await register()
  if (registered.kind === 'refused') return
  const { registration } = registered
  onTold((told) => {
    if (told.type === 'reached' && !told.isReached) void connection.probe()
  })
  const look = () => {
    const { waiting } = registration
    // Without one at work there is no version to change from.
    if (waiting && navigator.serviceWorker.controller) void import('./update.ts').then(({ offer }) => offer(waiting))
  }
  look()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
  document.addEventListener('visibilitychange', look)
  const worker = await atWork(registration)
  if (worker) ask(worker, { type: 'opened' })
}

export const followConnection = () => void (import.meta.env.PROD ? start() : leave())

/** While the site is being developed, the service worker of an earlier build must not stand in the way. */
async function leave() {
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await registration.unregister()
}
