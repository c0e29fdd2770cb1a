import { createPublicKey, verify } from 'node:crypto'
import type { Verify } from '../../src/wire/signing.ts'

/**
 * A telephone checks a signature in script, in 1 to 10 ms, and has one to check. Here hundreds would wait for two cores, so
 * the platform checks, in a tenth of the time.
 */
export const platformVerifier = (publicKey: Uint8Array): Verify => {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  })
  return (topic, payload) => {
    const json = payload.slice(87)
    const signature = Buffer.from(payload.slice(0, 86), 'base64url')
    return verify(undefined, Buffer.from(`room1\n${topic}\n${json}`), key, signature) ? json : undefined
  }
}
