import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepResult, removeResult } from '../../src/islands/progress/real-results.ts'
import { eventId } from '../../src/store/ids.ts'
import { merge } from '../../src/store/merge.ts'
import { openProgress, type Progress } from '../../src/store/progress.ts'
import type { Attempt, Data, ForecastRow, StoredResponse } from '../../src/store/tables.ts'
import { aName, aPlan, aResponse, aSummary, dataIn, moved, noData, sorted, started, valueOf } from './builders.ts'

const aStored = (id: string, given: Partial<StoredResponse> = {}): StoredResponse => ({
  ...aResponse({ questionId: `question of ${id}` }),
  id,
  schema: 1,
  firstExposure: true,
  ...given,
})

const aForecast = (id: string): ForecastRow => ({
  id,
  schema: 2,
  at: 1,
  passChance: 0.6,
  mean: 0.7,
  low: 25,
  high: 33,
  questions: 40,
  evidence: 90,
})

/** An attempt with a log of so many events, finished or not. */
function anAttempt(id: string, { events = 0, ...given }: { events?: number } & Partial<Attempt> = {}): Data {
  const plan = aPlan({ attemptId: id })
  const { profileId, title, mode } = plan
  const questionIds = ['q1', 'q2', 'q3']
  const log = Array.from({ length: events }, (_, seq) => (seq === 0 ? started : moved(seq)))
  return {
    ...noData,
    attempts: [{ id, schema: 1, createdAt: 1, profileId, title, mode, questionIds, ...given }],
    plans: [{ id, schema: 1, plan }],
    events: log.map((event, seq) => ({ id: eventId(id, seq), schema: 1, attemptId: id, seq, event })),
  }
}

const joined = (parts: readonly Data[]): Data => ({
  ...noData,
  attempts: parts.flatMap(({ attempts }) => attempts),
  plans: parts.flatMap(({ plans }) => plans),
  events: parts.flatMap(({ events }) => events),
})

/** Ours after the merge. */
function union(ours: Data, theirs: Data): Data {
  const { changes } = merge(ours, theirs)
  const over = <Row extends { readonly id: string }>(rows: readonly Row[], changed: readonly Row[]) => [
    ...new Map([...rows, ...changed].map((row) => [row.id, row])).values(),
  ]
  return sorted({
    studies: over(ours.studies, changes.studies),
    visits: over(ours.visits, changes.visits),
    settings: over(ours.settings, changes.settings),
    responses: over(ours.responses, changes.responses),
    attempts: over(ours.attempts, changes.attempts),
    plans: over(ours.plans, changes.plans),
    events: over(ours.events, changes.events),
    annotations: over(ours.annotations, changes.annotations),
    forecasts: over(ours.forecasts, changes.forecasts),
    binders: over(ours.binders, changes.binders),
    fields: over(ours.fields, changes.fields),
    ownQuestions: over(ours.ownQuestions, changes.ownQuestions),
    ownExams: over(ours.ownExams, changes.ownExams),
  })
}

const ids = fc.constantFrom('one', 'two', 'three')
const passed = { body: 'A body', exam: 'An exam', day: '2026-11-24', passed: true }
const fields = <Row>(value: fc.Arbitrary<Row>) =>
  fc
    .uniqueArray(fc.tuple(ids, fc.nat(3), value), { selector: ([id]) => id })
    .map((rows) => rows.map(([id, at, rest]) => ({ ...rest, id, at, schema: 1 })))
const anOwnExam = { title: 'Friday', minutes: 20, passPercent: 70, questions: ['own-a-001'] }
const fullLog = 4

/**
 * What one of several devices of one person may hold: fields written and deleted at any time, some of the responses,
 * and of each attempt the beginning of its log, or all of it and the summary.
 */
