import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

/** Bytes (brotli) that a built page costs, by what they are and when they are asked for. */
export type Weight = {
  readonly html: number
  readonly css: number
  /** Scripts a page asks for at load, with what they import. */
  readonly atLoad: number
  /** What islands add once they are seen or idle, the runtime among it. */
  readonly whenSeen: number
  /** Documents, styles, scripts and fonts asked for at load. */
  readonly requests: number
}

/** What the group of a pattern catches, wherever in a text. */
export const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1] ?? '')

/** The scripts that a script cannot run without. */
export const staticImports = (script: string) => all(script, /(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)

const read = (dist: string, address: string) => readFileSync(join(dist, address))
const size = (dist: string, addresses: Iterable<string>) =>
  [...addresses].reduce((sum, one) => sum + brotliCompressSync(read(dist, one)).length, 0)

function withImports(dist: string, entries: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (address: string) => {
    if (found.has(address)) return
    found.add(address)
    for (const name of staticImports(read(dist, address).toString())) visit(`_astro/${name}`)
  }
  entries.forEach(visit)
  return found
}

/** Bytes (brotli) of scripts with what they import. */
export const weighScripts = (dist: string, entries: readonly string[]): number => size(dist, withImports(dist, entries))

/** `page` is a path in the built site such as `exams/index.html`; everything is measured as files of `dist`. */
export function weigh(dist: string, page: string): Weight {
  const local = (address: string) => address.replace(/^.*?\/?(?=_astro\/|fonts\/)/, '')

  const html = read(dist, page)
  // What a template holds is asked for when the template is used: the search, when it is opened.
  const text = html.toString().replace(/<template\b[\s\S]*?<\/template>/g, '')
  const styles = all(text, /<link rel="stylesheet" href="([^"]+)"/g).map(local)
  const scripts = withImports(dist, all(text, /<script type="module" src="([^"]+)"/g).map(local))
  const eager = all(text, /<astro-island\b([^>]*)>/g).filter((island) => /client="load"/.test(island))
  const addressesIn = (island: string) => all(island, /(?:component|renderer)-url="([^"]+)"/g).map(local)
  const atLoad = new Set([...scripts, ...withImports(dist, eager.flatMap(addressesIn))])
  const islands = withImports(dist, all(text, /(?:component|renderer)-url="([^"]+)"/g).map(local))
  const fonts = new Set(
    all(styles.map((style) => read(dist, style).toString()).join(''), /url\(["']?([^"')]+\.woff2)/g),
  )
  return {
    html: brotliCompressSync(html).length,
    css: size(dist, styles),
    atLoad: size(dist, atLoad),
    whenSeen: size(
      dist,
      [...islands].filter((address) => !atLoad.has(address)),
    ),
    requests: 1 + styles.length + atLoad.size + fonts.size,
  }
}
