import { describe, expect, it } from 'vitest'
import {
  counts,
  flaggedNumbers,
  limitMsOf,
  remainingMs,
  replay,
  sheetsOf,
  stateOf,
  transition,
  unansweredNumbers,
  usedMs,
  warningAt,
  warningsPassed,
  type Exam,
  type ExamEvent,
  type Sheet,
} from '../../src/core/exam.ts'
import { anExam, aPlan, aQuestion } from '../support/builders.ts'
import { known } from '../../src/core/result.ts'

const minutes = (n: number) => n * 60_000
const after = (exam: Exam, ...events: readonly ExamEvent[]) => events.reduce(transition, exam)
const sheet = (exam: Exam, number: number): Sheet => known(sheetsOf(exam)[number - 1])
const chose = (at: number, question: string, ...options: readonly string[]): ExamEvent => ({
  type: 'chose',
  at,
  question,
  options,
})
const moved = (at: number, to: number): ExamEvent => ({ type: 'moved', at, to })
const struck = (at: number, question: string, option: string, on = true): ExamEvent => ({
  type: 'struck',
  at,
  question,
  option,
  on,
})
const submitted = (at: number): ExamEvent => ({ type: 'submitted', at })

describe('an exam that is ready', () => {
  const ready = replay(aPlan({ limitMs: minutes(60) }), [])

  it('has all of its time and nothing seen', () => {
    expect(remainingMs(ready, 5)).toBe(minutes(60))
    expect(counts(ready)).toEqual({ complete: 0, incomplete: 0, unseen: 3, flagged: 0 })
    expect(unansweredNumbers(ready)).toEqual([1, 2, 3])
  })

  it('starts its clock and shows the first question', () => {
    const running = after(ready, { type: 'started', at: 1000 })
    expect(running).toMatchObject({ phase: 'running', startedAt: 1000, deadline: 1000 + minutes(60), current: 0 })
    expect(counts(running)).toEqual({ complete: 0, incomplete: 1, unseen: 2, flagged: 0 })
  })

  it('does not move, take a response or end before it has started', () => {
    for (const event of [moved(1, 1), chose(1, 'q-1', 'a'), submitted(1)]) expect(after(ready, event)).toBe(ready)
  })

  it('does not start without a question', () => {
    const empty = replay(aPlan({ questions: [] }), [])
    expect(after(empty, { type: 'started', at: 0 })).toBe(empty)
  })
})

