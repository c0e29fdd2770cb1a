import { databaseOf, learners } from '../../store/learners.ts'
import type { Progress } from '../../store/progress.ts'
import { openQueue } from '../../store/queue.ts'

/** Whoever learns on this device now; another one begins with a page of their own. */
const name = databaseOf(learners().current)

let opened: Promise<Progress> | undefined

/**
 * The learner's progress on this device, opened once a page. The store is large and comes as a chunk of its own; call
 * this before it is needed (on idle, on focus). A failed load may be tried again.
 */
export function loadProgress(): Promise<Progress> {
  opened ??= import('../../store/progress.ts').then(
    ({ openProgress }) => openProgress({ name }),
    (error: unknown) => {
      opened = undefined
      throw error
    },
  )
  return opened
}

/** Responses wait here until the store is there, across pages if need be. */
export const queue = openQueue({ name, load: loadProgress })

/** Loads the store when the page has nothing better to do, and hands over what waited. */
export function loadOnIdle() {
  const load = () => void queue.flush().then(() => loadProgress().catch(() => undefined))
  if ('requestIdleCallback' in globalThis) requestIdleCallback(load, { timeout: 4000 })
  else setTimeout(load, 1500)
}
