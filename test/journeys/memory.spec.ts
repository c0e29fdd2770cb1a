import { expect, test } from '@playwright/test'

test('an exam can be sat and scored where the browser keeps nothing', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  await page.goto('/exams/foundation-40/')
  await page.getByRole('button', { name: 'I am ready to start this timed exam' }).click()
  await expect(page.getByRole('heading', { name: /^Question 1 of 40/ })).toBeFocused()
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Finish exam' }).click()
  await page.getByRole('button', { name: 'Finish and score' }).click()
  await page.getByRole('button', { name: 'Finish with 39 unanswered' }).click()
  await expect(page.getByRole('heading', { name: 'Pass mark not reached' })).toBeVisible()
  await expect(page.getByText('This result stands on this page only.')).toBeVisible()
  expect(errors).toEqual([])
})
