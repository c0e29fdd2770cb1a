import { createPublicKey, verify } from 'node:crypto'
import { loginText } from '../wire/login.ts'
import { codeOfKey } from '../wire/room-code.ts'

/** How far the clocks of a trainer and of the server may differ. */
export const toleranceMs = 120_000

/**
 * Checks a trainer's login without accounts: the password is `<public key>.<time>.<signature>`, where the key and the
 * Ed25519 signature are base64url, the time is in seconds, and what is signed is `login1\n<host>\n<code>\n<time>`.
 * Gives the code of the one room that this key may lead; undefined for everything else.
 */
export function roomOfLogin(password: string, at: { readonly host: string; readonly now: number }): string | undefined {
  const [key = '', time = '', signature = '', ...more] = password.split('.')
  if (more.length > 0 || !/^[\w-]{43}$/.test(key) || !/^\d{1,12}$/.test(time) || !/^[\w-]{86}$/.test(signature))
    return undefined
  if (Math.abs(at.now - Number(time) * 1000) > toleranceMs) return undefined
  const code = codeOfKey(Buffer.from(key, 'base64url'))
  return isSignedBy(key, loginText({ host: at.host, code, seconds: Number(time) }), signature) ? code : undefined
}

/** Whether the Ed25519 key has signed this; key and signature in base64url. */
export function isSignedBy(key: string, said: string | Uint8Array, signature: string): boolean {
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
    return verify(undefined, Buffer.from(said), publicKey, Buffer.from(signature, 'base64url'))
  } catch {
    // A key that is no point of the curve.
    return false
  }
}
