import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { ok } from '../../src/core/result.ts'
import { formatBackup, parseBackup } from '../../src/store/backup.ts'
import { definitions, openDevice } from '../../src/store/db.ts'
import { steps, upgradeRow, version, type Step } from '../../src/store/migrations.ts'
import { aName, noData, valueOf } from './builders.ts'

describe('the tables', () => {
  it('are as they were shipped: an old version is never edited, a change is a new version', () => {
    expect(definitions).toEqual([
      {
        studies: 'id',
        visits: 'id',
        settings: 'id',
        responses: 'id, questionId, concept, attemptId',
        attempts: 'id, *questionIds',
        plans: 'id',
        events: 'id, attemptId',
      },
      { annotations: 'id, place, kind', forecasts: 'id' },
      { binders: 'id', fields: 'id, binder' },
      { ownQuestions: 'id', ownExams: 'id', classes: 'id', classResults: 'id, classId' },
    ])
  })

  it('have one step between each two versions', () => {
    expect(version).toBe(definitions.length)
    expect(steps).toHaveLength(definitions.length - 1)
  })
})

describe('a change of shape', () => {
  const visit = { id: 'scope', schema: 1, at: 10, section: 'limits' }
  const setting = { id: 'theme', schema: 1, at: 10, value: 'dark' }
  const upper: Step = { visits: (row) => ({ ...row, section: String(row['section']).toUpperCase() }) }
  const marked: Step = { visits: (row) => ({ ...row, section: `#${String(row['section'])}` }) }
  const before = version
  const fake = { definitions: [...definitions, {}, {}], steps: [...steps, upper, marked] }
  const upgraded = { id: 'scope', schema: before + 2, at: 10, section: '#LIMITS' }

  it('goes through every step from where a row stands', () => {
    expect(upgradeRow(visit, { table: 'visits', from: before, steps: fake.steps })).toEqual(upgraded)
    expect(upgradeRow(visit, { table: 'visits', from: before + 1, steps: fake.steps })).toMatchObject({
      section: '#limits',
    })
    expect(upgradeRow(setting, { table: 'settings', from: 1, steps: fake.steps })).toEqual(setting)
  })

  it('reaches what is on the device and what is in a backup alike', async () => {
    const name = aName()
    const old = await valueOf(openDevice(name))
    await old.write(async (tables) => {
      await tables.visits.put([visit])
      await tables.settings.put([setting])
      return ok(undefined)
    })
    old.close()
    const device = await valueOf(openDevice(name, { versions: fake }))
    const onDevice = await device.read(async ({ visits, settings }) => [await visits.all(), await settings.all()])

    const file = await formatBackup({
      exportedAt: '2026-11-23',
      data: { ...noData, visits: [visit], settings: [setting] },
    })
    const { data } = await valueOf(parseBackup(file, fake.steps))
    expect(onDevice).toEqual([[upgraded], [setting]])
    expect([data.visits, data.settings]).toEqual(onDevice)
  })
})
