import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { answerQuestion } from '../support/answer-question.ts'
import { dist, goOffline, goOnline, keepCourse, keptTest as test } from '../support/kept-site.ts'
import { forget, nextRelease } from '../support/plain-host.ts'
import { inScheme } from '../support/look.ts'

const lesson = '/courses/foundation/ai-systems/roles/'
const sign = (page: Page) => page.getByRole('banner').getByText('You are offline. What you do is kept on this device.')
const atWork = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

async function answerFirstCheck(page: Page) {
  const check = page.getByRole('region', { name: /^Check yourself/ }).first()
  await check.scrollIntoViewIfNeeded()
  await expect(check.locator('astro-island')).not.toHaveAttribute('ssr')
  await check.getByRole('radio').first().check()
  await check.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(check.getByRole('status')).toContainText(/Right|Not right/)
}

const storedResponses = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('aimward')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const db = opening.result
          if (!db.objectStoreNames.contains('responses')) return resolve(0)
          const counting = db.transaction('responses').objectStore('responses').count()
          counting.onsuccess = () => {
            db.close()
            resolve(counting.result)
          }
        }
      }),
  )

async function noViolation(page: Page, state: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await inScheme(page, colorScheme)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map((one) => `${state} ${colorScheme} ${one.id}: ${one.nodes[0]?.target.join(' ')}`)).toEqual([])
  }
}

