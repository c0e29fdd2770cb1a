import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { parseQuestionFile } from '../../src/catalogue/question-file.ts'
import type { Kind, Question } from '../../src/core/question.ts'
import { known } from '../../src/core/result.ts'
import { aRoomPlan, openAttempt } from '../support/stored-attempt.ts'

const { questions } = parseQuestionFile(
  'quizzes/questions/foundation/kinds.yaml',
  readFileSync(new URL('../fixtures/kinds.yaml', import.meta.url), 'utf8'),
)

/** Starts the test of a module that asks one question of a kind. */
async function testOf(page: Page, kind: Kind): Promise<Question> {
  const { question } = known(questions.find(({ question }) => question.prompt.kind === kind))
  await page.route('**/pools/foundation/*.json', (route) => route.fulfill({ json: [question] }))
  await page.goto('/courses/foundation/planning/')
  const start = page.getByRole('button', { name: 'Start the test' })
  await start.scrollIntoViewIfNeeded()
  await start.click()
  await expect(page.getByRole('heading', { name: 'Question 1 of 1' })).toBeFocused()
  return question
}

async function expectFit(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect((await new AxeBuilder({ page }).include('form.question').analyze()).violations).toEqual([])
}

const form = (page: Page) => page.locator('form.question')

test.describe('on a screen of 320 px', () => {
  test.use({ viewport: { width: 320, height: 700 } })

  test('steps are put in order by keyboard alone', async ({ page }) => {
    const { prompt, key } = await testOf(page, 'order')
    const steps = key.kind === 'order' ? key.options : []
    const textOf = (id: string | undefined) => prompt.options.find((option) => option.id === id)?.text ?? ''
    await form(page)
      .getByRole('button', { name: `Place next: ${textOf(steps[1])}` })
      .press('Enter')
    await form(page)
      .getByRole('button', { name: `Place next: ${textOf(steps[0])}` })
      .press('Enter')
    await expectFit(page)
    await form(page)
      .getByRole('button', { name: `Move up: ${textOf(steps[0])}` })
      .press('Enter')
    await expect(form(page).getByRole('button', { name: `Move down: ${textOf(steps[0])}` })).toBeFocused()
    for (const id of steps.slice(2)) {
      await form(page)
        .getByRole('button', { name: `Place next: ${textOf(id)}` })
        .press('Enter')
    }
    await expect(form(page).getByText('Your order')).toBeFocused()
    await form(page).getByRole('button', { name: 'Check', exact: true }).press('Enter')
    await expect(form(page).getByText('✓ Right')).toBeVisible()
    await expectFit(page)
  })

  test('rows are matched in native lists', async ({ page }) => {
    const { prompt, key } = await testOf(page, 'match')
    const targets = key.kind === 'targets' ? key.targets : {}
    for (const { id, text } of prompt.options) {
      await form(page)
        .getByLabel(text)
        .selectOption(targets[id] ?? '')
    }
    await expectFit(page)
    await form(page).getByRole('button', { name: 'Check', exact: true }).click()
    await expect(form(page).getByText('✓ Right')).toBeVisible()
    await expectFit(page)
  })

  test('evidence is graded by radio buttons, one group a row', async ({ page }) => {
    const { prompt } = await testOf(page, 'classify')
    for (const { text } of prompt.options) {
      const group = form(page).getByRole('group', { name: text })
      await group.getByRole('radio', { name: 'Conformity', exact: true }).focus()
      await page.keyboard.press('ArrowRight')
      await expect(group.getByRole('radio', { name: 'Opportunity for improvement' })).toBeChecked()
    }
    await expectFit(page)
    await form(page).getByRole('button', { name: 'Check', exact: true }).click()
    await expect(form(page).getByRole('status').filter({ hasText: /right/i })).toBeVisible()
    await expectFit(page)
  })
})

test('at the desk of an exam, what is ordered, matched and graded is there after a reload', async ({ page }) => {
  const asked = [1, 4, 7].map((at) => known(questions[at]).question)
  await openAttempt(page, {
    ...aRoomPlan(),
    questions: asked.map((question) => ({ question, optionOrder: question.prompt.options.map(({ id }) => id) })),
  })
  const next = page.getByRole('button', { name: 'Next', exact: true })
  await expect(page.getByText('All or nothing: it counts if every step is in its place.')).toBeVisible()
  await page.getByRole('button', { name: /^Place next: Take the/ }).click()
  await page.getByRole('button', { name: /^Place next: Find out/ }).click()
  await next.click()
  await page.getByLabel(/^The start-up/).selectOption({ label: 'C AI producer' })
  await next.click()
  await page
    .getByRole('group', { name: /^Twelve validators/ })
    .getByRole('radio', { name: 'Conformity', exact: true })
    .check()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await page.reload()
  await expect(page.getByRole('radio', { name: 'Conformity', exact: true }).first()).toBeChecked()
  await page.getByRole('button', { name: 'Previous' }).click()
  await expect(page.getByLabel(/^The start-up/)).toHaveValue('r3')
  await page.getByRole('button', { name: 'Previous' }).click()
  await expect(page.getByRole('list', { name: 'Your order' }).getByRole('listitem')).toHaveText([
    '1.Take the retrained model out of service',
    '2.Find out why the validation was left out, and where else',
  ])
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})
