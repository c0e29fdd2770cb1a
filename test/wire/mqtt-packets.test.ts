import { generate, parser, type Packet as Oracle } from 'mqtt-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  connectPacket,
  disconnect,
  openReader,
  pingRequest,
  pubackPacket,
  publishPacket,
  subscribePacket,
  type Packet,
} from '../../src/wire/mqtt-packets.ts'

/** What a broker sends to somebody who joins, as another implementation writes it. */
const sent: readonly Oracle[] = [
  { cmd: 'connack', returnCode: 0, sessionPresent: false },
  { cmd: 'suback', messageId: 1, granted: [0, 0, 128] },
  { cmd: 'publish', topic: 'r/K7Q29MXD/meta', payload: 'Größe ✓', qos: 0, retain: true, dup: false },
  {
    cmd: 'publish',
    topic: 'r/K7Q29MXD/state',
    payload: 'x'.repeat(300),
    qos: 1,
    messageId: 513,
    retain: false,
    dup: false,
  },
  { cmd: 'publish', topic: 'r/K7Q29MXD/live', payload: '', qos: 0, retain: false, dup: false },
  { cmd: 'puback', messageId: 2 },
  { cmd: 'unsuback', messageId: 3, granted: [] },
  { cmd: 'pingresp' },
]
const read: readonly Packet[] = [
  { kind: 'connack', code: 0 },
  { kind: 'suback', id: 1, granted: [0, 0, 128] },
  { kind: 'publish', topic: 'r/K7Q29MXD/meta', payload: 'Größe ✓', retained: true },
  { kind: 'publish', topic: 'r/K7Q29MXD/state', payload: 'x'.repeat(300), retained: false, id: 513 },
  { kind: 'publish', topic: 'r/K7Q29MXD/live', payload: '', retained: false },
  { kind: 'pingresp' },
]
const stream = new Uint8Array(Buffer.concat(sent.map((packet) => generate(packet))))

const readAll = (pieces: readonly Uint8Array[]) => {
  const reader = openReader()
  return pieces.flatMap((piece) => {
    const packets = reader(piece)
    if (!packets.ok) throw new Error(packets.failure)
    return packets.value
  })
}

describe('reading what a broker sends', () => {
  it('finds every packet in one piece', () => {
    expect(readAll([stream])).toEqual(read)
  })

  it('finds the same, byte by byte', () => {
    expect(readAll([...stream].map((byte) => Uint8Array.of(byte)))).toEqual(read)
  })

  it('finds the same wherever the stream is cut in two', () => {
    for (let at = 0; at <= stream.length; at++)
      expect(readAll([stream.subarray(0, at), stream.subarray(at)]), `cut at ${at}`).toEqual(read)
  })

  it('gives each packet with the piece that completes it', () => {
    const large = generate({ cmd: 'publish', topic: 'a', payload: 'y'.repeat(9000), qos: 0, retain: false, dup: false })
    const both = new Uint8Array(Buffer.concat([large, generate({ cmd: 'pingresp' })]))
    const reader = openReader()
    expect(reader(both.subarray(0, 5000))).toEqual({ ok: true, value: [] })
    expect(reader(both.subarray(5000))).toMatchObject({ value: [{ kind: 'publish' }, { kind: 'pingresp' }] })
  })

  it.each([127, 128, 16_383, 16_384, 200_000])('reads a length of %i', (length) => {
    const payload = 'z'.repeat(length - 3)
    const bytes = generate({ cmd: 'publish', topic: 'a', payload, qos: 0, retain: false, dup: false })
    expect(readAll([new Uint8Array(bytes)])).toEqual([{ kind: 'publish', topic: 'a', payload, retained: false }])
  })

  it('takes text that is no Unicode as text, since others may have sent it', () => {
    const bytes = generate({
      cmd: 'publish',
      topic: 'a',
      payload: Buffer.from([0xff, 0x41]),
      qos: 0,
      retain: false,
      dup: false,
    })
    expect(readAll([new Uint8Array(bytes)])).toMatchObject([{ kind: 'publish', payload: '\uFFFDA' }])
  })

  it.each([
    { bytes: [0x30, 0xff, 0xff, 0xff, 0xff, 0x01], because: 'a length has four bytes at most' },
    { bytes: [0x30, 0xff, 0xff, 0xff, 0x7f], because: 'nothing in a room is that long' },
    { bytes: [0x30, 0x02, 0x00, 0x05], because: 'the topic is longer than the packet' },
    { bytes: [0x30, 0x01, 0x00], because: 'a message has a topic' },
    { bytes: [0x34, 0x04, 0x00, 0x01, 0x61, 0x00], because: 'nobody asked for QoS 2' },
    { bytes: [0x20, 0x01, 0x00], because: 'a CONNACK has two bytes' },
    { bytes: [0x90, 0x02, 0x00, 0x01], because: 'a SUBACK grants something' },
    { bytes: [0x00, 0x00], because: 'type 0 is reserved' },
    { bytes: [0x10, 0x00], because: 'a broker does not connect to us' },
  ])('refuses $bytes, because $because', ({ bytes }) => {
    expect(openReader()(Uint8Array.from(bytes))).toEqual({ ok: false, failure: 'malformed' })
  })

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 10 }), (pieces) => {
        const reader = openReader()
        for (const piece of pieces) if (!reader(piece).ok) return
      }),
    )
  })
})

describe('what we send', () => {
  const parsed = (bytes: Uint8Array) => {
    const packets: Oracle[] = []
    const oracle = parser({ protocolVersion: 4 })
    oracle.on('packet', (packet) => packets.push(packet))
    oracle.parse(Buffer.from(bytes))
    return packets
  }

  it('is a CONNECT with a clean session, and with what it was given', () => {
    expect(parsed(connectPacket({ clientId: 'me', keepalive: 20 }))).toMatchObject([
      { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: 'me', keepalive: 20 },
    ])
    expect(
      parsed(
        connectPacket({
          clientId: 'me',
          keepalive: 300,
          username: 't',
          password: 'Passwörter',
          will: { topic: 'r/A/pres', payload: 'gone', retained: true },
        }),
      ),
    ).toMatchObject([
      {
        keepalive: 300,
        username: 't',
        password: Buffer.from('Passwörter'),
        will: { topic: 'r/A/pres', payload: Buffer.from('gone'), retain: true, qos: 0 },
      },
    ])
  })

  it('is a SUBSCRIBE at QoS 0, a PUBACK, a PINGREQ and a DISCONNECT', () => {
    expect(parsed(subscribePacket(1, ['a', 'b/+']))).toMatchObject([
      {
        cmd: 'subscribe',
        messageId: 1,
        subscriptions: [
          { topic: 'a', qos: 0 },
          { topic: 'b/+', qos: 0 },
        ],
      },
    ])
    expect(parsed(pubackPacket(258))).toMatchObject([{ cmd: 'puback', messageId: 258 }])
    expect(parsed(pingRequest)).toMatchObject([{ cmd: 'pingreq' }])
    expect(parsed(disconnect)).toMatchObject([{ cmd: 'disconnect' }])
  })

  it('is a message of any length, retained or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.boolean(), (payload, retained) => {
        expect(parsed(publishPacket({ topic: 'r/A/state', payload, retained }))).toMatchObject([
          { cmd: 'publish', topic: 'r/A/state', payload: Buffer.from(payload), retain: retained, qos: 0 },
        ])
      }),
    )
    expect(parsed(publishPacket({ topic: 'a', payload: 'x'.repeat(20_000), retained: false }))).toMatchObject([
      { payload: Buffer.alloc(20_000, 'x') },
    ])
  })
})
