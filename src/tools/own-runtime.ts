import type { Plugin } from 'vite'

/** What marks a module as the telephone page's own copy. */
const mark = '?own'

/**
 * Gives the page for telephones a copy of its own of everything it imports, the island runtime among it. The chunks that
 * pages share hold what the exam room and the lessons need as well, which is more than the whole budget of that page; and
 * what that page needs would weigh on the lessons.
 */
export const ownRuntime = (): Plugin => ({
  name: 'own-runtime',
  enforce: 'pre',
  apply: 'build',
  async resolveId(source, importer, options) {
    if (!importer || options.ssr) return undefined
    if (!importer.includes('/src/islands/join/') && !importer.endsWith(mark)) return undefined
    const found = await this.resolve(source, importer.replace(mark, ''), { ...options, skipSelf: true })
    return !found || found.external || found.id.startsWith('\0') ? found : { ...found, id: found.id + mark }
  },
})
