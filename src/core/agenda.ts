import { fail, known, ok, type Result } from './result.ts'

// The plan of a class: what is taught when, with questions, exercises and pauses, so that every day adds up to the
// minute. What there is no time for is said and never dropped in silence.

export type PlannedLesson = {
  readonly id: string
  readonly number: string
  readonly title: string
  /** The slug of its module. */
  readonly module: string
  /** To teach it. */
  readonly minutes: number
  /** How many of its questions can be put to a class. */
  readonly questions: number
}

export type PlannedExercise = {
  readonly id: string
  readonly title: string
  /** Done after this lesson. */
  readonly lesson: string
  /** Work and debrief together. */
  readonly minutes: number
}

export type ClassTime = {
  readonly days: number
  /** From the first minute of a day to its last, pauses included. */
  readonly minutesPerDay: number
  /** Minutes since midnight. */
  readonly startsAt: number
}

/** How long classes last. */
export const spans = {
  hour: { days: 1, minutesPerDay: 60, startsAt: 9 * 60 },
  'half-day': { days: 1, minutesPerDay: 210, startsAt: 9 * 60 },
  day: { days: 1, minutesPerDay: 480, startsAt: 9 * 60 },
  'two-days': { days: 2, minutesPerDay: 480, startsAt: 9 * 60 },
  'five-days': { days: 5, minutesPerDay: 480, startsAt: 9 * 60 },
} as const satisfies Readonly<Record<string, ClassTime>>
export type Span = keyof typeof spans

/** Nobody sits longer without a pause. */
export const longestSitting = 100
export const breakMinutes = 15
export const lunchMinutes = 60
/** To put one question, count, talk, and count again where it is worth it. */
export const questionMinutes = 4
/** A pause from here on is lunch, and this early it may be. */
const lunchFrom = 11 * 60 + 30
/** A day as short as this has no lunch. */
const shortDay = 300

export type Entry = {
  /** Minutes since midnight. */
  readonly at: number
  readonly minutes: number
} & (
  | { readonly kind: 'opening' | 'closing' | 'break' | 'lunch' }
  | { readonly kind: 'lesson'; readonly lesson: PlannedLesson }
  /** The first so many questions of the lesson before. */
  | { readonly kind: 'questions'; readonly lesson: PlannedLesson; readonly count: number }
  | { readonly kind: 'exercise'; readonly exercise: PlannedExercise }
  /** The day could end here: nothing is planned for what is left of it. */
  | { readonly kind: 'free' }
)

export type Agenda = {
  readonly days: readonly (readonly Entry[])[]
  /** What there was no time for, in teaching order. */
  readonly left: {
    readonly lessons: readonly PlannedLesson[]
    readonly exercises: readonly PlannedExercise[]
    /** Of lessons that are taught. */
    readonly questions: number
  }
}

export type Content = {
  /** In teaching order. */
  readonly lessons: readonly PlannedLesson[]
  /** First those that should be done before others. */
  readonly exercises: readonly PlannedExercise[]
}

/**
 * The agenda of a class. Lessons come first, in their order and each with one question; then exercises, those of modules
 * that have none yet before others; then further questions. Days are about equally long. Fails with a sentence where
 * nothing is chosen or the time cannot hold a class.
 */
