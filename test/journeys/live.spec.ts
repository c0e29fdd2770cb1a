import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import {
  aPhone,
  aTrainer,
  ask,
  counted,
  delivered,
  isIn,
  liveTest as test,
  openRoom,
  panel,
} from '../support/live-room.ts'
import { readQr } from '../support/read-qr.ts'
import { anOwnFile } from '../support/own-file.ts'

/** All that a page asks for from now on, its sockets among it. */
function requestsOf(page: Page) {
  const asked: URL[] = []
  page.on('request', (request) => asked.push(new URL(request.url())))
  page.on('websocket', (socket) => asked.push(new URL(socket.url())))
  return asked
}

const violationsOf = async (page: Page, state: string) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map((one) => `${state}: ${one.id} at ${one.nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

test('a class answers by telephone, from joining to the end', async ({ browser, site }) => {
  const trainer = await aTrainer(browser, site)
  const code = await openRoom(trainer)
  const problems: string[] = []

  const typed = await aPhone(browser, site.join)
  const asked = requestsOf(typed)
  await typed.reload()
  expect(await typed.evaluate(() => [isSecureContext, 'subtle' in crypto && crypto.subtle !== undefined])).toEqual([
    false,
    false,
  ])
  const field = typed.getByLabel('Code of the room')
  await field.fill('nothing')
  await field.press('Enter')
  await expect(typed.getByRole('alert')).toContainText('eight letters and numbers')
  await field.fill('0000-0000')
  await field.press('Enter')
  await expect(typed.getByRole('alert')).toContainText(`The room open at this address is ${code}`)
  problems.push(...(await violationsOf(typed, 'code')))
  await field.fill(` ${code.toLowerCase().replace('-', ' ')}`)
  await field.press('Enter')
  await isIn(typed)

  // The address of the QR code, with the key in it.
  await panel(trainer)
    .getByRole('button', { name: /^Connect phones/ })
    .click()
  await expect(trainer.getByRole('dialog').getByRole('status').first()).toHaveText('1 has arrived')
  problems.push(...(await violationsOf(trainer, 'connect')))
  const scanned = await readQr(trainer.getByRole('dialog').locator('svg.qr'))
  expect(scanned).toMatch(/\/join\/#[0-9A-Z]{8}\.[\w-]{43}$/)
  await trainer.getByRole('button', { name: 'Close' }).click()
  const linked = await aPhone(browser, site.join + new URL(scanned ?? '').hash)
  await isIn(linked)
  await counted(trainer, '2 are here')
  problems.push(...(await violationsOf(linked, 'lobby')))

  await ask(trainer)
  await expect(typed.getByText('The trainer opens it for answers in a moment.')).toBeVisible()
  await expect(typed.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(typed.getByRole('radio').first()).toBeDisabled()
  await trainer.keyboard.press('v')
  await typed.getByRole('radio').first().check()
  await delivered(typed, 'Received by the trainer')
  await typed.keyboard.press('ArrowDown')
  await expect(typed.getByRole('radio').nth(1)).toBeChecked()
  await delivered(typed, 'Received by the trainer')
  await linked.getByRole('radio').first().check()
  await counted(trainer, '2 of 2 answered')
  problems.push(...(await violationsOf(typed, 'open')))

  // Late, in every state.
  const seen = async (state: string, check: (late: Page) => Promise<void>) => {
    const late = await aPhone(browser, `${site.join}#${code.replace('-', '')}`)
    await check(late)
    problems.push(...(await violationsOf(late, `late, ${state}`)))
    await late.context().close()
  }
  await seen('open', (late) => expect(late.getByRole('radio').first()).toBeEnabled())
  await trainer.keyboard.press('v')
  await expect(typed.getByText('The question is closed for answers.')).toBeVisible()
  await expect(typed.getByRole('radio').first()).toBeDisabled()
  await seen('locked', (late) => delivered(late, 'You gave no answer to this one.'))
  await trainer.keyboard.press('d')
  await expect(typed.getByRole('heading', { name: 'What the class chose (2 answers)' })).toBeVisible()
  await expect(typed.getByText('Right answer')).toHaveCount(0)
  await seen('distribution', (late) => expect(late.getByText('What the class chose')).toBeVisible())

  await trainer.keyboard.press('v')
  await expect(typed.getByText('Second vote')).toBeVisible()
  await expect(typed.getByRole('radio', { checked: true })).toHaveCount(0)
  await typed.getByRole('radio').first().check()
  await delivered(typed, 'Received by the trainer')
  await trainer.keyboard.press('v')
  await trainer.keyboard.press('d')
  await expect(typed.getByText('(first vote 1)').first()).toBeVisible()
  await trainer.keyboard.press('a')
  await expect(typed.getByText('Right answer')).toHaveCount(1)
  await expect(typed.locator('.verdict')).toHaveText(/^Your answer was/)
  await expect(linked.locator('.verdict')).toHaveText('You gave no answer to this one.')
  problems.push(...(await violationsOf(typed, 'answer')))
  await seen('answer', (late) => expect(late.locator('.verdict')).toHaveText('You gave no answer to this one.'))

  await panel(trainer)
    .getByText(/^The room/)
    .click()
  const saved = trainer.waitForEvent('download')
  await panel(trainer).getByRole('button', { name: 'Download the answers' }).click()
  expect((await saved).suggestedFilename()).toBe(`room-${code.replace('-', '')}.csv`)
  await panel(trainer).getByRole('button', { name: 'End the room' }).click()
  await trainer.getByLabel('A last word').fill('Read 6.1.2.')
  await trainer.getByRole('button', { name: 'End it now' }).click()
  await expect(typed.getByRole('heading', { level: 1 })).toHaveText('The class is over')
  await expect(typed.getByText('Read 6.1.2.')).toBeVisible()
  await expect(typed.locator('.outcomes').getByRole('listitem')).toHaveCount(1)
  problems.push(...(await violationsOf(typed, 'end')))
  await expect(panel(trainer)).toContainText('The room is over.')
  // Whoever finishes the practice exam later still finds the trainer's page.
  await typed.getByText('Send the result of a practice exam').click()
  await typed.getByLabel('Result code').fill('Here it is: AIMS1.0123456789ABCDEFGHJK')
  await typed.getByRole('button', { name: 'Send result' }).click()
  await expect(typed.getByRole('status')).toHaveText('Result code: Received by the trainer')
  await expect(panel(trainer)).toContainText('Received: 1.')
  expect(problems).toEqual([])
  // The trainer's computer and nobody else, and nothing with a key in it.
  expect(new Set(asked.map(({ host }) => host))).toEqual(new Set([new URL(site.join).host]))
  expect(asked.map(({ pathname }) => pathname).filter((path) => /^\/(banks|quizzes|search)\//.test(path))).toEqual([])
})

