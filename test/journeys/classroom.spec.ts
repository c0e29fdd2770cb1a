import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { inScheme } from '../support/look.ts'

/** Chooses the first module for an hour and opens the presenter's window. */
async function present(page: Page) {
  await page.goto('/classroom/')
  const modules = page.getByRole('group', { name: /^Modules of/ }).getByRole('checkbox')
  await expect(modules.first()).toBeVisible()
  for (let at = 1; at < (await modules.count()); at++) await modules.nth(at).uncheck()
  await page.getByRole('combobox', { name: 'Time' }).selectOption({ label: 'One hour' })
  await page.getByRole('button', { name: 'Present this class' }).click()
  await expect(page.getByText(/^Card 1 of \d+/)).toBeVisible()
}

/** The projector's window, opened by the button that is there for it. */
async function openProjector(page: Page, button = 'Open the projector window'): Promise<Page> {
  const [projector] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: button }).click(),
  ])
  await expect(projector.locator('.stage')).toBeVisible()
  return projector
}

const picture = (page: Page) => page.locator('.stage')
/** The presenter's picture of now, beside that of what comes next. */
const preview = (page: Page) => page.locator('[data-now] .stage')

async function goTo(page: Page, card: number) {
  await page.keyboard.press('g')
  await page.getByRole('textbox', { name: /^Number/ }).fill(String(card))
  await page.keyboard.press('Enter')
  await expect(page.getByText(`Card ${card} of`)).toBeVisible()
}

/** Goes to the first question of the class and to its presenter's part. */
async function goToQuestion(page: Page) {
  await page.keyboard.press('o')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Question: A garden centre/ })
    .click()
  const control = page.getByRole('region', { name: /^Question/ })
  await expect(control).toBeVisible()
  return control
}

