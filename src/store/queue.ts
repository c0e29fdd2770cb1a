import { fail, ok, type Result } from '../core/result.ts'
import { responseId } from './ids.ts'
import type { Progress } from './progress.ts'
import type { NewResponse, StorageFailure } from './tables.ts'

export type QueueFailure = StorageFailure | { readonly kind: 'not-loaded'; readonly detail: string }

export type Queue = {
  /**
   * Keeps the response at once, in memory and where possible in localStorage, and hands it to the store when that is
   * there. A failure says that it is still waiting, not that it is lost.
   */
  readonly record: (response: NewResponse) => Promise<Result<undefined, QueueFailure>>
  /** Hands over whatever is waiting, from earlier pages too. */
  readonly flush: () => Promise<Result<undefined, QueueFailure>>
}

type Waiting = NewResponse & { readonly id: string }

/**
 * Responses that are given before the store is loaded, or while its chunk cannot be. Each has an id from the start and
 * the store takes an id once, so however often they are handed over, they count once.
 */
export function openQueue({ name = 'aimward', load }: { name?: string; load: () => Promise<Progress> }): Queue {
  const prefix = prefixOf(name)
  const waiting = new Map<string, Waiting>(storedIn(prefix).map((response) => [response.id, response]))
  let last: Promise<unknown> = Promise.resolve()

  async function handOver(): Promise<Result<undefined, QueueFailure>> {
    if (waiting.size === 0) return ok(undefined)
    let progress: Progress
    try {
      progress = await load()
    } catch (error) {
      return fail({ kind: 'not-loaded', detail: String(error) })
    }
    const batch = [...waiting.values()].sort((a, b) => a.at - b.at)
    const recorded = await progress.recordAll(batch)
    if (!recorded.ok) return recorded
    // A store in memory forgets with the page; then localStorage is all there is, and stays.
    const { keeps } = await progress.ready
    for (const { id } of batch) {
      waiting.delete(id)
      if (keeps === 'device') inStorage((storage) => storage.removeItem(prefix + id))
    }
    return ok(undefined)
  }

  function flush() {
    const turn = last.then(handOver)
    last = turn.catch(() => {})
    return turn
  }

  return {
    record: (response) => {
      const kept = { ...response, id: responseId(response) }
      waiting.set(kept.id, kept)
      inStorage((storage) => storage.setItem(prefix + kept.id, JSON.stringify(kept)))
      return flush()
    },
    flush,
  }
}

/** Erases what is waiting in localStorage. */
export const forgetQueue = (name: string) =>
  inStorage((storage) => keysIn(storage, prefixOf(name)).forEach((key) => storage.removeItem(key)))

const prefixOf = (name: string) => `${name}:response:`
const keysIn = (storage: Storage, prefix: string) => Object.keys(storage).filter((key) => key.startsWith(prefix))

function storedIn(prefix: string): readonly Waiting[] {
  const texts = inStorage((storage) => keysIn(storage, prefix).map((key) => storage.getItem(key) ?? '')) ?? []
  return texts.flatMap((text): Waiting[] => {
    try {
      return [JSON.parse(text)]
    } catch {
      return []
    }
  })
}

/** localStorage throws where it is blocked or full; then memory has to do. */
export function inStorage<Value>(work: (storage: Storage) => Value): Value | undefined {
  try {
    return work(localStorage)
  } catch {
    return undefined
  }
}
