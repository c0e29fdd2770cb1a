import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay, type ExamEvent, type ExamPlan } from '../../src/core/exam.ts'
import { gradeExam, passMarkOf, splitBySeen } from '../../src/core/grading.ts'
import { aPlan, aQuestion } from '../support/builders.ts'

const minutes = (n: number) => n * 60_000
const chose = (at: number, question: string, ...options: readonly string[]): ExamEvent => ({
  type: 'chose',
  at,
  question,
  options,
})

/** The finished exam of a plan after some events, submitted ten minutes after its start at 0. */
function finished(plan: ExamPlan, ...events: readonly ExamEvent[]) {
  const exam = replay(plan, [{ type: 'started', at: 0 }, ...events, { type: 'submitted', at: minutes(10) }])
  if (exam.phase !== 'finished') throw new Error(`The exam is ${exam.phase}.`)
  return exam
}

const answered = (questions: number, right: number, details: Partial<Omit<ExamPlan, 'questions'>> = {}) =>
  finished(
    aPlan({ questions, ...details }),
    ...Array.from({ length: right }, (_, index) => chose(index, `q-${index + 1}`, 'a')),
  )

describe('the pass mark', () => {
  it.each([
    { percent: 70, of: 40, is: 28, because: '70 % of 40 is 28, whatever floating point says' },
    { percent: 70, of: 80, is: 56, because: 'it comes out even' },
    { percent: 65, of: 40, is: 26, because: 'it comes out even' },
    { percent: 70, of: 45, is: 32, because: '31.5 questions are 32' },
    { percent: 58, of: 50, is: 29, because: '0.58 × 50 is 28.999… in floating point' },
    { percent: 66.7, of: 30, is: 21, because: '20.01 questions are 21' },
    { percent: 0.7, of: 1000, is: 7, because: 'it comes out even' },
    { percent: 100, of: 12, is: 12, because: 'all must be right' },
  ])('is $is of $of at $percent %, since $because', ({ percent, of, is }) => {
    expect(passMarkOf(percent, of)).toBe(is)
  })
})

describe('the verdict on an exam', () => {
  it.each([
    { right: 28, passed: true, percent: 70 },
    { right: 27, passed: false, percent: 67.5 },
    { right: 40, passed: true, percent: 100 },
    { right: 0, passed: false, percent: 0 },
  ])('at 70 % with $right of 40 right is passed: $passed', ({ right, passed, percent }) => {
    expect(gradeExam(answered(40, right))).toMatchObject({ right, of: 40, passMark: 28, passed, percent })
  })

  it('rounds to one decimal', () => {
    expect(gradeExam(answered(3, 2)).percent).toBe(66.7)
    expect(gradeExam(answered(7, 6)).percent).toBe(85.7)
  })

  it('does not round a fail up to the pass mark', () => {
    expect(gradeExam(answered(3, 2, { passPercent: 66.7 }))).toMatchObject({ passed: false, percent: 66.6 })
  })

  it('never reads as a pass when it is a fail', () => {
    const exams = fc
      .integer({ min: 1, max: 60 })
      .chain((of) => fc.tuple(fc.constant(of), fc.integer({ min: 0, max: of }), fc.integer({ min: 1, max: 1000 })))
    fc.assert(
      fc.property(exams, ([of, right, tenths]) => {
        const passPercent = tenths / 10
        const { passed, percent, passMark } = gradeExam(answered(of, right, { passPercent }))
        expect(passed).toBe(right >= passMark)
        expect(percent >= passPercent).toBe(passed)
      }),
    )
  })

  it('marks all or nothing', () => {
    const plan = aPlan({ questions: [aQuestion({ id: 'q-1', key: ['a', 'c'] }), aQuestion({ id: 'q-2' })] })
    const { questions, right } = gradeExam(finished(plan, chose(1, 'q-1', 'a')))
    expect(questions.map(({ mark }) => mark.kind)).toEqual(['wrong', 'skipped'])
    expect(right).toBe(0)
  })

  it('counts time used without the pauses, and time allowed with the extra', () => {
    const plan = aPlan({ mode: 'practice', limitMs: minutes(60) })
    const exam = finished(
      plan,
      { type: 'paused', at: minutes(1) },
      { type: 'resumed', at: minutes(4) },
      { type: 'extended', at: minutes(5), byMs: minutes(15) },
    )
    expect(gradeExam(exam)).toMatchObject({ usedMs: minutes(7), limitMs: minutes(75) })
  })
})

