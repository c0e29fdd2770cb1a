import { readFile, writeFile } from 'node:fs/promises'
import { chromium, expect, type Page } from '@playwright/test'
import {
  aPhone,
  aTrainer,
  ask,
  counted,
  delivered,
  isIn,
  liveTest,
  openProjector,
  openRoom,
  panel,
} from '../support/live-room.ts'
import { readQr } from '../support/read-qr.ts'
import { startSite } from '../support/room-server.ts'

type Moving = {
  readonly site: Awaited<ReturnType<typeof startSite>>
  readonly moveTo: (address: string) => Promise<void>
}

const test = liveTest.extend<{ moving: Moving }>({
  /** A server on a machine that goes from one local network into another. */
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the destructuring
  moving: async ({}, use, info) => {
    const addresses = info.outputPath('addresses')
    const moveTo = (address: string) => writeFile(addresses, address)
    await moveTo('127.0.0.5')
    const site = await startSite({ addresses })
    await use({ site, moveTo })
    await site.kill()
  },
})

// Not in the types yet.
declare const documentPictureInPicture: { readonly window: (Window & typeof globalThis) | null }

/** A disk that has no room for a live room whenever the journey says so, over a reload too. */
async function aDisk(trainer: Page) {
  await trainer.addInitScript(() => {
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (...row) {
      const isFull = this.transaction.db.name === 'aimward-classroom' && sessionStorage.getItem('disk') === 'full'
      if (isFull) throw new DOMException('No room left.', 'QuotaExceededError')
      return put.apply(this, row)
    }
  })
  await trainer.reload()
  await expect(panel(trainer)).toBeVisible()
  return {
    fill: () => trainer.evaluate(() => sessionStorage.setItem('disk', 'full')),
    free: () => trainer.evaluate(() => sessionStorage.removeItem('disk')),
  }
}

/** Counts what a phone sends, from the next time it connects. */
function packetsOf(phone: Page) {
  let sent = 0
  phone.on('websocket', (socket) => socket.on('framesent', () => sent++))
  return () => sent
}

const redBar = (trainer: Page) => panel(trainer).getByRole('alert').filter({ hasText: 'This device has no room left' })

/** What the red bar gives to keep: the cells of the rows that tell of the answers. */
async function downloaded(trainer: Page) {
  const saving = trainer.waitForEvent('download')
  await redBar(trainer).getByRole('button', { name: 'Download the answers' }).click()
  const [, ...rows] = (await readFile(await (await saving).path(), 'utf8')).trim().split(/\r?\n/)
  return rows
}