export function agenda({ lessons, exercises }: Content, time: ClassTime): Result<Agenda, string> {
  if (lessons.length === 0) return fail('No lesson is chosen. Choose at least one module.')
  const { days, minutesPerDay, startsAt } = time
  if (!isCount(days) || !isCount(minutesPerDay) || minutesPerDay < 30 || startsAt + minutesPerDay > 24 * 60)
    return fail('A class needs at least one day of at least 30 minutes that ends before midnight.')
  const all = [...lessons, ...exercises]
  const odd = all.find(({ minutes }) => !isCount(minutes) || minutes > longestSitting - 2 * bookend(time))
  if (odd) return fail(`“${odd.title}” takes ${odd.minutes} minutes, which no sitting between two pauses holds.`)

  const taught = known(
    lessons
      .map((_, at) => lessons.slice(0, lessons.length - at))
      .concat([[]])
      .find((some) => fits(planOf(some), time)),
  )
  const base = planOf(taught)
  const withExercises = byModule(exercises, taught).reduce((plan, exercise) => {
    const more = { ...plan, exercises: [...plan.exercises, exercise] }
    return fits(more, time) ? more : plan
  }, base)
  // A second question for every lesson before a third for any.
  const most = taught.reduce((high, { questions }) => Math.max(high, questions), 0)
  const plan = Array.from({ length: most }, (_, at) => at + 1)
    .flatMap((count) => taught.filter(({ questions }) => questions >= count).map((lesson) => ({ lesson, count })))
    .reduce((rich, { lesson, count }) => {
      if (questionsOf(rich, lesson) >= count) return rich
      const more = { ...rich, questions: new Map([...rich.questions, [lesson.id, count]]) }
      return fits(more, time) ? more : rich
    }, withExercises)

  const asked = taught.reduce((sum, lesson) => sum + lesson.questions - questionsOf(plan, lesson), 0)
  return ok({
    days: balanced(groupsOf(plan), time),
    left: {
      lessons: lessons.slice(taught.length),
      exercises: exercises.filter((one) => !plan.exercises.includes(one)),
      questions: asked,
    },
  })
}

type Plan = {
  readonly lessons: readonly PlannedLesson[]
  readonly exercises: readonly PlannedExercise[]
  /** By lesson. */
  readonly questions: ReadonlyMap<string, number>
}

type Item =
  | { readonly kind: 'lesson'; readonly minutes: number; readonly lesson: PlannedLesson }
  | { readonly kind: 'questions'; readonly minutes: number; readonly lesson: PlannedLesson; readonly count: number }
  | { readonly kind: 'exercise'; readonly minutes: number; readonly exercise: PlannedExercise }
  | { readonly kind: 'opening' | 'closing'; readonly minutes: number }

const isCount = (value: number) => Number.isSafeInteger(value) && value > 0

const planOf = (lessons: readonly PlannedLesson[]): Plan => ({
  lessons,
  exercises: [],
  questions: new Map(lessons.map(({ id, questions }) => [id, Math.min(1, questions)])),
})

const questionsOf = ({ questions }: Plan, { id }: PlannedLesson) => known(questions.get(id))

/** Welcome and looking back, each. */
const bookend = ({ minutesPerDay }: ClassTime) => (minutesPerDay <= 90 ? 5 : 10)

/** The exercises of lessons that are taught: the first of each module, then the second of each, and so on. */
function byModule(exercises: readonly PlannedExercise[], taught: readonly PlannedLesson[]): readonly PlannedExercise[] {
  const moduleOf = (exercise: PlannedExercise) => taught.find(({ id }) => id === exercise.lesson)?.module
  const able = exercises.filter((one) => moduleOf(one) !== undefined)
  const rank = (exercise: PlannedExercise) =>
    able.slice(0, able.indexOf(exercise)).filter((one) => moduleOf(one) === moduleOf(exercise)).length
  return able.toSorted((one, other) => rank(one) - rank(other))
}

/** What belongs on one day: a lesson with its questions, or an exercise. */
type Group = readonly Item[]

const groupsOf = (plan: Plan): readonly Group[] =>
  plan.lessons.flatMap((lesson): readonly Group[] => {
    const count = questionsOf(plan, lesson)
    const asked = { kind: 'questions', minutes: count * questionMinutes, lesson, count } as const
    return [
      [{ kind: 'lesson', minutes: lesson.minutes, lesson }, ...(count > 0 ? [asked] : [])],
      ...plan.exercises
        .filter((exercise) => exercise.lesson === lesson.id)
        .map((exercise) => [{ kind: 'exercise', minutes: exercise.minutes, exercise } as const]),
    ]
  })

const fits = (plan: Plan, time: ClassTime) => layOut(groupsOf(plan), time) !== undefined

