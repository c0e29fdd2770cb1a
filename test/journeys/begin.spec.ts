import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { answerQuestion } from '../support/answer-question.ts'

test.use({ viewport: { width: 360, height: 740 } })

const hasNoViolation = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  )
}

test('the guide tells who says what of an exam, and what nobody was found to say', async ({ page }) => {
  await page.goto('/exams/')
  await page.getByRole('link', { name: 'The real exams' }).click()
  const row = page.getByRole('row', { name: /PECB: ISO\/IEC 42001 Lead Implementer/ })
  await expect(row.getByRole('cell').first()).toContainText('80 uncertain')
  await row.getByRole('link').click()
  const known = page.locator('#pecb-lead-implementer')
  await expect(known).toBeVisible()
  await expect(known.getByText(/^well supported: PECB help on exam results, the body itself .*checked on/)).toHaveCount(
    2,
  )
  await expect(known.getByText('languages', { exact: false }).last()).toContainText('nobody was found to say it until')
  await page.getByRole('link', { name: 'Foundation practice exam' }).last().click()
  await expect(page).toHaveURL(/\/exams\/foundation-40\/$/)
})

test('fifteen questions are not judged until the end, survive a reload, and become a plan', async ({ page }) => {
  await page.goto('/exams/placement/')
  await page.getByRole('button', { name: 'Begin' }).click()
  const asked = new Set<string>()
  const answerNext = async (number: number) => {
    await expect(page.getByRole('heading', { name: `Question ${number} of 15` })).toBeFocused()
    asked.add(await page.locator('form.question legend').first().innerText())
    await answerQuestion(page)
    await expect(page.locator('.rationale, [data-mark]')).toHaveCount(0)
    await page.getByRole('button', { name: 'Next' }).click()
  }
  for (let number = 1; number <= 6; number++) await answerNext(number)
  await expect(page.getByRole('heading', { name: 'Question 7 of 15' })).toBeFocused()
  const seventh = await page.locator('form.question legend').first().innerText()
  await page.reload()
  await page.getByRole('button', { name: 'Go on with question 7' }).click()
  await expect(page.locator('form.question legend').first()).toHaveText(seventh)
  for (let number = 7; number <= 15; number++) await answerNext(number)

  await expect(page.getByRole('heading', { name: 'Where you stand' })).toBeFocused()
  expect(asked.size).toBe(15)
  await expect(page.getByText(/you would get between \d+ and \d+ right, four times in five/)).toBeVisible()
  await page.getByText('The 15 questions, with the reason behind every option').click()
  await expect(page.locator('.rationale').first()).toBeVisible()
  await hasNoViolation(page)

  await page.getByLabel('Minutes a day').selectOption('45')
  await page.getByText('Modules the plan leaves out:').click()
  for (const box of await page.locator('.modules').getByRole('checkbox').all()) await box.uncheck()
  await page.getByRole('checkbox', { name: /^F2 / }).check()
  await page.getByRole('button', { name: /^Plan for / }).click()
  await expect(page.getByText(/they fit before the exam\.$/)).toBeVisible()
  const day = await page.getByLabel('Date of the exam').inputValue()
  await page.getByRole('button', { name: 'Make this my plan' }).click()
  await expect(page).toHaveURL(/\/review\/$/)
  await expect(page.getByLabel('Date of the exam')).toHaveValue(day)
  await expect(page.getByLabel('Minutes a day')).toHaveValue('45')
  await expect(page.getByText('Modules the plan leaves out: F2')).toBeVisible()
  await expect(page.locator('.plan').getByText(/^F1\.1/)).toBeVisible()
  await expect(page.locator('.plan').getByText(/^F2\./)).toHaveCount(0)

  await page.goto('/exams/placement/')
  await expect(page.getByRole('heading', { name: 'Where you stand' })).toBeVisible()
})
