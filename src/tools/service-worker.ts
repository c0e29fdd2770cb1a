import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { build } from 'vite'
import type { Catalogue } from '../catalogue/link.ts'
import { readCatalogue } from '../catalogue/load.ts'
import { packPath, type Generation } from '../core/offline.ts'
import { compressFile } from './compress.ts'
import { offlineFiles } from './offline-files.ts'

/** The last hook of a build: what it writes tells of all that is there. */
export const serviceWorker = (): AstroIntegration => ({
  name: 'aimward:service-worker',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const catalogue = readCatalogue(process.cwd())
      // One that cannot be read has stopped the build before it began.
      if (catalogue.ok) await writeServiceWorker(fileURLToPath(dir), catalogue.value)
    },
  },
})

/** Writes `sw.js` and the lists of what can be kept, from a site as it is built. */
export async function writeServiceWorker(dist: string, catalogue: Catalogue) {
  const { generation, packs } = offlineFiles(dist, catalogue)
  mkdirSync(join(dist, 'offline'), { recursive: true })
  const written = [
    ...packs.map((pack) => ({ name: packPath(pack.id), text: JSON.stringify(pack) })),
    { name: 'sw.js', text: await bundle(generation) },
  ]
  for (const { name, text } of written) {
    writeFileSync(join(dist, name), text)
    await compressFile(join(dist, name))
  }
}

/** The service worker as one plain script: not every browser takes modules there. */
async function bundle(generation: Generation): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { GENERATION: JSON.stringify(generation) },
    build: {
      write: false,
      rolldownOptions: { input: 'src/offline/worker.ts', output: { format: 'iife', codeSplitting: false } },
    },
  })
  const [chunk] = 'output' in result ? result.output : []
  if (chunk?.type !== 'chunk') throw new Error('The service worker was not bundled into one script.')
  return chunk.code
}
