import { describe, expect, it } from 'vitest'
import { replay, sheetsOf, stateOf, transition, type Exam, type ExamEvent } from '../../src/core/exam.ts'
import { known } from '../../src/core/result.ts'
import { aClassification, aMatch, aNonconformity, anExam, anOrder, aQuestion } from '../support/builders.ts'

const after = (exam: Exam, ...events: readonly ExamEvent[]) => events.reduce(transition, exam)
const sheet = (exam: Exam) => known(sheetsOf(exam)[0])
const stateIn = (exam: Exam) => stateOf(sheet(exam), known(exam.plan.questions[0]).question)
const chose = (question: string, ...options: readonly string[]): ExamEvent => ({
  type: 'chose',
  at: 1,
  question,
  options,
})
const placed = (question: string, option: string, target: string | undefined): ExamEvent => ({
  type: 'placed',
  at: 1,
  question,
  option,
  target,
})

describe('steps in a running exam', () => {
  const exam = anExam({ questions: [anOrder(['b', 'd', 'a', 'c'])] })

  it('stand in the order they were given, and are complete when all stand', () => {
    const begun = after(exam, chose('q-order', 'c', 'a'))
    expect(sheet(begun).response).toEqual({ kind: 'ordered', options: ['c', 'a'] })
    expect(stateIn(begun)).toBe('incomplete')
    expect(stateIn(after(begun, chose('q-order', 'c', 'a', 'd', 'b')))).toBe('complete')
  })

  it('make another response in another order, and none when all are taken out', () => {
    const turned = after(exam, chose('q-order', 'c', 'a'), chose('q-order', 'a', 'c'), chose('q-order'))
    expect(sheet(turned).history).toEqual([
      { kind: 'ordered', options: ['c', 'a'] },
      { kind: 'ordered', options: ['a', 'c'] },
      { kind: 'none' },
    ])
  })

  it.each<{ event: ExamEvent; because: string }>([
    { event: chose('q-order', 'a', 'z'), because: 'there is no such step' },
    { event: placed('q-order', 'a', 'r1'), because: 'steps have no targets' },
    { event: { type: 'struck', at: 1, question: 'q-order', option: 'a', on: true }, because: 'no step is wrong' },
  ])('stay as they are when $because', ({ event }) => {
    expect(after(exam, event)).toBe(exam)
  })
})

describe('a nonconformity in a running exam', () => {
  const exam = anExam({ questions: [aNonconformity()] })
  const id = 'q-finding'

  it('is complete when no part is empty, whatever the pieces of evidence', () => {
    const begun = after(exam, chose(id, 'e3', 'r1', 'g1', 'minor'))
    expect(stateIn(begun)).toBe('incomplete')
    expect(stateIn(after(begun, chose(id, 'e1', 'e3', 'r1', 'g1', 'minor', 's2')))).toBe('complete')
    expect(stateIn(after(begun, chose(id, 'r1', 'g1', 'minor', 's2')))).toBe('incomplete')
  })

  it('never holds two options of a part that takes one: the later stays', () => {
    const twice = after(exam, chose(id, 'e1', 'e2', 'r1', 'r2', 'minor', 'major'))
    expect(sheet(twice).response).toEqual({ kind: 'chosen', options: ['e1', 'e2', 'r2', 'major'] })
    expect(sheet(after(twice, chose(id))).response).toEqual({ kind: 'none' })
  })

  it.each<{ event: ExamEvent; because: string }>([
    { event: chose(id, 'e1', 'z'), because: 'there is no such option' },
    { event: placed(id, 'e1', 'r1'), because: 'nothing is placed' },
    { event: { type: 'struck', at: 1, question: id, option: 'e1', on: true }, because: 'nothing is struck' },
  ])('stays as it is when $because', ({ event }) => {
    expect(after(exam, event)).toBe(exam)
  })
})

