/** The brokers of Debian's packages, run with the very files that the hosting guide offers; only ports and paths differ. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAccount } from '@nats-io/nkeys'
import { platformBytes } from '../../src/wire/chance.ts'
import { loginPassword, trainerName } from '../../src/wire/login.ts'
import { codeOfKey } from '../../src/wire/room-code.ts'
import { createKey, type StoredKey } from '../../src/wire/signing.ts'
import { freePort } from '../support/free-port.ts'
import { connectRaw } from '../support/raw-mqtt.ts'
import type { Target } from './broker-contract.ts'

const guide = 'content/pages/hosting'
const trainer = { username: 't', password: 'a-password-of-the-trainer' }
// Debian puts servers where only root looks for commands.
const issuer = createAccount()
const env = {
  ...process.env,
  PATH: `${process.env['PATH']}:/usr/sbin`,
  TRAINER_PASSWORD: trainer.password,
  CALLOUT_ISSUER: issuer.getPublicKey(),
  CALLOUT_SEED: Buffer.from(issuer.getSeed()).toString(),
  CALLOUT_PASSWORD: 'p-of-the-callout',
}

export const isInstalled = (command: string) => spawnSync(command, ['-h'], { env }).error === undefined

/** A nats-server that asks a service who may join, as 2.10 was the first to: the one of the system, or one that is named. */
export const askingNats =
  [process.env['NATS_SERVER_CALLOUT'] || 'nats-server', 'nats-server'].find((command) => {
    const [, minor] = /v2\.(\d+)\./.exec(String(spawnSync(command, ['-v'], { env }).stdout)) ?? []
    return Number(minor) >= 10
  }) ?? 'nats-server 2.10'

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
async function run(command: string, args: readonly string[], port: number, more: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, args, { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
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
    nodes: 1,
    trainer,
    keepsRetainedUp: true,
    bindsClientId: true,
    hidesRooms: false,
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

/** How a nats-server knows who may do what: by users from a file, or by asking the service that runs beside it. */
type Nats = {
  readonly command: string
  readonly rights: 'nats-accounts.conf' | 'nats-callout.conf'
  readonly beside: (port: number) => Promise<ChildProcess | undefined>
  readonly target: Omit<Target, 'urls' | 'nodes' | 'restart' | 'close'>
}

// Users of a file are the same for every phone: the server cannot tell which id is whose.
const byUsers = (): Nats => ({
  command: 'nats-server',
  rights: 'nats-accounts.conf',
  beside: () => Promise.resolve(undefined),
  target: {
    trainer,
    keepsRetainedUp: true,
    bindsClientId: false,
    hidesRooms: false,
    limitsSize: false,
    limitsRate: false,
  },
})

async function byCallout(): Promise<Nats> {
  const host = 'learn.example.org'
  return {
    command: askingNats,
    rights: 'nats-callout.conf',
    beside: (port) => startCallout(host, port),
    target: {
      ...(await comesWithKey(host)),
      asksForRoom: true,
      keepsRetainedUp: true,
      bindsClientId: true,
      hidesRooms: true,
      limitsSize: false,
      limitsRate: false,
    },
  }
}

async function startCallout(host: string, port: number) {
  const child = spawn(process.execPath, ['src/server/nats-callout.ts'], {
    env: { ...env, ROOM_HOST: host, NATS_URL: `nats://127.0.0.1:${port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('The service did not start.'))),
  ])
  return child
}

/** A trainer without an account, who leads the room of a key. */
async function comesWithKey(host: string) {
  const key = await createKey(platformBytes)
  const passwordOf = (one: StoredKey) => loginPassword(one, { host, now: Date.now() })
  return {
    trainer: { username: trainerName, password: () => passwordOf(key) },
    code: codeOfKey(key.publicKey),
    passwordOf,
  }
}

const startNatsAlone = async ({ command, rights, beside, target }: Nats): Promise<Target> => {
  const folder = natsFolder(rights)
  const [port, own] = [await freePort(), await freePort()]
  const config = join(folder, 'nats.conf')
  writeFileSync(
    config,
    adapted('nats.conf', {
      'nats-callout.conf': rights,
      '/var/lib/nats': join(folder, 'data'),
      ':4222': `:${own}`,
      ':1884': `:${await freePort()}`,
      ':9222': `:${port}`,
    }),
  )
  let child = await run(command, ['-c', config], port)
  const service = await beside(own)
  return {
    ...target,
    urls: [`ws://127.0.0.1:${port}/mqtt`],
    nodes: 1,
    async restart() {
      await kill(child)
      child = await run(command, ['-c', config], port)
    },
    async close() {
      await Promise.all([child, service].map(kill))
      rmSync(folder, { recursive: true })
    },
  }
}

/** Three nodes; what is killed and started again is one of them. */
const startNatsCluster = async ({ command, rights, beside, target }: Nats): Promise<Target> => {
  const folder = natsFolder(rights)
  const nodes = await Promise.all(
    ['node1', 'node2', 'node3'].map(async (name) => ({
      name,
      route: await freePort(),
      own: await freePort(),
      port: await freePort(),
    })),
  )
  const start = async ({ name, route, own, port }: (typeof nodes)[number]) => {
    const config = join(folder, `${name}.conf`)
    writeFileSync(
      config,
      adapted('nats-cluster.conf', {
        'nats-callout.conf': rights,
        $NODE: name,
        '/var/lib/nats': join(folder, name),
        ':4222': `:${own}`,
        ':1884': `:${await freePort()}`,
        '0.0.0.0:9222': `127.0.0.1:${port}`,
        '0.0.0.0:6222': `127.0.0.1:${route}`,
        ...Object.fromEntries(nodes.map((node) => [`${node.name}:6222`, `127.0.0.1:${node.route}`])),
      }),
    )
    return run(command, ['-c', config], port)
  }
  let children = await Promise.all(nodes.map(start))
  const services = await Promise.all(nodes.map(({ own }) => beside(own)))
  const urls = nodes.map(({ port }) => `ws://127.0.0.1:${port}/mqtt`)
  // Nodes that meet for the first time may leave one outside for good. Then they begin again, as the guide says.
  while (!(await letsSomebodyIn(urls, target))) {
    await Promise.all(children.map(kill))
    for (const { name } of nodes) rmSync(join(folder, name), { recursive: true })
    children = await Promise.all(nodes.map(start))
  }
  return {
    ...target,
    urls,
    nodes: 3,
    async restart() {
      await kill(children[0])
      children[0] = await start(nodes[0] ?? { name: '', route: 0, own: 0, port: 0 })
    },
    async close() {
      await Promise.all([...children, ...services].map(kill))
      rmSync(folder, { recursive: true })
    },
  }
}

async function letsSomebodyIn(
  urls: readonly string[],
  { asksForRoom, code = '' }: Pick<Target, 'asksForRoom' | 'code'>,
) {
  const until = Date.now() + 15_000
  for (let tries = 0; Date.now() < until; tries++) {
    const phone = await connectRaw(urls[tries % urls.length] ?? '', asksForRoom ? { username: code } : {})
    phone.vanish()
    if (phone.code === 0) return true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return false
}

export const startNats = () => startNatsAlone(byUsers())
export const startNatsOfThree = () => startNatsCluster(byUsers())
export const startAskingNats = async () => startNatsAlone(await byCallout())

/** Our own server as a host runs it, by the lines of its unit: trainers come with the key of their room. */
async function startHosted(openProxy: (upstream: string, folder: string) => Promise<Proxy>): Promise<Target> {
  const port = await freePort()
  const unit = adapted('aimward.service', { 4321: port, 'learn.example.org': '127.0.0.1' })
  const [, settings = ''] = /^Environment=(.*)$/m.exec(unit) ?? []
  const [, script = ''] = /^ExecStart=\S*node (\S+)$/m.exec(unit) ?? []
  const start = () =>
    run(process.execPath, [script], port, Object.fromEntries(settings.split(' ').map((one) => one.split('='))))
  let server = await start()
  const proxy = await openProxy(`127.0.0.1:${port}`, mkdtempSync(join(tmpdir(), 'aimward-hosted-')))
  return {
    urls: [`ws://127.0.0.1:${proxy.port}/mqtt`],
    nodes: 1,
    site: { address: `http://127.0.0.1:${proxy.port}/`, login: 'key', handsForms: true },
    ...(await comesWithKey(`127.0.0.1:${proxy.port}`)),
    keepsRetainedUp: false,
    bindsClientId: true,
    hidesRooms: true,
    limitsSize: true,
    limitsRate: true,
    async restart() {
      await kill(server)
      server = await start()
    },
    async close() {
      await proxy.close()
      await kill(server)
    },
  }
}

export const startHostedBehindNginx = () =>
  startHosted((upstream, folder) => openNginx('aimward-nginx.conf', { '127.0.0.1:4321': upstream }, folder))

export const startHostedBehindCaddy = () =>
  startHosted((upstream, folder) => openCaddy('aimward-Caddyfile.txt', { '127.0.0.1:4321': upstream }, folder))

/** Mosquitto as a phone reaches it over the proxy of the guide, without its TLS. */
export async function startBehindNginx(): Promise<Target> {
  const broker = await startMosquitto()
  const folder = siteFolder('password')
  const upstream = new URL(broker.urls[0] ?? '').host
  const proxy = await openNginx('nginx.conf', { '/srv/aimward': folder, '127.0.0.1:9001': upstream }, folder)
  return behind(broker, proxy, 'password')
}

/** What the page looks for in the folder of a site whose broker has no answer of its own. */
function siteFolder(login: 'key' | 'password') {
  const folder = mkdtempSync(join(tmpdir(), 'aimward-site-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Aimward</title>')
  writeFileSync(join(folder, 'room.json'), adapted('room.json', { '"password"': `"${login}"` }))
  // Started by root, nginx reads as a user of its own.
  chmodSync(folder, 0o755)
  return folder
}

async function openNginx(file: string, changes: Readonly<Record<string, string>>, folder: string): Promise<Proxy> {
  const port = await freePort()
  const site = adapted(file, {
    'listen 443 ssl': `listen 127.0.0.1:${port}`,
    'ssl_certificate ': '# ',
    'ssl_certificate_key ': '# ',
    ...changes,
  })
  const config = join(folder, 'nginx.conf')
  writeFileSync(
    config,
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {} http { access_log off; ${site} }`,
  )
  return aProxy(await run('nginx', ['-c', config], port), port, folder)
}

export const startBehindCaddy = async () => behindCaddy(await startMosquitto(), 'password')

/** As the guide says it for three machines: the proxy takes one of them, and another for who comes back. */
export const startAskingNatsOfThree = async () => behindCaddy(await startNatsCluster(await byCallout()), 'key')

async function behindCaddy(broker: Target, login: 'key' | 'password') {
  const folder = siteFolder(login)
  const changes = {
    '/srv/aimward': folder,
    '127.0.0.1:9001': broker.urls.map((url) => new URL(url).host).join(' '),
  }
  return behind(broker, await openCaddy('Caddyfile.txt', changes, folder), login)
}

async function openCaddy(file: string, changes: Readonly<Record<string, string>>, folder: string): Promise<Proxy> {
  const port = await freePort()
  const config = join(folder, 'Caddyfile')
  writeFileSync(
    config,
    `{
      admin off
      auto_https off
    }
    ${adapted(file, { 'learn.example.org {': `http://127.0.0.1:${port} {`, ...changes })}`,
  )
  return aProxy(await run('caddy', ['run', '--adapter', 'caddyfile', '--config', config], port), port, folder)
}

type Proxy = ReturnType<typeof aProxy>

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

const behind = (broker: Target, proxy: Proxy, login: 'key' | 'password'): Target => ({
  ...broker,
  urls: [`ws://127.0.0.1:${proxy.port}/mqtt`],
  site: { address: `http://127.0.0.1:${proxy.port}/`, login, handsForms: false },
  async close() {
    await proxy.close()
    await broker.close()
  },
})

function natsFolder(rights: Nats['rights']) {
  const folder = mkdtempSync(join(tmpdir(), 'aimward-nats-'))
  copyFileSync(join(guide, rights), join(folder, rights))
  return folder
}