test('a full disk in mid-question is said, nothing is acknowledged, and nothing is lost once there is room', async ({
  browser,
  site,
}) => {
  const trainer = await aTrainer(browser, site)
  const disk = await aDisk(trainer)
  const code = await openRoom(trainer)
  const address = `${site.join}#${code.replace('-', '')}`
  const [phone, other] = await Promise.all([aPhone(browser, address), aPhone(browser, address)])
  await Promise.all([isIn(phone), isIn(other)])

  await ask(trainer, 'garden centre')
  await trainer.keyboard.press('v')
  for (const one of [phone, other]) {
    await one.getByRole('radio').first().check()
    await delivered(one, 'Received by the trainer')
  }
  for (const key of ['v', 'd', 'a']) await trainer.keyboard.press(key)
  await expect(phone.locator('.verdict')).toBeVisible()

  await ask(trainer, 'travel desk')
  await trainer.keyboard.press('v')
  await phone.getByRole('radio').first().check()
  await delivered(phone, 'Received by the trainer')
  await counted(trainer, '1 of 2 answered')

  await disk.fill()
  await phone.getByRole('radio').nth(1).check()
  await other.getByRole('radio').nth(1).check()
  await expect(redBar(trainer)).toContainText('new answers stay on the phones')
  await counted(trainer, '1 of 2 answered')
  await Promise.all([delivered(phone, 'Sent'), delivered(other, 'Sent')])
  const rows = await downloaded(trainer)
  expect(rows.filter((row) => row.includes('garden centre')).map((row) => row.split(',').at(-4))).toEqual([
    '2',
    '0',
    '0',
  ])
  expect(rows.filter((row) => row.includes('travel desk'))).toEqual([expect.stringMatching(/,1,1,still open,,1,,,$/)])

  // A reload finds what was written, and the disk as full as before.
  const sent = packetsOf(phone)
  await phone.reload()
  await trainer.reload()
  await expect(redBar(trainer)).toBeVisible()
  await counted(trainer, '1 of 2 answered')
  expect(await downloaded(trainer)).toEqual(rows)
  const before = sent()
  await expect.poll(sent).toBeGreaterThan(before + 2)
  await Promise.all([delivered(phone, 'Sent'), delivered(other, 'Sent')])
  await expect(phone.getByRole('radio').nth(1)).toBeChecked()

  await disk.free()
  await Promise.all([delivered(phone, 'Received by the trainer'), delivered(other, 'Received by the trainer')])
  await expect(redBar(trainer)).toHaveCount(0)
  await counted(trainer, '2 of 2 answered')
  await trainer.reload()
  await counted(trainer, '2 of 2 answered')
  await trainer.keyboard.press('v')
  await trainer.keyboard.press('d')
  await expect(phone.getByRole('heading', { name: 'What the class chose (2 answers)' })).toBeVisible()
  await expect(phone.getByText('2 · 100 %')).toBeVisible()
})

test('an answer that could not be written in time counts, though the question was locked meanwhile', async ({
  browser,
  site,
}) => {
  const trainer = await aTrainer(browser, site)
  const disk = await aDisk(trainer)
  const code = await openRoom(trainer)
  const phone = await aPhone(browser, `${site.join}#${code.replace('-', '')}`)
  await isIn(phone)
  await ask(trainer)
  await trainer.keyboard.press('v')
  await expect(phone.getByRole('radio').first()).toBeEnabled()
  await disk.fill()
  await phone.getByRole('radio').first().check()
  await expect(redBar(trainer)).toBeVisible()
  // The class goes on.
  await trainer.keyboard.press('v')
  await expect(phone.getByText('The question is closed for answers.')).toBeVisible()
  await delivered(phone, 'Sent')
  await trainer.keyboard.press('d')
  await expect(phone.getByRole('heading', { name: 'What the class chose (0 answers)' })).toBeVisible()
  await disk.free()
  await expect(phone.getByRole('heading', { name: 'What the class chose (1 answer)' })).toBeVisible()
  await counted(trainer, '1 of 1 answered')
  await expect(redBar(trainer)).toHaveCount(0)
})

