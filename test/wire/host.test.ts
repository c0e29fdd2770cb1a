import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { askHost, changeHost, hasForgotten } from '../../src/wire/host.ts'
import { hostileHosts } from '../support/hostile-hosts.ts'
import { startClassroom, token } from '../support/classroom-server.ts'
import { freePort } from '../support/free-port.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
const start = async () => {
  const server = await startClassroom()
  closing.push(() => server.close())
  return server
}
/** A host that answers one thing. */
async function answering(status: number, body: string, path = '/room.json') {
  const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  const at = server.address()
  return `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}${path}`
}

describe('what a page learns of the classroom of its host', () => {
  it('is where it is, and that trainers come with the key of their room, from the server of npm start', async () => {
    const server = await start()
    expect(await askHost(server.room)).toEqual({
      kind: 'host',
      host: { mqtt: '/mqtt', room: undefined, lan: [], door: 'open', login: 'key', isCrowded: false },
    })
  })

  it('is that trainers have a password, from the file of the hosting guide', async () => {
    const address = await answering(200, readFileSync('content/pages/hosting/room.json', 'utf8'))
    expect(await askHost(address)).toMatchObject({ kind: 'host', host: { mqtt: '/mqtt', login: 'password' } })
  })

  it.each([
    { status: 404, body: 'not here', kind: 'none', because: 'a host of plain files has none' },
    { status: 200, body: '<html>', kind: 'none', because: 'a host that answers everything with a page has none' },
    { status: 200, body: '{"v":2,"mqtt":"/mqtt"}', kind: 'none', because: 'a later form is not understood' },
    { status: 200, body: '{"v":1,"mqtt":"wss://evil.example.org/"}', kind: 'none', because: 'it is on the same host' },
    { status: 503, body: '', kind: 'unreachable', because: 'that passes' },
  ])('is $kind from $status $body, because $because', async ({ status, body, kind }) => {
    expect(await askHost(await answering(status, body))).toEqual({ kind })
  })

  it.each(hostileHosts)('is none of what cannot be right, where $because', async ({ says }) => {
    expect(await askHost(await answering(200, JSON.stringify(says)))).toEqual({ kind: 'none' })
  })

  it.each([
    { path: '/room.json', lan: 'http://192.168.1.5:4321', is: 'http://192.168.1.5:4321' },
    { path: '/room.json', lan: 'http://192.168.1.5:80', is: 'http://192.168.1.5' },
    { path: '/room.json', lan: 'https://laptop.local', is: 'https://laptop.local' },
    { path: '/room.json', lan: 'http://192.168.1.5:4321/aimward', is: undefined },
    { path: '/aimward/room.json', lan: 'http://192.168.1.5:4321/aimward', is: 'http://192.168.1.5:4321/aimward' },
    { path: '/aimward/room.json', lan: 'http://192.168.1.5:4321', is: undefined },
  ])('is $is of the address $lan at $path: this very site, reached otherwise', async ({ path, lan, is }) => {
    const answer = await askHost(await answering(200, JSON.stringify({ v: 1, mqtt: '/mqtt', lan: [lan] }), path))
    expect(answer.kind === 'host' ? answer.host.lan : undefined).toEqual(is && [is])
  })

  it('is nothing where nobody answers', async () => {
    expect(await askHost(`http://127.0.0.1:${await freePort()}/room.json`)).toEqual({ kind: 'unreachable' })
  })
})

describe('what a trainer changes at the host', () => {
  it.each([
    { host: { lan: [] }, wanted: { lan: true }, is: true },
    { host: { lan: ['http://192.168.1.5:4321'] }, wanted: { lan: true }, is: false },
    { host: { lan: ['http://192.168.1.5:4321'] }, wanted: { lan: false }, is: false },
    { host: { door: 'open' }, wanted: { pin: '2468' }, is: true },
    { host: { door: 'locked' }, wanted: { pin: '2468' }, is: false },
    { host: { door: 'open' }, wanted: { pin: null }, is: false },
  ] as const)('is forgotten ($is) by a host with $host, of which $wanted was wanted', ({ host, wanted, is }) => {
    const started = { mqtt: '/mqtt', room: undefined, lan: [], door: 'open', login: 'key', isCrowded: false } as const
    expect(hasForgotten({ ...started, ...host }, wanted)).toBe(is)
  })

  it('is done with the token, and answered with how it is now', async () => {
    const server = await start()
    expect(await changeHost(server.room, { change: { pin: '1234' }, token })).toMatchObject({ door: 'pin' })
    expect(await changeHost(server.room, { change: { pin: null, locked: true }, token })).toMatchObject({
      door: 'locked',
    })
  })

  it('is refused in a sentence without it', async () => {
    const server = await start()
    expect(await changeHost(server.room, { change: { locked: true }, token: 'guessed' })).toMatch(
      /^Only the trainer .+\.$/,
    )
    expect(await askHost(server.room)).toMatchObject({ host: { door: 'open' } })
  })

  it('says so where nobody answers', async () => {
    const address = `http://127.0.0.1:${await freePort()}/room.json`
    expect(await changeHost(address, { change: { lan: true }, token })).toMatch(/does not answer/)
  })
})
