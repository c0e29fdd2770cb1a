import type { Disk, Table, Tables } from './tables.ts'

/** Tables that last as long as the page, for browsers that keep nothing. Same contract as the device. */
export function openMemory(): Disk {
  const maps: Map<string, unknown>[] = []
  const watchers = new Set<() => void>()
  let last: Promise<unknown> = Promise.resolve()

  function table<Row extends { readonly id: string }>(): Table<Row> {
    const rows = new Map<string, Row>()
    maps.push(rows)
    const has = (row: Row, field: keyof Row, values: readonly string[]) =>
      [row[field]].flat().some((value) => typeof value === 'string' && values.includes(value))
    const where = async (field: keyof Row, values: readonly string[]) =>
      [...rows.values()].filter((row) => has(row, field, values))
    const put = async (added: readonly Row[]) => {
      for (const row of added) rows.set(row.id, structuredClone(row))
    }
    return {
      get: async (id) => rows.get(id),
      getAll: async (ids) => ids.map((id) => rows.get(id)),
      all: async () => [...rows.values()],
      where,
      count: async (field, value) => (await where(field, [value])).length,
      add: async (added) => {
        if (added.some((row) => rows.has(row.id))) throw new Error('This id is there already.')
        await put(added)
      },
      put,
      remove: async (ids) => ids.forEach((id) => rows.delete(id)),
      clear: async () => rows.clear(),
    }
  }

  const tables: Tables = {
    studies: table(),
    visits: table(),
    settings: table(),
    responses: table(),
    attempts: table(),
    plans: table(),
    events: table(),
    annotations: table(),
    forecasts: table(),
    binders: table(),
    fields: table(),
    ownQuestions: table(),
    ownExams: table(),
    classes: table(),
    classResults: table(),
  }

  /** One after the other, as transactions are. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }

  return {
    write: (work) =>
      inTurn(async () => {
        const before = maps.map((map) => [...map])
        try {
          return await work(tables)
        } catch (error) {
          maps.forEach((map, index) => {
            map.clear()
            for (const [id, row] of before[index] ?? []) map.set(id, row)
          })
          throw error
        } finally {
          for (const tell of watchers) tell()
        }
      }),
    read: (work) => inTurn(() => work(tables)),
    watch: (work, show) => {
      const tell = () =>
        void inTurn(() => work(tables)).then((value) => {
          if (watchers.has(tell)) show(value)
        })
      watchers.add(tell)
      tell()
      return () => void watchers.delete(tell)
    },
    close: () => watchers.clear(),
  }
}