test('a computer that has gone into another network has its code and address follow, and phones scan anew', async ({
  browser,
  moving: { site, moveTo },
}) => {
  test.skip(process.platform === 'darwin', 'Only the first address of 127.0.0.0/8 leads to a Mac itself.')
  const trainer = await aTrainer(browser, site)
  await openRoom(trainer)
  const connect = panel(trainer).getByRole('button', { name: /^Connect phones/ })
  await connect.click()
  await trainer.getByRole('button', { name: 'Open it to the local network' }).click()
  await expect(trainer.getByRole('dialog').locator('.address')).toHaveText(/^127\.0\.0\.5:\d+\/join\/$/)
  await trainer.getByRole('button', { name: 'Close', exact: true }).click()
  const projector = await openProjector(trainer)
  await trainer.keyboard.press('q')
  const scan = async () => (await readQr(projector.getByRole('img', { name: 'Code to join' }))) ?? ''
  const before = await scan()
  expect(before).toMatch(/^http:\/\/127\.0\.0\.5:\d+\/join\/#/)
  const phones = await Promise.all([aPhone(browser, before), aPhone(browser, before)])
  await Promise.all(phones.map(isIn))
  await counted(trainer, '2 are here')
  const note = panel(trainer).getByText('The address of this computer has changed')
  await expect(note).toHaveCount(0)
  await trainer.keyboard.press('q')
  await ask(trainer)
  await trainer.keyboard.press('v')
  for (const phone of phones) {
    await phone.getByRole('radio').first().check()
    await delivered(phone, 'Received by the trainer')
  }
  await counted(trainer, '2 of 2 answered')

  await moveTo('127.0.0.6')
  await expect(note).toBeVisible()
  await expect(note).toContainText('Phones that were here have to scan it again, and count as new.')
  for (const phone of phones)
    await expect(phone.getByText('No connection to the room. Your answer is kept, and will be sent.')).toBeVisible()
  await trainer.keyboard.press('q')
  await expect(projector.locator('.stage-join .address')).toHaveText(/^127\.0\.0\.6:\d+\/join\/$/)
  const after = await scan()
  expect(after).toBe(before.replace('127.0.0.5', '127.0.0.6'))
  await connect.click()
  await expect(trainer.getByRole('dialog').locator('.address')).toHaveText(/^127\.0\.0\.6:/)
  await trainer.getByRole('button', { name: 'Close', exact: true }).click()
  await trainer.keyboard.press('q')

  for (const phone of phones) {
    await phone.goto(after)
    await expect(phone.getByRole('radio').first()).toBeEnabled()
    await expect(phone.getByRole('radio', { checked: true })).toHaveCount(0)
  }
  await counted(trainer, '2 of 4 answered')
  for (const phone of phones) {
    await phone.getByRole('radio').nth(1).check()
    await delivered(phone, 'Received by the trainer')
  }
  await counted(trainer, '4 of 4 answered')
  await expect(panel(trainer).getByText('The room (People: 4)')).toBeVisible()
  await panel(trainer).getByRole('button', { name: 'They are back' }).click()
  await expect(note).toHaveCount(0)
})

test('a second window of the trainer shows where the class is led, moves nothing, and can take it over', async ({
  browser,
  site,
}) => {
  const trainer = await aTrainer(browser, site)
  const code = await openRoom(trainer)
  const phone = await aPhone(browser, `${site.join}#${code.replace('-', '')}`)
  await isIn(phone)
  const projector = await openProjector(trainer)
  await ask(trainer)
  await trainer.keyboard.press('v')
  await phone.getByRole('radio').first().check()
  await counted(trainer, '1 of 1 answered')

  const second = await trainer.context().newPage()
  await second.goto(trainer.url())
  const isElsewhere = (page: Page) =>
    expect(page.getByRole('heading', { name: 'This class is presented in another window' })).toBeVisible()
  await isElsewhere(second)
  await expect(second.locator('.stage')).toContainText('1 person answered')
  await expect(second.locator('.stage')).not.toContainText('✓ key')
  for (const key of ['v', 'PageDown', 'd']) await second.keyboard.press(key)
  await phone.getByRole('radio').nth(1).check()
  await delivered(phone, 'Received by the trainer')
  await expect(trainer.getByText('The projector’s window is in step.')).toBeVisible()
  // It is no projector: that it goes changes nothing.
  await second.reload()
  await isElsewhere(second)
  await expect(trainer.getByText('The projector’s window is in step.')).toBeVisible()

  await second.getByRole('button', { name: 'Present it here' }).click()
  await isElsewhere(trainer)
  await counted(second, '1 of 1 answered')
  await expect(second.getByText('The projector’s window is in step.')).toBeVisible()
  await second.keyboard.press('v')
  await expect(phone.getByText('The question is closed for answers.')).toBeVisible()
  await expect(projector.locator('.stage')).toContainText('Voting is closed')
  await expect(trainer.locator('.stage')).toContainText('Voting is closed')

  await trainer.getByRole('button', { name: 'Present it here' }).click()
  await isElsewhere(second)
  await counted(trainer, '1 of 1 answered')
  await trainer.keyboard.press('d')
  await expect(phone.getByRole('heading', { name: 'What the class chose (1 answer)' })).toBeVisible()
})

test('notes stand in a small window above the others, which follows the class and takes its keys', async ({
  browser,
  site,
}) => {
  const trainer = await aTrainer(browser, site)
  const open = trainer.getByRole('button', { name: 'Notes in a small window' })
  await open.click()
  const small = () =>
    trainer.evaluate(() => {
      const page = documentPictureInPicture.window?.document
      const shown = page && { title: page.title, text: page.body.innerText, space: getComputedStyle(page.body) }
      return shown && { ...shown, space: shown.space.marginBlockStart }
    })
  const press = (key: string) =>
    trainer.evaluate((pressed) => {
      documentPictureInPicture.window?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, cancelable: true }))
    }, key)
  await expect.poll(small).toMatchObject({ title: 'Notes', text: expect.stringMatching(/^0:00 · .*card 1\n/) })
  await expect.poll(small).toMatchObject({ text: expect.stringContaining('Say who you are') })
  // The style sheets of the site have come along.
  await expect.poll(small).toMatchObject({ space: '0px' })

  await press('PageDown')
  await expect(trainer.getByText('Card 2 of')).toBeVisible()
  await expect.poll(small).toMatchObject({ text: expect.stringContaining('card 2\n') })
  await trainer.keyboard.press('n')
  const notes = await trainer.getByRole('region', { name: 'Notes' }).innerText()
  await expect.poll(small).toMatchObject({ text: expect.stringContaining(notes) })

  await trainer.evaluate(() => documentPictureInPicture.window?.close())
  await expect.poll(small).toBeUndefined()
  await open.click()
  await expect.poll(small).toMatchObject({ text: expect.stringContaining(notes) })
})

