// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ok } from '../../src/core/result.ts'
import { forgetLearner } from '../../src/store/forget-learner.ts'
import { databaseOf } from '../../src/store/learners.ts'
import { definitions, openDevice, readAsIs } from '../../src/store/db.ts'
import { steps, version, type Step } from '../../src/store/migrations.ts'
import { openProgress } from '../../src/store/progress.ts'
import { classTables } from '../../src/store/classes.ts'
import { aName, aPlan, aResponse, dataIn, started, valueOf } from './builders.ts'

beforeEach(() => {
  localStorage.clear()
  // Dexie says aloud that another connection is held or closed.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => vi.restoreAllMocks())

const fixture = (number: number) => readFileSync(`test/fixtures/backups/v${number}.json`, 'utf8')

/** A database as the release of a version left it, with the rows of that version's frozen file. */
async function leftBehind(number: number): Promise<string> {
  const name = aName()
  const old = new Dexie(name)
  definitions.slice(0, number).forEach((definition, index) => old.version(index + 1).stores({ ...definition }))
  const data = dataIn(fixture(number))
  const tables = definitions
    .slice(0, number)
    .flatMap((definition) => Object.keys(definition))
    .filter((table) => !classTables.includes(table)) as (keyof typeof data)[]
  for (const table of tables) await old.table(table).bulkPut([...data[table]])
  old.close()
  return name
}

const shout: Step = { visits: (row) => ({ ...row, section: String(row['section']).toUpperCase() }) }
const broken: Step = {
  visits: () => {
    throw new Error('A step that was written in haste.')
  },
}
const next = (step: Step) => ({ versions: { definitions: [...definitions, {}], steps: [...steps, step] } })

describe('a database of an older release', () => {
  it.each(definitions.map((_, index) => index + 1))('of version %i is taken over whole', async (number) => {
    const progress = openProgress({ name: await leftBehind(number) })
    expect(await progress.ready).toEqual({ keeps: 'device' })
    expect(dataIn(await progress.exportBackup())).toEqual(dataIn(fixture(number)))
  })

  it('is left as it was when its upgrade fails, and comes out whole once one succeeds', async () => {
    const name = await leftBehind(2)
    const before = await readAsIs(name)
    expect(await openDevice(name, next(broken))).toEqual({ ok: false, failure: { kind: 'not-upgraded' } })
    expect(await readAsIs(name)).toEqual(before)
    expect(before.version).toBe(2)

    const device = await valueOf(openDevice(name, next(shout)))
    const visits = await device.read(({ visits }) => visits.all())
    expect(visits.length).toBeGreaterThan(0)
    expect(visits.every(({ section = '' }) => section === section.toUpperCase())).toBe(true)
    device.close()
  })

  it('whose upgrade fails can be saved to a file, which another release imports', async () => {
    const name = await leftBehind(1)
    vi.spyOn(IDBDatabase.prototype, 'createObjectStore').mockImplementation(() => {
      throw new DOMException('Refused.', 'ConstraintError')
    })
    const progress = openProgress({ name, now: () => 5 })
    expect(await progress.ready).toEqual({ keeps: 'memory', reason: { kind: 'not-upgraded' } })
    const saved = await progress.exportAsIs()
    vi.restoreAllMocks()
    expect(JSON.parse(saved)).toMatchObject({ format: 1 })

    const other = openProgress({ name: aName() })
    const { adds, conflicts } = await valueOf(other.importBackup(await valueOf(other.parseBackup(saved))))
    expect([adds.responses, conflicts]).toEqual([4, 0])
    expect(dataIn(await other.exportBackup())).toEqual(dataIn(fixture(1)))
  })

  it('is upgraded once when two tabs open it at the same time, and serves both', async () => {
    const name = await leftBehind(version)
    const upgrades: unknown[] = []
    const counted: Step = { visits: (row) => (upgrades.push(row['id']), { ...row, section: 'here' }) }
    const [one, other] = await Promise.all([
      valueOf(openDevice(name, next(counted))),
      valueOf(openDevice(name, next(counted))),
    ])
    const sectionsOf = (device: typeof one) =>
      device.read(async ({ visits }) => (await visits.all()).map((row) => row.section))
    expect(await sectionsOf(one)).toEqual(await sectionsOf(other))
    expect(upgrades).toHaveLength((await sectionsOf(one)).length)
    const added = await one.write(async ({ settings }) => {
      await settings.put([{ id: 'theme', schema: version + 1, at: 9, value: 'dark' }])
      return ok(undefined)
    })
    expect(added.ok).toBe(true)
    expect(await other.read(async ({ settings }) => (await settings.get('theme'))?.value)).toBe('dark')
    one.close()
    other.close()
  })

  it('that an old tab does not let go of is said to be held, and opens once the tab is closed', async () => {
    const name = await leftBehind(1)
    const held = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => resolve(request.result)
    })
    const progress = openProgress({ name })
    await progress.blocked
    held.close()
    expect(await progress.ready).toEqual({ keeps: 'device' })
    expect(await progress.responses()).toHaveLength(4)
  })
})

