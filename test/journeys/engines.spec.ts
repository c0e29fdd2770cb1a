import { expect } from '@playwright/test'
import { engines, type EnginePage } from '../support/engines.ts'
import { aTrainer, ask, counted, liveTest as test, openRoom, panel } from '../support/live-room.ts'
import { readQr } from '../support/read-qr.ts'

const says = (phone: EnginePage, text: string) =>
  expect.poll(() => phone.read('document.body.innerText')).toContain(text)
const isChosen = (phone: EnginePage, at: number) =>
  expect.poll(() => phone.read(`document.querySelectorAll('.question input')[${at}]?.checked`)).toBe(true)
const option = (at: number) => `.question .option:nth-of-type(${at + 1}) input`

for (const { name, open } of engines) {
  test(`a phone with ${name} is in the class from the code to the end`, async ({ browser, site }) => {
    if (!open) console.log(`${name} is not installed: the phones’ page was not tried in it.`)
    test.skip(!open, `${name} is not installed`)
    if (!open) return
    const trainer = await aTrainer(browser, site)
    const code = await openRoom(trainer)
    const phone = await open(Number(new URL(site.join).port))
    try {
      await phone.goto(site.join)
      expect(await phone.read('[isSecureContext, typeof crypto.subtle].join()')).toBe('false,undefined')
      await says(phone, 'Code of the room')
      // The only room here is offered.
      expect(await phone.read("document.querySelector('input').value")).toBe(code)
      await phone.click('form button')
      await says(phone, 'You are in. Wait for the trainer to begin.')
      await counted(trainer, '1 is here')
      expect(await phone.read('document.documentElement.scrollWidth <= innerWidth')).toBe(true)

      await ask(trainer)
      await says(phone, 'The trainer opens it for answers in a moment.')
      await trainer.keyboard.press('v')
      await says(phone, 'Choose one.')
      await phone.click(option(0))
      await says(phone, 'Received by the trainer')
      await counted(trainer, '1 of 1 answered')

      // Loaded again, by the QR code this time.
      await panel(trainer)
        .getByRole('button', { name: /^Connect phones/ })
        .click()
      const scanned = await readQr(trainer.getByRole('dialog').locator('svg.qr'))
      expect(scanned).toMatch(/\/join\/#[0-9A-Z]{8}\.[\w-]{43}$/)
      await trainer.getByRole('button', { name: 'Close', exact: true }).click()
      await phone.goto('about:blank')
      await phone.goto(site.join + new URL(scanned ?? '').hash)
      await isChosen(phone, 0)

      await site.kill()
      await says(phone, 'No connection to the room. Your answer is kept, and will be sent.')
      await phone.click(option(1))
      await says(phone, 'Not sent yet')
      await site.start()
      await says(phone, 'Received by the trainer')
      await isChosen(phone, 1)

      await trainer.keyboard.press('v')
      await says(phone, 'The question is closed for answers.')
      await trainer.keyboard.press('d')
      await says(phone, 'What the class chose (1 answer)')
      await trainer.keyboard.press('a')
      await says(phone, 'Right answer')

      await panel(trainer)
        .getByText(/^The room/)
        .click()
      await panel(trainer).getByRole('button', { name: 'End the room' }).click()
      await trainer.getByLabel('A last word').fill('Read 6.1.2.')
      await trainer.getByRole('button', { name: 'End it now' }).click()
      await says(phone, 'Read 6.1.2.')
      await says(phone, 'Your answers today')
    } finally {
      await phone.close()
    }
  })
}
