// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetLearner } from '../../src/store/forget-learner.ts'
import { databaseOf, keepLearners, learners } from '../../src/store/learners.ts'
import { openProgress } from '../../src/store/progress.ts'
import { valueOf } from './builders.ts'

beforeEach(() => localStorage.clear())

const two = {
  current: 'b',
  all: [
    { id: 'first', name: 'Me' },
    { id: 'b', name: 'Bo' },
  ],
}

describe('the learners of a device', () => {
  it('are one person without a name until others are added', () => {
    expect(learners()).toEqual({ current: 'first', all: [{ id: 'first', name: 'Me' }] })
    expect(keepLearners(two)).toBe(true)
    expect(learners()).toEqual(two)
  })

  it.each(['', 'null', '[]', '{"current":"x","all":[]}', '{"current":"x","all":[{"id":"y","name":"Y"}]}', '{'])(
    'are one person again when what is kept is %s',
    (kept) => {
      localStorage.setItem('aimward:learners', kept)
      expect(learners().current).toBe('first')
    },
  )

  it('have a database each, the first the one that every release had', async () => {
    expect(databaseOf('first')).toBe('aimward')
    const [one, other] = ['first', 'b'].map((id) => openProgress({ name: databaseOf(id) }))
    await valueOf(one!.set('theme', 'dark'))
    expect((await other!.settings()).size).toBe(0)
    other!.close()
    one!.close()
  })

  it('are forgotten whole, and nobody else with them', async () => {
    const progress = openProgress({ name: databaseOf('b') })
    await valueOf(progress.set('theme', 'dark'))
    progress.close()
    await new Promise((resolve) => setTimeout(resolve, 20))
    localStorage.setItem(`${databaseOf('b')}:response:r1`, '{}')
    localStorage.setItem('aimward:response:r2', '{}')
    await forgetLearner('b')
    const again = openProgress({ name: databaseOf('b') })
    expect((await again.settings()).size).toBe(0)
    expect(Object.keys(localStorage)).toEqual(['aimward:response:r2'])
    again.close()
  })

  it('stay as they are where the browser keeps nothing', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('Refused.', 'QuotaExceededError')
    })
    expect(keepLearners(two)).toBe(false)
    vi.restoreAllMocks()
    expect(learners().current).toBe('first')
  })
})
