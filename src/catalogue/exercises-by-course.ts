import type { Course } from './course-file.ts'
import type { Catalogue, Exercise } from './link.ts'

export type CourseExercises = { readonly course: Course; readonly exercises: readonly Exercise[] }

/** The courses that have exercises, each with its own in teaching order. */
export const exercisesByCourse = ({
  courses,
  lessons,
  exercises,
}: Pick<Catalogue, 'courses' | 'lessons' | 'exercises'>): readonly CourseExercises[] =>
  courses.flatMap((course) => {
    const taught = new Set(lessons.filter((lesson) => lesson.course === course.id).map(({ id }) => id))
    const mine = exercises.filter(({ lesson }) => lesson !== undefined && taught.has(lesson))
    return mine.length === 0 ? [] : [{ course, exercises: mine }]
  })
