import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { generate } from 'mqtt-packet'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { openBroker } from '../../src/server/broker.ts'
import type { ClassroomOptions } from '../../src/server/classroom.ts'
import { openDoor, usualLimits } from '../../src/server/door.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import type { Pairing } from '../../src/wire/ctl.ts'
import { devicePassword, loginPassword } from '../../src/wire/login.ts'
import { codeOfKey } from '../../src/wire/room-code.ts'
import { createKey, keyOfSecret, type StoredKey } from '../../src/wire/signing.ts'
import { hasOtherDevices, startClassroom, token } from '../support/classroom-server.ts'
import { letIn } from '../support/let-in.ts'
import { anId, connectRaw, openSocket, publishOf, type RawClient } from '../support/raw-mqtt.ts'

const code = 'K7Q29MXD'
const of = (part: string) => `r/${code}/${part}`

/** Another device: any address of the loopback but the first counts as one. */
const from = (last: number) => ({ socket: { localAddress: `127.0.0.${last}` } })

type Server = Awaited<ReturnType<typeof startClassroom>>
type How = Parameters<typeof connectRaw>[1]

/** A server for each test, and clients that vanish with it. */
function aClass(options: Parameters<typeof startClassroom>[0] = {}) {
  const held: { server?: Server } = {}
  const clients: RawClient[] = []
  beforeAll(async () => {
    held.server = await startClassroom(options)
  })
  afterEach(() => {
    for (const client of clients.splice(0)) client.vanish()
  })
  afterAll(() => held.server?.close())
  const server = () => {
    if (!held.server) throw new Error('No server.')
    return held.server
  }
  const connect = async (how: How = {}) => {
    const client = await connectRaw(server().url, how)
    clients.push(client)
    return client
  }
  return { server, connect, trainer: (how: How = {}) => connect({ username: 't', password: token, ...how }) }
}

describe.skipIf(!hasOtherDevices)('who is the trainer', () => {
  const { server, connect, trainer } = aClass()

  it('is who has the token and sits at this machine', async () => {
    expect((await trainer()).code).toBe(0)
  })

  it.each([
    { who: 'a device on the network, even with the token', how: { username: 't', password: token, ...from(2) } },
    { who: 'this machine with a wrong token', how: { username: 't', password: 'guessed' } },
    { who: 'this machine with an empty token', how: { username: 't', password: '' } },
    { who: 'this machine without a token', how: { username: 't' } },
    {
      who: 'a caller that a proxy forwards',
      how: { username: 't', password: token, socket: { headers: { 'X-Forwarded-For': '127.0.0.1' } } },
    },
  ])('is not $who', async ({ how }) => {
    const attacker = await connect(how)
    expect(attacker.code).toBe(5)
    await attacker.closed()
  })

  it('is not who writes to the trainer’s topics anyway; that one is cut off', async () => {
    const attacker = await connect()
    attacker.publish(of('state'), 'forged')
    await attacker.closed()
  })

  it('cannot be thrown out by a participant who knows the id', async () => {
    const clientId = anId()
    const leading = await trainer({ clientId })
    expect((await connect({ clientId, ...from(2) })).code).toBe(2)
    leading.send({ cmd: 'pingreq' })
    expect(await leading.next(({ cmd }) => cmd === 'pingresp')).toBeDefined()
  })

  it('sends no frame beyond 16 kB either: whoever has the token may still have a fault', async () => {
    const faulty = await trainer()
    faulty.publish(of('state'), 'x'.repeat(17_000))
    await faulty.closed()
  })

  it('may come back under the same id', async () => {
    const clientId = anId()
    const first = await trainer({ clientId })
    const second = await trainer({ clientId })
    await first.closed()
    expect([second.code, second.isClosed()]).toEqual([0, false])
  })

  it('with a key alone does not take the place of the one with the token', async () => {
    const leading = await trainer()
    leading.publish(of('meta'), 'the key', { retain: true, qos: 1 })
    await leading.next(({ cmd }) => cmd === 'puback')
    const key = await createKey(platformBytes)
    const password = await loginPassword(key, { host: `127.0.0.1:${server().port}`, now: Date.now() })
    const other = await connect({ username: 't', password })
    other.publish(`r/${codeOfKey(key.publicKey)}/meta`, 'another key', { retain: true, qos: 1 })
    await other.next(({ cmd }) => cmd === 'puback')
    expect(await (await fetch(server().room)).json()).toMatchObject({ room: code })
    leading.vanish()
    await vi.waitUntil(() => leading.isClosed())
    other.packets.splice(0)
    await vi.waitUntil(async () => {
      other.publish(`r/${codeOfKey(key.publicKey)}/meta`, 'another key', { retain: true, qos: 1 })
      const { room } = (await (await fetch(server().room)).json()) as { room: string | null }
      return room === codeOfKey(key.publicKey)
    })
  })

  it('leads the room that /room.json names, until it is cleared', async () => {
    const leading = await trainer()
    const named = async () => ((await (await fetch(server().room)).json()) as { room: string | null }).room
    leading.publish(of('meta'), 'the key', { retain: true, qos: 1 })
    await leading.next(({ cmd }) => cmd === 'puback')
    expect(await named()).toBe(code)
    leading.packets.splice(0)
    leading.publish(of('meta'), '', { retain: true, qos: 1 })
    await leading.next(({ cmd }) => cmd === 'puback')
    expect(await named()).toBeNull()
  })
})

