import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { answerQuestion } from '../support/answer-question.ts'
import { arrive } from '../support/arrive.ts'
import { aLearnersFile } from '../support/learner-backup.ts'

async function answer(page: Page) {
  await answerQuestion(page)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
}

const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('today says what is due and why, asks it, and has it behind it', async ({ page }) => {
  await arrive(page, await aLearnersFile({ responses: 60 }))
  await page.goto('/review/')
  await page.getByLabel('Minutes a day').selectOption('10')
  await expect(page.getByText(/about \d+ minutes; \d+ more reviews? put off/)).toBeVisible()
  await page.getByText('What and why').click()
  await expect(page.getByText(/recall now about \d+ %/).first()).toBeVisible()

  await page.getByRole('button', { name: 'Start today’s review' }).click()
  const heading = page.getByRole('heading', { name: /^Question \d+ of \d+/ })
  await expect(heading).toBeFocused()
  await expect(page.getByText(/^Chosen because: /)).toBeVisible()
  const count = Number(/of (\d+)/.exec(await heading.innerText())?.[1])
  for (let at = 1; at <= count; at++) {
    await expect(page.getByRole('heading', { name: `Question ${at} of ${count}` })).toBeFocused()
    await answer(page)
    await page.getByRole('button', { name: /Next question|See the result/ }).click()
  }
  await expect(page.getByRole('heading', { name: /^Done for now: \d+ of \d+ right/ })).toBeFocused()
  await page.getByRole('button', { name: 'Back to today' }).click()
  await expect(page.getByRole('heading', { name: /^Today, / })).toBeVisible()
})

test('an exam date makes a plan, which a calendar takes; pausing asks nothing', async ({ page }) => {
  await page.goto('/review/')
  await expect(page.getByText('What you met comes back here in time').or(page.getByText('6 concepts'))).toBeVisible()
  await page.getByLabel('Date of the exam').fill(later(30))
  await page.getByLabel('Date of the exam').blur()
  await expect(page.getByRole('heading', { name: 'The days to the exam' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'A whole practice exam' })).toHaveCount(3)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /Save for your calendar/ }).click(),
  ])
  const file = await readFile(await download.path(), 'utf8')
  expect(file).toContain(`DTSTART;VALUE=DATE:${later(30).replaceAll('-', '')}`)
  expect(file.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(10)

  await page.getByRole('button', { name: 'Pause reviews' }).click()
  await expect(page.getByText('Reviews are paused.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Reviews are paused.')).toBeVisible()
})

test('too little time before the exam is said, and for which lessons', async ({ page }) => {
  await page.goto('/review/')
  await page.getByLabel('Date of the exam').fill(later(5))
  await page.getByLabel('Date of the exam').blur()
  await expect(page.getByText(/lessons will not fit before the exam at this pace, from “/)).toBeVisible()
  await expect(page.getByText(/concepts will not be met before the exam at this pace/)).toBeVisible()
})

test('readiness is refused before there is evidence, and given with its range after', async ({ page }) => {
  await page.goto('/progress/')
  await expect(page.getByText('Not enough evidence yet: 0 of 40 first answers.')).toBeVisible()
  await arrive(page, await aLearnersFile({ responses: 200 }))
  await page.goto('/progress/')
  await expect(page.getByText(/^About \d+ % to pass, if the exam were today\.$/)).toBeVisible()
  await expect(page.getByText(/you would most likely get between \d+ and \d+ right/)).toBeVisible()
  await expect(page.getByText('not validated against real exam results')).toBeVisible()
  await expect(page.getByRole('link', { name: /^6\.1\.4 .*: .*concepts answered right so far/ })).toBeVisible()
  await expect(page.getByText('you are surer than you are right')).toBeVisible()
})

test('practice is narrowed by what one did, says why each question came, and takes flags, reasons and notes', async ({
  page,
}) => {
  await page.goto('/practice/')
  await page.getByLabel('What you did with them').selectOption({ label: 'Flagged' })
  await expect(page.getByText('No question fits all of that.')).toBeVisible()
  await page.getByLabel('What you did with them').selectOption({ label: 'Questions new to me' })
  await page.getByLabel('Clause or control').selectOption('6.1.4')
  await page.getByLabel('Questions', { exact: true }).selectOption('5')
  await expect(page.getByText(/\d+ questions? fits?/)).toBeVisible()
  await page.getByRole('button', { name: 'Practise these' }).click()
  await expect(page.getByText(/^Chosen because: /)).toBeVisible()
  await answer(page)
  await page.getByRole('button', { name: 'Flag this question' }).click()
  await expect(page.getByRole('button', { name: 'Flagged: take the flag away' })).toBeVisible()
  await page.getByText('Note on this question').first().click()
  await page.getByRole('textbox', { name: 'Note on this question' }).fill('Ask the trainer')
  await expect(page.getByText('Saved on this device')).toBeVisible()

  await page.goto('/practice/')
  await page.getByLabel('What you did with them').selectOption({ label: 'Flagged' })
  await expect(page.getByText('1 question fits.')).toBeVisible()
})

