import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { arrive } from '../support/arrive.ts'
import { aLearnersFile, manyAnnotations } from '../support/learner-backup.ts'
import { stubSpeech } from '../support/stub-speech.ts'
import { inScheme } from '../support/look.ts'

const lesson = '/courses/foundation/planning/risk-or-impact/'
const toolsAreThere = (page: Page) => expect(page.getByRole('button', { name: /^Bookmark(ed)?$/ })).toBeVisible()

/** The words that are drawn over, which no element of the page tells. */
const painted = (page: Page, name: string) =>
  page.evaluate((key) => [...(CSS.highlights.get(`aimward-${key}`) ?? [])].map(String).join(''), name)

async function noViolation(page: Page, state: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await inScheme(page, colorScheme)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(
        (one) => `${state} ${colorScheme} ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`,
      ),
    ).toEqual([])
  }
}

test('a reader highlights with the mouse, writes on the words, and finds all of it after a reload', async ({
  page,
}) => {
  await page.goto(lesson)
  await toolsAreThere(page)
  const paragraph = page.locator('.prose > p', { hasText: 'A bridge is closed' })
  await paragraph.scrollIntoViewIfNeeded()
  const box = await paragraph.boundingBox()
  if (!box) throw new Error('The paragraph is there.')
  await page.mouse.move(box.x + 2, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x + 300, box.y + 12, { steps: 4 })
  await page.mouse.up()
  const bar = page.getByRole('toolbar', { name: 'The picked words' })
  await bar.getByRole('button', { name: 'Note' }).click()
  const pane = page.getByRole('region', { name: 'Note on the highlighted words' })
  await expect(pane.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('The bus company counts its own fuel')
  await expect(pane.getByText('Saved on this device')).toBeVisible()
  const words = await pane.locator('blockquote').innerText()
  expect(words).toContain('A bridge is closed for repair')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /^Note, bookmark, highlight: The result/ }).click()
  await page.getByRole('button', { name: 'Bookmark this section' }).click()
  await expect(page.getByRole('button', { name: /The result.*, bookmarked$/ })).toBeFocused()

  await page.reload()
  await toolsAreThere(page)
  await expect.poll(() => painted(page, 'noted')).toBe(words)
  await expect(page.getByRole('button', { name: /The result.*, bookmarked$/ })).toBeVisible()
  expect(await page.locator('.prose mark').count()).toBe(0)

  await paragraph.scrollIntoViewIfNeeded()
  await paragraph.click({ position: { x: 40, y: 12 } })
  await bar.getByRole('button', { name: 'Open the note' }).click()
  await expect(page.getByRole('textbox')).toHaveValue('The bus company counts its own fuel')
  await page.keyboard.press('Escape')
  await paragraph.click({ position: { x: 40, y: 12 } })
  await bar.getByRole('button', { name: 'Remove highlight' }).click()
  await expect.poll(() => painted(page, 'noted')).toBe('')
})

