import type { ClassForm } from '../../core/class-report.ts'
import { ok, type Result } from '../../core/result.ts'
import { expectedOf, openToken, tokensIn, type TokenFailure } from '../../core/result-token.ts'
import type { Arrival, Progress, StorageFailure } from '../../store/progress.ts'

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
