/** The bounds of an interval for a share, from 0 to 1. */
export type Interval = { readonly low: number; readonly high: number }

// The 97.5 % point of the standard normal distribution.
const z = 1.959963984540054

/**
 * The Wilson 95 % interval of a share of which `right` in `of` were observed; 0 to 1 where nothing was.
 * Source: Wilson 1927, doi 10.1080/01621459.1927.10502953.
 */
export function wilson(right: number, of: number): Interval {
  if (of === 0) return { low: 0, high: 1 }
  const share = right / of
  const scale = 1 + (z * z) / of
  const centre = (share + (z * z) / (2 * of)) / scale
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  // None and all are bounds of their own; rounding must not move them.
  return { low: right === 0 ? 0 : centre - half, high: right === of ? 1 : centre + half }
}