describe.skipIf(!hasOtherDevices)('a trainer who logs in with the key of a room', () => {
  const hosted = aClass({ isHosted: true, names: ['learn.example.org'] })
  const pair = generateKeyPairSync('ed25519')
  const host = 'learn.example.org'

  const login = (
    over: { readonly host?: string; readonly at?: number; readonly code?: string; readonly signer?: KeyObject } = {},
  ) => {
    const key = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
    const time = Math.floor((over.at ?? Date.now()) / 1000)
    const said = `login1\n${over.host ?? host}\n${over.code ?? codeOfKey(key)}\n${time}`
    const signature = sign(undefined, Buffer.from(said), over.signer ?? pair.privateKey)
    return { password: `${key.toString('base64url')}.${time}.${signature.toString('base64url')}` }
  }
  /** From somewhere on the net, through the proxy on this machine. */
  const throughProxy = { socket: { headers: { Host: host, 'X-Forwarded-For': '203.0.113.9' } } }

  it('leads that room from anywhere, and no other', async () => {
    const key = await createKey(platformBytes)
    const password = await loginPassword(key, { host, now: Date.now() })
    const room = codeOfKey(key.publicKey)
    const leading = await hosted.connect({ username: 't', password, ...throughProxy })
    expect(leading.code).toBe(0)
    expect(await leading.subscribe(`r/${room}/up/+`, of('up/+'))).toEqual([0, 128])
    const phone = await hosted.connect()
    await phone.subscribe(`r/${room}/state`, of('state'))
    leading.publish(`r/${room}/state`, 'open')
    await phone.heard(`r/${room}/state`, 'open')
    // Of many rooms, none is the one.
    leading.publish(`r/${room}/meta`, 'the key', { retain: true, qos: 1 })
    await leading.next(({ cmd }) => cmd === 'puback')
    expect(await (await fetch(hosted.server().room)).json()).toMatchObject({ room: null })
    leading.publish(of('state'), 'another room')
    await leading.closed()
    expect(phone.messages()).toHaveLength(1)
  })

  it.each([
    { login: login({ host: 'evil.example.org' }), because: 'it was made for another server' },
    { login: login({ at: Date.now() - 121_000 }), because: 'it is two minutes old' },
    { login: login({ at: Date.now() + 130_000 }), because: 'it comes from the future' },
    { login: login({ code }), because: 'it names a room that is not the key’s' },
    { login: login({ signer: generateKeyPairSync('ed25519').privateKey }), because: 'another key signed it' },
    { login: { password: 'a.b.c' }, because: 'it is none' },
    { login: { password: `${'A'.repeat(43)}.1.${'A'.repeat(86)}` }, because: 'its key is no key' },
  ])('is refused because $because', async ({ login: { password } }) => {
    expect((await hosted.connect({ username: 't', password, ...throughProxy })).code).toBe(5)
  })

  it('does not let the token in from outside', async () => {
    expect((await hosted.connect({ username: 't', password: token, ...throughProxy })).code).toBe(5)
  })

  it('is refused from the network of a room that is not hosted', async () => {
    const room = await startClassroom()
    try {
      const { password } = login({ host: `127.0.0.1:${room.port}` })
      expect((await connectRaw(room.url, { username: 't', password, ...from(2) })).code).toBe(5)
      // On this machine it is the trainer's page that comes back to a server that was started again.
      const back = await connectRaw(room.url, { username: 't', password })
      expect(back.code).toBe(0)
      back.vanish()
    } finally {
      await room.close()
    }
  })
})

