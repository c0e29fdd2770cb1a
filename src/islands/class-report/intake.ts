import type { ClassForm } from '../../core/class-report.ts'
import { ok, type Result } from '../../core/result.ts'
import { expectedOf, formKey, openToken, readToken, tokensIn, type TokenFailure } from '../../core/result-token.ts'
import { loadProgress } from '../primitives/device.ts'
import type { Arrival, Progress, StorageFailure, StoredClass } from '../../store/progress.ts'

/** What became of the results in a text. */
export type Intake = {
  readonly added: number
  /** Counted before, or twice in the text. */
  readonly already: number
  /** Why others are not counted, one for each. */
  readonly refused: readonly TokenFailure[]
}

type Store = Pick<Progress, 'addResults'>

/** Takes every result in a text into a class. Undefined where the class is gone. */
export async function takeIn(
  text: string,
  into: { readonly store: Store; readonly classId: string; readonly form: ClassForm; readonly arrival: Arrival },
): Promise<Result<Intake | undefined, StorageFailure>> {
  const expected = expectedOf(into.form)
  const found = tokensIn(text).map((token) => ({ token, opened: openToken(token, expected) }))
  const refused = found.flatMap(({ opened }) => (opened.ok ? [] : [opened.failure]))
  const good = found.flatMap(({ token, opened }) => (opened.ok ? [{ token, arrival: into.arrival }] : []))
  if (found.length === 0) return ok({ added: 0, already: 0, refused: [{ kind: 'not-a-token' }] })
  const kept = await into.store.addResults(into.classId, good)
  if (!kept.ok) return kept
  return ok(kept.value && { ...kept.value, refused })
}

export type LiveIntake =
  | { readonly kind: 'taken' }
  | { readonly kind: 'already' }
  /** No class on this device sat that form, or the result is damaged. */
  | { readonly kind: 'refused'; readonly failure: TokenFailure }
  | { readonly kind: 'not-kept'; readonly failure: StorageFailure }

/** Takes in a result that came over a live room: into the newest class on this device that sat its form. */
export async function takeLive(token: string): Promise<LiveIntake> {
  const read = readToken(token)
  if (!read.ok) return { kind: 'refused', failure: read.failure }
  const progress = await loadProgress()
  const wanted = formKey(read.value.form)
  const owner = (await classesOf(progress)).find(({ form }) => formKey(expectedOf(form).form) === wanted)
  if (!owner) return { kind: 'refused', failure: { kind: 'foreign-form' } }
  const taken = await takeIn(token, { store: progress, classId: owner.id, form: owner.form, arrival: 'live' })
  if (!taken.ok) return { kind: 'not-kept', failure: taken.failure }
  const [failure] = taken.value?.refused ?? []
  if (failure) return { kind: 'refused', failure }
  return { kind: taken.value?.added ? 'taken' : 'already' }
}

const classesOf = (progress: Pick<Progress, 'watchClasses'>) =>
  new Promise<readonly StoredClass[]>((resolve) => {
    const stop = progress.watchClasses((classes) => {
      resolve(classes)
      queueMicrotask(() => stop())
    })
  })
