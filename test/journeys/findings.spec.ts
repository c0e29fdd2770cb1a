import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { parseQuestionFile } from '../../src/catalogue/question-file.ts'
import type { CourseFacts } from '../../src/core/course-facts.ts'
import { taskOf } from '../../src/core/question.ts'
import { known } from '../../src/core/result.ts'

const { questions } = parseQuestionFile(
  'quizzes/questions/lead-auditor/findings.yaml',
  readFileSync(new URL('../fixtures/findings.yaml', import.meta.url), 'utf8'),
)

/** Puts the findings of the fixture among the questions of Foundation, so that practice has them. */
async function withFindings(page: Page) {
  await page.route('**/facts/foundation.json', async (route) => {
    const facts: CourseFacts = await (await route.fetch()).json()
    const { domain, id: concept } = known(facts.concepts[0])
    const mine = questions.map(({ question }) => ({ ...question, domain, concept }))
    await page.route('**/banks/*.json', (bank) => bank.fulfill({ json: { questions: mine, scenarios: [] } }))
    const added = mine.map(({ id, version, prompt, level, difficulty, refs, mockOnly }) => ({
      ...{ id, version, domain, concept, level, difficulty, refs, mockOnly },
      ...{ task: taskOf(prompt), guess: 0.25, guessStrict: 0.001 },
    }))
    await route.fulfill({ json: { ...facts, questions: [...facts.questions, ...added] } })
  })
}

async function expectFit(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
}

test.use({ viewport: { width: 360, height: 760 }, serviceWorkers: 'block' })

test('a nonconformity is put together by keyboard, then written and scored, and its trend is on the progress page', async ({
  page,
}) => {
  await withFindings(page)
  await page.goto('/practice/')
  await page.getByRole('button', { name: 'Write nonconformities 2 in all' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Question 1 of 2' })).toBeFocused()
  const form = page.locator('form.question')
  await form.getByRole('checkbox').first().press('Space')
  for (const name of ['Requirement', 'Gap', 'Grade', 'Scope']) {
    const radios = form.getByRole('group', { name: new RegExp(`^${name}\\.`) }).getByRole('radio')
    await radios.first().focus()
    await page.keyboard.press('ArrowDown')
    await expect(radios.nth(1)).toBeChecked()
  }
  await expect(form.getByText('5 of 5 parts')).toBeVisible()
  await expectFit(page)
  await form.getByRole('button', { name: 'Check', exact: true }).press('Enter')

  await form.getByLabel('The nonconformity in your own words').fill('6.1.3 is not met, as R-04 has no treatment.')
  await form.getByRole('button', { name: 'Compare with the model' }).press('Enter')
  for (const at of [1, 2, 3, 4, 5]) {
    await expect(form.getByText(`Beside the model: ${at} of 5`)).toBeFocused()
    await form.locator('.own-wording').getByRole('radio').last().press('Space')
    await form.getByRole('button', { name: at < 5 ? 'Next criterion' : 'Show the total' }).press('Enter')
  }
  await expect(form.getByText('10 of 10 points')).toBeFocused()
  await expectFit(page)
  await form.getByRole('link', { name: 'Progress' }).click()
  await expect(page.getByText('One written: 10.0 of 10.')).toBeVisible()
})

test('clauses are found by keyboard and from the map, and what was missed waits to be looked up', async ({ page }) => {
  await page.goto('/practice/')
  await page.getByRole('link', { name: 'clause finder' }).click()
  await page.getByRole('button', { name: 'Start', exact: true }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Situation 1 of 10' })).toBeFocused()
  const field = page.getByLabel('Clause or control')
  await field.fill('a624')
  await expect(page.locator('output', { hasText: 'A.6.2.4 AI system verification and validation' })).toBeVisible()
  await expectFit(page)
  await field.press('Enter')
  await expect(page.locator('.verdict')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Situation 2 of 10' })).toBeFocused()
  await page.getByText('Pick from the map').click()
  await page.getByText('6 Planning', { exact: true }).click()
  await page.getByRole('button', { name: '6.1.3 AI risk treatment' }).click()
  for (let at = 2; at < 10; at++) {
    await page.getByRole('button', { name: 'Next situation' }).click()
    await page.getByRole('button', { name: 'Show me' }).click()
  }
  await page.getByRole('button', { name: 'See the result' }).click()
  await expect(page.getByRole('heading', { name: /^[012] of 10 found$/ })).toBeFocused()
  await expect(page.getByRole('heading', { name: 'Look up' })).toBeVisible()
  await expectFit(page)

  await page.reload()
  await expect(page.getByRole('heading', { name: 'To look up' })).toBeVisible()
})
