import { sha256 } from '../core/sha256.ts'
import { known } from '../core/result.ts'
import { fromBase64url, toBase64url, utf8 } from './bytes.ts'

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const lookalikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }
const codeLength = 8
const keyBytes = 32

/**
 * The code of a room: the first 40 bits of the SHA-256 of its trainer's public key, in Crockford's base 32. Whoever has the
 * code can tell the right key from any other, and needs to trust nobody in between.
 */
export function codeOfKey(publicKey: Uint8Array): string {
  const bits = [...sha256(publicKey).subarray(0, 5)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: codeLength }, (_, place) =>
    known(symbols[parseInt(bits.slice(5 * place, 5 * place + 5), 2)]),
  ).join('')
}

/** The code as it is shown and read aloud: `K7Q2-9MXD`. */
export const formatCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** A code as people type it: any case, hyphens and blanks, O for 0, I and L for 1. Undefined where it cannot be one. */
export function parseCode(text: string): string | undefined {
  const code = [
    ...text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Dash}]/gu, ''),
  ]
    .map((character) => lookalikes[character] ?? character)
    .join('')
  return code.length === codeLength && [...code].every((symbol) => symbols.includes(symbol)) ? code : undefined
}

/** What stands behind `#` in the address of the QR code: the code and the whole key. */
export const joinFragment = (publicKey: Uint8Array): string => `${codeOfKey(publicKey)}.${toBase64url(publicKey)}`

/** What a fragment or a typed text says: a code, and the key where it came along. A key that is not the code's is refused. */
export function parseJoin(text: string): { readonly code: string; readonly publicKey?: Uint8Array } | undefined {
  const [typed = '', key] = text.replace(/^#/, '').split('.')
  const code = parseCode(typed)
  if (code === undefined || key === undefined) return code === undefined ? undefined : { code }
  const publicKey = keyOf(code, key)
  return publicKey && { code, publicKey }
}

/** The key in base64url, if it is the one that the code stands for. */
export function keyOf(code: string, key: string): Uint8Array | undefined {
  const publicKey = fromBase64url(key)
  return publicKey?.length === keyBytes && codeOfKey(publicKey) === code ? publicKey : undefined
}

/** What strangers may know a participant by: the first 48 bits of SHA-256("pid" + cid), in hex. */
export const pidOf = (cid: string): string => hashOf(`pid${cid}`, 6)

/** What the trainer and a person's own page both show, so that the two can find each other without a name. */
export const labelOf = (pid: string) => pid.slice(0, 4).toUpperCase()

/** The key of a row that nobody can lead back to a person: H(salt, cid, q), 128 bits in hex. */
export const rowKeyOf = ({ salt, cid, q }: { readonly salt: string; readonly cid: string; readonly q: string }) =>
  hashOf(`${salt}\n${cid}\n${q}`, 16)

/** What fixes a key and does not tell it, as long as the nonce is unknown. */
export const commitOf = (nonce: string, key: readonly number[]): string =>
  toBase64url(sha256(utf8(`${nonce}\n${key.join()}`)))

const hashOf = (text: string, bytes: number): string =>
  Array.from(sha256(utf8(text)).subarray(0, bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
