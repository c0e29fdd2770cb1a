import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { sha256 } from './inline.ts'

/**
 * A page whose policy allows no inline style or script but its own. Astro lists those of the whole site in every page,
 * and the files that 'self' allows anyway.
 */
export function tightened(html: string): string {
  const inline = [...html.matchAll(/<(?:style|script)(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/(?:style|script)>/g)]
  const own = new Set(inline.map((found) => `'${sha256(found[1] ?? '')}'`))
  return html.replace(/<meta http-equiv="content-security-policy"[^>]*>/i, (policy) =>
    policy.replace(/ ?'sha256-[^']+'/g, (hash) => (own.has(hash.trim()) ? hash : '')),
  )
}

export const tightenPolicy = (): AstroIntegration => ({
  name: 'aimward:tighten-policy',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const root = fileURLToPath(dir)
      for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.html')) continue
        const file = `${root}${name}`
        writeFileSync(file, tightened(readFileSync(file, 'utf8')))
      }
    },
  },
})
