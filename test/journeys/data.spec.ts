import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { aLearnersFile } from '../support/learner-backup.ts'

async function choose(page: Page, text: string) {
  await page.goto('/settings/')
  await page
    .getByLabel('Import a file')
    .setInputFiles({ name: 'aimward.json', mimeType: 'application/json', buffer: Buffer.from(text) })
}
async function arrive(page: Page, text: string) {
  await choose(page, text)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByText(/^Imported: /)).toBeVisible()
}

/** Opens the database in another version, as another release would, and lets go of it. */
const upgradeTo = (page: Page, version: number) =>
  page.evaluate(
    (version) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('aimward', version)
        opening.onupgradeneeded = () => opening.result.createObjectStore('fresh', { keyPath: 'id' })
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          opening.result.close()
          resolve()
        }
      }),
    version,
  )

test('a newer release takes over: the open page says so and stores nothing, and so does one that comes later', async ({
  page,
  context,
}) => {
  await arrive(page, await aLearnersFile({ responses: 12 }))
  await page.goto('/review/')
  await expect(page.getByRole('heading', { name: 'Your aim' })).toBeVisible()
  const other = await context.newPage()
  await other.goto('/faq/')
  await upgradeTo(other, 990)
  const note = page.getByText('A newer release of Aimward has taken over what is stored here.')
  await expect(note).toBeVisible()
  await page.getByLabel('Minutes a day').selectOption('45')
  await expect(page.getByText('That was not kept. A newer release of Aimward is open in another tab.')).toBeVisible()
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(note).toBeVisible()
  await page.goto('/settings/')
  await expect(note).toBeVisible()
  await expect(page.getByText('12 responses').first()).toBeVisible()
})

test('what an older release left and this one cannot take over is untouched, saved to a file, and imported', async ({
  page,
  browser,
}) => {
  await page.goto('/faq/')
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('aimward', 10)
        opening.onupgradeneeded = () => {
          for (const name of ['studies', 'visits', 'settings', 'responses', 'attempts', 'plans', 'events'])
            opening.result.createObjectStore(name, { keyPath: 'id' })
          opening.transaction
            ?.objectStore('studies')
            .put({ id: 'foundation/context/scope', schema: 1, at: 5, studied: true })
        }
        opening.onsuccess = () => {
          opening.result.close()
          resolve()
        }
      }),
  )
  await page.addInitScript(() => {
    IDBDatabase.prototype.createObjectStore = () => {
      throw new DOMException('Refused.', 'ConstraintError')
    }
  })
  await page.goto('/progress/')
  await expect(page.getByText('could not be brought up to this one. It is untouched.')).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save what is stored to a file' }).click(),
  ])
  const file = await readFile(await download.path(), 'utf8')
  expect(JSON.parse(file)).toMatchObject({ app: 'aimward', format: 1 })

  const elsewhere = await browser.newPage()
  await arrive(elsewhere, file)
  await expect(elsewhere.getByText('1 studied lesson').first()).toBeVisible()
  await elsewhere.close()
})

test('what the browser clears away is missed, and comes back from an exported file', async ({ page }) => {
  const file = await aLearnersFile({ responses: 12 })
  await arrive(page, file)
  await page.goto('/faq/')
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' })
  await page.goto('/progress/')
  await expect(page.getByText(/^Something was kept here until .* and now it is gone/)).toBeVisible()
  await page.getByRole('link', { name: 'Import under Settings' }).click()
  await arrive(page, file)
  await page.goto('/progress/')
  await expect(page.getByText('Not enough evidence yet: ')).toBeVisible()
  await expect(page.getByText('and now it is gone')).toHaveCount(0)
})

