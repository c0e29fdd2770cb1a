import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { formatBackup, parseBackup } from '../../src/store/backup.ts'
import { definitions } from '../../src/store/db.ts'
import { openProgress, type Lessons } from '../../src/store/progress.ts'
import type { Data } from '../../src/store/tables.ts'
import { aName, aPlan, aResponse, aSummary, dataIn, moved, noData, shown, started, valueOf } from './builders.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const open = () => openProgress({ name: aName(), now: () => Date.UTC(2026, 10, 23) })

/** A learner with something of everything. */
async function aLearner() {
  const progress = open()
  await valueOf(progress.markStudied({ lessonId: 'scope', at: 1 }))
  await valueOf(progress.visited({ lessonId: 'needs', at: 2 }))
  await valueOf(progress.set('theme', 'dark'))
  await valueOf(progress.record(aResponse()))
  await valueOf(progress.createAttempt(aPlan()))
  await valueOf(progress.append('attempt-1', started))
  await valueOf(progress.append('attempt-1', moved(1)))
  await valueOf(progress.finishAttempt('attempt-1', aSummary()))
  return progress
}

describe('a backup', () => {
  it('brings everything to another device, and nothing twice', async () => {
    const text = await (await aLearner()).exportBackup()
    const other = open()
    const backup = await valueOf(other.parseBackup(text))
    const adds = { lessons: 2, settings: 1, responses: 1, attempts: 1, events: 2, annotations: 0, fields: 0, own: 0 }
    expect(await other.previewImport(backup)).toEqual({ adds, already: 0, conflicts: 0 })
    expect(await valueOf(other.importBackup(backup))).toEqual({ adds, already: 0, conflicts: 0 })
    expect(await other.exportBackup()).toBe(text)

    const nothing = {
      adds: { lessons: 0, settings: 0, responses: 0, attempts: 0, events: 0, annotations: 0, fields: 0, own: 0 },
      already: 5,
      conflicts: 0,
    }
    expect(await other.previewImport(backup)).toEqual(nothing)
    expect(await valueOf(other.importBackup(backup))).toEqual(nothing)
    expect(await other.exportBackup()).toBe(text)
  })

  it('can be made where nothing is kept', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const text = await (await aLearner()).exportBackup()
    vi.unstubAllGlobals()
    const device = open()
    await valueOf(device.importBackup(await valueOf(device.parseBackup(text))))
    expect((await device.ready).keeps).toBe('device')
    expect(dataIn(await device.exportBackup())).toEqual(dataIn(text))
  })

  it('reaches watchers when it is imported', async () => {
    const text = await (await aLearner()).exportBackup()
    const other = open()
    const lessons = shown<Lessons>(other.watchLessons, ({ studied }) => studied.has('scope'))
    await valueOf(other.importBackup(await valueOf(other.parseBackup(text))))
    expect((await lessons).lastVisit).toMatchObject({ lessonId: 'needs' })
  })

  it('opens on plain http', async () => {
    const text = await (await aLearner()).exportBackup()
    vi.stubGlobal('crypto', {})
    expect((await parseBackup(text)).ok).toBe(true)
  })

  it.each(['studies', 'responses', 'attempts', 'plans', 'events'])(
    'that is interrupted at the %s changes nothing',
    async (table) => {
      const text = await (await aLearner()).exportBackup()
      const other = open()
      await valueOf(other.record(aResponse({ questionId: 'own' })))
      const before = await other.exportBackup()
      const backup = await valueOf(other.parseBackup(text))
      for (const method of ['add', 'put'] as const) {
        const write = IDBObjectStore.prototype[method]
        vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, ...given) {
          if (this.name === table) throw new DOMException('Refused.', 'QuotaExceededError')
          return write.apply(this, given)
        })
      }
      expect(await other.importBackup(backup)).toEqual({ ok: false, failure: { kind: 'full' } })
      vi.restoreAllMocks()
      expect(await other.exportBackup()).toBe(before)
    },
  )
})

