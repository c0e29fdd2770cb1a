import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { encode } from 'uqr'
import type { Bank, Profile } from '../../src/core/profile.ts'
import { classReport } from '../../src/core/class-report.ts'
import { known } from '../../src/core/result.ts'
import { expectedOf, openToken } from '../../src/core/result-token.ts'
import { parseExamFile } from '../../src/catalogue/exam-file.ts'
import { aClassOf, aResultOf, formByCode, keyNumbers } from '../support/class-results.ts'
import { anOwnFile } from '../support/own-file.ts'
import { inScheme } from '../support/look.ts'

const noViolation = async (page: Page, state: string) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await inScheme(page, colorScheme)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map((one) => `${state} ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
    ).toEqual([])
  }
}
const fitsAPhone = async (page: Page) => {
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.setViewportSize({ width: 1280, height: 800 })
}

/** The profile of twenty questions, and the questions as the site publishes them. */
async function sources(page: Page): Promise<{ readonly bank: Bank; readonly profile: Profile }> {
  const [present] = await (await page.request.get('/banks/editions.json')).json()
  const file = 'quizzes/exams/short-20.yaml'
  const exam = parseExamFile(file, readFileSync(file, 'utf8'))
  if (!exam.ok) throw new Error('The profile is there.')
  return { bank: await (await page.request.get(`/${present.path}`)).json(), profile: exam.value.profile }
}

async function aClassForm(page: Page): Promise<string> {
  await page.goto('/classroom/report/')
  await page.getByLabel('Exam').selectOption('short-20')
  await page.getByRole('button', { name: 'Make the form' }).click()
  const code = page.locator('.form-code strong')
  await expect(code).toHaveText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  return (await code.textContent()) ?? ''
}

/** Sits a form as somebody else would, by keyboard: the option of these letters, question by question. */
async function sit(browser: Browser, url: string, keys: readonly string[], give: (page: Page) => Promise<void>) {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(url)
    await page.getByRole('button', { name: /^I am ready to start this/ }).click()
    for (const [at, pressed] of keys.entries()) {
      await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^Question ${at + 1} of`) })).toBeFocused()
      for (const key of pressed) await page.keyboard.press(key)
      if (at + 1 < keys.length) await page.keyboard.press('j')
    }
    await page.getByRole('button', { name: 'Finish exam' }).click()
    await page.getByRole('button', { name: 'Finish and score' }).click()
    // With answers missing it asks once more.
    const offer = page.getByText('Give this to your trainer', { exact: true })
    const once = page.getByRole('button', { name: /^Finish with \d+ unanswered/ })
    await expect(offer.or(once)).toBeVisible()
    if (await once.isVisible()) await once.click()
    await offer.click()
    await give(page)
  } finally {
    await context.close()
  }
}

/** Puts results where a live room of this browser keeps them, and comes back to the page. */
const aRoomWith = (page: Page, tokens: readonly string[]) =>
  page.evaluate(async (came) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('aimward-classroom')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    await new Promise<void>((resolve, reject) => {
      const writing = db.transaction(['rooms', 'tokens'], 'readwrite')
      writing.oncomplete = () => resolve()
      writing.onerror = () => reject(writing.error)
      writing.objectStore('rooms').put({ id: 'a', startedAt: 0, purgeAt: Date.now() + 86_400_000 })
      for (const token of came) writing.objectStore('tokens').put({ id: `a:${token}`, room: 'a', token })
    })
    db.close()
    dispatchEvent(new Event('focus'))
  }, tokens)

