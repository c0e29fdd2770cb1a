/** Measures a projector's window that opens late, and one that follows. `npm run bench classroom` runs it on the built site. */
import { spawn } from 'node:child_process'
import { chromium } from '@playwright/test'
import { findChromium } from '../../src/tools/chromium.mjs'

const port = Number(process.env['BENCH_PORT'] ?? 4318)
const site = `http://localhost:${port}`
const say = (what: string, figure: string) => console.log(`${what.padEnd(58)} ${figure}`)
const percentile = (values: readonly number[], part: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? NaN
const told = (values: readonly number[]) =>
  `median ${percentile(values, 0.5).toFixed(0)} ms, p95 ${percentile(values, 0.95).toFixed(0)} ms of ${values.length}`

const server = spawn(process.execPath, ['src/server/serve.ts'], {
  env: { ...process.env, PORT: String(port) },
  stdio: 'ignore',
})
const executablePath = await findChromium()
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })
try {
  const context = await browser.newContext({ baseURL: site })
  const page = await context.newPage()
  await page.goto('/classroom/')
  await page.getByRole('button', { name: 'Present this class' }).click()
  await page.getByText('Card 1 of').waitFor()
  for (let step = 0; step < 4; step++) await page.keyboard.press('n')

  const late: number[] = []
  const alone: number[] = []
  for (let round = 0; round < 20; round++) {
    const button = page.getByRole('button', { name: /the projector window/ })
    await button.evaluate((element) =>
      element.addEventListener('click', () => Object.assign(window, { clickedAt: Date.now() }), { once: true }),
    )
    const [projector] = await Promise.all([context.waitForEvent('page'), button.click()])
    await projector.locator('.projector .stage-content > *').first().waitFor()
    // The slide is the largest thing that the window paints; before it there was one line that waits.
    const { origin, painted } = await projector.evaluate(
      () =>
        new Promise<{ readonly origin: number; readonly painted: number }>((resolve) =>
          new PerformanceObserver((list) =>
            resolve({ origin: performance.timeOrigin, painted: list.getEntries().at(-1)?.startTime ?? NaN }),
          ).observe({ type: 'largest-contentful-paint', buffered: true }),
        ),
    )
    const clickedAt: number = await page.evaluate(() => (window as unknown as { clickedAt: number }).clickedAt)
    // The first one fills the cache of the browser, as it was filled for a trainer by the presenter's window.
    if (round > 0) {
      late.push(origin + painted - clickedAt)
      alone.push(painted)
    }
    await projector.close({ runBeforeUnload: true })
    await page.getByText('was closed').waitFor()
  }
  say('a late projector in step, from the click that opens it', told(late))
  say('  of that, from the beginning of its own page', told(alone))

  const [projector] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: /the projector window/ }).click(),
  ])
  await projector.locator('.stage').waitFor()
  // When the picture last changed, by the clock that both windows share.
  await projector.evaluate(() => {
    const marks = { last: 0 }
    Object.assign(window, { marks })
    new MutationObserver(() => {
      marks.last = performance.timeOrigin + performance.now()
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  await page.bringToFront()
  await page.evaluate(() =>
    addEventListener(
      'keydown',
      ({ timeStamp }) => Object.assign(window, { pressedAt: performance.timeOrigin + timeStamp }),
      { capture: true },
    ),
  )
  const follows: number[] = []
  for (let step = 0; step < 40; step++) {
    const before = await projector.evaluate(() => (window as unknown as { marks: { last: number } }).marks.last)
    await page.keyboard.press(step % 2 === 0 ? 'n' : 'p')
    const changed = await projector
      .waitForFunction(
        (then) => {
          const { last } = (window as unknown as { marks: { last: number } }).marks
          return last > then ? last : false
        },
        before,
        { timeout: 2000 },
      )
      .then((handle) => handle.jsonValue())
      .catch(() => undefined)
    const pressedAt: number = await page.evaluate(() => (window as unknown as { pressedAt: number }).pressedAt)
    if (typeof changed === 'number') follows.push(changed - pressedAt)
  }
  say('a key to the changed picture on the projector', told(follows))
} finally {
  await browser.close()
  server.kill()
}
