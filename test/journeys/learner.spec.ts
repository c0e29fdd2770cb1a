import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { answerQuestion } from '../support/answer-question.ts'

const lesson = '/courses/foundation/ai-systems/roles/'

/** Answers every check of the open lesson with its first option, by keyboard. */
async function answerChecks(page: Page) {
  const checks = page.getByRole('region', { name: /^Check yourself/ })
  for (let at = 0; at < (await checks.count()); at++) {
    const check = checks.nth(at)
    await check.scrollIntoViewIfNeeded()
    await expect(check.locator('astro-island')).not.toHaveAttribute('ssr')
    await check.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    await check.getByRole('button', { name: 'Check' }).focus()
    await page.keyboard.press('Enter')
    await expect(check.getByRole('status')).toContainText(/Right|Not right/)
  }
  return checks.count()
}

const readToTheEnd = (page: Page) => page.locator('[data-lesson-end]').scrollIntoViewIfNeeded()

test.describe('a learner on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('studies a lesson by keyboard, and finds it studied and the answers counted', async ({ page }) => {
    await page.goto(lesson)
    const answered = await answerChecks(page)
    expect(answered).toBeGreaterThanOrEqual(2)
    await expect(page.locator('.rationale')).toHaveCount(answered * 3)
    await readToTheEnd(page)
    await expect(page.getByText('marked as studied')).toBeVisible()

    await page.goto('/settings/')
    await expect(page.getByText(`1 studied lesson, ${answered} responses, 0 attempts`)).toBeVisible()
    await page.goto('/')
    await expect(page.getByRole('link', { name: /Continue where you left off/ })).toBeVisible()
  })

  test('is asked to choose before an answer is judged', async ({ page }) => {
    await page.goto(lesson)
    const check = page.getByRole('region', { name: /^Check yourself/ }).first()
    await check.scrollIntoViewIfNeeded()
    await expect(check.locator('astro-island')).not.toHaveAttribute('ssr')
    await check.getByRole('button', { name: 'Check' }).click()
    await expect(check.getByRole('status')).toHaveText('Choose an answer first.')
  })

  test('opens a term by tap and closes it by Escape', async ({ page }) => {
    await page.goto(lesson)
    const term = page.locator('button.term').first()
    await term.click()
    const explanation = page.locator(`#${await term.getAttribute('popovertarget')}`)
    await expect(explanation).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(explanation).toBeHidden()
  })

  test('hears a term explained when the keyboard arrives at it, and no longer when it leaves', async ({ page }) => {
    await page.goto(lesson)
    const term = page.locator('button.term').first()
    const explanation = page.locator(`#${await term.getAttribute('popovertarget')}`)
    await page.locator('.opening .kicker a').last().focus()
    for (let presses = 0; presses < 40 && !(await term.evaluate((one) => one === document.activeElement)); presses++)
      await page.keyboard.press('Tab')
    await expect(explanation).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(explanation).toBeHidden()
  })

  test('takes a module test of ten and reads what to repair', async ({ page }) => {
    await page.goto('/courses/foundation/ai-systems/')
    await page.getByRole('heading', { name: 'Module test' }).scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: 'Start the test' }).click()
    for (let at = 1; at <= 10; at++) {
      await expect(page.getByRole('heading', { name: `Question ${at} of 10` })).toBeFocused()
      await answerQuestion(page)
      await page.getByRole('button', { name: 'Check', exact: true }).click()
      await page.getByRole('button', { name: /Next question|See the result/ }).click()
    }
    await expect(page.getByRole('heading', { name: /\d+ of 10 right/ })).toBeVisible()
  })

  test('exports, clears the device, imports, and everything is back', async ({ page }) => {
    await page.goto(lesson)
    const answered = await answerChecks(page)
    await readToTheEnd(page)
    await expect(page.getByText('marked as studied')).toBeVisible()
    const kept = `1 studied lesson, ${answered} responses, 0 attempts`

    await page.goto('/settings/')
    await expect(page.getByText(kept)).toBeVisible()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export to a file' }).click(),
    ])
    const text = await readFile(await download.path(), 'utf8')

    await page.getByRole('button', { name: 'Erase everything', exact: true }).click()
    await page.getByRole('button', { name: 'Erase everything now' }).click()
    await expect(page.getByText('0 studied lessons, 0 responses, 0 attempts')).toBeVisible()

    const choose = (content: string) =>
      page
        .getByLabel('Import a file')
        .setInputFiles({ name: 'aimward.json', mimeType: 'application/json', buffer: Buffer.from(content) })
    await choose(text.slice(0, text.length / 2))
    await expect(page.getByText('The file is cut short')).toBeVisible()
    await choose('{"some":"other file"}')
    await expect(page.getByText('This file was not made by Aimward')).toBeVisible()
    await choose(text.replace(/"format":\s*\d+/, '"format": 99'))
    await expect(page.getByText('newer release of Aimward')).toBeVisible()
    await choose(text.replace('"right"', '"wrong"').replace('"studied":true', '"studied":false'))
    await expect(page.getByText('its checksum does not fit')).toBeVisible()

    await choose(text)
    await expect(page.getByText(`adds 0 attempts, ${answered} responses, 1 lesson, 0 notes and marks`)).toBeVisible()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(page.getByText(kept).first()).toBeVisible()
    await choose(text)
    await expect(page.getByText('adds 0 attempts, 0 responses, 0 lessons, 0 notes and marks')).toBeVisible()
  })
})

test('a browser that blocks storage still teaches, and says what is lost', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(IDBFactory.prototype, 'open', {
      value: () => {
        throw new DOMException('blocked', 'SecurityError')
      },
    })
  })
  await page.goto('/progress/')
  await expect(page.getByText('This browser keeps nothing for this site')).toBeVisible()
  await page.goto(lesson)
  await answerChecks(page)
})
