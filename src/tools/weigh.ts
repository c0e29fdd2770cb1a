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

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1] ?? '')

/** `page` is a path in the built site such as `exams/index.html`; everything is measured as files of `dist`. */
export function weigh(dist: string, page: string): Weight {
  const read = (address: string) => readFileSync(join(dist, address))
  const size = (addresses: Iterable<string>) =>
    [...addresses].reduce((sum, one) => sum + brotliCompressSync(read(one)).length, 0)
  const withImports = (entries: readonly string[]) => {
    const found = new Set<string>()
    const visit = (address: string) => {
      if (found.has(address)) return
      found.add(address)
      const text = read(address).toString()
      for (const name of all(text, /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) visit(`_astro/${name}`)
    }
    entries.forEach(visit)
    return found
  }
  const local = (address: string) => address.replace(/^.*?\/?(?=_astro\/|fonts\/)/, '')

  const html = read(page)
  const text = html.toString()
  const styles = all(text, /<link rel="stylesheet" href="([^"]+)"/g).map(local)
  const scripts = withImports(all(text, /<script type="module" src="([^"]+)"/g).map(local))
  const eager = all(text, /<astro-island\b([^>]*)>/g).filter((island) => /client="load"/.test(island))
  const addressesIn = (island: string) => all(island, /(?:component|renderer)-url="([^"]+)"/g).map(local)
  const atLoad = new Set([...scripts, ...withImports(eager.flatMap(addressesIn))])
  const islands = withImports(all(text, /(?:component|renderer)-url="([^"]+)"/g).map(local))
  const fonts = new Set(all(styles.map((style) => read(style).toString()).join(''), /url\(["']?([^"')]+\.woff2)/g))
  return {
    html: brotliCompressSync(html).length,
    css: size(styles),
    atLoad: size(atLoad),
    whenSeen: size([...islands].filter((address) => !atLoad.has(address))),
    requests: 1 + styles.length + atLoad.size + fonts.size,
  }
}