describe.skipIf(!hasOtherDevices)('a device that a trainer has let in', () => {
  const local = aClass({ limits: { perAddress: 0, connectsPerSecond: 10_000 } })
  const hosted = aClass({ isHosted: true, names: ['learn.example.org'] })
  const roomKey = keyOfSecret(new Uint8Array(32).fill(1))
  const room = codeOfKey(roomKey.publicKey)
  const topic = (part: string) => `r/${room}/${part}`
  const localHost = () => `127.0.0.1:${local.server().port}`

  const login = async (pairing: Pairing, host: string, now = Date.now()) => ({
    username: 'd',
    password: await devicePassword(pairing, { host, now }),
  })
  const lead = async () => {
    const leading = await local.trainer()
    leading.publish(topic('meta'), 'the key', { retain: true, qos: 1 })
    await leading.next(({ cmd }) => cmd === 'puback')
    await leading.subscribe(topic('ctl'))
    return leading
  }

  it('comes in from the network, and asks and hears on ctl', async () => {
    const leading = await lead()
    const device = await local.connect({ ...(await login(await letIn(roomKey), localHost())), ...from(2) })
    expect(device.code).toBe(0)
    expect(await device.subscribe(...['meta', 'state', 'live', 'pres', 'ctl'].map(topic))).toEqual([0, 0, 0, 0, 0])
    device.publish(topic('ctl'), 'next')
    await leading.heard(topic('ctl'), 'next')
    leading.publish(topic('ctl'), 'the moment')
    await device.heard(topic('ctl'), 'the moment')
  })

  it('hears no answers, nothing that is for one person, and no other room', async () => {
    await lead()
    const device = await local.connect({ ...(await login(await letIn(roomKey), localHost())), ...from(2) })
    const filters = ['up/+', 'up/#', 'dn/+', '#', '+', `dn/${anId()}`].map(topic)
    expect(await device.subscribe(...filters, of('ctl'), of('state'), 'r/+/ctl')).toEqual(Array(9).fill(128))
  })

  it.each([
    { what: 'the state', message: () => publishOf(topic('state'), 'x') },
    { what: 'the state, to be kept', message: () => publishOf(topic('state'), 'x', { retain: true }) },
    { what: 'to one person', message: () => publishOf(topic(`dn/${anId()}`), 'x') },
    { what: 'an answer', message: () => publishOf(topic(`up/${anId()}`), 'x') },
    { what: 'a command to be kept', message: () => publishOf(topic('ctl'), 'x', { retain: true }) },
    { what: '2 kB and a byte', message: () => publishOf(topic('ctl'), 'x'.repeat(2049)) },
    { what: 'something to another room', message: () => publishOf(of('ctl'), 'x') },
  ])('is cut off when it says $what, and nobody hears it', async ({ message }) => {
    const leading = await lead()
    await leading.subscribe(topic('state'), topic('up/+'), of('ctl'))
    const device = await local.connect({ ...(await login(await letIn(roomKey), localHost())), ...from(2) })
    device.send(message())
    await device.closed()
    leading.publish(topic('ctl'), 'fair')
    await leading.heard(topic('ctl'), 'fair')
    expect(leading.messages()).toHaveLength(1)
  })

  it('says no more than a phone may', async () => {
    const leading = await lead()
    const device = await local.connect({ ...(await login(await letIn(roomKey), localHost())), ...from(2) })
    device.send(...Array.from({ length: 300 }, () => publishOf(topic('ctl'), 'x')))
    await device.closed()
    leading.publish(topic('ctl'), 'fair')
    await leading.heard(topic('ctl'), 'fair')
    expect(leading.messages().length).toBeLessThanOrEqual(22)
  })

  it('has no say on ctl without that: neither a participant nor one who listens', async () => {
    const leading = await lead()
    const participant = await local.connect(from(2))
    expect(await participant.subscribe(topic('ctl'))).toEqual([128])
    participant.publish(topic('ctl'), 'forged')
    await participant.closed()
    expect(leading.messages()).toEqual([])
  })

  it.each([
    {
      because: 'another key has let it in',
      pairing: () => letIn(roomKey, { by: keyOfSecret(new Uint8Array(32).fill(2)) }),
    },
    { because: 'it was let into another room', pairing: () => letIn(roomKey, { code }) },
    {
      because: 'another device was let in',
      pairing: async () => ({ ...(await letIn(roomKey)), certificate: (await letIn(roomKey)).certificate }),
    },
    {
      because: 'it has not the secret of the device',
      pairing: async () => ({ ...(await letIn(roomKey)), key: keyOfSecret(platformBytes(32)) }),
    },
    { because: 'its login is two minutes old', pairing: () => letIn(roomKey), ago: 121_000 },
    { because: 'its login comes from the future', pairing: () => letIn(roomKey), ago: -130_000 },
    { because: 'its login was made for another server', pairing: () => letIn(roomKey), host: 'evil.example.org' },
  ])('is refused where $because', async ({ pairing, ago = 0, host = localHost() }) => {
    await lead()
    const how = await login(await pairing(), host, Date.now() - ago)
    expect((await local.connect({ ...how, ...from(2) })).code).toBe(5)
  })

  it.each(['', 'a.b.c.d.e', `${'A'.repeat(43)}.${'A'.repeat(43)}.${'A'.repeat(86)}.1.${'A'.repeat(86)}`])(
    'is refused with “%s”',
    async (password) => {
      await lead()
      expect((await local.connect({ username: 'd', password, ...from(2) })).code).toBe(5)
    },
  )

  it('is refused on a laptop that leads another room, or none', async () => {
    const leading = await local.trainer()
    leading.publish(of('meta'), 'another key', { retain: true, qos: 1 })
    await leading.next(({ cmd }) => cmd === 'puback')
    expect((await local.connect({ ...(await login(await letIn(roomKey), localHost())), ...from(2) })).code).toBe(5)
  })

  it('is no trainer with the same words, nor under the id of one', async () => {
    const clientId = anId()
    const leading = await local.trainer({ clientId })
    leading.publish(topic('meta'), 'the key', { retain: true, qos: 1 })
    await leading.next(({ cmd }) => cmd === 'puback')
    const { password } = await login(await letIn(roomKey), localHost())
    expect((await local.connect({ username: 't', password, ...from(2) })).code).toBe(5)
    expect((await local.connect({ username: 'd', password, clientId, ...from(2) })).code).toBe(2)
    expect(leading.isClosed()).toBe(false)
  })

  it('comes in to a hosted server from anywhere, for the room of its trainer', async () => {
    const host = 'learn.example.org'
    const how = await login(await letIn(roomKey), host)
    const socket = { headers: { Host: host, 'X-Forwarded-For': '203.0.113.9' } }
    const device = await hosted.connect({ ...how, socket })
    expect(device.code).toBe(0)
    expect(await device.subscribe(topic('ctl'), of('ctl'))).toEqual([0, 128])
  })
})

