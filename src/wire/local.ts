import type { Clock } from './clock.ts'
import type { Delivery, Transport } from './transport.ts'

/** What becomes of one message on its way to one client: after how many milliseconds each copy arrives; none is a loss. */
export type Faults = (message: { readonly to: string; readonly topic: string }) => readonly number[]

/** A broker in this page: for rehearsals, and for tests of what a bad network does. It promises as little as a real one. */
export type Hub = {
  readonly transport: (clientId: string) => Transport
  /** Cuts one client's connection, as a network does; it comes back by itself. */
  readonly cut: (clientId: string) => void
  /** Everything retained is forgotten and everybody cut off, until `start`. */
  readonly stop: () => void
  readonly start: () => void
  /** Says something as a broker could that is not to be trusted. */
  readonly inject: (delivery: Delivery) => void
}

type Opened = Parameters<Transport['open']>[0]
type Client = { readonly id: string; readonly options: Opened; connection: object | undefined }

const promptly: Faults = () => [0]

export function createHub({
  clock,
  faults = promptly,
  reconnectMs = () => 500,
}: {
  readonly clock: Clock
  readonly faults?: Faults
  readonly reconnectMs?: () => number
}): Hub {
  const retained = new Map<string, string>()
  const clients = new Set<Client>()
  let isUp = true

  function spread(delivery: Delivery) {
    for (const client of clients) {
      if (client.options.subscriptions.some((filter) => matches(filter, delivery.topic))) deliver(client, delivery)
    }
  }

  function deliver(client: Client, delivery: Delivery) {
    const { connection } = client
    if (!connection) return
    for (const ms of faults({ to: client.id, topic: delivery.topic })) {
      // What is under way when a connection ends is lost with it.
      clock.after(ms, () => client.connection === connection && client.options.onDelivery(delivery))
    }
  }

  function publish(topic: string, payload: string, isRetained: boolean) {
    if (isRetained) retained.set(topic, payload)
    spread({ topic, payload, retained: false })
  }

  function connect(client: Client) {
    if (!clients.has(client) || client.connection) return
    if (!isUp) {
      clock.after(reconnectMs(), () => connect(client))
      return
    }
    // As in MQTT: a second connection with the same client id takes the place of the first.
    for (const other of clients) if (other !== client && other.id === client.id) drop(other)
    client.connection = {}
    client.options.onLink('online')
    for (const [topic, payload] of retained) {
      if (client.options.subscriptions.some((filter) => matches(filter, topic))) {
        deliver(client, { topic, payload, retained: true })
      }
    }
  }

  function drop(client: Client) {
    if (!client.connection) return
    client.connection = undefined
    const { will } = client.options
    if (will && isUp) publish(will.topic, will.payload, will.retained)
    client.options.onLink('offline')
    clock.after(reconnectMs(), () => connect(client))
  }

  return {
    transport: (id) => {
      let client: Client | undefined
      return {
        open: (options) => {
          client = { id, options, connection: undefined }
          clients.add(client)
          options.onLink('connecting')
          const opened = client
          clock.after(0, () => connect(opened))
        },
        publish: (topic, payload, isRetained = false) => {
          if (!client?.connection) return false
          publish(topic, payload, isRetained)
          return true
        },
        wake: () => client && connect(client),
        close: () => {
          if (!client) return
          clients.delete(client)
          client.connection = undefined
        },
      }
    },
    cut: (clientId) => clients.forEach((client) => client.id === clientId && drop(client)),
    stop: () => {
      isUp = false
      retained.clear()
      clients.forEach(drop)
    },
    start: () => {
      isUp = true
    },
    inject: spread,
  }
}

/** Whether a topic is one that a filter of MQTT asks for; `+` stands for one level, `#` for all that follow. */
export function matches(filter: string, topic: string): boolean {
  const wanted = filter.split('/')
  const levels = topic.split('/')
  const rest = wanted.indexOf('#')
  const counted = rest < 0 ? wanted : wanted.slice(0, rest)
  if (rest < 0 ? levels.length !== wanted.length : levels.length < rest) return false
  return counted.every((level, at) => level === '+' || level === levels[at])
}
