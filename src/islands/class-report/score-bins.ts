/** Scores next to each other, and how many people have one of them. */
export type Bin = { readonly from: number; readonly to: number; readonly people: number; readonly passes: boolean }

const mostRows = 12

/**
 * How many people have which scores, in a dozen rows at most; one of them begins at the pass mark. Empty rows before the
 * first and after the last person are left out.
 */
export function scoreBins(scores: readonly number[], passMark: number): readonly Bin[] {
  const width = Math.max(1, Math.ceil(scores.length / mostRows))
  const first = passMark % width
  const starts = [
    ...(first > 0 ? [0] : []),
    ...Array.from({ length: Math.ceil((scores.length - first) / width) }, (_, at) => first + at * width),
  ]
  const bins = starts.map((from, at): Bin => {
    const to = (starts[at + 1] ?? scores.length) - 1
    const people = scores.slice(from, to + 1).reduce((sum, count) => sum + count, 0)
    return { from, to, people, passes: from >= passMark }
  })
  const full = bins.flatMap(({ people }, at) => (people > 0 ? [at] : []))
  return bins.slice(full[0] ?? 0, (full.at(-1) ?? -1) + 1)
}
