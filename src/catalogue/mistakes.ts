import type { Question } from '../core/question.ts'
import type { Catalogue, Lesson } from './link.ts'
import { mistakesIn, type Mistake } from './mistake-file.ts'

/** A common mistake with what else there is on it. */
export type ServedMistake = Mistake & {
  /** The lessons that teach it and are ready. */
  readonly taughtIn: readonly Lesson[]
  /** Questions in which an option is made of it. */
  readonly questions: number
  /** Where those of them can be practised that exams do not keep to themselves: concepts of the first course that has any. */
  readonly practised: { readonly course: string; readonly concepts: readonly string[] } | undefined
}

export type ServedGroup = {
  readonly id: string
  readonly title: string
  readonly lede: string
  readonly mistakes: readonly ServedMistake[]
}

export function commonMistakes({ mistakes, lessons, banks }: Catalogue): readonly ServedGroup[] {
  const questions = banks.flatMap(({ bank }) => bank.questions)
  return mistakes.map((group) => ({
    ...group,
    mistakes: group.mistakes.map((mistake): ServedMistake => {
      const testing = questions.filter(isMadeOf(mistake.id))
      const practised = banks.map(({ course, bank }) => {
        const asked = bank.questions.filter((question) => isMadeOf(mistake.id)(question) && !question.mockOnly)
        return { course: course.id, concepts: [...new Set(asked.map(({ concept }) => concept))] }
      })
      return {
        ...mistake,
        taughtIn: lessons.filter(({ number }) => mistake.lessons.includes(number)),
        questions: testing.length,
        practised: practised.find(({ concepts }) => concepts.length > 0),
      }
    }),
  }))
}

/** Whether an option of a question is made of the mistake. */
export const isMadeOf =
  (id: string) =>
  ({ rationales }: Pick<Question, 'rationales'>): boolean =>
    rationales.some(({ misconception }) => misconception === id)

/** What people get wrong about a clause, a control or an annex. */
export const mistakesAbout = (id: string, { mistakes }: Pick<Catalogue, 'mistakes'>): readonly Mistake[] =>
  mistakesIn(mistakes).filter(({ refs }) => refs.includes(id))