describe.each([
  { name: 'rows to match', question: aMatch(), first: 'r1', second: 'r4' },
  { name: 'evidence to grade', question: aClassification(), first: 'ofi', second: 'major' },
])('$name in a running exam', ({ question, first, second }) => {
  const exam = anExam({ questions: [question] })
  const { id } = question

  it('are placed one by one, moved, and taken away', () => {
    const begun = after(exam, placed(id, 'a', first), placed(id, 'b', first), placed(id, 'a', second))
    expect(sheet(begun).response).toEqual({ kind: 'placed', targets: { a: second, b: first } })
    expect(stateIn(begun)).toBe('incomplete')
    expect(stateIn(after(begun, placed(id, 'c', first)))).toBe('complete')
    const emptied = after(begun, placed(id, 'a', undefined), placed(id, 'b', undefined))
    expect(sheet(emptied).response).toEqual({ kind: 'none' })
    expect(sheet(emptied).history).toHaveLength(5)
  })

  it.each<{ event: ExamEvent; because: string }>([
    { event: placed(id, 'z', first), because: 'there is no such row' },
    { event: placed(id, 'a', 'nowhere'), because: 'there is no such target' },
    { event: placed(id, 'a', undefined), because: 'nothing was placed there' },
    { event: chose(id, 'a'), because: 'rows are not chosen' },
  ])('stay as they are when $because', ({ event }) => {
    expect(after(exam, event)).toBe(exam)
  })

  it('change nothing when placed where they are', () => {
    const begun = after(exam, placed(id, 'a', first))
    expect(after(begun, placed(id, 'a', first))).toBe(begun)
  })
})

const range = (from: number, to: number) => ({ from, to })
const highlighted = (at: number, passage: string, ...ranges: readonly { from: number; to: number }[]): ExamEvent => ({
  type: 'highlighted',
  at,
  passage,
  ranges,
})
const lookedUp = (at: number, entry: string): ExamEvent => ({ type: 'looked-up', at, entry })
const closedBook = (at: number): ExamEvent => ({ type: 'closed-book', at })
const moved = (at: number, to: number): ExamEvent => ({ type: 'moved', at, to })

describe('the notes of an exam', () => {
  it('are the last text, and outlive the exam', () => {
    const exam = after(
      anExam(),
      { type: 'noted', at: 1, text: 'Look at 12' },
      { type: 'noted', at: 2, text: 'Look at 12 and 14' },
      { type: 'submitted', at: 3 },
    )
    expect(exam).toMatchObject({ phase: 'finished', notes: 'Look at 12 and 14' })
  })

  it('are cut after 20,000 characters', () => {
    const exam = after(anExam(), { type: 'noted', at: 1, text: 'n'.repeat(20_001) })
    expect(exam).toMatchObject({ notes: 'n'.repeat(20_000) })
  })

  it('change nothing when they are the same', () => {
    const exam = after(anExam(), { type: 'noted', at: 1, text: 'Look' })
    expect(after(exam, { type: 'noted', at: 2, text: 'Look' })).toBe(exam)
  })
})

describe('highlights in an exam', () => {
  const scenario = { id: 's-1', title: 'A lender', stimulus: 'A lender has a model.', questions: ['q-2'] }
  const questions = [aQuestion({ id: 'q-1' }), aQuestion({ id: 'q-2' })]
  const withScenario = (backAllowed: boolean): Exam => {
    const { plan } = anExam({ questions, backAllowed })
    const asked = plan.questions.map((one, index) => (index === 1 ? { ...one, scenario } : one))
    return replay({ ...plan, questions: asked }, [{ type: 'started', at: 0 }])
  }

  it('are kept by passage, all of one at a time', () => {
    const exam = after(
      withScenario(true),
      highlighted(1, 'stem:q-1', range(0, 5)),
      highlighted(2, 'scenario:s-1', range(0, 3), range(3, 8)),
      highlighted(3, 'stem:q-1', range(2, 9)),
    )
    expect(exam).toMatchObject({
      highlights: { 'stem:q-1': [range(2, 9)], 'scenario:s-1': [range(0, 3), range(3, 8)] },
    })
  })

  it('are gone without a trace when none is left', () => {
    const exam = after(anExam(), highlighted(1, 'stem:q-1', range(0, 5)), highlighted(2, 'stem:q-1'))
    expect('highlights' in exam && exam.highlights).toEqual({})
  })

  it.each([
    { ranges: [range(5, 5)], because: 'nothing lies in it' },
    { ranges: [range(-1, 4)], because: 'it begins before the text' },
    { ranges: [range(0.5, 4)], because: 'no character begins there' },
    { ranges: [range(4, 9), range(8, 12)], because: 'two overlap' },
    { ranges: [range(6, 9), range(0, 3)], because: 'they are not sorted' },
    { ranges: [range(0, Infinity)], because: 'it never ends' },
  ])('are refused where $because', ({ ranges }) => {
    const exam = anExam()
    expect(after(exam, highlighted(1, 'stem:q-1', ...ranges))).toBe(exam)
  })

  it('change nothing when they are the same, or in no passage of the exam', () => {
    const exam = after(anExam(), highlighted(1, 'stem:q-1', range(0, 5)))
    expect(after(exam, highlighted(2, 'stem:q-1', range(0, 5)))).toBe(exam)
    for (const passage of ['stem:q-9', 'scenario:s-1', 'q-1', '']) {
      expect(after(exam, highlighted(2, passage, range(0, 5)))).toBe(exam)
    }
  })

  it('are made on screen only where going back is not allowed', () => {
    const exam = withScenario(false)
    for (const passage of ['stem:q-2', 'scenario:s-1']) {
      expect(after(exam, highlighted(1, passage, range(0, 5)))).toBe(exam)
      expect(after(exam, moved(1, 1), highlighted(2, passage, range(0, 5)))).toMatchObject({
        highlights: { [passage]: [range(0, 5)] },
      })
    }
  })
})