test('nothing is lost by reloads, a second tab, a killed server or no network', async ({ browser, site }) => {
  const trainer = await aTrainer(browser, site)
  const code = await openRoom(trainer)
  const address = `${site.join}#${code.replace('-', '')}`
  const phone = await aPhone(browser, address)
  const other = await aPhone(browser, address)
  await Promise.all([isIn(phone), isIn(other)])
  await ask(trainer)
  await trainer.keyboard.press('v')
  await phone.getByRole('radio').first().check()
  await delivered(phone, 'Received by the trainer')
  await phone.reload()
  await expect(phone.getByRole('radio').first()).toBeChecked()
  await delivered(phone, 'Received by the trainer')

  // A second tab of the same phone takes the place; the first takes it back.
  const second = await phone.context().newPage()
  await second.goto(address)
  await expect(second.getByRole('radio').first()).toBeChecked()
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('This room is open in another tab of this browser.')
  await phone.getByRole('button', { name: 'Use it here' }).click()
  await expect(phone.getByRole('radio').first()).toBeChecked()
  await expect(second.getByRole('button', { name: 'Use it here' })).toBeVisible()
  await second.close()
  await counted(trainer, '1 of 2 answered')

  await trainer.reload()
  await counted(trainer, '1 of 2 answered')
  await phone.getByRole('radio').nth(1).check()
  await delivered(phone, 'Received by the trainer')
  await counted(trainer, '1 of 2 answered')

  await site.kill()
  await expect(phone.getByText('No connection to the room. Your answer is kept, and will be sent.')).toBeVisible()
  await other.getByRole('radio').nth(2).check()
  await delivered(other, 'Not sent yet')
  await expect(panel(trainer)).toContainText('No connection to the server.')
  await site.start()
  await delivered(other, 'Received by the trainer')
  await counted(trainer, '2 of 2 answered')
  // The server has forgotten the room, and knows it again.
  const late = await aPhone(browser, address)
  await expect(late.getByRole('radio').first()).toBeEnabled()
  await late.context().close()

  await phone.context().setOffline(true)
  await expect(phone.getByText('This phone is offline. Your answer is kept, and will be sent.')).toBeVisible()
  await phone.getByRole('radio').nth(2).check()
  await phone.context().setOffline(false)
  await expect(phone.getByText('Connected', { exact: true })).toBeVisible()
  await delivered(phone, 'Received by the trainer')
  await trainer.keyboard.press('v')
  await trainer.keyboard.press('d')
  await expect(phone.getByRole('heading', { name: 'What the class chose (2 answers)' })).toBeVisible()
  await expect(phone.getByText('2 · 100 %')).toBeVisible()
})

