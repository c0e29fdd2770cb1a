import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test, type BrowserContext, type LaunchOptions, type Page } from '@playwright/test'
import { aRoomPlan, openAttempt, putRows, storedAttempt, storeAttempt } from '../support/stored-attempt.ts'

const heading = (page: Page, number: number) =>
  page.getByRole('heading', { level: 1, name: new RegExp(`^Question ${number} of 10`) })
const isSaved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible()

async function enter(page: Page, plan = aRoomPlan()) {
  await openAttempt(page, plan)
  await expect(heading(page, 1)).toBeFocused()
}

/** A browser of its own on a profile that outlives it, with the ids of its processes. */
async function withProfile(
  given: LaunchOptions & { readonly baseURL: string | undefined },
  work: (
    open: () => Promise<{ context: BrowserContext; processes: () => Promise<readonly number[]> }>,
  ) => Promise<void>,
) {
  const profile = await mkdtemp(join(tmpdir(), 'aimward-profile-'))
  const opened: BrowserContext[] = []
  try {
    await work(async () => {
      const context = await chromium.launchPersistentContext(profile, { ...given, baseURL: given.baseURL ?? '' })
      opened.push(context)
      const processes = async () => {
        const session = await context.browser()?.newBrowserCDPSession()
        const found = await session?.send('SystemInfo.getProcessInfo')
        return found?.processInfo.map(({ id }) => id) ?? []
      }
      return { context, processes }
    })
  } finally {
    for (const context of opened) await context.close().catch(() => undefined)
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

test('a reload brings back every kind of action', async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept())
  await enter(page)
  await page.keyboard.press('2')
  await page.keyboard.press('m')
  await page.keyboard.press('Shift+U')
  await page.getByRole('button', { name: 'Strike out A' }).click()
  await page.getByRole('button', { name: 'Notes' }).click()
  await page.keyboard.type('Sixteen is above twelve.')
  await page.keyboard.press('Escape')
  await isSaved(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Question 1 of 10, flagged' })).toBeVisible()
  await expect(page.getByRole('radio', { name: /Option b/ })).toBeChecked()
  await expect(page.getByRole('radio', { name: /Option a.*struck out/ })).toBeVisible()
  await expect(page.locator('legend mark')).toHaveCount(1)
  await page.keyboard.press('n')
  await expect(page.getByRole('textbox')).toHaveValue('Sixteen is above twelve.')
})

test('a browser that is killed while keys are pressed keeps every action that it had called saved', async ({
  baseURL,
}, { project }) => {
  test.slow()
  await withProfile({ baseURL, ...project.use.launchOptions }, async (open) => {
    const first = await open()
    const page = await first.context.newPage()
    let savedUpTo = 0
    await page.exposeFunction('noteSaved', (place: number) => (savedUpTo = Math.max(savedUpTo, place)))
    await enter(page)
    await page.evaluate(() => {
      const look = () => {
        const isSaved = document.querySelector('.saving')?.textContent === 'Saved'
        const place = Number(document.querySelector('.place')?.textContent?.trim().split(' ')[0])
        if (isSaved) void Reflect.get(window, 'noteSaved')(place)
      }
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    })
    const processes = await first.processes()
    expect(processes.length).toBeGreaterThan(1)
    const pressing = (async () => {
      for (let number = 1; number < 10; number++) {
        await page.keyboard.press('3')
        await page.keyboard.press('j')
      }
    })().catch(() => undefined)
    await expect.poll(() => savedUpTo, { intervals: [5] }).toBeGreaterThan(4)
    for (const id of processes) process.kill(id, 'SIGKILL')
    await pressing

    const second = await open()
    const again = await second.context.newPage()
    await again.goto('/exams/')
    await expect(again.getByText('Your exam is still running')).toBeVisible()
    const { events } = await storedAttempt(again, 'room')
    const moves = events.flatMap((event) => (event.type === 'moved' ? [event.to] : []))
    expect(moves).toEqual(Array.from({ length: moves.length }, (_, index) => index + 1))
    expect(moves.length).toBeGreaterThanOrEqual(savedUpTo - 1)
    expect(events.filter(({ type }) => type === 'chose').length).toBeGreaterThanOrEqual(savedUpTo - 1)
    await again.goto('/exams/attempt/?id=room')
    await expect(heading(again, moves.length + 1)).toBeVisible()
  })
})

test('a laptop that slept through the deadline finds the exam ended at the deadline', async ({ baseURL }, {
  project,
}) => {
  test.slow()
  await withProfile({ baseURL, ...project.use.launchOptions }, async (open) => {
    const { context, processes } = await open()
    const page = await context.newPage()
    await enter(page, aRoomPlan({ limitMs: 8000 }))
    await page.keyboard.press('2')
    await isSaved(page)
    const ids = await processes()
    for (const id of ids) process.kill(id, 'SIGSTOP')
    await new Promise((later) => setTimeout(later, 9000))
    for (const id of ids) process.kill(id, 'SIGCONT')
    await expect(page.getByRole('heading', { name: 'Time is up.' })).toBeVisible()
    await expect(page.getByText('Your answers were submitted at 0:00:08.')).toBeVisible()
    const { attempts } = await storedAttempt(page, 'room')
    expect(attempts[0]?.summary).toMatchObject({ cause: 'time-out' })
    const { startedAt = 0, endedAt = 0 } = attempts[0]?.summary ?? {}
    expect(endedAt - startedAt).toBe(8000)
  })
})

test('every transaction that writes is strict', async ({ page }) => {
  await page.addInitScript(() => {
    const modes: string[] = []
    Object.assign(window, { modes })
    // oxlint-disable-next-line typescript/unbound-method
    const { transaction } = IDBDatabase.prototype
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode === 'readwrite') modes.push(options?.durability ?? 'unset')
      return transaction.call(this, names, mode, options)
    }
  })
  await storeAttempt(page, aRoomPlan())
  await page.goto('/exams/attempt/?id=room')
  await expect(heading(page, 1)).toBeFocused()
  await page.keyboard.press('1')
  await page.keyboard.press('m')
  await page.keyboard.press('j')
  await isSaved(page)
  const modes = await page.evaluate((): readonly string[] => Reflect.get(window, 'modes'))
  expect(modes.length).toBeGreaterThanOrEqual(4)
  expect(new Set(modes)).toEqual(new Set(['strict']))
})

