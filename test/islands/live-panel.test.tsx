import { fireEvent, render, screen } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Shown } from '../../src/core/shown.ts'
import { RoomPanel } from '../../src/islands/classroom/live/RoomPanel.tsx'
import type { RoomSeam } from '../../src/islands/classroom/room-seam.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** The panel in a rehearsal, beside a presenter that shows what a test says. */
async function aRehearsal(people = 12) {
  const watchers = new Set<(shown: Shown, key: readonly number[]) => void>()
  const seam = {
    title: 'Foundation',
    watchShown: (watcher) => {
      watchers.add(watcher)
      watcher({ kind: 'lobby', title: 'Foundation' }, [])
      return () => watchers.delete(watcher)
    },
    setJoining: vi.fn(),
    counted: vi.fn(),
    putBoard: vi.fn(),
  } satisfies RoomSeam
  const { unmount } = render(() => <RoomPanel seam={seam} />)
  await pass(10)
  fireEvent.input(screen.getByLabelText('Simulated people'), { target: { value: String(people) } })
  fireEvent.click(screen.getByRole('button', { name: 'Rehearse' }))
  await pass(20_000)
  return {
    seam,
    show: async (shown: Shown, ms = 70_000) => {
      watchers.forEach((watcher) => watcher(shown, []))
      await pass(ms)
    },
    leave: unmount,
  }
}

const exercise = { kind: 'exercise', id: 'e1', title: 'Who decides?', task: ['Decide.'], minutes: 20 } as const

describe('the panel of a room', () => {
  it('says how many groups have finished their exercise and how many need more time, while they are at work', async () => {
    const { show, leave } = await aRehearsal()
    expect(screen.getByText('12 are here')).toBeTruthy()
    await show({ ...exercise, part: 'work' })
    const [, answered] = /^(\d+) of 12 answered$/.exec(screen.getByText(/answered$/).textContent ?? '') ?? []
    const [, finished, more] = /^(\d+) finished, (\d+) needs? more time\.$/.exec(
      screen.getByText(/more time/).textContent ?? '',
    ) ?? ['', '0', '0']
    expect(Number(answered)).toBeGreaterThan(6)
    expect(Number(finished) + Number(more)).toBe(Number(answered))
    await show({ kind: 'slide', deck: '', slide: 0, step: 0, title: 'Next' }, 1000)
    expect(screen.queryByText(/more time/)).toBeNull()
    leave()
  })
})