test('three people sit a form by its code; with more the trainer learns what the class did not get', async ({
  page,
  browser,
  baseURL,
}) => {
  const code = await aClassForm(page)
  const form = formByCode(code, await sources(page))
  await noViolation(page, 'a new class')
  await fitsAPhone(page)

  // What is pressed for the right options, as they are shown; the second person takes the first option everywhere.
  const right = form.questions.map(({ question, optionOrder }, at) =>
    known(keyNumbers(form)[at])
      .map((number) => String(optionOrder.indexOf(known(question.prompt.options[number - 1]).id) + 1))
      .join(''),
  )
  const first = right.map(() => '1')
  const url = `${baseURL}/exams/short-20/?form=${code}`
  const tokens: string[] = []
  const copyOut = async (learner: Page) => {
    const token = learner.locator('.token')
    await expect(token).toHaveText(/^AIMS1\./)
    tokens.push((await token.textContent()) ?? '')
  }
  let saved = ''
  await sit(browser, url, right, async (learner) => {
    await copyOut(learner)
    await noViolation(learner, 'giving a result')
    await fitsAPhone(learner)
  })
  await sit(browser, url, first, async (learner) => {
    await copyOut(learner)
    const downloading = learner.waitForEvent('download')
    await learner.getByRole('button', { name: 'Save as a file' }).click()
    saved = readFileSync(await (await downloading).path(), 'utf8')
  })
  await sit(
    browser,
    url,
    right.map((keys, at) => (at < 10 ? keys : '')),
    async (learner) => {
      await learner.getByRole('radio', { name: 'A name' }).check()
      await learner.getByLabel('Written as you want it').fill('Ana')
      await copyOut(learner)
    },
  )
  expect(saved).toContain(tokens[1])
  expect(new Set(tokens.map((token) => token.slice(0, 25))).size).toBe(3)

  // By paste, by file, one of them twice, and one of another form.
  const paste = page.getByLabel('Paste results, or a whole chat that holds them')
  await paste.fill(`Ana wrote: ${tokens[0]}\n${tokens[0]}`)
  await page.getByRole('button', { name: 'Take them in' }).click()
  await expect(page.getByText('1 result taken in. 1 was here already and is counted once.')).toBeVisible()
  await page.locator('.intake input[type=file]').setInputFiles([
    { name: 'ben.txt', mimeType: 'text/plain', buffer: Buffer.from(saved) },
    { name: 'ana.txt', mimeType: 'text/plain', buffer: Buffer.from(known(tokens[2])) },
  ])
  await expect(page.getByText('2 results taken in.')).toBeVisible()
  await expect(page.getByText(/^With fewer than five results nothing but the mean/)).toBeVisible()
  const stranger = aResultOf(form, keyNumbers(form), { form: { kind: 'list', hash: 5 } })
  await paste.fill(stranger)
  await page.getByRole('button', { name: 'Take them in' }).click()
  await expect(page.getByText(/A result is of another form than this class sat/)).toBeVisible()

  const others = aClassOf(form, 9)
  await aRoomWith(page, others.slice(0, 4))
  await page.getByRole('button', { name: 'Take in what came by telephone (4)' }).click()
  await expect(page.getByText('4 results taken in.')).toBeVisible()
  await expect(page.getByRole('button', { name: /by telephone/ })).toHaveCount(0)
  await paste.fill(others.join('\n'))
  await page.getByRole('button', { name: 'Take them in' }).click()
  await expect(page.getByText('5 results taken in. 4 were here already and are counted once.')).toBeVisible()

  const report = classReport(
    form,
    [...tokens, ...others].map((token) => {
      const opened = openToken(token, expectedOf(form))
      if (!opened.ok) throw new Error(opened.failure.kind)
      return opened.value
    }),
  )
  if (report.kind !== 'whole') throw new Error(report.kind)
  expect(report.results).toBe(12)
  // The first person had all of them right, and the third the first ten.
  expect(report.scores[20]).toBeGreaterThanOrEqual(1)
  expect(report.scores[10]).toBeGreaterThanOrEqual(1)
  await expect(page.locator('.headline')).toContainText(
    `12 results. Mean ${Math.round(10 * report.mean) / 10} of 20 right`,
  )
  const rows = page.locator('.items > tbody > tr')
  await expect(rows).toHaveCount(20)
  for (const [at, question] of report.questions.entries()) {
    const facility = `${Math.round(100 * (question.statistics.facility ?? 0))} %`
    await expect(rows.nth(at).locator('[data-label="Facility"]')).toHaveText(facility)
  }
  await expect(page.locator('.advice li').first()).toContainText(
    `Question ${report.reteach[0]?.number ?? report.distrust[0]?.question.number}.`,
  )
  // Nobody asked for names.
  await expect(page.getByText('Ana', { exact: true })).toHaveCount(0)
  await noViolation(page, 'a report')
  await fitsAPhone(page)

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as a table' }).click()
  const table = readFileSync(await (await downloading).path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(table).toHaveLength(21)
  expect(table[0]).toContain('discrimination,efficiency,effective weight')

  // It is there after a reload, and gone for good on its day.
  await page.reload()
  await expect(rows).toHaveCount(20)
  await page.clock.setFixedTime(Date.now() + 31 * 86_400_000)
  await page.reload()
  await expect(page.getByText('No class form yet.')).toBeVisible()
  await page.clock.setFixedTime(Date.now())
  await page.goto('/classroom/report/')
  await expect(page.getByText('No class form yet.')).toBeVisible()
})

test('a class form is put to the class from the presenter, and Back leads to where one was', async ({ page }) => {
  const code = await aClassForm(page)
  await page.goto('/classroom/')
  await page.getByRole('button', { name: 'Present this class' }).click()
  await expect(page.getByText(/^Card 1 of/)).toBeVisible()
  await page.keyboard.press('n')
  const stage = page.locator('[data-now] .stage')
  const before = await stage.innerText()

  await page.getByRole('button', { name: 'Put a form' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Form code').fill('47AY1-5NM71')
  await dialog.getByRole('button', { name: 'Put this form' }).click()
  await expect(dialog.getByRole('alert')).toContainText('This code is mistyped')
  await noViolation(page, 'choosing a form')
  await dialog.getByRole('button', { name: new RegExp(`form ${code}`) }).click()
  await expect(dialog).toHaveCount(0)
  await expect(stage.getByRole('heading')).toHaveText(code)
  await expect(stage).toContainText(`/exams/short-20/?form=${code}`)
  await expect(stage.getByRole('img', { name: `Code to open form ${code}` })).toBeVisible()
  await noViolation(page, 'a form put to the class')
  await page.reload()
  await expect(stage.getByRole('heading')).toHaveText(code)
  await page.keyboard.press('t')
  await expect(stage.getByRole('timer')).toBeVisible()
  await page.keyboard.press('p')
  await expect(stage.getByRole('heading', { name: code })).toHaveCount(0)
  expect(await stage.innerText()).toBe(before)

  // By its code alone, as people type it.
  await page.getByRole('button', { name: 'Put a form' }).click()
  await dialog.getByLabel('Form code').fill(code.toLowerCase().replace('-', ' '))
  await dialog.getByRole('button', { name: 'Put this form' }).click()
  await expect(stage.getByRole('heading')).toHaveText(code)
})

/** Takes a trainer's file in, and makes a form for a class of its exam. */
async function anOwnClassForm(page: Page, file: string): Promise<string> {
  await page.goto('/classroom/questions/')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from(file) })
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByText('Imported: 1 question, 1 exam.')).toBeVisible()
  await page.goto('/classroom/report/')
  await page.getByLabel('Exam').selectOption({ label: 'Friday' })
  await page.getByRole('button', { name: 'Make the form' }).click()
  const code = page.locator('.form-code strong')
  await expect(code).toHaveText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  return (await code.textContent()) ?? ''
}

