import { vi } from 'vitest'
import type { Asked, Told } from '../../src/core/offline.ts'

class Worker extends EventTarget {
  state: ServiceWorkerState
  readonly asked: Asked[] = []
  constructor(state: ServiceWorkerState) {
    super()
    this.state = state
  }
  postMessage(asked: Asked) {
    this.asked.push(asked)
  }
  become(state: ServiceWorkerState) {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

class Registration extends EventTarget {
  active: Worker | null = null
  installing: Worker | null = null
  waiting: Worker | null = null
}

class Container extends EventTarget {
  controller: Worker | null = null
  registered: string[] = []
  readonly registration = new Registration()
  refuses = false
  startMessages() {}
  async register(address: string) {
    this.registered.push(address)
    if (this.refuses) throw new DOMException('Blocked.', 'SecurityError')
    return this.registration
  }
}

/** Gives jsdom, which has none, a container of service workers; what comes back plays the browser and the worker. */
export function giveServiceWorkers() {
  const container = new Container()
  vi.stubGlobal('isSecureContext', true)
  Object.defineProperty(navigator, 'serviceWorker', { value: container, configurable: true })
  const { registration } = container
  return {
    container,
    registration,
    activate: () => (container.controller = registration.active = new Worker('activated')),
    install: () => (registration.installing = new Worker('installing')),
    wait: () => (registration.waiting = new Worker('installed')),
    tell: (told: Told) => container.dispatchEvent(new MessageEvent('message', { data: told })),
  }
}

export function takeServiceWorkers() {
  Reflect.deleteProperty(navigator, 'serviceWorker')
  Reflect.deleteProperty(navigator, 'locks')
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
}

/** Gives jsdom the locks that tabs hold. */
export const giveLocks = (held: readonly { readonly name: string }[]) =>
  Object.defineProperty(navigator, 'locks', { value: { query: async () => ({ held }) }, configurable: true })
