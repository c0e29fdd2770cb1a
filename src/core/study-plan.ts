import type { LessonFacts } from './course-facts.ts'

// Lessons, reviews and practice exams on the days before an exam. The plan is drawn anew from what is left, so a day
// that was missed needs no repair. Source: Aimward's assessment page, section 3.6.

export type StudyAims = {
  /** Learner days. */
  readonly today: number
  readonly examDay: number
  /** Minutes on a day of study. */
  readonly minutes: number
  /** Days of the week without study, 0 for Sunday to 6 for Saturday. */
  readonly restDays: readonly number[]
  /** The day of the week of a learner day. */
  readonly weekdayOf: (day: number) => number
}

export type StudyDay = {
  readonly day: number
  readonly lessons: readonly LessonFacts[]
  readonly mock: boolean
  /** Reviews that are already known to fall on this day, and minutes kept for them. */
  readonly reviews: number
  readonly minutes: number
  readonly kind: 'study' | 'rest' | 'light' | 'exam'
}

export type StudyPlan = {
  readonly days: readonly StudyDay[]
  /** Lessons that do not fit before the exam. */
  readonly unplaced: readonly LessonFacts[]
}

/** The days before the exam on which a full practice exam is best sat. */
const mockDays = [21, 10, 4]
/** What is kept for reviews, as long as the lessons fit; in need, less. */
const reviewShares = [0.4, 0.2, 0] as const

/** The plan from today to the exam; empty when the exam is not ahead. */
export function planStudy(
  lessons: readonly LessonFacts[],
  { reviewsOn, mockMinutes }: { readonly reviewsOn: (day: number) => number; readonly mockMinutes: number },
  { today, examDay, minutes, restDays, weekdayOf }: StudyAims,
): StudyPlan {
  const span = examDay - today
  if (span <= 0) return { days: [], unplaced: lessons }
  const isRest = (day: number) => restDays.includes(weekdayOf(day))
  const isMock = (day: number) => mocks.has(day)
  const lastLessonDay = examDay - Math.max(2, Math.ceil(0.15 * span))
  const free = Array.from({ length: span }, (_, at) => today + at)
  const mocks = new Set(
    mockDays.flatMap((before) => {
      // On a day of rest the mock moves to the day before it, never nearer to the exam.
      const day = free.findLast((one) => one <= examDay - before && !isRest(one))
      return day === undefined || examDay - day < 3 ? [] : [day]
    }),
  )
  const studyDays = free.filter((day) => day < lastLessonDay && !isRest(day) && !isMock(day))
  const waiting = lessons.filter(({ path }) => path !== undefined)
  const deals = reviewShares.map((share) => {
    const room = (day: number) => Math.max(0, minutes - Math.max(reviewsOn(day), share * minutes))
    return dealt(waiting, studyDays.map(room))
  })
  const dealtOut = deals.find((deal) => deal.flat().length === waiting.length) ?? deals.at(-1) ?? []
  const placed = new Map(studyDays.map((day, at) => [day, dealtOut[at] ?? []]))
  const days = free.map((day): StudyDay => {
    const mine = placed.get(day) ?? []
    const mock = isMock(day)
    const isLast = day === examDay - 1
    const reviews = reviewsOn(day)
    const kind = isLast ? 'light' : isRest(day) ? 'rest' : 'study'
    const base = mine.reduce((sum, lesson) => sum + minutesOf(lesson), 0) + (mock ? mockMinutes : 0)
    return { day, lessons: mine, mock, reviews, minutes: base + reviews, kind }
  })
  const exam: StudyDay = { day: examDay, lessons: [], mock: false, reviews: 0, minutes: 0, kind: 'exam' }
  return { days: [...days, exam], unplaced: waiting.slice(dealtOut.flat().length) }
}

/** The first day of an exam before which all lessons fit and reviews have their share; undefined where none within a year is. */
export function soonestExam(
  lessons: readonly LessonFacts[],
  mockMinutes: number,
  { today, minutes, ...rest }: Omit<StudyAims, 'examDay'>,
): number | undefined {
  const forLessons = Math.floor((1 - reviewShares[0]) * minutes)
  const load = { reviewsOn: () => 0, mockMinutes }
  return Array.from({ length: 359 }, (_, at) => today + 7 + at).find(
    (examDay) => planStudy(lessons, load, { today, examDay, minutes: forLessons, ...rest }).unplaced.length === 0,
  )
}

const minutesOf = ({ minutes = 12 }: LessonFacts) => minutes

/**
 * Lessons dealt out over days in their order: evenly, and on no day more minutes than it has room for. A lesson longer
 * than a day has a day of its own.
 */
function dealt(lessons: readonly LessonFacts[], rooms: readonly number[]): readonly (readonly LessonFacts[])[] {
  const all = lessons.reduce((sum, lesson) => sum + minutesOf(lesson), 0)
  let next = 0
  let spent = 0
  return rooms.map((room, at) => {
    const goal = (all * (at + 1)) / rooms.length
    const day: LessonFacts[] = []
    let minutes = 0
    for (const lesson of lessons.slice(next)) {
      if (spent >= goal - 1e-9 || (day.length > 0 && minutes + minutesOf(lesson) > room)) break
      day.push(lesson)
      minutes += minutesOf(lesson)
      spent += minutesOf(lesson)
    }
    next += day.length
    return day
  })
}

export type CalendarEntry = {
  readonly uid: string
  readonly title: string
  readonly text: string
  /** `20261124`. */
  readonly date: string
  /** The day after. */
  readonly until: string
}

/**
 * All-day entries as a calendar file. `stamp` is when it was made, `20261124T101500Z`.
 * Source: RFC 5545; lines are folded at 75 octets.
 */
export function calendarFile(entries: readonly CalendarEntry[], stamp: string): string {
  const lines = entries.flatMap(({ uid, title, text, date, until }) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${date}`,
    `DTEND;VALUE=DATE:${until}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ])
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Aimward//Study plan//EN',
    'CALSCALE:GREGORIAN',
    ...lines,
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('')
}

const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n')

const octetsOf = (character: string) => {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

function folded(line: string): string {
  const rows = ['']
  let octets = 0
  for (const character of line) {
    if (octets + octetsOf(character) > 75) {
      rows.push(' ')
      octets = 1
    }
    rows[rows.length - 1] += character
    octets += octetsOf(character)
  }
  return rows.join('\r\n')
}
