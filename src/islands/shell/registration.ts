import type { Asked, Told } from '../../core/offline.ts'

/** Why this browser keeps nothing for offline use. */
export type Refusal =
  /** Browsers offer it on https and on the computer itself alone. */
  | 'insecure'
  | 'unsupported'
  /** Storage or scripts of this kind are blocked for this site, or the script could not be had. */
  | 'refused'

export type Registered =
  | { readonly kind: 'registered'; readonly registration: ServiceWorkerRegistration }
  | { readonly kind: 'refused'; readonly why: Refusal }

export const site = import.meta.env.BASE_URL.replace(/\/?$/, '/')

let registered: Promise<Registered> | undefined

/** Registers the service worker, once a page. */
export const register = () => (registered ??= tryToRegister())

async function tryToRegister(): Promise<Registered> {
  if (!globalThis.isSecureContext) return { kind: 'refused', why: 'insecure' }
  if (!('serviceWorker' in navigator)) return { kind: 'refused', why: 'unsupported' }
  try {
    const registration = await navigator.serviceWorker.register(`${site}sw.js`, { updateViaCache: 'none' })
    // Whoever blocks it may answer with nothing.
    return registration ? { kind: 'registered', registration } : { kind: 'refused', why: 'refused' }
  } catch {
    return { kind: 'refused', why: 'refused' }
  }
}

/** Resolves with the service worker at work, or with nothing where it could not be set up. */
export async function atWork({ active, installing, waiting }: ServiceWorkerRegistration) {
  const worker = active ?? installing ?? waiting
  if (!worker || worker.state === 'activated') return worker ?? undefined
  return new Promise<ServiceWorker | undefined>((resolve) =>
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve(worker)
      if (worker.state === 'redundant') resolve(undefined)
    }),
  )
}

export const ask = (worker: ServiceWorker, asked: Asked) => worker.postMessage(asked)

export function onTold(listen: (told: Told) => void) {
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<Told>) => listen(data))
  navigator.serviceWorker.startMessages()
}