const device: fc.Arbitrary<Data> = fc
  .record({
    studies: fields(fc.record({ studied: fc.boolean() })),
    visits: fields(fc.record({ section: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }) })),
    settings: fields(fc.record({ value: fc.option(fc.constantFrom('dark', 'light', 7, passed), { nil: undefined }) })),
    annotations: fields(
      fc.record({
        place: fc.constant('lesson:F1.1'),
        kind: fc.constant('note' as const),
        annotation: fc.option(fc.record({ kind: fc.constant('note' as const), text: fc.string() }), { nil: undefined }),
      }),
    ),
    binders: fields(fc.record({ name: fc.option(fc.constantFrom('Mine', 'Class'), { nil: undefined }) })),
    fields: fields(
      fc.record({
        binder: fc.constant('one'),
        value: fc.option(fc.constantFrom('in', 'out', 'R-01'), { nil: undefined }),
      }),
    ),
    ownQuestions: fields(
      fc.record({ fields: fc.option(fc.constantFrom({ stem: 'One?' }, { stem: 'Two?' }), { nil: undefined }) }),
    ),
    ownExams: fields(fc.record({ exam: fc.option(fc.constant(anOwnExam), { nil: undefined }) })),
    forecasts: fc.subarray(['a1', 'a2', 'a3']).map((chosen) => chosen.map(aForecast)),
    responses: fc.subarray(['r1', 'r2', 'r3', 'r4']).map((chosen) => chosen.map((id) => aStored(id))),
    attempts: fc
      .uniqueArray(fc.tuple(ids, fc.nat(fullLog + 1)), { selector: ([id]) => id })
      .map((rows) =>
        rows.map(([id, events]) =>
          events > fullLog ? anAttempt(id, { events: fullLog, summary: aSummary() }) : anAttempt(id, { events }),
        ),
      ),
  })
  .map(({ attempts, ...rest }) => ({ ...joined(attempts), ...rest }))

