import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { ClassroomOptions } from '../../src/server/classroom.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import { loginPassword } from '../../src/wire/login.ts'
import { createKey } from '../../src/wire/signing.ts'
import { hasOtherDevices, startClassroom, token } from '../support/classroom-server.ts'
import { connectRaw } from '../support/raw-mqtt.ts'

type Server = Awaited<ReturnType<typeof startClassroom>>
const servers: Server[] = []
const start = async (options: Partial<ClassroomOptions> = {}) => {
  const server = await startClassroom(options)
  servers.push(server)
  return server
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** A request with any headers, which `fetch` would not send. */
const ask = (
  server: Server,
  how: {
    readonly method?: string
    readonly headers?: Record<string, string>
    readonly body?: string
    readonly from?: string
  } = {},
) =>
  new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const asked = request(
      server.room,
      {
        method: how.method ?? 'POST',
        headers: { Authorization: `Bearer ${token}`, ...how.headers },
        ...(how.from !== undefined && { localAddress: how.from }),
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: text === '' ? undefined : JSON.parse(text) }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(how.body)
  })

describe('what /room.json says', () => {
  it('is where the messages go, and that nothing is open yet', async () => {
    const server = await start()
    const response = await fetch(server.room)
    expect(await response.json()).toEqual({ v: 1, mqtt: '/mqtt', room: null, lan: [], door: 'open' })
    expect([response.headers.get('cache-control'), response.headers.get('x-content-type-options')]).toEqual([
      'no-store',
      'nosniff',
    ])
  })

  it('is under the path of the site, where there is one', async () => {
    const server = await start({ base: '/aimward' })
    expect(await (await fetch(server.room)).json()).toMatchObject({ mqtt: '/aimward/mqtt' })
    const client = await connectRaw(server.url)
    expect(client.code).toBe(0)
    client.vanish()
    expect((await fetch(server.room.replace('/aimward', ''))).status).toBe(404)
  })

  it('is not said to a name that leads here from elsewhere', async () => {
    const server = await start()
    expect(await ask(server, { method: 'GET', headers: { Host: 'evil.example.org' } })).toMatchObject({ status: 403 })
  })
})

