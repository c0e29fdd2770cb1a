import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { parseExamFile } from '../../src/catalogue/exam-file.ts'
import type { ExamPlan } from '../../src/core/exam.ts'
import { assembleForm } from '../../src/core/form.ts'
import { planOf } from '../../src/islands/exam/plan.ts'
import { aBank } from '../support/builders.ts'
import { openAttempt } from '../support/stored-attempt.ts'

// The shapes of the lead exams, sat with made-up questions whose keys are known; then the exams as they are.

/** An attempt of a profile in a file, with the book of the course that is there. */
function planOfProfile(file: string, bank: { readonly questions: number; readonly scenarios: number }): ExamPlan {
  const parsed = parseExamFile(file, readFileSync(file, 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
  const { profile } = parsed.value
  const made = aBank({ ...bank, domains: profile.blueprint.domains.map((domain) => domain.id) })
  const form = assembleForm(made, profile, 7)
  if (!form.ok) throw new Error(JSON.stringify(form.failure))
  const drawn = { profile, form: form.value, bank: made, bankHash: 'abc', code: undefined, again: undefined }
  return { ...planOf(drawn, { mode: 'exam', minutes: profile.minutes }), profileId: 'foundation-40' }
}

const heading = (page: Page, number: number, of: number) =>
  page.getByRole('heading', { level: 1, name: new RegExp(`^Question ${number} of ${of}`) })

/** The place of the right option on screen, from 1. */
const keyOf = ({ questions }: ExamPlan, number: number) => (questions[number - 1]?.optionOrder.indexOf('a') ?? 0) + 1

async function finish(page: Page) {
  await page.getByRole('button', { name: 'Finish exam' }).click()
  await page.getByRole('button', { name: 'Finish and score' }).click()
  await expect(page).toHaveURL(/\/exams\/result\//)
}

test('eighty questions with eight scenarios and an open book are sat by keyboard, and the result tells what looking up did', async ({
  page,
}) => {
  test.slow()
  const plan = planOfProfile('quizzes/exams/auditor-80.yaml', { questions: 320, scenarios: 24 })
  await openAttempt(page, plan)
  const stimulus = page.locator('.stimulus h2')
  const found = new Map<string, number>()
  for (let number = 1; number <= 80; number++) {
    await expect(heading(page, number, 80)).toBeFocused()
    for (const text of await stimulus.allTextContents()) found.set(text, (found.get(text) ?? 0) + 1)
    // Sixty are known; the next three are wrong until the book is opened, and one is wrong all the same.
    const isKnown = number <= 60
    const key = keyOf(plan, number)
    await page.keyboard.press(String(isKnown ? key : (key % 3) + 1))
    if (number > 60 && number <= 64) {
      await page.keyboard.press('l')
      await page.getByRole('searchbox').fill('6.1.4')
      await page.getByRole('button', { name: /^Clause 6\.1\.4/ }).click()
      await page.keyboard.press('Escape')
      if (number < 64) await page.keyboard.press(String(key))
    }
    if (number < 80) await page.keyboard.press('j')
  }
  const sets = [...found.keys()].map((text) => /^Scenario (\d): questions (\d+)–(\d+)$/.exec(text)?.map(Number) ?? [])
  expect(sets.map(([, number]) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(sets.map(([, , first = 0, last = 0]) => last - first)).toEqual(Array.from({ length: 8 }, () => 4))
  expect([...found.values()]).toEqual(Array.from({ length: 8 }, () => 5))

  await finish(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Pass mark reached' })).toBeVisible()
  const main = page.getByRole('main')
  await expect(main).toContainText('63 of 80')
  await expect(main).toContainText('56 of 80 (70 %)')
  await expect(main.getByText(/^4 look-ups, .*: 3 turned a wrong or blank answer right\.$/)).toBeVisible()
  await expect(main.locator('.domains tbody tr')).toHaveCount(7)
  await main.locator('.questions [data-outcome] > summary').nth(62).click()
  await expect(main.locator('.questions details[open]').first()).toContainText('1 look-up')
})

test('an exam in marks is passed in marks, and not where a domain lacks its own', async ({ page }) => {
  test.slow()
  const plan = planOfProfile('test/fixtures/exams/auditor-marks-40.yaml', { questions: 200, scenarios: 0 })
  await openAttempt(page, plan)
  for (let number = 1; number <= 40; number++) {
    await expect(heading(page, number, 40)).toBeFocused()
    const isPlanning = plan.questions[number - 1]?.question.domain === 'planning'
    await page.keyboard.press(String(isPlanning ? (keyOf(plan, number) % 3) + 1 : keyOf(plan, number)))
    if (number < 40) await page.keyboard.press('j')
  }
  await finish(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Pass mark reached, but not in each domain' })).toBeVisible()
  const main = page.getByRole('main')
  await expect(main).toContainText('72 of 80')
  await expect(main).toContainText('40 of 80 marks (50 %)')
  await expect(main).toContainText('Below what a domain needs: Planning, 0 where 3 are needed.')
  await expect(main.getByRole('row', { name: /^Conducting/ })).toContainText('36 of 36 marks; 14 needed ✓')
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
})

for (const { id, title } of [
  { id: 'implementer-80', title: 'Lead Implementer practice exam' },
  { id: 'auditor-80', title: 'Lead Auditor practice exam' },
]) {
  test(`${title}: eighty real questions with eight scenarios and the book, handed in and explained`, async ({
    page,
  }) => {
    await page.goto(`/exams/${id}/`)
    await expect(page.getByText('80 questions, 40 of them in 8 scenarios of 5, one on a screen.')).toBeVisible()
    await page.getByRole('button', { name: 'I am ready to start this timed exam' }).click()
    await expect(heading(page, 1, 80)).toBeVisible()
    await expect(page.getByRole('timer')).toContainText(/2:59:|3:00:/)
    const stimuli = new Set<string>()
    for (let number = 1; number <= 80; number++) {
      await expect(heading(page, number, 80)).toBeFocused()
      await expect(page.getByRole('radio').or(page.getByRole('checkbox'))).not.toHaveCount(0)
      for (const text of await page.locator('.stimulus h2').allTextContents()) stimuli.add(text)
      if (number < 80) await page.keyboard.press('j')
    }
    expect(stimuli.size).toBe(8)
    await page.keyboard.press('l')
    await page.getByRole('searchbox').fill('6.1.4')
    await page.getByRole('button', { name: /^Clause 6\.1\.4/ }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Finish exam' }).click()
    await page.getByRole('button', { name: 'Finish and score' }).click()
    await page.getByRole('button', { name: 'Finish with 80 unanswered' }).click()
    await expect(page).toHaveURL(/\/exams\/result\//)
    await expect(page.getByText('0 of 80').first()).toBeVisible()
    await expect(page.getByText(/^1 look-up,/)).toBeVisible()
  })
}
