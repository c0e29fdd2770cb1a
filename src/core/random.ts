import { known } from './result.ts'

/** A stream of integers from 0 to 2³² − 1. */
export type Random = () => number

// xmur3 and mulberry32 are integer-only, so that every engine draws the same form from the same seed.
// source: bryc, https://github.com/bryc/code/blob/master/jshash/PRNGs.md (public domain)

/** A text as an integer from 0 to 2³² − 1: the first output of xmur3. */
export function xmur3(text: string): number {
  let hash = 1779033703 ^ text.length
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 3432918353)
    hash = (hash << 13) | (hash >>> 19)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507)
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The mulberry32 stream of a seed, of which the lowest 32 bits count. */
export function seeded(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

/** A new array in random order (Fisher–Yates from the end, j = u32 % (i + 1)). */
export function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  const shuffled = [...items]
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random() % (i + 1)
    const last = known(shuffled[i])
    shuffled[i] = known(shuffled[j])
    shuffled[j] = last
  }
  return shuffled
}
