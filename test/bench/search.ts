/**
 * Measures the search on the built site: from a key press to the results with an open index at a quarter of the speed,
 * and from the first press to the first result on a slow mobile network. `npm run bench search` runs it.
 */
import { readFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import { grouped, openEngine } from '../../src/islands/search/engine.ts'
import { median, percentile, port, say, site, withSite } from './site.ts'

const queries = ['risk criteria', 'statement of applicability', 'a624', 'internal audit', 'impact', 'roles', '6.1.4']
const slow = { kBits: 1600, delayMs: 150, port: port + 1 }

await withSite(async (browser) => {
  await keystrokes(browser)
  await firstResult(browser)
})

/** The processor is slowed for the page alone, so what the worker takes is measured here and counts four times. */
async function keystrokes(browser: Browser) {
  const page = await browser.newPage({ baseURL: site })
  await page.addInitScript(() => {
    // What the page takes of each key: from the press to the question, and from the answer to the frame that shows it.
    const taken: number[] = []
    Object.assign(window, { taken })
    let pressedAt: number | undefined
    let untilAsked = 0
    addEventListener('input', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true })
    // oxlint-disable-next-line typescript/unbound-method
    const { postMessage } = Worker.prototype
    Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
      if (pressedAt !== undefined) untilAsked = performance.now() - pressedAt
      return Reflect.apply(postMessage, this, given)
    }
    const onmessage = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage')
    Object.defineProperty(Worker.prototype, 'onmessage', {
      ...onmessage,
      set(this: Worker, listener: (event: MessageEvent) => void) {
        onmessage?.set?.call(this, (event: MessageEvent) => {
          const from = performance.now()
          listener(event)
          if (event.data.kind !== 'found' || pressedAt === undefined) return
          pressedAt = undefined
          const asking = untilAsked
          requestAnimationFrame(() => setTimeout(() => taken.push(asking + performance.now() - from)))
        })
      },
    })
  })
  await page.goto('/search/?q=risk')
  await page.locator('.search-results a').first().waitFor()
  await page.waitForLoadState('networkidle')
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const input = page.getByRole('searchbox', { name: 'Search' })
  for (const query of queries) {
    await input.fill('')
    await input.pressSequentially(query, { delay: 150 })
  }
  await page.waitForTimeout(500)
  const drawn = await page.evaluate((): readonly number[] => Reflect.get(window, 'taken'))
  await page.close()

  const engine = openEngine(
    new Uint8Array(gunzipSync(readFileSync('dist/search/index.bin'))),
    JSON.parse(readFileSync('dist/search/entries.json', 'utf8')),
  )
  engine.giveTexts(JSON.parse(readFileSync('dist/search/texts.json', 'utf8')))
  const typed = queries.flatMap((query) => Array.from(query, (_, at) => query.slice(0, at + 1)))
  const found = Array.from({ length: 5 }).map(() =>
    typed.map((query) => {
      const from = performance.now()
      grouped(engine.search(query, { most: 60 }))
      return performance.now() - from
    }),
  )
  const finding = typed.map((_, at) => 4 * median(found.map((round) => round[at] ?? NaN)))
  const [page95, find95] = [percentile(drawn, 0.95), percentile(finding, 0.95)]
  say(
    'search at 4x CPU, from a key press to the frame of its results',
    `p50 ${(median(drawn) + median(finding)).toFixed(0)}, p95 ${(page95 + find95).toFixed(0)} ms: page ${page95.toFixed(0)}, worker ${find95.toFixed(0)} (goal 60)`,
  )
}

async function firstResult(browser: Browser) {
  const network = await openSlowly()
  try {
    const rounds: number[] = []
    for (let round = 0; round < 5; round++) {
      const context = await browser.newContext({ baseURL: `http://localhost:${slow.port}` })
      const page = await context.newPage()
      await page.goto('/courses/foundation/ai-systems/roles/')
      await page.waitForLoadState('networkidle')
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      const from = performance.now()
      await page.keyboard.press('/')
      await page.getByRole('searchbox', { name: 'Search the site' }).pressSequentially('risk')
      await page.locator('.search-box .search-results a').first().waitFor()
      rounds.push(performance.now() - from)
      await context.close()
    }
    say(
      'search on slow 4G at 4x CPU, first press to first result',
      `median ${median(rounds).toFixed(0)} ms of ${rounds.length} (goal 1500)`,
    )
  } finally {
    network.close()
  }
}

/** The site behind a network of so many bits and so much delay, workers included. */
function openSlowly(): Promise<Server> {
  const bytesPerMs = slow.kBits / 8
  let freeAt = 0
  const server = createServer((asked, answer) => {
    request({ port, path: asked.url, method: asked.method, headers: asked.headers }, (found) => {
      answer.writeHead(found.statusCode ?? 500, found.headers)
      found.on('data', (chunk: Buffer) => {
        freeAt = Math.max(freeAt, performance.now() + slow.delayMs) + chunk.length / bytesPerMs
        setTimeout(() => answer.write(chunk), freeAt - performance.now())
      })
      found.on('end', () => setTimeout(() => answer.end(), Math.max(0, freeAt - performance.now()) + 1))
    }).end()
  })
  return new Promise((resolve) => server.listen(slow.port, () => resolve(server)))
}