describe('strangers who open rooms on a hosted server', () => {
  const host = 'learn.example.org'
  const servers: Awaited<ReturnType<typeof startClassroom>>[] = []
  const clients: RawClient[] = []
  afterEach(async () => {
    for (const client of clients.splice(0)) client.vanish()
    for (const server of servers.splice(0)) await server.close()
  })
  const start = async (limits: ClassroomOptions['limits'] = {}) => {
    const server = await startClassroom({ isHosted: true, names: [host], limits })
    servers.push(server)
    return server
  }
  const headers = (address: string) => ({ headers: { Host: host, 'X-Forwarded-For': address } })
  const aLogin = async (key: StoredKey) => ({
    username: 't',
    password: await loginPassword(key, { host, now: Date.now() }),
  })
  /** Opens a room as the trainer's page does, which says when it is gone. */
  const opens = async ({ url }: Server, how: { readonly from?: string; readonly key?: StoredKey } = {}) => {
    const { from: address = '203.0.113.9', key = await createKey(platformBytes) } = how
    const topic = (part: string) => `r/${codeOfKey(key.publicKey)}/${part}`
    const will = { topic: topic('pres'), payload: Buffer.from('gone'), qos: 0, retain: true } as const
    const client = await connectRaw(url, { ...(await aLogin(key)), will, socket: headers(address) })
    clients.push(client)
    if (client.code === 0) {
      client.publish(topic('meta'), 'the key', { retain: true, qos: 1 })
      await client.next(({ cmd }) => cmd === 'puback')
    }
    return { ...client, code: client.code, key, topic }
  }
  const listens = async ({ url }: Server, ...topics: readonly string[]) => {
    const phone = await connectRaw(url)
    clients.push(phone)
    await phone.subscribe(...topics)
    return phone
  }

  it('keep nobody out once they are gone: their rooms are given up for the next, and no room that is led', async () => {
    const server = await start({ rooms: 3 })
    const [one, stranger, other] = [await opens(server), await opens(server), await opens(server)]
    expect([one.code, stranger.code, other.code]).toEqual([0, 0, 0])
    // The code that the trainer's page has a sentence for.
    expect((await opens(server)).code).toBe(3)
    const phone = await listens(server, stranger.topic('meta'), stranger.topic('pres'))
    stranger.vanish()
    await phone.heard(stranger.topic('pres'), 'gone')
    expect((await opens(server)).code).toBe(0)
    // What was kept of it goes with it; what the others keep stays.
    expect(await phone.heard(stranger.topic('meta'), '')).toBeDefined()
    expect(await phone.heard(stranger.topic('pres'), '')).toBeDefined()
    for (const { topic } of [one, other])
      expect(await (await listens(server, topic('meta'))).heard(topic('meta'), 'the key')).toBeDefined()
    expect((await opens(server)).code).toBe(3)
  })

  it('do not keep out a trainer who comes back to a room that is there', async () => {
    const server = await start({ rooms: 2 })
    const mine = await opens(server)
    await opens(server)
    expect((await opens(server)).code).toBe(3)
    expect((await opens(server, { key: mine.key })).code).toBe(0)
    mine.vanish()
    expect((await opens(server, { key: mine.key })).code).toBe(0)
  })

  it('have twenty from one address, and another address is not concerned', async () => {
    const server = await start()
    const codes: (number | undefined)[] = []
    for (let one = 0; one < 22; one++) codes.push((await opens(server, { from: '2001:db8::1' })).code)
    expect(codes).toEqual([...Array<number>(20).fill(0), 3, 3])
    // Who has one IPv6 address has them by the million.
    expect((await opens(server, { from: '2001:db8::beef:2' })).code).toBe(3)
    expect((await opens(server, { from: '2001:db8:0:1::1' })).code).toBe(0)
  })

  it.each([
    { what: 'a room', leaves: false, because: 'they are here' },
    { what: 'no room', leaves: true, because: 'they are gone before they are answered' },
  ])('have $what when $because', async ({ leaves }) => {
    const now = () => 0
    const broker = await openBroker({
      token,
      door: openDoor(usualLimits, now),
      now,
      trainerAnywhere: false,
      signedLogin: true,
      limits: usualLimits,
      onRoomGivenUp: () => undefined,
    })
    const key = await createKey(platformBytes)
    const wire = new EventEmitter()
    const silent = { readyState: 1, bufferedAmount: 0, send: () => 0, close: () => 0, terminate: () => 0 }
    // What the broker has of a WebSocket; a real one cannot be made to close between two steps of the broker.
    const socket = Object.assign(wire, silent) as unknown as WebSocket
    broker.handle(socket, new IncomingMessage(new Socket()), { address: '203.0.113.9', isHere: false, host })
    const login = generate({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      clientId: anId(),
      keepalive: 30,
      username: 't',
      password: Buffer.from((await aLogin(key)).password),
    })
    wire.emit('message', login, true)
    // It has read the login, and not yet looked at it.
    await new Promise<void>((resolve) => process.nextTick(resolve))
    if (leaves) wire.emit('close')
    await new Promise((resolve) => setImmediate(resolve))
    expect(broker.isLed(codeOfKey(key.publicKey))).toBe(!leaves)
    wire.emit('close')
    await broker.close()
  })
})

