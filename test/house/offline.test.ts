import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../src/catalogue/load.ts'
import { known } from '../../src/core/result.ts'
import { lateFiles, offlineFiles, packsBy } from '../../src/tools/offline-files.ts'

const root = process.cwd()
const dist = join(root, 'dist')
const kB = 1000
const read = readCatalogue(root)
if (!read.ok) throw new Error('The content does not hold together; run "npm run build".')
const catalogue = read.value
const { generation, packs } = offlineFiles(dist, catalogue)
const fileOf = (path: string) => (path === '' || path.endsWith('/') ? `${path}index.html` : path)
const worker = readFileSync(join(dist, 'sw.js'), 'utf8')
const pack = (id: string) => known(packs.find((one) => one.id === id))
const paths = (id: string) => pack(id).files.map(({ path }) => path)
const brotli = (file: string) => brotliCompressSync(readFileSync(join(dist, file))).length

describe('the service worker of the built site', () => {
  it('carries the version of exactly these files', () => {
    expect(worker).toContain(generation.version)
    for (const { id, version } of packs) {
      expect(version).toBe(generation.version)
      expect(JSON.parse(readFileSync(join(dist, `offline/${id}.json`), 'utf8'))).toEqual(pack(id))
    }
  })

  it('names no path from the root, so that it works below any', () => {
    expect(worker).not.toMatch(/["'`]\/\w/)
  })

  it('is one plain script of at most 4.5 kB', () => {
    expect(worker).not.toMatch(/(^|[;}\s])(import|export)[\s{*]/)
    expect(brotli('sw.js')).toBeLessThanOrEqual(4.5 * kB)
  })
})

describe('what every device keeps', () => {
  // 23 kB of it are the panel of a live room, with the machines of both sides, since a rehearsal needs no network.
  it('is there, and costs at most 324 kB', () => {
    expect(generation.core.filter((path) => !existsSync(join(dist, fileOf(path))))).toEqual([])
    expect(generation.core.reduce((sum, path) => sum + brotli(fileOf(path)), 0)).toBeLessThanOrEqual(324 * kB)
  })

  it('holds the front page, the page for what is not there, the search, the exam, styles and fonts', () => {
    const wanted = ['', 'offline/', 'search/', 'exams/attempt/', 'exams/result/', 'fonts/atkinson-next.woff2']
    expect(generation.core).toEqual(expect.arrayContaining(wanted))
    const styles = readdirSync(join(dist, '_astro')).filter((file) => file.endsWith('.css'))
    expect(generation.core).toEqual(expect.arrayContaining(styles.map((file) => `_astro/${file}`)))
  })

  it.each(['progress', 'backup', 'arrangement', 'parts', 'result', 'island', 'question', 'search', 'worker', 'update'])(
    'holds the script "%s", which an open page may ask for after a release',
    (name) => {
      expect(generation.core.filter((path) => new RegExp(`^_astro/${name}[.-]`).test(path))).not.toEqual([])
    },
  )
})

describe('a script that comes late', () => {
  const site = mkdtempSync(join(tmpdir(), 'aimward-late-'))
  const files = {
    'index.html': `<astro-island component-url="/_astro/Seen.js" renderer-url="/_astro/client.js" client="visible"></astro-island>
      <astro-island component-url="/_astro/AtOnce.js" renderer-url="/_astro/client.js" client="load"></astro-island>
      <template data-x><script type="module" src="/_astro/idle.js"></script></template><script type="module" src="/_astro/page.js"></script>`,
    '_astro/Seen.js': 'import"./shared.js"',
    '_astro/AtOnce.js': 'const later=()=>import(`./answered.js`)',
    '_astro/answered.js': 'import{a as b}from"./store.js"',
    '_astro/page.js': 'new Worker(new URL(`/_astro/worker-1.js`,``+import.meta.url))',
    ...Object.fromEntries(['client', 'shared', 'idle', 'store', 'worker-1'].map((name) => [`_astro/${name}.js`, ''])),
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, file)), { recursive: true })
    writeFileSync(join(site, file), text)
  }
  const late = lateFiles(site)
  rmSync(site, { recursive: true })

  it.each([
    { name: 'Seen', because: 'its island waits to be seen' },
    { name: 'shared', because: 'what comes late imports it' },
    { name: 'idle', because: 'it stands in a template' },
    { name: 'answered', because: 'a script imports it when something happens' },
    { name: 'store', because: 'it comes with what is imported then' },
    { name: 'worker-1', because: 'a worker is made of it' },
  ])('is $name, because $because', ({ name }) => {
    expect([...late]).toContain(`_astro/${name}.js`)
  })

  it('is none that the page has from the beginning', () => {
    expect([...late]).not.toContain('_astro/AtOnce.js')
    expect([...late]).not.toContain('_astro/page.js')
  })
})