test('a clock that is set back gains nothing, now or after a reload, and the jump is in the log', async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept())
  await page.addInitScript(() => {
    const real = Date.now.bind(Date)
    Date.now = () => real() + Number(localStorage.getItem('set-back') ?? 0)
  })
  await enter(page)
  const leftMs = async () => {
    const [hours = 0, minutes = 0, seconds = 0] = (await page.getByRole('timer').innerText()).split(':').map(Number)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000
  }
  const before = await leftMs()
  const jumps = async () =>
    (await storedAttempt(page, 'room')).events.flatMap((event) =>
      event.type === 'ticked' && event.setBackMs !== undefined ? [Math.round(event.setBackMs / 60_000)] : [],
    )
  expect(await jumps()).toEqual([])
  await page.evaluate(() => localStorage.setItem('set-back', String(-45 * 60_000)))
  await expect.poll(jumps).toEqual([45])
  expect(await leftMs()).toBeLessThanOrEqual(before)
  await page.keyboard.press('2')
  await isSaved(page)
  const then = await leftMs()
  await page.reload()
  await expect(heading(page, 1)).toBeVisible()
  expect(await leftMs()).toBeLessThanOrEqual(then)
})

test('a second tab only reads, and takes over when the first is closed', async ({ page, context }) => {
  await enter(page)
  await page.keyboard.press('2')
  await isSaved(page)
  const second = await context.newPage()
  await second.goto(page.url())
  await expect(second.getByText('This exam is open in another tab')).toBeVisible()
  await second.keyboard.press('3')
  await second.keyboard.press('n')
  await expect(second.getByRole('textbox')).toHaveJSProperty('readOnly', true)
  expect((await storedAttempt(second, 'room')).events.filter(({ type }) => type === 'chose')).toHaveLength(1)
  await page.close()
  await expect(second.getByText('This exam is open in another tab')).toHaveCount(0)
  await expect(second.getByRole('radio', { name: /Option b/ })).toBeChecked()
  await second.keyboard.press('3')
  await expect(second.getByRole('radio', { name: /Option c/ })).toBeChecked()
  await isSaved(second)
  expect((await storedAttempt(second, 'room')).events.filter(({ type }) => type === 'chose')).toHaveLength(2)
})

