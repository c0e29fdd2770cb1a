import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { brokenAddresses } from '../../src/tools/check-links.ts'

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
})
