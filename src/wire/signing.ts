import { getPublicKey, hashes, sign, verify } from '@noble/ed25519'
import { sha512 } from '../core/sha512.ts'
import { fromBase64url, toBase64url, utf8 } from './bytes.ts'
import type { RandomBytes } from './chance.ts'

// Phones on plain http have no `crypto.subtle`, so signatures are checked in script; the trainer's page, on localhost or
// https, signs with the platform, whose key no script can read.
hashes.sha512 = sha512

/** A trainer's key as the journal keeps it: the platform's own, or its secret where the platform makes none. */
export type StoredKey =
  | { readonly kind: 'platform'; readonly pair: CryptoKeyPair; readonly publicKey: Uint8Array }
  | { readonly kind: 'secret'; readonly secret: Uint8Array; readonly publicKey: Uint8Array }

/** Signs what a trainer says on a topic; gives the wire form: the signature in base64url, a dot, the text. */
export type Sign = (topic: string, json: string) => Promise<string>
/** The text of a wire form, if the holder of the key has said it on this topic; undefined for everything else. */
export type Verify = (topic: string, payload: string) => string | undefined

/** A new key pair for one room. The secret cannot be read out where the platform knows Ed25519. */
export async function createKey(random: RandomBytes): Promise<StoredKey> {
  try {
    const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
    if (!('privateKey' in pair)) throw new TypeError('Ed25519 made one key.')
    return { kind: 'platform', pair, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) }
  } catch {
    // No secure origin, or a browser without Ed25519 (Chromium before 137).
    return keyOfSecret(random(32))
  }
}

/** The key pair that a secret of 32 bytes stands for. */
export function keyOfSecret(secret: Uint8Array): Extract<StoredKey, { kind: 'secret' }> {
  return { kind: 'secret', secret, publicKey: getPublicKey(secret) }
}

/** The Ed25519 signature of some bytes. */
export const signBytes = async (key: StoredKey, said: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  key.kind === 'secret'
    ? sign(said, key.secret)
    : new Uint8Array(await crypto.subtle.sign('Ed25519', key.pair.privateKey, said))

/** Signs with a stored key. */
export const signerOf =
  (key: StoredKey): Sign =>
  async (topic, json) =>
    `${toBase64url(await signBytes(key, signedBytes(topic, json)))}.${json}`

const signatureLength = 86

/** Checks what comes from the trainer with this public key. */
export const verifierOf =
  (publicKey: Uint8Array): Verify =>
  (topic, payload) => {
    const signature = payload[signatureLength] === '.' && fromBase64url(payload.slice(0, signatureLength))
    if (!signature || signature.length !== 64) return undefined
    const json = unsigned(payload)
    try {
      return verify(signature, signedBytes(topic, json), publicKey) ? json : undefined
    } catch {
      // A key that is no point of the curve.
      return undefined
    }
  }

/** The text of a wire form whose signature is not checked yet: only for finding the key to check it with. */
export const unsigned = (payload: string): string => payload.slice(signatureLength + 1)

// The topic is inside, so that nothing said to one person or room can be said again to another.
const signedBytes = (topic: string, json: string) => utf8(`room1\n${topic}\n${json}`)