describe('merging what several devices hold', () => {
  it('does not depend on the order', () => {
    fc.assert(
      fc.property(device, device, (a, b) => {
        expect(union(a, b)).toEqual(union(b, a))
      }),
    )
  })

  it('does not depend on the grouping', () => {
    fc.assert(
      fc.property(device, device, device, (a, b, c) => {
        expect(union(union(a, b), c)).toEqual(union(a, union(b, c)))
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(device, device, (a, b) => {
        const both = union(a, b)
        expect(merge(both, b)).toMatchObject({
          changes: noData,
          adds: { lessons: 0, settings: 0, responses: 0, attempts: 0, events: 0, annotations: 0, fields: 0 },
          conflicts: 0,
        })
        expect(union(both, a)).toEqual(both)
      }),
    )
  })

  it('loses no row of a log, on either side', () => {
    fc.assert(
      fc.property(device, device, (a, b) => {
        const both = union(a, b)
        expect(both.responses).toEqual(expect.arrayContaining([...a.responses, ...b.responses]))
        expect(both.events).toEqual(expect.arrayContaining([...a.events, ...b.events]))
      }),
    )
  })

  it('keeps the last word on each field, deletions included', () => {
    fc.assert(
      fc.property(device, device, (a, b) => {
        for (const row of union(a, b).studies) {
          const words = [...a.studies, ...b.studies].filter(({ id }) => id === row.id)
          expect(row.at).toBe(Math.max(...words.map(({ at }) => at)))
          expect(words).toContainEqual(row)
        }
      }),
    )
  })
})

describe('a field deleted on one device', () => {
  const marked = { id: 'scope', schema: 1, at: 10, studied: true }
  const unmarked = { id: 'scope', schema: 1, at: 20, studied: false }

  it('is not brought back by an older copy', () => {
    expect(union({ ...noData, studies: [unmarked] }, { ...noData, studies: [marked] }).studies).toEqual([unmarked])
  })

  it('is deleted on the other', () => {
    expect(union({ ...noData, studies: [marked] }, { ...noData, studies: [unmarked] }).studies).toEqual([unmarked])
  })
})

describe('an attempt on two devices', () => {
  const conflict = { changes: noData, adds: { attempts: 0, events: 0 }, already: 0, conflicts: 1 }

  it('takes the longer log and the summary', () => {
    const { changes, adds } = merge(
      anAttempt('one', { events: 2 }),
      anAttempt('one', { events: 4, summary: aSummary() }),
    )
    expect(changes.events.map(({ seq }) => seq)).toEqual([2, 3])
    expect(changes.attempts).toMatchObject([{ summary: aSummary() }])
    expect(adds).toMatchObject({ attempts: 0, events: 2 })
  })

  const short = anAttempt('one', { events: 2 })
  const done = anAttempt('one', { events: 2, summary: aSummary() })
  const forked = { ...short, events: short.events.map((row) => ({ ...row, event: moved(2) })) }
  it.each([
    { because: 'the logs part ways', ours: anAttempt('one', { events: 3 }), theirs: forked },
    { because: 'ours is finished and theirs goes on', ours: done, theirs: anAttempt('one', { events: 3 }) },
    { because: 'theirs is finished and ours went on', ours: anAttempt('one', { events: 3 }), theirs: done },
    {
      because: 'the summaries differ',
      ours: done,
      theirs: anAttempt('one', { events: 2, summary: aSummary({ right: 3 }) }),
    },
    {
      because: 'the plans differ',
      ours: short,
      theirs: { ...short, plans: [{ id: 'one', schema: 1, plan: aPlan({ attemptId: 'one', questions: ['q9'] }) }] },
    },
  ])('is a conflict and stays as it is here when $because', ({ ours, theirs }) => {
    expect(merge(ours, theirs)).toMatchObject(conflict)
  })
})

describe('a response that differs under one id', () => {
  it('is a conflict and stays as it is here', () => {
    const ours = { ...noData, responses: [aStored('r1')] }
    const theirs = { ...noData, responses: [aStored('r1', { at: 99 }), aStored('r2')] }
    expect(merge(ours, theirs)).toMatchObject({
      changes: { responses: [aStored('r2')] },
      already: 0,
      conflicts: 1,
    })
  })
})

describe('a forecast that differs under one attempt', () => {
  it('is a conflict and stays as it is here', () => {
    const ours = { ...noData, forecasts: [aForecast('a1')] }
    const theirs = { ...noData, forecasts: [{ ...aForecast('a1'), passChance: 0.9 }, aForecast('a2')] }
    expect(merge(ours, theirs)).toMatchObject({ changes: { forecasts: [aForecast('a2')] }, conflicts: 1 })
  })
})

describe('two devices that take each other’s backups', () => {
  type Deed = (progress: Progress, at: number) => Promise<unknown>
  const lesson = fc.constantFrom('scope', 'needs')
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    lesson.map(
      (lessonId): Deed =>
        (progress, at) =>
          progress.markStudied({ lessonId, at }),
    ),
    lesson.map(
      (lessonId): Deed =>
        (progress, at) =>
          progress.unmarkStudied({ lessonId, at }),
    ),
    lesson.map(
      (lessonId): Deed =>
        (progress, at) =>
          progress.visited({ lessonId, at }),
    ),
    fc.constantFrom('q1', 'q2').map(
      (questionId): Deed =>
        (progress, at) =>
          progress.record(aResponse({ questionId, at })),
    ),
    fc.constantFrom('mine', 'clear').map(
      (text): Deed =>
        (progress) =>
          progress.annotate({ id: 'n1', place: 'lesson:scope', annotation: { kind: 'note', text } }),
    ),
    fc.constant<Deed>((progress) => progress.removeAnnotation('n1')),
    fc.boolean().map(
      (passed): Deed =>
        (progress) =>
          keepResult(progress, { id: 'r1', body: 'A body', exam: 'An exam', day: '2026-11-24', passed }),
    ),
    fc.constant<Deed>((progress) => removeResult(progress, 'r1')),
    fc.constantFrom('dark', undefined).map(
      (value): Deed =>
        (progress) =>
          progress.set('theme', value),
    ),
    fc.tuple(fc.constantFrom('decision', 'reason'), fc.constantFrom('in', 'out', '', undefined)).map(
      ([field, value]): Deed =>
        (progress) =>
          progress.setFields('b1', new Map([[`statement/controls/A.2.2/${field}`, value]])),
    ),
    fc.constantFrom('Mine', 'Class').map(
      (name): Deed =>
        (progress) =>
          progress.renameBinder({ id: 'b1', name }),
    ),
    fc.constant<Deed>((progress) => progress.removeBinder('b1')),
  )

  it('hold the same, whoever goes first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(1), deed), { maxLength: 12 }), async (deeds) => {
        let clock = 0
        const now = () => ++clock
        const devices = [openProgress({ name: aName(), now }), openProgress({ name: aName(), now })] as const
        for (const [index, act] of deeds) await act(index === 0 ? devices[0] : devices[1], now())
        const [one, other] = devices
        const [first, second] = [await one.exportBackup(), await other.exportBackup()]
        await valueOf(one.importBackup(await valueOf(one.parseBackup(second))))
        await valueOf(other.importBackup(await valueOf(other.parseBackup(first))))
        expect(dataIn(await one.exportBackup())).toEqual(dataIn(await other.exportBackup()))
        devices.forEach((progress) => progress.close())
      }),
      { numRuns: 25 },
    )
  })
})
