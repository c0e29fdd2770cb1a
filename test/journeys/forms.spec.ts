import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { formatFormCode } from '../../src/core/form-code.ts'
import { inScheme } from '../support/look.ts'

type Published = { readonly hash: string; readonly date?: string }

const heading = (page: Page, number: number, of: number) =>
  page.getByRole('heading', { level: 1, name: new RegExp(`^Question ${number} of ${of}`) })

const noViolation = async (page: Page, state: string) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map((one) => `${state} ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([])
}

/** What this site publishes, the present edition first. */
const editions = async (page: Page): Promise<readonly Published[]> =>
  (await page.request.get('/banks/editions.json')).json()

const codeFrom = ({ hash }: Published, profile = 0) =>
  formatFormCode({ profile, edition: Number.parseInt(hash.slice(0, 3), 16), seed: 1_234_567 })

/** Starts the exam and reads its first questions, options and all. */
async function firstQuestions(page: Page, of: number): Promise<readonly string[]> {
  await page.getByRole('button', { name: /^I am ready to start this/ }).click()
  const texts: string[] = []
  for (const number of [1, 2, 3]) {
    await expect(heading(page, number, of)).toBeFocused()
    texts.push((await page.getByRole('radiogroup').or(page.getByRole('group')).first().innerText()).trim())
    await page.keyboard.press('j')
  }
  expect(new Set(texts).size).toBe(3)
  return texts
}

/** The same address, opened by somebody else. */
async function elsewhere<Value>(browser: Browser, url: string, look: (page: Page) => Promise<Value>): Promise<Value> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(url)
    return await look(page)
  } finally {
    await context.close()
  }
}

test('a form code gives two people the same questions in the same order', async ({ page, browser, baseURL }) => {
  const [present] = await editions(page)
  const code = codeFrom(present ?? { hash: '' })
  await page.goto('/exams/foundation-40/')
  await page.getByText('I have a form code').click()
  await page.getByLabel('Form code').fill(` ${code.toLowerCase().replace('-', '').replaceAll('0', 'o')} `)
  await page.getByLabel('Form code').press('Enter')
  await expect(page).toHaveURL(new RegExp(`\\?form=${code}$`))
  await expect(
    page.getByText(`Form ${code}: the same questions in the same order as everyone with this code.`),
  ).toBeVisible()
  await expect(page.getByText('You have seen 0 of its 40 questions.')).toBeVisible()
  await noViolation(page, 'form')

  const mine = await firstQuestions(page, 40)
  expect(
    await elsewhere(browser, `${baseURL}/exams/foundation-40/?form=${code}`, (other) => firstQuestions(other, 40)),
  ).toEqual(mine)

  page.on('dialog', (dialog) => void dialog.accept())
  await page.goto(`/exams/foundation-40/?form=${code}`)
  await expect(page.getByText(/You have seen [34] of its 40 questions\./)).toBeVisible()
})

test('a form is drawn to be shared, and printed before anybody sits it', async ({ page }) => {
  await page.goto('/exams/short-20/')
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0)
  await page.getByRole('button', { name: 'Draw one to share instead' }).click()
  await expect(page.getByText('You have seen 0 of its 20 questions.')).toBeVisible()
  const code = new URL(page.url()).searchParams.get('form')
  await page.getByRole('link', { name: 'print this one' }).click()
  await expect(page.getByRole('heading', { name: `Form ${code}` })).toBeVisible()
  await expect(page.locator('.paper .stem')).toHaveCount(20)

  await page.goto('/exams/custom/?course=foundation&refs=6.1.2&questions=5')
  await page.getByRole('link', { name: 'Print these on paper' }).click()
  await expect(page.getByRole('heading', { name: 'Custom exam: 6.1.2' }).first()).toBeVisible()
  const stems = await page.locator('.paper .stem').allTextContents()
  expect(stems).toHaveLength(5)
  await page.goto(page.url().replace('/paper/', '/custom/'))
  await page.getByRole('button', { name: /^I am ready to start this/ }).click()
  await expect(page.locator('legend').first()).toHaveText(stems[0] ?? '')
})

test('a code that is mistyped, or of another exam or edition, says so and what to do', async ({ page }) => {
  const [present, ...past] = await editions(page)
  const code = codeFrom(present ?? { hash: '' })
  const wanted = page.getByRole('alert').filter({ hasText: 'code' })
  const startButton = page.getByRole('button', { name: 'I am ready to start this timed exam' })

  await page.goto('/exams/foundation-40/')
  await page.getByText('I have a form code').click()
  await page.getByLabel('Form code').fill(code.slice(0, -1) + (code.endsWith('7') ? '8' : '7'))
  await page.getByRole('button', { name: 'Show this form' }).click()
  await expect(wanted).toHaveText(/^This code is mistyped/)
  await noViolation(page, 'mistyped')

  await page.goto(`/exams/short-20/?form=${code}`)
  await expect(page).toHaveURL(new RegExp(`/exams/foundation-40/\\?form=${code}$`))
  await expect(page.getByText(`Form ${code}:`)).toBeVisible()

  const names = new Set([present, ...past].map((edition) => edition?.hash.slice(0, 3)))
  const unknown = ['001', '002', '003', '004'].find((name) => !names.has(name)) ?? ''
  await page.goto(`/exams/foundation-40/?form=${codeFrom({ hash: unknown })}`)
  await expect(wanted).toContainText(`This code belongs to edition ${unknown} of the questions.`)
  await expect(wanted).toContainText(`This site has edition ${present?.hash.slice(0, 3)}`)
  await expect(startButton).toBeDisabled()
  await page.getByRole('link', { name: 'Sit a form of your own' }).click()
  await expect(startButton).toBeEnabled()
})

test('a code of an older edition gives its form from the questions of that edition', async ({ page }) => {
  const [present] = await editions(page)
  const bank = await (await page.request.get(`/banks/${present?.hash}.json`)).json()
  const older = {
    hash: '0ffffffffffffffe',
    course: 'foundation',
    date: '2026-01-02',
    path: 'banks/0ffffffffffffffe.json',
  }
  const reworded = bank.questions.map((question: { prompt: object }) => ({
    ...question,
    prompt: { ...question.prompt, stem: 'As it was asked in January?' },
  }))
  await page.route('**/banks/editions.json', (route) => route.fulfill({ json: [present, older] }))
  await page.route(`**/${older.path}`, (route) => route.fulfill({ json: { ...bank, questions: reworded } }))

  await page.goto(`/exams/foundation-40/?form=${codeFrom(older)}`)
  await expect(page.getByText(`Form ${codeFrom(older)}:`)).toBeVisible()
  await page.getByRole('button', { name: 'I am ready to start this timed exam' }).click()
  await expect(heading(page, 1, 40)).toBeFocused()
  await expect(page.getByText('As it was asked in January?').first()).toBeVisible()
})

test('a mock is started from its list, and remembered as begun', async ({ page }) => {
  await page.goto('/exams/short-20/')
  await expect(page.getByRole('link', { name: /^Mock [ABC]$/ })).toHaveCount(3)
  await page.getByRole('link', { name: 'Mock B' }).click()
  await expect(page.getByText('Foundation short exam, Mock B: the same questions whenever you open it.')).toBeVisible()
  await firstQuestions(page, 20)
  await expect(page.getByText('Foundation short exam, Mock B')).toBeVisible()

  page.on('dialog', (dialog) => void dialog.accept())
  await page.goto('/exams/short-20/')
  await expect(page.getByRole('listitem').filter({ hasText: 'Mock B' })).toContainText('begun')
  await expect(page.getByRole('listitem').filter({ hasText: 'Mock A' })).toContainText('not sat yet')
})

test('a custom exam is put together by keyboard, and its address gives the same form elsewhere', async ({
  page,
  browser,
}) => {
  await page.goto('/exams/custom/')
  const lists = page.locator('summary', { hasText: 'Clauses, controls and sources' })
  await expect(lists).toContainText('all')
  await lists.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: /^6\.1\.2 / }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('checkbox', { name: /^A\.5 / }).focus()
  await page.keyboard.press('Space')
  await expect(lists).toContainText('2 chosen')
  await page.getByLabel('Questions', { exact: true }).fill('6')
  await page.getByLabel('Minutes', { exact: true }).fill('12')
  await page.getByLabel('Per cent to pass').fill('80')
  await page.getByLabel('Per cent to pass').press('Tab')
  await expect(page).toHaveURL(/\?course=foundation&refs=6\.1\.2,A\.5&questions=6&minutes=12&pass=80&seed=\d+$/)
  await expect(page.getByText('To pass, 80 %: 5 of 6.')).toBeVisible()

  const url = page.url()
  await page.getByRole('button', { name: 'Draw others' }).click()
  await expect(page).not.toHaveURL(url)
  await page.goto(url)
  await expect(page.getByText('To pass, 80 %: 5 of 6.')).toBeVisible()
  const mine = await firstQuestions(page, 6)
  await expect(page.getByText('Custom exam: 6.1.2, A.5')).toBeVisible()
  expect(await elsewhere(browser, url, (other) => firstQuestions(other, 6))).toEqual(mine)
})

test('a custom exam that cannot be is refused with the reason and the remedy', async ({ page }) => {
  await page.goto('/exams/custom/?refs=11.9&questions=0&colour=red')
  const refusal = page.getByRole('alert')
  await expect(refusal).toContainText('The address sets “colour”, which a custom exam does not know.')
  await expect(refusal).toContainText('Under “refs” there is nothing called “11.9”')
  await expect(refusal).toContainText('“questions” is “0”. Write a whole number from 1 to 200.')
  await refusal.getByRole('link', { name: 'Put together an exam of your own' }).click()
  await expect(page.getByRole('heading', { name: 'What it asks about' })).toBeVisible()

  await page.goto('/exams/custom/?refs=6.1.4&questions=150')
  await expect(page.getByText(/^You ask for 150 questions, but only \d+ can stand in one exam\./)).toBeVisible()
  await expect(page.getByRole('button', { name: /^I am ready to start/ })).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a custom exam has no axe violation in ${colorScheme}, with its lists open`, async ({ page }) => {
    await inScheme(page, colorScheme)
    await page.goto('/exams/custom/?levels=apply&minutes=untimed')
    await expect(page.getByRole('button', { name: 'I am ready to start this exam' })).toBeVisible()
    for (const summary of await page.locator('.custom summary').all()) await summary.click()
    await noViolation(page, 'lists open')
  })
}