describe('a running exam', () => {
  it('goes to any question it has', () => {
    const exam = after(anExam(), moved(1000, 2))
    expect(exam).toMatchObject({ current: 2 })
    expect(sheet(exam, 3).seen).toBe(true)
  })

  it.each([
    { to: 3, because: 'there are three questions' },
    { to: -1, because: 'nothing is before the first' },
    { to: 0.5, because: 'it lies between two questions' },
    { to: 0, because: 'it is there already' },
  ])('does not go to $to, since $because', ({ to }) => {
    const exam = anExam({ questions: 3 })
    expect(after(exam, moved(1000, to))).toBe(exam)
  })

  it('goes only to the next question where going back is not allowed', () => {
    const exam = anExam({ questions: 4, backAllowed: false })
    expect(after(exam, moved(1, 2))).toBe(exam)
    expect(after(exam, moved(1, 1))).toMatchObject({ current: 1 })
    expect(after(exam, moved(1, 1), moved(2, 0))).toMatchObject({ current: 1 })
  })

  it('takes responses to the question on screen alone where going back is not allowed', () => {
    const exam = after(anExam({ backAllowed: false }), moved(1, 1))
    expect(after(exam, chose(2, 'q-1', 'a'))).toBe(exam)
    expect(sheet(after(exam, chose(2, 'q-2', 'a')), 2).response).toEqual({ kind: 'chosen', options: ['a'] })
  })

  it('counts a question as seen that gets a response from elsewhere', () => {
    expect(sheet(after(anExam(), chose(1, 'q-3', 'b')), 3).seen).toBe(true)
  })

  it('keeps every response in its history, the present one last', () => {
    const exam = after(anExam(), chose(1, 'q-1', 'a'), chose(2, 'q-1', 'b'), chose(3, 'q-1'))
    expect(sheet(exam, 1).response).toEqual({ kind: 'none' })
    expect(sheet(exam, 1).history).toEqual([
      { kind: 'chosen', options: ['a'] },
      { kind: 'chosen', options: ['b'] },
      { kind: 'none' },
    ])
  })

  it('does not note the same response twice', () => {
    expect(sheet(after(anExam(), chose(1, 'q-1', 'a'), chose(2, 'q-1', 'a')), 1).history).toHaveLength(1)
  })

  it('takes as many options as are asked for, the first ones, and keeps them in the order of the file', () => {
    const exam = anExam({ questions: [aQuestion({ key: ['a', 'c'] })] })
    expect(sheet(after(exam, chose(1, 'q-1', 'd', 'b', 'd', 'a')), 1).response).toEqual({
      kind: 'chosen',
      options: ['b', 'd'],
    })
  })

  it('takes no response that names an option it does not offer', () => {
    const exam = after(anExam(), chose(1, 'q-1', 'a'))
    expect(sheet(after(exam, chose(2, 'q-1', 'z')), 1)).toMatchObject({ response: { kind: 'chosen', options: ['a'] } })
  })

  it('takes nothing about a question it does not hold', () => {
    const exam = anExam()
    for (const event of [chose(1, 'q-9', 'a'), struck(1, 'q-9', 'a')]) expect(after(exam, event)).toBe(exam)
  })

  it('flags a question and takes the flag away, whatever its response', () => {
    const flagged = after(anExam(), { type: 'flagged', at: 1, question: 'q-2', on: true })
    expect(flaggedNumbers(flagged)).toEqual([2])
    expect(counts(flagged)).toEqual({ complete: 0, incomplete: 1, unseen: 2, flagged: 1 })
    expect(flaggedNumbers(after(flagged, { type: 'flagged', at: 2, question: 'q-2', on: false }))).toEqual([])
  })

  it('strikes an option once, and takes the strike away', () => {
    const exam = after(anExam(), struck(1, 'q-1', 'b'), struck(2, 'q-1', 'c'), struck(3, 'q-1', 'b'))
    expect(sheet(exam, 1).struck).toEqual(['c', 'b'])
    expect(sheet(after(exam, struck(4, 'q-1', 'c', false)), 1).struck).toEqual(['b'])
  })

  it('strikes neither an unknown option nor one that is chosen', () => {
    const exam = after(anExam(), chose(1, 'q-1', 'a'), struck(2, 'q-1', 'z'), struck(3, 'q-1', 'a'))
    expect(sheet(exam, 1)).toMatchObject({ struck: [], response: { kind: 'chosen', options: ['a'] } })
  })

  it('un-strikes an option that is chosen', () => {
    const exam = after(anExam(), struck(1, 'q-1', 'a'), struck(2, 'q-1', 'b'), chose(3, 'q-1', 'a'))
    expect(sheet(exam, 1).struck).toEqual(['b'])
  })

  it('starts no second time and resumes only what was paused', () => {
    const exam = anExam()
    expect(after(exam, { type: 'started', at: 5 }, { type: 'resumed', at: 6 })).toBe(exam)
  })

  it('ends when it is submitted', () => {
    expect(after(anExam(), submitted(minutes(20)))).toMatchObject({
      phase: 'finished',
      cause: 'submitted',
      startedAt: 0,
      endedAt: minutes(20),
      limitMs: minutes(60),
    })
  })
})

