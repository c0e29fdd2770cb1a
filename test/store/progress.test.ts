import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { version } from '../../src/store/migrations.ts'
import {
  openProgress,
  type Binder,
  type Lessons,
  type Progress,
  type StoredResponse,
  type WorkbookFields,
} from '../../src/store/progress.ts'
import { aName, aPlan, aResponse, aSummary, moved, shown, started, valueOf } from './builders.ts'

afterEach(() => vi.unstubAllGlobals())

let clock = 0
const now = () => ++clock

function open(keeps: 'device' | 'memory', name = aName()): Progress {
  if (keeps === 'memory') vi.stubGlobal('indexedDB', undefined)
  return openProgress({ name, now })
}

describe.each(['device', 'memory'] as const)('progress kept in %s', (keeps) => {
  it('says where it is kept', async () => {
    expect((await open(keeps).ready).keeps).toBe(keeps)
  })

  describe('what is attached to a place', () => {
    const place = 'lesson:F3.1'

    it('is found by place and by kind, oldest first', async () => {
      const progress = open(keeps)
      const note = await valueOf(progress.annotate({ place, annotation: { kind: 'note', text: 'Ask about scope' } }))
      const flag = await valueOf(progress.annotate({ place: 'question:f-roles-003', annotation: { kind: 'flag' } }))
      const bookmark = await valueOf(progress.annotate({ place, annotation: { kind: 'bookmark', section: 'limits' } }))
      const idsOf = (annotated: readonly { readonly id: string }[]) => annotated.map(({ id }) => id)
      expect(idsOf(await progress.annotations())).toEqual([note, flag, bookmark])
      expect(idsOf(await progress.annotations({ places: [place] }))).toEqual([note, bookmark])
      expect(idsOf(await progress.annotations({ kinds: ['flag'] }))).toEqual([flag])
      expect(idsOf(await progress.annotations({ places: [place], kinds: ['note'] }))).toEqual([note])
    })

    it('is changed under its id, and gone for watchers when it is removed', async () => {
      const progress = open(keeps)
      const id = await valueOf(progress.annotate({ place, annotation: { kind: 'note', text: 'First' } }))
      await valueOf(progress.annotate({ id, place, annotation: { kind: 'note', text: 'Second' } }))
      expect(await progress.annotations()).toMatchObject([{ id, annotation: { text: 'Second' } }])
      await valueOf(progress.removeAnnotation(id))
      expect(await progress.annotations()).toEqual([])
      expect(await shown(progress.watchAnnotations.bind(null, { places: [place] }), () => true)).toEqual([])
    })
  })

  describe('a binder', () => {
    const bindersOf = (progress: Progress) => shown<readonly Binder[]>(progress.watchBinders, () => true)
    const fieldsOf = (progress: Progress, id: string) =>
      shown<WorkbookFields>(progress.watchFields.bind(null, id), () => true)
    const reason = 'statement/controls/A.2.2/reason'

    it('is there with all that it was begun with, and apart from others', async () => {
      const progress = open(keeps)
      const mine = await valueOf(progress.createBinder({ name: 'My company', fields: new Map([[reason, 'R-01']]) }))
      const other = await valueOf(progress.createBinder({ name: 'Class', fields: new Map() }))
      expect(await bindersOf(progress)).toEqual([
        { id: other, name: 'Class' },
        { id: mine, name: 'My company' },
      ])
      expect(await fieldsOf(progress, mine)).toEqual(new Map([[reason, 'R-01']]))
      expect(await fieldsOf(progress, other)).toEqual(new Map())
    })

    it('keeps each field for itself; an empty one is gone', async () => {
      const progress = open(keeps)
      const id = await valueOf(progress.createBinder({ name: 'Mine', fields: new Map([[reason, 'Old']]) }))
      await valueOf(progress.setFields(id, new Map([['statement/controls/A.2.2/decision', 'included']])))
      await valueOf(progress.setFields(id, new Map([[reason, '']])))
      expect(await fieldsOf(progress, id)).toEqual(new Map([['statement/controls/A.2.2/decision', 'included']]))
      expect(await progress.countFields()).toBe(1)
    })

    it('takes another name, and takes all its fields with it when it is deleted', async () => {
      const progress = open(keeps)
      const id = await valueOf(progress.createBinder({ name: 'Mine', fields: new Map([[reason, 'R-01']]) }))
      await valueOf(progress.renameBinder({ id, name: 'Ours' }))
      expect(await bindersOf(progress)).toEqual([{ id, name: 'Ours' }])
      await valueOf(progress.removeBinder(id))
      expect(await bindersOf(progress)).toEqual([])
      expect(await progress.countFields()).toBe(0)
      expect(await progress.exportBackup()).not.toContain('R-01')
    })
  })

  it('takes a removal back: the same written anew stands again, also after the two went through a backup', async () => {
    const progress = open(keeps)
    const annotation = { kind: 'highlight', section: 'limits', from: 4, to: 9, quote: 'scope', note: 'Why?' } as const
    const id = await valueOf(progress.annotate({ place: 'lesson:F3.1', annotation }))
    await valueOf(progress.removeAnnotation(id))
    const before = await valueOf(progress.parseBackup(await progress.exportBackup()))
    await valueOf(progress.annotate({ id, place: 'lesson:F3.1', annotation }))
    await valueOf(progress.importBackup(before))
    expect(await progress.annotations()).toMatchObject([{ id, annotation }])

    const other = open(keeps)
    await valueOf(other.importBackup(await valueOf(other.parseBackup(await progress.exportBackup()))))
    expect(await other.annotations()).toMatchObject([{ id, place: 'lesson:F3.1', annotation }])
  })

  it('keeps the first forecast of an attempt', async () => {
    const progress = open(keeps)
    const forecast = { at: 5, passChance: 0.6, mean: 0.7, low: 25, high: 33, questions: 40, evidence: 90 }
    await valueOf(progress.foresee('attempt-1', forecast))
    await valueOf(progress.foresee('attempt-1', { ...forecast, passChance: 0.99 }))
    expect(await progress.forecasts()).toEqual([{ ...forecast, id: 'attempt-1', schema: version }])
  })

  describe('lessons', () => {
    const lessons = (progress: Progress) => shown<Lessons>(progress.watchLessons, () => true)

    it('are studied until they are unmarked', async () => {
      const progress = open(keeps)
      await valueOf(progress.markStudied({ lessonId: 'foundation/context/scope', at: 10 }))
      await valueOf(progress.markStudied({ lessonId: 'foundation/context/needs', at: 11 }))
      await valueOf(progress.unmarkStudied({ lessonId: 'foundation/context/scope', at: 12 }))
      expect([...(await lessons(progress)).studied]).toEqual([['foundation/context/needs', 11]])
    })

    it('obey the learner even after the clock was set back', async () => {
      const progress = open(keeps)
      await valueOf(progress.markStudied({ lessonId: 'scope', at: 1000 }))
      const earlier = await progress.exportBackup()
      await valueOf(progress.unmarkStudied({ lessonId: 'scope', at: 10 }))
      await valueOf(progress.importBackup(await valueOf(progress.parseBackup(earlier))))
      expect((await lessons(progress)).studied.size).toBe(0)
    })

    it('remember the last visit and the section', async () => {
      const progress = open(keeps)
      expect((await lessons(progress)).lastVisit).toBeUndefined()
      await valueOf(progress.visited({ lessonId: 'scope', at: 10, section: 'limits' }))
      await valueOf(progress.visited({ lessonId: 'needs', at: 20 }))
      await valueOf(progress.visited({ lessonId: 'scope', at: 30, section: 'record' }))
      expect((await lessons(progress)).lastVisit).toEqual({ lessonId: 'scope', at: 30, section: 'record' })
    })

    it('are shown to a watcher as they change, until it stops', async () => {
      const progress = open(keeps)
      const sizes: number[] = []
      const stop = progress.watchLessons(({ studied }) => sizes.push(studied.size))
      await vi.waitFor(() => expect(sizes).toEqual([0]))
      await valueOf(progress.markStudied({ lessonId: 'scope', at: 1 }))
      await vi.waitFor(() => expect(sizes).toEqual([0, 1]))
      stop()
      await valueOf(progress.markStudied({ lessonId: 'needs', at: 2 }))
      await valueOf(progress.markStudied({ lessonId: 'roles', at: 3 }))
      expect(sizes).toEqual([0, 1])
    })
  })

  describe('a response', () => {
    it('comes back as it was given', async () => {
      const progress = open(keeps)
      const given = aResponse({ certainty: 2, spentMs: 5000, bankHash: 'abc' })
      const stored = await valueOf(progress.record(given))
      expect(stored).toEqual({ ...given, id: stored.id, schema: version, firstExposure: true })
      expect(await progress.responses()).toEqual([stored])
    })

    it('is the first exposure only once', async () => {
      const progress = open(keeps)
      const first = await valueOf(progress.record(aResponse({ at: 1 })))
      const second = await valueOf(progress.record(aResponse({ at: 2 })))
      const other = await valueOf(progress.record(aResponse({ questionId: 'f-context-002', at: 3 })))
      expect([first, second, other].map(({ firstExposure }) => firstExposure)).toEqual([true, false, true])
    })

    it('is no first exposure of a question that another attempt has shown', async () => {
      const progress = open(keeps)
      await valueOf(progress.createAttempt(aPlan({ questions: ['q1', 'q2', 'q3'] })))
      await valueOf(progress.append('attempt-1', started))
      await valueOf(progress.append('attempt-1', moved(2)))
      const responses = await valueOf(
        progress.recordAll(['q1', 'q2', 'q3'].map((questionId) => aResponse({ questionId }))),
      )
      expect(responses.map(({ questionId, firstExposure }) => [questionId, firstExposure])).toEqual([
        ['q1', false],
        ['q2', true],
        ['q3', false],
      ])
    })

    it('is a first exposure in the attempt that shows the question', async () => {
      const progress = open(keeps)
      await valueOf(progress.createAttempt(aPlan({ questions: ['q1'] })))
      await valueOf(progress.append('attempt-1', started))
      const given = aResponse({ questionId: 'q1', context: 'exam', attemptId: 'attempt-1' })
      expect(await valueOf(progress.record(given))).toMatchObject({ firstExposure: true })
    })

    it('of an exam is recorded once, however often the exam is finished', async () => {
      const progress = open(keeps)
      const given = ['q1', 'q2'].map((questionId) => aResponse({ questionId, context: 'exam', attemptId: 'attempt-1' }))
      const once = await valueOf(progress.recordAll(given))
      expect(await valueOf(progress.recordAll(given))).toEqual(once)
      expect(await progress.responses()).toHaveLength(2)
    })

    it.each([
      { filter: {}, finds: ['q1', 'q2', 'q3'], because: 'no filter means all' },
      { filter: { questionIds: ['q1', 'q3'] }, finds: ['q1', 'q3'], because: 'either question fits' },
      { filter: { concepts: ['risk'] }, finds: ['q2', 'q3'], because: 'both are of the concept' },
      { filter: { attemptId: 'attempt-1' }, finds: ['q3'], because: 'one was given there' },
      { filter: { questionIds: ['q1', 'q3'], concepts: ['risk'] }, finds: ['q3'], because: 'filters narrow together' },
    ])('is found by $filter, because $because', async ({ filter, finds }) => {
      const progress = open(keeps)
      await valueOf(progress.record(aResponse({ questionId: 'q3', concept: 'risk', attemptId: 'attempt-1', at: 3 })))
      await valueOf(progress.record(aResponse({ questionId: 'q1', at: 1 })))
      await valueOf(progress.record(aResponse({ questionId: 'q2', concept: 'risk', at: 2 })))
      expect((await progress.responses(filter)).map(({ questionId }) => questionId)).toEqual(finds)
    })

    it('reaches the watchers of its question', async () => {
      const progress = open(keeps)
      const watched = shown<readonly StoredResponse[]>(
        (show) => progress.watchResponses({ questionIds: ['q1'] }, show),
        (responses) => responses.length > 0,
      )
      await valueOf(progress.record(aResponse({ questionId: 'q2' })))
      const stored = await valueOf(progress.record(aResponse({ questionId: 'q1' })))
      expect(await watched).toEqual([stored])
    })
  })

  it('knows which questions were seen, answered or not', async () => {
    const progress = open(keeps)
    await valueOf(progress.record(aResponse({ questionId: 'q9' })))
    await valueOf(progress.createAttempt(aPlan({ questions: ['q1', 'q2', 'q3'] })))
    expect([...(await progress.seenQuestionIds())]).toEqual(['q9'])
    await valueOf(progress.append('attempt-1', started))
    await valueOf(progress.append('attempt-1', moved(1)))
    expect([...(await progress.seenQuestionIds())].sort()).toEqual(['q1', 'q2', 'q9'])
  })

  it('knows when each question was last seen, whether it was answered then or only shown', async () => {
    const progress = open(keeps)
    await valueOf(progress.record(aResponse({ questionId: 'q1', at: 50 })))
    await valueOf(progress.record(aResponse({ id: 'earlier', questionId: 'q1', at: 20 })))
    await valueOf(progress.createAttempt(aPlan({ questions: ['q1', 'q2', 'q3'] })))
    await valueOf(progress.append('attempt-1', { type: 'started', at: 70 }))
    await valueOf(progress.append('attempt-1', { type: 'moved', at: 90, to: 1 }))
    expect(await progress.lastSeen()).toEqual(
      new Map([
        ['q1', 70],
        ['q2', 90],
      ]),
    )
  })

  describe('an attempt', () => {
    it('comes back with its plan and its events in order', async () => {
      const progress = open(keeps)
      await valueOf(progress.createAttempt(aPlan()))
      expect(await valueOf(progress.append('attempt-1', started))).toEqual({ seq: 0 })
      expect(await valueOf(progress.append('attempt-1', moved(1)))).toEqual({ seq: 1 })
      expect(await valueOf(progress.loadAttempt('attempt-1'))).toMatchObject({
        plan: aPlan(),
        events: [started, moved(1)],
      })
    })

    it('numbers events in the order of the calls, without waiting in between', async () => {
      const progress = open(keeps)
      await valueOf(progress.createAttempt(aPlan()))
      const events = Array.from({ length: 25 }, (_, index) => moved(index))
      const appended = await Promise.all(events.map((event) => valueOf(progress.append('attempt-1', event))))
      expect(appended.map(({ seq }) => seq)).toEqual(events.map((_, index) => index))
      expect((await valueOf(progress.loadAttempt('attempt-1'))).events).toEqual(events)
    })

    it('takes several events at once, numbered in their order', async () => {
      const progress = open(keeps)
      await valueOf(progress.createAttempt(aPlan()))
      expect(await valueOf(progress.append('attempt-1', started, moved(1)))).toEqual({ seq: 0 })
      expect(await valueOf(progress.append('attempt-1', moved(2), moved(3)))).toEqual({ seq: 2 })
      expect((await valueOf(progress.loadAttempt('attempt-1'))).events).toEqual([started, ...[1, 2, 3].map(moved)])
    })

    it('is created once', async () => {
      const progress = open(keeps)
      const first = await valueOf(progress.createAttempt(aPlan({ questions: ['q1'] })))
      expect(await valueOf(progress.createAttempt(aPlan({ questions: ['q2'] })))).toEqual(first)
      expect((await valueOf(progress.loadAttempt('attempt-1'))).plan).toEqual(aPlan({ questions: ['q1'] }))
    })

    it('that does not exist takes no event and no summary', async () => {
      const progress = open(keeps)
      const unknown = { ok: false, failure: { kind: 'unknown-attempt', attemptId: 'nowhere' } }
      expect(await progress.append('nowhere', started)).toEqual(unknown)
      expect(await progress.finishAttempt('nowhere', aSummary())).toEqual(unknown)
      expect(await progress.loadAttempt('nowhere')).toEqual(unknown)
    })

    it('is finished once: the first summary stays', async () => {
      const progress = open(keeps)
      await valueOf(progress.createAttempt(aPlan()))
      await valueOf(progress.finishAttempt('attempt-1', aSummary({ right: 2 })))
      await valueOf(progress.finishAttempt('attempt-1', aSummary({ right: 3 })))
      expect((await progress.listAttempts())[0]?.summary).toEqual(aSummary({ right: 2 }))
    })

    it('is running from its first event until it is finished', async () => {
      const progress = open(keeps)
      await valueOf(progress.createAttempt(aPlan()))
      expect(await progress.runningAttempt()).toBeUndefined()
      await valueOf(progress.append('attempt-1', started))
      expect(await progress.runningAttempt()).toMatchObject({ id: 'attempt-1' })
      await valueOf(progress.finishAttempt('attempt-1', aSummary()))
      expect(await progress.runningAttempt()).toBeUndefined()
    })

    it('stands in the list, newest first, and reaches its watchers', async () => {
      const progress = open(keeps)
      const two = shown(progress.watchAttempts, (attempts) => attempts.length === 2)
      await valueOf(progress.createAttempt(aPlan({ attemptId: 'older' })))
      await valueOf(progress.createAttempt(aPlan({ attemptId: 'newer' })))
      expect((await two).map(({ id }) => id)).toEqual(['newer', 'older'])
      expect(await progress.listAttempts()).toEqual(await two)
    })
  })

  it('keeps settings, the last value of each, until they are removed', async () => {
    const progress = open(keeps)
    await valueOf(progress.set('theme', 'dark'))
    await valueOf(progress.set('theme', 'light'))
    await valueOf(progress.set('keys', { flag: 'm', next: 'j' }))
    await valueOf(progress.set('goal', 20))
    await valueOf(progress.set('goal', undefined))
    expect([...(await progress.settings())].sort()).toEqual([
      ['keys', { flag: 'm', next: 'j' }],
      ['theme', 'light'],
    ])
  })

  it('erases everything', async () => {
    const progress = open(keeps)
    await valueOf(progress.markStudied({ lessonId: 'scope', at: 1 }))
    await valueOf(progress.record(aResponse()))
    await valueOf(progress.createAttempt(aPlan()))
    await valueOf(progress.append('attempt-1', started))
    await valueOf(progress.eraseEverything())
    expect(await progress.responses()).toEqual([])
    expect(await progress.listAttempts()).toEqual([])
    expect(await progress.append('attempt-1', started)).toMatchObject({ ok: false })
  })
})

describe('several learners on one device', () => {
  it('do not see each other', async () => {
    const [one, other] = [open('device'), open('device')]
    await valueOf(one.record(aResponse()))
    expect(await other.responses()).toEqual([])
  })
})

describe('two tabs', () => {
  it('see each other’s writes', async () => {
    const name = aName()
    const [one, other] = [open('device', name), open('device', name)]
    const watched = shown(other.watchAttempts, (attempts) => attempts.length === 1)
    await valueOf(one.createAttempt(aPlan()))
    expect(await watched).toHaveLength(1)
  })
})

describe('what the browser tells of storage', () => {
  it('is passed on', async () => {
    vi.stubGlobal('navigator', {
      storage: { estimate: async () => ({ usage: 10, quota: 100 }), persist: async () => true },
    })
    const progress = open('device')
    expect(await progress.usage()).toEqual({ usedBytes: 10, quotaBytes: 100 })
    expect(await progress.askPersistence()).toBe(true)
  })

  it('is unknown where it does not', async () => {
    vi.stubGlobal('navigator', {})
    const progress = open('device')
    expect(await progress.usage()).toBeUndefined()
    expect(await progress.askPersistence()).toBe(false)
  })
})
