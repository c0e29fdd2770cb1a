import type { Page } from '@playwright/test'

/** Gives a whole answer to the question on the page, whichever kind was drawn, and leaves it to be checked. */
export async function answerQuestion(page: Page) {
  const form = page.locator('form.question')
  // Of several options, those chosen first give way to those chosen last.
  for (const box of await form.getByRole('checkbox').all()) await box.check()
  for (const list of await form.getByRole('combobox').all()) await list.selectOption({ index: 1 })
  const steps = form.getByRole('button', { name: /^Place next/ })
  for (let left = await steps.count(); left > 0; left--) await steps.first().click()
  for (const row of await form.locator('fieldset:not(.certainty):has(input[type=radio])').all())
    await row.getByRole('radio').first().check()
}
