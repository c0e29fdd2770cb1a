import { chosenOptions, pickOf, type Question, type Response } from './question.ts'

/** `credit` runs from 0 to 1: 1 for right, between the two for partial, 0 for wrong and skipped. */
export type Mark = { readonly kind: 'right' | 'partial' | 'wrong' | 'skipped'; readonly credit: number }

/**
 * The mark of a response in practice: with K keys, credit is max(0, (hits − false) / K). For a single key that is all
 * or nothing.
 * Source: Betts et al. 2022, doi 10.1177/0013164421994636 (plus/minus scoring).
 */
export function mark({ key }: Pick<Question, 'key'>, response: Response): Mark {
  const chosen = new Set(chosenOptions(response))
  if (chosen.size === 0) return { kind: 'skipped', credit: 0 }
  const hits = key.options.filter((option) => chosen.has(option)).length
  const credit = creditOf(hits, chosen.size, key.options.length)
  if (credit === 1) return { kind: 'right', credit }
  return credit > 0 ? { kind: 'partial', credit } : { kind: 'wrong', credit }
}

/** The mark of a response in an exam: all or nothing, so never partial. */
export function markStrict(question: Pick<Question, 'key'>, response: Response): Mark {
  const lenient = mark(question, response)
  return lenient.kind === 'partial' ? { kind: 'wrong', credit: 0 } : lenient
}

const creditOf = (hits: number, chosen: number, keys: number): number => Math.max(0, (hits - (chosen - hits)) / keys)

/** The mean credit, from 0 to 1, of someone who picks the number asked for blindly and is marked by `mark`. */
export function expectedByChance({ prompt, key }: Pick<Question, 'prompt' | 'key'>): number {
  const options = prompt.options.length
  const keys = key.options.length
  const pick = pickOf(prompt)
  let expected = 0
  for (let hits = 0; hits <= keys; hits++) {
    const chance = (combinations(keys, hits) * combinations(options - keys, pick - hits)) / combinations(options, pick)
    expected += chance * creditOf(hits, pick, keys)
  }
  return expected
}

/** The same for `markStrict`: 1 / C(options, pick). */
export const expectedByChanceStrict = ({ prompt }: Pick<Question, 'prompt'>): number =>
  1 / combinations(prompt.options.length, pickOf(prompt))

function combinations(of: number, take: number): number {
  if (take < 0 || take > of) return 0
  return take === 0 ? 1 : (combinations(of - 1, take - 1) * of) / take
}
