import { toBase64url, utf8 } from './bytes.ts'
import type { Pairing } from './ctl.ts'
import { codeOfKey } from './room-code.ts'
import { signBytes, type StoredKey } from './signing.ts'

/** What a trainer connects as. */
export const trainerName = 't'

/** What a device of a trainer connects as. */
export const deviceName = 'd'

/** What a login signs: for one server, one room and one moment, so that it opens nothing else when it is overheard. */
export const loginText = (login: { readonly host: string; readonly code: string; readonly seconds: number }): string =>
  `login1\n${login.host}\n${login.code}\n${login.seconds}`

/**
 * The password of a trainer who has no account: that of the room this key is for. It is good for two minutes, so it is
 * made for each connect. `host` is the host of the page with its port, `now` in epoch milliseconds.
 */
export async function loginPassword(
  key: StoredKey,
  { host, now }: { readonly host: string; readonly now: number },
): Promise<string> {
  const seconds = Math.floor(now / 1000)
  const text = loginText({ host, code: codeOfKey(key.publicKey), seconds })
  return `${toBase64url(key.publicKey)}.${seconds}.${toBase64url(await signBytes(key, utf8(text)))}`
}

/**
 * The password of a device: the key of the room, its own, what the room's key says of it, and a login as a trainer's, signed
 * by its own key.
 */
export async function devicePassword(
  { room, code, key, pub, certificate }: Pairing,
  { host, now }: { readonly host: string; readonly now: number },
): Promise<string> {
  const seconds = Math.floor(now / 1000)
  const signature = await signBytes(key, utf8(loginText({ host, code, seconds })))
  return [toBase64url(room), pub, certificate, seconds, toBase64url(signature)].join('.')
}
