import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { aPhone, aTrainer, ask, liveTest as test, openRoom, panel } from '../support/live-room.ts'
import { readQr } from '../support/read-qr.ts'
import { phoneHost } from '../support/room-server.ts'

const place = (trainer: Page, card: number) => expect(trainer.getByText(`Card ${card} of`)).toBeVisible()
const placeOnPhone = (phone: Page, card: number) => expect(phone.locator('.where')).toContainText(`Card ${card} of`)

/** Lets a device in; gives what its camera reads, under the name that stands for the laptop’s address here. */
async function letIn(dialog: ReturnType<Page['getByRole']>) {
  await dialog.getByRole('button', { name: 'Let it in' }).click()
  const read = new URL((await readQr(dialog.getByRole('img', { name: 'Code for your own device' }))) ?? '')
  read.hostname = phoneHost
  return read.href
}

async function openDevices(trainer: Page) {
  const button = panel(trainer).getByRole('button', { name: 'Your own devices' })
  if (!(await button.isVisible()))
    await panel(trainer)
      .getByText(/^The room/)
      .click()
  await button.click()
  return trainer.getByRole('dialog')
}

const violationsOf = async (page: Page, state: string) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map((one) => `${state}: ${one.id} at ${one.nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

test('a class is led from the trainer’s phone, and from the presenter again', async ({ browser, site }) => {
  const trainer = await aTrainer(browser, site)
  await openRoom(trainer)
  const problems: string[] = []
  const dialog = await openDevices(trainer)
  const address = await letIn(dialog)
  problems.push(...(await violationsOf(trainer, 'letting in')))

  const phone = await aPhone(browser, address)
  await placeOnPhone(phone, 1)
  expect(await phone.evaluate(() => isSecureContext)).toBe(false)
  expect(new URL(phone.url()).hash).toBe('')
  // The secret is shown until its device has come.
  await expect(dialog.getByRole('img', { name: 'Code for your own device' })).toHaveCount(0)
  await expect(dialog.getByRole('listitem')).toContainText('Phone (here)')

  // A viewer moves nothing.
  await phone.keyboard.press('PageDown')
  await expect(phone.getByText('This device does not lead, so nothing has moved.')).toBeVisible()
  await expect(phone.getByRole('button', { name: 'Next' })).toHaveCount(0)
  problems.push(...(await violationsOf(phone, 'viewing')))

  await dialog.getByRole('button', { name: 'Offer it the lead: Phone' }).click()
  await trainer.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(panel(trainer).getByText('You offer the lead to Phone')).toBeVisible()
  await trainer.keyboard.press('PageDown')
  await place(trainer, 2)
  await placeOnPhone(phone, 2)
  await phone.getByRole('button', { name: 'Take the lead' }).click()
  await expect(panel(trainer).getByText('Phone leads. Keys and buttons here move nothing.')).toBeVisible()

  await phone.getByRole('button', { name: 'Back', exact: true }).click()
  await place(trainer, 1)
  // A clicker that is paired with the phone.
  await phone.keyboard.press('PageDown')
  await place(trainer, 2)
  await placeOnPhone(phone, 2)
  problems.push(...(await violationsOf(phone, 'leading')))

  // The presenter's keys and buttons are without effect, and say why.
  await trainer.keyboard.press('PageDown')
  await expect(trainer.getByText('Nothing has moved: Phone leads.')).toBeVisible()
  await trainer.getByRole('button', { name: 'Blank' }).click()
  await place(trainer, 2)
  await expect(phone.getByRole('button', { name: 'Blank' })).toHaveAttribute('aria-pressed', 'false')
  await phone.getByRole('button', { name: 'Blank' }).click()
  await expect(trainer.getByRole('button', { name: 'Blank' })).toHaveAttribute('aria-pressed', 'true')
  await phone.getByRole('button', { name: 'Show the picture again' }).click()
  await expect(trainer.getByRole('button', { name: 'Blank' })).toHaveAttribute('aria-pressed', 'false')

  // Both sides come back after a reload, and the phone still leads.
  await phone.reload()
  await placeOnPhone(phone, 2)
  const before = (await phone.locator('.where').textContent()) ?? ''
  await phone.getByRole('button', { name: 'Next' }).click()
  await expect(phone.locator('.where')).not.toHaveText(before)
  await trainer.reload()
  await expect(panel(trainer).getByText('Phone leads. Keys and buttons here move nothing.')).toBeVisible()
  await expect(phone.getByText('Phone: Connected')).toBeVisible()
  await phone.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(phone.locator('.where')).toHaveText(before)

  await panel(trainer).getByRole('button', { name: 'Take the lead back' }).click()
  await expect(phone.getByRole('button', { name: 'Ask for the lead' })).toBeVisible()
  await trainer.keyboard.press('PageUp')
  await placeOnPhone(phone, 1)
  await phone.getByRole('button', { name: 'Ask for the lead' }).click()
  await panel(trainer).getByRole('button', { name: 'Hand it over' }).click()
  await phone.getByRole('button', { name: 'Give the lead back' }).click()
  await panel(trainer).getByRole('button', { name: 'Take the lead', exact: true }).click()
  await expect(phone.getByRole('button', { name: 'Ask for the lead' })).toBeVisible()

  await openDevices(trainer)
  await trainer.getByRole('dialog').getByRole('button', { name: 'Take out: Phone' }).click()
  await expect(phone.getByRole('alert')).toContainText('The trainer has taken this device out.')
  await phone.reload()
  await expect(phone.getByRole('alert')).toContainText('The trainer has taken this device out.')
  expect(problems).toEqual([])
})

test('a question goes through its states under the thumb, one at a time', async ({ browser, site }) => {
  const trainer = await aTrainer(browser, site)
  const code = await openRoom(trainer)
  const dialog = await openDevices(trainer)
  const phone = await aPhone(browser, await letIn(dialog))
  await dialog.getByRole('button', { name: 'Offer it the lead: Phone' }).click()
  await trainer.getByRole('button', { name: 'Close', exact: true }).click()
  await ask(trainer)
  await phone.getByRole('button', { name: 'Take the lead' }).click()

  const learner = await aPhone(browser, `${site.join}#${code.replace('-', '')}`)
  await expect(phone.locator('.counts')).toHaveText('0 of 1 answered, 1 is here')
  // Twice in one moment is once.
  await phone.getByRole('button', { name: 'Open the vote' }).dblclick()
  await learner.getByRole('radio').or(learner.getByRole('checkbox')).first().check()
  await expect(phone.locator('.counts')).toHaveText('1 of 1 answered, 1 is here')
  await phone.getByRole('button', { name: 'Lock the vote' }).click()
  await phone.getByRole('button', { name: 'Show the distribution' }).click()
  await phone.getByRole('button', { name: 'Vote again' }).click()
  await phone.getByRole('button', { name: 'Lock the vote' }).click()
  await phone.getByRole('button', { name: 'Show the distribution' }).click()
  await phone.getByRole('button', { name: 'Show the answer' }).click()
  await expect(learner.locator('.verdict')).toBeVisible()
  await expect(phone.getByRole('button', { name: 'Next' })).toBeVisible()

  // Out of reach of the presenter nothing is pressed, and the phone says so.
  await site.kill()
  await expect(phone.getByText(/^Phone: (No connection|Connecting…)$/)).toBeVisible()
  await expect(phone.getByRole('button', { name: 'Next' })).toBeDisabled()
  await panel(trainer).getByRole('button', { name: 'Take the lead back' }).click()
  await trainer.keyboard.press('PageUp')
  await site.start()
  await expect(phone.getByRole('button', { name: 'Ask for the lead' })).toBeEnabled()
})
