/** Measures a projector's window that opens late, and one that follows. `npm run bench classroom` runs it on the built site. */
import { spawn } from 'node:child_process'
import { chromium } from '@playwright/test'
import { findChromium } from '../../src/tools/chromium.mjs'

const port = 4318
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
  // When the picture was first there, and when it last changed, in milliseconds of the clock both windows share.
  await context.addInitScript(() => {
    const marks = { first: 0, last: 0 }
    Object.assign(window, { marks })
    new MutationObserver(() => {
      if (!document.querySelector('.projector .stage-content > *')) return
      marks.last = performance.timeOrigin + performance.now()
      marks.first ||= marks.last
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })
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
    const marks: { first: number; origin: number } = await projector.evaluate(() => ({
      ...(window as unknown as { marks: { first: number } }).marks,
      origin: performance.timeOrigin,
    }))
    const clickedAt: number = await page.evaluate(() => (window as unknown as { clickedAt: number }).clickedAt)
    // The first one fills the cache of the browser, as it was filled for a trainer by the presenter's window.
    if (round > 0) {
      late.push(marks.first - clickedAt)
      alone.push(marks.first - marks.origin)
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
  await page.bringToFront()
  const follows: number[] = []
  for (let step = 0; step < 40; step++) {
    const before = await projector.evaluate(() => (window as unknown as { marks: { last: number } }).marks.last)
    const pressedAt = page.evaluate(
      () =>
        new Promise<number>((resolve) =>
          addEventListener('keydown', ({ timeStamp }) => resolve(performance.timeOrigin + timeStamp), { once: true }),
        ),
    )
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
    if (typeof changed === 'number') follows.push(changed - (await pressedAt))
  }
  say('a key to the changed picture on the projector', told(follows))
} finally {
  await browser.close()
  server.kill()
}
