import { deviceText } from '../wire/ctl.ts'
import { loginText } from '../wire/login.ts'
import { codeOfKey } from '../wire/room-code.ts'
import { isSignedBy, toleranceMs } from './trainer-login.ts'

/**
 * Checks the login of a device that a trainer has let into a room: the password is
 * `<public key of the room>.<public key of the device>.<certificate>.<time>.<signature>`. The room's key has signed the
 * certificate, `device1\n<code>\n<public key of the device>`; the device's key the rest, as in a trainer's login. Gives the
 * code of that room; undefined for everything else.
 */
export function roomOfDevice(
  password: string,
  at: { readonly host: string; readonly now: number },
): string | undefined {
  const parts = /^([\w-]{43})\.([\w-]{43})\.([\w-]{86})\.(\d{1,12})\.([\w-]{86})$/.exec(password)
  if (!parts) return undefined
  const [room = '', pub = '', certificate = '', time = '', signature = ''] = parts.slice(1)
  const seconds = Number(time)
  if (Math.abs(at.now - seconds * 1000) > toleranceMs) return undefined
  const code = codeOfKey(Buffer.from(room, 'base64url'))
  const isLetIn = isSignedBy(room, deviceText({ code, pub }), certificate)
  return isLetIn && isSignedBy(pub, loginText({ host: at.host, code, seconds }), signature) ? code : undefined
}
