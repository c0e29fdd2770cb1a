/** Fills as many bytes as asked with chance: `crypto.getRandomValues` in the product, a seeded stream in tests. */
export type RandomBytes = (count: number) => Uint8Array

/** The chance of the platform, which is there on plain http too. */
export const platformBytes: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count))

/** A number from 0 to 1, for jitter. */
export const fraction = (random: RandomBytes): number => random(2).reduce((sum, byte) => sum * 256 + byte, 0) / 65_536