const violationsOf = async (page: Page, state: string) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map((one) => `${state}: ${one.id} at ${one.nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

test('an agenda adds up, says what it has no time for, and prints without the controls', async ({ page }) => {
  await page.goto('/classroom/')
  await expect(page.getByRole('heading', { name: 'Agenda: Foundation' })).toBeVisible()
  const minutesOf = (text: string) => {
    const [, hours = '0', minutes = '0'] = /(?:(\d+) h)? ?(?:(\d+) min)?$/.exec(text) ?? []
    return Number(hours) * 60 + Number(minutes)
  }
  const days = page.getByRole('table', { name: /^Day/ })
  await expect(days).toHaveCount(2)
  for (let day = 0; day < 2; day++) {
    const cells = await days.nth(day).locator('tbody td:last-child').allTextContents()
    expect(cells.reduce((sum, text) => sum + minutesOf(text), 0)).toBe(480)
  }

  await page.getByRole('combobox', { name: 'Time' }).selectOption({ label: 'One hour' })
  await expect(page.getByText(/^No time is left for \d+ lessons/)).toBeVisible()
  await page.getByText('Which', { exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: /^F8\.6/ })).toBeVisible()
  await page.getByLabel('Begins at').fill('13:30')
  await expect(page.getByRole('rowheader', { name: '13:30' })).toBeVisible()

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Print the agenda' })).toBeHidden()
  await expect(page.getByRole('heading', { name: 'What, and how long' })).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Group exercises' })).toBeHidden()
  await expect(page.getByRole('rowheader', { name: '13:30' })).toBeVisible()
  await page.emulateMedia({ media: 'screen' })

  for (const box of await page.getByRole('checkbox').all()) await box.uncheck()
  await expect(page.getByText('No lesson is chosen. Choose at least one module.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Present this class' })).toBeHidden()
})

test('a projector that opens late is in step, holds no notes and no key, and takes no keys', async ({ page }) => {
  await present(page)
  for (let step = 0; step < 4; step++) await page.keyboard.press('PageDown')
  await expect(preview(page)).toContainText('How many of the four are AI systems?')
  const projector = await openProjector(page)
  await expect(picture(projector).getByRole('heading')).toHaveText('Four papers on Giulia’s desk')
  await expect(picture(projector).getByText('How many of the four are AI systems?')).toBeVisible()
  await expect(page.getByText('The projector’s window is in step.')).toBeVisible()

  await page.bringToFront()
  await page.keyboard.press('ArrowLeft')
  await expect(picture(projector).getByText('How many of the four are AI systems?')).toBeHidden()

  for (const key of ['ArrowRight', 'Space', 'n', 'PageDown', 'b', 'o']) await projector.keyboard.press(key)
  await expect(picture(projector).getByRole('heading')).toHaveText('Four papers on Giulia’s desk')
  await expect(projector.getByRole('dialog')).toHaveCount(0)
  await expect(projector.getByRole('button')).toHaveCount(0)
  await expect(projector.getByRole('link')).toHaveCount(0)
  expect(await projector.locator('body').innerText()).not.toContain('Take a show of hands')
  await expect(page.getByRole('region', { name: 'Notes' })).toContainText('Take a show of hands')
})

test('a projector that was closed is reopened where the class is', async ({ page }) => {
  await present(page)
  const first = await openProjector(page)
  await page.bringToFront()
  await page.keyboard.press('n')
  await expect(picture(first)).toContainText('F1.1')
  await first.close({ runBeforeUnload: true })
  await expect(page.getByText('The projector’s window was closed.')).toBeVisible()
  await page.keyboard.press('n')
  const second = await openProjector(page, 'Reopen the projector window')
  await expect(picture(second).getByRole('heading')).toHaveText('Four papers on Giulia’s desk')
})

test('by keys alone a class is led, blanked, looked over and timed; none works in a field, and all can be off', async ({
  page,
}) => {
  await present(page)
  const projector = await openProjector(page)
  await page.bringToFront()
  const card = (number: number) => expect(page.getByText(`Card ${number} of`)).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await card(2)
  await page.keyboard.press('Space')
  await card(3)
  await page.keyboard.press('p')
  await card(2)

  await page.keyboard.press('b')
  await expect(picture(projector)).toHaveAttribute('data-cover', 'blank')
  await expect(picture(projector).getByRole('heading')).toHaveCount(0)
  await page.keyboard.press('.')
  await expect(picture(projector)).toHaveAttribute('data-cover', 'none')
  await page.keyboard.press('b')
  await page.keyboard.press('PageDown')
  await card(2)
  await expect(picture(projector)).toHaveAttribute('data-cover', 'none')

  await page.keyboard.press('g')
  const field = page.getByRole('textbox', { name: /^Number/ })
  await expect(field).toBeFocused()
  await field.pressSequentially('n999')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Write a number from 1 to' })).toBeVisible()
  await field.fill('4')
  await page.keyboard.press('Enter')
  await card(4)

  await page.keyboard.press('o')
  await expect(page.getByRole('dialog').getByRole('button', { name: /^4 / })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  const timer = page.getByRole('timer')
  await page.keyboard.press('t')
  await expect(timer).toHaveText(/^0:0\d$/)
  await page.keyboard.press('r')
  await expect(timer).toHaveCount(0)

  await page.keyboard.press('q')
  await expect(page.getByRole('status').filter({ hasText: 'No room is connected' })).toBeVisible()

  await page.keyboard.press('s')
  await expect(page.getByRole('region', { name: 'Notes' })).toHaveCount(0)
  await page.keyboard.press('s')
  await expect(page.getByRole('region', { name: 'Notes' })).toBeVisible()

  await page.keyboard.press('Shift+?')
  await page.getByRole('checkbox', { name: /^Use these keys/ }).uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await card(4)
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(preview(page)).toContainText('Three things decide nothing')
})

test('hands are counted through every state of a question, with a second vote, and the key waits for its turn', async ({
  page,
}) => {
  await present(page)
  const projector = await openProjector(page)
  await page.bringToFront()
  const control = await goToQuestion(page)
  const state = (name: string) => expect(control.locator('[aria-current="step"]')).toHaveText(name)
  const more = (letter: string, count = 1) =>
    Array.from({ length: count }).reduce<Promise<void>>(
      (before) => before.then(() => control.getByRole('button', { name: `One hand more for ${letter}` }).click()),
      Promise.resolve(),
    )
  const shown = picture(projector)
  const isSecret = async () => {
    await expect(shown.getByText('✓ key')).toHaveCount(0)
    await expect(shown.locator('.why')).toHaveCount(0)
  }

  await state('Ready')
  await expect(shown).toContainText('Voting has not begun')
  await page.keyboard.press('d')
  await expect(page.getByRole('status').filter({ hasText: 'only when it is locked' })).toBeVisible()
  await page.keyboard.press('a')
  await state('Ready')
  await expect(control.getByRole('button', { name: 'One hand more for A' })).toBeDisabled()

  await page.keyboard.press('v')
  await state('Open')
  await more('A', 3)
  await control.getByRole('button', { name: '+5 hands for C' }).click()
  await control.getByRole('button', { name: 'One hand less for C' }).click()
  await expect(shown).toContainText('7 people answered')
  await expect(shown.locator('.share')).toHaveCount(0)
  await isSecret()

  await page.keyboard.press('v')
  await state('Locked')
  await expect(shown).toContainText('Voting is closed')
  await page.keyboard.press('d')
  await state('Distribution')
  await expect(shown.locator('.share').first()).toContainText('3 (43 %)')
  await isSecret()

  await control.getByRole('button', { name: /^Vote again/ }).click()
  await state('Open')
  await expect(control).toContainText('Second vote. 0 people counted.')
  await more('A', 6)
  await more('B')
  for (const key of ['PageDown', 'PageDown']) await page.keyboard.press(key)
  await state('Distribution')
  await expect(shown.locator('.share')).toHaveCount(6)
  await page.keyboard.press('a')
  await state('Answer')
  await expect(shown.getByText('✓ key')).toHaveCount(1)
  await expect(shown.locator('.why')).toBeVisible()

  // Back always works: to the second vote, to the distribution of the first, and nothing is lost.
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowLeft')
  await state('Distribution')
  await expect(control).toContainText('7 people counted.')
  await isSecret()
  await page.keyboard.press('v')
  await expect(control).toContainText('Second vote. 7 people counted.')
})

test('a reload of the presenter loses nothing, and a second presenter is kept out', async ({ page, context }) => {
  await present(page)
  const projector = await openProjector(page)
  await page.bringToFront()
  const control = await goToQuestion(page)
  await page.keyboard.press('v')
  await control.getByRole('button', { name: '+5 hands for B' }).click()
  await page.reload()
  const again = page.getByRole('region', { name: /^Question/ })
  await expect(again.locator('[aria-current="step"]')).toHaveText('Open')
  await expect(again).toContainText('5 people counted.')
  await expect(page.getByText('The projector’s window is in step.')).toBeVisible()
  await page.keyboard.press('v')
  await expect(picture(projector)).toContainText('Voting is closed')

  const other = await context.newPage()
  await other.goto('/classroom/present/')
  await expect(other.getByRole('heading', { name: 'This class is presented in another window' })).toBeVisible()
  await page.goto('/classroom/')
  await expect(page.getByRole('button', { name: 'Continue this class' })).toBeVisible()
})

test('an exercise has its task on the projector, its timer, and its notes with the presenter alone', async ({
  page,
}) => {
  await page.goto('/classroom/')
  await expect(page.getByRole('heading', { name: /^Agenda/ })).toBeVisible()
  await page.getByRole('button', { name: 'Present this class' }).click()
  await expect(page.getByText(/^Card 1 of/)).toBeVisible()
  const projector = await openProjector(page)
  await page.bringToFront()
  await page.keyboard.press('o')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Who is what to Firstsift/ })
    .click()
  await expect(picture(projector).getByRole('heading')).toHaveText('Who is what to Firstsift?')
  await page.keyboard.press('t')
  await expect(picture(projector).getByRole('timer')).toHaveText(/^1[45]:\d\d$/)
  const notes = page.getByRole('region', { name: 'Notes' })
  await expect(notes.getByRole('heading', { name: 'While they work' })).toBeVisible()
  await page.keyboard.press('n')
  await expect(notes.getByRole('heading', { name: 'Debrief' })).toBeVisible()
  await expect(notes).toContainText('Norrfelt is provider and producer')
  await expect(picture(projector)).toContainText('Together')
  await expect(picture(projector)).not.toContainText('Norrfelt is provider and producer')
})

test('a question of the bank is put in passing and stays part of the class', async ({ page }) => {
  await present(page)
  await page.keyboard.press('n')
  await page.getByRole('button', { name: 'Ask another question' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('no such words anywhere')
  await expect(dialog.getByText('No question has all these words.')).toBeVisible()
  await dialog.getByRole('searchbox').fill('travel desk agent')
  await dialog.getByRole('button', { name: /travel desk/ }).click()
  await expect(preview(page)).toContainText('travel desk')
  await expect(page.getByRole('region', { name: /^Question/ })).toBeVisible()
  await page.keyboard.press('p')
  await page.keyboard.press('n')
  await expect(preview(page)).toContainText('travel desk')
})

test('a rehearsal brings simulated people, whose answers take the place of hands', async ({ page }) => {
  await present(page)
  await page.getByText('Answers by telephone: open a room, or rehearse').click()
  await page.getByRole('spinbutton', { name: 'Simulated people' }).fill('40')
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await expect(page.getByText('This is a rehearsal', { exact: false })).toBeVisible()
  const control = await goToQuestion(page)
  await page.keyboard.press('v')
  // They take as long as people do; a few are enough here.
  await expect(control).toContainText(/([5-9]|[1-4]\d) people answered\./)
  await expect(control.getByRole('button', { name: 'One hand more for A' })).toHaveCount(0)
  // The picture alone and back again: the room goes on.
  await page.keyboard.press('s')
  await page.keyboard.press('s')
  await expect(page.getByText('This is a rehearsal', { exact: false })).toBeVisible()
  for (const key of ['v', 'd']) await page.keyboard.press(key)
  const counts = await preview(page).locator('.share .figure').allInnerTexts()
  const answers = counts.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)
  expect(answers).toBeGreaterThanOrEqual(5)
  expect(answers).toBeLessThanOrEqual(40)
  await page.getByRole('button', { name: 'End the rehearsal' }).click()
  await expect(control.getByRole('button', { name: 'One hand more for A' })).toBeVisible()
})

test('without a class the presenter says where one begins', async ({ page }) => {
  await page.goto('/classroom/present/')
  await expect(page.getByRole('heading', { name: 'No class is being presented' })).toBeVisible()
  await page.goto('/classroom/present/?projector=nobody')
  await expect(page.getByText('Waiting for the presenter’s window.')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the presenter, the projector and their pages, ${colorScheme}`, async ({ page }) => {
    await inScheme(page, colorScheme)
    await present(page)
    const projector = await openProjector(page)
    await inScheme(projector, colorScheme)
    await page.bringToFront()
    const found = [...(await violationsOf(page, 'lobby')), ...(await violationsOf(projector, 'projected lobby'))]
    await goTo(page, 4)
    found.push(...(await violationsOf(page, 'slide')), ...(await violationsOf(projector, 'projected slide')))
    await goToQuestion(page)
    for (const state of ['ready', 'open', 'locked', 'spread', 'reveal']) {
      found.push(...(await violationsOf(page, state)), ...(await violationsOf(projector, `projected ${state}`)))
      await page.keyboard.press('n')
    }
    await page.keyboard.press('o')
    found.push(...(await violationsOf(page, 'overview')))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+?')
    found.push(...(await violationsOf(page, 'keys')))
    for (const path of [
      '',
      'cards/',
      'sheets/',
      'exercises/',
      'exercises/who-is-what-to-firstsift/',
      'handouts/lead-auditor/',
    ]) {
      await page.goto(`/classroom/${path}`)
      await expect(page.getByText(/^(Fetching|Looking for)/)).toHaveCount(0)
      found.push(...(await violationsOf(page, path)))
    }
    expect(found).toEqual([])
  })

