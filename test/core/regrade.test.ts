import { describe, expect, it } from 'vitest'
import type { Exam, ExamEvent } from '../../src/core/exam.ts'
import { regrade } from '../../src/core/regrade.ts'
import { anExam, aQuestion } from '../support/builders.ts'

const asked = [aQuestion({ id: 'q-1' }), aQuestion({ id: 'q-2' }), aQuestion({ id: 'q-3' })]
const chose = (question: string, option: string): ExamEvent => ({ type: 'chose', at: 1, question, options: [option] })

function sat(...choices: readonly ExamEvent[]) {
  const exam: Exam = anExam({
    questions: asked,
    events: [{ type: 'started', at: 0 }, ...choices, { type: 'submitted', at: 2 }],
  })
  if (exam.phase !== 'finished') throw new Error('The exam of this test must be finished.')
  return exam
}
const corrected = (id: string, key: string) =>
  aQuestion({ id, key: [key], version: 2, corrected: [{ version: 2, date: '2026-12-01', what: 'The key was wrong.' }] })
const bank = (...questions: readonly ReturnType<typeof aQuestion>[]) => new Map(questions.map((one) => [one.id, one]))

describe('an exam whose questions were corrected later', () => {
  it('is left alone where nothing was corrected since', () => {
    expect(regrade(sat(chose('q-1', 'a')), bank(...asked))).toBeUndefined()
  })
  it('says which question was corrected, when, and what the score would be', () => {
    const exam = sat(chose('q-1', 'a'), chose('q-2', 'b'), chose('q-3', 'a'))
    expect(regrade(exam, bank(corrected('q-2', 'b')))).toEqual({
      corrections: [{ id: 'q-2', number: 2, date: '2026-12-01', what: 'The key was wrong.' }],
      right: 3,
      of: 3,
    })
  })
  it('can lose a question by the correction', () => {
    expect(regrade(sat(chose('q-1', 'a')), bank(corrected('q-1', 'c')))).toMatchObject({ right: 0, of: 3 })
  })
  it('does not count a correction that the exam already had', () => {
    const now = aQuestion({ id: 'q-1', version: 1, corrected: [{ version: 1, date: '2026-01-01', what: 'Old.' }] })
    expect(regrade(sat(chose('q-1', 'a')), bank(now))).toBeUndefined()
  })
  it('judges a question that left the bank as it was judged', () => {
    expect(regrade(sat(chose('q-1', 'a')), bank(corrected('q-3', 'b')))).toMatchObject({ right: 1, of: 3 })
  })
})
