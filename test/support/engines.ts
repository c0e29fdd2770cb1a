import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import puppeteer from 'puppeteer-core'
import { freePort } from './free-port.ts'
import { phoneHost } from './room-server.ts'

// Phones that are no Chromium: Firefox by WebDriver BiDi, and WebKit, the engine of every iPhone, by WebDriver.

/** A browser with one page: what a person can do there, and what a person sees. */
export type EnginePage = {
  readonly goto: (address: string) => Promise<void>
  readonly click: (selector: string) => Promise<void>
  /** The value of an expression in the page. */
  readonly read: (expression: string) => Promise<unknown>
  readonly close: () => Promise<void>
}

/** On this machine, the phones' address leads here and nothing else leads anywhere: browsers call home when they start. */
async function openWay(port: number) {
  const isPhones = (host: string | undefined) => host === `${phoneHost}:${port}`
  const server = createServer((asked, answer) => {
    const { host, pathname, search } = new URL(asked.url ?? '', 'http://nowhere')
    if (!isPhones(host)) return void answer.writeHead(403).end()
    const onward = request(
      { port, host: '127.0.0.1', method: asked.method, path: pathname + search, headers: asked.headers },
      (got) => got.pipe(answer.writeHead(got.statusCode ?? 502, got.headers)),
    )
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  // For a WebSocket Firefox asks for a tunnel, and WebKit asks as for a page.
  const pipe = (socket: Duplex, first: (onward: Duplex) => void) => {
    const onward = connect(port, '127.0.0.1', () => {
      first(onward)
      socket.pipe(onward).pipe(socket)
    })
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy())
    onward.on('error', () => socket.destroy()).on('close', () => socket.destroy())
  }
  server.on('connect', (asked, socket) => {
    if (isPhones(asked.url)) pipe(socket, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    else socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  server.on('upgrade', (asked, socket) => {
    const { host, pathname } = new URL(asked.url ?? '', 'http://nowhere')
    const headers = Object.entries(asked.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`)
    if (isPhones(host)) pipe(socket, (onward) => onward.write(`GET ${pathname} HTTP/1.1\r\n${headers.join('')}\r\n`))
    else socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() }
}

async function openFirefox(executablePath: string, way: number): Promise<EnginePage> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': way,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': way,
    },
  })
  const page = await browser.newPage()
  return {
    goto: async (address) => void (await page.goto(address)),
    click: (selector) => page.click(selector),
    read: (expression) => page.evaluate(expression),
    close: () => browser.close(),
  }
}

/** Where W3C WebDriver puts the id of an element. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'

async function openWebKit(miniBrowser: string, way: number): Promise<EnginePage> {
  const port = await freePort()
  // It wants a screen, though nobody looks at it.
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], { stdio: 'ignore', detached: true })
  const ask = async (path: string, body: object | undefined, method = 'POST') => {
    const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
    const { value } = (await answer.json()) as { readonly value: unknown }
    if (!answer.ok) throw new Error(`WebKit: ${JSON.stringify(value)}`)
    return value
  }
  const end = () => void process.kill(-(driver.pid ?? 0))
  try {
    await isListening(port)
    const proxy = { proxyType: 'manual', httpProxy: `127.0.0.1:${way}`, sslProxy: `127.0.0.1:${way}` }
    const browser = { binary: miniBrowser, args: ['--automation'] }
    const wanted = { alwaysMatch: { 'webkitgtk:browserOptions': browser, proxy } }
    const { sessionId } = (await ask('', { capabilities: wanted })) as { readonly sessionId: string }
    const inSession = (path: string, body: object) => ask(`/${sessionId}${path}`, body)
    const element = async (selector: string) => {
      const found = await inSession('/element', { using: 'css selector', value: selector })
      return `/element/${(found as Readonly<Record<string, string>>)[elementKey]}`
    }
    return {
      goto: async (url) => void (await inSession('/url', { url })),
      click: async (selector) => void (await inSession(`${await element(selector)}/click`, {})),
      read: (expression) => inSession('/execute/sync', { script: `return ${expression}`, args: [] }),
      close: async () => {
        await ask(`/${sessionId}`, undefined, 'DELETE').catch(() => undefined)
        end()
      },
    }
  } catch (error) {
    end()
    throw error
  }
}

async function isListening(port: number) {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const isThere = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const firstOf = (...places: readonly string[]) => places.find((place) => existsSync(place))
const firefox = firstOf('/usr/bin/firefox-esr', '/usr/bin/firefox')
const miniBrowser =
  existsSync('/usr/bin/WebKitWebDriver') && existsSync('/usr/bin/xvfb-run')
    ? firstOf(...['4.1', '6.0', '4.0'].map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`))
    : undefined

/** Every engine, and how to open it where it is installed; `port` is that of the site. */
export const engines: readonly {
  readonly name: string
  readonly open: ((port: number) => Promise<EnginePage>) | undefined
}[] = [
  { name: 'Firefox', open: firefox === undefined ? undefined : through((way) => openFirefox(firefox, way)) },
  { name: 'WebKit', open: miniBrowser === undefined ? undefined : through((way) => openWebKit(miniBrowser, way)) },
]

function through(open: (way: number) => Promise<EnginePage>) {
  return async (port: number): Promise<EnginePage> => {
    const way = await openWay(port)
    const page = await open(way.port)
    return { ...page, close: () => page.close().finally(way.close) }
  }
}
