import { once } from 'node:events'
import { generate, parser, type Packet } from 'mqtt-packet'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { mqttTransport } from '../../src/wire/mqtt.ts'
import type { Delivery, LinkState } from '../../src/wire/transport.ts'
import { freePort } from '../support/free-port.ts'

/** A broker that does what a test tells it, packet by packet. */
async function aBroker(
  answer: (packet: Packet, reply: (...packets: readonly Packet[]) => void, socket: WebSocket) => void,
) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const said: Packet[] = []
  let sockets = 0
  server.on('connection', (socket) => {
    sockets++
    const read = parser({ protocolVersion: 4 })
    read.on('packet', (packet) => {
      said.push(packet)
      answer(packet, (...packets) => socket.send(Buffer.concat(packets.map((one) => generate(one)))), socket)
    })
    socket.on('message', (data: Buffer) => read.parse(data))
  })
  const at = server.address()
  closing.push(() => {
    for (const socket of server.clients) socket.terminate()
    server.close()
  })
  return {
    url: `ws://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/mqtt`,
    said,
    sockets: () => sockets,
    open: () => server.clients.size,
    drop: () => {
      for (const socket of server.clients) socket.terminate()
    },
  }
}

/** A broker that lets everybody in. */
const kindly = (packet: Packet, reply: (...packets: readonly Packet[]) => void) => {
  if (packet.cmd === 'connect') reply(connack(0))
  if (packet.cmd === 'subscribe')
    reply({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: packet.subscriptions.map(() => 0) })
  if (packet.cmd === 'pingreq') reply({ cmd: 'pingresp' })
}
const connack = (returnCode: number): Packet => ({ cmd: 'connack', returnCode, sessionPresent: false })

function aTransport(...urls: readonly string[]) {
  const links: (readonly [LinkState, string?])[] = []
  const deliveries: Delivery[] = []
  const transport = mqttTransport({ urls, clientId: 'me', username: 'u', password: 'p', random: () => 0 })
  closing.push(() => transport.close())
  transport.open({
    subscriptions: ['a', 'b'],
    onDelivery: (delivery) => deliveries.push(delivery),
    onLink: (state, why) => links.push(why === undefined ? [state] : [state, why]),
  })
  return { transport, links, deliveries, states: () => links.map(([state]) => state) }
}

const closing: (() => void)[] = []
/** Lets the network do what it does by itself, while the clock stands. */
async function until(isSo: () => boolean) {
  while (!isSo()) await new Promise<void>((resolve) => setImmediate(resolve))
}

