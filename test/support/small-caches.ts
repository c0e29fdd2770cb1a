/**
 * The Cache API as far as packs need it, for tests outside a browser. It holds so many entries and then refuses, as a
 * browser does that has no room left.
 */
export function smallCaches({ room = Infinity } = {}) {
  const all = new Map<string, Map<string, Response>>()
  const count = () => [...all.values()].reduce((sum, entries) => sum + entries.size, 0)
  const cacheOf = (entries: Map<string, Response>) => ({
    match: async (url: string) => entries.get(url)?.clone(),
    keys: async () => [...entries.keys()].map((url) => new Request(url)),
    put: async (url: string, answer: Response) => {
      const body = await answer.text()
      if (count() >= room) throw new DOMException('No room left.', 'QuotaExceededError')
      entries.set(url, new Response(body, { headers: answer.headers }))
    },
  })
  const storage = {
    keys: async () => [...all.keys()],
    open: async (name: string) => {
      const entries = all.get(name) ?? new Map<string, Response>()
      all.set(name, entries)
      return cacheOf(entries)
    },
    delete: async (name: string) => all.delete(name),
  }
  return {
    // What packs use of it, and no more.
    caches: storage as unknown as CacheStorage,
    names: () => [...all.keys()],
    read: async (name: string, url: string) => all.get(name)?.get(url)?.clone().text(),
    size: (name: string) => all.get(name)?.size ?? 0,
  }
}
