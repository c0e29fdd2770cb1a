import { platformClock, type Clock } from './clock.ts'

/** What the worker is asked: to ring after so many milliseconds, or, without them, not to. */
export type Ticking = { readonly id: number; readonly ms?: number }

/**
 * A clock that goes on behind another window. Of a page that has been hidden for five minutes browsers run the timers once
 * a minute, which would tell every phone that the trainer is gone; those of a worker run as ever. Where there is no worker,
 * the page's own timers do.
 */
export function wakefulClock(): { readonly clock: Clock; readonly close: () => void } {
  const waiting = new Map<number, { readonly ms: number; readonly ring: () => void; stop: () => void }>()
  let worker: Worker | undefined = new Worker(new URL('./ticker.ts', import.meta.url), { type: 'module' })
  let last = 0
  const ask = (ticking: Ticking) => worker?.postMessage(ticking)
  worker.onmessage = ({ data }: MessageEvent<number>) => waiting.get(data)?.ring()
  worker.onerror = () => {
    worker = undefined
    for (const timer of waiting.values()) timer.stop = platformClock.after(timer.ms, timer.ring)
  }

  return {
    clock: {
      now: platformClock.now,
      after(ms, run) {
        const id = ++last
        const ring = () => {
          if (waiting.delete(id)) run()
        }
        const timer = { ms, ring, stop: worker ? () => ask({ id }) : platformClock.after(ms, ring) }
        waiting.set(id, timer)
        ask({ id, ms })
        return () => {
          if (waiting.delete(id)) timer.stop()
        }
      },
    },
    close: () => {
      waiting.forEach(({ stop }) => stop())
      waiting.clear()
      worker?.terminate()
    },
  }
}
