import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { aRoomPlan, openAttempt, storedAttempt } from '../support/stored-attempt.ts'

const heading = (page: Page, number: number, of = 10) =>
  page.getByRole('heading', { level: 1, name: new RegExp(`^Question ${number} of ${of}`) })
const isSaved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible()

async function enter(page: Page, plan = aRoomPlan()) {
  await openAttempt(page, plan)
  await expect(heading(page, 1, plan.questions.length)).toBeFocused()
}

const violationsOf = async (page: Page, state: string) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map((one) => `${state}: ${one.id} at ${one.nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

test('a stimulus stands beside its questions, and keeps its place and its highlights from one to the next', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await enter(page)
  await expect(page.getByRole('heading', { name: /^Scenario/ })).toHaveCount(0)
  for (let step = 0; step < 3; step++) await page.keyboard.press('j')
  await expect(page.getByRole('heading', { level: 2, name: 'Scenario 1: questions 4–8' })).toBeVisible()
  const text = page.getByRole('region', { name: 'Harrow Vale Credit Union' })
  await expect(text.getByRole('columnheader', { name: 'Owner' })).toBeVisible()
  await expect(text.getByRole('listitem').first()).toHaveText("the supplier's test report, dated 4 February")
  const [left, right] = [await text.boundingBox(), await heading(page, 4).boundingBox()]
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0)

  await text.getByText('members', { exact: false }).first().dblclick()
  await page.keyboard.press('Shift+U')
  await expect(text.locator('mark')).toHaveCount(1)
  await text.evaluate((element) => (element.scrollTop = 150))
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(heading(page, 5)).toBeFocused()
  expect(await text.evaluate((element) => element.scrollTop)).toBe(150)
  await expect(text.locator('mark')).toHaveCount(1)

  for (let step = 0; step < 4; step++) await page.keyboard.press('j')
  await expect(heading(page, 9)).toBeFocused()
  await expect(text).toHaveCount(0)
  await page.keyboard.press('k')
  await expect(text).toBeVisible()
  expect(await text.evaluate((element) => element.scrollTop)).toBe(150)
})

test('on a narrow screen the stimulus folds above its question', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await enter(page)
  for (let step = 0; step < 3; step++) await page.keyboard.press('j')
  const text = page.getByRole('region', { name: 'Harrow Vale Credit Union' })
  await expect(text).toBeVisible()
  const [above, below] = [await text.boundingBox(), await heading(page, 4).boundingBox()]
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0)
  await page.getByRole('button', { name: 'Hide the scenario' }).click()
  await expect(text).toBeHidden()
  await page.keyboard.press('j')
  await expect(heading(page, 5)).toBeFocused()
  await expect(text).toBeHidden()
  await page.getByRole('button', { name: 'Show the scenario' }).click()
  await expect(text).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})

test('on a narrow screen nothing that has the focus lies under the bars', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 620 })
  await enter(page)
  const covered: string[] = []
  for (const key of ['Tab', 'Shift+Tab'])
    for (let step = 0; step < 14; step++) {
      await page.keyboard.press(key)
      const name = await page.evaluate(() => {
        const focused = document.activeElement
        if (!focused || focused === document.body) return undefined
        const { x, y, width, height } = focused.getBoundingClientRect()
        const top = document.elementFromPoint(x + width / 2, y + height / 2)
        return focused.contains(top) || top?.contains(focused) ? undefined : focused.outerHTML
      })
      if (name !== undefined) covered.push(name)
    }
  expect(covered).toEqual([])
})

test('X strikes out what the pointer is on, while the chosen option has the focus', async ({ page }) => {
  await enter(page)
  await page.getByRole('radio', { name: /Option a/ }).check()
  await page.locator('[data-option=b]').hover()
  await page.keyboard.press('x')
  await expect(page.locator('[data-struck]')).toHaveAttribute('data-option', 'b')
})

test('what is selected is highlighted, joined with what it touches, taken away again, and there after a reload', async ({
  page,
}) => {
  page.on('dialog', (dialog) => void dialog.accept())
  await enter(page)
  const stem = page.locator('[data-passage="stem:q-1"]')
  const select = (from: number, to: number) =>
    stem.evaluate(
      (element, [from, to]) => {
        const place = (offset: number) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
          let left = offset
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const length = node.textContent?.length ?? 0
            if (left <= length) return [node, left] as const
            left -= length
          }
          throw new Error('The text is shorter.')
        }
        getSelection()?.setBaseAndExtent(...place(from), ...place(to))
      },
      [from, to] as const,
    )
  const marks = () => stem.locator('mark').allTextContents()

  await select(0, 6)
  await page.getByRole('button', { name: 'Highlight in what is selected' }).click()
  expect(await marks()).toEqual(['Stem 1'])
  await select(4, 18)
  await page.keyboard.press('Shift+U')
  expect(await marks()).toEqual(['Stem 1: a lender a'])
  await select(5, 8)
  await page.getByRole('button', { name: 'Remove highlight in what is selected' }).click()
  expect(await marks()).toHaveLength(2)
  await isSaved(page)
  const before = await marks()
  await page.reload()
  await expect(heading(page, 1)).toBeVisible()
  expect(await marks()).toEqual(before)

  await page.keyboard.press('Shift+U')
  expect((await marks()).join('')).toBe(await stem.textContent())
})

test('notes are kept while they are written, and are there after a reload', async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept())
  await enter(page)
  await page.keyboard.press('n')
  const notes = page.getByRole('textbox', { name: 'Your notes' })
  await expect(notes).toBeFocused()
  await page.keyboard.type('Check jm1? on 12')
  await expect(heading(page, 1)).toBeVisible()
  await expect(page.getByText('Notes saved')).toBeVisible()
  await page.reload()
  await expect(heading(page, 1)).toBeVisible()
  await page.keyboard.press('n')
  await expect(notes).toHaveValue('Check jm1? on 12')
  await page.keyboard.press('Escape')
  await expect(notes).toHaveCount(0)
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
})

test('an open book is searched and read beside the question, and every look-up is written down', async ({ page }) => {
  await enter(page)
  const url = page.url()
  await page.keyboard.press('l')
  const search = page.getByRole('searchbox')
  await expect(search).toBeFocused()
  await search.fill('6.1.4')
  await page.getByRole('button', { name: /^Clause 6\.1\.4/ }).click()
  await expect(page.getByRole('heading', { level: 3, name: /^Clause 6\.1\.4/ })).toBeFocused()
  expect(page.url()).toBe(url)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(heading(page, 2)).toBeFocused()
  await page.getByRole('button', { name: '← Back to the search' }).click()
  for (const [query, found] of [
    ['nonconformity', /Clause 10\.2/],
    ['manag system', /Glossary Management system/],
    ['asessment impact', /impact assessment/i],
  ] as const) {
    await search.fill(query)
    await expect(page.locator('.found').getByRole('button', { name: found }).first()).toBeVisible()
  }
  await page.getByRole('button', { name: 'Close the reference' }).click()
  await isSaved(page)
  const { events } = await storedAttempt(page, 'room')
  expect(
    events.filter(({ type }) => ['looked-up', 'moved', 'closed-book'].includes(type)).map(({ type }) => type),
  ).toEqual(['looked-up', 'moved', 'looked-up', 'closed-book'])
})

test('a closed-book exam has no reference, in practice neither', async ({ page }) => {
  await enter(page, aRoomPlan({ openBook: false, mode: 'practice' }))
  await expect(page.getByRole('button', { name: 'Reference' })).toHaveCount(0)
  await page.keyboard.press('l')
  await expect(page.getByRole('status').filter({ hasText: 'closed book' })).toBeAttached()
  await expect(page.getByRole('searchbox')).toHaveCount(0)
})

/** Waits until a move stands in the log on disk: what is on screen may be ahead of it by some milliseconds. */
const untilStored = (page: Page, { to }: { readonly to: number }) =>
  expect
    .poll(() =>
      page.evaluate(
        (to) =>
          new Promise((resolve) => {
            const open = indexedDB.open('aimward')
            open.onsuccess = () => {
              const all = open.result.transaction('events').objectStore('events').getAll()
              all.onsuccess = () => {
                open.result.close()
                resolve(all.result.some(({ event }) => event.type === 'moved' && event.to === to))
              }
            }
          }),
        to,
      ),
    )
    .toBe(true)

test('a key is changed, honoured at once and in the next exam, and a taken one is refused with the reason', async ({
  page,
}) => {
  page.on('dialog', (dialog) => void dialog.accept())
  await enter(page)
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await keys.getByRole('button', { name: 'Change the key of: Next question' }).click()
  await page.keyboard.press('m')
  await expect(keys.locator('.key-news')).toContainText('M is the key of “Flag the question')
  await page.keyboard.press('Enter')
  await expect(keys.locator('.key-news')).toContainText('This key cannot be taken')
  await page.keyboard.press('g')
  await expect(keys.locator('.key-news')).toContainText('G is now the key of “Next question”')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('g')
  await expect(heading(page, 2)).toBeFocused()
  await page.keyboard.press('Alt+Shift+N')
  await expect(heading(page, 3)).toBeFocused()
  await untilStored(page, { to: 2 })
  await page.reload()
  await expect(heading(page, 3)).toBeVisible()
  await page.keyboard.press('g')
  await expect(heading(page, 4)).toBeVisible()
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await keys.getByRole('button', { name: 'Reset all keys' }).click()
  await keys.getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(heading(page, 4)).toBeVisible()
})

test('text size, spacing and a hidden clock are set at the desk and kept', async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept())
  await page.setViewportSize({ width: 320, height: 700 })
  await enter(page)
  const size = () =>
    page
      .locator('[data-passage]')
      .first()
      .evaluate((element) => parseFloat(getComputedStyle(element).fontSize))
  const before = await size()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('radio', { name: 'Very large' }).check()
  await page.getByRole('checkbox', { name: 'Wide line spacing' }).check()
  await page.getByRole('checkbox', { name: /^Hide the clock/ }).check()
  await page.getByRole('button', { name: '+20 minutes' }).click()
  await expect(page.getByText(/^1:(20:00|19:5\d) left$/)).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await size()).toBeGreaterThan(before * 1.3)
  await expect(page.getByRole('timer')).toHaveText('Time hidden')
  await page.reload()
  await expect(heading(page, 1)).toBeVisible()
  expect(await size()).toBeGreaterThan(before * 1.3)
  await expect(page.getByRole('timer')).toHaveText('Time hidden')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})

for (const look of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
  test(`no state of the room has an axe violation, ${JSON.stringify(look)}`, async ({ page }) => {
    test.slow()
    await page.emulateMedia(look)
    await page.clock.install()
    await enter(page, aRoomPlan({ limitMs: 400_000 }))
    const found: string[] = []
    const see = async (state: string) => void found.push(...(await violationsOf(page, state)))
    await see('unanswered')
    await page.keyboard.press('m')
    await page.keyboard.press('1')
    await page.keyboard.press('x')
    await page.keyboard.press('2')
    await page.keyboard.press('Shift+U')
    await see('flagged, chosen, struck, highlighted')
    for (let step = 0; step < 3; step++) await page.keyboard.press('j')
    await see('scenario')
    await page.keyboard.press('n')
    await expect(page.getByRole('textbox', { name: 'Your notes' })).toBeVisible()
    await see('notes')
    await page.keyboard.press('Escape')
    await page.keyboard.press('l')
    await page.getByRole('searchbox').fill('impact')
    await expect(page.locator('.found button').first()).toBeVisible()
    await see('found')
    await page.locator('.found button').first().click()
    await see('an entry')
    await page.keyboard.press('Escape')
    for (const [key, name] of [
      ['r', 'Navigator'],
      ['?', 'Keys'],
    ] as const) {
      await page.keyboard.press(key)
      await expect(page.getByRole('dialog', { name })).toBeVisible()
      await see(name)
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: 'Settings' }).click()
    await see('settings')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Finish exam' }).click()
    await see('finish')
    await page.getByRole('button', { name: 'Finish and score' }).click()
    await see('finish again')
    await page.getByRole('button', { name: 'Return to exam' }).click()
    await page.clock.runFor(110_000)
    await expect(page.getByText('5 minutes left.').first()).toBeVisible()
    await see('warned')
    await page.clock.runFor(400_000)
    await expect(page.getByRole('heading', { name: 'Time is up.' })).toBeVisible()
    await see('expired')
    await page.getByRole('button', { name: 'See the result' }).click()
    await expect(page).toHaveURL(/\/exams\/result\//)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await see('result')
    expect(found).toEqual([])
  })
}

test('a whole exam by keyboard alone says what a screen reader needs, and nothing every second', async ({ page }) => {
  await page.addInitScript(() => {
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
  await page.clock.install()
  await enter(page, aRoomPlan({ questions: 3, limitMs: 400_000 }))
  await page.keyboard.press('1')
  await page.clock.runFor(200)
  await page.keyboard.press('m')
  await page.clock.runFor(200)
  await page.keyboard.press('x')
  await page.clock.runFor(200)
  await page.keyboard.press('2')
  await page.clock.runFor(200)
  await page.keyboard.press('Shift+U')
  await page.clock.runFor(200)
  await page.keyboard.press('j')
  await page.clock.runFor(200)
  await page.keyboard.press('2')
  await page.clock.runFor(200)
  await page.keyboard.press('j')
  await page.clock.runFor(200)
  await page.keyboard.press('3')
  await page.clock.runFor(110_000)
  await page.clock.runFor(180_000)
  await page.clock.runFor(60_000)
  // Back to the first control of the desk, and in: no pointer was needed.
  await page.getByRole('heading', { level: 1 }).press('Shift+Tab')
  for (let tries = 0; tries < 12; tries++) {
    if (await page.getByRole('button', { name: 'Finish exam' }).evaluate((one) => one === document.activeElement)) break
    await page.keyboard.press('Shift+Tab')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Return to exam' })).toBeFocused()
  const said = await page.evaluate((): readonly string[] => Reflect.get(window, 'said'))
  expect(said.filter((text) => !/^(Saved|Saving…|Opening the exam…)$/.test(text))).toEqual([
    'Question 1 of 3',
    'A chosen.',
    'Flagged.',
    'Strike out: press the key of an option, or Escape.',
    'B struck out.',
    'Highlighted.',
    'Question 2 of 3',
    'B chosen.',
    'Question 3 of 3',
    'C chosen.',
    '5 minutes left.',
    '2 minutes left.',
    '1 minute left.',
  ])
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Finish and score' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/exams\/result\//)
})
