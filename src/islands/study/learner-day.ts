// A learner's day ends at four in the morning, where the learner is. Days are numbers, so that sums with them are
// plain; the night and the time zone are settled here and nowhere else.

const rolloverMs = 4 * 3_600_000
const dayMs = 86_400_000

// Offsets of time zones, and their changes, are whole quarters of an hour, so a day begins with one. What was found for
// a quarter holds for all in it; to ask a date of each of many thousand answers takes a page a noticeable while.
const quarterMs = 900_000
const found = new Map<number, number>()

/** The learner day of a moment, in the time zone of this device. */
export function learnerDay(at: number): number {
  const quarter = Math.floor(at / quarterMs)
  const known = found.get(quarter)
  if (known !== undefined) return known
  const day = calendarDay(at - rolloverMs)
  found.set(quarter, day)
  return day
}

/** The day of a moment as calendars have it, from midnight to midnight, in the time zone of this device. */
export function calendarDay(at: number): number {
  const local = new Date(at)
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / dayMs
}

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7

/** `2026-12-01`. */
export const isoOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

/** The day that a date input names; undefined where it names none. */
export function dayOf(iso: string): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN
  return Number.isNaN(time) ? undefined : time / dayMs
}

const written = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'long' })

const dated = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' })

/** `Tue, 1 December`. */
export const dayText = (day: number): string => written.format(day * dayMs)
/** `1 December 2026`. */
export const dateText = (day: number): string => dated.format(day * dayMs)