describe('an exam that is scored in marks', () => {
  // Ten marks: 1 + 1 + 2 in concepts, 3 + 3 in conducting; the floors are 2 and 3.
  const worth = { 'q-1': 1, 'q-2': 1, 'q-3': 2, 'q-4': 3, 'q-5': 3 } as const
  const plan = (details: Partial<Omit<ExamPlan, 'questions'>> = {}): ExamPlan => {
    const whole = aPlan({
      questions: Object.keys(worth).map((id, index) =>
        aQuestion({ id, domain: index < 3 ? 'concepts' : 'conducting' }),
      ),
      passPercent: 50,
      domains: [
        { id: 'concepts', title: 'Concepts', floor: 2 },
        { id: 'conducting', title: 'Conducting', floor: 3 },
      ],
      ...details,
    })
    const marks = Object.values(worth)
    return { ...whole, questions: whole.questions.map((asked, index) => ({ ...asked, marks: marks[index] })) }
  }
  const graded = (right: readonly (keyof typeof worth)[], details = {}) =>
    gradeExam(finished(plan(details), ...right.map((id, index) => chose(index, id, 'a'))))
  const missedIn = (report: ReturnType<typeof graded>) =>
    report.domains.filter(({ floor }) => floor?.reached === false).map(({ title }) => title)

  it.each<{ right: readonly (keyof typeof worth)[]; passed: boolean; missed: string[]; because: string }>([
    { right: ['q-3', 'q-4'], passed: true, missed: [], because: 'both floors and half of the marks are reached' },
    { right: ['q-1', 'q-4', 'q-5'], passed: false, missed: ['Concepts'], because: 'concepts has one mark of two' },
    { right: ['q-1', 'q-2', 'q-3'], passed: false, missed: ['Conducting'], because: 'conducting has none' },
    {
      right: ['q-1', 'q-4'],
      passed: false,
      missed: ['Concepts'],
      because: 'neither the floor nor the half is reached',
    },
    { right: [], passed: false, missed: ['Concepts', 'Conducting'], because: 'nothing is right' },
  ])('with $right right is passed: $passed, since $because', ({ right, passed, missed }) => {
    const report = graded(right)
    expect(report.passed).toBe(passed)
    expect(missedIn(report)).toEqual(missed)
  })

  it('is passed by marks, not by questions', () => {
    expect(graded(['q-1', 'q-2', 'q-3'], { domains: [] })).toMatchObject({
      right: 3,
      of: 5,
      passed: false,
      percent: 40,
    })
    expect(graded(['q-4', 'q-5'], { domains: [] })).toMatchObject({ right: 2, of: 5, passed: true, percent: 60 })
  })

  it('reports marks beside questions, over all and by domain', () => {
    const report = graded(['q-2', 'q-5'])
    expect(report).toMatchObject({ marks: { earned: 4, of: 10 }, passMark: 5, percent: 40 })
    expect(report.questions.map(({ marks }) => marks)).toEqual([1, 1, 2, 3, 3])
    expect(report.domains).toMatchObject([
      { right: 1, of: 3, marks: { earned: 1, of: 4 }, floor: { needed: 2, reached: false } },
      { right: 1, of: 2, marks: { earned: 3, of: 6 }, floor: { needed: 3, reached: true } },
    ])
  })
})

describe('a floor in an exam without marks', () => {
  it('counts questions', () => {
    const domains = [{ id: 'concepts', title: 'Concepts', floor: 3 }]
    expect(gradeExam(answered(4, 3, { domains }))).toMatchObject({ passed: true, marks: undefined })
    expect(gradeExam(answered(4, 2, { domains, passPercent: 50 }))).toMatchObject({
      passed: false,
      percent: 50,
      domains: [{ floor: { needed: 3, reached: false } }],
    })
  })
})

