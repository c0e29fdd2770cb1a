import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { formatToken, formRefOf, openToken, expectedOf, type ResultToken } from '../../src/core/result-token.ts'
import { known } from '../../src/core/result.ts'
import { openProgress, type Progress, type StoredResult } from '../../src/store/progress.ts'
import { aName, aPlan, aResponse, dataIn, noData, shown, valueOf } from './builders.ts'

const dayMs = 86_400_000
const form = aPlan()
const aToken = (given: Partial<ResultToken> = {}): string =>
  formatToken({
    form: formRefOf(form),
    pid: '0000000000aa',
    startedAt: 1000,
    minutes: 4,
    answers: [[1], [], [2]],
    seconds: undefined,
    signature: undefined,
    ...given,
  })
const named = (text: string, given: Partial<ResultToken> = {}) =>
  aToken({ ...given, signature: { kind: 'name', text } })
const pasted = (...tokens: readonly string[]) => tokens.map((token) => ({ token, arrival: 'paste' as const }))

async function aClass({ asksNames = false, now = () => 5 } = {}) {
  const name = aName()
  const progress = openProgress({ name, now })
  const id = await valueOf(progress.createClass({ form, deleteAt: 30 * dayMs, asksNames }))
  return { name, progress, id }
}
const classesIn = (progress: Progress) => shown(progress.watchClasses, () => true)
const resultsIn = (progress: Progress, id: string) =>
  shown<readonly StoredResult[]>(
    (show) => progress.watchResults(id, show),
    () => true,
  )
const nameIn = (token: string) => {
  const opened = openToken(token, expectedOf(form))
  return opened.ok ? opened.value.signature?.text : 'refused'
}

describe('a class', () => {
  it('keeps its form, and each sitting once, however often and in whatever way it comes', async () => {
    const { progress, id } = await aClass()
    const tokens = [aToken(), aToken({ pid: '0000000000ab' }), aToken()]
    expect(await valueOf(progress.addResults(id, pasted(...tokens)))).toEqual({ added: 2, already: 1 })
    expect(await valueOf(progress.addResults(id, [{ token: aToken(), arrival: 'camera' }]))).toEqual({
      added: 0,
      already: 1,
    })
    expect(await resultsIn(progress, id)).toMatchObject([
      { token: tokens[0], arrival: 'paste' },
      { token: tokens[1], arrival: 'paste' },
    ])
    expect(await classesIn(progress)).toMatchObject([{ id, form, createdAt: 5, asksNames: false }])
  })

  it('keeps no token of another form', async () => {
    const { progress, id } = await aClass()
    const stranger = aToken({ form: { kind: 'list', hash: 9 } })
    expect(await valueOf(progress.addResults(id, pasted(stranger, 'AIMS1.000')))).toEqual({ added: 0, already: 2 })
    expect(await resultsIn(progress, id)).toEqual([])
  })

  it('keeps a name only where names are asked for, and drops names that are no longer', async () => {
    const { progress, id } = await aClass()
    await valueOf(progress.addResults(id, pasted(named('Ana'))))
    expect((await resultsIn(progress, id)).map(({ token }) => nameIn(token))).toEqual([undefined])

    await valueOf(progress.changeClass(id, { asksNames: true }))
    await valueOf(progress.addResults(id, pasted(named('Ben', { pid: '0000000000bb' }))))
    expect((await resultsIn(progress, id)).map(({ token }) => nameIn(token))).toEqual([undefined, 'Ben'])
    await valueOf(progress.changeClass(id, { asksNames: false }))
    expect((await resultsIn(progress, id)).map(({ token }) => nameIn(token))).toEqual([undefined, undefined])
  })

  it('is gone with its results when it is deleted', async () => {
    const { progress, id } = await aClass()
    await valueOf(progress.addResults(id, pasted(aToken())))
    await valueOf(progress.removeClass(id))
    expect(await classesIn(progress)).toEqual([])
    expect(await resultsIn(progress, id)).toEqual([])
    expect(await valueOf(progress.addResults(id, pasted(aToken())))).toBeUndefined()
    expect(await valueOf(progress.changeClass(id, { asksNames: true }))).toBeUndefined()
  })

  it('is deleted for good by whatever page first opens the store on its day, and not a moment before', async () => {
    const { name, progress, id } = await aClass()
    await valueOf(progress.addResults(id, pasted(aToken())))
    progress.close()
    const before = openProgress({ name, now: () => 30 * dayMs - 1 })
    expect(await classesIn(before)).toHaveLength(1)
    before.close()
    const on = openProgress({ name, now: () => 30 * dayMs })
    await shown(on.watchClasses, (classes) => classes.length === 0)
    expect(await resultsIn(on, id)).toEqual([])
    on.close()
    // It does not come back when the clock is set back.
    expect(await classesIn(openProgress({ name, now: () => 5 }))).toEqual([])
  })

  it('is in no backup, and stays where one is imported', async () => {
    const { progress, id } = await aClass()
    await valueOf(progress.addResults(id, pasted(named('Ana'))))
    await valueOf(progress.record(aResponse({ id: 'r-1' })))
    const text = await progress.exportBackup()
    expect(Object.keys(JSON.parse(text).data)).not.toContain('classes')
    expect(text).not.toContain('AIMS1')
    expect(dataIn(text).responses).toHaveLength(1)
    await valueOf(progress.importBackup(await valueOf(progress.parseBackup(text))))
    expect(await resultsIn(progress, id)).toHaveLength(1)
  })

  it('goes when everything is erased', async () => {
    const { progress, id } = await aClass()
    await valueOf(progress.addResults(id, pasted(aToken())))
    await valueOf(progress.eraseEverything())
    expect(await classesIn(progress)).toEqual([])
    expect(await resultsIn(progress, id)).toEqual([])
  })
})