describe('the clock of a running exam', () => {
  it('gives each question the time it was on screen', () => {
    const exam = after(anExam(), moved(4000, 1), chose(5000, 'q-2', 'a'), moved(9000, 0), submitted(10_000))
    expect(sheetsOf(exam).map(({ spentMs }) => spentMs)).toEqual([5000, 5000, 0])
    expect(usedMs(exam)).toBe(10_000)
  })

  it('leaves the exam as it is at a tick before the deadline', () => {
    const exam = anExam()
    expect(after(exam, { type: 'ticked', at: minutes(60) - 1 })).toBe(exam)
  })

  it.each<{ late: ExamEvent; because: string }>([
    { late: { type: 'ticked', at: minutes(60) }, because: 'a tick at the deadline comes' },
    { late: chose(minutes(61), 'q-1', 'a'), because: 'a response comes late' },
    { late: submitted(minutes(75)), because: 'it is submitted late' },
    { late: { type: 'extended', at: minutes(61), byMs: minutes(10) }, because: 'extra time comes late' },
  ])('ends the exam at the deadline when $because', ({ late }) => {
    const exam = after(anExam(), late)
    expect(exam).toMatchObject({ phase: 'finished', cause: 'time-out', endedAt: minutes(60) })
    expect(sheet(exam, 1)).toMatchObject({ spentMs: minutes(60), response: { kind: 'none' } })
    expect(remainingMs(exam, minutes(99))).toBe(0)
  })

  it('counts down to zero and no further', () => {
    expect(remainingMs(anExam(), minutes(25))).toBe(minutes(35))
    expect(remainingMs(anExam(), minutes(60))).toBe(0)
    expect(remainingMs(anExam(), minutes(90))).toBe(0)
  })

  it('counts the same however many events there were', () => {
    expect(remainingMs(after(anExam(), moved(minutes(3), 1), moved(minutes(7), 2)), minutes(25))).toBe(minutes(35))
  })

  it('gains nothing when it is set back', () => {
    const exam = after(anExam(), moved(minutes(10), 1), moved(minutes(2), 2))
    expect(remainingMs(exam, minutes(2))).toBe(minutes(50))
    expect(sheetsOf(exam).map(({ spentMs }) => spentMs)).toEqual([minutes(10), 0, 0])
    expect(remainingMs(after(exam, moved(minutes(11), 0)), minutes(11))).toBe(minutes(49))
  })

  it('gets extra time at once', () => {
    const exam = after(anExam(), { type: 'extended', at: minutes(59), byMs: minutes(10) })
    expect(remainingMs(exam, minutes(59))).toBe(minutes(11))
    expect(limitMsOf(exam)).toBe(minutes(70))
    expect(after(exam, submitted(minutes(65)))).toMatchObject({ cause: 'submitted', limitMs: minutes(70) })
  })

  it.each([0, -minutes(1), Number.NaN])('is not shortened or broken by %d milliseconds more', (byMs) => {
    expect(limitMsOf(after(anExam(), { type: 'extended', at: 1, byMs }))).toBe(minutes(60))
  })

  it('never runs out where the exam is untimed', () => {
    const exam = after(anExam({ limitMs: undefined }), { type: 'ticked', at: minutes(9999) })
    expect(exam.phase).toBe('running')
    expect(remainingMs(exam, minutes(9999))).toBeUndefined()
    const extended = after(exam, { type: 'extended', at: minutes(1), byMs: 1000 }, submitted(minutes(2)))
    expect(extended).toMatchObject({ phase: 'finished', limitMs: undefined })
    expect(remainingMs(extended, 0)).toBeUndefined()
  })
})

describe('a pause', () => {
  const paused = after(anExam({ mode: 'practice' }), { type: 'paused', at: minutes(10) })

  it('is not to be had in exam mode', () => {
    expect(after(anExam({ mode: 'exam' }), { type: 'paused', at: minutes(10) })).toMatchObject({ phase: 'running' })
  })

  it('stops the clock, whatever the time', () => {
    expect(paused.phase).toBe('paused')
    expect(remainingMs(paused, minutes(500))).toBe(minutes(50))
    expect(after(paused, { type: 'ticked', at: minutes(500) })).toBe(paused)
  })

  it('takes no response', () => {
    expect(after(paused, chose(minutes(11), 'q-1', 'a'))).toBe(paused)
  })

  it('ends with as much time as there was', () => {
    const resumed = after(paused, { type: 'resumed', at: minutes(500) })
    expect(resumed).toMatchObject({ phase: 'running', current: 0 })
    expect(remainingMs(resumed, minutes(501))).toBe(minutes(49))
    expect(limitMsOf(resumed)).toBe(minutes(60))
    expect(usedMs(after(resumed, submitted(minutes(503))))).toBe(minutes(13))
  })

  it('gains nothing when the clock is set back', () => {
    expect(remainingMs(after(paused, { type: 'resumed', at: minutes(1) }), minutes(1))).toBe(minutes(50))
  })

  it('can be submitted from, and is not counted as time used', () => {
    const exam = after(paused, submitted(minutes(500)))
    expect(exam).toMatchObject({ phase: 'finished', cause: 'submitted', endedAt: minutes(500), limitMs: minutes(60) })
    expect(usedMs(exam)).toBe(minutes(10))
    expect(remainingMs(exam, minutes(500))).toBe(minutes(50))
  })

  it('takes extra time', () => {
    const exam = after(paused, { type: 'extended', at: minutes(20), byMs: minutes(5) })
    expect(remainingMs(exam, minutes(20))).toBe(minutes(55))
  })

  it('stops an untimed exam too', () => {
    const exam = after(
      anExam({ mode: 'practice', limitMs: undefined }),
      { type: 'paused', at: 1000 },
      { type: 'resumed', at: 9000 },
    )
    expect(exam).toMatchObject({ phase: 'running', deadline: undefined })
    expect(usedMs(after(exam, submitted(10_000)))).toBe(2000)
  })
})

