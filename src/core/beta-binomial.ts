/** The number of successes in `of` trials whose chance is itself Beta(a, b): share of each number from 0 to `of`. */
export function betaBinomial({ of, a, b }: { readonly of: number; readonly a: number; readonly b: number }) {
  let share = 1
  for (let trial = 0; trial < of; trial++) share *= (b + trial) / (a + b + trial)
  const shares = [share]
  for (let successes = 0; successes < of; successes++) {
    share *= ((of - successes) / (successes + 1)) * ((successes + a) / (of - successes - 1 + b))
    shares.push(share)
  }
  return shares
}

/** The chance of at least so many successes. */
export const chanceOfAtLeast = (shares: readonly number[], successes: number): number =>
  shares.slice(Math.max(0, successes)).reduce((sum, share) => sum + share, 0)

/** The smallest number of successes that is reached or stayed under with a chance of at least `share`. */
export function percentile(shares: readonly number[], share: number): number {
  let below = 0
  const found = shares.findIndex((one) => (below += one) >= share - 1e-12)
  return found === -1 ? shares.length - 1 : found
}
