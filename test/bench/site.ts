/** What every measurement in a browser needs: the built site, a Chromium, and how figures are told. */
import { spawn } from 'node:child_process'
import { chromium, type Browser } from '@playwright/test'
import { findChromium } from '../../src/tools/chromium.mjs'

export const port = Number(process.env['BENCH_PORT'] ?? 4318)
export const site = `http://localhost:${port}`

/** Serves what was built and opens a browser, for as long as the work takes. */
export async function withSite(work: (browser: Browser) => Promise<void>) {
  const server = spawn(process.execPath, ['src/server/serve.ts'], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  })
  const executablePath = await findChromium()
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })
  try {
    await work(browser)
  } finally {
    await browser.close()
    server.kill()
  }
}

export const say = (what: string, figure: string) => console.log(`${what.padEnd(58)} ${figure}`)

export const percentile = (values: readonly number[], part: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? NaN
export const median = (values: readonly number[]) => percentile(values, 0.5)