test('a clock that runs behind is told of, and answers count all the same', async ({ page }) => {
  await arrive(page, await aLearnersFile({ responses: 60 }))
  await page.clock.setSystemTime(Date.now() - 90 * 86_400_000)
  await page.goto('/review/')
  await expect(page.getByText(/One of the two clocks was wrong\. .*Nothing is lost\./)).toBeVisible()
  await page.goto('/courses/foundation/ai-systems/roles/')
  const check = page.getByRole('region', { name: /^Check yourself/ }).first()
  await check.scrollIntoViewIfNeeded()
  await expect(check.locator('astro-island')).not.toHaveAttribute('ssr')
  await check.getByRole('radio').first().check()
  await check.getByRole('button', { name: 'Check' }).click()
  await expect(check.getByRole('status')).toContainText(/Right|Not right/)
  await page.goto('/settings/')
  await expect(page.getByText('61 responses').first()).toBeVisible()
})

test('the browser is asked to keep everything after the first exam that was handed in, not at load, and once', async ({
  page,
}) => {
  await page.addInitScript(() => {
    navigator.storage.persist = async () => {
      localStorage.setItem('asked', String(Number(localStorage.getItem('asked') ?? 0) + 1))
      return true
    }
  })
  const asked = () => page.evaluate(() => Number(localStorage.getItem('asked') ?? 0))
  for (const path of ['/', '/progress/', '/settings/']) await page.goto(path)
  const sit = async () => {
    await page.goto('/exams/short-20/')
    await page.getByRole('button', { name: 'I am ready to start this timed exam' }).click()
    await expect(page.getByRole('heading', { name: /^Question 1 of 20/ })).toBeFocused()
    expect(await asked()).toBeLessThan(2)
    await page.getByRole('button', { name: 'Finish exam' }).click()
    await page.getByRole('button', { name: 'Finish and score' }).click()
    await page.getByRole('button', { name: 'Finish with 20 unanswered' }).click()
    await expect(page.getByRole('heading', { name: 'Pass mark not reached' })).toBeVisible()
  }
  expect(await asked()).toBe(0)
  await sit()
  await expect(page.getByText('the browser has promised not to clear it away')).toBeVisible()
  expect(await asked()).toBe(1)
  await sit()
  expect(await asked()).toBe(1)
})

test('a real result is written down, changed, deleted and brought back, and goes with the export', async ({ page }) => {
  await arrive(page, await aLearnersFile({ responses: 200 }))
  await page.goto('/progress/')
  const part = page.getByRole('region', { name: 'The real exam' })
  await part.getByRole('button', { name: 'Write down a result' }).click()
  await part.getByRole('button', { name: 'Keep it' }).click()
  await expect(part.getByText('Choose the day of the exam.')).toBeVisible()
  await part.getByLabel('Day').fill(new Date().toISOString().slice(0, 10))
  await part.getByRole('radio', { name: 'Not passed' }).check()
  await part.getByLabel(/^Score/).fill('65 %')
  await part.getByRole('button', { name: 'Keep it' }).click()
  await expect(part.getByText(/Not passed, 65 %: PECB, ISO\/IEC 42001 Foundation, on /)).toBeVisible()
  await expect(part.getByText(/^What your answers before that day said: About \d+ % to pass/)).toBeVisible()

  await part.getByRole('button', { name: 'Change ISO/IEC 42001 Foundation' }).click()
  await part.getByLabel('Exam', { exact: true }).selectOption('Another exam')
  await part.getByLabel('Body').fill('A body')
  await part.getByLabel('Title of the exam').fill('An exam')
  await part.getByRole('radio', { name: 'Passed', exact: true }).check()
  await part.getByRole('button', { name: 'Keep it' }).click()
  await expect(part.getByText(/Passed, 65 %: A body, An exam, on /)).toBeVisible()
  await part.getByRole('button', { name: 'Delete An exam' }).click()
  await expect(part.getByText(/A body, An exam, on /)).toHaveCount(0)
  await part.getByRole('button', { name: 'Bring it back' }).click()
  await expect(part.getByText(/A body, An exam, on /)).toBeVisible()

  await page.goto('/settings/')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export to a file' }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain('"exam":"An exam"')
})
