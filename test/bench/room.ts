/** Measures the exam room: 80 questions in Chromium at a quarter of its speed. `npm run bench room` runs it on the built site. */
import { spawn } from 'node:child_process'
import { chromium } from '@playwright/test'
import { findChromium } from '../../src/tools/chromium.mjs'
import { aRoomPlan, openAttempt } from '../support/stored-attempt.ts'

const port = 4318
const site = `http://localhost:${port}`
const say = (what: string, figure: string) => console.log(`${what.padEnd(58)} ${figure}`)
const median = (values: readonly number[]) => percentile(values, 0.5)

const server = spawn(process.execPath, ['src/server/serve.ts'], {
  env: { ...process.env, PORT: String(port) },
  stdio: 'ignore',
})
const executablePath = await findChromium()
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })
const percentile = (values: readonly number[], part: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? NaN
try {
  const page = await browser.newPage({ baseURL: site })
  // From a key press to the paint after it, and from the press to the end of the strict transaction it led to.
  await page.addInitScript(() => {
    const switched: number[] = []
    const chosen: number[] = []
    const committed: number[] = []
    Object.assign(window, { switched, chosen, committed })
    const keys = new Map<number, string>()
    const waiting: number[] = []
    addEventListener(
      'keydown',
      ({ key, timeStamp }) => {
        keys.set(timeStamp, key)
        waiting.push(timeStamp)
      },
      { capture: true },
    )
    // Each press leads to one event, and events are written in their order, one or more in a transaction.
    // oxlint-disable-next-line typescript/unbound-method
    const { add } = IDBObjectStore.prototype
    IDBObjectStore.prototype.add = function (...given) {
      const pressedAt = this.name === 'events' ? waiting.shift() : undefined
      if (pressedAt !== undefined)
        this.transaction.addEventListener('complete', () => committed.push(performance.now() - pressedAt))
      return add.apply(this, given)
    }
    new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries())
        if (name === 'keydown') (keys.get(startTime) === 'j' ? switched : chosen).push(duration)
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
  })
  await openAttempt(page, aRoomPlan({ questions: 80 }))
  await page.getByRole('heading', { name: 'Question 1 of 80' }).waitFor()
  await page.waitForLoadState('networkidle')
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  for (let number = 1; number < 80; number++) {
    await page.keyboard.press('2')
    await page.locator('[data-chosen]').waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: `Question ${number + 1} of 80` }).waitFor()
  }
  await page.getByText('Saved', { exact: true }).waitFor()
  const times = (name: string) => page.evaluate((name): readonly number[] => Reflect.get(window, name), name)
  for (const [what, name, goal] of [
    ['the next question at 4x CPU, 80 questions, to the paint', 'switched', 60],
    ['an option chosen at 4x CPU, to the paint', 'chosen', 60],
    ['an action committed (strict) at 4x CPU, from the press', 'committed', 100],
  ] as const) {
    const taken = await times(name)
    say(
      what,
      `p50 ${percentile(taken, 0.5).toFixed(0)}, p95 ${percentile(taken, 0.95).toFixed(0)} ms of ${taken.length} (goal ${goal})`,
    )
  }
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  page.on('dialog', (dialog) => void dialog.accept())
  const restored: number[] = []
  for (let round = 0; round < 7; round++) {
    await page.reload({ waitUntil: 'commit' })
    await page.getByRole('heading', { name: 'Question 80 of 80' }).waitFor()
    restored.push(await page.evaluate(() => performance.now()))
  }
  say('an exam of 80 questions restored, from the navigation', `median ${median(restored).toFixed(0)} ms (goal 300)`)
} finally {
  await browser.close()
  server.kill()
}
