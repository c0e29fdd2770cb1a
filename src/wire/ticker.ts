import type { Ticking } from './wakeful-clock.ts'

// The worker behind `wakefulClock`: it waits, and says when.
const timers = new Map<number, ReturnType<typeof setTimeout>>()

addEventListener('message', ({ data }: MessageEvent<Ticking>) => {
  const { id, ms } = data
  clearTimeout(timers.get(id))
  timers.delete(id)
  if (ms === undefined) return
  const ring = () => {
    timers.delete(id)
    postMessage(id)
  }
  timers.set(id, setTimeout(ring, ms))
})