test('a presenter behind another window goes on', async ({ browser, site }) => {
  const trainer = await aTrainer(browser, site)
  let said = 0
  trainer.on('websocket', (socket) => socket.on('framesent', () => said++))
  const code = await openRoom(trainer)
  const phone = await aPhone(browser, `${site.join}#${code.replace('-', '')}`)
  await isIn(phone)
  await ask(trainer)
  await trainer.keyboard.press('v')
  await expect(phone.getByRole('radio').first()).toBeEnabled()
  // A browser lets the timers of a hidden page run once a minute; here they run no more.
  await trainer.evaluate(() => Object.assign(window, { setTimeout: () => 0, setInterval: () => 0 }))
  await phone.getByRole('radio').first().check()
  await delivered(phone, 'Received by the trainer')
  const before = said
  await expect.poll(() => said).toBeGreaterThan(before + 3)
  await expect(phone.getByText('Connected', { exact: true })).toBeVisible()
})

test('the door has a PIN, can be closed, and leads out as well', async ({ browser, site }) => {
  const trainer = await aTrainer(browser, site)
  const code = await openRoom(trainer, 'Names that people type')
  const address = `${site.join}#${code.replace('-', '')}`
  await panel(trainer)
    .getByRole('button', { name: /^Connect phones/ })
    .click()
  await trainer.getByLabel('Door PIN').fill('2468')
  await trainer.getByRole('button', { name: 'Ask for it' }).click()
  await expect(trainer.getByText('Phones are asked for the PIN.')).toBeVisible()
  await trainer.getByRole('button', { name: 'Close', exact: true }).click()

  const phone = await aPhone(browser, address)
  const pin = phone.getByLabel('Door PIN')
  await pin.fill('1111')
  await pin.press('Enter')
  await expect(phone.getByRole('alert')).toContainText('That PIN was not right.')
  await pin.fill('2468')
  await pin.press('Enter')
  const name = phone.getByLabel('Your name')
  await name.fill('Ada <b>L</b>')
  await name.press('Enter')
  await isIn(phone)
  await phone.getByText('What the trainer can see').click()
  await expect(phone.getByText('The trainer sees the name you typed.')).toBeVisible()
  await panel(trainer)
    .getByText(/^The room/)
    .click()
  await expect(panel(trainer).getByRole('listitem')).toContainText('Ada <b>L</b>')

  await panel(trainer)
    .getByRole('button', { name: /^Put out/ })
    .click()
  await expect(phone.getByText('The trainer has put you out of this room.')).toBeVisible()
  await panel(trainer)
    .getByRole('button', { name: /^Let in again/ })
    .click()
  await isIn(phone)

  await panel(trainer).getByLabel('Let nobody new in').check()
  const late = await aPhone(browser, address)
  await expect(late.getByText('The trainer has closed the door to newcomers.')).toBeVisible()
  await isIn(phone)
  await panel(trainer).getByLabel('Let nobody new in').uncheck()
  await late.getByLabel('Door PIN').fill('2468')
  await late.getByRole('button', { name: 'Join' }).click()
  await late.getByRole('button', { name: 'Join' }).click()
  await isIn(late)
  await counted(trainer, '2 are here')

  // A server that was started again has forgotten the PIN, and is told it again by itself. A closed door keeps nobody out
  // who was in.
  await panel(trainer).getByLabel('Let nobody new in').check()
  await site.kill()
  await expect(panel(trainer)).toContainText('No connection to the server.')
  await site.start()
  await counted(trainer, '2 are here')
  await expect
    .poll(() => trainer.evaluate(() => fetch('/room.json').then((answer) => answer.json())))
    .toMatchObject({
      door: 'pin',
    })
})

