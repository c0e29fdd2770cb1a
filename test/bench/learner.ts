/**
 * Measures the pages of a learner with 20,000 answers: the import of the file, and the progress page that rests on it.
 * `npm run bench learner` runs it on the built site.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aLearnersFile } from '../support/learner-backup.ts'
import { median, say, site, withSite } from './site.ts'

const answers = 20_000
const file = await aLearnersFile({ responses: answers })
const folder = mkdtempSync(join(tmpdir(), 'aimward-learner-'))
const path = join(folder, 'aimward.json')
writeFileSync(path, file)

await withSite(async (browser) => {
  const imports: { preview: number; written: number }[] = []
  const progress: number[] = []
  for (let round = 0; round < 3; round++) {
    const context = await browser.newContext({ baseURL: site })
    const page = await context.newPage()
    await page.goto('/settings/')
    await page.getByText('0 responses').first().waitFor()
    const chosenAt = performance.now()
    await page.getByLabel('Import a file').setInputFiles(path)
    await page.getByText(`${answers} responses`).first().waitFor()
    const previewedAt = performance.now()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText(/^Imported: /).waitFor()
    imports.push({ preview: previewedAt - chosenAt, written: performance.now() - previewedAt })

    for (let visit = 0; visit < 4; visit++) {
      await page.goto('/progress/', { waitUntil: 'commit' })
      await page.locator('.readiness .claim').waitFor()
      const shown = await page.evaluate(
        () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now()))),
      )
      // The first visit warms what a second finds in the cache.
      if (visit > 0) progress.push(shown)
    }
    await context.close()
  }
  const preview = median(imports.map((one) => one.preview))
  const written = median(imports.map((one) => one.written))
  say(
    `a file of ${answers} answers (${(file.length / 1_000_000).toFixed(1)} MB) imported`,
    `median ${(preview + written).toFixed(0)} ms: read, checked and previewed ${preview.toFixed(0)}, written ${written.toFixed(0)} (goal 3000)`,
  )
  say(
    `the progress page of ${answers} answers, from the navigation`,
    `median ${median(progress).toFixed(0)} ms of ${progress.length} (goal 500)`,
  )
})
rmSync(folder, { recursive: true, force: true })
