/** Time as the machines of a room know it, so that tests can run a whole afternoon at once. */
export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Runs once after so many milliseconds; calling what it returns prevents it. */
  readonly after: (ms: number, run: () => void) => () => void
}

export const platformClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
