import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { readCatalogue } from '../../src/catalogue/load.ts'
import { writeServiceWorker } from '../../src/tools/service-worker.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** A host of plain files below a path, which knows nothing of caches and sets no header but the type. */
export async function openHost(dist: string, { base = '/' } = {}) {
  let folder = dist
  let refuses = (_path: string) => false
  let isSilent = (_path: string) => false
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host')
    const path = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : undefined
    if (path === undefined || path.includes('..')) return void response.writeHead(404).end()
    if (refuses(path)) return void request.socket.destroy()
    if (isSilent(path)) return undefined
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
    return void readFile(join(folder, file)).then(
      (bytes) =>
        response
          .writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' })
          .end(request.method === 'HEAD' ? undefined : bytes),
      async () =>
        response.writeHead(404, { 'Content-Type': types['.html'] }).end(await readFile(join(folder, '404.html'))),
    )
  })
  const listen = (port: number) => new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://localhost:${port}${base}`,
    /** Another folder is the site from now on. */
    serve: (other: string) => void (folder = other),
    /** Connections for such paths break off. */
    refuse: (which: (path: string) => boolean) => void (refuses = which),
    /** Connections for such paths stay open, and nothing comes. */
    silence: (which: (path: string) => boolean) => void (isSilent = which),
    stop: () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
    start: () => listen(port),
  }
}

/**
 * The same site as the next release: each script and style has another name, so that no old one is left, and whatever
 * names it says the new one.
 */
export async function nextRelease(dist: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'aimward-release-'))
  cpSync(dist, folder, { recursive: true, filter: (file) => !/\.(br|gz)$/.test(file) })
  const names = readdirSync(join(folder, '_astro'))
  const renamed = (name: string) => name.replace(/\.(js|css)$/, '2.$1')
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|js|css)$/.test(file)) continue
    const text = readFileSync(join(folder, file), 'utf8')
    writeFileSync(
      join(folder, file),
      names.reduce((said, name) => said.replaceAll(name, renamed(name)), text),
    )
  }
  for (const name of names) renameSync(join(folder, '_astro', name), join(folder, '_astro', renamed(name)))
  const catalogue = readCatalogue(process.cwd())
  if (catalogue.ok) await writeServiceWorker(folder, catalogue.value)
  return folder
}

export const forget = (folder: string) => rmSync(folder, { recursive: true, force: true })
