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

function isLearners(value: unknown): value is Learners {
  if (typeof value !== 'object' || value === null || !('current' in value) || !('all' in value)) return false
  const { current, all } = value
  return (
    Array.isArray(all) &&
    all.every((one) => typeof one?.id === 'string' && typeof one?.name === 'string') &&
    all.some(({ id }) => id === current)
  )
}
