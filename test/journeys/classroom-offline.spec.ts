import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { parseExamFile } from '../../src/catalogue/exam-file.ts'
import type { Bank, Profile } from '../../src/core/profile.ts'
import { aClassOf, formByCode } from '../support/class-results.ts'
import { goOffline, keepCourse, keptTest as test } from '../support/kept-site.ts'
import { readQr } from '../support/read-qr.ts'

/** The exam of twenty questions and the questions themselves, as this test needs them to make results. */
async function sources(page: Page): Promise<{ readonly bank: Bank; readonly profile: Profile }> {
  const [present] = await (await page.request.get('/banks/editions.json')).json()
  const file = 'quizzes/exams/short-20.yaml'
  const exam = parseExamFile(file, readFileSync(file, 'utf8'))
  if (!exam.ok) throw new Error('The profile is there.')
  return { bank: await (await page.request.get(`/${present.path}`)).json(), profile: exam.value.profile }
}

test('a course that is kept is taught without a connection: planned, shown, asked by hands, examined and reported', async ({
  page,
  host,
  context,
}) => {
  test.slow()
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(error.message))
  const known = await sources(page)
  await keepCourse(page)
  await goOffline(host, context)

  await page.goto('/classroom/')
  await expect(page.getByRole('heading', { name: 'Agenda: Foundation' })).toBeVisible()
  await expect(page.getByRole('table', { name: /^Day/ })).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Time' }).selectOption({ label: 'One hour' })
  await expect(page.getByText(/^No time is left for \d+ lessons/)).toBeVisible()
  await page.getByRole('button', { name: 'Present this class' }).click()
  await expect(page.getByText(/^Card 1 of/)).toBeVisible()
  const [projector] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Open the projector window' }).click(),
  ])
  await page.bringToFront()
  const stage = projector.locator('.stage')
  for (let step = 0; step < 4; step++) await page.keyboard.press('PageDown')
  await expect(stage.getByRole('heading')).toHaveText('Four papers on Giulia’s desk')
  await expect(page.getByRole('region', { name: 'Notes' })).toContainText('Take a show of hands')

  await page.getByText('Answers by telephone: open a room, or rehearse').click()
  const panel = page.getByRole('region', { name: 'Live answers' })
  await expect(panel).toContainText('This computer is offline')
  await expect(panel).toContainText('Count hands or answer cards')
  await expect(panel.getByRole('button', { name: 'Open a room' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Ask another question' }).click()
  await page.getByRole('dialog').getByRole('searchbox').fill('garden centre')
  await page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click()
  const control = page.getByRole('region', { name: /^Question/ })
  await page.keyboard.press('v')
  for (const name of ['+5 hands for A', '+5 hands for B', 'One hand more for B'])
    await control.getByRole('button', { name }).click()
  await expect(stage).toContainText('11 people answered')
  for (const key of ['v', 'd']) await page.keyboard.press(key)
  await expect(stage.locator('.share .figure').nth(1)).toHaveText('6 (55 %)')
  await page.keyboard.press('a')
  await expect(stage.getByText('✓ key')).toHaveCount(1)

  for (const [path, title] of [
    ['cards/', 'Cards A to D'],
    ['sheets/', 'Question sheets'],
    ['exercises/', 'exercises'],
    ['questions/', 'questions'],
  ] as const) {
    await page.goto(`/classroom/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(new RegExp(title, 'i'))
    await expect(page.getByText(/^(Fetching|Looking for)/)).toHaveCount(0)
    await expect(page.getByText(/did not load/)).toHaveCount(0)
  }

  await page.goto('/classroom/report/')
  await page.getByLabel('Exam').selectOption('short-20')
  await page.getByRole('button', { name: 'Make the form' }).click()
  const shown = page.locator('.form-code strong')
  await expect(shown).toHaveText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  const code = await shown.innerText()
  const scanned = await readQr(page.locator('.form-card svg.qr'))
  expect(scanned).toBe(`${host.url}exams/short-20/?form=${code}`)
  await page
    .getByLabel('Paste results, or a whole chat that holds them')
    .fill(aClassOf(formByCode(code, known), 9).join('\n'))
  await page.getByRole('button', { name: 'Take them in' }).click()
  await expect(page.getByText('9 results taken in.')).toBeVisible()
  await expect(page.locator('.headline')).toContainText('9 results. Mean')
  await expect(page.locator('.items > tbody > tr')).toHaveCount(20)

  // A participant whose copy is kept as well.
  await page.goto(scanned ?? '')
  await expect(page.getByRole('button', { name: /^I am ready to start this/ })).toBeVisible()
  await page.goto('/join/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The trainer’s computer cannot be reached')
  expect(broken).toEqual([])
})
