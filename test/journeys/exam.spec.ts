import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, expect, test, type Page } from '@playwright/test'
import { inScheme } from '../support/look.ts'

const heading = (page: Page, number: number) =>
  page.getByRole('heading', { level: 1, name: new RegExp(`^Question ${number} of 40`) })

async function start(page: Page) {
  await page.goto('/exams/foundation-40/')
  await page.getByRole('button', { name: 'I am ready to start this timed exam' }).click()
  await expect(heading(page, 1)).toBeFocused()
}

/** Answers the question on screen by keys alone, with as many options as it asks for. */
async function answer(page: Page, number: number) {
  await expect(heading(page, number)).toBeFocused()
  const chosen = page.locator('.asked input:checked')
  const asked = (await page.locator('.chosen-count').allTextContents()).join('')
  const pick = Number(/of (\d)/.exec(asked)?.[1] ?? 1)
  for (let count = 1; count <= pick; count++) {
    await page.keyboard.press(String(((number + count) % 3) + 1))
    await expect(chosen).toHaveCount(count)
  }
}

/** Answers each question from here on, and leaves the desk on the last. */
async function answerAll(page: Page, from = 1) {
  for (let number = from; number <= 40; number++) {
    await answer(page, number)
    if (number < 40) await page.keyboard.press('j')
  }
}

const noViolation = async (page: Page, state: string) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map((one) => `${state} ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([])
}

test('the rules are told before the clock, each figure with its source, and nothing of question 1', async ({
  page,
}) => {
  await page.goto('/exams/foundation-40/')
  const main = page.getByRole('main')
  await expect(main).toContainText('70 %: 28 of 40')
  await expect(main).toContainText(/not official/i)
  await expect(
    main.getByRole('button', { name: 'Not yet' }).or(main.getByRole('link', { name: 'Not yet' })),
  ).toBeVisible()
  await expect(page.getByRole('radio', { name: /^[A-C]/ })).toHaveCount(0)
})

test('a candidate sits the whole exam by keyboard, reloads in the middle, finishes and reads the result', async ({
  page,
}) => {
  test.slow()
  page.on('dialog', (dialog) => void dialog.accept())
  await start(page)
  for (let number = 1; number <= 5; number++) {
    await answer(page, number)
    if (number === 2) await page.keyboard.press('m')
    await page.keyboard.press('j')
  }
  await expect(heading(page, 6)).toBeFocused()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await page.reload()
  await expect(heading(page, 6)).toBeVisible()
  await page.keyboard.press('r')
  const navigator = page.getByRole('dialog')
  await expect(navigator).toContainText('Flagged')
  await expect(navigator.getByRole('row', { name: /Complete/ })).toHaveCount(5)
  await page.keyboard.press('Escape')

  await expect(heading(page, 6)).toBeVisible()
  await page.getByRole('heading', { level: 1 }).focus()
  await answerAll(page, 6)
  await page.getByRole('button', { name: 'Finish exam' }).click()
  await expect(page.getByRole('button', { name: 'Return to exam' })).toBeFocused()
  await expect(page.getByRole('dialog')).toContainText('1 flagged')
  await page.getByRole('button', { name: 'Finish and score' }).click()

  await expect(page).toHaveURL(/\/exams\/result\/\?id=/)
  const main = page.getByRole('main')
  await expect(main).toContainText(/\d+ of 40/)
  await expect(main).toContainText(/Of 40 questions, all were new to you/)
  await noViolation(page, 'result')

  await page.goto('/settings/')
  await expect(page.getByText(/40 responses, 1 attempt/)).toBeVisible()
})

test('asks once more when questions are unanswered, and leads back to one', async ({ page }) => {
  await start(page)
  await answer(page, 1)
  await page.getByRole('button', { name: 'Finish exam' }).click()
  await expect(page.getByRole('dialog')).toContainText('39 unanswered')
  await noViolation(page, 'finish dialog')
  await page.getByRole('button', { name: 'Go to question 2' }).click()
  await expect(heading(page, 2)).toBeFocused()
  await page.getByRole('button', { name: 'Finish exam' }).click()
  await page.getByRole('button', { name: 'Finish and score' }).click()
  await expect(page.getByRole('heading', { name: 'Finish with 39 unanswered questions?' })).toBeVisible()
  await page.getByRole('button', { name: 'Return to exam' }).click()
  await expect(heading(page, 2)).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the desk has no axe violation in ${colorScheme}, flagged, struck and with the Navigator open`, async ({
    page,
  }) => {
    await inScheme(page, colorScheme)
    await start(page)
    await noViolation(page, 'unanswered')
    await page.keyboard.press('m')
    await page.getByRole('button', { name: 'Strike out B' }).click()
    await noViolation(page, 'flagged and struck')
    await page.keyboard.press('r')
    await expect(page.getByRole('dialog')).toBeVisible()
    await noViolation(page, 'navigator')
  })
}

test('a second tab may only read', async ({ page, context }) => {
  await start(page)
  const second = await context.newPage()
  await second.goto(page.url())
  await expect(second.getByText('This exam is open in another tab')).toBeVisible()
  await expect(second.locator('.asked input').first()).toBeDisabled()
})

test('time that runs out while the page is closed ends the exam at the deadline', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-11-23T10:00:00') })
  await start(page)
  await page.keyboard.press('1')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const url = page.url()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.goto('/about/')
  await page.clock.setFixedTime(new Date('2026-11-23T13:00:00'))
  await page.goto(url)
  await expect(page.getByText('Time is up.')).toBeVisible()
  await expect(page.getByText('Your answers were submitted at 1:00:00.')).toBeVisible()
})

test('a browser killed in the middle loses nothing that was shown as saved', async ({ baseURL }, { project }) => {
  test.slow()
  const profile = await mkdtemp(join(tmpdir(), 'aimward-kill-'))
  const { executablePath, args } = project.use.launchOptions ?? {}
  const open = () =>
    chromium.launchPersistentContext(profile, {
      baseURL: baseURL ?? '',
      ...(executablePath ? { executablePath } : {}),
      args: args ?? [],
    })
  try {
    const first = await open()
    const page = await first.newPage()
    await start(page)
    for (let number = 1; number <= 7; number++) {
      await answer(page, number)
      await page.keyboard.press('j')
    }
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    const url = page.url()
    const session = await first.browser()?.newBrowserCDPSession()
    const closed = new Promise((resolve) => first.on('close', resolve))
    // The process dies as by a power cut: no unload, no flush.
    await Promise.race([session?.send('Browser.crash'), closed]).catch(() => undefined)
    await closed

    const second = await open()
    const again = await second.newPage()
    await again.goto('/exams/')
    await expect(again.getByText('Your exam is still running')).toBeVisible()
    await again.goto(url)
    await expect(heading(again, 8)).toBeVisible()
    await again.keyboard.press('r')
    await expect(again.getByRole('dialog').getByRole('row', { name: /Complete/ })).toHaveCount(7)
    await second.close()
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
})

test('an unknown attempt is refused with the reason and a way on', async ({ page }) => {
  await page.goto('/exams/attempt/?id=nothing')
  await expect(page.getByText('This attempt is not on this device.')).toBeVisible()
  await page.getByRole('link', { name: 'To the list of exams' }).click()
  await expect(page).toHaveURL(/\/exams\/$/)
})
