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
export function openHandedForms({
  now,
  isLed,
}: {
  readonly now: () => number
  /** Whether the trainer of a room is here. */
  readonly isLed: (code: string) => boolean
}) {
  const forms = new Map<string, { readonly checksum: string; readonly text: string; readonly at: number }>()
  const dropOld = () => {
    for (const [code, { at }] of forms) if (now() - at > keptMs) forms.delete(code)
  }
  return {
    /**
     * The new one of a room takes the place of its last. Beyond the limit, where the trainer is here, the oldest goes whose
     * trainer is not; where there is none, the new one is not taken: that gives undefined.
     */
    put(code: string, text: string) {
      dropOld()
      if (!forms.has(code) && forms.size >= mostForms) {
        const givenUp = isLed(code) ? [...forms.keys()].find((other) => !isLed(other)) : undefined
        if (givenUp === undefined) return undefined
        forms.delete(givenUp)
      }
      forms.delete(code)
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
