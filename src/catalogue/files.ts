import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Every source file of the catalogue, path (from the project's root, with slashes) → text. */
export type Tree = ReadonlyMap<string, string>

const folders = ['content', 'quizzes']
const kinds = /\.(mdx|ya?ml|json)$/

export function readTree(root: string): Tree {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && kinds.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  return new Map(
    files.sort().map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')] as const),
  )
}