describe.skipIf(!hasOtherDevices)('what the trainer changes there', () => {
  it.each([
    { how: { headers: { Authorization: '' } }, because: 'no token came along' },
    { how: { headers: { Authorization: 'Bearer guessed' } }, because: 'the token is another one' },
    { how: { from: '127.0.0.2' }, because: 'the caller is another device' },
    { how: { headers: { Host: '192.168.1.23:4321' } }, because: 'the caller does not ask for this machine' },
    { how: { headers: { Origin: 'https://evil.example.org' } }, because: 'a page of another site asks' },
    { how: { headers: { 'X-Forwarded-For': '203.0.113.9' } }, because: 'a proxy forwards it' },
  ])('stays as it was where $because', async ({ how }) => {
    const server = await start()
    expect(await ask(server, { ...how, body: '{"locked":true}' })).toMatchObject({
      status: 403,
      body: { problem: /\.$/ },
    })
    expect(await (await fetch(server.room)).json()).toMatchObject({ door: 'open' })
  })

  it('may be changed from here with the key of a room, and from nowhere else', async () => {
    const server = await start({ lanAddresses: () => ['127.0.0.5'] })
    const key = await createKey(platformBytes)
    const login = (host: string) => loginPassword(key, { host, now: Date.now() })
    const host = new URL(server.room).host
    const how = async (at: string) => ({
      headers: { Authorization: `Bearer ${await login(at)}` },
      body: '{"lan":true}',
    })
    expect(await ask(server, await how('localhost:1'))).toMatchObject({ status: 403 })
    expect(await ask(server, { ...(await how(host)), from: '127.0.0.2' })).toMatchObject({ status: 403 })
    expect(await ask(server, await how(host))).toMatchObject({ status: 200 })
    const hosted = await start({ isHosted: true })
    expect(await ask(hosted, await how(new URL(hosted.room).host))).toMatchObject({ status: 403 })
  })

  it.each([
    { body: '', because: 'it is empty' },
    { body: '{', because: 'it is no JSON' },
    { body: '[]', because: 'it is a list' },
    { body: 'null', because: 'it is nothing' },
    { body: '{"locked":"yes"}', because: 'a lock is true or false' },
    { body: '{"lan":1}', because: 'so is the network' },
    { body: '{"pin":"12ab"}', because: 'a PIN has digits' },
    { body: '{"pin":"123"}', because: 'a PIN has four digits at least' },
    { body: '{"pin":123456}', because: 'a PIN is a text' },
    { body: '{"unlocked":true}', because: 'it names something else' },
    { body: `{"locked":true${' '.repeat(2000)}}`, because: 'it is too long' },
  ])('is refused with a sentence where $because', async ({ body }) => {
    const server = await start()
    expect(await ask(server, { body })).toMatchObject({ status: 400, body: { problem: expect.stringMatching(/\.$/) } })
    expect(await (await fetch(server.room)).json()).toMatchObject({ door: 'open' })
  })

  it('needs no other method', async () => {
    const server = await start()
    expect(await ask(server, { method: 'DELETE' })).toMatchObject({ status: 405 })
  })

  it('opens the local network, and closes it, while a class is on', async () => {
    const server = await start({ lanAddresses: () => ['127.0.0.5'] })
    const lan = `http://127.0.0.5:${server.port}`
    await expect(fetch(`${lan}/room.json`)).rejects.toThrow()
    expect(await ask(server, { body: '{"lan":true}' })).toMatchObject({ status: 200, body: { lan: [lan] } })
    expect(await (await fetch(`${lan}/room.json`)).json()).toMatchObject({ v: 1, lan: [lan] })
    const phone = await connectRaw(`ws://127.0.0.5:${server.port}/mqtt`)
    expect(phone.code).toBe(0)
    // With the token, but over the network.
    const forger = await connectRaw(`ws://127.0.0.5:${server.port}/mqtt`, { username: 't', password: token })
    expect(forger.code).toBe(5)
    const here = await connectRaw(server.url)
    expect(await ask(server, { body: '{"lan":false}' })).toMatchObject({ body: { lan: [] } })
    await expect(fetch(`${lan}/room.json`)).rejects.toThrow()
    await expect.poll(() => phone.isClosed()).toBe(true)
    expect(here.isClosed()).toBe(false)
    for (const client of [phone, here]) client.vanish()
  })

  it('follows the machine into another network', async () => {
    let addresses: readonly string[] = ['127.0.0.5']
    const server = await start({ lanAddresses: () => addresses })
    await ask(server, { body: '{"lan":true}' })
    addresses = ['127.0.0.6']
    expect(await (await fetch(server.room)).json()).toMatchObject({ lan: [`http://127.0.0.6:${server.port}`] })
    await expect(fetch(`http://127.0.0.5:${server.port}/room.json`)).rejects.toThrow()
    expect((await fetch(`http://127.0.0.6:${server.port}/room.json`)).status).toBe(200)
  })

  it('says so where there is no network', async () => {
    const server = await start({ lanAddresses: () => [] })
    expect(await ask(server, { body: '{"lan":true}' })).toEqual({
      status: 409,
      body: {
        problem: 'This computer is in no local network. Join the Wi-Fi of the room, or open a hotspot, and try again.',
      },
    })
  })

  it('says so where another program has the port', async () => {
    const other = await start({ lanAddresses: () => ['127.0.0.7'] })
    await ask(other, { body: '{"lan":true}' })
    // The same port on the address that other devices reach, which the first one holds.
    const second = await start({ lanAddresses: () => ['127.0.0.7'] })
    const taken = await import('node:net').then(
      ({ createServer }) =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(second.port, '127.0.0.7', () => resolve(server))
        }),
    )
    try {
      expect(await ask(second, { body: '{"lan":true}' })).toMatchObject({
        status: 409,
        body: { problem: expect.stringContaining('EADDRINUSE') },
      })
    } finally {
      taken.close()
    }
  })

  it('may come from another device where that was asked for at the start', async () => {
    const server = await start({ trainerAnywhere: true, lanAddresses: () => ['127.0.0.5'] })
    await ask(server, { body: '{"lan":true}' })
    const tablet = await connectRaw(`ws://127.0.0.5:${server.port}/mqtt`, { username: 't', password: token })
    expect(tablet.code).toBe(0)
    tablet.vanish()
  })
})
