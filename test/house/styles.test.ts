import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = process.cwd()
const styles = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(css|astro)$/.test(file))
  .map((file) => {
    const text = readFileSync(join(root, 'src', file), 'utf8')
    const css = file.endsWith('.css')
      ? text
      : [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((found) => found[1]).join('\n')
    return { file, css: css.replace(/\/\*[\s\S]*?\*\//g, ''), text }
  })

const offenders = (pattern: RegExp, except: readonly string[] = []) =>
  styles.filter(({ file, css }) => !except.includes(file) && pattern.test(css)).map(({ file }) => file)

describe('styles', () => {
  it('name colours only in tokens.css', () => {
    expect(offenders(/#[0-9a-f]{3,8}\b(?![^{]*\{)|\b(rgb|hsl|oklch|oklab)\(/i, ['styles/tokens.css'])).toEqual([])
  })

  it('use the paints of the first tier only where they are mixed', () => {
    expect(
      offenders(/var\(--(paper|ink|night|chalk|green|ochre|indigo|blue|orange|marker)-/, ['styles/tokens.css']),
    ).toEqual([])
  })

  it('stand in a layer, each of them', () => {
    expect(
      styles.filter(({ css }) => css.trim() !== '' && !/@layer|@import/.test(css)).map(({ file }) => file),
    ).toEqual([])
  })

  it('use logical properties', () => {
    expect(offenders(/(?<![\w-])(margin|padding|border)-(left|right|top|bottom)\b/)).toEqual([])
  })

  it('are never written into an element: the content security policy forbids it', () => {
    expect(styles.filter(({ text }) => /\sstyle=/.test(text)).map(({ file }) => file)).toEqual([])
  })
})
