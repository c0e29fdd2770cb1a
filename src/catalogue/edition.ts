import { createHash } from 'node:crypto'
import type { CourseBank } from './bank.ts'

/** A static file that is named by its content, so that a page and the file it fetches always belong together. */
export type Edition = { readonly name: string; readonly path: string; readonly hash: string; readonly body: string }

/** The file of some content; `title` stands before the hash in its name. */
export function editionOf(title: string, content: unknown): Edition {
  const body = JSON.stringify(content, sorted)
  const hash = hashOf(body)
  const name = `${title}${hash}`
  return { name, path: `banks/${name}.json`, hash, body }
}

export const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex').slice(0, 16)

/** The questions of a course as exams draw from them. However its files are ordered, the same questions have the same hash. */
export const bankEdition = ({ bank }: Pick<CourseBank, 'bank'>): Edition =>
  editionOf('', { questions: bank.questions.toSorted(byId), scenarios: bank.scenarios.toSorted(byId) })

const byId = (one: { readonly id: string }, other: { readonly id: string }) => (one.id < other.id ? -1 : 1)

/** For JSON.stringify: the fields of every record by name. */
const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value
