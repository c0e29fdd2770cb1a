import { fireEvent, render, screen, within } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Shown } from '../../src/core/shown.ts'
import { RoomPanel } from '../../src/islands/classroom/live/RoomPanel.tsx'
import type { RoomSeam } from '../../src/islands/classroom/room-seam.ts'

const realTimeout = setTimeout

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** Lets time pass until it holds. What is signed takes time of its own. */
async function until(check: () => void) {
  for (let seconds = 0; ; seconds++) {
    try {
      return check()
    } catch (error) {
      if (seconds > 600) throw error
    }
    await pass(1000)
    await new Promise((resolve) => realTimeout(resolve))
  }
}

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
  await until(() => screen.getByText(people === 1 ? '1 is here' : `${people} are here`))
  return {
    seam,
    show: async (shown: Shown) => {
      watchers.forEach((watcher) => watcher(shown, []))
      await pass(100)
    },
    leave: unmount,
  }
}

const exercise = { kind: 'exercise', id: 'e1', title: 'Who decides?', task: ['Decide.'], minutes: 20 } as const

describe('the panel of a room', () => {
  it('says how many groups have finished their exercise and how many need more time, while they are at work', async () => {
    const { show, leave } = await aRehearsal()
    await show({ ...exercise, part: 'work' })
    await until(() => {
      const [, answered] = /^(\d+) of 12 answered$/.exec(screen.getByText(/answered$/).textContent ?? '') ?? []
      const [, finished, more] =
        /^(\d+) finished, (\d+) needs? more time\.$/.exec(screen.getByText(/more time/).textContent ?? '') ?? []
      expect(Number(answered)).toBeGreaterThan(6)
      expect(Number(finished) + Number(more)).toBe(Number(answered))
    })
    await show({ kind: 'slide', deck: '', slide: 0, step: 0, title: 'Next' })
    expect(screen.queryByText(/more time/)).toBeNull()
    leave()
  })

  it('leads nobody to a room that is only rehearsed', async () => {
    const { seam, leave } = await aRehearsal(1)
    expect(seam.setJoining).toHaveBeenLastCalledWith({ kind: 'rehearsal' })
    leave()
    expect(seam.setJoining).toHaveBeenLastCalledWith(undefined)
  })

  it('offers the answers at a break, and not before there are any', async () => {
    const { show, leave } = await aRehearsal(3)
    const pause = { kind: 'break', title: 'Break' } as const
    const offer = () => screen.queryByText(/in case this computer is lost/)?.closest('.note')
    await show(pause)
    expect(offer()).toBeUndefined()
    await show({ ...exercise, part: 'work' })
    await show(pause)
    expect(offer()?.querySelector('button')?.textContent).toBe('Download the answers')
    leave()
  })

  it('shows what people write to the trainer, once five have or it is locked', async () => {
    const { show, leave } = await aRehearsal()
    const question = { id: 'room-1', kind: 'text', stem: 'What is unclear?', options: [] } as const
    const shown = { kind: 'question', question, round: 1, answered: 0 } as const
    await show({ ...shown, phase: 'open' })
    expect(screen.getByText(/with fewer one could tell who/)).toBeTruthy()
    await until(() => {
      const texts = within(screen.getByRole('region', { name: 'What people wrote' }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent ?? '')
      expect(texts.length).toBeGreaterThanOrEqual(5)
      expect(texts).toEqual(texts.toSorted((one, other) => one.localeCompare(other)))
    })
    leave()
  })
})
