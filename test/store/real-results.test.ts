import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { keepResult, realResults, removeResult, type RealResult } from '../../src/islands/progress/real-results.ts'
import { openProgress } from '../../src/store/progress.ts'
import { aName, valueOf } from './builders.ts'

const aResult = (given: Partial<RealResult> = {}): RealResult => ({
  id: 'r1',
  body: 'PECB',
  exam: 'ISO/IEC 42001 Foundation',
  day: '2026-11-20',
  passed: false,
  score: '65 %',
  ...given,
})

describe('a real result', () => {
  it('is kept as it was said, newest first, and changed under its id', async () => {
    const progress = openProgress({ name: aName() })
    await valueOf(progress.set('theme', 'dark'))
    await valueOf(keepResult(progress, aResult()))
    await valueOf(keepResult(progress, aResult({ id: 'r2', day: '2026-12-20', passed: true, score: undefined })))
    await valueOf(keepResult(progress, aResult({ score: '66 %' })))
    expect(realResults(await progress.settings())).toEqual([
      aResult({ id: 'r2', day: '2026-12-20', passed: true, score: undefined }),
      aResult({ score: '66 %' }),
    ])
  })

  it('stays deleted when an older copy is imported, and goes with every export', async () => {
    const progress = openProgress({ name: aName() })
    await valueOf(keepResult(progress, aResult()))
    const earlier = await progress.exportBackup()
    await valueOf(removeResult(progress, 'r1'))
    await valueOf(progress.importBackup(await valueOf(progress.parseBackup(earlier))))
    expect(realResults(await progress.settings())).toEqual([])

    const other = openProgress({ name: aName() })
    await valueOf(other.importBackup(await valueOf(other.parseBackup(earlier))))
    expect(realResults(await other.settings())).toEqual([aResult()])
  })

  it('that is none is passed over', () => {
    const settings = new Map(
      Object.entries({ 'result:a': 7, 'result:b': { body: 'A', exam: 'B', day: '2026-01-01' }, theme: 'dark' }),
    )
    expect(realResults(settings)).toEqual([])
  })
})
