import { createPrivateKey, sign } from 'node:crypto'
import { fromSeed } from '@nats-io/nkeys'
import { deviceName, trainerName } from '../wire/login.ts'
import { roomOfDevice } from './device-login.ts'
import { isClientId, isCode, subjectsOf, type Role } from './topics.ts'
import { roomOfLogin } from './trainer-login.ts'

/** The account of nats-server that classes are in. */
const account = 'CLASS'

/** What nats-server asks about a connection ("auth callout"); it asks about many things more. */
type Question = {
  readonly nats: {
    readonly server_id: { readonly id: string }
    readonly user_nkey: string
    readonly client_info: { readonly type?: string; readonly mqtt_id?: string }
    readonly connect_opts: { readonly user?: string; readonly pass?: string }
  }
}

/**
 * Decides for nats-server who may say and hear what: a participant with the code of a room as its name, in that room under
 * its own id; a trainer with a signed login, in the room of its key; a device that this key has let in; nobody else.
 * `seed` is that of the issuer whom nats-server believes, `host` the host of the pages.
 */
export function openAnswers({ seed, host }: { readonly seed: string; readonly host: string }) {
  const issuer = fromSeed(Buffer.from(seed)).getPublicKey()
  // A whole class comes at once: the platform signs within a tenth of a millisecond, the script of nkeys within ten.
  const key = createPrivateKey({
    key: {
      kty: 'OKP',
      crv: 'Ed25519',
      d: bytesOf(seed).subarray(2, 34).toString('base64url'),
      x: bytesOf(issuer).subarray(1, 33).toString('base64url'),
    },
    format: 'jwk',
  })
  const signed = (claims: object, now: number) => {
    const said = [
      { typ: 'JWT', alg: 'ed25519-nkey' },
      { ...claims, iss: issuer, iat: Math.floor(now / 1000) },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${said}.${sign(undefined, Buffer.from(said), key).toString('base64url')}`
  }

  return {
    issuer,
    /** The answer to a question that came over the connection to nats-server, which is why its signature is left unread. */
    answer(question: string, now: number): string {
      const { nats } = JSON.parse(Buffer.from(question.split('.')[1] ?? '', 'base64url').toString()) as Question
      const sub = nats.user_nkey
      const clientId = nats.client_info.mqtt_id ?? ''
      const role =
        nats.client_info.type === 'mqtt' ? roleOf({ ...nats.connect_opts, clientId }, { host, now }) : undefined
      const user = role && {
        sub,
        aud: account,
        name: role.kind,
        nats: { type: 'user', version: 2, ...permissionsOf(role, clientId), subs: -1, data: -1, payload: -1 },
      }
      const verdict = user ? { jwt: signed(user, now) } : { error: 'nobody who may join' }
      return signed(
        { sub, aud: nats.server_id.id, nats: { type: 'authorization_response', version: 2, ...verdict } },
        now,
      )
    },
  }
}

function roleOf(
  { user = '', pass = '', clientId }: { readonly user?: string; readonly pass?: string; readonly clientId: string },
  at: { readonly host: string; readonly now: number },
): Required<Role> | undefined {
  if (user === trainerName) {
    const code = roomOfLogin(pass, at)
    return code === undefined ? undefined : { kind: 'trainer', code }
  }
  if (user === deviceName) {
    const code = roomOfDevice(pass, at)
    return code === undefined ? undefined : { kind: 'device', code }
  }
  return isCode(user) && isClientId(clientId) ? { kind: 'participant', code: user } : undefined
}

function permissionsOf(role: Required<Role>, clientId: string) {
  const { publish, subscribe } = subjectsOf(role, clientId)
  return { pub: { allow: publish }, sub: { allow: subscribe } }
}

/** What stands in the base 32 of NATS: its kind, the key, a checksum. */
function bytesOf(nkey: string) {
  const bits = [...nkey].map((symbol) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(symbol).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}
