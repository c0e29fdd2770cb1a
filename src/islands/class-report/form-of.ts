import { classFormOf, type ClassForm } from '../../core/class-report.ts'
import { codeOf, parseFormCode } from '../../core/form-code.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { formByCode, formByMock, type NotFound, type Shelf } from '../exam/form-finder.ts'
import { newSeed, planOf } from '../exam/plan.ts'

/** Which form a class is to sit. */
export type Wanted = { readonly kind: 'fresh' } | { readonly kind: 'mock'; readonly letter: string }

/** A form for a class, with its questions; or why there is none. */
export async function formOf(shelf: Shelf, wanted: Wanted): Promise<Result<ClassForm, NotFound>> {
  const drawn = wanted.kind === 'mock' ? await formByMock(wanted.letter, shelf) : await freshForm(shelf)
  return drawn.ok ? ok(classFormOf(planOf(drawn.value, { mode: 'exam', minutes: drawn.value.profile.minutes }))) : drawn
}

async function freshForm(shelf: Shelf): ReturnType<typeof formByCode> {
  const code = codeOf(shelf.profile, shelf.bank.hash, newSeed())
  const read = code === undefined ? undefined : parseFormCode(code)
  return read?.ok ? formByCode(read.value, shelf) : fail({ kind: 'unknown-profile', number: -1 })
}

/** Whether a class can hand in results of a profile: tokens carry options that are chosen, and nothing else. */
export const canSit = ({ profile: { blueprint } }: Shelf): boolean =>
  (blueprint.kinds ?? ['single', 'multiple']).every((kind) => kind === 'single' || kind === 'multiple')
