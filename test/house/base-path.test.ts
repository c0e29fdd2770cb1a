import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { brokenAddresses } from '../../src/tools/check-links.ts'

const outDir = mkdtempSync(join(tmpdir(), 'aimward-sub-'))
afterAll(() => rmSync(outDir, { recursive: true, force: true }))

describe('the site under a path of its own', () => {
  it('builds, and every link and file stays below that path', () => {
    const { status, stderr } = spawnSync('npx', ['astro', 'build', '--silent', '--outDir', outDir], {
      env: { ...process.env, BASE: '/learn/' },
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(brokenAddresses(outDir, '/learn/')).toEqual([])
    const front = readFileSync(join(outDir, 'index.html'), 'utf8')
    expect(front).toContain('href="/learn/courses/"')
    expect(front).not.toMatch(/(href|src)="\/(?!learn\/)/)
  }, 120_000)
})
