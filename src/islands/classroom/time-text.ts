const two = (value: number) => String(value).padStart(2, '0')

/** Minutes since midnight as `9:05`. */
export const clockAt = (minutes: number) => `${Math.floor(minutes / 60)}:${two(minutes % 60)}`

/** A moment as the clock on the wall shows it here: `9:05`. */
export function wallClock(at: number): string {
  const date = new Date(at)
  return `${date.getHours()}:${two(date.getMinutes())}`
}

/** A length of time as `0:42` or `1:02:30`; below nothing it counts on with a minus. */
export function lengthText(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
  return ms <= -1000 ? `−${text}` : text
}

/** Minutes as `45 min` or `1 h 20 min`. */
export function minutesText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)]
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''].filter(Boolean).join(' ')
}

/** How the class stands against its plan, in words. Up to a minute is on time. */
export function paceText(late: number | undefined): string {
  if (late === undefined) return 'The day has not begun'
  const minutes = Math.round(Math.abs(late))
  if (minutes < 2) return 'On time'
  return late > 0 ? `${minutesText(minutes)} late` : `${minutesText(minutes)} early`
}
