import type { IncomingMessage } from 'node:http'
import { Aedes, type AuthenticateError, type Client } from 'aedes'
import type { WebSocket } from 'ws'
import { deviceName, trainerName } from '../wire/login.ts'
import { openBucket } from './bucket.ts'
import type { Caller, openDoor } from './door.ts'
import { isSame } from './door.ts'
import { roomOfDevice } from './device-login.ts'
import { phoneStream } from './phone-stream.ts'
import { openRooms, type RoomLimits } from './rooms.ts'
import { isClientId, mayPublish, maySubscribe, parseTopic, type Role } from './topics.ts'
import { roomOfLogin } from './trainer-login.ts'

/**
 * What a connection may do at most. A participant, and a device of the trainer: 2 kB five times a second; a subscription
 * costs the server more than a message. Who comes with the key of a room acknowledges a whole class at once, and may be
 * anybody. Who has the token is trusted.
 */
const rates = {
  participant: {
    messages: { perSecond: 5, burst: 20 },
    subscriptions: { perSecond: 1, burst: 20 },
    bytes: { perSecond: 16_384, burst: 65_536 },
  },
  keyHolder: {
    messages: { perSecond: 2000, burst: 5000 },
    subscriptions: { perSecond: 10, burst: 100 },
    bytes: { perSecond: 4_000_000, burst: 8_000_000 },
  },
  tokenHolder: {
    messages: { perSecond: 1e9, burst: 1e9 },
    subscriptions: { perSecond: 1e9, burst: 1e9 },
    bytes: { perSecond: 1e9, burst: 1e9 },
  },
} as const

const sweepMs = 600_000

/** Codes of CONNACK, as `src/wire/mqtt.ts` reads them. */
const refusals = { identity: 2, closed: 3, password: 4, 'not-allowed': 5 } as const

/**
 * Where a client of aedes notes the number of the newest message it got, to drop every older one as said twice. A message
 * that is kept has its number before the next, and is handed on after it: whoever got an acknowledgement together with a
 * new state would never get the state (moscajs/aedes issue 955). No two subscriptions here overlap, so nothing comes twice.
 */
const forgetful = new Proxy({}, { set: () => true })

type Connection = {
  readonly caller: Caller
  limits: ReturnType<typeof limitsOf>
  role?: Role
  isClean?: boolean
  client?: Client
  isOver?: boolean
}