test('an exam of one’s own goes to participants by file, and their results make the report', async ({
  page,
  browser,
  baseURL,
}) => {
  const code = await anOwnClassForm(page, anOwnFile())
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the file for participants' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe(`aimward-form-${code}.json`)
  const handed = readFileSync(await download.path(), 'utf8')
  await noViolation(page, 'a class form of one’s own')

  const tokens: string[] = []
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(`${baseURL}/exams/class/?form=${code}`)
  await expect(other.getByRole('alert')).toContainText('The form is not at this address')
  const choose = (content: string) =>
    other
      .locator('input[type=file]')
      .setInputFiles({ name: 'form.json', mimeType: 'application/json', buffer: Buffer.from(content) })
  await choose(handed.replace('overnight', 'by day'))
  await expect(other.getByRole('alert')).toContainText('The form has been changed on its way')
  await noViolation(other, 'asking for a form')
  await choose(handed)
  await expect(other.getByRole('heading', { name: 'Friday' })).toBeVisible()
  await noViolation(other, 'a form from a trainer')
  await fitsAPhone(other)
  for (const key of ['1', '2', '3', '1', '2']) {
    await other.getByRole('button', { name: /^I am ready to start this/ }).click()
    await expect(other.getByRole('heading', { level: 1, name: /^Question 1 of 1/ })).toBeFocused()
    await other.keyboard.press(key)
    await other.getByRole('button', { name: 'Finish exam' }).click()
    await other.getByRole('button', { name: 'Finish and score' }).click()
    await other.getByText('Give this to your trainer', { exact: true }).click()
    await expect(other.locator('.token')).toHaveText(/^AIMS1\./)
    tokens.push((await other.locator('.token').textContent()) ?? '')
    // From now on neither a room nor a file is needed.
    await other.getByRole('link', { name: /^Same form again/ }).click()
    await expect(other.getByText(`Form ${code}: 1 question from your trainer`)).toBeVisible()
  }
  await context.close()

  const paste = page.getByLabel('Paste results, or a whole chat that holds them')
  await paste.fill(tokens.join('\n'))
  await page.getByRole('button', { name: 'Take them in' }).click()
  await expect(page.getByText('5 results taken in.')).toBeVisible()
  await expect(page.locator('.items > tbody > tr').first().locator('[data-label="Facility"]')).toHaveText('40 %')

  // What was asked otherwise is another edition, and both are named.
  const newer = await anOwnClassForm(
    page,
    anOwnFile('A supplier changes a model by day and tells nobody. What is looked at first?'),
  )
  expect(newer).not.toBe(code)
  await paste.fill(known(tokens[0]))
  await page.getByRole('button', { name: 'Take them in' }).click()
  await expect(
    page.getByText(/from edition [0-9a-f]{5} of its questions, where this class has edition [0-9a-f]{5}/),
  ).toBeVisible()
})

