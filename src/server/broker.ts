import type { IncomingMessage } from 'node:http'
import { Aedes, type AuthenticateError, type Client } from 'aedes'
import type { WebSocket } from 'ws'
import { trainerName } from '../wire/login.ts'
import { openBucket } from './bucket.ts'
import type { Caller, openDoor } from './door.ts'
import { isSame } from './door.ts'
import { phoneStream } from './phone-stream.ts'
import { mayPublish, maySubscribe, parseTopic, type Role } from './topics.ts'
import { roomOfLogin } from './trainer-login.ts'

/** What a participant may do at most: messages, and subscriptions, which each cost the server more than a message. */
const messages = { perSecond: 5, burst: 20 }
const subscriptions = { perSecond: 1, burst: 20 }
/** More than any outbox sends: 2 kB five times a second. */
const bytes = { perSecond: 16_384, burst: 65_536 }

/** A room whose trainer has been away so long is over; what was kept of it is dropped. */
const roomMs = 4 * 3_600_000
const sweepMs = 600_000
const mostRooms = 200

/** Codes of CONNACK, as `src/wire/mqtt.ts` reads them. */
const refusals = { identity: 2, closed: 3, password: 4, 'not-allowed': 5 } as const

type Connection = {
  readonly caller: Caller
  readonly messages: ReturnType<typeof openBucket>
  readonly subscriptions: ReturnType<typeof openBucket>
  role?: Role
  isClean?: boolean
}

/**
 * The pipe of the classroom: an MQTT 3.1.1 broker that keeps one retained state of each room and nothing else. It writes
 * nothing to disk and may lose everything at any time; the trainer's page and the phones hold what counts.
 */
export async function openBroker(options: {
  readonly token: string
  readonly door: ReturnType<typeof openDoor>
  readonly now: () => number
  /** Whether a trainer may log in with the token from another device. */
  readonly trainerAnywhere: boolean
  /** Whether trainers log in with the key of their room from anywhere, as on a hosted server. */
  readonly signedLogin: boolean
}) {
  const { token, door, now } = options
  const connections = new WeakMap<object, Connection>()
  const rooms = new Map<string, { seenAt: number; readonly kept: Set<string> }>()
  /** Whose ids nobody else may take. */
  const trainers = new Set<Client>()
  let room: string | undefined

  const broker = await Aedes.createBroker({
    connectTimeout: 5000,
    drainTimeout: 3000,
    keepaliveLimit: 60,
    maxTopicLevels: 6,
    queueLimit: 100,
    maxInflightInbound: 20,
    preConnect(client, packet, done) {
      const connection = of(client)
      connection.isClean = packet.clean === true
      done(null, true)
    },
    authenticate(client, username, password, done) {
      const connection = of(client)
      const given = password?.toString() ?? ''
      const role =
        username === trainerName ? trainerRole(given, connection.caller) : roleOfParticipant(client, given, connection)
      if (typeof role === 'string') return done(refused(role), false)
      connection.role = role
      if (role.kind === 'trainer') trainers.add(client)
      return done(null, true)
    },
    authorizePublish(client, packet, done) {
      if (!client) return done(null)
      const { role, messages } = of(client)
      const message = { topic: packet.topic, retained: packet.retain, bytes: packet.payload.length }
      if (!role || !mayPublish(role, client.id, message)) return done(new Error('not allowed here'))
      if (role.kind === 'participant') {
        if (!messages.take(1, now())) return done(new Error('too fast'))
      } else if (!keep(packet.topic, message, role)) return done(new Error('too many rooms'))
      return done(null)
    },
    authorizeSubscribe(client, subscription, done) {
      const { role, subscriptions } = of(client)
      if (!role || !maySubscribe(role, client.id, subscription.topic)) return done(null, null)
      if (role.kind === 'participant' && !subscriptions.take(1, now())) return done(new Error('too fast'))
      // Reliability is the room's own: what is subscribed at QoS 0 leaves nothing to remember about a phone.
      return done(null, { ...subscription, qos: 0 })
    },
  })
  broker.on('clientDisconnect', (client) => trainers.delete(client))
  const sweep = setInterval(() => void dropOldRooms(), sweepMs)
  sweep.unref()

  return {
    /** Takes over a WebSocket that the door let in. */
    handle(socket: WebSocket, request: IncomingMessage, caller: Caller) {
      const connection: Connection = {
        caller,
        messages: openBucket(messages),
        subscriptions: openBucket(subscriptions),
      }
      const inbound = openBucket(bytes)
      const stream = phoneStream(socket, {
        mayRead: (length) => connection.role?.kind === 'trainer' || inbound.take(length, now()),
      })
      connections.set(stream, connection)
      broker.handle(stream, request)
    },
    /** The code of the room that the trainer of this machine leads, if any. */
    room: () => room,
    close: () =>
      new Promise<void>((resolve) => {
        clearInterval(sweep)
        broker.close(resolve)
      }),
  }

  function of(client: Client): Connection {
    const connection = connections.get(client.conn)
    if (!connection) throw new Error('A client without a connection.')
    return connection
  }

  function trainerRole(password: string, caller: Caller): Role | keyof typeof refusals {
    if (isSame(password, token)) return caller.isHere || options.trainerAnywhere ? { kind: 'trainer' } : 'not-allowed'
    const code =
      caller.isHere || options.signedLogin ? roomOfLogin(password, { host: caller.host, now: Date.now() }) : undefined
    return code === undefined ? 'not-allowed' : { kind: 'trainer', code }
  }

  function roleOfParticipant(client: Client, pin: string, connection: Connection): Role | keyof typeof refusals {
    // The id is the secret that answers go by; one that the broker makes up, or that a topic cannot hold, is none.
    if (connection.isClean !== true || !/^[\w-]{16,64}$/.test(client.id)) return 'identity'
    if ([...trainers].some(({ id }) => id === client.id)) return 'identity'
    const answer = door.admits(client.id, pin, connection.caller)
    return answer === 'yes' ? { kind: 'participant' } : answer === 'locked' ? 'closed' : 'password'
  }

  /** Remembers what a trainer's room has on the broker; false where there are too many rooms already. */
  function keep(topic: string, message: { readonly retained: boolean; readonly bytes: number }, role: Role) {
    const parsed = parseTopic(topic)
    if (!parsed) return false
    const held = rooms.get(parsed.code) ?? { seenAt: now(), kept: new Set<string>() }
    if (!rooms.has(parsed.code) && rooms.size >= mostRooms) return false
    held.seenAt = now()
    rooms.set(parsed.code, held)
    if (message.retained && message.bytes > 0) held.kept.add(topic)
    if (message.retained && message.bytes === 0) held.kept.delete(topic)
    const leadsHere = role.kind === 'trainer' && role.code === undefined
    if (parsed.part === 'meta' && (leadsHere || room === undefined)) room = message.bytes > 0 ? parsed.code : undefined
    return true
  }

  async function dropOldRooms() {
    for (const [code, { seenAt, kept }] of rooms) {
      if (now() - seenAt < roomMs) continue
      rooms.delete(code)
      if (room === code) room = undefined
      for (const topic of kept)
        broker.publish({ cmd: 'publish', topic, payload: '', qos: 0, retain: true, dup: false }, () => undefined)
    }
  }
}

function refused(why: keyof typeof refusals): AuthenticateError {
  return Object.assign(new Error(why), { returnCode: refusals[why] })
}
