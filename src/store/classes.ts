import type { ClassForm } from '../core/class-report.ts'
import { ok } from '../core/result.ts'
import { expectedOf, formatToken, openToken, sittingOf, unsigned } from '../core/result-token.ts'
import { newId } from './ids.ts'
import { version as schema } from './migrations.ts'
import type { Access, Arrival, ClassData, ClassResultRow, ClassRow, Tables, Written } from './tables.ts'

// What other people handed in. It has no tombstones: what is deleted is gone, by hand or because its day has come.

/** The tables that no backup holds. */
export const classTables: readonly string[] = ['classes', 'classResults'] satisfies readonly (keyof ClassData)[]

/** A form that a class sits. */
export type StoredClass = Pick<ClassRow, 'id' | 'createdAt' | 'deleteAt' | 'form' | 'asksNames'>

export type StoredResult = Pick<ClassResultRow, 'token' | 'arrival' | 'at'>

/** How many results were new, and how many were there before or came twice. */
export type Added = { readonly added: number; readonly already: number }

export type Classes = {
  /** Newest first. */
  readonly watchClasses: (show: (classes: readonly StoredClass[]) => void) => () => void
  /** Resolves to its id. */
  readonly createClass: (given: Pick<ClassRow, 'form' | 'deleteAt' | 'asksNames'>) => Written<string>
  /** Names that were kept go where they are no longer asked for. */
  readonly changeClass: (id: string, change: Partial<Pick<ClassRow, 'deleteAt' | 'asksNames'>>) => Written<void>
  /** For good, with all its results. */
  readonly removeClass: (id: string) => Written<void>
  /**
   * Keeps tokens of the class's form, each sitting once; others change nothing. A name is kept where names are asked
   * for. Undefined where the class is gone.
   */
  readonly addResults: (
    classId: string,
    results: readonly { readonly token: string; readonly arrival: Arrival }[],
  ) => Written<Added | undefined>
  /** In the order in which they came. */
  readonly watchResults: (classId: string, show: (results: readonly StoredResult[]) => void) => () => void
}

export function openClasses({ now, write, watch }: Access): Classes {
  return {
    watchClasses: (show) =>
      watch(async ({ classes }) => (await classes.all()).toSorted((a, b) => b.createdAt - a.createdAt), show),
    createClass: async (given) => {
      const id = newId()
      const written = await write(async ({ classes }) => {
        await classes.add([{ ...given, id, schema, createdAt: now() }])
        return ok(undefined)
      })
      return written.ok ? ok(id) : written
    },
    changeClass: (id, change) =>
      write(async ({ classes, classResults }) => {
        const before = await classes.get(id)
        if (!before) return ok(undefined)
        const after = { ...before, ...change }
        await classes.put([after])
        if (before.asksNames && !after.asksNames) {
          const rows = await classResults.where('classId', [id])
          await classResults.put(rows.map((row) => ({ ...row, token: tokenFor(after, row.token) ?? row.token })))
        }
        return ok(undefined)
      }),
    removeClass: (id) =>
      write(async (tables) => {
        await removeClasses(tables, [id])
        return ok(undefined)
      }),
    addResults: (classId, results) =>
      write(async ({ classes, classResults }) => {
        const owner = await classes.get(classId)
        if (!owner) return ok(undefined)
        const known = new Set((await classResults.where('classId', [classId])).map(({ id }) => id))
        const rows = new Map<string, ClassResultRow>()
        for (const { token, arrival } of results) {
          const kept = tokenFor(owner, token)
          const id = kept === undefined ? undefined : `${classId}/${sittingIn(owner.form, kept)}`
          if (kept === undefined || id === undefined || known.has(id) || rows.has(id)) continue
          rows.set(id, { id, schema, classId, token: kept, arrival, at: now() })
        }
        await classResults.put([...rows.values()])
        return ok({ added: rows.size, already: results.length - rows.size })
      }),
    watchResults: (classId, show) =>
      watch(
        async ({ classResults }) => (await classResults.where('classId', [classId])).toSorted((a, b) => a.at - b.at),
        show,
      ),
  }
}

/** Deletes every class whose day has come, for good. */
export async function sweep(tables: Tables, now: number) {
  const due = (await tables.classes.all()).filter(({ deleteAt }) => deleteAt <= now)
  await removeClasses(
    tables,
    due.map(({ id }) => id),
  )
}

/** Whether there is a class whose day has come. */
export const isDue = async ({ classes }: Tables, now: number): Promise<boolean> =>
  (await classes.all()).some(({ deleteAt }) => deleteAt <= now)

async function removeClasses({ classes, classResults }: Tables, ids: readonly string[]) {
  const rows = await classResults.where('classId', ids)
  await classResults.remove(rows.map(({ id }) => id))
  await classes.remove(ids)
}

/** A token as this class keeps it; undefined where it is none of this class's form. */
function tokenFor({ form, asksNames }: Pick<ClassRow, 'form' | 'asksNames'>, token: string): string | undefined {
  const opened = openToken(token, expectedOf(form))
  if (!opened.ok) return undefined
  return formatToken(asksNames ? opened.value : unsigned(opened.value))
}

function sittingIn(form: ClassForm, token: string): string | undefined {
  const opened = openToken(token, expectedOf(form))
  return opened.ok ? sittingOf(opened.value) : undefined
}