test('a course is kept after one visit; without a connection it is read, answered, searched, examined and reviewed', async ({
  page,
  host,
  context,
}) => {
  test.slow()
  page.on('dialog', (dialog) => void dialog.accept())
  const broken: string[] = []
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      console.error(`policy: ${violatedDirective}`),
    ),
  )
  page.on('console', (message) => message.text().startsWith('policy') && broken.push(message.text()))
  page.on('pageerror', (error) => broken.push(error.message))

  // The connection breaks off in the middle; what is left is loaded later.
  host.refuse((path) => path.includes('/handbook/'))
  await page.goto('/courses/foundation/')
  await page.getByRole('button', { name: /^Keep this course offline/ }).click()
  await expect(
    page.getByText(/^Kept in part: .*The connection broke off\. Continue when you are online\.$/),
  ).toBeVisible({ timeout: 50_000 })
  host.refuse(() => false)
  await page.getByRole('button', { name: /^Continue \(/ }).click()
  await expect(page.getByText(/^Kept on this device/)).toBeVisible({ timeout: 50_000 })
  await noViolation(page, 'a kept course')
  await goOffline(host, context)
  await expect(sign(page)).toBeVisible()

  await page.goto(lesson)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Who is who')
  await expect(sign(page)).toBeVisible()
  await answerFirstCheck(page)
  await expect.poll(() => storedResponses(page)).toBe(1)

  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Search' }).getByRole('searchbox').fill('a624')
  await page.locator('.search-results a').first().click()
  await expect(page).toHaveURL(/\/standard\/A\.6\.2\.4\/$/)

  await page.goto('/courses/foundation/ai-systems/')
  await page.getByRole('heading', { name: 'Module test' }).scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: 'Start the test' }).click()
  await expect(page.getByRole('heading', { name: 'Question 1 of 10' })).toBeFocused()
  await answerQuestion(page)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Next question' })).toBeVisible()

  await page.goto('/exams/short-20/')
  await page.getByRole('button', { name: 'I am ready to start this timed exam' }).click()
  await expect(page.getByRole('heading', { name: /^Question 1 of 20/ })).toBeFocused()
  await page.keyboard.press('2')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.locator('.asked input:checked')).toHaveCount(1)
  await page.getByRole('button', { name: 'Finish exam' }).click()
  await page.getByRole('button', { name: 'Finish and score' }).click()
  // One that asks for two is not answered yet.
  await page.getByRole('button', { name: /^Finish with (19|20) unanswered$/ }).click()
  await expect(page).toHaveURL(/\/exams\/result\//)
  await expect(page.getByRole('heading', { level: 1, name: /^Pass mark/ })).toBeVisible()
  // Lessons to repair are named from a file of their own.
  await expect(page.getByRole('main').locator('a[href*="/courses/foundation/"]')).not.toHaveCount(0)

  for (const [path, seen] of [
    ['/progress/', 'Progress'],
    ['/review/', 'Today'],
    ['/practice/', 'Practice'],
    ['/courses/foundation/planning/handbook/', 'clause 6'],
    ['/courses/foundation/path', 'path'],
    ['/exams/paper/', 'paper'],
    ['/cases/harrow-vale/', 'Harrow Vale'],
    ['/glossary/', 'Glossary'],
    ['/', 'examined'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(new RegExp(seen, 'i'))
    await expect(page.getByText(/did not load/)).toHaveCount(0)
  }
  await page.goto('/exams/')
  await expect(page.locator('.attempts li')).toHaveCount(1)
  await page.goto('/progress/')
  await expect(page.getByRole('region', { name: 'Lessons' })).toBeVisible()

  await page.goto('/settings/')
  await page.getByRole('button', { name: 'Remove from this device' }).click()
  await expect(page.getByRole('button', { name: /^Keep this course offline/ })).toHaveCount(3)
  expect(broken).toEqual([])
})

test('without anything kept, the page last read is there; for others it says which lessons are, and comes back by itself', async ({
  page,
  host,
  context,
}) => {
  await page.goto(lesson)
  await atWork(page)
  await expect.poll(() => page.evaluate(async (path) => (await caches.match(path)) !== undefined, lesson)).toBe(true)
  await goOffline(host, context)
  const answer = await page.goto('/courses/foundation/context/aims/')
  expect(answer?.status()).toBe(503)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No connection, and this page is not on your device')
  const lessons = page.getByRole('main').locator('a[href*="/courses/foundation/"]:visible')
  await expect(lessons).toHaveCount(1)
  await noViolation(page, 'the page for what is not there')
  await lessons.click()
  await expect(page).toHaveURL(new RegExp(`${lesson}$`))
  await answerFirstCheck(page)
  await expect.poll(() => storedResponses(page)).toBe(1)

  await page.goto('/standard/6.1.3/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No connection, and this page is not on your device')
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await goOnline(host, context)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('AI risk treatment')
  await expect(sign(page)).toHaveCount(0)
  const missing = await page.goto('/nothing/')
  expect(missing?.status()).toBe(404)
})

test('a host that does not answer is not waited for, when the page is kept', async ({ page, host }) => {
  // Away from the computer on which the site is built, where a new build is waited for.
  const away = host.url.replace('localhost', '127.0.0.1')
  await page.goto(away)
  await page.goto(`${away}glossary/`)
  await atWork(page)
  await page.goto(`${away}faq/`)
  host.silence(() => true)
  await page.goto(`${away}glossary/`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Glossary')
  host.silence((path) => path === 'glossary/')
  // What is not kept is waited for.
  await page.goto(`${away}accessibility/`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Accessibility')
})

test('a new version is offered, never in an exam, and takes nothing from a page that is still open', async ({
  page,
  host,
  context,
}) => {
  test.slow()
  await keepCourse(page)

  // An old page that asks for the store when something is answered, and not before.
  const old = await context.newPage()
  await old.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }))
  await old.goto(lesson)

  const exam = await context.newPage()
  exam.on('dialog', (dialog) => void dialog.accept())
  await exam.goto('/exams/short-20/')
  await exam.getByRole('button', { name: 'I am ready to start this timed exam' }).click()
  await expect(exam.getByRole('heading', { name: /^Question 1 of 20/ })).toBeFocused()

  const release = await nextRelease(dist)
  host.serve(release)
  const waits = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      await registration?.update()
      return registration?.waiting?.state
    })
  const offer = page.getByText('A new version is ready.')
  await page.reload()
  await expect.poll(waits).toBe('installed')
  await page.reload()
  await expect(page.getByText(/^Kept on this device/)).toBeVisible({ timeout: 50_000 })
  await expect(offer).toHaveCount(0)
  await exam.keyboard.press('2')
  await expect(exam.getByText('Saved', { exact: true })).toBeVisible()
  await exam.close()

  await page.reload()
  await expect(offer).toBeVisible({ timeout: 50_000 })
  await noViolation(page, 'a new version')
  await Promise.all([
    page.waitForURL('**/courses/foundation/'),
    page.waitForEvent('load'),
    page.getByRole('button', { name: 'Reload' }).click(),
  ])
  expect(await waits()).toBeUndefined()
  await expect(page.getByText(/^Kept on this device/)).toBeVisible({ timeout: 50_000 })
  await expect(offer).toHaveCount(0)

  // What was kept comes along.
  const renewed = () =>
    page.evaluate(async () => {
      const packs = (await caches.keys()).filter((name) => name.includes(' pack '))
      return new Set(packs.map((name) => name.split(' ')[3])).size === 1 && packs.length === 2
    })
  await expect.poll(renewed, { timeout: 30_000 }).toBe(true)

  // The script of the store has vanished from the host.
  const store = await page.evaluate(async () => {
    const names = await caches.keys()
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return keys
      .flat()
      .map(({ url }) => url)
      .find((url) => /_astro\/progress\.[^.]*\.js$/.test(url) && !url.endsWith('2.js'))
  })
  expect((await page.request.get(store ?? '')).status()).toBe(404)
  await answerFirstCheck(old)
  await expect.poll(() => storedResponses(old)).toBe(1)
  await old.close()

  await goOffline(host, context)
  await page.goto('/courses/foundation/context/aims/')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('The AIMS')
  await expect(page.locator('link[rel=stylesheet]').first()).toHaveAttribute('href', /2\.css$/)
  expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Atkinson')
  forget(release)
})

test('a device without room says so, keeps what it can, and the site goes on', async ({ page, host }) => {
  test.slow()
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(host.url).origin, quotaSize: 2_500_000 })
  await page.goto('/courses/foundation/')
  await page.getByRole('button', { name: /^Keep this course offline/ }).click()
  await expect(page.getByText(/^Kept in part: .*no room left for the rest\. Free some space/)).toBeVisible({
    timeout: 50_000,
  })
  await page.goto(lesson)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Who is who')
  await page.goto('/settings/')
  await page.getByRole('button', { name: 'Remove what is here' }).click()
  await expect(page.getByRole('button', { name: /^Keep this course offline/ })).toHaveCount(3)
})

test('can be installed', async ({ page }) => {
  await page.goto('/')
  await atWork(page)
  const session = await page.context().newCDPSession(page)
  const { errors } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // Browsers install nothing from a window that forgets.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
})