test('on a telephone everything has room, and a class can be led with a thumb', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const width = () => page.evaluate(() => document.documentElement.scrollWidth)
  await present(page)
  expect(await width()).toBe(360)
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(page.getByText('Card 2 of')).toBeVisible()
  await goToQuestion(page)
  expect(await width()).toBe(360)
  for (const path of ['', 'cards/', 'sheets/', 'exercises/', 'handouts/lead-implementer/']) {
    await page.goto(`/classroom/${path}`)
    await expect(page.getByText(/^(Fetching|Looking for)/)).toHaveCount(0)
    expect(await width(), path).toBe(360)
  }
})

test('cards print one letter a sheet, large enough to be read from the back of a room', async ({ page }) => {
  await page.goto('/classroom/cards/')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden()
  const cards = page.locator('[data-letter]')
  expect(await cards.allInnerTexts()).toEqual(['A', 'B', 'C', 'D'])
  const styles = await cards.evaluateAll((all) =>
    all.map((card) => ({
      before: getComputedStyle(card).breakBefore,
      size: Number.parseFloat(getComputedStyle(card).fontSize),
    })),
  )
  expect(styles.map(({ before }) => before)).toEqual(['auto', 'page', 'page', 'page'])
  // 96 px are an inch: the type is more than 20 cm.
  for (const { size } of styles) expect(size).toBeGreaterThan(750)
})

