/** Five packets a second, twenty at once: what one phone may send. Brokers that do not count leave it to the trainer. */
const ofOnePhone = { perSecond: 5, burst: 20 }

/** Counts packets per sender; `take` says whether one more is within the limit. */
export function createBuckets({ perSecond, burst } = ofOnePhone) {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take: (sender: string, now: number): boolean => {
      const { left, at } = buckets.get(sender) ?? { left: burst, at: now }
      const filled = Math.min(burst, left + (Math.max(0, now - at) / 1000) * perSecond)
      const isWithin = filled >= 1
      buckets.set(sender, { left: isWithin ? filled - 1 : filled, at: now })
      return isWithin
    },
  }
}
