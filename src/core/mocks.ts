import { assembleForm, formOf, type Shortage } from './form.ts'
import type { Bank, Form, Profile } from './profile.ts'
import type { QuestionId } from './question.ts'
import { xmur3 } from './random.ts'
import { known, ok, type Result } from './result.ts'

export const mockLetters = ['a', 'b', 'c'] as const
export type MockLetter = (typeof mockLetters)[number]

/** A form that is kept as a list, because it is what was left when others were drawn: no seed gives it again. */
export type Mock = {
  readonly letter: MockLetter
  /** Orders the options. */
  readonly seed: number
  readonly questions: readonly QuestionId[]
}

/**
 * Draws three forms without a question in common. Of as many attempts as asked for, it keeps the one whose forms are
 * nearest to each other in mean difficulty. The same bank gives the same mocks.
 */
export function drawMocks(bank: Bank, profile: Profile, attempts: number): Result<readonly Mock[], Shortage> {
  const difficultyOf = new Map(bank.questions.map(({ id, difficulty }) => [id, difficulty]))
  const meanOf = ({ questions }: Mock) =>
    questions.reduce((sum, id) => sum + known(difficultyOf.get(id)), 0) / questions.length
  const spread = (drawn: Result<readonly Mock[], Shortage>) => {
    if (!drawn.ok) return Infinity
    const means = drawn.value.map(meanOf)
    return Math.max(...means) - Math.min(...means)
  }
  return Array.from({ length: attempts }, (_, attempt) => drawThree(bank, profile, attempt))
    .map((drawn) => ({ drawn, spread: spread(drawn) }))
    .reduce((best, one) => (one.spread < best.spread ? one : best)).drawn
}

/** A mock as a form. The bank must be the edition it was drawn from. */
export function formOfMock({ questions, seed }: Mock, bank: Bank, profile: Pick<Profile, 'id' | 'blueprint'>): Form {
  const questionOf = new Map(bank.questions.map((question) => [question.id, question]))
  const asked = questions.map((id) => ({
    question: known(questionOf.get(id)),
    scenario: bank.scenarios.find((scenario) => scenario.questions.includes(id))?.id,
  }))
  return formOf(asked, profile, seed)
}

function drawThree(bank: Bank, profile: Profile, attempt: number): Result<readonly Mock[], Shortage> {
  const mocks: Mock[] = []
  let left = bank
  for (const letter of mockLetters) {
    const drawn = assembleForm(left, profile, xmur3(`mock|${attempt}|${letter}`))
    if (!drawn.ok) return drawn
    const questions = drawn.value.questions.map(({ id }) => id)
    mocks.push({ letter, seed: drawn.value.seed, questions })
    left = without(left, new Set(questions))
  }
  return ok(mocks)
}

/** Of a scenario all questions go, or none. */
const without = (bank: Bank, taken: ReadonlySet<QuestionId>): Bank => ({
  questions: bank.questions.filter(({ id }) => !taken.has(id)),
  scenarios: bank.scenarios.filter(({ questions }) => !questions.some((id) => taken.has(id))),
})
