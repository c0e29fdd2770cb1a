import { spawnSync } from 'node:child_process'
import { createAccount, fromPublic } from '@nats-io/nkeys'
import { describe, expect, it } from 'vitest'
import { openAnswers } from '../../src/server/nats-answer.ts'
import { mayPublish, maySubscribe, subjectsOf, type Role } from '../../src/server/topics.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import { devicePassword, loginPassword } from '../../src/wire/login.ts'
import { codeOfKey } from '../../src/wire/room-code.ts'
import { createKey } from '../../src/wire/signing.ts'
import { letIn } from '../support/let-in.ts'

const host = 'learn.example.org'
const now = Date.now()
const me = 'a-secret-id-of-22-char'
const answers = openAnswers({ seed: Buffer.from(createAccount().getSeed()).toString(), host })

const encoded = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
/** What is signed, by the reading of the library of NATS. */
function claimsOf(token: string) {
  const [header = '', body = '', signature = ''] = token.split('.')
  const said = Buffer.from(`${header}.${body}`)
  expect(fromPublic(answers.issuer).verify(said, Buffer.from(signature, 'base64url'))).toBe(true)
  return JSON.parse(Buffer.from(body, 'base64url').toString())
}
function ask({ type = 'mqtt', id = me, ...login }: { type?: string; id?: string; user?: string; pass?: string }) {
  const question = {
    nats: {
      server_id: { id: 'NSERVER' },
      user_nkey: 'UCONNECTION',
      client_info: { type, mqtt_id: id },
      connect_opts: login,
    },
  }
  const answer = claimsOf(answers.answer(`x.${encoded(question)}.x`, now))
  expect(answer).toMatchObject({ sub: 'UCONNECTION', aud: 'NSERVER', nats: { type: 'authorization_response' } })
  return answer.nats.jwt === undefined ? undefined : claimsOf(answer.nats.jwt)
}

describe('what nats-server is answered', () => {
  it('lets a participant in to the room it names, under its own id', () => {
    expect(ask({ user: 'K7Q29MXD' })).toMatchObject({
      sub: 'UCONNECTION',
      aud: 'CLASS',
      nats: {
        pub: { allow: [`r.K7Q29MXD.up.${me}`] },
        sub: { allow: expect.arrayContaining([`r.K7Q29MXD.dn.${me}`]) },
      },
    })
  })

  it('lets a trainer in to the room of its key', async () => {
    const key = await createKey(platformBytes)
    const code = codeOfKey(key.publicKey)
    const pass = await loginPassword(key, { host, now })
    expect(ask({ user: 't', pass, id: '' })).toMatchObject({
      nats: {
        pub: { allow: expect.arrayContaining([`r.${code}.state`, `r.${code}.dn.*`]) },
        sub: { allow: expect.arrayContaining([`r.${code}.up.*`]) },
      },
    })
    expect(ask({ user: 't', pass, type: 'websocket' })).toBeUndefined()
    expect(ask({ user: 't', pass: await loginPassword(key, { host: 'other.example.org', now }) })).toBeUndefined()
    expect(ask({ user: 't', pass: await loginPassword(key, { host, now: now - 150_000 }) })).toBeUndefined()
  })

  it('lets a device in to the room whose key has let it in, for ctl', async () => {
    const key = await createKey(platformBytes)
    const code = codeOfKey(key.publicKey)
    const device = await letIn(key)
    const pass = await devicePassword(device, { host, now })
    expect(ask({ user: 'd', pass })?.nats.pub).toEqual({ allow: [`r.${code}.ctl`] })
    const stranger = await letIn(key, { by: await createKey(platformBytes) })
    expect(ask({ user: 'd', pass: await devicePassword(stranger, { host, now }) })).toBeUndefined()
    expect(ask({ user: 'd', pass: await devicePassword(device, { host, now: now - 150_000 }) })).toBeUndefined()
    expect(ask({ user: 't', pass })).toBeUndefined()
  })

  it.each([
    { login: {}, because: 'it names no room' },
    { login: { user: 'k7q29mxd' }, because: 'that is no code' },
    { login: { user: '*' }, because: 'that would be every room' },
    { login: { user: 'K7Q29MXD', id: 'short' }, because: 'such an id is no secret' },
    { login: { user: 'K7Q29MXD', id: 'an-id-that.*-is-a-pattern' }, because: 'it would hear others' },
    { login: { user: 'K7Q29MXD', id: '' }, because: 'the broker would make an id up' },
    { login: { user: 'K7Q29MXD', type: 'nats' }, because: 'telephones speak MQTT' },
    { login: { user: 't', pass: 'guessed' }, because: 'no key signed it' },
    { login: { user: 'callout', pass: 'guessed' }, because: 'it is no part of a class' },
  ])('refuses $login, because $because', ({ login }) => {
    expect(ask(login)).toBeUndefined()
  })

  it.each(['participant', 'device', 'trainer'] as const)(
    'gives a %s the rights that it has on our own broker',
    (kind) => {
      const role: Required<Role> = { kind, code: 'K7Q29MXD' }
      const { publish, subscribe } = subjectsOf(role, me)
      const codes = ['K7Q29MXD', 'AAAAAAAA', '+']
      const parts = [
        'meta',
        'state',
        'live',
        'pres',
        'ctl',
        'other',
        ...['up', 'dn'].flatMap((one) => [`${one}/${me}`, `${one}/another`, `${one}/+`]),
      ]
      const topics = codes.flatMap((code) => parts.map((part) => `r/${code}/${part}`))
      const asSubject = (topic: string) => topic.replaceAll('/', '.').replaceAll('+', '*')
      const spoken = topics.filter((topic) => !topic.includes('+'))
      expect(
        spoken.filter((topic) =>
          publish.some((one) => asSubject(topic) === one.replace('*', topic.split('/')[3] ?? '')),
        ),
      ).toEqual(spoken.filter((topic) => mayPublish(role, me, { topic, retained: false, bytes: 1 })))
      expect(topics.filter((topic) => subscribe.includes(asSubject(topic)))).toEqual(
        topics.filter((topic) => maySubscribe(role, me, topic)),
      )
    },
  )
})

describe('the service beside nats-server', () => {
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, ['src/server/nats-callout.ts', ...args], { env, encoding: 'utf8' })

  it('makes the keys it needs', () => {
    const made = Object.fromEntries(
      start(['--keys'])
        .stdout.trim()
        .split('\n')
        .map((line) => line.split('=')),
    )
    expect(Object.keys(made)).toEqual(['CALLOUT_ISSUER', 'CALLOUT_SEED', 'CALLOUT_PASSWORD'])
    expect(openAnswers({ seed: made['CALLOUT_SEED'], host }).issuer).toBe(made['CALLOUT_ISSUER'])
    expect(made['CALLOUT_PASSWORD']).toMatch(/^p[\da-f]{32}$/)
  })

  it('says what is missing, and does not start', () => {
    const { status, stderr } = start([], { ROOM_HOST: host })
    expect(stderr).toMatch(/Set ROOM_HOST, CALLOUT_SEED and CALLOUT_PASSWORD/)
    expect(status).toBe(1)
  })
})