describe('a report', () => {
  it('lists each question by number with what was done', () => {
    const exam = finished(aPlan({ questions: 2 }), chose(1000, 'q-1', 'b'), chose(2000, 'q-1', 'a'), {
      type: 'flagged',
      at: 3000,
      question: 'q-1',
      on: true,
    })
    expect(gradeExam(exam).questions).toEqual([
      {
        id: 'q-1',
        number: 1,
        domain: 'concepts',
        mark: { kind: 'right', credit: 1 },
        response: { kind: 'chosen', options: ['a'] },
        seen: true,
        flagged: true,
        spentMs: minutes(10),
        history: [
          { kind: 'chosen', options: ['b'] },
          { kind: 'chosen', options: ['a'] },
        ],
      },
      {
        id: 'q-2',
        number: 2,
        domain: 'concepts',
        mark: { kind: 'skipped', credit: 0 },
        response: { kind: 'none' },
        seen: false,
        flagged: false,
        spentMs: 0,
        history: [],
      },
    ])
  })

  it('gives each domain its score and interval, in the order of the plan', () => {
    const domains = [
      { id: 'requirements', title: 'Requirements' },
      { id: 'concepts', title: 'Concepts' },
      { id: 'closing', title: 'Closing' },
    ]
    const questions = ['concepts', 'requirements', 'concepts'].map((domain, index) =>
      aQuestion({ id: `q-${index + 1}`, domain }),
    )
    const report = gradeExam(finished(aPlan({ questions, domains }), chose(1, 'q-1', 'a'), chose(2, 'q-2', 'b')))
    expect(report.domains).toMatchObject([
      { id: 'requirements', title: 'Requirements', right: 0, of: 1 },
      { id: 'concepts', title: 'Concepts', right: 1, of: 2 },
      { id: 'closing', title: 'Closing', right: 0, of: 0, interval: { low: 0, high: 1 } },
    ])
    expect(report.domains[1]?.interval.low).toBeCloseTo(0.0945, 4)
  })

  it('can be asked for other domains than those of the plan', () => {
    expect(gradeExam(answered(2, 1), [{ id: 'closing', title: 'Closing' }]).domains).toMatchObject([
      { id: 'closing', of: 0 },
    ])
  })

  it.each([
    { given: ['a', 'b'], rightToWrong: 1, wrongToRight: 0, wrongToWrong: 0, because: 'the key was left' },
    { given: ['b', 'a'], rightToWrong: 0, wrongToRight: 1, wrongToWrong: 0, because: 'the key was found' },
    {
      given: ['b', 'c'],
      rightToWrong: 0,
      wrongToRight: 0,
      wrongToWrong: 1,
      because: 'one distractor took the place of another',
    },
    {
      given: ['a', 'b', 'a'],
      rightToWrong: 0,
      wrongToRight: 0,
      wrongToWrong: 0,
      because: 'the last response is the first',
    },
    { given: ['a'], rightToWrong: 0, wrongToRight: 0, wrongToWrong: 0, because: 'there was one response' },
    { given: ['a', ''], rightToWrong: 1, wrongToRight: 0, wrongToWrong: 0, because: 'the key was taken back' },
    { given: [], rightToWrong: 0, wrongToRight: 0, wrongToWrong: 0, because: 'nothing was chosen' },
  ])('counts a change from $given as it is, since $because', ({ given, rightToWrong, wrongToRight, wrongToWrong }) => {
    const events = given.map((option, index) => chose(index, 'q-1', ...option))
    expect(gradeExam(finished(aPlan(), ...events)).changes).toEqual({ rightToWrong, wrongToRight, wrongToWrong })
  })

  it('does not take a response that is still growing for a change', () => {
    const plan = aPlan({ questions: [aQuestion({ key: ['a', 'c'] })] })
    const report = gradeExam(finished(plan, chose(1, 'q-1', 'b'), chose(2, 'q-1', 'a'), chose(3, 'q-1', 'a', 'c')))
    expect(report.changes).toEqual({ rightToWrong: 0, wrongToRight: 0, wrongToWrong: 0 })
  })

  it('sets the pace at each quarter against the budget', () => {
    const moves = [1, 2, 3].map((to): ExamEvent => ({ type: 'moved', at: minutes(to), to }))
    const { pace } = gradeExam(finished(aPlan({ questions: 4, limitMs: minutes(60) }), ...moves))
    expect(pace).toEqual({
      budgetMs: minutes(15),
      quarters: [
        { questions: 1, budgetMs: minutes(15), actualMs: minutes(1) },
        { questions: 2, budgetMs: minutes(30), actualMs: minutes(2) },
        { questions: 3, budgetMs: minutes(45), actualMs: minutes(3) },
        { questions: 4, budgetMs: minutes(60), actualMs: minutes(10) },
      ],
    })
  })

  it('has no budget where the exam was untimed', () => {
    const { pace, limitMs } = gradeExam(answered(4, 2, { limitMs: undefined }))
    expect(limitMs).toBeUndefined()
    expect(pace.budgetMs).toBeUndefined()
    expect(pace.quarters.map(({ budgetMs }) => budgetMs)).toEqual([undefined, undefined, undefined, undefined])
  })

  it('tells questions that were new from those seen before', () => {
    const report = gradeExam(answered(4, 3))
    expect(splitBySeen(report, new Set(['q-3', 'q-4', 'q-99']))).toEqual({
      fresh: { right: 2, of: 2 },
      seen: { right: 1, of: 2 },
    })
  })

  it('adds up, however it is split', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.nat({ max: 20 }),
        fc.array(fc.nat({ max: 25 })),
        (of, some, seen) => {
          const report = gradeExam(answered(of, Math.min(some, of)))
          const split = splitBySeen(report, new Set(seen.map((number) => `q-${number}`)))
          expect(split.fresh.of + split.seen.of).toBe(report.of)
          expect(split.fresh.right + split.seen.right).toBe(report.right)
          expect(report.domains[0]).toMatchObject({ right: report.right, of: report.of })
          expect(report.pace.quarters.at(-1)).toMatchObject({ questions: of, actualMs: report.usedMs })
        },
      ),
    )
  })
})