describe('a file of version 1', () => {
  const text = readFileSync(new URL('../fixtures/backups/v1.json', import.meta.url), 'utf8')

  it('comes out whole', async () => {
    const progress = open()
    const summary = await valueOf(progress.importBackup(await valueOf(progress.parseBackup(text))))
    expect(summary).toEqual({
      adds: { lessons: 2, settings: 3, responses: 4, attempts: 2, events: 11, annotations: 0, fields: 0, own: 0 },
      already: 0,
      conflicts: 0,
    })
    expect(dataIn(await progress.exportBackup())).toEqual(dataIn(text))
  })

  it('means what it meant', async () => {
    const progress = open()
    await valueOf(progress.importBackup(await valueOf(progress.parseBackup(text))))
    const lessons = await shown<Lessons>(progress.watchLessons, () => true)
    expect([...lessons.studied.keys()]).toEqual(['foundation/context/issues'])
    expect(lessons.lastVisit).toMatchObject({ lessonId: 'foundation/context/scope' })
    expect([...(await progress.settings()).keys()].sort()).toEqual(['keys', 'theme'])
    expect((await progress.responses({ questionIds: ['f-roles-003'] })).map(({ mark }) => mark)).toEqual([
      { kind: 'partial', credit: 0.5 },
      { kind: 'skipped', credit: 0 },
    ])
    expect(await progress.runningAttempt()).toMatchObject({ id: 'untimed' })
    expect((await valueOf(progress.loadAttempt('untimed'))).events).toHaveLength(3)
  })

  it('is refused or comes out whole, wherever it is cut', async () => {
    const whole = text.trimEnd()
    for (let length = 1; length < whole.length; length += 97) {
      expect(await parseBackup(whole.slice(0, length))).toEqual({ ok: false, failure: { kind: 'truncated' } })
    }
  })
})

describe('a file of version 2', () => {
  it('comes out whole', async () => {
    const text = readFileSync(new URL('../fixtures/backups/v2.json', import.meta.url), 'utf8')
    const progress = open()
    const { adds } = await valueOf(progress.importBackup(await valueOf(progress.parseBackup(text))))
    expect(adds).toEqual({
      lessons: 2,
      settings: 1,
      responses: 1,
      attempts: 1,
      events: 2,
      annotations: 5,
      fields: 0,
      own: 0,
    })
    expect(await progress.forecasts()).toMatchObject([{ id: 'attempt-1', passChance: 0.6 }])
    expect(dataIn(await progress.exportBackup())).toEqual(dataIn(text))
  })
})

describe('a file of version 3', () => {
  it('comes out whole', async () => {
    const text = readFileSync(new URL('../fixtures/backups/v3.json', import.meta.url), 'utf8')
    const progress = open()
    const { adds } = await valueOf(progress.importBackup(await valueOf(progress.parseBackup(text))))
    expect(adds).toMatchObject({ lessons: 1, settings: 1, fields: 4 })
    expect(dataIn(await progress.exportBackup())).toEqual(dataIn(text))
  })
})

describe('a file of version 4', () => {
  it('comes out whole', async () => {
    const text = readFileSync(new URL('../fixtures/backups/v4.json', import.meta.url), 'utf8')
    const progress = open()
    const { adds } = await valueOf(progress.importBackup(await valueOf(progress.parseBackup(text))))
    expect(adds.own).toBe(5)
    expect(dataIn(await progress.exportBackup())).toEqual(dataIn(text))
    const { questions, exams } = await shown(progress.watchOwn, () => true)
    expect([...questions.keys(), ...exams.keys()]).toEqual(['own-k3f9x2-001', 'own-k3f9x2-002', 'own-exam-p4t7'])
  })
})

describe('a database of version 2', () => {
  it('is taken over whole, and keeps workbooks from then on', async () => {
    const text = readFileSync(new URL('../fixtures/backups/v2.json', import.meta.url), 'utf8')
    const name = aName()
    const old = new Dexie(name)
    definitions.slice(0, 2).forEach((definition, index) => old.version(index + 1).stores({ ...definition }))
    const data = dataIn(text)
    for (const table of [
      'studies',
      'visits',
      'responses',
      'attempts',
      'plans',
      'events',
      'annotations',
      'forecasts',
    ] as const)
      await old.table(table).bulkPut([...data[table]])
    await old.table('settings').bulkPut([...data.settings])
    old.close()

    const progress = openProgress({ name })
    expect(dataIn(await progress.exportBackup())).toEqual(data)
    const id = await valueOf(progress.createBinder({ name: 'Mine', fields: new Map([['a/b/c/d', 'kept']]) }))
    expect(await shown(progress.watchFields.bind(null, id), () => true)).toEqual(new Map([['a/b/c/d', 'kept']]))
  })
})

