import type { Page } from '@playwright/test'

/** Turns a page light or dark, and waits until no colour is on its way from the one to the other. */
export async function inScheme(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(async () => {
    const ended = Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
    // What lies behind another window does not move on, and some movement has no end.
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1000))])
  })
}