describe('what was looked up', () => {
  const lookedUp = (at: number, entry = '6.1.2'): ExamEvent => ({ type: 'looked-up', at, entry })
  const closed = (at: number): ExamEvent => ({ type: 'closed-book', at })
  const reported = (...events: readonly ExamEvent[]) =>
    gradeExam(finished(aPlan({ openBook: true }), ...events)).lookUps

  it.each<{ events: readonly ExamEvent[]; turned: number; because: string }>([
    { events: [lookedUp(1), closed(2), chose(3, 'q-1', 'a')], turned: 1, because: 'there was no answer before' },
    {
      events: [chose(1, 'q-1', 'b'), lookedUp(2), closed(3), chose(4, 'q-1', 'a')],
      turned: 1,
      because: 'the answer before was wrong',
    },
    { events: [chose(1, 'q-1', 'a'), lookedUp(2), closed(3)], turned: 0, because: 'it was right already' },
    { events: [lookedUp(1), closed(2), chose(3, 'q-1', 'b')], turned: 0, because: 'the answer is wrong in the end' },
    {
      events: [lookedUp(1), closed(2), { type: 'moved', at: 3, to: 1 }, chose(4, 'q-2', 'a')],
      turned: 0,
      because: 'another question was answered',
    },
    {
      events: [lookedUp(1), lookedUp(2, '6.1.3'), closed(3), chose(4, 'q-1', 'a')],
      turned: 1,
      because: 'a question is turned once, however often was looked',
    },
  ])('has turned $turned answers right, because $because', ({ events, turned }) => {
    expect(reported(...events).turned).toBe(turned)
  })

  it('is counted with the time it was open, up to the end of the exam', () => {
    expect(reported(lookedUp(1000), closed(4000), lookedUp(minutes(9), '6.1.3'))).toMatchObject({
      count: 2,
      ms: 3000 + minutes(1),
    })
  })
})
