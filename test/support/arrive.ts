import { expect, type Page } from '@playwright/test'

/** Brings a learner's file onto this device. */
export async function arrive(page: Page, text: string) {
  await page.goto('/settings/')
  await page
    .getByLabel('Import a file')
    .setInputFiles({ name: 'aimward.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByText(/^Imported: /)).toBeVisible()
}
