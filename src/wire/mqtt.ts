import {
  connectPacket,
  disconnect,
  openReader,
  pingRequest,
  pubackPacket,
  publishPacket,
  subscribePacket,
  type Packet,
} from './mqtt-packets.ts'
import type { LinkState, Transport } from './transport.ts'

export type MqttOptions = {
  /** ws: or wss: addresses of one broker, or of the nodes of a cluster; the next is tried when one fails. */
  readonly urls: readonly string[]
  readonly clientId: string
  readonly username?: string
  /** The password, or how to make one for each connect: a signed login carries the time. */
  readonly password?: string | (() => Promise<string>)
  /** Seconds. */
  readonly keepalive?: number
  /** From 0 to below 1: spreads a class over the nodes, and its reconnecting over time. */
  readonly random?: () => number
}

/** The largest message that is handed to a broker, in bytes; a server cuts a connection that sends a longer one. */
export const largestMessage = 15_000

/** Why a broker refused to let us in, by the return code of its CONNACK. */
const refusals: Readonly<Record<number, string>> = {
  1: 'protocol',
  2: 'identity',
  3: 'closed',
  4: 'password',
  5: 'not-allowed',
  6: 'protocol',
}

/** How long a sign of life may take: after waking up, where somebody waits, and in the routine, where nobody does. */
const wakeMs = 3000
const beatMs = 10_000
const openingMs = 10_000
const firstPauseMs = 250
const longestPauseMs = 8000
/** A link that lived this long starts again at the shortest pause; one that is thrown out at once does not. */
const settledMs = 5000
const fullBuffer = 262_144

/**
 * MQTT 3.1.1 over a WebSocket, QoS 0, clean session. A refused connect tells `onLink` why: `password`, `not-allowed`,
 * `closed` (locked or full), `identity`, `protocol`, or `subscription` where the broker let us in and not listen.
 */
export function mqttTransport(options: MqttOptions): Transport {
  const { urls, clientId, username, password, keepalive = 20, random = Math.random } = options
  let opened: Parameters<Transport['open']>[0] | undefined
  let phase: 'idle' | 'pausing' | 'connecting' | 'online' | 'closed' = 'idle'
  let told: LinkState | undefined
  let socket: WebSocket | undefined
  let next = Math.floor(random() * urls.length)
  let failures = 0
  let why: string | undefined
  /** At most one of each runs: the end of a pause or of the patience with an opening; a beat; the end of a probe. */
  const timers: { wait?: Timer; settled?: Timer; beat?: Timer; probe?: Timer } = {}

  return {
    open(how) {
      if (opened) throw new Error('A transport is opened once.')
      opened = how
      connect()
    },
    publish(topic, payload, retained = false) {
      if (phase !== 'online' || !socket || socket.readyState !== WebSocket.OPEN) return false
      const bytes = publishPacket({ topic, payload, retained })
      if (bytes.length > largestMessage || socket.bufferedAmount > fullBuffer) return false
      socket.send(bytes)
      return true
    },
    wake() {
      if (phase === 'pausing') {
        failures = 0
        connect()
      } else if (phase === 'online') probe(wakeMs)
    },
    close() {
      if (phase === 'closed') return
      if (phase === 'online' && socket?.readyState === WebSocket.OPEN) socket.send(disconnect)
      drop()
      phase = 'closed'
      tell('offline')
    },
  }

  function connect() {
    clear('wait')
    phase = 'connecting'
    why = undefined
    tell('connecting')
    const url = urls[next % urls.length]
    if (url === undefined) throw new Error('A transport needs an address.')
    const read = openReader()
    let mine: WebSocket
    try {
      mine = new WebSocket(url, 'mqtt')
    } catch {
      // An address that is none, or one the page may not open: it may be another's turn.
      return lost()
    }
    socket = mine
    mine.binaryType = 'arraybuffer'
    timers.wait = setTimeout(lost, openingMs)
    mine.onopen = () => {
      if (typeof password === 'function')
        void password().then(
          (made) => socket === mine && introduce(mine, made),
          () => socket === mine && lost(),
        )
      else introduce(mine, password)
    }
    mine.onmessage = ({ data }) => {
      const packets = data instanceof ArrayBuffer ? read(new Uint8Array(data)) : undefined
      if (!packets?.ok) return lost()
      clear('probe')
      for (const packet of packets.value) {
        if (socket !== mine) return
        take(packet, mine)
      }
    }
    mine.onerror = () => socket === mine && lost()
    mine.onclose = () => socket === mine && lost()
  }

  function introduce(to: WebSocket, password: string | undefined) {
    to.send(connectPacket({ clientId, keepalive, username, password: password || undefined, will: opened?.will }))
  }

  function take(packet: Packet, from: WebSocket) {
    switch (packet.kind) {
      case 'connack':
        if (packet.code !== 0) {
          why = refusals[packet.code] ?? 'not-allowed'
          return lost()
        }
        if (!opened || opened.subscriptions.length === 0) return online()
        return from.send(subscribePacket(1, opened.subscriptions))
      case 'suback':
        if (packet.granted.some((granted) => granted >= 0x80)) {
          why = 'subscription'
          return lost()
        }
        return online()
      case 'publish':
        if (packet.id !== undefined) from.send(pubackPacket(packet.id))
        return opened?.onDelivery({ topic: packet.topic, payload: packet.payload, retained: packet.retained })
      case 'pingresp':
        return undefined
    }
  }

  function online() {
    if (phase !== 'connecting') return
    clear('wait')
    phase = 'online'
    timers.settled = setTimeout(() => (failures = 0), settledMs)
    timers.beat = setInterval(() => timers.probe ?? probe(beatMs), keepalive * 1000)
    tell('online')
  }

  /** Asks for a sign of life; any packet is one. */
  function probe(patience: number) {
    clear('probe')
    timers.probe = setTimeout(lost, patience)
    if (socket?.readyState === WebSocket.OPEN) socket.send(pingRequest)
  }

  function lost() {
    const wasOnline = phase === 'online'
    drop()
    // What worked a moment ago is tried first; an address that did not is left for the next.
    if (!wasOnline) next++
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10))
    failures++
    phase = 'pausing'
    timers.wait = setTimeout(connect, pause * (0.5 + random() / 2))
    tell('offline', why)
  }

  function drop() {
    for (const timer of ['wait', 'settled', 'beat', 'probe'] as const) clear(timer)
    const left = socket
    socket = undefined
    if (!left) return
    left.onopen = left.onmessage = left.onclose = null
    // A socket that is closed before it opened reports an error, which nobody waits for.
    left.onerror = () => undefined
    left.close()
  }

  function clear(name: keyof typeof timers) {
    clearTimeout(timers[name])
    delete timers[name]
  }

  function tell(state: LinkState, because?: string) {
    if (state === told && because === undefined) return
    told = state
    opened?.onLink(state, because)
  }
}

type Timer = ReturnType<typeof setTimeout>
