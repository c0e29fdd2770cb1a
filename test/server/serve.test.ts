import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { mqttTransport } from '../../src/wire/mqtt.ts'
import type { LinkState } from '../../src/wire/transport.ts'
import { freePort } from '../support/free-port.ts'
import { anId, connectRaw } from '../support/raw-mqtt.ts'

const running: ChildProcess[] = []
afterEach(() => {
  for (const server of running.splice(0)) server.kill('SIGKILL')
})

/** What `npm start` runs once the site is built; `said` is what it has printed when that matches, or when it ends. */
async function serve(
  port: number,
  until: RegExp,
  how: { readonly flags?: readonly string[]; readonly env?: object } = {},
) {
  const server = spawn(process.execPath, ['src/server/serve.ts', ...(how.flags ?? [])], {
    env: { ...process.env, PORT: String(port), ...how.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(server)
  let said = ''
  const ended = once(server, 'exit')
  await new Promise<void>((resolve) => {
    const hear = (piece: Buffer) => {
      said += String(piece)
      if (until.test(said)) resolve()
    }
    server.stdout.on('data', hear)
    server.stderr.on('data', hear)
    void ended.then(() => resolve())
  })
  return { server, said, ended, token: /#t=([\w-]+)/.exec(said)?.[1] ?? '' }
}

describe('npm start', () => {
  it('serves the site to this machine, and prints where the trainer begins, with a token of 128 bits', async () => {
    const port = await freePort()
    const { said, token } = await serve(port, /#t=/)
    expect(said).toContain(`Aimward is at http://localhost:${port}/`)
    expect(said).toContain(`http://localhost:${port}/classroom/#t=`)
    expect(Buffer.from(token, 'base64url')).toHaveLength(16)
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200)
    expect(await (await fetch(`http://localhost:${port}/room.json`)).json()).toMatchObject({ v: 1, lan: [] })
    const trainer = await connectRaw(`ws://localhost:${port}/mqtt`, { username: 't', password: token })
    expect(trainer.code).toBe(0)
    trainer.vanish()
    // A request that means nothing does not stop it.
    await fetch(`http://localhost:${port}/%ZZ`)
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200)
  })

  it('serves site and classroom under a path', async () => {
    const port = await freePort()
    const { said } = await serve(port, /#t=/, { env: { BASE: '/aimward/' } })
    expect(said).toContain(`http://localhost:${port}/aimward/classroom/#t=`)
    expect(await (await fetch(`http://localhost:${port}/aimward/room.json`)).json()).toMatchObject({
      mqtt: '/aimward/mqtt',
    })
  })

  it('says so where the port is taken', async () => {
    const port = await freePort()
    await serve(port, /#t=/)
    const second = await serve(port, /taken/)
    expect(second.said).toContain(`Port ${port} is taken.`)
    expect(await second.ended).toEqual([1, null])
  })

  it('opens the local network when it is asked to, or says why it cannot', async () => {
    const port = await freePort()
    const { said } = await serve(port, /\/join\/\n[\s\S]*\n|\.\n$/, { flags: ['--lan'] })
    const address = /http:\/\/([\d.]+):\d+\/join\//.exec(said)?.[1]
    if (address === undefined) expect(said).toContain('no local network')
    else expect((await fetch(`http://${address}:${port}/room.json`)).status).toBe(200)
  })

  it('gets its class back when it was killed in mid-question and started again', async () => {
    const port = await freePort()
    const first = await serve(port, /#t=/)
    const links: LinkState[] = []
    const waiting = new Set<() => void>()
    const until = (isSo: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!isSo()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      })
    const phone = mqttTransport({ urls: [`ws://localhost:${port}/mqtt`], clientId: anId() })
    phone.open({
      subscriptions: ['r/K7Q29MXD/state'],
      onDelivery: () => undefined,
      onLink: (state) => {
        links.push(state)
        for (const look of waiting) look()
      },
    })
    try {
      await until(() => links.at(-1) === 'online')
      first.server.kill('SIGKILL')
      await until(() => links.includes('offline'))
      await serve(port, /#t=/)
      await until(() => links.at(-1) === 'online')
    } finally {
      phone.close()
    }
  })
})
