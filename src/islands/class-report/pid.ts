import { formKey, type FormRef } from '../../core/result-token.ts'
import type { Progress } from '../../store/progress.ts'
import { newId } from '../../store/ids.ts'
import { sha256 } from '../../store/sha256.ts'

const key = 'class:secret'

/**
 * What tells this person's results of a form from others': made of the form and a secret that never leaves the device,
 * so that nobody can tell from two forms that one person sat both.
 */
export async function pidFor(form: FormRef, progress: Pick<Progress, 'settings' | 'set'>): Promise<string> {
  const kept = (await progress.settings()).get(key)
  const secret = typeof kept === 'string' ? kept : newId()
  // Where it cannot be kept, the result is told all the same: it could be counted twice, and that is all.
  if (secret !== kept) await progress.set(key, secret)
  return (await sha256(`pid ${secret} ${formKey(form)}`)).slice(0, 12)
}
