import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tightened } from '../../src/tools/tighten-policy.ts'

// The hash of `a{}`, as the console of a browser names it.
const own = " 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"
const page = (hashes: string, styles: string) =>
  `<meta http-equiv="content-security-policy" content="style-src 'self'${hashes};">${styles}`

describe('the policy of a page', () => {
  it('loses the hashes of what stands on other pages', () => {
    const html = page(" 'sha256-AAAA='", '<style>a{}</style>')
    expect(tightened(html)).toBe(page('', '<style>a{}</style>'))
  })

  it('keeps the hash of what stands on its own page', () => {
    const html = page(own, '<style>a{}</style>')
    expect(tightened(html)).toBe(html)
  })

  it('keeps to what every built page holds inline, and nothing unsafe', () => {
    const dist = join(process.cwd(), 'dist')
    const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
    const offenders = pages.filter((file) => {
      const html = readFileSync(join(dist, file), 'utf8')
      return html.includes("'unsafe-") || !html.includes("script-src 'self'") || tightened(html) !== html
    })
    expect(pages.length).toBeGreaterThan(100)
    expect(offenders).toEqual([])
  })
})
