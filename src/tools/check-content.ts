import type { AstroIntegration } from 'astro'
import { explain, readCatalogue } from '../catalogue/load.ts'

/** Stops a build before it begins when the content does not hold together, with every problem at once. */
export const checkContent = (): AstroIntegration => ({
  name: 'aimward:check-content',
  hooks: {
    'astro:config:setup': ({ command }) => {
      if (command !== 'build') return
      const result = readCatalogue(process.cwd())
      if (result.ok) return
      process.stderr.write(`\n${explain(result.failure)}\n`)
      process.exit(1)
    },
  },
})