test('a result is read off a screen by the camera', async ({ page, context }) => {
  await context.grantPermissions(['camera'])
  // A camera that looks at a code; what reads it is the library that comes where a browser reads none.
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'BarcodeDetector')
    Object.defineProperty(navigator, 'mediaDevices', {
      value: {
        getUserMedia: async () => {
          const canvas = document.createElement('canvas')
          canvas.width = canvas.height = 480
          const paint = () => {
            const rows: readonly (readonly boolean[])[] = Reflect.get(globalThis, 'codeInView') ?? []
            const drawing = canvas.getContext('2d')
            if (!drawing) return
            drawing.fillStyle = 'white'
            drawing.fillRect(0, 0, 480, 480)
            drawing.fillStyle = 'black'
            const size = 440 / Math.max(1, rows.length)
            rows.forEach((row, y) =>
              row.forEach((dark, x) => dark && drawing.fillRect(20 + x * size, 20 + y * size, size + 0.5, size + 0.5)),
            )
          }
          setInterval(paint, 50)
          return canvas.captureStream(20)
        },
      },
    })
  })
  const code = await aClassForm(page)
  const form = formByCode(code, await sources(page))
  const show = (token: string) =>
    page.evaluate(
      (rows) => void Reflect.set(globalThis, 'codeInView', rows),
      encode(token, { ecc: 'M', border: 4 }).data,
    )
  const [one = '', two = ''] = aClassOf(form, 5)
  await show(one)
  await page.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect(page.getByText('1 result taken in.')).toBeVisible()
  await show(two)
  await expect(page.getByText('2 results. Mean')).toBeVisible()
  await page.getByRole('button', { name: 'Stop the camera' }).click()
  await expect(page.locator('video')).toHaveCount(0)
})

