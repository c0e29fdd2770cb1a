/** The brokers of Debian's packages, run with the very files that the hosting guide offers; only ports and paths differ. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { platformBytes } from '../../src/wire/chance.ts'
import { loginPassword, trainerName } from '../../src/wire/login.ts'
import { codeOfKey } from '../../src/wire/room-code.ts'
import { createKey, type StoredKey } from '../../src/wire/signing.ts'
import { startClassroom } from '../support/classroom-server.ts'
import { freePort } from '../support/free-port.ts'
import type { Target } from './broker-contract.ts'

const guide = 'content/pages/hosting'
const trainer = { username: 't', password: 'a-password-of-the-trainer' }
// Debian puts servers where only root looks for commands.
const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin`, TRAINER_PASSWORD: trainer.password }

export const isInstalled = (command: string) => spawnSync(command, ['-h'], { env }).error === undefined

/** A file of the guide, with what is this machine's own put in. */
function adapted(file: string, changes: Readonly<Record<string, string | number>>) {
  let text = readFileSync(join(guide, file), 'utf8')
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`${file} does not say ${from}.`)
    text = text.replaceAll(from, String(to))
  }
  return text
}

/** A program that listens on a port; stopped as by a power cut. */
async function run(command: string, args: readonly string[], port: number) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += String(piece)))
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${command} did not start:\n${said}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return child
}
const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
async function kill(child: ChildProcess | undefined) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

export async function startMosquitto(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'aimward-mosquitto-'))
  const [tcp, port] = [await freePort(), await freePort()]
  copyFileSync(join(guide, 'mosquitto.acl'), join(folder, 'aimward.acl'))
  const config = join(folder, 'mosquitto.conf')
  writeFileSync(config, adapted('mosquitto.conf', { '/etc/mosquitto': folder, 1883: tcp, 9001: port }))
  spawnSync('mosquitto_passwd', ['-b', '-c', join(folder, 'aimward.passwd'), trainer.username, trainer.password], {
    env,
  })
  // Started by root, it goes on as a user of its own, which reads its files.
  chmodSync(folder, 0o755)
  chmodSync(join(folder, 'aimward.passwd'), 0o644)
  let child = await run('mosquitto', ['-c', config], port)
  return {
    urls: [`ws://127.0.0.1:${port}/mqtt`],
    trainer,
    keepsRetainedUp: true,
    bindsClientId: true,
    limitsSize: true,
    limitsRate: false,
    async restart() {
      await kill(child)
      child = await run('mosquitto', ['-c', config], port)
    },
    async close() {
      await kill(child)
      rmSync(folder, { recursive: true })
    },
  }
}

// Users of a file are the same for every phone: the server cannot tell which id is whose.
const natsTarget = {
  trainer,
  keepsRetainedUp: true,
  bindsClientId: false,
  limitsSize: false,
  limitsRate: false,
} as const

export async function startNats(): Promise<Target> {
  const folder = natsFolder()
  const port = await freePort()
  const config = join(folder, 'nats.conf')
  writeFileSync(
    config,
    adapted('nats.conf', {
      '/var/lib/nats': join(folder, 'data'),
      ':4222': `:${await freePort()}`,
      ':1884': `:${await freePort()}`,
      ':9222': `:${port}`,
    }),
  )
  let child = await run('nats-server', ['-c', config], port)
  return {
    ...natsTarget,
    urls: [`ws://127.0.0.1:${port}/mqtt`],
    async restart() {
      await kill(child)
      child = await run('nats-server', ['-c', config], port)
    },
    async close() {
      await kill(child)
      rmSync(folder, { recursive: true })
    },
  }
}