test('a site without a classroom says so to both sides, and a trainer can rehearse there', async ({
  browser,
  site,
}) => {
  const phone = await aPhone(browser, 'about:blank')
  await phone.route('**/room.json', (route) => route.fulfill({ status: 404 }))
  await phone.goto(site.join)
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('There is no live room at this address')
  await phone.unroute('**/room.json')
  await phone.route('**/room.json', (route) => route.abort())
  await phone.reload()
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('The trainer’s computer cannot be reached')
  await phone.unroute('**/room.json')
  await expect(phone.getByLabel('Code of the room')).toBeVisible()

  const context = await browser.newContext()
  await context.route('**/room.json', (route) => route.fulfill({ status: 404 }))
  const trainer = await context.newPage()
  await trainer.goto(site.classroom())
  await trainer.getByRole('button', { name: 'Present this class' }).click()
  await panel(trainer).getByText('Answers by telephone').click()
  await expect(panel(trainer)).toContainText('Live answers are off')
  await panel(trainer).getByLabel('Simulated people').fill('12')
  await panel(trainer).getByRole('button', { name: 'Rehearse' }).click()
  await counted(trainer, '12 are here')
  const beside = trainer.waitForEvent('popup')
  await panel(trainer).getByRole('link', { name: 'Open a phone’s page beside it' }).click()
  const trial = await beside
  await isIn(trial)
  await counted(trainer, '13 are here')
  await ask(trainer)
  await trainer.keyboard.press('v')
  await trial.getByRole('radio').first().check()
  await delivered(trial, 'Received by the trainer')
  await expect(panel(trainer).locator('strong')).toHaveText(/^[5-9] of 13 answered/)
  await panel(trainer).getByRole('button', { name: 'End the rehearsal' }).click()
  await expect(panel(trainer).getByText('Answers by telephone')).toBeVisible()
})

/** Sits the form that the telephone offers, in the tab it opens, and sends the result back through the room. */
async function sitByTelephone(phone: Page, key: string) {
  const opening = phone.context().waitForEvent('page')
  await phone.getByRole('link', { name: 'Open the form' }).click()
  const exam = await opening
  expect(await exam.evaluate(() => isSecureContext)).toBe(false)
  await exam.getByRole('button', { name: /^I am ready to start this/ }).click()
  await expect(exam.getByRole('heading', { level: 1, name: /^Question 1 of/ })).toBeFocused()
  await exam.keyboard.press(key)
  await exam.getByRole('button', { name: 'Finish exam' }).click()
  await exam.getByRole('button', { name: 'Finish and score' }).click()
  const offer = exam.getByText('Give this to your trainer', { exact: true })
  const once = exam.getByRole('button', { name: /^Finish with \d+ unanswered/ })
  await expect(offer.or(once)).toBeVisible()
  if (await once.isVisible()) await once.click()
  await offer.click()
  await exam.getByRole('button', { name: 'Send it to your class' }).click()
  await expect(exam.getByText('Received by the trainer.')).toBeVisible()
  return exam
}

