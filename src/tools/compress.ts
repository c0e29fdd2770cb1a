import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { AstroIntegration } from 'astro'

const compressible = /\.(html|css|js|json|svg|txt|xml)$/
const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Puts a .br and a .gz beside every text file, for servers that send them as they are. */
export const compress = (): AstroIntegration => ({
  name: 'aimward:compress',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const files = readdirSync(fileURLToPath(dir), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && compressible.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
      // All at once: the compressors work on every core.
      await Promise.all(files.map(compressFile))
    },
  },
})

export async function compressFile(file: string) {
  const bytes = await readFile(file)
  const small = brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } })
  await Promise.all([writeFile(`${file}.br`, await small), writeFile(`${file}.gz`, await zip(bytes))])
}
