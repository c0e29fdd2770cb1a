import { known } from './result.ts'

// FIPS 180-4, for pages on plain http, which have no `crypto.subtle`, and for what cannot wait for a promise. The constants
// are the first 32 bits of the fractions of the square (initial state) and cube (rounds) roots of the first primes.
const primes = Array.from({ length: 310 }, (_, index) => index + 2).filter((candidate) =>
  Array.from({ length: candidate - 2 }, (_, index) => index + 2).every((divisor) => candidate % divisor !== 0),
)
const fractionBits = (root: number) => Math.floor((root % 1) * 2 ** 32)
const start = primes.slice(0, 8).map((prime) => fractionBits(Math.sqrt(prime)))
const rounds = primes.map((prime) => fractionBits(Math.cbrt(prime)))

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** SHA-256, 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64))
  new Uint8Array(message.buffer).set(bytes)
  message.setUint8(bytes.length, 0x80)
  message.setBigUint64(message.byteLength - 8, BigInt(bytes.length) * 8n)
  const state = Uint32Array.from(start)
  const words = new Uint32Array(64)
  const word = (index: number) => known(words[index])
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = message.getUint32(block + i * 4)
    for (let i = 16; i < 64; i++) {
      const [early, late] = [word(i - 15), word(i - 2)]
      const small = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
      const large = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
      words[i] = word(i - 16) + small + word(i - 7) + large
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let i = 0; i < 64; i++) {
      const choice = (e & f) ^ (~e & g)
      const majority = (a & b) ^ (a & c) ^ (b & c)
      const first = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + known(rounds[i]) + word(i)) | 0
      const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
    }
    ;[a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = known(state[i]) + value))
  }
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((value, i) => digest.setUint32(i * 4, value))
  return new Uint8Array(digest.buffer)
}
