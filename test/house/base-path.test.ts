import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { afterAll, describe, expect, it } from 'vitest'
import { brokenAddresses } from '../../src/tools/check-links.ts'
import { findChromium } from '../../src/tools/chromium.mjs'
import { openHost } from '../support/plain-host.ts'

// A copy, because two builds in one folder would meet in Astro's cache.
const root = process.cwd()
const copy = mkdtempSync(join(tmpdir(), 'aimward-sub-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('the site under a path of its own', () => {
  it('builds, and every link and file stays below that path', () => {
    for (const part of ['src', 'content', 'quizzes', 'public', 'astro.config.mjs', 'tsconfig.json', 'package.json']) {
      cpSync(join(root, part), join(copy, part), { recursive: true })
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    // A test runner's environment (modes, Vite's variables) is not a build's.
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], BASE: '/learn/' }
    const { status, stderr } = spawnSync('npx', ['astro', 'build', '--silent'], { cwd: copy, env, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    expect(brokenAddresses(join(copy, 'dist'), '/learn/')).toEqual([])
    const front = readFileSync(join(copy, 'dist/index.html'), 'utf8')
    expect(front).toContain('href="/learn/courses/"')
    expect(front).not.toMatch(/(href|src)="\/(?!learn\/)/)
  }, 240_000)

  it('keeps itself on the device, and is there when the host is not', async () => {
    const host = await openHost(join(copy, 'dist'), { base: '/learn/' })
    const executablePath = await findChromium()
    const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage({ baseURL: host.url })
      await page.goto('courses/')
      const { scope, icons } = await page.evaluate(async () => {
        const { scope } = await navigator.serviceWorker.ready
        const manifest = document.querySelector<HTMLLinkElement>('link[rel=manifest]')?.href ?? ''
        const { icons } = await (await fetch(manifest)).json()
        const answers = await Promise.all(icons.map(({ src }: { src: string }) => fetch(new URL(src, manifest))))
        return { scope: new URL(scope).pathname, icons: answers.map(({ ok }) => ok) }
      })
      expect(scope).toBe('/learn/')
      expect(icons).toEqual([true, true, true, true])
      await page.goto('glossary/')
      await host.stop()
      expect((await page.goto('./'))?.status()).toBe(200)
      await page.goto('glossary')
      expect(new URL(page.url()).pathname).toBe('/learn/glossary/')
      expect((await page.goto('standard/6.1.3/'))?.status()).toBe(503)
      await page.getByRole('link', { name: 'Glossary' }).first().waitFor()
    } finally {
      await browser.close()
      await host.stop().catch(() => {})
    }
  })
})
