import { expect, test, type Page } from '@playwright/test'

const line = (page: Page, number: number) => page.getByRole('textbox', { name: String(number), exact: true })

async function drawShortForm(page: Page): Promise<string> {
  await page.goto('/exams/paper/')
  await page.getByRole('button', { name: 'Foundation short exam' }).click()
  const form = page.getByRole('heading', { name: /^Form / })
  await expect(form).toBeVisible()
  return ((await form.textContent()) ?? '').replace('Form ', '')
}

test('a form prints as questions, answer sheet and key apart, and its code brings it back', async ({ page }) => {
  const code = await drawShortForm(page)
  const sheets = page.locator('.paper .sheet')
  await expect(sheets).toHaveCount(2)
  await expect(page.getByRole('heading', { name: 'Key', exact: true })).toHaveCount(0)
  const stems = await page.locator('.paper .stem').allTextContents()
  expect(stems).toHaveLength(20)

  await page.getByRole('checkbox', { name: 'Key' }).check()
  await expect(sheets).toHaveCount(3)
  await expect(sheets.last()).toContainText(code)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Print these sheets' })).toBeHidden()
  expect(await sheets.last().evaluate((sheet) => getComputedStyle(sheet).breakBefore)).toBe('page')
  await page.emulateMedia({ media: 'screen' })

  await page.goto(`/exams/paper/?form=${code.toLowerCase()}`)
  await expect(page.getByRole('heading', { name: `Form ${code}` })).toBeVisible()
  expect(await page.locator('.paper .stem').allTextContents()).toEqual(stems)
})

test('answers from paper are refused where they cannot be read, then scored, and what was missed is practised', async ({
  page,
}) => {
  const code = await drawShortForm(page)
  await page.getByText('Type in answers from paper').click()
  for (let number = 1; number <= 18; number++) await line(page, number).fill('b')
  await line(page, 3).fill('abc')
  await line(page, 5).fill('x')
  await page.getByRole('button', { name: 'Score this sheet' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was scored' })).toContainText(
    '2 lines cannot be read: 3, 5.',
  )
  await expect(line(page, 3)).toBeFocused()
  await expect(page.getByText('“X” names no option; they run from A to C.')).toBeVisible()

  await line(page, 3).fill('')
  await line(page, 5).fill('c')
  await page.getByLabel(/Minutes it took/).fill('25')
  await page.getByRole('button', { name: 'Score this sheet' }).click()
  await expect(page).toHaveURL(/\/exams\/result\/\?id=/)
  const main = page.getByRole('main')
  await expect(main).toContainText('Foundation short exam, on paper')
  await expect(main).toContainText(`form ${code}`)
  await expect(main).toContainText(/\d+ of 20/)
  await expect(main).toContainText('0:25:00, untimed')
  await expect(page.getByRole('radio', { name: 'Skipped 3' })).toBeVisible()

  const first = page.locator('.questions details').first()
  await first.locator('summary').first().click()
  await first.getByText('Report this question').click()
  await expect(first.locator('pre')).toContainText(`exam, form ${code}`)

  await page.getByRole('button', { name: 'Add to review' }).click()
  await expect(page.getByRole('button', { name: 'In your review list' })).toBeDisabled()

  await page.getByRole('link', { name: /^Study (these \d+|this one) now$/ }).click()
  await expect(page.getByRole('heading', { name: 'What the exam found' })).toBeVisible()
  await page.getByRole('button', { name: 'Start practising' }).click()
  await expect(page.getByRole('heading', { name: /^Question 1 of \d+$/ })).toBeFocused()

  await page.goto('/practice/')
  await page.getByRole('button', { name: 'Practise the review list' }).click()
  await expect(page.getByRole('heading', { name: 'What you practise' })).toBeVisible()

  await page.goto('/exams/')
  await expect(page.getByRole('link', { name: 'Foundation short exam, on paper' })).toBeVisible()
})

test('a code that was mistyped is refused with the reason', async ({ page }) => {
  const code = await drawShortForm(page)
  const wrong = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`
  await page.goto(`/exams/paper/?form=${wrong}`)
  await expect(page.getByRole('alert').filter({ hasText: 'mistyped' })).toBeVisible()
})