describe('questions and exams of one’s own', () => {
  const exam = { title: 'Friday', minutes: 20, passPercent: 70, questions: ['own-a-001'] }
  const fields = { id: 'own-a-001', stem: 'Which one?' }

  it('are kept together or not at all, and come and go with the backup', async () => {
    const progress = openProgress({ name: aName(), now: () => 10 })
    await valueOf(progress.keepOwn({ questions: new Map([['own-a-001', fields]]), exams: new Map([['e', exam]]) }))
    expect(await shown(progress.watchOwn, () => true)).toEqual({
      questions: new Map([['own-a-001', fields]]),
      exams: new Map([['e', exam]]),
    })
    const other = openProgress({ name: aName() })
    const backup = await valueOf(other.parseBackup(await progress.exportBackup()))
    expect((await valueOf(other.importBackup(backup))).adds.own).toBe(2)
    expect(await shown(other.watchOwn, () => true)).toEqual(await shown(progress.watchOwn, () => true))
  })

  it('that were removed on one device go on the other too, and a later word stands', async () => {
    let at = 10
    const progress = openProgress({ name: aName(), now: () => at })
    await valueOf(progress.keepOwn({ questions: new Map([['own-a-001', fields]]) }))
    const old = await valueOf(progress.parseBackup(await progress.exportBackup()))
    at = 20
    await valueOf(progress.keepOwn({ questions: new Map([['own-a-001', undefined]]) }))
    await valueOf(progress.importBackup(old))
    expect((await shown(progress.watchOwn, () => true)).questions.size).toBe(0)
    const tombstone = known(dataIn(await progress.exportBackup()).ownQuestions[0])
    expect(tombstone).toEqual({ id: 'own-a-001', schema: 4, at: 20 })
    at = 1
    await valueOf(progress.keepOwn({ questions: new Map([['own-a-001', fields]]) }))
    expect((await shown(progress.watchOwn, () => true)).questions.size).toBe(1)
  })

  it('from a file that is not what it should be are refused, and change nothing', async () => {
    const progress = openProgress({ name: aName() })
    const { formatBackup } = await import('../../src/store/backup.ts')
    const broken = { ...noData, ownExams: [{ id: 'e', schema: 4, at: 1, exam: { ...exam, minutes: 'long' } }] }
    const read = await progress.parseBackup(await formatBackup({ exportedAt: '', data: broken as never }))
    expect(read).toMatchObject({ ok: false, failure: { kind: 'invalid', path: 'data.ownExams[0].exam.minutes' } })
  })
})
