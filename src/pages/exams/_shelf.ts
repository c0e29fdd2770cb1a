import { bankEdition, editionOf, type Edition } from '../../catalogue/edition.ts'
import { mocksOf } from '../../catalogue/edition-file.ts'
import type { ExamFile } from '../../catalogue/exam-file.ts'
import type { Catalogue } from '../../catalogue/link.ts'
import { address } from '../../components/address.ts'
import type { Shelf } from '../../islands/exam/form-finder.ts'

/** Where the forms of an exam come from; undefined while its course has no questions. */
export function shelfOf(exam: ExamFile, { exams, banks, editions }: Catalogue): Shelf | undefined {
  const bank = banks.find(({ course }) => course.id === exam.course)
  if (!bank) return undefined
  const { path, hash } = bankEdition(bank)
  const frozen = mocksOf(editions, exam)
  return {
    profile: exam.profile,
    course: exam.course,
    bank: { address: address(path), hash },
    profiles: exams.map(({ profile: { id, number } }) => ({ id, number })),
    mocks: frozen && {
      bank: { address: address(`banks/${frozen.edition.hash}.json`), hash: frozen.edition.hash },
      mocks: frozen.mocks,
    },
  }
}

/** The forms of every exam, for pages that ask for one by its code. */
export const shelvesEdition = (catalogue: Catalogue): Edition =>
  editionOf(
    'shelves-',
    catalogue.exams.flatMap((exam) => shelfOf(exam, catalogue) ?? []),
  )