test('a question of one’s own is written by keyboard, held against the rules, and carried to another device', async ({
  page,
  browser,
  baseURL,
}) => {
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto('/classroom/questions/')
  await page.getByRole('button', { name: 'Write a question' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'A new question' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('A supplier changes a model overnight and tells nobody. What does the team look at first?')
  const texts = [
    ['What the contract says on notice of changes', 'Terms of notice decide who had to speak, and when.'],
    ['Which colour the logo of the supplier has now', 'Looks are noticed at once and tell nothing of a duty.'],
    ['All of the above', 'Money seems to be leverage, yet owes nobody an answer.'],
  ]
  for (const [at, [text = '', why = '']] of texts.entries()) {
    // The keys are one group of radio buttons: Tab enters it once.
    await page.keyboard.press('Tab')
    if (at === 0) await page.keyboard.press('Tab')
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
    await page.keyboard.type(why)
  }
  await page.getByRole('button', { name: 'Keep it' }).press('Enter')
  await expect(page.getByText(/An option speaks about the other options/)).toBeVisible()
  await expect(page.getByText(/1 to mend before it can be used; it can be kept all the same/)).toBeVisible()
  await noViolation(page, 'a question with a fault')
  await fitsAPhone(page)
  await page.getByLabel('Option C', { exact: true }).last().fill('How many invoices are still open this month')
  await expect(page.getByText(/Nothing to mend/)).toBeVisible()
  await page.getByRole('button', { name: 'Keep it' }).press('Enter')
  await page.getByRole('radio', { name: 'What the contract says on notice of changes' }).check()
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText('✓ Right', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Back to the list' }).click()
  await page.getByRole('button', { name: 'Put an exam together' }).click()
  await page.getByLabel('Title').fill('Friday')
  await page.getByRole('button', { name: /^Add: A supplier changes/ }).click()
  await page.getByLabel(/^Find questions to add/).fill('statement of applicability')
  await page
    .getByRole('button', { name: /^Add: / })
    .first()
    .click()
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByText('Kept on this device.')).toBeVisible()
  await noViolation(page, 'an exam')
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await noViolation(page, 'the list')
  await fitsAPhone(page)

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export to a file' }).click()
  const file = readFileSync(await (await downloading).path(), 'utf8')
  expect(file).toContain('key: true')

  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(`${baseURL}/classroom/questions/`)
  const choose = (content: string) =>
    other
      .locator('input[type=file]')
      .setInputFiles({ name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from(content) })
  await choose(file.replace('key: true', 'kei: true'))
  await expect(other.getByText(/^Nothing was imported/)).toBeVisible()
  await expect(other.getByText(/^Line \d+ own-[\w-]+: There is no field "options\.0\.kei"/)).toBeVisible()
  await choose(file)
  await other.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(other.getByText('Imported: 1 question, 1 exam.')).toBeVisible()
  await other.getByRole('button', { name: /^Sit this exam/ }).click()
  await expect(other.getByRole('heading', { level: 1, name: /^Question 1 of 2/ })).toBeVisible()
  await context.close()
  expect(problems).toEqual([])

  // It can be put to a class, and is there after a reload.
  await page.goto('/classroom/')
  await page.getByRole('button', { name: 'Present this class' }).click()
  await page.getByRole('button', { name: 'Ask another question' }).click()
  await page.getByRole('dialog').getByRole('searchbox').fill('your own supplier')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /A supplier changes/ })
    .click()
  const stage = page.locator('[data-now] .stage')
  await expect(stage).toContainText('A supplier changes a model overnight')
  await page.keyboard.press('v')
  await page.reload()
  await expect(stage).toContainText('A supplier changes a model overnight')
  await expect(page.getByRole('region', { name: /^Question/ }).locator('[aria-current="step"]')).toHaveText('Open')
})

test('a question of every kind has a form that fits a telephone and works without a mouse', async ({ page }) => {
  // Axe reads seven long forms.
  test.slow()
  await page.goto('/classroom/questions/')
  await page.getByRole('button', { name: 'Write a question' }).click()
  const kinds = page.getByLabel('Answered by')
  for (const kind of ['multiple', 'order', 'match', 'classify', 'finding', 'nonconformity']) {
    await kinds.selectOption(kind)
    await noViolation(page, kind)
    await fitsAPhone(page)
  }

  await kinds.selectOption('classify')
  await page.getByLabel(/^Stem/).fill('An auditor reads three records of one organisation. How is each of them graded?')
  for (const [at, [text = '', grade = '', why = '']] of [
    ['The register of models names all nine, with a date.', 'conformity', 'Nothing that is asked for is absent in it.'],
    ['Two of nine models lack an owner in the register.', 'minor', 'A lapse in single places of a thing that works.'],
    ['No impact was assessed before any release in a year.', 'major', 'A whole process does not take place at all.'],
  ].entries()) {
    const letter = 'ABC'.charAt(at)
    await page.getByLabel(`Piece ${letter}`, { exact: true }).last().fill(text)
    await page.getByLabel(`Belongs to (${letter})`).selectOption(grade)
    await page.getByLabel(`Why (${letter})`).fill(why)
  }
  await page.getByLabel(/^Clauses and controls/).fill('8.4, A.5.2')
  await page.getByRole('button', { name: 'Keep it' }).press('Enter')
  await expect(page.getByText(/^Kept on this device\. (Nothing to mend|It can be used)/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Two of nine models lack an owner')
  await page.reload()
  await page.getByRole('button', { name: /^An auditor reads three records/ }).click()
  await expect(page.getByLabel('Belongs to (B)')).toHaveValue('minor')
  await expect(page.getByLabel(/^Clauses and controls/)).toHaveValue('8.4, A.5.2')
})
