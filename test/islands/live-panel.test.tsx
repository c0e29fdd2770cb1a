import { IDBFactory } from 'fake-indexeddb'
import { fireEvent, render, screen, within } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Shown } from '../../src/core/shown.ts'
import { RoomPanel } from '../../src/islands/classroom/live/RoomPanel.tsx'
import type { RoomSeam } from '../../src/islands/classroom/room-seam.ts'
import { openRooms } from '../../src/store/rooms.ts'

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
    await new Promise((resolve) => realTimeout(resolve, 2))
  }
}

/** The panel beside a presenter that shows what a test says. */
function aPanel() {
  const watchers = new Set<(shown: Shown, key: readonly number[]) => void>()
  const seam = {
    title: 'Foundation',
    watchShown: (watcher) => {
      watchers.add(watcher)
      watcher({ kind: 'lobby', title: 'Foundation' }, [])
      return () => watchers.delete(watcher)
    },
    setJoining: vi.fn<RoomSeam['setJoining']>(),
    counted: vi.fn(),
    putBoard: vi.fn(),
    watchMoment: () => () => undefined,
    obey: () => '',
    setLeader: vi.fn(),
  } satisfies RoomSeam
  const { unmount } = render(() => <RoomPanel seam={seam} />)
  return { seam, watchers, leave: unmount }
}

async function aRehearsal(people = 12) {
  const { seam, watchers, leave } = aPanel()
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
    leave,
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

describe('a room at a server', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory()
    // Nobody answers it, and nothing is due.
    vi.stubGlobal('WebSocket', function (this: Pick<WebSocket, 'close'>) {
      this.close = () => {}
    })
    vi.stubGlobal('Worker', function (this: Pick<Worker, 'postMessage' | 'terminate'>) {
      this.postMessage = this.terminate = () => {}
    })
  })

  it('is led on by itself once its server answers, however late that is started', async () => {
    let isUp = true
    const lan = ['http://192.168.1.7:4321']
    vi.stubGlobal('fetch', async () => {
      if (!isUp) throw new TypeError('Failed to fetch')
      return Response.json({ v: 1, mqtt: '/mqtt', room: null, lan, door: 'open' })
    })
    const first = aPanel()
    await until(() => screen.getByRole('button', { name: 'Open a room' }))
    fireEvent.click(screen.getByRole('button', { name: 'Open a room' }))
    await until(() => screen.getByRole('button', { name: /^Connect phones/ }))
    const code = screen.getByRole('button', { name: /^Connect phones/ }).textContent?.split(': ')[1]
    first.leave()

    isUp = false
    const { leave } = aPanel()
    await until(() =>
      screen.getByText(`The classroom server does not answer. Room ${code} goes on by itself as soon as it does.`),
    )
    isUp = true
    await until(() => screen.getByRole('button', { name: `Connect phones: ${code}` }))
    leave()
  })

  it('is opened once, however often that is pressed, and its address on the projector follows the computer', async () => {
    let lan = ['http://192.168.1.7:4321']
    vi.stubGlobal('fetch', async () => Response.json({ v: 1, mqtt: '/mqtt', room: null, lan, door: 'open' }))
    const { seam, leave } = aPanel()
    await until(() => screen.getByRole('button', { name: 'Open a room' }))
    for (let times = 0; times < 3; times++) fireEvent.click(screen.getByRole('button', { name: 'Open a room' }))
    await until(() => screen.getByRole('button', { name: /^Connect phones/ }))
    const joined = () => {
      const joining = seam.setJoining.mock.lastCall?.[0]
      return joining?.kind === 'room' ? joining.address : ''
    }
    expect(joined()).toMatch(/^http:\/\/192\.168\.1\.7:4321\/join\/#/)
    lan = ['http://10.0.0.7:4321']
    await until(() => expect(joined()).toMatch(/^http:\/\/10\.0\.0\.7:4321\/join\/#/))
    leave()
    const rooms = await openRooms({ now: 0 })
    const list = rooms.ok && (await rooms.value.list())
    expect(list && list.ok && list.value).toHaveLength(1)
  })
})