test('a mock and an exam of the trainer’s own are sat by telephone, and the results come back through the room', async ({
  browser,
  site,
}) => {
  const trainer = await aTrainer(browser, site)
  const problems: string[] = []
  const desk = await trainer.context().newPage()
  const origin = new URL(trainer.url()).origin
  await desk.goto(`${origin}/classroom/questions/`)
  await desk
    .locator('input[type=file]')
    .setInputFiles({ name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from(anOwnFile()) })
  await desk.getByRole('button', { name: 'Import', exact: true }).click()
  await desk.getByText('Imported: 1 question, 1 exam.').waitFor()
  const makeForm = async (exam: string, questions?: RegExp) => {
    await desk.goto(`${origin}/classroom/report/`)
    await desk.getByLabel('Exam').selectOption({ label: exam })
    const mock = desk.getByRole('option', { name: questions ?? /./ }).first()
    if (questions) await desk.getByLabel('Questions').selectOption((await mock.getAttribute('value')) ?? '')
    await desk.getByRole('button', { name: 'Make the form' }).click()
    await expect(desk.getByRole('heading', { name: 'Give it out' })).toBeVisible()
  }

  const code = await openRoom(trainer)
  const phone = await aPhone(browser, `${site.join}#${code.replace('-', '')}`)
  await isIn(phone)
  const put = async (name: RegExp) => {
    await trainer.getByRole('button', { name: 'Put a form' }).click()
    await trainer.getByRole('dialog').getByRole('button', { name }).first().click()
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Practice exam')
  }

  await makeForm('Friday')
  await put(/Friday, form/)
  await trainer.keyboard.press('t')
  await expect(phone.getByRole('timer')).toBeVisible()
  problems.push(...(await violationsOf(phone, 'a form')))
  const exam = await sitByTelephone(phone, '1')
  await expect(exam.getByRole('heading', { level: 1 })).toContainText('Pass mark reached')
  problems.push(...(await violationsOf(exam, 'sent back')))
  // The address goes home with the trainer; what was done under it need not.
  const saving = exam.waitForEvent('download')
  await exam.getByRole('button', { name: 'Save it as a file' }).click()
  expect(readFileSync(await (await saving).path(), 'utf8')).toContain('A supplier changes a model overnight')
  await expect(phone.getByText('Received by the trainer')).toBeVisible()
  await desk.reload()
  await desk.getByRole('button', { name: 'Take in what came by telephone (1)' }).click()
  await expect(desk.getByText('1 result taken in.')).toBeVisible()

  // The server forgets everything; the form is there again once the trainer's page is.
  await site.kill()
  await site.start()
  await expect(panel(trainer)).toContainText('Connected', { timeout: 20_000 })
  const late = await aPhone(browser, `${site.join}#${code.replace('-', '')}`)
  await expect(late.getByRole('link', { name: 'Open the form' })).toBeVisible()
  const opening = late.context().waitForEvent('page')
  await late.getByRole('link', { name: 'Open the form' }).click()
  await expect((await opening).getByRole('button', { name: /^I am ready/ })).toBeVisible()

  await makeForm('Foundation practice exam', /^Mock A/)
  await trainer.keyboard.press('p')
  await put(/Mock A$/)
  await sitByTelephone(phone, '2')
  await desk.reload()
  await desk.getByRole('button', { name: 'Take in what came by telephone (1)' }).click()
  await expect(desk.getByText('1 result taken in.')).toBeVisible()
  expect(problems).toEqual([])
})
