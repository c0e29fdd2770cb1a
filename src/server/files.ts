import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { pathOf } from './classroom.ts'

/**
 * Serves the files of a built site under a path, and nothing else: what is served is listed once, at the start, so no
 * address leads out of the folder.
 */
export function serveFiles(folder: string, base: string) {
  const files = sirv(folder, {
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
  const notFound = readFileSync(join(folder, '404.html'))

  return (request: IncomingMessage, response: ServerResponse): void => {
    const refuse = () => void response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(notFound)
    const pathname = pathOf(request)
    if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    else if (base && pathname !== base && !pathname.startsWith(`${base}/`)) refuse()
    else {
      const path = pathname.slice(base.length) || '/'
      const search = (request.url ?? '').replace(/^[^?]*/, '')
      const isPage = !/\.[a-z0-9]+$/i.test(path) || /^\/standard\/[^/]+$/.test(path)
      if (isPage && !path.endsWith('/')) {
        // One slash at the start: two would name another host.
        response.writeHead(301, { Location: `${pathname.replace(/^\/+/, '/')}/${search}` }).end()
        return
      }
      request.url = path + search
      files(request, response, refuse)
    }
  }
}
