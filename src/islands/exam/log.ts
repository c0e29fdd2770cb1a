import type { ExamEvent } from '../../core/exam.ts'
import type { Result } from '../../core/result.ts'
import { unsavedKeyOf } from '../../store/ids.ts'
import type { StorageFailure } from '../../store/progress.ts'

/** What became of the actions so far. */
export type Saving =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly failure: StorageFailure }

export type Log = {
  /** Takes events in the order of the calls, and writes them in that order. */
  readonly add: (event: ExamEvent) => void
  /** Tries again where writing failed. Resolves when nothing waits any more, or when writing failed. */
  readonly flush: () => Promise<Saving>
}

type Disk = {
  /** All or nothing. */
  readonly append: (events: readonly ExamEvent[]) => Promise<Result<unknown, StorageFailure>>
  readonly onSaving: (saving: Saving) => void
}

const retryMs = 5000

/**
 * Writes the actions of one attempt in their order; those that come in during a write go together into the next, so
 * that fast keys never queue behind the disk. What it refuses is kept in memory and, where the browser allows, in
 * localStorage, and tried again.
 */
export function openLog(attemptId: string, { append, onSaving }: Disk): Log {
  const waiting: ExamEvent[] = []
  let writing: Promise<Saving> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  async function write(): Promise<Saving> {
    onSaving({ kind: 'saving' })
    while (waiting.length > 0) {
      const batch = [...waiting]
      const written = await append(batch)
      if (!written.ok) {
        keepUnsaved(attemptId, waiting)
        retry = setTimeout(() => void flush(), retryMs)
        return { kind: 'failed', failure: written.failure }
      }
      waiting.splice(0, batch.length)
    }
    keepUnsaved(attemptId, [])
    return { kind: 'saved' }
  }

  function flush(): Promise<Saving> {
    clearTimeout(retry)
    writing ??= write().then((saving) => {
      writing = undefined
      // Something may have come in after the last write and before this.
      if (saving.kind === 'saved' && waiting.length > 0) return flush()
      onSaving(saving)
      return saving
    })
    return writing
  }

  return {
    add: (event) => {
      waiting.push(event)
      void flush()
    },
    flush,
  }
}

function keepUnsaved(attemptId: string, events: readonly ExamEvent[]) {
  try {
    if (events.length > 0) localStorage.setItem(unsavedKeyOf(attemptId), JSON.stringify(events))
    else if (localStorage.getItem(unsavedKeyOf(attemptId)) !== null) localStorage.removeItem(unsavedKeyOf(attemptId))
  } catch {
    // Blocked or full as well: the screen says that the answer is kept nowhere else.
  }
}

/** The events of an earlier visit that the disk had refused and does not hold. */
export function unsavedEvents(attemptId: string, saved: readonly ExamEvent[]): readonly ExamEvent[] {
  try {
    const kept: readonly ExamEvent[] = JSON.parse(localStorage.getItem(unsavedKeyOf(attemptId)) ?? '[]')
    const known = new Set(saved.map((event) => JSON.stringify(event)))
    return kept.filter((event) => !known.has(JSON.stringify(event)))
  } catch {
    return []
  }
}
