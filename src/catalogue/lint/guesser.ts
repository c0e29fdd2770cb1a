import { known } from '../../core/result.ts'

/** One question as a guesser meets it: a row of features per option, which row is the key, and its fold. */
export type Guess = { readonly options: readonly (readonly number[])[]; readonly key: number; readonly fold: number }

// Values that let a training of a few hundred questions settle; the outcome does not hang on them.
const steps = 200
const rate = 0.5
const decay = 0.02

/**
 * How often a guesser who has learnt from the other folds finds the key: a softmax regression (conditional logit) over
 * the options of each question. Where options look the same to it, it earns its share. Deterministic.
 */
export function guesserAccuracy(guesses: readonly Guess[]): number {
  if (guesses.length === 0) return 0
  const centred = standardised(guesses)
  const folds = [...new Set(centred.map((guess) => guess.fold))]
  const right = folds.map((fold) => {
    const weights = trained(centred.filter((guess) => guess.fold !== fold))
    return sum(centred.filter((guess) => guess.fold === fold).map((guess) => credit(guess, weights)))
  })
  return sum(right) / guesses.length
}

/** Only differences within a question can tell, so each feature is centred there, then brought to one scale. */
function standardised(guesses: readonly Guess[]): readonly Guess[] {
  const centred = guesses.map((guess) => {
    const means = columnsOf(guess.options).map((column) => sum(column) / column.length)
    return { ...guess, options: guess.options.map((row) => row.map((value, i) => value - known(means[i]))) }
  })
  const scales = columnsOf(centred.flatMap((guess) => guess.options)).map(
    (column) => Math.sqrt(sum(column.map((value) => value * value)) / column.length) || 1,
  )
  return centred.map((guess) => ({
    ...guess,
    options: guess.options.map((row) => row.map((value, i) => value / known(scales[i]))),
  }))
}

/** Gradient ascent in plain loops: the one place in the linter where time is spent. */
function trained(guesses: readonly Guess[]): readonly number[] {
  const width = guesses[0]?.options[0]?.length ?? 0
  const weights = Array.from({ length: width }, () => 0)
  for (let step = 0; step < steps; step++) {
    const gradient = Array.from({ length: width }, () => 0)
    for (const { options, key } of guesses) {
      const powers = options.map((row) => Math.exp(dot(row, weights)))
      const total = sum(powers)
      options.forEach((row, option) => {
        const error = Number(option === key) - (powers[option] ?? 0) / total
        for (let i = 0; i < width; i++) gradient[i] = (gradient[i] ?? 0) + error * (row[i] ?? 0)
      })
    }
    gradient.forEach(
      (slope, i) => (weights[i] = (weights[i] ?? 0) * (1 - rate * decay) + (rate * slope) / guesses.length),
    )
  }
  return weights
}

function credit({ options, key }: Guess, weights: readonly number[]): number {
  const scores = options.map((row) => dot(row, weights))
  const best = Math.max(...scores)
  const chosen = scores.flatMap((score, option) => (best - score < 1e-9 ? [option] : []))
  return chosen.includes(key) ? 1 / chosen.length : 0
}

const columnsOf = (rows: readonly (readonly number[])[]) =>
  (rows[0] ?? []).map((_, i) => rows.map((row) => known(row[i])))
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function dot(row: readonly number[], weights: readonly number[]): number {
  let total = 0
  for (let i = 0; i < row.length; i++) total += (row[i] ?? 0) * (weights[i] ?? 0)
  return total
}
