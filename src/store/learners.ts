import { forgetQueue } from './queue.ts'
import { forgetKept } from './witness.ts'

// Several people may share a device. Each has a database of their own; who they are stands in localStorage, because it
// must be known before any database is opened.

export type LearnerName = { readonly id: string; readonly name: string }
export type Learners = { readonly current: string; readonly all: readonly LearnerName[] }

const key = 'aimward:learners'
const first: LearnerName = { id: 'first', name: 'Me' }
const alone: Learners = { current: first.id, all: [first] }

/** Who learns on this device; where nothing was set up, or nothing is kept, one person without a name. */
export function learners(): Learners {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isLearners(kept) ? kept : alone
  } catch {
    return alone
  }
}

/** False where the browser keeps nothing, and then nothing has changed. */
export function keepLearners(changed: Learners): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(changed))
    return true
  } catch {
    return false
  }
}

/** What a learner's database is called; the first has the name that every release before had. */
export const databaseOf = (id: string): string => (id === first.id ? 'aimward' : `aimward-${id}`)

/** Deletes all that is kept of one learner, who must not be the current one. Resolves when it is gone. */
export function forgetLearner(id: string): Promise<void> {
  forgetQueue(databaseOf(id))
  forgetKept(databaseOf(id))
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(databaseOf(id))
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error ?? new Error('The database could not be deleted.'))
    request.onblocked = () => reject(new Error('Another tab still uses the database.'))
  })
}

function isLearners(value: unknown): value is Learners {
  if (typeof value !== 'object' || value === null || !('current' in value) || !('all' in value)) return false
  const { current, all } = value
  return (
    Array.isArray(all) &&
    all.every((one) => typeof one?.id === 'string' && typeof one?.name === 'string') &&
    all.some(({ id }) => id === current)
  )
}
