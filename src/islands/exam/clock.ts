/** Milliseconds as `h:mm:ss`, rounded up, so that a countdown shows its last second until that is over. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** Milliseconds as `m:ss`, for times of a question. */
export function spentText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Milliseconds as a person says them: `1 hour 4 minutes`, `12 minutes`, `1 minute 53 seconds`. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return plural(seconds, 'second')
  if (seconds < 600 && seconds % 60 > 0)
    return `${plural(Math.floor(seconds / 60), 'minute')} ${plural(seconds % 60, 'second')}`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return plural(minutes, 'minute')
  const hours = plural(Math.floor(minutes / 60), 'hour')
  return minutes % 60 === 0 ? hours : `${hours} ${plural(minutes % 60, 'minute')}`
}

export const plural = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`

export type Clock = {
  /** Epoch milliseconds that never run slower than real time, whatever is done to the clock of the device. */
  readonly now: () => number
  /** How far the clock of the device stands behind this one, because it was set back; 0 where it does not. */
  readonly setBackMs: () => number
}

/** What no clock drifts apart by: beyond it, somebody has set it. */
const noticedMs = 2000

/** `notBefore` is the last time known from the log: a clock that was set back while the page was closed starts there. */
export function openClock(notBefore = 0): Clock {
  const start = Math.max(Date.now(), notBefore)
  const origin = performance.now()
  const monotonic = () => start + performance.now() - origin
  return {
    now: () => Math.round(Math.max(Date.now(), monotonic())),
    setBackMs: () => {
      const lag = Math.round(monotonic() - Date.now())
      return lag > noticedMs ? lag : 0
    },
  }
}
