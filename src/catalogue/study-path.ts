import type { Lesson } from './link.ts'

/** How somebody with a date spends the days until it. */
export type Pace = {
  readonly id: string
  readonly title: string
  readonly sittings: number
  /** One sitting: "half a day", "an evening". */
  readonly sitting: string
  readonly advice: string
}

export type Sitting = {
  readonly number: number
  readonly lessons: readonly Lesson[]
  /** Modules that end in this sitting: their tests belong here. */
  readonly tests: readonly string[]
  /** Of reading and checks. */
  readonly minutes: number
}

/** Ten questions, judged one by one. */
export const testMinutes = 12

/**
 * Deals lessons to sittings in teaching order, none split, so that the longest sitting is as short as can be. The last
 * sitting is left free of lessons for a practice exam.
 */
export function dealLessons(lessons: readonly Lesson[], sittings: number): readonly Sitting[] {
  const minutesOf = (lesson: Lesson, at: number) => lesson.minutes + (endsModule(lessons, at) ? testMinutes : 0)
  const minutes = lessons.map(minutesOf)
  const days = Math.max(1, sittings - 1)
  let limit = Math.max(0, ...minutes)
  while (dealt(minutes, limit).length > days) limit++
  return dealt(minutes, limit).map((indexes, at): Sitting => {
    const mine = indexes.map((index) => lessons[index]).filter((lesson) => lesson !== undefined)
    return {
      number: at + 1,
      lessons: mine,
      tests: indexes.flatMap((index) => (endsModule(lessons, index) ? (lessons[index]?.module.number ?? []) : [])),
      minutes: indexes.reduce((sum, index) => sum + (minutes[index] ?? 0), 0),
    }
  })
}

const endsModule = (lessons: readonly Lesson[], at: number): boolean =>
  lessons[at + 1]?.module.slug !== lessons[at]?.module.slug

/** Indexes of `minutes` in runs of at most `limit` together. */
function dealt(minutes: readonly number[], limit: number): readonly (readonly number[])[] {
  const runs: number[][] = []
  let left = 0
  for (const [index, needed] of minutes.entries()) {
    const run = runs.at(-1)
    if (run && needed <= left) {
      run.push(index)
      left -= needed
    } else {
      runs.push([index])
      left = limit - needed
    }
  }
  return runs
}
