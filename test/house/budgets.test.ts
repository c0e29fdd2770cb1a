import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { weigh } from '../../src/tools/weigh.ts'

const dist = join(process.cwd(), 'dist')
if (!existsSync(join(dist, 'index.html')))
  throw new Error('The budgets weigh the built site: run "npm run build" first.')

const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('index.html'))
const kB = 1000

/**
 * Brotli. Source: the budgets of the project: the figures of the first release, and its table of goals for the rest, where
 * an exam page wants 8 requests. Two fonts, a style sheet a screen and the stubs that Astro makes for islands keep ours at 12.
 */
const budgets = [
  {
    kind: 'lesson',
    pages: /^courses\/[^/]+\/[^/]+\/[^/]+\/index/,
    html: 14,
    css: 10,
    atLoad: 3,
    whenSeen: 12,
    requests: 6,
  },
  { kind: 'module', pages: /^courses\/[^/]+\/[^/]+\/index/, html: 10, css: 10, atLoad: 3, whenSeen: 16, requests: 6 },
  {
    kind: 'front or course',
    pages: /^(index|courses\/([^/]+\/)?index)/,
    html: 12,
    css: 10,
    atLoad: 3,
    whenSeen: 0,
    requests: 6,
  },
  { kind: 'standard', pages: /^standard\//, html: 14, css: 10, atLoad: 3, whenSeen: 0, requests: 6 },
  { kind: 'exam rules', pages: /^exams\/[^/]+-\d+\//, html: 10, css: 10, atLoad: 50, whenSeen: 50, requests: 12 },
  {
    kind: 'exam desk, result or list',
    pages: /^exams\/((attempt|result)\/)?index/,
    html: 6,
    css: 10,
    atLoad: 50,
    whenSeen: 50,
    requests: 12,
  },
  { kind: 'progress', pages: /^progress\//, html: 8, css: 10, atLoad: 60, whenSeen: 60, requests: 8 },
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