describe('a file that is no good', () => {
  const head = { app: 'aimward', format: 1, exportedAt: '2026-11-23T00:00:00.000Z' }

  it.each([
    { text: 'Dear diary', kind: 'not-json', because: 'it is prose' },
    { text: '', kind: 'not-json', because: 'it is empty' },
    { text: '{"app":"aimward"}}', kind: 'not-json', because: 'it has a bracket too many' },
    { text: '{"app":"aimward","data":{"studies":[{"id":"sco', kind: 'truncated', because: 'a string is still open' },
    { text: '{"app":"aimward","data":{"visits":[]', kind: 'truncated', because: 'a bracket is still open' },
    { text: '[1, 2]', kind: 'not-a-backup', because: 'it is a list' },
    { text: 'null', kind: 'not-a-backup', because: 'it is nothing' },
    { text: JSON.stringify({ ...head, app: 'other' }), kind: 'not-a-backup', because: 'it is of another program' },
    { text: JSON.stringify({ ...head, format: '1' }), kind: 'not-a-backup', because: 'its version is no number' },
    { text: JSON.stringify({ ...head, format: 0 }), kind: 'not-a-backup', because: 'there was no version 0' },
    { text: JSON.stringify({ ...head, data: noData }), kind: 'damaged', because: 'it has no checksum' },
    { text: JSON.stringify({ ...head, checksum: 'sha256:' }), kind: 'damaged', because: 'it has no data' },
  ])('is $kind when $because', async ({ text, kind }) => {
    expect(await parseBackup(text)).toEqual({ ok: false, failure: { kind } })
  })

  it('is from a newer version when its number is higher', async () => {
    const text = JSON.stringify({ ...head, format: 7, data: { anything: true } })
    expect(await parseBackup(text)).toEqual({ ok: false, failure: { kind: 'from-a-newer-version', version: 7 } })
  })

  it('is damaged when a single character changed', async () => {
    const text = await (await aLearner()).exportBackup()
    const changed = text.replace('"mark":{"kind":"right","credit":1}', '"mark":{"kind":"right","credit":0}')
    expect(changed).not.toBe(text)
    expect(await parseBackup(changed)).toEqual({ ok: false, failure: { kind: 'damaged' } })
  })

  describe('although its checksum fits', () => {
    const study = { id: 'scope', schema: 1, at: 1, studied: true }
    const response = { ...aResponse(), id: 'r1', schema: 1, firstExposure: true }
    const plan = { id: 'attempt-1', schema: 1, plan: aPlan() }
    const attempt = {
      id: 'attempt-1',
      schema: 1,
      createdAt: 1,
      profileId: 'foundation-40',
      title: 'Exam',
      mode: 'exam',
      questionIds: ['q1'],
    }
    const event = { id: 'attempt-1/000000', schema: 1, attemptId: 'attempt-1', seq: 0, event: started }

    it.each<{ data: { readonly [Table in keyof Data]?: unknown }; path: string; what: string }>([
      { data: { studies: undefined }, path: 'data.studies', what: 'is not a list' },
      { data: { studies: [study, 7] }, path: 'data.studies[1]', what: 'is not a record' },
      { data: { studies: [{ ...study, at: 'now' }] }, path: 'data.studies[0].at', what: 'is not a number' },
      { data: { studies: [study, study] }, path: 'data.studies', what: 'holds an id twice' },
      {
        data: { responses: [{ ...response, certainty: 4 }] },
        path: 'data.responses[0].certainty',
        what: 'is not one of 1, 2, 3',
      },
      {
        data: { responses: [{ ...response, response: { kind: 'chosen', options: [1] } }] },
        path: 'data.responses[0].response.options[0]',
        what: 'is not text',
      },
      {
        data: { responses: [{ ...response, response: { kind: 'toString' } }] },
        path: 'data.responses[0].response.kind',
        what: 'is not known',
      },
      { data: { attempts: [attempt] }, path: 'data.plans', what: 'does not fit the attempts' },
      {
        data: { attempts: [attempt], plans: [{ ...plan, plan: { ...aPlan(), questions: [{}] } }] },
        path: 'data.plans[0].plan.questions[0].question',
        what: 'is not a record',
      },
      { data: { events: [event] }, path: 'data.events', what: 'names an attempt that is not there' },
      {
        data: { attempts: [attempt], plans: [plan], events: [event, { ...event, id: 'attempt-1/000002', seq: 2 }] },
        path: 'data.events of attempt-1[1]',
        what: 'is out of sequence',
      },
    ])('is invalid: $path $what', async ({ data, path, what }) => {
      const text = await formatBackup({ ...head, data: { ...noData, ...data } as Data })
      expect(await parseBackup(text)).toEqual({ ok: false, failure: { kind: 'invalid', path, what } })
    })
  })
})