const limitsOf = (kind: keyof typeof rates) => ({
  messages: openBucket(rates[kind].messages),
  subscriptions: openBucket(rates[kind].subscriptions),
  bytes: openBucket(rates[kind].bytes),
})

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
  readonly limits: RoomLimits
  readonly onRoomGivenUp: (code: string) => void
}) {
  const { token, door, now } = options
  const connections = new WeakMap<object, Connection>()
  const rooms = openRooms<Client>({ limits: options.limits, now, onGivenUp: forget })
  /** Whose ids nobody else may take. */
  const trainers = new Set<Client>()
  /** The room of this machine, and who leads it. */
  let led: { readonly code: string; readonly by: Client } | undefined

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
      Object.assign(client, { duplicates: forgetful })
      done(null, true)
    },
    authenticate(client, username, password, done) {
      const connection = of(client)
      // Nothing would end what somebody leads who is gone already.
      if (connection.isOver) return done(refused('closed'), false)
      const role = roleOf(client, username, password?.toString() ?? '')
      if (typeof role === 'string') return done(refused(role), false)
      const hasPlace =
        role.kind !== 'trainer' ||
        role.code === undefined ||
        rooms.lead(role.code, { leader: client, address: connection.caller.address })
      if (!hasPlace) return done(refused('closed'), false)
      connection.client = client
      connection.role = role
      if (role.kind === 'trainer') {
        trainers.add(client)
        connection.limits = limitsOf(role.code === undefined ? 'tokenHolder' : 'keyHolder')
      }
      return done(null, true)
    },
    authorizePublish(client, packet, done) {
      if (!client) return done(null)
      const { role, limits } = of(client)
      const message = { topic: packet.topic, retained: packet.retain, bytes: packet.payload.length }
      if (!role || !mayPublish(role, client.id, message)) return done(new Error('not allowed here'))
      if (!limits.messages.take(1, now())) return done(new Error('too fast'))
      if (role.kind === 'trainer' && !keep(client, message)) return done(new Error('too many rooms'))
      return done(null)
    },
    authorizeSubscribe(client, subscription, done) {
      const { role, limits } = of(client)
      if (!role || !maySubscribe(role, client.id, subscription.topic)) return done(null, null)
      if (!limits.subscriptions.take(1, now())) return done(new Error('too fast'))
      // Reliability is the room's own: what is subscribed at QoS 0 leaves nothing to remember about a phone.
      return done(null, { ...subscription, qos: 0 })
    },
  })
  const sweep = setInterval(rooms.giveUpOld, sweepMs)
  sweep.unref()

  return {
    /** Takes over a WebSocket that the door let in. */
    handle(socket: WebSocket, request: IncomingMessage, caller: Caller) {
      // Who it is, it says in its first packet.
      const connection: Connection = { caller, limits: limitsOf('participant') }
      const stream = phoneStream(socket, { mayRead: (length) => connection.limits.bytes.take(length, now()) })
      connections.set(stream, connection)
      stream.once('close', () => {
        connection.isOver = true
        if (connection.client && trainers.delete(connection.client)) rooms.leave(connection.client)
      })
      broker.handle(stream, request)
    },
    /** The code of the room that the trainer of this machine leads, if any. */
    room: () => led?.code,
    /** Whether the trainer of a room is connected. */
    isLed: rooms.isLed,
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

  function roleOf(client: Client, username: string | undefined, password: string): Role | keyof typeof refusals {
    const { caller, isClean } = of(client)
    if (username === trainerName) return trainerRole(password, caller)
    if (isClean !== true || !isClientId(client.id)) return 'identity'
    if ([...trainers].some(({ id }) => id === client.id)) return 'identity'
    return username === deviceName ? deviceRole(password, caller) : participantRole(client, password, caller)
  }

  function trainerRole(password: string, caller: Caller): Role | keyof typeof refusals {
    if (isSame(password, token)) return caller.isHere || options.trainerAnywhere ? { kind: 'trainer' } : 'not-allowed'
    const code =
      caller.isHere || options.signedLogin ? roomOfLogin(password, { host: caller.host, now: Date.now() }) : undefined
    return code === undefined ? 'not-allowed' : { kind: 'trainer', code }
  }

  /** From anywhere in the network. A laptop has one room, and takes nobody's word for another. */
  function deviceRole(password: string, caller: Caller): Role | keyof typeof refusals {
    const code = roomOfDevice(password, { host: caller.host, now: Date.now() })
    const isOurs = code !== undefined && (options.signedLogin || code === led?.code)
    return isOurs ? { kind: 'device', code } : 'not-allowed'
  }

  function participantRole(client: Client, pin: string, caller: Caller): Role | keyof typeof refusals {
    const answer = door.admits(client.id, pin, caller)
    return answer === 'yes' ? { kind: 'participant' } : answer === 'locked' ? 'closed' : 'password'
  }

  /** Remembers what a trainer's room has on the broker; false where there are too many rooms already. */
  function keep(
    client: Client,
    message: { readonly topic: string; readonly retained: boolean; readonly bytes: number },
  ) {
    const parsed = parseTopic(message.topic)
    if (!parsed) return false
    const { code, part } = parsed
    // The last will of a trainer leads nothing.
    if (trainers.has(client) && !rooms.lead(code, { leader: client, address: of(client).caller.address })) return false
    if (!rooms.note(code, message)) return false
    if (part === 'meta' && mayLead(client)) led = message.bytes > 0 ? { code, by: client } : undefined
    return true
  }

  /** A hosted server has many rooms and names none. Here the token decides; without it, who comes first. */
  function mayLead(client: Client) {
    const { role } = of(client)
    if (options.signedLogin || role?.kind !== 'trainer') return false
    return role.code === undefined || !led || led.by === client || !trainers.has(led.by)
  }

  /** Drops what was kept of a room that is given up. */
  function forget(code: string, kept: ReadonlySet<string>) {
    if (led?.code === code) led = undefined
    for (const topic of kept)
      broker.publish({ cmd: 'publish', topic, payload: '', qos: 0, retain: true, dup: false }, () => undefined)
    options.onRoomGivenUp(code)
  }
}

function refused(why: keyof typeof refusals): AuthenticateError {
  return Object.assign(new Error(why), { returnCode: refusals[why] })
}