describe('what a course needs offline', () => {
  it('is every page and file of the site, but what other courses need alone and what no page asks for', () => {
    const kept = new Set([...generation.core, ...packs.flatMap(({ files }) => files.map(({ path }) => path))])
    const left = readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(br|gz|txt)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1))
      .filter((file) => !kept.has(file.replace(/(^|\/)index\.html$/, '$1')))
    expect(left.toSorted()).toEqual([
      '404.html',
      ...catalogue.exams.filter(({ profile }) => !profile.openBook).map(({ profile }) => `books/${profile.id}.json`),
      'icons/any-192.png',
      'icons/any-512.png',
      'icons/maskable-512.png',
      'manifest.json',
      ...packs.map(({ id }) => `offline/${id}.json`).toSorted(),
      'sw.js',
    ])
  })

  it('is told apart by whose it is', () => {
    const packOf = packsBy(catalogue)
    const hash = known(catalogue.editions[0]).hash
    expect(packOf('courses/foundation/planning/handbook/')).toBe('foundation')
    expect(packOf('pools/foundation/planning.json')).toBe('foundation')
    expect(packOf('facts/foundation.json')).toBe('foundation')
    expect(packOf('exams/foundation-40/')).toBe('foundation')
    expect(packOf(`banks/${hash}.json`)).toBe('foundation')
    expect(packOf('banks/editions.json')).toBe('site')
    expect(packOf('standard/6.1.3/')).toBe('site')
    expect(packOf('exams/paper/')).toBe('site')
  })

  it('holds each lesson of the course, and what its exams, reviews and searches fetch', () => {
    const lessons = catalogue.lessons.filter(({ course }) => course === 'foundation').map(({ path }) => path)
    expect(paths('foundation')).toEqual(expect.arrayContaining([...lessons, 'courses/foundation/path/']))
    expect(paths('site')).toEqual(
      expect.arrayContaining([
        ...['glossary/', 'practice/', 'review/', 'progress/', 'exams/custom/', 'cases/harrow-vale/', 'faq/'],
        ...['search/index.bin', 'search/entries.json', 'search/texts.json', 'banks/editions.json'],
      ]),
    )
  })

  it('says the size of its files as they are sent and stored', () => {
    const sent = pack('foundation').files.map(({ path }) => statSync(join(dist, `${fileOf(path)}.gz`)).size)
    const stored = pack('foundation').files.map(({ path }) => statSync(join(dist, fileOf(path))).size)
    const sum = (sizes: readonly number[]) => sizes.reduce((total, one) => total + one, 0)
    expect(pack('foundation')).toMatchObject({ loadBytes: sum(sent), roomBytes: sum(stored) })
  })
})

describe('the app that can be installed', () => {
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'))

  it('has the icons it names, in the sizes it says', () => {
    for (const { src, sizes, type } of manifest.icons) {
      const bytes = readFileSync(join(dist, src))
      if (type === 'image/png') expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes)
    }
    expect(manifest.icons.some(({ purpose }: { purpose?: string }) => purpose === 'maskable')).toBe(true)
  })

  it('begins and stays below the path it is served from', () => {
    const { start_url, scope, id, shortcuts, icons } = manifest
    const addresses = [start_url, scope, id, ...[...shortcuts, ...icons].map(({ url, src }) => url ?? src)]
    expect(addresses.filter((address) => /^\/|:/.test(address))).toEqual([])
    for (const { url } of shortcuts) expect(existsSync(join(dist, url, 'index.html')), url).toBe(true)
  })
})
