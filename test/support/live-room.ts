import { expect, test as base, type Browser, type Page, type ViewportSize } from '@playwright/test'
import { findChromium } from '../../src/tools/chromium.mjs'
import { phoneHost, startSite } from './room-server.ts'

// The trainer's page is on localhost, the phones on an origin that is not secure, as in a room: all in one browser.
const executablePath = await findChromium()

type Site = Awaited<ReturnType<typeof startSite>>

/** A journey with a server of its own, which it may kill and start again. */
export const liveTest = base.extend<{ site: Site }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the destructuring
  site: async ({}, use) => {
    const site = await startSite()
    await use(site)
    await site.kill()
  },
  launchOptions: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants the destructuring
    async ({}, use) => {
      await use({
        ...(executablePath ? { executablePath } : {}),
        args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${phoneHost} 127.0.0.1`],
      })
    },
    { scope: 'worker' },
  ],
})

export const panel = (trainer: Page) => trainer.getByRole('region', { name: 'Live answers' })

const usual: { readonly viewport: ViewportSize | null } = { viewport: { width: 1280, height: 900 } }

export async function aTrainer(browser: Browser, site: Site, { viewport } = usual) {
  const context = await browser.newContext({ viewport })
  const trainer = await context.newPage()
  await trainer.goto(site.classroom())
  await trainer.getByRole('button', { name: 'Present this class' }).click()
  await expect(panel(trainer)).toBeVisible()
  return trainer
}

export async function openRoom(trainer: Page, names?: string, { hasStandings = false } = {}) {
  await panel(trainer).getByText('Answers by telephone').click()
  if (names) await panel(trainer).getByLabel('Names').selectOption({ label: names })
  if (hasStandings) await panel(trainer).getByLabel('Standings').check()
  await panel(trainer).getByRole('button', { name: 'Open a room' }).click()
  await expect(panel(trainer)).toContainText('Connected')
  const said = await panel(trainer)
    .getByRole('button', { name: /^Connect phones/ })
    .textContent()
  return said?.split(': ')[1]?.trim() ?? ''
}

export async function openProjector(trainer: Page) {
  const opening = trainer.context().waitForEvent('page')
  await trainer.getByRole('button', { name: 'Open the projector window' }).click()
  const projector = await opening
  await expect(projector.locator('.stage')).toBeVisible()
  await trainer.bringToFront()
  return projector
}

export async function aPhone(browser: Browser, address: string) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const phone = await context.newPage()
  await phone.goto(address)
  return phone
}

export const isIn = (phone: Page) =>
  expect(phone.getByRole('heading', { level: 1 })).toHaveText('You are in. Wait for the trainer to begin.')

/** Puts the first question of the bank that has one right answer. */
export async function ask(trainer: Page, words = '') {
  await trainer.getByRole('button', { name: 'Ask another question' }).click()
  const dialog = trainer.getByRole('dialog')
  await dialog.getByRole('searchbox').fill(words)
  await dialog.getByRole('listitem').getByRole('button').first().click()
  await expect(trainer.getByRole('heading', { level: 2, name: /^Question/ })).toBeVisible()
}

export const counted = (trainer: Page, text: string) => expect(panel(trainer).locator('strong')).toHaveText(text)
export const delivered = (phone: Page, text: string) => expect(phone.getByRole('status')).toHaveText(text)
