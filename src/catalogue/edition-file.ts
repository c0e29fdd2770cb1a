import { z } from 'astro/zod'
import { checkForm } from '../core/form.ts'
import { formOfMock, mockLetters, type Mock } from '../core/mocks.ts'
import type { Bank } from '../core/profile.ts'
import { hashOf } from './edition.ts'
import type { ExamFile } from './exam-file.ts'
import type { Tree } from './files.ts'
import type { Problem } from './problem.ts'
import { parseYamlFile } from './yaml-file.ts'

/** Questions of a course that stay published as they were, with the mocks that were drawn from them. */
export type FrozenEdition = {
  readonly hash: string
  readonly course: string
  /** ISO date. */
  readonly date: string
  /** The file of its questions. */
  readonly body: string
  readonly mocks: readonly (Mock & { readonly profile: string })[]
}

const text = z.string().min(1)

export const editionsFile = z.strictObject({
  /** Oldest first. */
  editions: z
    .array(
      z
        .strictObject({
          hash: z.string().regex(/^[0-9a-f]{16}$/, 'Write the 16 digits that name the file.'),
          course: text,
          date: z.iso.date('Write a date such as 2026-11-24.'),
          mocks: z
            .array(
              z
                .strictObject({
                  profile: text,
                  letter: z.enum(mockLetters),
                  seed: z.int().min(0),
                  questions: z.array(text).readonly(),
                })
                .readonly(),
            )
            .readonly(),
        })
        .readonly(),
    )
    .readonly(),
})

export const editionsFolder = 'quizzes/editions/'
export const editionsPath = `${editionsFolder}editions.yaml`

/** The mocks that are offered for a profile: those of the last edition of its course, if it has some. */
export const mocksOf = (
  editions: readonly FrozenEdition[],
  { course, profile }: Pick<ExamFile, 'course' | 'profile'>,
) => {
  const last = editions.findLast((edition) => edition.course === course)
  const mocks = last?.mocks.filter((mock) => mock.profile === profile.id) ?? []
  return last && mocks.length > 0 ? { edition: last, mocks } : undefined
}

/** Reads what was frozen, with everything that is not as it was or does not fit the exams of today. */
export function readEditions(
  tree: Tree,
  exams: readonly ExamFile[],
): { readonly editions: readonly FrozenEdition[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const report = (where: string, what: string, remedy: string) => problems.push({ where, what, remedy })
  const restore = 'Restore it from the history; what was frozen is never edited.'

  const parsed = parseYamlFile(editionsPath, tree.get(editionsPath) ?? 'editions: []', editionsFile)
  const listed = parsed.ok ? parsed.value.editions : []
  if (!parsed.ok) problems.push(...parsed.failure)

  const editions = listed.map((edition) => ({ ...edition, body: tree.get(fileOf(edition)) ?? '' }))
  for (const edition of editions)
    if (hashOf(edition.body) !== edition.hash)
      report(fileOf(edition), 'The file is missing, or is not what was frozen.', restore)
  for (const file of tree.keys())
    if (file.startsWith(editionsFolder) && file.endsWith('.json') && !editions.some((one) => fileOf(one) === file))
      report(file, `The edition does not stand in ${editionsPath}.`, 'Remove the file, or restore its entry.')
  if (problems.length > 0) return { editions, problems }

  for (const exam of exams) {
    const offered = mocksOf(editions, exam)
    if (offered === undefined) continue
    const { edition, mocks } = offered
    const bank: Bank = JSON.parse(edition.body)
    const where = `${editionsPath} ${edition.hash}`
    const asked = mocks.flatMap(({ questions }) => questions)
    const unknown = asked.filter((id) => !bank.questions.some((question) => question.id === id))
    if (unknown.length > 0) report(where, `The edition has no question ${unknown.join(', ')}.`, restore)
    else if (new Set(asked).size < asked.length)
      report(where, `Two mocks of ${exam.profile.id} share a question.`, restore)
    else
      for (const mock of mocks)
        for (const fault of checkForm(formOfMock(mock, bank, exam.profile), bank, exam.profile))
          report(
            where,
            `Mock ${mock.letter.toUpperCase()} does not fit ${exam.profile.id} any more: ${fault}`,
            'Freeze a new edition (npm run freeze:edition), which draws new mocks.',
          )
  }
  return { editions, problems }
}

const fileOf = ({ hash }: { readonly hash: string }) => `${editionsFolder}${hash}.json`