describe('a room whose trainer is gone', () => {
  it('is forgotten after four hours, and not before', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    const server = await startClassroom()
    const clients: RawClient[] = []
    try {
      const leading = await connectRaw(server.url, { username: 't', password: token })
      leading.publish(of('meta'), 'the key', { retain: true, qos: 1 })
      await leading.next(({ cmd }) => cmd === 'puback')
      leading.vanish()
      const kept = async () => {
        const phone = await connectRaw(server.url)
        clients.push(phone)
        await phone.subscribe(of('meta'))
        phone.send({ cmd: 'pingreq' })
        await phone.next(({ cmd }) => cmd === 'pingresp')
        return phone.messages().length
      }
      vi.advanceTimersByTime(3.9 * 3_600_000)
      expect(await kept()).toBe(1)
      vi.advanceTimersByTime(0.3 * 3_600_000)
      expect(await kept()).toBe(0)
      expect(await (await fetch(server.room)).json()).toMatchObject({ room: null })
    } finally {
      vi.useRealTimers()
      for (const client of clients) client.vanish()
      await server.close()
    }
  })
})

describe('a server that pages elsewhere cannot reach', () => {
  const { server } = aClass()

  it.each([
    { headers: { Host: 'evil.example.org' }, because: 'a name that leads here is not ours (DNS rebinding)' },
    { headers: { Host: 'evil.example.org:4321' }, because: 'nor with a port' },
    { headers: { Host: 'localhost.evil.example.org' }, because: 'nor with ours in front' },
    { headers: { Origin: 'https://evil.example.org' }, because: 'a page of another site asks' },
    { headers: { Origin: 'null' }, because: 'a page without an origin asks' },
    { headers: { Origin: 'http://localhost:1' }, because: 'a page of another port asks' },
  ])('refuses $headers, because $because', async ({ headers }) => {
    expect((await openSocket(server().url, { headers })).refused).toBe(403)
  })

  it('takes its own page', async () => {
    const { socket, refused } = await openSocket(server().url, {
      headers: { Origin: `http://127.0.0.1:${server().port}` },
    })
    expect(refused).toBeUndefined()
    socket.terminate()
  })

  it('has nothing on other paths, and talks MQTT alone', async () => {
    expect((await openSocket(server().url.replace('/mqtt', '/other'))).refused).toBe(404)
    const response = await fetch(server().url.replace('ws', 'http'), { method: 'POST' })
    expect(response.status).toBe(404)
  })
})

