import type { CourseFacts } from '../../core/course-facts.ts'
import { known } from '../../core/result.ts'
import { inStorage } from '../../store/queue.ts'
import { queried } from '../primitives/address.ts'

export type CourseName = Pick<CourseFacts, 'id' | 'title'>

const key = 'aimward:course'

/** The course that the address names, else the one that was named last on this device, else the first. */
export function chosenCourse(courses: readonly CourseName[]): CourseName {
  const named = (id: string | null | undefined) => courses.find((course) => course.id === id)
  const asked = named(queried('course'))
  if (asked) inStorage((storage) => storage.setItem(key, asked.id))
  return asked ?? named(inStorage((storage) => storage.getItem(key))) ?? known(courses[0])
}
