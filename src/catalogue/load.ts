import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readTree } from './files.ts'
import { linkCatalogue, type Catalogue } from './link.ts'
import type { Problem } from './problem.ts'

/** Every problem of the content as one readable message. */
export function explain(problems: readonly Problem[]): string {
  const lines = problems.map(({ where, what, remedy }) => `  ${where}\n    ${what}\n    → ${remedy}`)
  return `${problems.length === 1 ? 'One place' : `${problems.length} places`} in the content must be put right first.\n\n${lines.join('\n\n')}\n`
}

/** The names of the drawn figures, as authors write them: `life-cycle` for `LifeCycle.astro`. */
export function figureNames(root: string): ReadonlySet<string> {
  const files = readdirSync(join(root, 'src/components/figures')).filter((file) => file.endsWith('.astro'))
  return new Set(files.map((file) => kebab(file.replace(/\.astro$/, ''))))
}

export const kebab = (pascal: string) => pascal.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()

export const readCatalogue = (root: string) => linkCatalogue(readTree(root), figureNames(root))

let loaded: Catalogue | undefined

/** The linked catalogue of this build. Throws one error that lists every problem. */
export function loadCatalogue(): Catalogue {
  // In development the files change under us; in a build they do not, and are read once.
  if (loaded && import.meta.env.PROD) return loaded
  const result = readCatalogue(process.cwd())
  if (!result.ok) throw new Error(explain(result.failure))
  loaded = result.value
  return loaded
}