describe('what is looked up in an exam', () => {
  it('is kept with the question on screen and with how long it was open', () => {
    const exam = after(anExam(), lookedUp(1000, '6.1.2'), closedBook(4000), moved(5000, 1), lookedUp(6000, 'risk'))
    expect(exam).toMatchObject({
      lookUps: [
        { question: 'q-1', entry: '6.1.2', at: 1000, until: 4000 },
        { question: 'q-2', entry: 'risk', at: 6000, until: undefined },
      ],
    })
  })

  it('is kept with the response that stood before', () => {
    const chose = { type: 'chose', at: 2000, question: 'q-1', options: ['b'] } as const
    expect(after(anExam(), lookedUp(1000, '6.1.2'), chose, lookedUp(3000, '6.1.3'))).toMatchObject({
      lookUps: [{ before: { kind: 'none' } }, { before: { kind: 'chosen', options: ['b'] } }],
    })
  })

  it('is closed by the next look-up', () => {
    expect(after(anExam(), lookedUp(1000, '6.1.2'), lookedUp(2500, '6.1.3'))).toMatchObject({
      lookUps: [{ until: 2500 }, { until: undefined }],
    })
  })

  it.each<{ end: ExamEvent; until: number; because: string }>([
    { end: { type: 'paused', at: 3000 }, until: 3000, because: 'the exam is paused' },
    { end: { type: 'submitted', at: 3000 }, until: 3000, because: 'the exam is submitted' },
    { end: { type: 'ticked', at: 9_999_999 }, until: 3_600_000, because: 'the time runs out' },
  ])('is closed when $because', ({ end, until }) => {
    expect(after(anExam({ mode: 'practice' }), lookedUp(1000, '6.1.2'), end)).toMatchObject({ lookUps: [{ until }] })
  })

  it('changes nothing when it is open already, says nothing, or nothing is open to be closed', () => {
    const exam = after(anExam(), lookedUp(1000, '6.1.2'))
    expect(after(exam, lookedUp(2000, '6.1.2'))).toBe(exam)
    expect(after(exam, lookedUp(2000, ''))).toBe(exam)
    const closed = after(exam, closedBook(2000))
    expect(after(closed, closedBook(3000))).toBe(closed)
  })
})

it('an exam that is paused or over takes no note, highlight or look-up', () => {
  const late = [
    { type: 'noted', at: 5000, text: 'Look' },
    highlighted(5000, 'stem:q-1', range(0, 5)),
    lookedUp(5000, '6.1.2'),
    closedBook(5000),
    placed('q-1', 'a', 'r1'),
  ] as const
  for (const end of ['paused', 'submitted'] as const) {
    const exam = after(anExam({ mode: 'practice' }), { type: end, at: 4000 })
    for (const event of late) expect(after(exam, event)).toBe(exam)
  }
})
