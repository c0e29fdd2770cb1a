import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = process.cwd()

/** Who may import whom: the table of the README, executable. `*` stands for packages. */
const mayImport: Record<string, { readonly layers: readonly string[]; readonly packages: RegExp }> = {
  core: { layers: ['core'], packages: /^ts-fsrs$/ },
  store: { layers: ['core', 'store'], packages: /^dexie$/ },
  offline: { layers: ['core', 'offline'], packages: /^$/ },
  catalogue: { layers: ['core', 'catalogue'], packages: /^(astro:content|astro\/zod|yaml|lunr|node:.*)$/ },
  // Other devices: knows no screen and no store. The journal of a room is handed to it.
  wire: { layers: ['core', 'wire'], packages: /^@noble\/ed25519$/ },
  islands: { layers: ['core', 'store', 'wire', 'islands'], packages: /^(solid-js(\/.*)?|lunr|uqr|jsqr)$/ },
  components: { layers: ['core', 'catalogue', 'islands', 'components'], packages: /^astro([:/].*)?$/ },
  layouts: {
    layers: ['core', 'catalogue', 'components', 'layouts', 'styles', 'islands', 'tools'],
    packages: /^astro(:.*)?$/,
  },
  pages: {
    layers: ['core', 'catalogue', 'islands', 'components', 'layouts', 'styles', 'pages'],
    packages: /^(astro(:.*|\/container)?|@astrojs\/mdx\/server.js|node:crypto)$/,
  },
  tools: { layers: ['core', 'catalogue', 'tools'], packages: /./ },
  server: { layers: ['core', 'wire', 'tools', 'server'], packages: /^(node:.*|sirv|aedes|ws|uqr|@nats-io\/.*)$/ },
}

/**
 * Trainers write questions in the browser, by the rules of the bank: this one file of the islands may reach into the
 * catalogue, and only for what reads and judges a question file.
 */
const authorDoor = 'src/islands/own-questions/author.ts'
const authorParts =
  /^(yaml|astro\/zod|\.\.\/\.\.\/catalogue\/(lint\/question-rules|own-file|question-file|yaml-file)\.ts)$/

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|tsx|astro|mjs)$/.test(file) && file.includes('/'))
  .map((file) => join('src', file))

const importsOf = (file: string) =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /(?:^|\n|;|\s)(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
    ),
  ].map((found) => found[1] ?? found[2] ?? '')
const layerOf = (path: string) => relative(join(root, 'src'), path).split('/')[0] ?? ''

const allowed = (file: string, imported: string) => {
  const rule = mayImport[layerOf(join(root, file))]
  if (!rule) return false
  if (file === authorDoor)
    return authorParts.test(imported) || rule.layers.includes(layerOf(resolve(root, dirname(file), imported)))
  if (!imported.startsWith('.')) return rule.packages.test(imported)
  return rule.layers.includes(layerOf(resolve(root, dirname(file), imported)))
}

describe('the layers of the house', () => {
  it('hold in every file', () => {
    const broken = files.flatMap((file) =>
      importsOf(file).flatMap((imported) => (allowed(file, imported) ? [] : [`${file} → ${imported}`])),
    )
    expect(broken).toEqual([])
    expect(files.length).toBeGreaterThan(50)
  })

  it.each([
    { file: 'src/core/bad.ts', imported: '../store/db.ts', because: 'core imports only itself' },
    {
      file: 'src/islands/quiz/Bad.tsx',
      imported: '../../catalogue/link.ts',
      because: 'build time and browser time never mix',
    },
    { file: 'src/store/bad.ts', imported: 'solid-js', because: 'storage serves screens, it does not know them' },
    { file: 'src/pages/bad.astro', imported: '../store/progress.ts', because: 'there is no learner at build' },
  ])('refuse $imported in $file, because $because', ({ file, imported }) => {
    expect(allowed(file, imported)).toBe(false)
  })

  it('let whoever writes questions in the browser reach what runs there, and nothing that reads files', () => {
    const reached = new Set<string>()
    const visit = (file: string) => {
      if (reached.has(file)) return
      reached.add(file)
      for (const imported of importsOf(file).filter((one) => one.startsWith('.')))
        visit(relative(root, resolve(root, dirname(file), imported)))
    }
    visit(authorDoor)
    const foreign = [...reached].flatMap(importsOf).filter((imported) => /^(node:|astro:)/.test(imported))
    expect(foreign).toEqual([])
    expect([...reached].filter((file) => file.startsWith('src/catalogue/')).toSorted()).toEqual([
      'src/catalogue/lint/finding-rules.ts',
      'src/catalogue/lint/question-rules.ts',
      'src/catalogue/lint/wording.ts',
      'src/catalogue/lint/yardsticks.ts',
      'src/catalogue/own-file.ts',
      'src/catalogue/problem.ts',
      'src/catalogue/question-file.ts',
      'src/catalogue/yaml-file.ts',
    ])
  })

  it('keep lunr in two files: one that makes an index, one that finds in it', () => {
    expect(files.filter((file) => importsOf(file).includes('lunr')).toSorted()).toEqual([
      'src/catalogue/search-index.ts',
      'src/islands/search/find.ts',
    ])
  })

  it('keep Dexie in two files: what a learner keeps, and what a trainer does', () => {
    expect(files.filter((file) => importsOf(file).includes('dexie')).toSorted()).toEqual([
      'src/store/db.ts',
      'src/store/rooms.ts',
    ])
  })
})

describe('names', () => {
  it('are never drawers', () => {
    expect(
      files.filter((file) => /(^|\/)(index\.tsx?|utils|helpers|common|types|constants)(\.|\/)/.test(file)),
    ).toEqual([])
  })

  it('are kebab-case for modules and PascalCase for components', () => {
    const named = (file: string) => {
      const name = file.split('/').at(-1) ?? ''
      if (file.startsWith('src/pages/')) return true
      if (/\.(tsx|astro)$/.test(name)) return /^[A-Z][A-Za-z0-9]*\.(tsx|astro)$/.test(name)
      return /^([a-z0-9]+(-[a-z0-9]+)*|create[A-Z]\w*|content\.config)\.(ts|mjs)$/.test(name)
    }
    expect(files.filter((file) => !named(file))).toEqual([])
  })
})