test('the projector’s window fills the second screen where the browser may tell of it', async ({
  launchOptions,
  site,
}) => {
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--screen-info={1280x720}{1920x1080}'],
  })
  try {
    const trainer = await aTrainer(browser, site, { viewport: null })
    expect(await trainer.evaluate(() => (screen as Screen & { isExtended: boolean }).isExtended)).toBe(true)
    const session = await trainer.context().newCDPSession(trainer)
    const { targetInfo } = await session.send('Target.getTargetInfo')
    await session.send('Browser.grantPermissions', {
      permissions: ['windowManagement'],
      ...(targetInfo.browserContextId ? { browserContextId: targetInfo.browserContextId } : {}),
    })
    const projector = await openProjector(trainer)
    const placed = () => projector.evaluate(() => [screenX, screenY, outerWidth, outerHeight])
    await expect.poll(placed).toEqual([1280, 0, 1920, 1080])
  } finally {
    await browser.close()
  }
})

test('the screens of presenter and projector stay on while a class is presented', async ({ browser, site }) => {
  const trainer = await aTrainer(browser, site)
  await trainer.context().addInitScript(() => {
    const { request } = WakeLock.prototype
    WakeLock.prototype.request = async function (kind) {
      const lock = await request.call(this, kind)
      document.documentElement.dataset['awake'] = ''
      lock.addEventListener('release', () => delete document.documentElement.dataset['awake'])
      return lock
    }
  })
  await trainer.reload()
  const isAwake = (page: Page) => expect(page.locator('html[data-awake]')).toHaveCount(1)
  await isAwake(trainer)
  const projector = await openProjector(trainer)
  await isAwake(projector)
  await isAwake(trainer)
  // A window that no longer leads lets its screen go off.
  const second = await trainer.context().newPage()
  await second.goto(trainer.url())
  await second.getByRole('button', { name: 'Present it here' }).click()
  await isAwake(second)
  await expect(trainer.locator('html[data-awake]')).toHaveCount(0)
})
