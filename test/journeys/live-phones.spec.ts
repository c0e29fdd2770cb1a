import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'
import { parseCsv } from '../../src/core/csv.ts'
import { known } from '../../src/core/result.ts'
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

const choose = (phone: Page, at: number) => phone.getByRole('radio').nth(at).check()
const isReceived = (phone: Page) => delivered(phone, 'Received by the trainer')

/** Chooses one option after the other: the last one is the answer. */
async function answer(phone: Page, places: readonly number[]) {
  for (const at of places) {
    await choose(phone, at)
    await isReceived(phone)
  }
}

/** The rows of the trainer's file: of each option of a round, how many people answered and how many chose it. */
async function downloadedRows(trainer: Page) {
  const saving = trainer.waitForEvent('download')
  await panel(trainer).getByRole('button', { name: 'Download the answers' }).click()
  const rows = parseCsv(readFileSync(await (await saving).path(), 'utf8'))
  if (!rows.ok) throw new Error(rows.failure.kind)
  return rows.value.slice(1).map(({ cells: [, round, answered, , , chosen] }) => [round, answered, chosen].map(Number))
}

test('ten phones vote twice through reloads, a lost network and a killed server, and each is counted once, with its last answer', async ({
  browser,
  site,
}) => {
  const trainer = await aTrainer(browser, site)
  const code = await openRoom(trainer)
  await panel(trainer)
    .getByRole('button', { name: /^Connect phones/ })
    .click()
  const scanned = await readQr(trainer.getByRole('dialog').locator('svg.qr'))
  await trainer.getByRole('button', { name: 'Close', exact: true }).click()

  const byLink = () => aPhone(browser, site.join + new URL(scanned ?? '').hash)
  const byCode = async () => {
    const phone = await aPhone(browser, site.join)
    await phone.getByLabel('Code of the room').fill(code.toLowerCase())
    await phone.keyboard.press('Enter')
    return phone
  }
  const early = await Promise.all([...Array.from({ length: 5 }, byLink), ...Array.from({ length: 4 }, byCode)])
  await Promise.all(early.map(isIn))
  await counted(trainer, '9 are here')
  const phone = (at: number) => known(early[at])

  await ask(trainer)
  await trainer.keyboard.press('v')
  await Promise.all(early.map((one) => expect(one.getByRole('radio').first()).toBeEnabled()))
  const reloaded = async () => {
    await answer(phone(2), [2])
    await phone(2).reload()
    await expect(phone(2).getByRole('radio').nth(2)).toBeChecked()
    await isReceived(phone(2))
  }
  const offline = async () => {
    await phone(5).context().setOffline(true)
    await expect(phone(5).getByText('This phone is offline. Your answer is kept, and will be sent.')).toBeVisible()
    await choose(phone(5), 1)
    await choose(phone(5), 2)
    await delivered(phone(5), 'Not sent yet')
    await phone(5).context().setOffline(false)
    await isReceived(phone(5))
  }
  await Promise.all([
    answer(phone(0), [0]),
    answer(phone(1), [1]),
    reloaded(),
    answer(phone(3), [0, 1]),
    answer(phone(4), [1, 2, 0]),
    offline(),
    answer(phone(6), [2]),
    answer(phone(8), [0]),
  ])
  await counted(trainer, '8 of 9 answered')

  await site.kill()
  await expect(panel(trainer)).toContainText('No connection to the server.')
  await Promise.all(
    [
      { at: 6, places: [1] },
      { at: 7, places: [2] },
      { at: 8, places: [1, 0] },
    ].map(async ({ at, places }) => {
      for (const place of places) await choose(phone(at), place)
      await delivered(phone(at), 'Not sent yet')
    }),
  )
  await site.start()
  await Promise.all(early.map(isReceived))
  await counted(trainer, '9 of 9 answered')

  const late = await byCode()
  await expect(late.getByRole('radio').first()).toBeEnabled()
  await counted(trainer, '9 of 10 answered')
  await answer(late, [0])
  await counted(trainer, '10 of 10 answered')

  const phones = [...early, late]
  const first = [0, 1, 2, 1, 0, 2, 1, 2, 0, 0]
  const table = trainer.getByRole('table', { name: 'Answers for each option' })
  const figures = table.locator('tbody td')
  const options = await figures.count()
  /** Nobody chose what comes after the third option. */
  const ofAll = (...counts: readonly number[]) => Array.from({ length: options }, (_, at) => counts[at] ?? 0)
  await trainer.keyboard.press('v')
  await Promise.all(
    phones.map(async (one, at) => {
      await expect(one.getByText('The question is closed for answers.')).toBeVisible()
      await expect(one.getByRole('radio').nth(known(first[at]))).toBeChecked()
      await isReceived(one)
    }),
  )
  await expect(figures).toHaveText(ofAll(4, 3, 3).map(String))
  await trainer.keyboard.press('d')
  await Promise.all(
    phones.map(async (one, at) => {
      await expect(one.getByRole('heading', { name: 'What the class chose (10 answers)' })).toBeVisible()
      await expect(one.locator('.count')).toHaveText(ofAll(4, 3, 3).map((count) => `${count} · ${10 * count} %`))
      await expect(one.locator('.spread li').nth(known(first[at]))).toContainText('(your answer)')
    }),
  )

  // They talk about it, and vote again. One of them was cut off meanwhile.
  const second = [1, 1, 1, 1, 1, 1, 2, 2, 0, 1]
  await phone(7).context().setOffline(true)
  await trainer.keyboard.press('v')
  await Promise.all(
    phones.map(async (one, at) => {
      if (at === 7) await one.context().setOffline(false)
      await expect(one.getByText('Second vote')).toBeVisible()
      await expect(one.getByRole('radio', { checked: true })).toHaveCount(0)
      await answer(one, at % 2 === 0 ? [0, known(second[at])] : [known(second[at])])
    }),
  )
  await counted(trainer, '10 of 10 answered')
  await trainer.keyboard.press('v')
  await expect(figures).toHaveText(ofAll(1, 7, 2).map(String))
  await trainer.keyboard.press('d')
  await Promise.all(
    phones.map(async (one) => {
      await expect(one.locator('.count').first()).toHaveText('1 · 10 % (first vote 4)')
      await isReceived(one)
    }),
  )
  await trainer.keyboard.press('a')
  const marked = await table.locator('tbody th').allInnerTexts()
  const right = marked.findIndex((text) => text.includes('(key)'))
  await Promise.all(
    phones.map((one, at) =>
      expect(one.locator('.verdict')).toHaveText(
        second[at] === right ? 'Your answer was right.' : 'Your answer was not the right one.',
      ),
    ),
  )

  await expect(panel(trainer).getByText('The room (People: 10)')).toBeVisible()
  await panel(trainer)
    .getByText(/^The room/)
    .click()
  expect(await downloadedRows(trainer)).toEqual([
    ...ofAll(4, 3, 3).map((chosen) => [1, 10, chosen]),
    ...ofAll(1, 7, 2).map((chosen) => [2, 10, chosen]),
  ])
  await panel(trainer).getByRole('button', { name: 'End the room' }).click()
  await trainer.getByRole('button', { name: 'End it now' }).click()
  await Promise.all(phones.map((one) => expect(one.getByRole('heading', { level: 1 })).toHaveText('The class is over')))
})

