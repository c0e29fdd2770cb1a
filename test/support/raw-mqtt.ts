/** An MQTT client that keeps no rule but those of its caller: what an attacker has, and a second opinion on our own packets. */
import { generate, parser, type Packet } from 'mqtt-packet'
import { WebSocket, type ClientOptions } from 'ws'

export type RawClient = Awaited<ReturnType<typeof connectRaw>>

type How = {
  readonly clientId?: string
  readonly username?: string
  readonly password?: string
  readonly clean?: boolean
  readonly keepalive?: number
  readonly will?: { readonly topic: string; readonly payload: Buffer; readonly qos: 0 | 1; readonly retain: boolean }
  readonly socket?: ClientOptions
}

/** A WebSocket that is not MQTT yet; `refused` is the HTTP status that a server refused it with. */
export async function openSocket(url: string, options: ClientOptions = {}) {
  const socket = new WebSocket(url, 'mqtt', { perMessageDeflate: false, ...options })
  const refused = await new Promise<number | undefined>((resolve) => {
    socket.once('open', () => resolve(undefined))
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode)
      socket.terminate()
    })
    socket.on('error', () => resolve(0))
  })
  return { socket, refused }
}

/** Connects and waits for the answer; `code` is the return code of the CONNACK, undefined where none came. */
export async function connectRaw(url: string, how: How = {}) {
  const { socket, refused } = await openSocket(url, how.socket)
  const packets: Packet[] = []
  const waiting = new Set<() => void>()
  const read = parser({ protocolVersion: 4 })
  const wakeUp = () => {
    for (const wake of waiting) wake()
  }
  let isClosed = refused !== undefined
  read.on('packet', (packet) => packets.push(packet))
  socket.on('message', (data: Buffer) => {
    read.parse(data)
    wakeUp()
  })
  socket.on('close', () => {
    isClosed = true
    wakeUp()
  })

  const client = {
    socket,
    packets,
    code: undefined as number | undefined,
    isClosed: () => isClosed,
    send: (...all: readonly Packet[]) => socket.send(Buffer.concat(all.map((packet) => generate(packet)))),
    publish: (
      topic: string,
      payload: string | Buffer,
      more: { readonly retain?: boolean; readonly qos?: 0 | 1 | 2 } = {},
    ) => client.send(publishOf(topic, payload, more)),
    /** Subscribes and gives what was granted; undefined where the connection ended instead. */
    async subscribe(...topics: readonly string[]) {
      const messageId = ++lastId
      client.send({ cmd: 'subscribe', messageId, subscriptions: topics.map((topic) => ({ topic, qos: 0 as const })) })
      const answer = await client.next((packet) => packet.cmd === 'suback' && packet.messageId === messageId)
      return answer?.cmd === 'suback' ? answer.granted.map(Number) : undefined
    },
    /** The first packet of its kind, now or later; undefined where the connection ends without one. */
    next: (isIt: (packet: Packet) => boolean) =>
      new Promise<Packet | undefined>((resolve) => {
        const look = () => {
          const found = packets.find(isIt)
          if (!found && !isClosed) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    /** The first message on a topic with this text. */
    heard: (topic: string, payload: string) =>
      client.next((packet) => packet.cmd === 'publish' && packet.topic === topic && String(packet.payload) === payload),
    messages: () =>
      packets.flatMap((packet) =>
        packet.cmd === 'publish'
          ? [{ topic: packet.topic, payload: String(packet.payload), retained: packet.retain }]
          : [],
      ),
    closed: async () => void (await client.next(() => false)),
    /** Vanishes as a phone does whose battery is empty. */
    vanish: () => socket.terminate(),
  }
  let lastId = 0
  if (refused !== undefined) return client
  client.send({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clean: how.clean ?? true,
    clientId: how.clientId ?? anId(),
    keepalive: how.keepalive ?? 30,
    ...(how.username !== undefined && { username: how.username }),
    ...(how.password !== undefined && { password: Buffer.from(how.password) }),
    ...(how.will && { will: how.will }),
  })
  const answer = await client.next((packet) => packet.cmd === 'connack')
  if (answer?.cmd === 'connack' && answer.returnCode !== undefined) client.code = answer.returnCode
  return client
}

export const publishOf = (
  topic: string,
  payload: string | Buffer,
  { retain = false, qos = 0 }: { readonly retain?: boolean; readonly qos?: 0 | 1 | 2 } = {},
): Packet => ({ cmd: 'publish', topic, payload, qos, retain, dup: false, ...(qos > 0 && { messageId: 7 }) })

let ids = 0
/** The secret id of a phone, as long as a real one. */
export const anId = () => `phone-${String(++ids).padStart(16, '0')}`
