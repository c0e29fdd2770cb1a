import {
  drawCustom,
  formatCustom,
  parseCustom,
  type Choices,
  type CustomExam,
  type CustomFailure,
  type TooFew,
} from '../../core/custom.ts'
import type { Bank } from '../../core/profile.ts'
import { fail, known, ok, type Result } from '../../core/result.ts'
import { address } from '../primitives/address.ts'
import { customFailureText, tooFewText } from './custom-words.ts'
import { fetchBank, fetched } from './form-finder.ts'
import { customPath } from './paths.ts'
import { newSeed, type Drawn } from './plan.ts'
import { notFoundText } from './words.ts'

export type CustomCourse = Choices & { readonly bank: { readonly path: string; readonly hash: string } }

/** What an address does not say. */
export const usual = { questions: 20, minutes: 30, pass: 70 }

/** The custom exam that the query of an address asks for. */
export const readCustom = (
  query: string,
  courses: readonly CustomCourse[],
): Result<CustomExam, readonly CustomFailure[]> =>
  parseCustom(new URLSearchParams(query), {
    courses,
    otherwise: { course: known(courses[0]).id, seed: newSeed(), ...usual },
  })

export function drawnOf(
  custom: CustomExam,
  { course, bank }: { readonly course: CustomCourse; readonly bank: Bank },
): Result<Drawn, TooFew> {
  const form = drawCustom(bank, custom, course)
  if (!form.ok) return form
  const again = customPath(formatCustom(custom))
  return ok({ ...form.value, bank, bankHash: course.bank.hash, code: undefined, again })
}

/** The form of a custom exam, or why there is none. `choices` is where the choices of every course are. */
export async function formByCustom(query: string, choices: string): Promise<Result<Drawn, string>> {
  const courses = await fetched<readonly CustomCourse[]>(choices)
  const read = courses && readCustom(query, courses)
  if (read && !read.ok) return fail(read.failure.map(customFailureText).join(' '))
  const course = courses?.find(({ id }) => id === read?.value.course)
  const bank = course && (await fetchBank(address(course.bank.path)))
  if (!read || !course || !bank) return fail(notFoundText({ kind: 'unreachable' }, ''))
  const drawn = drawnOf(read.value, { course, bank })
  return drawn.ok ? drawn : fail(tooFewText(drawn.failure))
}