describe('a finished exam', () => {
  it('stays as it is, whatever comes', () => {
    const exam = after(anExam(), submitted(minutes(5)))
    for (const event of [chose(minutes(6), 'q-1', 'a'), { type: 'extended', at: 1, byMs: minutes(60) } as const])
      expect(after(exam, event)).toBe(exam)
  })
})

describe('the state of a question', () => {
  const blank = sheet(anExam({ events: [] }), 1)
  const two = aQuestion({ key: ['a', 'c'] })

  it.each([
    { seen: false, chosen: [], is: 'unseen', because: 'it was never on screen' },
    { seen: true, chosen: [], is: 'incomplete', because: 'nothing was chosen' },
    { seen: true, chosen: ['b'], is: 'incomplete', because: 'one of two was chosen' },
    { seen: true, chosen: ['b', 'd'], is: 'complete', because: 'two of two were chosen, right or not' },
  ])('is $is when $because', ({ seen, chosen, is }) => {
    expect(stateOf({ ...blank, seen, response: { kind: 'chosen', options: chosen } }, two)).toBe(is)
  })

  it('is listed by number where it is not complete', () => {
    const exam = after(
      anExam({ questions: [two, aQuestion({ id: 'q-2' }), aQuestion({ id: 'q-3' })] }),
      chose(1, 'q-1', 'a'),
      chose(2, 'q-3', 'a'),
    )
    expect(unansweredNumbers(exam)).toEqual([1, 2])
    expect(counts(exam)).toEqual({ complete: 1, incomplete: 1, unseen: 1, flagged: 0 })
  })
})

describe('the messages on time left', () => {
  it.each([
    { limit: 180, left: 30.1, due: [], because: 'the first comes at 30 minutes' },
    { limit: 180, left: 30, due: [30], because: 'half an hour is left of three' },
    { limit: 180, left: 5, due: [30, 5], because: 'there is none at 10 minutes in a long exam' },
    { limit: 60, left: 30, due: [], because: 'an exam of an hour begins at 10 minutes' },
    { limit: 60, left: 10, due: [10], because: 'ten minutes are left of an hour' },
    { limit: 60, left: 2, due: [10, 5, 2], because: 'two minutes are left' },
    { limit: 60, left: 0.5, due: [10, 5, 2, 1], because: 'the last minute runs' },
    { limit: 10, left: 10, due: [], because: 'an exam of ten minutes needs no message at its start' },
    { limit: 10, left: 5, due: [5], because: 'five minutes are left of ten' },
  ])('are $due with $left of $limit minutes left, since $because', ({ limit, left, due }) => {
    expect(warningsPassed(minutes(left), minutes(limit))).toEqual(due)
    expect(warningAt(minutes(left), minutes(limit))).toBe(due.at(-1))
  })
})

describe('what cannot be', () => {
  it('stops the program, be it a phase or an event', () => {
    expect(() => transition({ phase: 'lost' } as never, submitted(1))).toThrow('Unreachable')
    expect(() => transition(anExam(), { type: 'sneezed', at: 1 } as never)).toThrow('Unreachable')
  })
})
