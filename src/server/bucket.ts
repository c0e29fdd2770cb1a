type Rate = { readonly perSecond: number; readonly burst: number }

/** Holds `burst` tokens and gets `perSecond` back: a limit on how often something may happen. Times in milliseconds. */
export function openBucket(rate: Rate) {
  let tokens = rate.burst
  let filledAt: number | undefined
  const holds = (now: number) => {
    tokens = Math.min(rate.burst, tokens + ((now - (filledAt ?? now)) / 1000) * rate.perSecond)
    filledAt = now
    return tokens
  }
  return {
    holds,
    /** Takes so many tokens; false, and nothing taken, where there are fewer. */
    take(count: number, now: number) {
      if (holds(now) < count) return false
      tokens -= count
      return true
    },
  }
}

/** A bucket for each name. Those that must be full again are forgotten, so that strangers cannot make it grow for ever. */
export function openBuckets(rate: Rate) {
  const buckets = new Map<string, { readonly bucket: ReturnType<typeof openBucket>; usedAt: number }>()
  const fullAfterMs = (rate.burst / rate.perSecond) * 1000
  return (name: string, now: number) => {
    if (buckets.size > 1000)
      for (const [other, { usedAt }] of buckets) if (now - usedAt > fullAfterMs) buckets.delete(other)
    const held = buckets.get(name) ?? { bucket: openBucket(rate), usedAt: now }
    held.usedAt = now
    buckets.set(name, held)
    return held.bucket
  }
}
