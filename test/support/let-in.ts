import { toBase64url } from '../../src/wire/bytes.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import { deviceText, type Pairing } from '../../src/wire/ctl.ts'
import { codeOfKey } from '../../src/wire/room-code.ts'
import { keyOfSecret, signBytes, type StoredKey } from '../../src/wire/signing.ts'

/** A device for the room of a key, let in by another one or into another room where a test wants that. */
export async function letIn(
  room: StoredKey,
  { by = room, code = codeOfKey(room.publicKey) }: { readonly by?: StoredKey; readonly code?: string } = {},
): Promise<Pairing> {
  const key = keyOfSecret(platformBytes(32))
  const pub = toBase64url(key.publicKey)
  const certificate = toBase64url(await signBytes(by, deviceText({ code, pub })))
  return { code: codeOfKey(room.publicKey), room: room.publicKey, key, pub, certificate }
}