test('a full disk is said, with what to do; the answer stays, over a reload too, and is saved when there is room', async ({
  page,
}) => {
  test.slow()
  page.on('dialog', (dialog) => void dialog.accept())
  await enter(page)
  const { origin } = new URL(page.url())
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  // For half a minute Chromium goes by the room it found last.
  await page.waitForTimeout(31_000)
  await page.keyboard.press('2')
  await expect(page.getByText(/^Not saved: this device has no room left\. .*free some space/)).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await expect(page.getByRole('radio', { name: /Option a/ })).toBeChecked()
  const types = async () => (await storedAttempt(page, 'room')).events.map(({ type }) => type)
  expect(await types()).toEqual(['started'])
  await page.reload()
  await expect(heading(page, 2)).toBeVisible()
  await expect(page.getByRole('radio', { name: /Option a/ })).toBeChecked()
  expect(await types()).toEqual(['started'])
  await session.send('Storage.overrideQuotaForOrigin', { origin })
  await expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 15_000 })
  expect(await types()).toEqual(['started', 'chose', 'moved', 'chose'])
})

test('a release in the middle of an exam takes nothing away: the old files are gone, and it is answered, looked up, finished and read', async ({
  page,
}) => {
  await enter(page)
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  // Of the old release no file is left; what another page asks for is the new one's.
  await page.route('**/_astro/**', (route) => {
    const isOld = route.request().frame().url().includes('/exams/attempt/')
    if (isOld) asked.push(route.request().url())
    return isOld ? route.fulfill({ status: 404 }) : route.continue()
  })
  await page.keyboard.press('2')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.keyboard.type('Still here.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('l')
  await page.getByRole('searchbox').fill('scope')
  await page.locator('.found button').first().click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page.getByRole('button', { name: 'Question 5' }).click()
  await isSaved(page)
  expect(asked).toEqual([])
  await page.getByRole('button', { name: 'Finish exam' }).click()
  await page.getByRole('button', { name: 'Finish and score' }).click()
  await page.getByRole('button', { name: 'Finish with 9 unanswered' }).click()
  await expect(page).toHaveURL(/\/exams\/result\//)
  await expect(page.getByRole('heading', { level: 1, name: /^Pass mark/ })).toBeVisible()
})

test('a release that changes the database in the middle of an exam stops the writing, says so, and loses no answer', async ({
  page,
  context,
}) => {
  page.on('dialog', (dialog) => void dialog.accept())
  await enter(page)
  await page.keyboard.press('2')
  await isSaved(page)
  const newer = await context.newPage()
  await newer.goto('/about/')
  await newer.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const now = indexedDB.open('aimward')
        now.onsuccess = () => {
          const { version } = now.result
          now.result.close()
          // Dexie counts in tens.
          const upgrading = indexedDB.open('aimward', version + 10)
          upgrading.onsuccess = () => resolve(upgrading.result.close())
          upgrading.onerror = () => reject(upgrading.error)
        }
      }),
  )
  await page.keyboard.press('3')
  await expect(page.getByText(/^Not saved: a newer release of this site has opened in another tab\./)).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await newer.close()
  await page.reload()
  await expect(heading(page, 2)).toBeVisible()
  await expect(page.getByRole('radio', { name: /Option a/ })).toBeChecked()
  await page.keyboard.press('k')
  await expect(page.getByRole('radio', { name: /Option c/ })).toBeChecked()
  expect((await storedAttempt(page, 'room')).events.map(({ type }) => type)).toEqual(['started', 'chose'])
})

test('a part that never loaded says so and how to have it, and the exam goes on without it', async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept())
  await page.route(/_astro\/parts\..*\.js/, (route) => route.fulfill({ status: 404 }))
  await enter(page)
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'This part did not load' })
  await expect(dialog).toContainText('reload the page')
  await page.keyboard.press('Escape')
  await page.keyboard.press('2')
  await page.keyboard.press('j')
  await expect(heading(page, 2)).toBeFocused()
  await isSaved(page)
  await page.unroute(/_astro\/parts\..*\.js/)
  await page.reload()
  await expect(heading(page, 2)).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByRole('textbox', { name: 'Your notes' })).toBeVisible()
})

test('an attempt that was tampered with is refused with the reason, and nothing is touched', async ({ page }) => {
  await storeAttempt(page, aRoomPlan(), [
    { type: 'started', at: 1 },
    { type: 'chose', at: 2, question: 'q-1', options: ['b'] },
  ])
  const [, second] = (await storedAttempt(page, 'room')).rows.events
  await page.evaluate(putRows, {
    events: [{ ...second, event: { type: 'chose', at: 2, question: 'q-1', options: ['z'] } }],
  })
  const tampered = (await storedAttempt(page, 'room')).rows
  await page.goto('/exams/attempt/?id=room')
  await expect(page.getByRole('heading', { name: 'This exam cannot be opened' })).toBeVisible()
  await expect(page.getByText('events[1] names an option that is not offered')).toBeVisible()
  expect((await storedAttempt(page, 'room')).rows).toEqual(tampered)
})