describe('a participant who keeps no rules', () => {
  const { connect, trainer } = aClass({ limits: { perAddress: 0, connectsPerSecond: 10_000 } })

  it.each([
    { clientId: 'short', because: 'an id is a secret, and as long as one' },
    { clientId: 'r/K7Q29MXD/up/1234567890', because: 'it is no part of a topic' },
    { clientId: '+++++++++++++++++++++', because: 'it would hear everybody' },
    { clientId: 'x'.repeat(65), because: 'it has an end' },
  ])('is refused under the id $clientId, because $because', async ({ clientId }) => {
    expect((await connect({ clientId })).code).toBe(2)
  })

  it('gets no session that outlives the connection', async () => {
    expect((await connect({ clean: false })).code).toBe(2)
  })

  it.each([0, 61, 65_535])('gets no keepalive of %i seconds', async (keepalive) => {
    const client = await connect({ keepalive })
    expect(client.code).not.toBe(0)
    await client.closed()
  })

  it.each([
    {
      what: 'a retained message on its own topic',
      message: (id: string) => publishOf(of(`up/${id}`), 'kept', { retain: true }),
    },
    { what: '2 kB and a byte', message: (id: string) => publishOf(of(`up/${id}`), 'x'.repeat(2049)) },
    { what: 'something to another room’s trainer topic', message: () => publishOf('r/AAAAAAAA/state', 'x') },
    {
      what: 'something to a topic of many levels',
      message: (id: string) => publishOf(of(`up/${id}/a/b/c/d/e/f`), 'x'),
    },
    { what: 'something to a topic under its own', message: (id: string) => publishOf(of(`up/${id}/more`), 'x') },
    { what: 'something that is no room’s', message: () => publishOf('anything', 'x') },
    { what: 'something to the broker itself', message: () => publishOf('$SYS/x/new/clients', 'phone') },
  ])('is cut off when it says $what, and nobody hears it', async ({ message }) => {
    const leading = await trainer()
    await leading.subscribe(of('up/+'), of('state'))
    const clientId = anId()
    const attacker = await connect({ clientId })
    attacker.send(message(clientId))
    await attacker.closed()
    const other = anId()
    const fair = await connect({ clientId: other })
    fair.publish(of(`up/${other}`), 'fair')
    await leading.heard(of(`up/${other}`), 'fair')
    expect(leading.messages()).toHaveLength(1)
  })

  it('hears nothing but the room and itself', async () => {
    const clientId = anId()
    const victim = anId()
    const attacker = await connect({ clientId })
    const filters = [
      '#',
      '+/+/+',
      'r/#',
      of('#'),
      of('+'),
      of('up/+'),
      of(`up/${clientId}`),
      of('dn/+'),
      of('dn/#'),
      of(`dn/${victim}`),
    ]
    expect(await attacker.subscribe(...filters, of('ctl'))).toEqual([...filters, ''].map(() => 128))
    const open = await connect({ clientId: anId() })
    expect(await open.subscribe(of('meta'), of('state'), of('live'), of('pres'))).toEqual([0, 0, 0, 0])
  })

  it('is cut off when it subscribes without end', async () => {
    const attacker = await connect()
    for (let time = 0; time < 60 && !attacker.isClosed(); time++) await attacker.subscribe(of('state'))
    expect(attacker.isClosed()).toBe(true)
  })

  it('gets twenty messages through at once, and is cut off', async () => {
    const leading = await trainer()
    await leading.subscribe(of('up/+'))
    const clientId = anId()
    const attacker = await connect({ clientId })
    attacker.send(...Array.from({ length: 3000 }, () => publishOf(of(`up/${clientId}`), 'x')))
    await attacker.closed()
    const fair = await connect({ clientId: anId() })
    expect(fair.code).toBe(0)
    expect(leading.messages().length).toBeLessThanOrEqual(21)
  })

  it.each([
    { what: 'a frame beyond 16 kB', bytes: () => [Buffer.alloc(17_000, 0xc0)] },
    {
      what: 'pings without end',
      bytes: () => Array.from({ length: 20 }, () => Buffer.alloc(8000).fill(Buffer.from([0xc0, 0]))),
    },
    {
      what: 'half a message that goes on for ever',
      bytes: () => [Buffer.from([0x30, 0xff, 0xff, 0x7f]), ...Array.from({ length: 10 }, () => Buffer.alloc(16_000))],
    },
  ])('is cut off when it sends $what', async ({ bytes }) => {
    const attacker = await connect()
    for (const piece of bytes()) if (attacker.socket.readyState === attacker.socket.OPEN) attacker.socket.send(piece)
    await attacker.closed()
  })

  it('leaves at most twenty messages of QoS 2 half said', async () => {
    const clientId = anId()
    const attacker = await connect({ clientId })
    for (let messageId = 1; messageId <= 40; messageId++)
      if (!attacker.isClosed())
        attacker.send({
          cmd: 'publish',
          topic: of(`up/${clientId}`),
          payload: 'x',
          qos: 2,
          messageId,
          retain: false,
          dup: false,
        })
    await attacker.closed()
  })

  it('is cut off when it opens a connection and says nothing', async () => {
    const server = await startClassroom()
    try {
      const { socket, refused } = await openSocket(server.url)
      expect(refused).toBeUndefined()
      await new Promise<void>((resolve) => socket.once('close', () => resolve()))
    } finally {
      await server.close()
    }
  })
})

