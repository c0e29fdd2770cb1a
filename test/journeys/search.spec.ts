import { expect, test } from '@playwright/test'

const results = '.search-results a'

test('a slash opens the search over any page; keys alone find a clause and go there', async ({ page }) => {
  await page.goto('/faq/')
  await page.keyboard.press('/')
  const box = page.getByRole('dialog', { name: 'Search' })
  await expect(box).toBeVisible()
  await page.keyboard.type('a624')
  await expect(box.locator(results).first()).toContainText('A.6.2.4')
  await page.keyboard.press('ArrowDown')
  await expect(box.locator(results).first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(box.locator(results).nth(1)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/standard\/A\.6\.2\.4\/$/)
})

test('Ctrl-K opens it too, Escape closes it and gives the focus back', async ({ page }) => {
  await page.goto('/courses/')
  await page.getByRole('link', { name: 'Standard', exact: true }).focus()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeHidden()
  await expect(page.getByRole('link', { name: 'Standard', exact: true })).toBeFocused()
})

test('the page is searched from its address, groups what it found, marks it and keeps the query', async ({ page }) => {
  await page.goto('/search/?q=SoA')
  await expect(page.getByRole('heading', { name: 'Glossary' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Statement of applicability' }).first()).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search' }).fill('residual risk')
  await expect(page).toHaveURL(/\?q=residual\+risk$/)
  await expect(page.locator('.search-results mark').first()).toHaveText(/^(residual|risk)/i)
  await page.getByRole('searchbox', { name: 'Search' }).fill('xqzv')
  await expect(page.getByText('Nothing found for “xqzv”')).toBeVisible()
})

test('reasons of a question are found once it was answered, and not before', async ({ page }) => {
  await page.goto('/courses/foundation/ai-systems/roles/')
  const check = page.getByRole('region', { name: /^Check yourself/ }).first()
  await check.scrollIntoViewIfNeeded()
  const id = await check.locator('astro-island').getAttribute('props')
  const question = /"id":\[0,"(f-[a-z]+-\d+)"\]/.exec(id ?? '')?.[1]
  expect(question).toBeTruthy()
  const entries = await page.request.get('/search/question-entries.json').then((answer) => answer.json())
  const stem: string = entries.entries.find((entry: { question: string }) => entry.question === question).title

  const query = stem.split(' ').slice(0, 8).join(' ')
  await page.goto(`/search/?q=${encodeURIComponent(query)}`)
  await expect(page.locator(results).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Reasons in questions you answered' })).toBeHidden()

  await page.goto('/courses/foundation/ai-systems/roles/')
  await check.scrollIntoViewIfNeeded()
  await check.getByRole('radio').first().check()
  await check.getByRole('button', { name: 'Check' }).click()
  await expect(check.getByRole('status')).toContainText(/Right|Not right/)
  await page.goto(`/search/?q=${encodeURIComponent(query)}`)
  await expect(page.getByRole('heading', { name: 'Reasons in questions you answered' })).toBeVisible()
})

test('every result leads to a place that is there', async ({ page }) => {
  const { entries } = await page.request.get('/search/entries.json').then((answer) => answer.json())
  const pages = new Map<string, string[]>()
  for (const { path } of entries as { path: string }[]) {
    const [address = '', anchor] = path.split('#')
    pages.set(address, [...(pages.get(address) ?? []), ...(anchor ? [anchor] : [])])
  }
  for (const [address, anchors] of pages) {
    const answer = await page.request.get(`/${address}`)
    expect(answer.ok(), address).toBe(true)
    const html = await answer.text()
    expect(
      anchors.filter((anchor) => !html.includes(`id="${anchor}"`)),
      address,
    ).toEqual([])
  }
})

test('a search that cannot be loaded says so, and works when it can', async ({ page }) => {
  await page.route('**/search/index.bin', (route) => route.abort())
  await page.goto('/search/?q=scope')
  await expect(page.getByText('The search could not be loaded.')).toBeVisible()
  await page.unroute('**/search/index.bin')
  await page.getByRole('searchbox', { name: 'Search' }).fill('scope of the')
  await expect(page.locator(results).first()).toBeVisible()
})
