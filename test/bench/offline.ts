/** What offline use costs: bytes, and the time until it is ready and a course is kept. `npm run bench offline` runs it. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { readCatalogue } from '../../src/catalogue/load.ts'
import { findChromium } from '../../src/tools/chromium.mjs'
import { offlineFiles } from '../../src/tools/offline-files.ts'

const port = 4318
const rounds = 5
const dist = join(process.cwd(), 'dist')
const say = (what: string, figure: string) => console.log(`${what.padEnd(58)} ${figure}`)
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const kB = (bytes: number) => Math.round(bytes / 1000)
const MB = (bytes: number) => (bytes / 1_000_000).toFixed(1)

const catalogue = readCatalogue(process.cwd())
if (!catalogue.ok) throw new Error('The content does not hold together; run "npm run build".')
const { generation, packs } = offlineFiles(dist, catalogue.value)
const brotli = (paths: readonly string[]) =>
  paths
    .map((path) => readFileSync(join(dist, path === '' || path.endsWith('/') ? `${path}index.html` : path)))
    .reduce((sum, bytes) => sum + brotliCompressSync(bytes).length, 0)
say(
  'the service worker, and what every device keeps',
  `${kB(brotli(['sw.js']))} kB br; ${generation.core.length} files, ${kB(brotli(generation.core))} kB br`,
)
for (const { id, files, loadBytes, roomBytes } of packs)
  say(
    `  the pack "${id}"`,
    `${files.length} files, ${MB(loadBytes)} MB gz, ${MB(brotli(files.map(({ path }) => path)))} MB br, ${MB(roomBytes)} MB stored`,
  )

const server = spawn(process.execPath, ['src/server/serve.ts'], {
  env: { ...process.env, PORT: String(port) },
  stdio: 'ignore',
})
const executablePath = await findChromium()
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })
try {
  const ready: number[] = []
  const kept: number[] = []
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext({ baseURL: `http://localhost:${port}` })
    const page = await context.newPage()
    await page.goto('/courses/foundation/')
    const loaded = await page.evaluate(() => navigator.serviceWorker.ready.then(() => performance.now()))
    ready.push(loaded)
    await page.getByRole('button', { name: /^Keep this course/ }).click()
    const from = performance.now()
    await page.getByRole('button', { name: 'Remove from this device' }).waitFor({ timeout: 120_000 })
    kept.push(performance.now() - from)
    await context.close()
  }
  say(
    'ready for offline use, from the first byte of a first visit',
    `${(median(ready) / 1000).toFixed(2)} s, 0.5 s of it a pause after load`,
  )
  say('the Foundation course kept, on this machine', `${(median(kept) / 1000).toFixed(1)} s`)
} finally {
  await browser.close()
  server.kill()
}
