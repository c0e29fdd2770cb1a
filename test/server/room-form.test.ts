import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ClassroomOptions } from '../../src/server/classroom.ts'
import { openHandedForms } from '../../src/server/handed-forms.ts'
import { handForm } from '../../src/wire/host.ts'
import { loginPassword } from '../../src/wire/login.ts'
import { createKey } from '../../src/wire/signing.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import { checksumOf } from '../../src/store/handed-form.ts'
import { startClassroom } from '../support/classroom-server.ts'
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

const addressAt = (server: Server) => server.room.replace('room.json', 'room-form.json')
const loginAt = async (server: Server) =>
  loginPassword(await createKey(platformBytes), { host: new URL(server.room).host, now: Date.now() })
const text = '{"title":"Freitag, ½ Stunde"}'
const got = async (server: Server, checksum: string) => {
  const answer = await fetch(`${addressAt(server)}?checksum=${checksum}`)
  return answer.ok ? answer.text() : answer.status
}

describe('a form that the server of a room hands out', () => {
  it('is had by its checksum alone, until the trainer takes it back', async () => {
    const server = await start()
    const login = await loginAt(server)
    expect(await got(server, await checksumOf(text))).toBe(404)
    expect(await handForm(addressAt(server), { text, login })).toBe(true)
    expect(await got(server, await checksumOf(text))).toBe(text)
    expect(await got(server, '')).toBe(404)
    expect((await fetch(addressAt(server))).status).toBe(404)
    expect(await handForm(addressAt(server), { text: undefined, login })).toBe(true)
    expect(await got(server, await checksumOf(text))).toBe(404)
  })

  it.each([
    { who: 'nobody', headers: {} },
    { who: 'somebody who made a login up', headers: { Authorization: 'Bearer a.1.b' } },
    { who: 'a page of another site', headers: { Authorization: 'Bearer a.1.b', Origin: 'http://evil.example' } },
  ])('is not put by $who', async ({ headers }) => {
    const server = await start()
    expect((await fetch(addressAt(server), { method: 'PUT', headers, body: text })).status).toBe(403)
    expect((await fetch(addressAt(server), { method: 'POST', body: text })).status).toBe(405)
    expect(await got(server, await checksumOf(text))).toBe(404)
  })

  it('is not larger than any exam is', async () => {
    const server = await start()
    const login = await loginAt(server)
    expect(await handForm(addressAt(server), { text: 'x'.repeat(400_001), login })).toBe(false)
    expect(await handForm(addressAt(server), { text: 'x'.repeat(400_000), login })).toBe(true)
  })

  it('gives way to the next of its room, and goes with its time', () => {
    let now = 0
    const forms = openHandedForms({ now: () => now, isLed: () => true })
    const first = forms.put('A', 'one') ?? ''
    const second = forms.put('A', 'two') ?? ''
    expect([forms.get(first), forms.get(second)]).toEqual([undefined, 'two'])
    now = 12 * 3_600_000 + 1
    expect(forms.get(second)).toBeUndefined()
  })

  it('gives way, where there are fifty, to one whose trainer is here: the oldest whose trainer is gone', () => {
    const led = new Set(['room 0', 'here', 'here too'])
    const forms = openHandedForms({ now: () => 0, isLed: (code) => led.has(code) })
    const put = Array.from({ length: 50 }, (_, room) => forms.put(`room ${room}`, `form ${room}`) ?? '')
    expect(forms.put('gone', 'of a stranger')).toBeUndefined()
    expect(forms.put('here', 'mine')).toBeDefined()
    expect(put.filter((checksum) => forms.get(checksum) === undefined)).toEqual([put[1]])
    for (let room = 0; room < 50; room++) led.add(`room ${room}`)
    expect(forms.put('here too', 'one too many')).toBeUndefined()
    expect(forms.put('room 7', 'the next of its room')).toBeDefined()
    expect(put.filter((checksum) => forms.get(checksum) === undefined)).toEqual([put[1], put[7]])
  })

  it('is put though strangers have put fifty, who are told in a sentence when there is no place', async () => {
    const server = await start()
    for (let one = 0; one < 50; one++)
      expect(await handForm(addressAt(server), { text: `form ${one}`, login: await loginAt(server) })).toBe(true)
    const login = await loginAt(server)
    const put = () =>
      fetch(addressAt(server), { method: 'PUT', headers: { Authorization: `Bearer ${login}` }, body: text })
    const refused = await put()
    expect([refused.status, await refused.json()]).toEqual([
      503,
      { problem: 'This server hands out as many exams as it can. Hand this one out as a file.' },
    ])
    const trainer = await connectRaw(server.url, { username: 't', password: login })
    expect(trainer.code).toBe(0)
    expect((await put()).status).toBe(200)
    expect(await got(server, await checksumOf(text))).toBe(text)
    trainer.vanish()
  })

  it('goes with its room, when that is given up for another', async () => {
    const server = await start({ limits: { rooms: 1 } })
    const login = await loginAt(server)
    const gone = await connectRaw(server.url, { username: 't', password: login })
    expect(await handForm(addressAt(server), { text, login })).toBe(true)
    expect((await connectRaw(server.url, { username: 't', password: await loginAt(server) })).code).toBe(3)
    expect(await got(server, await checksumOf(text))).toBe(text)
    gone.vanish()
    await vi.waitUntil(
      async () => (await connectRaw(server.url, { username: 't', password: await loginAt(server) })).code === 0,
    )
    expect(await got(server, await checksumOf(text))).toBe(404)
  })
})