describe.skipIf(!hasOtherDevices)('a crowd of strangers', () => {
  const roomy = { limits: { connectsPerSecond: 10_000 } }

  it('has eight connections from one address, and another address is not concerned', async () => {
    const server = await startClassroom(roomy)
    const clients: RawClient[] = []
    try {
      for (let one = 0; one < 20; one++) clients.push(await connectRaw(server.url, from(2)))
      expect(clients.filter(({ code }) => code === 0)).toHaveLength(8)
      // The trainer learns of it, since nobody else can do anything about it.
      expect(await (await fetch(server.room)).json()).toMatchObject({ crowded: true })
      clients[0]?.vanish()
      clients.push(await connectRaw(server.url, from(3)))
      expect(clients.at(-1)?.code).toBe(0)
    } finally {
      for (const client of clients) client.vanish()
      await server.close()
    }
  })

  it('may come from one address where the class does', async () => {
    const server = await startClassroom({ limits: { ...roomy.limits, perAddress: 0 } })
    const clients: RawClient[] = []
    try {
      for (let one = 0; one < 20; one++) clients.push(await connectRaw(server.url, from(2)))
      expect(clients.filter(({ code }) => code === 0)).toHaveLength(20)
      expect(await (await fetch(server.room)).json()).not.toHaveProperty('crowded')
    } finally {
      for (const client of clients) client.vanish()
      await server.close()
    }
  })

  it('has so many connections in all, and the trainer still comes in', async () => {
    const server = await startClassroom({ limits: { clients: 30, perAddress: 0, connectsPerSecond: 10_000 } })
    const clients: RawClient[] = []
    try {
      for (let one = 0; one < 50; one++) clients.push(await connectRaw(server.url, from(2)))
      expect(clients.filter(({ code }) => code === 0)).toHaveLength(30)
      clients.push(await connectRaw(server.url, { username: 't', password: token }))
      expect(clients.at(-1)?.code).toBe(0)
    } finally {
      for (const client of clients) client.vanish()
      await server.close()
    }
  })

  it('has so many connections at once and a second', async () => {
    const server = await startClassroom({ limits: { perAddress: 0, connectsPerSecond: 1, connectsAtOnce: 5 } })
    const clients: RawClient[] = []
    try {
      clients.push(...(await Promise.all(Array.from({ length: 40 }, () => connectRaw(server.url, from(2))))))
      expect(clients.filter(({ code }) => code === 0).length).toBeLessThan(10)
    } finally {
      for (const client of clients) client.vanish()
      await server.close()
    }
  })
})

