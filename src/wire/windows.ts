import { matches } from './local.ts'
import type { OpenChannel } from './tabs.ts'
import type { Transport } from './transport.ts'

/** The channel of rehearsals, between the windows of one browser. */
export const rehearsalChannel = 'aimward-rehearsal'

type Said =
  | { readonly kind: 'said'; readonly topic: string; readonly payload: string; readonly retained: boolean }
  /** A window that has just opened asks for what is retained. */
  | { readonly kind: 'hello' }
  /** What somebody holds as retained, as an answer to that. */
  | { readonly kind: 'kept'; readonly topic: string; readonly payload: string }

/**
 * A room between the windows of one browser, without any server: to try both sides on one computer. Each window holds what
 * it has heard as retained and hands it to those that come later; nobody orders or stores anything.
 */
export function windowTransport(open: OpenChannel): Transport {
  const retained = new Map<string, string>()
  let channel: ReturnType<OpenChannel> | undefined
  let options: Parameters<Transport['open']>[0] | undefined

  const wants = (topic: string) => options?.subscriptions.some((filter) => matches(filter, topic)) ?? false
  const say = (said: Said) => channel?.post(JSON.stringify(said))

  function hear(text: string) {
    const said = saidIn(text)
    if (!said || !options) return
    if (said.kind === 'hello') {
      for (const [topic, payload] of retained) say({ kind: 'kept', topic, payload })
      return
    }
    const isKept = said.kind === 'kept'
    if (isKept && retained.get(said.topic) === said.payload) return
    if (isKept || said.retained) retained.set(said.topic, said.payload)
    if (wants(said.topic)) options.onDelivery({ topic: said.topic, payload: said.payload, retained: isKept })
  }

  const sayWill = () => {
    const will = options?.will
    if (will) say({ kind: 'said', ...will })
  }

  return {
    open: (how) => {
      options = how
      how.onLink('connecting')
      channel = open(hear)
      globalThis.addEventListener?.('pagehide', sayWill)
      how.onLink('online')
      say({ kind: 'hello' })
    },
    publish: (topic, payload, isRetained = false) => {
      if (!channel) return false
      if (isRetained) retained.set(topic, payload)
      say({ kind: 'said', topic, payload, retained: isRetained })
      return true
    },
    wake: () => say({ kind: 'hello' }),
    close: () => {
      globalThis.removeEventListener?.('pagehide', sayWill)
      channel?.close()
      channel = undefined
      options = undefined
    },
  }
}

function saidIn(text: string): Said | undefined {
  try {
    const said: Partial<Said> & { readonly topic?: unknown; readonly payload?: unknown; readonly retained?: unknown } =
      JSON.parse(text)
    if (said.kind === 'hello') return { kind: 'hello' }
    const { topic, payload } = said
    if (typeof topic !== 'string' || typeof payload !== 'string') return undefined
    if (said.kind === 'kept') return { kind: 'kept', topic, payload }
    return said.kind === 'said' ? { kind: 'said', topic, payload, retained: said.retained === true } : undefined
  } catch {
    return undefined
  }
}
