import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveFiles } from '../../src/server/files.ts'

const folder = mkdtempSync(join(tmpdir(), 'aimward-files-'))
let port = 0
let stop = () => undefined as void

beforeAll(async () => {
  mkdirSync(join(folder, 'dist/lesson'), { recursive: true })
  mkdirSync(join(folder, 'dist/_astro'))
  for (const [file, text] of [
    ['dist/index.html', 'front'],
    ['dist/404.html', 'not here'],
    ['dist/lesson/index.html', 'lesson'],
    ['dist/_astro/a.123.js', 'code'],
    ['secret.txt', 'secret'],
  ] as const)
    writeFileSync(join(folder, file), text)
  const server = createServer(serveFiles(join(folder, 'dist'), '')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  port = typeof at === 'object' && at ? at.port : 0
  stop = () => void server.close()
})
afterAll(() => {
  stop()
  rmSync(folder, { recursive: true })
})

/** One request as it stands, which a browser would have tidied up. */
const ask = (path: string, method = 'GET') =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8').on('data', (piece: string) => (text += piece))
    socket.on('end', () => resolve(text)).on('error', reject)
    socket.write(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  })

describe('the files of the site', () => {
  it('are served with the headers that keep them in their place', async () => {
    const front = await ask('/')
    expect(front).toMatch(/^HTTP\/1.1 200/)
    expect(front).toContain('front')
    expect(front).toMatch(/X-Content-Type-Options: nosniff/i)
    expect(front).toMatch(/Referrer-Policy: no-referrer/i)
    expect(front).toMatch(/Content-Security-Policy: frame-ancestors 'none'/i)
    expect(front).toMatch(/Cache-Control: no-cache/i)
    expect(await ask('/_astro/a.123.js')).toMatch(/Cache-Control: public, max-age=31536000, immutable/i)
  })

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/lesson/../../secret.txt',
    '/..\\secret.txt',
    '/%2e%2e%5csecret.txt',
    '//secret.txt',
    '/%00/../secret.txt',
    '/....//secret.txt',
  ])('do not lead out of their folder by %s', async (path) => {
    expect(await ask(path)).not.toMatch(/secret$/)
  })

  it.each(['/%ZZ', '/%', '/%E0%A4%A', '//', '///', '*', '/?%ZZ', 'http://[', '/lesson/%'])(
    'answer %s, and go on',
    async (path) => {
      expect(await ask(path)).toMatch(/^HTTP\/1.1 (200|301|404|400)/)
      expect(await ask('/')).toContain('front')
    },
  )

  it('have no listing, and a page of their own for what is not there', async () => {
    expect(await ask('/_astro/')).toMatch(/^HTTP\/1.1 404/)
    expect(await ask('/none/')).toContain('not here')
  })

  it('lead a page without a slash to itself, and to no other host', async () => {
    expect(await ask('/lesson?a=1')).toMatch(/Location: \/lesson\/\?a=1\r/)
    for (const path of ['//evil.example.org/x', '/\\evil.example.org/x', 'http://localhost//evil.example.org/x'])
      expect(await ask(path)).not.toMatch(/Location: (\/\/|\/\\|http)/i)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('are not changed by %s', async (method) => {
    expect(await ask('/', method)).toMatch(/^HTTP\/1.1 405/)
  })
})