describe.skipIf(!hasOtherDevices)('the door', () => {
  const { server, connect } = aClass({ limits: { perAddress: 0, connectsPerSecond: 10_000 } })
  const change = (body: object) =>
    fetch(server().room, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  afterEach(() => change({ pin: null, locked: false }))

  it('asks for the PIN, and lets those in who have it', async () => {
    expect(await (await change({ pin: '123456' })).json()).toMatchObject({ door: 'pin' })
    expect((await connect(from(2))).code).toBe(4)
    expect((await connect({ username: 'p', password: '654321', ...from(2) })).code).toBe(4)
    expect((await connect({ username: 'p', password: '123456', ...from(2) })).code).toBe(0)
  })

  it('lets nobody guess: ten wrong tries a minute from one address, then even the right one is refused', async () => {
    await change({ pin: '123456' })
    const tries: (number | undefined)[] = []
    for (let guess = 0; guess < 30; guess++)
      tries.push((await connect({ username: 'p', password: String(100_000 + guess), ...from(3) })).code)
    expect(new Set(tries)).toEqual(new Set([4]))
    expect((await connect({ username: 'p', password: '123456', ...from(3) })).code).toBe(4)
    expect((await connect({ username: 'p', password: '123456', ...from(4) })).code).toBe(0)
  })

  it('lets nobody in when it is locked, but those who were in come back', async () => {
    const clientId = anId()
    const inside = await connect({ clientId, ...from(2) })
    expect(await (await change({ locked: true })).json()).toMatchObject({ door: 'locked' })
    expect((await connect(from(2))).code).toBe(3)
    inside.vanish()
    expect((await connect({ clientId, ...from(2) })).code).toBe(0)
    await change({ locked: false })
    expect((await connect(from(2))).code).toBe(0)
  })
})