test('question sheets print with the key only where it is wanted, and never with a line for a name', async ({
  page,
}) => {
  await page.goto('/classroom/sheets/')
  const sheets = page.locator('.paper .sheet')
  await expect(sheets).toHaveCount(1)
  await expect(sheets.locator('.stem')).toHaveCount(5)
  await page.getByText(/^Choose the questions/).click()
  await page.locator('.pick input').nth(0).uncheck()
  await expect(page.getByRole('button', { name: 'Print 4 questions' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.pick')).toBeHidden()
  await expect(sheets.locator('.stem')).toHaveCount(4)
  await expect(page.getByText(/^Key:/)).toHaveCount(0)
  await expect(sheets).not.toContainText(/\bName\b/)

  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('checkbox', { name: /^With the key/ }).check()
  await page.emulateMedia({ media: 'print' })
  await expect(sheets).toHaveCount(2)
  await expect(sheets.last().getByRole('heading', { name: /^Key:/ })).toBeVisible()
  await expect(sheets.last().getByRole('listitem')).toHaveCount(4)
  expect(await sheets.last().evaluate((sheet) => getComputedStyle(sheet).breakBefore)).toBe('page')
})

test('handouts print their task and documents, each exercise from a new sheet, without what the trainer reads', async ({
  page,
}) => {
  await page.goto('/classroom/exercises/')
  const courses = await page
    .getByRole('link', { name: /^Handouts of / })
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  expect(courses.length).toBeGreaterThanOrEqual(2)
  await page.emulateMedia({ media: 'print' })
  for (const course of courses) {
    await page.goto(course)
    const handouts = page.getByRole('article')
    expect(await handouts.count(), course).toBeGreaterThanOrEqual(6)
    await expect(handouts.first().getByRole('heading', { name: 'Your task' })).toBeVisible()
    for (const debrief of await page.locator('.debrief').all()) await expect(debrief).toBeHidden()
    const breaks = await page.locator('.one').evaluateAll((all) => all.map((one) => getComputedStyle(one).breakBefore))
    expect(breaks.slice(1).every((one) => one === 'page')).toBe(true)
  }
})