/** Three nodes; what is killed and started again is one of them. */
export async function startNatsCluster(): Promise<Target> {
  const folder = natsFolder()
  const nodes = await Promise.all(
    ['node1', 'node2', 'node3'].map(async (name) => ({ name, route: await freePort(), port: await freePort() })),
  )
  const start = async ({ name, route, port }: (typeof nodes)[number]) => {
    const config = join(folder, `${name}.conf`)
    writeFileSync(
      config,
      adapted('nats-cluster.conf', {
        $NODE: name,
        '/var/lib/nats': join(folder, name),
        ':4222': `:${await freePort()}`,
        ':1884': `:${await freePort()}`,
        '0.0.0.0:9222': `127.0.0.1:${port}`,
        '0.0.0.0:6222': `127.0.0.1:${route}`,
        ...Object.fromEntries(nodes.map((node) => [`${node.name}:6222`, `127.0.0.1:${node.route}`])),
      }),
    )
    return run('nats-server', ['-c', config], port)
  }
  const children = await Promise.all(nodes.map(start))
  return {
    ...natsTarget,
    urls: nodes.map(({ port }) => `ws://127.0.0.1:${port}/mqtt`),
    async restart() {
      await kill(children[0])
      children[0] = await start(nodes[0] ?? { name: '', route: 0, port: 0 })
    },
    async close() {
      await Promise.all(children.map(kill))
      rmSync(folder, { recursive: true })
    },
  }
}

/** Our own server as a host runs it, behind the proxy of the guide: trainers come with the key of their room. */
export async function startHosted(): Promise<Target> {
  const options = { isHosted: true, names: ['127.0.0.1'] }
  let server = await startClassroom(options)
  const proxy = await openNginx(`127.0.0.1:${server.port}`)
  const key = await createKey(platformBytes)
  const passwordOf = (one: StoredKey) => loginPassword(one, { host: `127.0.0.1:${proxy.port}`, now: Date.now() })
  return {
    urls: [`ws://127.0.0.1:${proxy.port}/mqtt`],
    trainer: { username: trainerName, password: await passwordOf(key) },
    code: codeOfKey(key.publicKey),
    passwordOf,
    keepsRetainedUp: false,
    bindsClientId: true,
    limitsSize: true,
    limitsRate: true,
    async restart() {
      await server.close()
      server = await startClassroom({ ...options, port: server.port })
    },
    async close() {
      await proxy.close()
      await server.close()
    },
  }
}

/** Mosquitto as a phone reaches it over the proxy of the guide, without its TLS. */
export async function startBehindNginx(): Promise<Target> {
  const broker = await startMosquitto()
  return behind(broker, await openNginx(new URL(broker.urls[0] ?? '').host))
}

async function openNginx(upstream: string) {
  const folder = mkdtempSync(join(tmpdir(), 'aimward-nginx-'))
  const port = await freePort()
  const site = adapted('nginx.conf', {
    'listen 443 ssl': `listen 127.0.0.1:${port}`,
    'ssl_certificate ': '# ',
    'ssl_certificate_key ': '# ',
    '/srv/aimward': folder,
    '127.0.0.1:9001': upstream,
  })
  const config = join(folder, 'nginx.conf')
  writeFileSync(
    config,
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {} http { access_log off; ${site} }`,
  )
  return aProxy(await run('nginx', ['-c', config], port), port, folder)
}

export async function startBehindCaddy(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'aimward-caddy-'))
  const broker = await startMosquitto()
  const port = await freePort()
  const config = join(folder, 'Caddyfile')
  writeFileSync(
    config,
    `{
      admin off
      auto_https off
    }
    ${adapted('Caddyfile.txt', {
      'learn.example.org {': `http://127.0.0.1:${port} {`,
      '/srv/aimward': folder,
      '127.0.0.1:9001': new URL(broker.urls[0] ?? '').host,
    })}`,
  )
  return behind(
    broker,
    aProxy(await run('caddy', ['run', '--adapter', 'caddyfile', '--config', config], port), port, folder),
  )
}

const aProxy = (proxy: ChildProcess, port: number, folder: string) => ({
  port,
  async close() {
    // Asked to stop, it takes its workers with it.
    const gone = once(proxy, 'exit')
    proxy.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true })
  },
})

const behind = (broker: Target, proxy: ReturnType<typeof aProxy>): Target => ({
  ...broker,
  urls: [`ws://127.0.0.1:${proxy.port}/mqtt`],
  async close() {
    await proxy.close()
    await broker.close()
  },
})

function natsFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'aimward-nats-'))
  copyFileSync(join(guide, 'nats-accounts.conf'), join(folder, 'nats-accounts.conf'))
  return folder
}
