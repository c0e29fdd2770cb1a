import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bankEdition } from '../catalogue/edition.ts'
import type { Catalogue } from '../catalogue/link.ts'
import { offlinePath, sitePack, type Generation, type Pack } from '../core/offline.ts'
import { all, staticImports } from './weigh.ts'

/** What every device keeps, besides the scripts an open page may still ask for. An exam must survive a reload anywhere. */
const corePages = ['', offlinePath, 'search/', 'exams/attempt/', 'exams/result/']

/** Asked for by browsers and crawlers, not by pages; `404.html` is what the host shows. */
const isNoPart = (path: string) =>
  /\.(br|gz|txt)$|^(manifest\.json$|icons\/|offline\/.+\.json$|sw\.js$|404\.html$)/.test(path)

/** The parts of a built site that a device may keep, told from the files as they are. */
export function offlineFiles(
  dist: string,
  catalogue: Catalogue,
): { readonly generation: Generation; readonly packs: readonly Pack[] } {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dist, '/').length).replaceAll('\\', '/'))
    .filter((file) => !isNoPart(file))
    .toSorted()
  const measured = files.map((file) => {
    const bytes = readFileSync(join(dist, file))
    const zipped = join(dist, `${file}.gz`)
    return {
      file,
      path: file.replace(/(^|\/)index\.html$/, '$1'),
      revision: createHash('sha256').update(bytes).digest('hex').slice(0, 12),
      loadBytes: existsSync(zipped) ? statSync(zipped).size : bytes.length,
      roomBytes: bytes.length,
    }
  })
  const version = createHash('sha256')
    .update(measured.map(({ path, revision }) => `${path} ${revision}`).join('\n'))
    .digest('hex')
    .slice(0, 12)

  const late = lateFiles(dist)
  const isCore = ({ file, path }: { readonly file: string; readonly path: string }) =>
    corePages.includes(path) || late.has(file) || /^fonts\/|^favicon|\.css$/.test(file)
  const packOf = packsBy(catalogue)
  const rest = measured.filter((one) => !isCore(one))
  const packs = [sitePack, ...catalogue.courses.map(({ id }) => id)].flatMap((id): readonly Pack[] => {
    const own = rest.filter(({ path }) => packOf(path) === id)
    const sum = (part: 'loadBytes' | 'roomBytes') => own.reduce((total, one) => total + one[part], 0)
    const sizes = { loadBytes: sum('loadBytes'), roomBytes: sum('roomBytes') }
    const listed = own.map(({ path, revision, loadBytes }) => ({ path, revision, loadBytes }))
    return own.length === 0 ? [] : [{ id, version, ...sizes, files: listed }]
  })
  return {
    generation: {
      version,
      core: measured.filter(isCore).map(({ path }) => path),
      packs: packs.map(({ id, loadBytes, roomBytes }) => ({ id, loadBytes, roomBytes })),
    },
    packs,
  }
}

/** Whose a path is: a course's alone, or of the whole site and so needed by every course; undefined if nobody's. */
export function packsBy({ courses, exams, banks, editions }: Catalogue): (path: string) => string | undefined {
  const owned: readonly (readonly [start: string, pack: string | undefined])[] = [
    ...courses.flatMap(({ id }) =>
      [`courses/${id}/`, `facts/${id}.json`, `pools/${id}/`].map((start) => [start, id] as const),
    ),
    ...exams.flatMap(({ profile, course }) => [
      [`exams/${profile.id}/`, course] as const,
      // Looked up in exams with an open book, and in no others.
      [`books/${profile.id}.json`, profile.openBook ? course : undefined] as const,
    ]),
    ...banks.map((bank) => [bankEdition(bank).path, bank.course.id] as const),
    ...editions.map(({ hash, course }) => [`banks/${hash}.json`, course] as const),
  ]
  return (path) => {
    const found = owned.find(([start]) => path.startsWith(start))
    return found ? found[1] : sitePack
  }
}

/**
 * Scripts that a page asks for after it was loaded, when something is seen, opened or answered, with what they import.
 * A release must not take these away from a page that is open. What only a trainer's pages ask for (reading QR codes,
 * writing questions) is no part of what every device keeps; a course that is kept has it all the same.
 */
export function lateFiles(dist: string): ReadonlySet<string> {
  const read = (file: string) => readFileSync(join(dist, file), 'utf8')
  const local = (address: string) => address.replace(/^.*?(?=_astro\/)/, '')
  const found = new Set<string>()
  const late = new Set<string>()
  const add = (file: string) => {
    if (late.has(file)) return
    late.add(file)
    visit(file)
    for (const name of staticImports(read(file))) add(`_astro/${name}`)
  }
  const visit = (file: string) => {
    if (found.has(file)) return
    found.add(file)
    const script = read(file)
    for (const name of staticImports(script)) visit(`_astro/${name}`)
    for (const lazy of all(script, /import\(\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) add(`_astro/${lazy}`)
    for (const worker of all(script, /new Worker\(new URL\(["'`][^"'`]*?(_astro\/[\w.-]+\.js)["'`]/g)) add(worker)
  }
  const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
  for (const page of pages.filter((file) => !/^(classroom|join)\//.test(file))) {
    const html = read(page)
    for (const address of all(html, /<script type="module" src="([^"]+)"/g)) visit(local(address))
    for (const island of all(html, /<astro-island\b([^>]*)>/g)) {
      const take = /client="load"/.test(island) ? visit : add
      for (const address of all(island, /(?:component|renderer)-url="([^"]+)"/g)) take(local(address))
    }
    for (const template of all(html, /<template\b([\s\S]*?)<\/template>/g))
      for (const address of all(template, /<script type="module" src="([^"]+)"/g)) add(local(address))
  }
  return late
}
