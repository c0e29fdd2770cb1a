/**
 * Measures what the README quotes: `npm run bench`. Times depend on the machine, so ratios and scores are told where
 * they can be. Needs a built site (`npm run build`) and a Chromium.
 */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { readCatalogue } from '../catalogue/load.ts'
import { assembleForm } from '../core/form.ts'
import { findChromium } from './chromium.mjs'
import { weigh } from './weigh.ts'

const root = process.cwd()
const dist = join(root, 'dist')
const port = 4318
const site = `http://localhost:${port}`
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const say = (what: string, figure: string) => console.log(`${what.padEnd(58)} ${figure}`)

const measured = new Set(process.argv.slice(2))
const wants = (part: string) => measured.size === 0 || measured.has(part)

if (wants('weight')) weights()
if (wants('forms')) {
  forms()
  spawnSync(process.execPath, ['test/bench/forms.ts'], { stdio: 'inherit' })
}
if (wants('build')) builds()
if (wants('lighthouse')) await scores()
if (wants('offline')) spawnSync(process.execPath, ['test/bench/offline.ts'], { stdio: 'inherit' })
// A program of its own, because it sits an exam that the tests have built.
if (wants('room')) spawnSync(process.execPath, ['test/bench/room.ts'], { stdio: 'inherit' })
// Pure machines, so it needs neither a built site nor a browser.
if (wants('classroom')) spawnSync(process.execPath, ['test/bench/projector.ts'], { stdio: 'inherit' })
if (wants('room-model')) spawnSync(process.execPath, ['test/bench/room-model.ts'], { stdio: 'inherit' })
if (wants('live')) spawnSync(process.execPath, ['test/bench/live.ts'], { stdio: 'inherit' })
if (wants('learner')) spawnSync(process.execPath, ['test/bench/learner.ts'], { stdio: 'inherit' })
if (wants('calibration')) spawnSync(process.execPath, ['test/bench/calibration.ts'], { stdio: 'inherit' })
if (wants('search')) spawnSync(process.execPath, ['test/bench/search.ts'], { stdio: 'inherit' })

function weights() {
  const lesson = readdirSync(join(dist, 'courses/foundation/ai-systems'), { withFileTypes: true }).find(
    (one) => one.isDirectory() && one.name !== 'handbook',
  )?.name
  for (const page of [
    'index.html',
    `courses/foundation/ai-systems/${lesson}/index.html`,
    'exams/foundation-40/index.html',
    'exams/attempt/index.html',
  ]) {
    const { html, css, atLoad, whenSeen, requests } = weigh(dist, page)
    const kB = (bytes: number) => (bytes / 1000).toFixed(1)
    say(page, `html ${kB(html)} · css ${kB(css)} · js ${kB(atLoad)} + ${kB(whenSeen)} kB br · ${requests} requests`)
  }
}

function forms() {
  const catalogue = readCatalogue(root)
  if (!catalogue.ok) throw new Error('The content does not hold together; run "npm run build".')
  for (const { profile } of catalogue.value.exams) {
    const bank = catalogue.value.banks.find((one) => one.course.profile === profile.id)?.bank
    if (!bank) continue
    const times = Array.from({ length: 300 }, (_, seed) => {
      const from = performance.now()
      assembleForm(bank, profile, seed)
      return performance.now() - from
    })
    say(
      `a form of ${profile.id} from ${bank.questions.length} questions`,
      `median ${median(times).toFixed(2)} ms, slowest ${Math.max(...times).toFixed(1)} ms`,
    )
  }
}

/** The whole build beside plain Astro with the same pages: the same sources, none of our checks and no compression. */
function builds() {
  const parts = ['src', 'content', 'quizzes', 'public', 'astro.config.mjs', 'tsconfig.json', 'package.json']
  const copies = ['ours', 'plain'].map((name) => {
    const copy = mkdtempSync(join(tmpdir(), `aimward-${name}-`))
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    return copy
  })
  const [ours = '', plain = ''] = copies
  const config = readFileSync(join(plain, 'astro.config.mjs'), 'utf8')
  const stripped = config
    .replace(/integrations: \[[\s\S]*?\n  \]/, 'integrations: [mdx(), solid()]')
    .replace(/\n  security: \{[\s\S]*?\n  \},/, '')
  if (stripped.length >= config.length) throw new Error('The plain configuration could not be made; adapt it here.')
  writeFileSync(join(plain, 'astro.config.mjs'), stripped)
  try {
    const time = (cwd: string) => {
      rmSync(join(cwd, '.astro'), { recursive: true, force: true })
      const from = performance.now()
      const { status, stderr } = spawnSync('astro', ['build', '--silent'], { cwd, encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
      return performance.now() - from
    }
    const times: Record<string, number[]> = { [ours]: [], [plain]: [] }
    // Taken in turns, so that whatever else the machine does falls on both; the first round warms the caches.
    for (let round = 0; round < 6; round++)
      for (const copy of copies)
        if (round > 0) times[copy]?.push(time(copy))
        else time(copy)
    const pages = readdirSync(join(ours, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.html'),
    )
    say(`build of ${pages.length} pages`, `${(median(times[ours] ?? []) / 1000).toFixed(1)} s`)
    say(
      '  beside plain Astro with the same pages',
      `× ${(median(times[ours] ?? []) / median(times[plain] ?? [])).toFixed(2)}`,
    )
  } finally {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true })
  }
}

async function scores() {
  const server = spawn(process.execPath, ['src/server/serve.ts'], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  })
  const chrome = await launch({
    chromePath: (await findChromium()) ?? '',
    chromeFlags: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
    ],
  })
  try {
    for (const path of ['/', '/courses/foundation/ai-systems/roles/', '/exams/foundation-40/', '/exams/attempt/']) {
      const runs: Record<string, number>[] = []
      for (let run = 0; run < 3; run++) {
        const result = await lighthouse(`${site}${path}`, { port: chrome.port, output: 'json', logLevel: 'error' })
        runs.push(
          Object.fromEntries(
            Object.entries(result?.lhr.categories ?? {}).map(([name, category]) => [
              name,
              Math.round((category.score ?? 0) * 100),
            ]),
          ),
        )
        if (run > 0) continue
        const failed = Object.values(result?.lhr.audits ?? {}).filter(
          (audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === 'binary',
        )
        for (const audit of failed) say(`    ${path}`, `${audit.id}: ${audit.title}`)
      }
      const names = Object.keys(runs[0] ?? {})
      say(`Lighthouse ${path}`, names.map((name) => `${name} ${median(runs.map((run) => run[name] ?? 0))}`).join(' · '))
    }
  } finally {
    chrome.kill()
    server.kill()
  }
}
