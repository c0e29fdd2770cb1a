import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { ExamEvent } from '../../src/core/exam.ts'
import type { Response } from '../../src/core/question.ts'
import { openProgress } from '../../src/store/progress.ts'
import { data, logProblem } from '../../src/store/shapes.ts'
import { aName, aPlan, aResponse, noData, started, valueOf } from './builders.ts'

const open = () => openProgress({ name: aName(), now: () => Date.UTC(2026, 10, 23) })

const events: readonly ExamEvent[] = [
  started,
  { type: 'chose', at: 1001, question: 'q1', options: ['b', 'a'] },
  { type: 'placed', at: 1002, question: 'q2', option: 'a', target: 'r1' },
  { type: 'placed', at: 1003, question: 'q2', option: 'a', target: undefined },
  { type: 'noted', at: 1004, text: 'Look at 2' },
  { type: 'highlighted', at: 1005, passage: 'stem:q1', ranges: [{ from: 0, to: 5 }] },
  { type: 'looked-up', at: 1006, entry: '6.1.2' },
  { type: 'closed-book', at: 1007 },
]
const responses: readonly Response[] = [
  { kind: 'ordered', options: ['b', 'a', 'c'] },
  { kind: 'placed', targets: { a: 'minor', b: 'ofi' } },
]

describe('whatever can be answered and done at the desk', () => {
  it('is kept, and goes to another device and comes out whole', async () => {
    const progress = open()
    await valueOf(progress.createAttempt(aPlan()))
    for (const event of events) await valueOf(progress.append('attempt-1', event))
    for (const response of responses) await valueOf(progress.record(aResponse({ response })))
    expect((await valueOf(progress.loadAttempt('attempt-1'))).events).toEqual(events)

    const other = open()
    const text = await progress.exportBackup()
    await valueOf(other.importBackup(await valueOf(other.parseBackup(text))))
    expect((await valueOf(other.loadAttempt('attempt-1'))).events).toEqual(events)
    expect((await other.responses()).map(({ response }) => response)).toEqual(expect.arrayContaining([...responses]))
  })

  it.each([
    { event: { type: 'placed', at: 1, question: 'q2', option: 'a', target: 3 }, path: 'event.target' },
    { event: { type: 'noted', at: 1 }, path: 'event.text' },
    { event: { type: 'highlighted', at: 1, passage: 'stem:q1', ranges: [{ from: 0 }] }, path: 'event.ranges[0].to' },
    {
      event: { type: 'highlighted', at: 1, passage: 'stem:q1', ranges: [{ from: -1, to: 2 }] },
      path: 'ranges[0].from',
    },
    { event: { type: 'looked-up', at: 1 }, path: 'event.entry' },
    { event: { type: 'closed-book' }, path: 'event.at' },
    { event: { type: 'guessed', at: 1 }, path: 'event.type' },
  ])('is refused where it is damaged: $path', ({ event, path }) => {
    const row = { id: 'attempt-1:0', schema: 1, attemptId: 'attempt-1', seq: 0, event }
    expect(logProblem([row], 'events')?.path).toContain(path)
  })

  it.each([
    { response: { kind: 'ordered' }, path: 'response.options' },
    { response: { kind: 'placed', targets: ['a'] }, path: 'response.targets' },
    { response: { kind: 'placed', targets: { a: 1 } }, path: 'response.targets.a' },
    { response: { kind: 'told' }, path: 'response.kind' },
  ])('is refused as a response where it is damaged: $path', ({ response, path }) => {
    const row = { ...aResponse(), id: 'r-1', schema: 1, firstExposure: true, response }
    expect(data({ ...noData, responses: [row] }, '')?.path).toBe(`responses[0].${path}`)
  })
})
