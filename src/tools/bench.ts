/**
 * Measures what the README quotes: `npm run bench`. Times depend on the machine, so ratios and scores are told where
 * they can be. Needs a built site (`npm run build`) and a Chromium.
 */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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
if (wants('forms')) forms()
if (wants('build')) builds()
if (wants('lighthouse')) await scores()

function weights() {
  const lesson = readdirSync(join(dist, 'courses/foundation/ai-systems'), { withFileTypes: true }).find((one) =>
    one.isDirectory(),
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

/** The whole build beside plain Astro rendering the same pages: the same MDX, the same HTML, none of our checks. */
function builds() {
  const plain = mkdtempSync(join(tmpdir(), 'aimward-plain-'))
  try {
    mkdirSync(join(plain, 'src/pages'), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(plain, 'node_modules'))
    writeFileSync(join(plain, 'package.json'), '{"type":"module"}')
    writeFileSync(
      join(plain, 'astro.config.mjs'),
      `import mdx from '@astrojs/mdx'\nimport solid from '@astrojs/solid-js'\nexport default { integrations: [mdx(), solid()], trailingSlash: 'always' }\n`,
    )
    cpSync(join(root, 'content'), join(plain, 'src/prose'), { recursive: true })
    const written = readdirSync(join(plain, 'src/prose'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.mdx'),
    )
    const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
    const bodies = pages.map((page) => /<main[\s\S]*<\/main>/.exec(readFileSync(join(dist, page), 'utf8'))?.[0] ?? '')
    writeFileSync(join(plain, 'src/bodies.json'), JSON.stringify(bodies.slice(written.length)))
    writeFileSync(
      join(plain, 'src/pages/[page].astro'),
      `---\nimport bodies from '../bodies.json'\nexport const getStaticPaths = () => bodies.map((body, page) => ({ params: { page: String(page) }, props: { body } }))\n---\n<html lang="en"><head><title>Page</title></head><body set:html={Astro.props.body} /></html>\n`,
    )
    writeFileSync(
      join(plain, 'src/pages/[...prose].astro'),
      `---\nimport Pass from '../Pass.astro'\nexport const getStaticPaths = () => Object.entries(import.meta.glob('../prose/**/*.mdx', { eager: true })).map(([file, page]) => ({ params: { prose: 'prose/' + file.replace(/^.*prose\\//, '').replace('.mdx', '') }, props: { Content: page.default } }))\nconst { Content } = Astro.props\nconst components = Object.fromEntries('Aside Case Check Clause Contrast Extract Figure InOneBreath Misconceptions Source Term'.split(' ').map((name) => [name, Pass]))\n---\n<html lang="en"><head><title>Page</title></head><body><Content components={components} /></body></html>\n`,
    )
    writeFileSync(join(plain, 'src/Pass.astro'), '<slot />\n')
    const time = (cwd: string, outDir: string) => {
      rmSync(join(cwd, 'node_modules/.astro'), { recursive: true, force: true })
      const from = performance.now()
      const { status, stderr } = spawnSync('astro', ['build', '--silent', '--outDir', outDir], {
        cwd,
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(stderr)
      return performance.now() - from
    }
    const ours: number[] = []
    const theirs: number[] = []
    // Taken in turns, so that whatever else the machine does falls on both.
    for (let round = 0; round < 3; round++) {
      ours.push(time(root, join(plain, 'ours')))
      theirs.push(time(plain, join(plain, 'theirs')))
    }
    say(`build of ${pages.length} pages`, `${(median(ours) / 1000).toFixed(1)} s`)
    say('  beside plain Astro with the same pages', `× ${(median(ours) / median(theirs)).toFixed(2)}`)
  } finally {
    rmSync(plain, { recursive: true, force: true })
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