test.describe('without a mouse, on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('a reader goes by sentences, highlights, notes, and finds, edits and takes back all of it in one place', async ({
    page,
  }) => {
    test.slow()
    await page.goto(lesson)
    await toolsAreThere(page)
    await page.keyboard.press('h')
    const bar = page.getByRole('toolbar', { name: 'The picked words' })
    await expect(bar.getByRole('button', { name: 'Highlight' })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    const picked = await bar.getByRole('status').innerText()
    await noViolation(page, 'picking')
    await page.keyboard.press('Enter')
    await expect.poll(() => painted(page, 'highlight')).toBe(picked)
    await expect(bar.getByRole('button', { name: 'Remove highlight' })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox')).toBeFocused()
    await page.keyboard.type('zebra crossing')
    await expect(page.getByText('Saved on this device')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('textbox')).toHaveCount(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)

    await page.getByRole('link', { name: 'Notes', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('2 entries')).toBeVisible()
    await expect(page.locator('.notes-page blockquote').first()).toHaveText(picked)
    await noViolation(page, 'notes')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.getByRole('button', { name: 'Edit' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('End')
    await page.keyboard.type(', at night')
    await expect(page.getByText('Saved on this device')).toBeVisible()
    await page
      .getByRole('button', { name: /^Delete/ })
      .last()
      .focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
    await page.keyboard.press('Enter')

    await page.goto('/search/?q=zebra')
    await expect(page.getByRole('link', { name: 'In the lesson' })).toHaveAttribute('href', lesson)
    await page.getByRole('link', { name: 'zebra crossing, at night' }).click()
    await expect(page.locator('.notes-page li:focus')).toContainText('zebra crossing, at night')
  })
})

test('a question that was answered takes a flag and a note, and is answered again from among the notes', async ({
  page,
}) => {
  await page.goto(lesson)
  const check = page.getByRole('region', { name: 'Check yourself 1' })
  await check.scrollIntoViewIfNeeded()
  await check.getByRole('radio').first().check()
  const stem = await check.locator('legend').first().innerText()
  await check.getByRole('button', { name: 'Check' }).click()
  await check.getByRole('button', { name: 'Flag this question' }).click()
  await check.getByText('Note on this question').first().click()
  await check.getByRole('textbox', { name: 'Note on this question' }).fill('Read the stem twice')
  await expect(check.getByText('Saved on this device')).toBeVisible()
  await noViolation(page, 'after an answer')

  await page.goto('/notes/')
  await page.getByLabel('Show').selectOption('flag')
  await expect(page.getByText('1 entry')).toBeVisible()
  await page.getByRole('link', { name: 'Answer it again' }).click()
  await expect(page.getByRole('heading', { name: 'Question 1 of 1' })).toBeFocused()
  await expect(page.locator('legend').first()).toHaveText(stem)
  await page.goto('/practice/?questions=f-none-001')
  await expect(page.getByText('The address names no question that is asked here.')).toBeVisible()
})

test('two thousand notes are listed, narrowed down, reached by address, exported, and lost places named', async ({
  page,
}) => {
  await arrive(page, await aLearnersFile({ responses: 20, annotations: manyAnnotations(2000) }))
  await page.goto('/notes/#annotation-1997')
  await expect(page.locator('#annotation-1997')).toBeFocused()
  await expect(page.getByText('2000 entries')).toBeVisible()
  await page.getByLabel('Search in them').fill('note 1997')
  await expect(page.getByText('1 entry')).toBeVisible()
  await page.getByLabel('Search in them').fill('')
  await expect(
    page.getByLabel('Show').getByRole('option', { name: 'Highlights that lost their place (800)' }),
  ).toBeAttached()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as Markdown' }).click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  expect(text.match(/^> words number/gm)).toHaveLength(800)
  expect(text).toContain('Note 1997 on evidence')

  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await expect(page.locator('.notes-page li')).toHaveCount(2000)
  await expect(page.locator('.notes-page button:visible')).toHaveCount(0)
})

test.describe('reading aloud', () => {
  test.beforeEach(({ page }) => stubSpeech(page, [{ name: 'Daniel' }, { name: 'Cloud', localService: false }]))
  const said = (page: Page) => page.evaluate(() => stubbedSpeech.said.map(({ text }) => text))

  test('reads a lesson from its title or from a section, shows the sentence, and falls silent when it is left', async ({
    page,
  }) => {
    await page.goto(lesson)
    await page.getByRole('button', { name: 'Listen', exact: true }).click()
    const bar = page.getByRole('region', { name: 'Reading aloud' })
    await expect(bar.getByRole('button', { name: 'Pause' })).toBeFocused()
    expect(await said(page)).toEqual(['Risk assessment or impact assessment?'])
    for (let ends = 0; ends < 5; ends++) await page.evaluate(() => stubbedSpeech.endSentence())
    expect((await said(page)).at(-1)).toMatch(/^Linna answers the questions of residents/)
    expect(await painted(page, 'reading')).toBe(
      'Linna answers the questions of residents of Averholm, on the web and by telephone, in four languages.',
    )
    await noViolation(page, 'listening')

    await page.keyboard.press('Enter')
    await expect(bar.getByRole('button', { name: 'Go on' })).toBeFocused()
    expect(await page.evaluate(() => stubbedSpeech.isSilent())).toBe(true)
    await bar.getByLabel('Speed').selectOption('1.5')
    await page.getByRole('button', { name: /^Note, bookmark, highlight: Worked example/ }).click()
    await page.getByRole('button', { name: 'Listen from here' }).click()
    await expect.poll(() => said(page).then((all) => all.at(-1))).toBe('Worked example: which one?')
    for (let ends = 0; ends < 4; ends++) await page.evaluate(() => stubbedSpeech.endSentence())
    expect((await said(page)).slice(-2)).toEqual([
      'A table: Six questions, and the assessment that answers them',
      expect.stringMatching(/^Row 1 of 6: Question: “The maker of Linna/),
    ])
    expect(await page.evaluate(() => stubbedSpeech.said.at(-1))).toMatchObject({ voice: 'Daniel', rate: 1.5 })
    await page.evaluate(() => dispatchEvent(new Event('pagehide')))
    expect(await page.evaluate(() => stubbedSpeech.isSilent())).toBe(true)
    expect(await painted(page, 'reading')).toBe('')
  })

  test('reads a question of an exam by a key, its options by letter, and falls silent with the next', async ({
    page,
  }) => {
    await page.goto('/exams/foundation-40/')
    await page.getByRole('button', { name: 'I am ready to start this timed exam' }).click()
    const heading = page.getByRole('heading', { level: 1, name: 'Question 1 of 40' })
    await expect(heading).toBeFocused()
    await expect(page.getByRole('button', { name: 'Read aloud' })).toBeVisible()
    await page.keyboard.press('s')
    await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused()
    for (let ends = 0; ends < 30 && !(await page.evaluate(() => stubbedSpeech.isSilent())); ends++)
      await page.evaluate(() => stubbedSpeech.endSentence())
    const all = (await said(page)).join(' ')
    for (const letter of ['A', 'B', 'C']) expect(all).toContain(`Option ${letter}:`)
    expect(all).not.toMatch(/right|correct answer/i)
    await noViolation(page, 'listening in an exam')

    await page.getByRole('region', { name: 'Reading aloud' }).getByRole('button', { name: 'Read aloud' }).click()
    expect(await page.evaluate(() => stubbedSpeech.isSilent())).toBe(false)
    await page.keyboard.press('j')
    await expect(page.getByRole('region', { name: 'Reading aloud' })).toHaveCount(0)
    expect(await page.evaluate(() => stubbedSpeech.isSilent())).toBe(true)
  })
})