describe('what another tab deletes', () => {
  it('is not brought back by a tab that still shows it', async () => {
    const name = databaseOf('bo')
    const progress = openProgress({ name })
    await valueOf(progress.record(aResponse()))
    await forgetLearner('bo')
    expect(await progress.outdated).toBe('deletion')
    expect(await progress.record(aResponse({ questionId: 'q2' }))).toMatchObject({ ok: false })
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(name)
  })
})

describe('what the browser clears away', () => {
  const clearAway = (name: string) =>
    new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = () => resolve(undefined)))

  it('is missed: that something was kept is still known', async () => {
    const name = aName()
    const before = openProgress({ name, now: () => 77 })
    expect(before.keptAt()).toBeUndefined()
    await valueOf(before.record(aResponse()))
    before.close()
    await clearAway(name)
    const after = openProgress({ name })
    expect(after.keptAt()).toBe(77)
    expect(await after.responses()).toEqual([])
    after.close()
  })

  it('is not missed where the learner erased it', async () => {
    const progress = openProgress({ name: aName() })
    await valueOf(progress.record(aResponse()))
    await valueOf(progress.eraseEverything())
    expect(progress.keptAt()).toBeUndefined()
  })
})

describe('erasing everything', () => {
  it('takes what waits in localStorage along', async () => {
    const progress = openProgress({ name: aName() })
    await valueOf(progress.createAttempt(aPlan()))
    await valueOf(progress.append('attempt-1', started))
    localStorage.setItem('aimward:exam:attempt-1', '[]')
    localStorage.setItem('aimward:exam:of-somebody-else', '[]')
    localStorage.setItem('aimward:theme', 'dark')
    await valueOf(progress.eraseEverything())
    expect(Object.keys(localStorage).toSorted()).toEqual(['aimward:exam:of-somebody-else', 'aimward:theme'])
  })
})

describe('a device whose clock runs behind', () => {
  it('takes every answer, keeps them in the order of their times, and moves no later word', async () => {
    let clock = Date.UTC(2027, 2, 5)
    const progress = openProgress({ name: aName(), now: () => clock })
    await valueOf(progress.set('theme', 'dark'))
    await valueOf(progress.record(aResponse({ id: 'later', at: clock })))
    clock = Date.UTC(2026, 10, 29)
    await valueOf(progress.set('theme', 'light'))
    await valueOf(progress.record(aResponse({ id: 'earlier', questionId: 'q2', at: clock })))
    expect((await progress.settings()).get('theme')).toBe('light')
    expect((await progress.responses()).map(({ id }) => id)).toEqual(['earlier', 'later'])
    await valueOf(progress.createAttempt(aPlan()))
    await valueOf(progress.append('attempt-1', started))
    expect(await progress.runningAttempt()).toMatchObject({ id: 'attempt-1' })
  })
})