describe('a link to a broker', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  })
  afterEach(() => {
    for (const close of closing.splice(0)) close()
    vi.useRealTimers()
  })

  it('says who it is, listens, and is online when every topic is granted', async () => {
    const broker = await aBroker(kindly)
    const { links, states } = aTransport(broker.url)
    await until(() => states().includes('online'))
    expect(links).toEqual([['connecting'], ['online']])
    expect(broker.said).toMatchObject([
      { cmd: 'connect', clientId: 'me', username: 'u', clean: true, keepalive: 20 },
      { cmd: 'subscribe', subscriptions: [{ topic: 'a' }, { topic: 'b' }] },
    ])
  })

  it('makes a password for each connect where it is told how', async () => {
    const broker = await aBroker(kindly)
    let made = 0
    const transport = mqttTransport({
      urls: [broker.url],
      clientId: 'me',
      username: 't',
      password: () => (++made === 1 ? Promise.reject(new Error('no key')) : Promise.resolve(`login ${made}`)),
      random: () => 0,
    })
    closing.push(() => transport.close())
    const states: LinkState[] = []
    transport.open({ subscriptions: [], onDelivery: () => undefined, onLink: (state) => states.push(state) })
    await until(() => states.at(-1) === 'offline')
    vi.advanceTimersByTime(125)
    await until(() => states.at(-1) === 'online')
    expect(broker.said).toMatchObject([{ cmd: 'connect', username: 't', password: Buffer.from('login 2') }])
  })

  it('gives a name alone where it has no password', async () => {
    const broker = await aBroker(kindly)
    const transport = mqttTransport({ urls: [broker.url], clientId: 'me', username: 'p', password: '' })
    closing.push(() => transport.close())
    transport.open({ subscriptions: [], onDelivery: () => undefined, onLink: () => undefined })
    await until(() => broker.said.length === 1)
    expect(broker.said[0]).toMatchObject({ username: 'p' })
    expect(broker.said[0]).not.toHaveProperty('password')
  })

  it('tries again, and is not online, where one topic of two is refused', async () => {
    let granted = [0, 0x80]
    const broker = await aBroker((packet, reply) => {
      if (packet.cmd === 'subscribe') reply({ cmd: 'suback', messageId: packet.messageId ?? 0, granted })
      else kindly(packet, reply)
    })
    const { links, states } = aTransport(broker.url)
    await until(() => states().includes('offline'))
    expect(links).toEqual([['connecting'], ['offline', 'subscription']])
    granted = [0, 0]
    vi.advanceTimersByTime(250)
    await until(() => states().includes('online'))
  })

  it.each([
    { code: 1, why: 'protocol' },
    { code: 2, why: 'identity' },
    { code: 3, why: 'closed' },
    { code: 4, why: 'password' },
    { code: 5, why: 'not-allowed' },
  ])('says why when it is refused with $code, and tries again', async ({ code, why }) => {
    let answer = code
    const broker = await aBroker((packet, reply) => {
      if (packet.cmd === 'connect') reply(connack(answer))
      else kindly(packet, reply)
    })
    const { links, states } = aTransport(broker.url)
    await until(() => states().includes('offline'))
    expect(links).toEqual([['connecting'], ['offline', why]])
    answer = 0
    vi.advanceTimersByTime(250)
    await until(() => states().includes('online'))
  })

  it('delivers what comes before it is online, and acknowledges what asks for it', async () => {
    const broker = await aBroker((packet, reply) => {
      if (packet.cmd === 'subscribe')
        reply(
          { cmd: 'publish', topic: 'a', payload: 'kept', qos: 1, messageId: 9, retain: true, dup: false },
          { cmd: 'suback', messageId: packet.messageId ?? 0, granted: [0, 0] },
        )
      else kindly(packet, reply)
    })
    const { deliveries, states } = aTransport(broker.url)
    await until(() => states().includes('online') && broker.said.some(({ cmd }) => cmd === 'puback'))
    expect(deliveries).toEqual([{ topic: 'a', payload: 'kept', retained: true }])
    expect(broker.said.find(({ cmd }) => cmd === 'puback')).toMatchObject({ messageId: 9 })
  })

  it('finds a message wherever the frames of a socket are cut', async () => {
    const state = generate({ cmd: 'publish', topic: 'a', payload: 'x'.repeat(300), qos: 0, retain: false, dup: false })
    const short = generate({ cmd: 'publish', topic: 'b', payload: 'y', qos: 0, retain: false, dup: false })
    const both = Buffer.concat([state, short])
    const broker = await aBroker((packet, reply, socket) => {
      kindly(packet, reply)
      if (packet.cmd !== 'subscribe') return
      for (let at = 0; at <= both.length; at++) {
        socket.send(both.subarray(0, at))
        socket.send(both.subarray(at))
      }
    })
    const { deliveries, states } = aTransport(broker.url)
    await until(() => states().includes('online') && deliveries.length === 2 * (both.length + 1))
    expect(states()).toEqual(['connecting', 'online'])
  })

  it('hands nothing over while it is offline, nor what is too long', async () => {
    const broker = await aBroker(kindly)
    const { transport, states } = aTransport(broker.url)
    expect(transport.publish('a', 'early')).toBe(false)
    await until(() => states().includes('online'))
    expect(transport.publish('a', 'x'.repeat(20_000))).toBe(false)
    expect(transport.publish('a', 'short', true)).toBe(true)
    await until(() => broker.said.some(({ cmd }) => cmd === 'publish'))
    broker.drop()
    await until(() => states().at(-1) === 'offline')
    expect(transport.publish('a', 'late')).toBe(false)
    expect(broker.said.filter(({ cmd }) => cmd === 'publish')).toMatchObject([{ retain: true, qos: 0 }])
  })

  it('comes back when it was cut off, and waits longer each time it is thrown out at once', async () => {
    const broker = await aBroker((packet, reply, socket) => {
      kindly(packet, reply)
      if (packet.cmd === 'subscribe') setImmediate(() => socket.terminate())
    })
    const { states } = aTransport(broker.url)
    const cutOff = () => states().filter((state) => state === 'offline').length
    for (const [time, pauseMs] of [125, 250, 500, 1000, 2000, 4000, 4000].entries()) {
      await until(() => cutOff() === time + 1)
      expect(broker.sockets()).toBe(time + 1)
      vi.advanceTimersByTime(pauseMs - 1)
      expect(states().at(-1)).toBe('offline')
      vi.advanceTimersByTime(1)
      expect(states().at(-1)).toBe('connecting')
    }
  })

  it('starts again at the shortest pause when it was online for a while', async () => {
    const broker = await aBroker(kindly)
    const { states } = aTransport(broker.url)
    for (let time = 1; time <= 3; time++) {
      await until(() => states().at(-1) === 'online')
      vi.advanceTimersByTime(5000)
      broker.drop()
      await until(() => states().at(-1) === 'offline')
      vi.advanceTimersByTime(125)
    }
    await until(() => states().at(-1) === 'online')
    expect(broker.sockets()).toBe(4)
  })

  it('takes the next address where one does not answer', async () => {
    const broker = await aBroker(kindly)
    const { links, states } = aTransport(`ws://127.0.0.1:${await freePort()}/mqtt`, broker.url)
    await until(() => states().includes('offline'))
    vi.advanceTimersByTime(250)
    await until(() => states().includes('online'))
    expect(links).toEqual([['connecting'], ['offline'], ['connecting'], ['online']])
  })

  it('notices on waking up that the other end is gone, and reconnects', async () => {
    let isDead = false
    const broker = await aBroker((packet, reply) => {
      if (!isDead) kindly(packet, reply)
    })
    const { transport, states } = aTransport(broker.url)
    await until(() => states().includes('online'))
    isDead = true
    transport.wake()
    vi.advanceTimersByTime(2999)
    expect(states().at(-1)).toBe('online')
    vi.advanceTimersByTime(1)
    expect(states().at(-1)).toBe('offline')
    isDead = false
    vi.advanceTimersByTime(250)
    await until(() => states().at(-1) === 'online')
  })

  it('stays on a link that answers when it wakes up', async () => {
    const broker = await aBroker(kindly)
    const { transport, states } = aTransport(broker.url)
    await until(() => states().includes('online'))
    const pings = () => broker.said.filter(({ cmd }) => cmd === 'pingreq').length
    transport.wake()
    await until(() => pings() === 1)
    // Something has to be heard before the clock goes on.
    transport.publish('a', 'x')
    await until(() => broker.said.at(-1)?.cmd === 'publish')
    await new Promise<void>((resolve) => setImmediate(resolve))
    vi.advanceTimersByTime(3000)
    expect(states()).toEqual(['connecting', 'online'])
  })

  it('notices by its beat that the other end is gone', async () => {
    let isDead = false
    const broker = await aBroker((packet, reply) => {
      if (!isDead) kindly(packet, reply)
    })
    const { states } = aTransport(broker.url)
    await until(() => states().includes('online'))
    isDead = true
    vi.advanceTimersByTime(30_000)
    expect(states().at(-1)).toBe('offline')
  })

  it('opens no second socket when it wakes up while one is connecting', async () => {
    const broker = await aBroker(() => undefined)
    const { transport, states } = aTransport(broker.url)
    for (let time = 0; time < 5; time++) transport.wake()
    await until(() => broker.said.length === 1)
    for (let time = 0; time < 5; time++) transport.wake()
    expect([broker.sockets(), states()]).toEqual([1, ['connecting']])
  })

  it('does not wait out its pause when it wakes up', async () => {
    const broker = await aBroker(kindly)
    const { transport, states } = aTransport(broker.url)
    await until(() => states().includes('online'))
    broker.drop()
    await until(() => states().at(-1) === 'offline')
    transport.wake()
    await until(() => states().at(-1) === 'online')
  })

  it('gives up an opening that comes to nothing', async () => {
    const broker = await aBroker(() => undefined)
    const { states } = aTransport(broker.url)
    await until(() => broker.said.length === 1)
    vi.advanceTimersByTime(10_000)
    expect(states()).toEqual(['connecting', 'offline'])
    vi.advanceTimersByTime(250)
    await until(() => broker.sockets() === 2)
  })

  it.each([
    { frame: 'text', because: 'MQTT is binary' },
    { frame: Buffer.from([0xf0, 0x00]), because: 'no packet begins so' },
  ])('drops a broker that sends what it may not, because $because', async ({ frame }) => {
    const broker = await aBroker((packet, _reply, socket) => {
      if (packet.cmd === 'connect') socket.send(frame)
    })
    const { states } = aTransport(broker.url)
    await until(() => states().includes('offline'))
  })

  it('says goodbye when it is closed, once, and does not come back', async () => {
    const broker = await aBroker(kindly)
    const { transport, states } = aTransport(broker.url)
    await until(() => states().includes('online'))
    transport.close()
    transport.close()
    transport.wake()
    await until(() => broker.open() === 0)
    vi.advanceTimersByTime(60_000)
    expect(broker.said.map(({ cmd }) => cmd)).toEqual(['connect', 'subscribe', 'disconnect'])
    expect([broker.sockets(), states()]).toEqual([1, ['connecting', 'online', 'offline']])
  })

  it('can be closed while it connects', async () => {
    const broker = await aBroker(kindly)
    const { transport, states } = aTransport(broker.url)
    transport.close()
    await new Promise<void>((resolve) => setImmediate(resolve))
    vi.advanceTimersByTime(60_000)
    expect([broker.open(), states()]).toEqual([0, ['connecting', 'offline']])
  })
})
