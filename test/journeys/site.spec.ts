import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { inScheme } from '../support/look.ts'

const pages = [
  '/',
  '/courses/',
  '/courses/foundation/',
  '/courses/foundation/ai-systems/',
  '/courses/foundation/ai-systems/roles/',
  '/courses/foundation/standard-and-family/law-and-frameworks/',
  '/courses/foundation/path/',
  '/courses/foundation/planning/handbook/',
  '/standard/',
  '/standard/6.1.3/',
  '/standard/A.6.2.4/',
  '/standard/annex-c/',
  '/cases/harrow-vale/',
  '/glossary/',
  '/mistakes/',
  '/faq/',
  '/exams/',
  '/exams/foundation-40/',
  '/exams/custom/',
  '/exams/guide/',
  '/exams/placement/',
  '/exams/paper/',
  '/practice/',
  '/progress/',
  '/review/',
  '/search/?q=impact',
  '/workbooks/',
  '/workbooks/ai-risk-register/',
  '/settings/',
  '/offline/',
  '/about/',
  '/about/quality/',
  '/about/corrections/',
  '/privacy/',
  '/accessibility/',
]

/** Notes what a page must never do: break its own policy, ask another origin, throw, set a cookie. */
async function watch(page: Page) {
  const seen: string[] = []
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    ),
  )
  page.on('console', (message) => message.type() === 'error' && seen.push(message.text()))
  page.on('pageerror', (error) => seen.push(error.message))
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== 'localhost') seen.push(`request to ${hostname}`)
  })
  return seen
}

test.describe('every page', () => {
  for (const path of pages) {
    test(`${path} keeps its policy, stays on this origin and hydrates`, async ({ page, context }) => {
      const seen = await watch(page)
      await page.goto(path)
      for (const island of await page.locator('astro-island').all()) {
        // An island has no box of its own, and what is in it may be drawn anew at any moment.
        await island.evaluate((element) => element.firstElementChild?.scrollIntoView())
        await expect(island).not.toHaveAttribute('ssr')
      }
      expect(seen).toEqual([])
      expect(await context.cookies()).toEqual([])
    })
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no axe violation in ${colorScheme}`, async ({ page }) => {
      test.setTimeout(pages.length * 30_000)
      await inScheme(page, colorScheme)
      for (const path of pages) {
        await page.goto(path)
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze()
        expect(
          violations.map((one) => `${path} ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
        ).toEqual([])
      }
    })
  }

  for (const width of [320, 768, 1280])
    test(`fits ${width} px without scrolling sideways`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 })
      for (const path of pages) {
        await page.goto(path)
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(excess, path).toBeLessThanOrEqual(0)
      }
    })

  test('can be read with JavaScript off', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' })
    const page = await context.newPage()
    await page.goto('/courses/foundation/ai-systems/roles/')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'In one breath' })).toBeVisible()
    await expect(page.getByRole('radio').first()).toBeVisible()
    await context.close()
  })

  test('an unknown address says so and leads on', async ({ page }) => {
    const answer = await page.goto('/courses/foundation/nothing/')
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address')
    await page.getByRole('main').getByRole('link', { name: 'glossary' }).click()
    await expect(page).toHaveURL(/\/glossary\/$/)
  })

  test('prints a lesson without the site around it', async ({ page }) => {
    await page.goto('/courses/foundation/ai-systems/roles/')
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await expect(page.getByRole('banner')).toBeHidden()
    await expect(page.getByRole('heading', { name: 'In one breath' })).toBeVisible()
    expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('light')
  })
})
