import { databaseOf } from './learners.ts'
import { forgetQueue } from './queue.ts'
import { forgetKept } from './witness.ts'

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
