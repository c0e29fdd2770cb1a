import { known } from './result.ts'

// FIPS 180-4, for signatures on pages on plain http. The constants are the first 64 bits of the fractions of the square
// (initial state) and cube (rounds) roots of the first primes.
const primes = Array.from({ length: 408 }, (_, index) => index + 2)
  .filter((candidate) => Array.from({ length: candidate - 2 }, (_, at) => at + 2).every((one) => candidate % one !== 0))
  .map(BigInt)

/** The first 64 bits of the fraction of the root of this degree. */
function rootBits(of: bigint, degree: 2n | 3n): bigint {
  const scaled = of << (64n * degree)
  let root = 1n << 70n
  for (;;) {
    // Newton's method in whole numbers, from above.
    const next = ((degree - 1n) * root + scaled / root ** (degree - 1n)) / degree
    if (next >= root) return BigInt.asUintN(64, root)
    root = next
  }
}

const start = primes.slice(0, 8).map((prime) => rootBits(prime, 2n))
const rounds = primes.map((prime) => rootBits(prime, 3n))

const wrap = (value: bigint) => BigInt.asUintN(64, value)
const rotate = (word: bigint, by: bigint) => (word >> by) | wrap(word << (64n - by))

/** SHA-512, 64 bytes. */
export function sha512(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 17) / 128) * 128))
  new Uint8Array(message.buffer).set(bytes)
  message.setUint8(bytes.length, 0x80)
  message.setBigUint64(message.byteLength - 8, BigInt(bytes.length) * 8n)
  const state = BigUint64Array.from(start)
  const words = new BigUint64Array(80)
  const word = (index: number) => known(words[index])
  for (let block = 0; block < message.byteLength; block += 128) {
    for (let i = 0; i < 16; i++) words[i] = message.getBigUint64(block + i * 8)
    for (let i = 16; i < 80; i++) {
      const [early, late] = [word(i - 15), word(i - 2)]
      const small = rotate(early, 1n) ^ rotate(early, 8n) ^ (early >> 7n)
      const large = rotate(late, 19n) ^ rotate(late, 61n) ^ (late >> 6n)
      words[i] = word(i - 16) + small + word(i - 7) + large
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state
    for (let i = 0; i < 80; i++) {
      // Without a complement, which would be negative.
      const choice = g ^ (e & (f ^ g))
      const majority = (a & b) ^ (a & c) ^ (b & c)
      const first = h + (rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n)) + choice + known(rounds[i]) + word(i)
      const second = (rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n)) + majority
      ;[h, g, f, e, d, c, b, a] = [g, f, e, wrap(d + first), c, b, a, wrap(first + second)]
    }
    ;[a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = known(state[i]) + value))
  }
  const digest = new DataView(new ArrayBuffer(64))
  state.forEach((value, i) => digest.setBigUint64(i * 8, value))
  return new Uint8Array(digest.buffer)
}