const heading = (phone: Page) => phone.getByRole('heading', { level: 1 })

/** What is wrong with a page that is 320 pixels wide: for axe, for the thumb, and for whoever does not scroll sideways. */
async function faultsOf(phone: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page: phone }).analyze()
  const measured = await phone.evaluate(() => {
    const width = document.documentElement.scrollWidth
    const controls = [...document.querySelectorAll('a, button, input, select, summary, textarea')]
    const small = controls.flatMap((control) => {
      const { height } = (control.closest('label') ?? control).getBoundingClientRect()
      return height > 0 && height < 24 ? [`${Math.round(height)} pixels high: ${control.outerHTML}`] : []
    })
    return [...(width > innerWidth ? [`${width} pixels wide`] : []), ...small]
  })
  return [...violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ html }) => html).join(', ')}`), ...measured]
}

/** Opens a room with a PIN at its door, which asks for names and may show standings. */
async function openGuardedRoom(trainer: Page, pin: string) {
  await panel(trainer).getByText('Answers by telephone').click()
  await panel(trainer).getByLabel('Names').selectOption({ label: 'Names that people type' })
  await panel(trainer)
    .getByLabel(/^Standings:/)
    .check()
  await panel(trainer).getByRole('button', { name: 'Open a room' }).click()
  await expect(panel(trainer)).toContainText('Connected')
  await panel(trainer)
    .getByRole('button', { name: /^Connect phones/ })
    .click()
  const code = await trainer.getByRole('dialog').locator('.code').innerText()
  await trainer.getByLabel('Door PIN').fill(pin)
  await trainer.getByRole('button', { name: 'Ask for it' }).click()
  await expect(trainer.getByText('Phones are asked for the PIN.')).toBeVisible()
  await trainer.getByRole('button', { name: 'Close', exact: true }).click()
  await panel(trainer)
    .getByText(/^The room/)
    .click()
  return code
}

/** Puts something in passing that is in no bank, and opens it for answers. */
async function askRoom(trainer: Page, kind: RegExp) {
  await trainer.getByRole('button', { name: 'Ask the room' }).click()
  await trainer.getByRole('dialog').getByRole('radio', { name: kind }).check()
  await trainer.getByRole('dialog').getByRole('button', { name: 'Put it to the room' }).click()
  await expect(trainer.getByRole('dialog')).toHaveCount(0)
  await trainer.keyboard.press('v')
}

/** Goes to the first card of that name. */
async function goToCard(trainer: Page, name: RegExp) {
  await trainer.keyboard.press('o')
  await trainer.getByRole('dialog').getByRole('button', { name }).first().click()
  await expect(trainer.getByRole('dialog')).toHaveCount(0)
}

/** Where the right option of the question on the screen stands. */
async function rightPlace(trainer: Page) {
  const options = await trainer
    .getByRole('table', { name: 'Answers for each option' })
    .locator('tbody th')
    .allInnerTexts()
  return options.findIndex((text) => text.includes('(key)'))
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`whatever a phone of 320 pixels shows fits it, can be hit, and is sound for axe, ${colorScheme}`, async ({
    browser,
    site,
  }) => {
    const trainer = await aTrainer(browser, site)
    const code = await openGuardedRoom(trainer, '2468')
    const narrow = { viewport: { width: 320, height: 640 }, colorScheme }
    const context = await browser.newContext(narrow)
    const phone = await context.newPage()
    const faults: string[] = []
    const see = async (state: string, page = phone) => {
      for (const fault of await faultsOf(page)) faults.push(`${state}: ${fault}`)
    }

    await phone.route('**/room.json', (route) => route.fulfill({ status: 404 }))
    await phone.goto(site.join)
    await expect(heading(phone)).toHaveText('There is no live room at this address')
    await see('no room')
    await phone.unroute('**/room.json')
    await phone.route('**/room.json', (route) => route.abort())
    await phone.reload()
    await expect(heading(phone)).toHaveText('The trainer’s computer cannot be reached')
    await see('out of reach')
    await phone.unroute('**/room.json')

    const type = async (label: string, text: string) => {
      await phone.getByLabel(label).fill(text)
      await phone.keyboard.press('Enter')
    }
    await expect(phone.getByLabel('Code of the room')).toBeVisible()
    await see('code')
    await type('Code of the room', 'nothing')
    await expect(phone.getByRole('alert')).toContainText('eight letters and numbers')
    await see('wrong code')
    await type('Code of the room', code)
    await expect(phone.getByLabel('Door PIN')).toBeVisible()
    await see('PIN')
    await type('Door PIN', '1111')
    await expect(phone.getByRole('alert')).toContainText('That PIN was not right.')
    await see('wrong PIN')
    await type('Door PIN', '2468')
    await expect(phone.getByLabel('Your name')).toBeVisible()
    await see('name')
    await type('Your name', 'Wilhelmina-Aleksandr')
    await isIn(phone)
    await phone.getByText('What the trainer can see').click()
    await see('waiting')

    await trainer.keyboard.press('n')
    await expect(phone.getByText('The trainer is presenting.')).toBeVisible()
    await see('slide')

    await panel(trainer)
      .getByLabel(/^Ask how sure/)
      .check()
    await ask(trainer)
    await expect(phone.getByText('The trainer opens it for answers in a moment.')).toBeVisible()
    await see('ready')
    await trainer.keyboard.press('v')
    await trainer.keyboard.press('t')
    await expect(phone.getByRole('timer')).toBeVisible()
    await expect(phone.getByRole('radio').first()).toBeEnabled()
    await see('one of several')
    const right = await rightPlace(trainer)
    await answer(phone, [right])
    await see('answered')
    await trainer.keyboard.press('v')
    await expect(phone.getByText('The question is closed for answers.')).toBeVisible()
    await see('locked')
    await trainer.keyboard.press('d')
    await expect(phone.getByRole('heading', { name: 'What the class chose (1 answer)' })).toBeVisible()
    await see('distribution')
    await trainer.keyboard.press('v')
    await expect(phone.getByText('Second vote')).toBeVisible()
    await answer(phone, [right])
    await see('second vote')
    for (const key of ['v', 'd', 'a']) await trainer.keyboard.press(key)
    await expect(phone.locator('.verdict')).toHaveText('Your answer was right.')
    await see('answer')

    await ask(trainer, 'choose two.')
    await trainer.keyboard.press('v')
    await phone.getByRole('button', { name: 'Send answer' }).click()
    await expect(phone.getByRole('alert')).toHaveText('Choose at least one option first.')
    await see('several of several')
    await phone.getByRole('checkbox').first().check()
    await phone.getByRole('button', { name: 'Send answer' }).click()
    await isReceived(phone)
    await see('several, answered')
    await askRoom(trainer, /^A scale/)
    await answer(phone, [3])
    await see('scale')
    await trainer.keyboard.press('v')
    await trainer.keyboard.press('d')
    await expect(phone.getByRole('heading', { name: 'What the class chose (1 answer)' })).toBeVisible()
    await see('distribution on a scale')
    await askRoom(trainer, /^A few words/)
    await phone.getByRole('textbox', { name: 'Your answer' }).fill('Verantwortungsübernahmebereitschaft '.repeat(4))
    await phone.getByRole('button', { name: 'Send answer' }).click()
    await isReceived(phone)
    await see('words')
    await trainer.keyboard.press('v')
    await expect(phone.getByText('The question is closed for answers.')).toBeVisible()
    await see('words, locked')
    await askRoom(trainer, /^Who is ready/)
    await answer(phone, [1])
    await see('who is ready')

    await goToCard(trainer, /Who is what to Firstsift\?/)
    await expect(heading(phone)).toHaveText('Who is what to Firstsift?')
    await answer(phone, [0])
    await see('exercise')
    await trainer.keyboard.press('n')
    await expect(phone.getByText('The groups have finished.')).toBeVisible()
    await see('exercise, together')
    await goToCard(trainer, /^\d+ (Break|Lunch)$/)
    await trainer.keyboard.press('t')
    await expect(phone.getByRole('timer')).toBeVisible()
    await see('break')
    await panel(trainer).getByRole('button', { name: 'Show the standings' }).click()
    await expect(heading(phone)).toHaveText('Standings')
    await see('standings')
    await trainer.keyboard.press('p')
    await trainer.getByRole('button', { name: 'Put a form' }).click()
    await trainer
      .getByRole('dialog')
      .getByText(/^Mocks:/)
      .click()
    await trainer
      .getByRole('dialog')
      .getByRole('button', { name: /Mock A$/ })
      .first()
      .click()
    await expect(heading(phone)).toHaveText('Practice exam')
    await see('practice exam')
    await trainer.keyboard.press('p')

    await context.setOffline(true)
    await expect(phone.getByText('This phone is offline.')).toBeVisible()
    await see('offline')
    await context.setOffline(false)
    await expect(phone.getByText('Connected', { exact: true })).toBeVisible()
    await trainer.goto('about:blank')
    await expect(phone.getByText('The trainer is reconnecting.')).toBeVisible()
    await see('no trainer')
    await trainer.goBack()
    await expect(phone.getByText('Connected', { exact: true })).toBeVisible()

    const other = await context.newPage()
    await other.goto(phone.url())
    await expect(heading(phone)).toHaveText('This room is open in another tab of this browser.')
    await see('another tab')
    await phone.getByRole('button', { name: 'Use it here' }).click()
    await expect(other.getByRole('button', { name: 'Use it here' })).toBeVisible()
    await other.close()

    await panel(trainer)
      .getByText(/^The room/)
      .click()
    await panel(trainer)
      .getByRole('button', { name: /^Put out/ })
      .click()
    await expect(phone.getByText('The trainer has put you out of this room.')).toBeVisible()
    await see('put out')
    await panel(trainer)
      .getByRole('button', { name: /^Let in again/ })
      .click()
    await expect(phone.getByText('The trainer has put you out of this room.')).toHaveCount(0)
    await panel(trainer).getByLabel('Let nobody new in').check()
    const newcomer = await (await browser.newContext(narrow)).newPage()
    await newcomer.goto(phone.url())
    await expect(newcomer.getByText('The trainer has closed the door to newcomers.')).toBeVisible()
    await see('closed door', newcomer)

    await panel(trainer).getByRole('button', { name: 'End the room' }).click()
    await trainer.getByLabel('A last word').fill('Read 6.1.2.')
    await trainer.getByRole('button', { name: 'End it now' }).click()
    await expect(heading(phone)).toHaveText('The class is over')
    await expect(phone.locator('.outcomes').getByRole('listitem').first()).toContainText('✓ right')
    await see('end')
    expect(faults).toEqual([])
  })

/** Notes what a screen reader says by itself: lines that change, and headings that take the focus. */
const listen = (phone: Page) =>
  phone.addInitScript(() => {
    const said: string[] = []
    Object.assign(window, { said })
    const note = (text: string) => text !== '' && said.at(-1) !== text && said.push(text)
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const live = element?.closest('[role=status], [role=alert], [aria-live=polite], [aria-live=assertive], output')
        if (live) note((live.textContent ?? '').replace(/\s+/g, ' ').trim())
      }
    }).observe(document, { subtree: true, childList: true, characterData: true })
    document.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLHeadingElement) note((target.textContent ?? '').trim())
    })
  })

/** What was said since one asked last. */
const saidBy = (phone: Page) =>
  phone.evaluate((): readonly string[] => {
    const said: string[] = Reflect.get(window, 'said')
    return said.splice(0)
  })

/** The focus is there, and has a line around it. */
async function isInFocus(one: Locator) {
  await expect(one).toBeFocused()
  const line = await one.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return element.matches(':focus-visible') && outlineStyle !== 'none' ? Number.parseFloat(outlineWidth) : 0
  })
  expect(line).toBeGreaterThanOrEqual(2)
}

/** Goes on by Tab until this has the focus. */
async function tabTo(one: Locator) {
  await expect(one).toBeVisible()
  for (let step = 0; step < 8; step++) {
    if (await one.evaluate((element) => element === document.activeElement)) break
    await one.page().keyboard.press('Tab')
  }
  await isInFocus(one)
}

test('by keyboard alone a phone is in the class from the code to the end, sees its focus, and hears where its answer is and no clock', async ({
  browser,
  site,
}) => {
  const trainer = await aTrainer(browser, site)
  const code = await openRoom(trainer)
  const phone = await aPhone(browser, 'about:blank')
  await listen(phone)
  await phone.goto(site.join)
  const press = (key: string) => phone.keyboard.press(key)
  const delivery = ['Not sent yet', 'Sent', 'Received by the trainer']
  const stem = phone.locator('h1.stem')

  const field = phone.getByLabel('Code of the room')
  await tabTo(field)
  await press('ControlOrMeta+a')
  await phone.keyboard.type('nothing')
  await press('Enter')
  await expect(phone.getByRole('alert')).toContainText('eight letters and numbers')
  await isInFocus(field)
  await press('ControlOrMeta+a')
  await phone.keyboard.type(code)
  await press('Enter')
  await isIn(phone)
  await isInFocus(heading(phone))
  expect(await saidBy(phone)).toEqual([
    'That is no room code. It has eight letters and numbers, such as K7Q2-9MXD.',
    'Looking for the room…',
    'You are in. Wait for the trainer to begin.',
  ])
  await trainer.keyboard.press('n')
  await expect(phone.getByText('The trainer is presenting.')).toBeVisible()
  await isInFocus(heading(phone))
  expect(await saidBy(phone)).toEqual([await heading(phone).innerText()])

  await ask(trainer)
  await trainer.keyboard.press('v')
  await expect(phone.getByRole('radio').first()).toBeEnabled()
  await isInFocus(stem)
  const asked = (await stem.innerText()).replace(/\s+/g, ' ')
  expect(await saidBy(phone)).toEqual([asked])
  await tabTo(phone.getByRole('radio').first())
  await press('Space')
  await isReceived(phone)
  expect(await saidBy(phone)).toEqual(delivery)
  await press('ArrowDown')
  await isInFocus(phone.getByRole('radio').nth(1))
  await isReceived(phone)
  expect(await saidBy(phone)).toEqual(delivery)
  await site.kill()
  await expect(phone.getByText('No connection to the room.')).toBeVisible()
  await press('ArrowUp')
  await delivered(phone, 'Not sent yet')
  expect(await saidBy(phone)).toEqual(['Not sent yet'])
  await site.start()
  await isReceived(phone)
  // It was sent before the trainer was there again, and once more then.
  expect((await saidBy(phone)).filter((text) => !delivery.includes(text))).toEqual([])
  await isInFocus(phone.getByRole('radio').first())

  await trainer.keyboard.press('t')
  const timer = phone.getByRole('timer')
  for (let seconds = 0; seconds < 3; seconds++) {
    const before = await timer.innerText()
    await expect(timer).not.toHaveText(before)
  }
  expect(await saidBy(phone)).toEqual([])
  await expect(phone.getByRole('radio').first()).toBeFocused()

  // What had the focus goes with the options, and the heading of the question takes it.
  await trainer.keyboard.press('v')
  await trainer.keyboard.press('d')
  await expect(phone.getByRole('heading', { name: 'What the class chose (1 answer)' })).toBeVisible()
  await isInFocus(stem)
  await trainer.keyboard.press('a')
  await expect(phone.locator('.verdict')).toBeVisible()
  expect(await saidBy(phone)).toEqual([asked, await phone.locator('.verdict').innerText()])

  await ask(trainer, 'choose two.')
  await trainer.keyboard.press('v')
  const boxes = phone.getByRole('checkbox')
  await expect(boxes.first()).toBeEnabled()
  await isInFocus(stem)
  await saidBy(phone)
  await tabTo(boxes.first())
  await press('Space')
  await press('Tab')
  await isInFocus(boxes.nth(1))
  await press('Space')
  await trainer.keyboard.press('t')
  await expect(timer).toBeVisible()
  await isInFocus(boxes.nth(1))
  await tabTo(phone.getByRole('button', { name: 'Send answer' }))
  await press('Enter')
  await isReceived(phone)
  await expect(phone.getByRole('button', { name: 'Send changed answer' })).toBeFocused()
  await expect(phone.getByRole('checkbox', { checked: true })).toHaveCount(2)
  expect(await saidBy(phone)).toEqual(delivery)

  await askRoom(trainer, /^A scale/)
  await expect(phone.getByRole('radio')).toHaveCount(5)
  await isInFocus(stem)
  await tabTo(phone.getByRole('radio').first())
  await press('Space')
  for (let step = 0; step < 3; step++) await press('ArrowDown')
  await expect(phone.getByRole('radio').nth(3)).toBeChecked()
  await isReceived(phone)

  await askRoom(trainer, /^A few words/)
  const words = phone.getByRole('textbox', { name: 'Your answer' })
  await expect(words).toBeEnabled()
  await isInFocus(stem)
  await tabTo(words)
  await phone.keyboard.type('Who signs the statement?')
  await tabTo(phone.getByRole('button', { name: 'Send answer' }))
  await press('Space')
  await isReceived(phone)

  await askRoom(trainer, /^Who is ready/)
  await expect(phone.getByRole('radio')).toHaveCount(2)
  await isInFocus(stem)
  await tabTo(phone.getByRole('radio').first())
  await press('Space')
  await isReceived(phone)

  await goToCard(trainer, /Who is what to Firstsift\?/)
  await expect(heading(phone)).toHaveText('Who is what to Firstsift?')
  await isInFocus(heading(phone))
  await tabTo(phone.getByRole('radio').first())
  await press('Space')
  await isReceived(phone)

  await panel(trainer)
    .getByText(/^The room/)
    .click()
  await panel(trainer).getByRole('button', { name: 'End the room' }).click()
  await trainer.getByRole('button', { name: 'End it now' }).click()
  await expect(heading(phone)).toHaveText('The class is over')
  await isInFocus(heading(phone))
  await expect(phone.locator('.outcomes').getByRole('listitem')).toHaveCount(1)
  await tabTo(phone.getByRole('link', { name: 'Go on learning' }))
})
