import { fail, ok, type Result } from '../core/result.ts'

/** What a broker may send to us: MQTT 3.1.1, chapter 3, without QoS 2. */
export type Packet =
  | { readonly kind: 'connack'; readonly code: number }
  | { readonly kind: 'suback'; readonly id: number; readonly granted: readonly number[] }
  | {
      readonly kind: 'publish'
      readonly topic: string
      readonly payload: string
      readonly retained: boolean
      /** Present where the broker waits for a PUBACK. */
      readonly id?: number
    }
  | { readonly kind: 'pingresp' }

export type Will = { readonly topic: string; readonly payload: string; readonly retained: boolean }

/** More than any room message; a longer one is taken for a broken stream. */
const longest = 262_144

// Not fatal: somebody else's invalid bytes must not cost us the connection.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

export const pingRequest = Uint8Array.of(0xc0, 0)
export const disconnect = Uint8Array.of(0xe0, 0)

/** CONNECT with a clean session. `keepalive` in seconds. */
export function connectPacket(options: {
  readonly clientId: string
  readonly keepalive: number
  readonly username?: string | undefined
  readonly password?: string | undefined
  readonly will?: Will | undefined
}) {
  const { clientId, keepalive, username, password, will } = options
  const flags =
    0x02 |
    (will ? 0x04 | (will.retained ? 0x20 : 0) : 0) |
    (password === undefined ? 0 : 0x40) |
    (username === undefined ? 0 : 0x80)
  return packet(
    0x10,
    text('MQTT'),
    [4, flags],
    int16(keepalive),
    text(clientId),
    ...(will ? [text(will.topic), text(will.payload)] : []),
    ...(username === undefined ? [] : [text(username)]),
    ...(password === undefined ? [] : [text(password)]),
  )
}

/** SUBSCRIBE to every topic at QoS 0. */
export const subscribePacket = (id: number, topics: readonly string[]) =>
  packet(0x82, int16(id), ...topics.flatMap((topic) => [text(topic), [0]]))

export const publishPacket = (message: Will) =>
  packet(message.retained ? 0x31 : 0x30, text(message.topic), encoder.encode(message.payload))

export const pubackPacket = (id: number) => packet(0x40, int16(id))

/**
 * Reads a stream in whatever pieces it comes: each call returns the packets that its piece completed. Fails for good
 * on what MQTT does not allow; then the connection is of no more use.
 */
export function openReader(): (piece: Uint8Array) => Result<readonly Packet[], 'malformed'> {
  let kept: Uint8Array = new Uint8Array(0)
  return (piece) => {
    if (kept.length > 0) {
      const joined = new Uint8Array(kept.length + piece.length)
      joined.set(kept)
      joined.set(piece, kept.length)
      kept = joined
    } else kept = piece
    const packets: Packet[] = []
    for (;;) {
      const header = headerOf(kept)
      if (header === 'malformed') return fail('malformed')
      if (header === 'unfinished' || kept.length < header.start + header.length) return ok(packets)
      const read = packetOf(kept[0] ?? 0, kept.subarray(header.start, header.start + header.length))
      if (read === 'malformed') return fail('malformed')
      if (read !== 'ignored') packets.push(read)
      kept = kept.subarray(header.start + header.length)
    }
  }
}

function headerOf(bytes: Uint8Array) {
  let length = 0
  for (let place = 0; place < 4; place++) {
    const byte = bytes[place + 1]
    if (byte === undefined) return 'unfinished'
    length |= (byte & 0x7f) << (7 * place)
    if (byte < 0x80) return length > longest ? 'malformed' : { start: place + 2, length }
  }
  return 'malformed'
}

function packetOf(first: number, body: Uint8Array): Packet | 'malformed' | 'ignored' {
  switch (first >> 4) {
    case 2:
      return body.length === 2 ? { kind: 'connack', code: body[1] ?? 0 } : 'malformed'
    case 3:
      return publishOf(first, body)
    case 9:
      return body.length > 2 ? { kind: 'suback', id: uint16(body, 0), granted: [...body.subarray(2)] } : 'malformed'
    case 13:
      return { kind: 'pingresp' }
    case 4:
    case 11:
      return 'ignored'
    default:
      return 'malformed'
  }
}

function publishOf(first: number, body: Uint8Array): Packet | 'malformed' {
  const qos = (first >> 1) & 3
  const end = 2 + uint16(body, 0)
  const start = qos === 0 ? end : end + 2
  if (body.length < 2 || qos > 1 || start > body.length) return 'malformed'
  return {
    kind: 'publish',
    topic: decoder.decode(body.subarray(2, end)),
    payload: decoder.decode(body.subarray(start)),
    retained: (first & 1) === 1,
    ...(qos === 1 && { id: uint16(body, end) }),
  }
}

const uint16 = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
const int16 = (value: number) => [(value >> 8) & 0xff, value & 0xff]

function text(value: string) {
  const bytes = encoder.encode(value)
  return [...int16(bytes.length), ...bytes]
}

function packet(first: number, ...parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  let length = parts.reduce((sum, part) => sum + part.length, 0)
  const head = [first]
  const size = length
  do {
    head.push((length & 0x7f) | (length > 0x7f ? 0x80 : 0))
    length >>= 7
  } while (length > 0)
  const bytes = new Uint8Array(head.length + size)
  let at = 0
  for (const part of [head, ...parts]) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
