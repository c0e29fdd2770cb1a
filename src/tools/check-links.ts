import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

export type BrokenAddress = { readonly page: string; readonly address: string; readonly why: string }

const attributes = /<(\w+)\b[^>]*?\s(?:href|src|action)="([^"]*)"[^>]*>/g
const ids = /\sid="([^"]+)"/g

/** Every address in the built pages that leads nowhere on this site, or off it where a page may not ask. */
export function brokenAddresses(dist: string, base: string): readonly BrokenAddress[] {
  const pages = new Map(
    readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.html'))
      .map((file) => [file, readFileSync(join(dist, file), 'utf8')] as const),
  )
  const idsOf = (html: string) => new Set([...html.matchAll(ids)].map((found) => found[1]))

  return [...pages].flatMap(([page, html]) => {
    const twice = [...html.matchAll(ids)].map((found) => found[1] ?? '').filter((id, at, all) => all.indexOf(id) !== at)
    const here = `${base}${page.replace(/index\.html$/, '')}`
    const broken = [...html.matchAll(attributes)].flatMap(([tag, , written = '']): readonly BrokenAddress[] => {
      if (/^(mailto:|data:)/.test(written) || tag.includes('rel="canonical"')) return []
      const address = written.replaceAll('&amp;', '&')
      const because = (why: string) => [{ page, address, why }]
      const url = new URL(address, `http://site${here}`)
      if (url.host !== 'site') return because('leads off the site')
      if (!url.pathname.startsWith(base)) return because(`does not begin with the base ${base}`)
      const path = decodeURIComponent(url.pathname.slice(base.length))
      const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
      if (!existsSync(join(dist, file))) return because('there is no such page or file')
      const fragment = decodeURIComponent(url.hash.slice(1))
      const target = pages.get(file)
      return fragment && target && !idsOf(target).has(fragment) ? because(`nothing there has the id "${fragment}"`) : []
    })
    return [
      ...broken,
      ...twice.map((id) => ({ page, address: `#${id}`, why: 'two elements of the page have this id' })),
    ]
  })
}

/** Fails a build in which a link, an image or an anchor leads nowhere, and lists them all. */
export const checkLinks = (): AstroIntegration => {
  let base = '/'
  return {
    name: 'aimward:check-links',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`
      },
      'astro:build:done': ({ dir }) => {
        const broken = brokenAddresses(fileURLToPath(dir), base)
        if (broken.length === 0) return
        const lines = broken.slice(0, 40).map(({ page, address, why }) => `  ${page}\n    ${address}: ${why}`)
        throw new Error(`${broken.length} addresses in the built pages lead nowhere.\n\n${lines.join('\n')}\n`)
      },
    },
  }
}
