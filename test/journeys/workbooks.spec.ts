import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { inScheme } from '../support/look.ts'

test('a Statement of Applicability is loaded, broken, mended in a spreadsheet, and there tomorrow', async ({
  page,
}) => {
  await page.goto('/standard/6.1.3/')
  await page.getByRole('link', { name: 'Statement of Applicability', exact: true }).click()
  await page.getByRole('button', { name: 'Load: Pellmark Logistics (example)' }).click()
  await expect(page.getByRole('heading', { name: '14 of 14 checks pass' })).toBeVisible()
  await expect(page.locator('tbody tr')).toHaveCount(39)

  // Out, although two risks need it, and for no reason.
  await page.getByRole('button', { name: 'A.8.4', exact: true }).click()
  await page.getByLabel('Decision').selectOption('out')
  await page.getByRole('textbox', { name: 'Reason', exact: true }).fill('N/A')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'A.8.4', exact: true })).toBeFocused()
  await expect(page.getByRole('heading', { name: '12 of 14 checks pass' })).toBeVisible()
  await expect(page.getByText('Saved on this device')).toBeVisible()
  await page.getByText('Every decision has a reason').click()
  await page.getByRole('button', { name: 'A.8.4: “N/A” alone is no reason.' }).click()
  await expect(page.getByRole('textbox', { name: 'Reason', exact: true })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Reason', exact: true })).toHaveAccessibleDescription(
    /“N\/A” alone is no reason\. Required by 6\.1\.3/,
  )
  for (const colorScheme of ['light', 'dark'] as const) {
    await inScheme(page, colorScheme)
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  const lines = csv
    .split('\r\n')
    .map((line) =>
      line
        .replace(/^A\.8\.4,(.*),out,N\/A,/, 'A.8.4,$1,in,=Two near misses are on record,')
        .replace(/^A\.2\.2,(.*),in,/, 'A.2.2,$1,perhaps,'),
    )
  await page.getByLabel('Import an edited CSV').setInputFiles({
    name: 'edited.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([...lines.slice(0, -1), 'OC-2,Mirror,in,A mirror at crossing 7,R-02'].join('\r\n')),
  })
  await expect(page.getByText(/1 new row, 2 changed cells, 38 rows as before/)).toBeVisible()
  await expect(page.getByText('Line 2, Decision: “perhaps” is none of: in, out. “in” stays.')).toBeVisible()
  await expect(page.getByRole('heading', { name: '12 of 14 checks pass' })).toBeVisible()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByRole('button', { name: 'OC-2', exact: true })).toBeVisible()

  await page.reload()
  await expect(page.locator('tbody tr')).toHaveCount(40)
  await expect(page.getByRole('cell', { name: '=Two near misses are on record' })).toBeVisible()
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { name: 'PL-D-07 Statement of Applicability' })).toBeVisible()
  await expect(page.getByText('Approved by')).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
})
