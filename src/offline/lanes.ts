/** As many at once as a browser asks of one host. */
const width = 6

/** Does the work for each, a few at a time, and begins no more of it once one has failed. */
export async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items]
  let hasFailed = false
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined && !hasFailed; item = waiting.shift()) {
      try {
        await work(item)
      } catch (error) {
        hasFailed = true
        throw error
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: width }, lane))
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason
}
