import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { seeded } from '../../src/core/random.ts'
import { sha256 } from '../../src/core/sha256.ts'
import { sha512 } from '../../src/core/sha512.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe.each([
  { name: 'sha256', hash: sha256, block: 64 },
  { name: 'sha512', hash: sha512, block: 128 },
])('$name', ({ name, hash, block }) => {
  it('is what the platform computes, for every length over three blocks and for long messages', () => {
    const random = seeded(1)
    for (const length of [...Array.from({ length: 3 * block }, (_, at) => at), 1000, 10_000]) {
      const bytes = Uint8Array.from({ length }, () => random() >>> 24)
      expect(hex(hash(bytes)), `${length} bytes`).toBe(createHash(name).update(bytes).digest('hex'))
    }
  })
})
