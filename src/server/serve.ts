import { createServer } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import sirv from 'sirv'

const port = Number(process.env['PORT'] ?? 4321)
const isOpenToNetwork = process.argv.includes('--lan')
const host = isOpenToNetwork ? '0.0.0.0' : '127.0.0.1'
const base = (process.env['BASE'] ?? '/').replace(/\/$/, '')

if (!existsSync('dist/index.html')) {
  console.error('There is no built site in dist/. Run "npm start", or "npm run build" first.')
  process.exit(1)
}

const files = sirv('dist', {
  brotli: true,
  gzip: true,
  setHeaders: (response, pathname) => {
    // Files under _astro are named by their content and never change; everything else is asked for again.
    response.setHeader(
      'Cache-Control',
      pathname.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Referrer-Policy', 'no-referrer')
    // The one directive that a policy in the page cannot carry.
    response.setHeader('Content-Security-Policy', "frame-ancestors 'none'")
  },
})
const notFound = readFileSync('dist/404.html')

const server = createServer((request, response) => {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
  if (base && pathname !== base && !pathname.startsWith(`${base}/`)) return refuse()
  const path = pathname.slice(base.length) || '/'
  const isPage = !/\.[a-z0-9]+$/i.test(path) || /^\/standard\/[^/]+$/.test(path)
  if (isPage && !path.endsWith('/')) {
    response.writeHead(301, { Location: `${pathname}/${search}` }).end()
    return
  }
  request.url = path + search
  files(request, response, refuse)

  function refuse() {
    response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(notFound)
  }
})

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is taken. Stop what uses it, or choose another: PORT=4322 npm start`
      : `The server could not start: ${error.message}`,
  )
  process.exit(1)
})
server.listen(port, host, () => {
  console.log(`\nAimward is at http://localhost:${port}${base}/   (Ctrl-C stops it)`)
  if (isOpenToNetwork) console.log('It is open to the local network.')
})
