import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay, sheetsOf, type ExamQuestion } from '../../src/core/exam.ts'
import { keyLetters, readSheet, sheetEvents } from '../../src/core/paper.ts'
import { known } from '../../src/core/result.ts'
import { aNonconformity, aPlan, aQuestion } from '../support/builders.ts'

const single: ExamQuestion = { question: aQuestion({ id: 'q-1', key: ['a'] }), optionOrder: ['b', 'c', 'a'] }
const two: ExamQuestion = { question: aQuestion({ id: 'q-2', key: ['a', 'd'] }), optionOrder: ['d', 'b', 'a', 'c'] }
const steps: ExamQuestion = {
  question: {
    ...aQuestion({ id: 'q-3' }),
    prompt: { kind: 'order', stem: 'Put them in order.', options: two.question.prompt.options },
    key: { kind: 'order', options: ['c', 'a', 'd', 'b'] },
  },
  optionOrder: ['a', 'b', 'c', 'd'],
}
const rows: ExamQuestion = {
  question: {
    ...aQuestion({ id: 'q-4' }),
    prompt: {
      kind: 'match',
      stem: 'Match.',
      options: single.question.prompt.options,
      targets: ['r1', 'r2', 'r3', 'r4'].map((id) => ({ id, text: id })),
    },
    key: { kind: 'targets', targets: { a: 'r4', b: 'r1', c: 'r1' } },
  },
  optionOrder: ['b', 'c', 'a'],
}

const finding: ExamQuestion = {
  question: aNonconformity(),
  optionOrder: ['e1', 'e2', 'e3', 'e4', 'r3', 'r1', 'r2', 'g1', 'g2', 'g3', 'minor', 'major', 's2', 's1', 's3'],
}

describe('an answer sheet', () => {
  it.each([
    { asked: single, text: 'b', gives: { kind: 'chosen', options: ['c'] }, because: 'letters go by the order shown' },
    { asked: single, text: ' C ', gives: { kind: 'chosen', options: ['a'] }, because: 'blanks and case do not matter' },
    { asked: single, text: '', gives: { kind: 'none' }, because: 'an empty line is no answer' },
    { asked: two, text: 'c, a', gives: { kind: 'chosen', options: ['a', 'd'] }, because: 'two were asked for' },
    { asked: two, text: 'A', gives: { kind: 'chosen', options: ['d'] }, because: 'too few is an answer that is wrong' },
    {
      asked: steps,
      text: 'CADB',
      gives: { kind: 'ordered', options: ['c', 'a', 'd', 'b'] },
      because: 'letters are the sequence',
    },
    {
      asked: rows,
      text: 'AA-',
      gives: { kind: 'placed', targets: { b: 'r1', c: 'r1' } },
      because: 'a hyphen leaves a row open',
    },
    {
      asked: finding,
      text: 'ac fhl m',
      gives: { kind: 'chosen', options: ['e1', 'e3', 'r1', 'g1', 'major', 's2'] },
      because: 'a finding has letters through all its parts',
    },
    { asked: rows, text: '---', gives: { kind: 'none' }, because: 'nothing was placed' },
  ])('reads "$text" as an answer: $because', ({ asked, text, gives }) => {
    expect(readSheet([asked], [text])).toEqual({ ok: true, value: [gives] })
  })

  it.each([
    { asked: single, text: 'ab', problem: { kind: 'too-many', given: 2, most: 1 } },
    { asked: two, text: 'abc', problem: { kind: 'too-many', given: 3, most: 2 } },
    { asked: single, text: 'd', problem: { kind: 'no-letter', character: 'D', last: 'C' } },
    { asked: single, text: '1', problem: { kind: 'no-letter', character: '1', last: 'C' } },
    { asked: two, text: 'aa', problem: { kind: 'repeated', letter: 'A' } },
    { asked: finding, text: 'ABEFHKM', problem: { kind: 'one-of', letters: 'EF' } },
    { asked: finding, text: 'ABQ', problem: { kind: 'no-letter', character: 'Q', last: 'O' } },
    { asked: rows, text: 'AB', problem: { kind: 'rows', given: 2, rows: 3 } },
    { asked: rows, text: 'ABE', problem: { kind: 'no-letter', character: 'E', last: 'D' } },
  ])('refuses "$text": $problem.kind', ({ asked, text, problem }) => {
    expect(readSheet([asked], [text])).toEqual({ ok: false, failure: [{ number: 1, ...problem }] })
  })

  it('tells every line that is wrong at once, by its number', () => {
    const read = readSheet([single, two, single], ['x', 'A', 'ab'])
    expect(read.ok ? [] : read.failure.map(({ number }) => number)).toEqual([1, 3])
  })

  it.each([single, two, steps, rows, finding])(
    'takes the letters of its key as the right answer: $question.prompt.kind',
    (asked) => {
      const read = readSheet([asked], [keyLetters(asked)])
      const plan = aPlan({ questions: [asked.question] })
      const events = sheetEvents(plan, read.ok ? read.value : [], { startedAt: 0, endedAt: 10 })
      const exam = replay(plan, events)
      const { key } = asked.question
      expect(known(sheetsOf(exam)[0]).response).toEqual(
        key.kind === 'targets'
          ? { kind: 'placed', targets: key.targets }
          : { kind: key.kind === 'order' ? 'ordered' : 'chosen', options: key.options },
      )
    },
  )

  it('becomes an exam in which every question was seen and the time is what was told', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('A', 'B', 'C', ''), { minLength: 1, maxLength: 20 }), (texts) => {
        const plan = aPlan({ questions: texts.length, limitMs: undefined })
        const read = readSheet(plan.questions, texts)
        const exam = replay(plan, sheetEvents(plan, read.ok ? read.value : [], { startedAt: 100, endedAt: 9_100 }))
        expect(exam).toMatchObject({ phase: 'finished', startedAt: 100, endedAt: 9_100 })
        expect(sheetsOf(exam).every(({ seen }) => seen)).toBe(true)
        expect(sheetsOf(exam).map(({ response }) => response.kind)).toEqual(
          texts.map((text) => (text === '' ? 'none' : 'chosen')),
        )
      }),
    )
  })
})