/** Nobody travels for a day shorter than this, so that a little is taught on one day and not spread over two. */
const worthwhileDay = 180

/** As short a day as holds it all in these days, so that none is full while another is empty. */
function balanced(groups: readonly Group[], time: ClassTime): Agenda['days'] {
  const step = 5
  const lengths = Array.from({ length: Math.ceil(time.minutesPerDay / step) }, (_, at) => worthwhileDay + at * step)
  const days = [...lengths.filter((length) => length < time.minutesPerDay), time.minutesPerDay]
    .map((minutesPerDay) => layOut(groups, { ...time, minutesPerDay }, time))
    .find((found) => found !== undefined)
  return known(days).map((day) => toTheEnd(day, time))
}

function toTheEnd(day: readonly Entry[], { startsAt, minutesPerDay }: ClassTime): readonly Entry[] {
  const at = endOf(day, startsAt)
  const minutes = startsAt + minutesPerDay - at
  return minutes > 0 ? [...day, { kind: 'free', at, minutes }] : day
}

function endOf(day: readonly Entry[], startsAt: number): number {
  const last = day.at(-1)
  return last === undefined ? startsAt : last.at + last.minutes
}

/** The days with all of it in its order; undefined where it does not fit. `whole` is the class the days belong to. */
function layOut(
  groups: readonly Group[],
  time: ClassTime,
  whole: ClassTime = time,
): readonly (readonly Entry[])[] | undefined {
  const closing = { kind: 'closing', minutes: bookend(whole) } as const
  const withAll = (entries: readonly Entry[], group: Group) =>
    group.reduce<readonly Entry[] | undefined>((day, item, at) => {
      // Rather a pause before a lesson than between it and its questions.
      const sitting = group.slice(at).reduce((sum, { minutes }) => sum + minutes, 0)
      return day && place(day, item, { sitting, time, whole })
    }, entries)
  const days: (readonly Entry[])[] = []
  let left: readonly Group[] = [[{ kind: 'opening', minutes: bookend(whole) }], ...groups]
  for (let day = 0; day < time.days; day++) {
    let entries: readonly Entry[] = []
    for (let group = left[0]; group !== undefined; group = left[0]) {
      const more = withAll(entries, group)
      if (!more || !withAll(more, [closing])) break
      entries = more
      left = left.slice(1)
    }
    // A day on which nothing is left to do is a free day.
    const closed = entries.length === 0 ? undefined : withAll(entries, [closing])
    days.push(closed ?? [])
  }
  return left.length === 0 ? days : undefined
}

/**
 * The day with one item more, after a pause where `sitting` minutes more would be too long; undefined where the day is
 * too short for it.
 */
function place(
  entries: readonly Entry[],
  item: Item,
  { sitting, time, whole }: { readonly sitting: number; readonly time: ClassTime; readonly whole: ClassTime },
): readonly Entry[] | undefined {
  const at = endOf(entries, time.startsAt)
  const isDue = sittingOf(entries) > 0 && sittingOf(entries) + sitting > longestSitting
  const pause = isDue ? pauseAt(entries, at, whole) : []
  const begins = endOf([...entries, ...pause], time.startsAt)
  if (begins + item.minutes > time.startsAt + time.minutesPerDay) return undefined
  return [...entries, ...pause, { ...item, at: begins }]
}

const isPause = ({ kind }: Entry) => kind === 'break' || kind === 'lunch'

/** Minutes since the last pause. */
const sittingOf = (entries: readonly Entry[]) =>
  entries.slice(entries.findLastIndex(isPause) + 1).reduce((sum, { minutes }) => sum + minutes, 0)

function pauseAt(entries: readonly Entry[], at: number, { minutesPerDay }: ClassTime): readonly Entry[] {
  const isLunch = minutesPerDay > shortDay && at >= lunchFrom && !entries.some(({ kind }) => kind === 'lunch')
  return [isLunch ? { kind: 'lunch', at, minutes: lunchMinutes } : { kind: 'break', at, minutes: breakMinutes }]
}
