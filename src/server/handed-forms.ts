import { createHash } from 'node:crypto'

/** Characters of one form; a hundred questions come to about two hundred thousand. */
export const longestForm = 400_000
const mostForms = 50
/** As long as a room lasts at most. */
const keptMs = 12 * 3_600_000

/**
 * The exams of trainers' own that the phones of a room fetch: in memory alone, one for each room, under the checksum of
 * what they say. Whoever does not know the checksum, which the trainer's page tells its room, gets nothing.
 */
export function openHandedForms(now: () => number) {
  const forms = new Map<string, { readonly checksum: string; readonly text: string; readonly at: number }>()
  const dropOld = () => {
    for (const [code, { at }] of forms) if (now() - at > keptMs) forms.delete(code)
  }
  return {
    /** The new one of a room takes the place of its last; beyond the limit the oldest of all goes. */
    put(code: string, text: string) {
      dropOld()
      forms.delete(code)
      const [oldest] = forms.keys()
      if (forms.size >= mostForms && oldest !== undefined) forms.delete(oldest)
      const checksum = createHash('sha256').update(text).digest('hex').slice(0, 16)
      forms.set(code, { checksum, text, at: now() })
      return checksum
    },
    get(checksum: string | null) {
      dropOld()
      return [...forms.values()].find((form) => form.checksum === checksum)?.text
    },
    drop: (code: string) => void forms.delete(code),
  }
}