test('two learners on one device see nothing of each other, are told apart, renamed and deleted, the first one too', async ({
  page,
  context,
}) => {
  await arrive(page, await aLearnersFile({ responses: 12 }))
  await page.getByLabel('Somebody else').fill('Bo')
  await page.getByRole('button', { name: 'Add and change to them' }).click()
  await expect(page.getByText('0 responses')).toBeVisible()
  await page.goto('/progress/')
  await expect(page.getByText('Bo learns here now.')).toBeVisible()
  await page.getByRole('link', { name: 'Change', exact: true }).click()
  await page.getByLabel('Name of Me').fill('Bo')
  await page.getByLabel('Name of Me').blur()
  await expect(page.getByText('There is somebody called Bo already.')).toBeVisible()
  await expect(page.getByLabel('Name of Me')).toHaveValue('Me')
  await page.getByLabel('Name of Me').fill('Ada')
  await page.getByLabel('Name of Me').blur()
  await page.getByRole('button', { name: 'Change to Ada' }).click()
  await expect(page.getByText('12 responses').first()).toBeVisible()

  const stillBo = await context.newPage()
  await page.getByRole('button', { name: 'Change to Bo' }).click()
  await expect(page.getByText('0 responses')).toBeVisible()
  await stillBo.goto('/progress/')
  await expect(stillBo.getByText('Bo learns here now.')).toBeVisible()
  await page.getByRole('button', { name: 'Change to Ada' }).click()
  await page.getByRole('button', { name: 'Delete Bo', exact: true }).click()
  await page.getByRole('button', { name: 'Delete Bo now' }).click()
  await expect(page.getByText('All that was stored for Bo is deleted.')).toBeVisible()
  await expect(stillBo.getByText('was deleted in another tab')).toBeVisible()
  await stillBo.getByRole('button', { name: 'Reload' }).click()
  await expect(stillBo.getByText('Not enough evidence yet')).toBeVisible()

  await page.getByLabel('Somebody else').fill('Cy')
  await page.getByRole('button', { name: 'Add and change to them' }).click()
  await page.getByRole('button', { name: 'Delete Ada', exact: true }).click()
  await page.getByRole('button', { name: 'Delete Ada now' }).click()
  await expect(page.getByText('All that was stored for Ada is deleted.')).toBeVisible()
  const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
  expect(left.filter((name) => name?.startsWith('aimward'))).toHaveLength(1)
})

test('everything goes to another device by codes, in parts, and a foreign part is refused', async ({
  page,
  browser,
}) => {
  await arrive(page, await aLearnersFile({ responses: 40 }))
  await page.getByRole('button', { name: 'Show the codes' }).click()
  await expect(page.getByRole('img', { name: 'QR code of this part' })).toBeVisible()
  const of = Number(/of (\d+)/.exec(await page.getByText(/^Code 1 of/).innerText())?.[1])
  expect(of).toBeGreaterThan(1)
  const parts = await page.evaluate(async (url) => {
    const text = await new Promise<string>((resolve) => {
      const link = URL.createObjectURL
      URL.createObjectURL = (blob: Blob) => {
        void blob.text().then(resolve)
        return link(blob)
      }
      document.querySelector<HTMLButtonElement>('.backup button')?.click()
    })
    return { text, url }
  }, page.url())
  const { partsOf } = await import('../../src/store/transfer.ts')
  const texts = await partsOf(parts.text)

  const phone = await browser.newPage({ viewport: { width: 360, height: 740 } })
  await phone.goto('/settings/#part=00000000.1.2.AAAA')
  await expect(phone.getByText('Part 1 of 2 is here.')).toBeVisible()
  await phone.goto(`/settings/#part=${texts[0]}`)
  await expect(phone.getByText('belongs to another transfer')).toBeVisible()
  await phone.getByText('A camera is not at hand').click()
  await phone.getByRole('button', { name: 'Forget the parts received' }).click()
  for (const text of texts) {
    await phone
      .getByLabel('A part, or the address that a code holds')
      .fill(`https://example.org/settings/#part=${text}`)
    await phone.getByRole('button', { name: 'Take this part' }).click()
  }
  await expect(phone.getByText(/adds 0 attempts, 40 responses/)).toBeVisible()
  await phone.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(phone.getByText('40 responses').first()).toBeVisible()
  await phone.close()
})

test('comforts are kept and there before the first paint', async ({ page }) => {
  await page.goto('/settings/')
  await page.getByRole('radio', { name: 'Very large' }).check()
  await page.getByRole('radio', { name: 'Dark' }).check()
  await page.goto('/faq/')
  await expect(page.locator('html')).toHaveAttribute('data-comfort', 'text-larger')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('23.4px')
})
