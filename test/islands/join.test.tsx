import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { JoinPage, Room } from '../../src/islands/join/JoinPage.tsx'
import { aShown, createWorld } from '../support/room-world.ts'

/** A telephone in a room, on whose page one sees what has happened whenever time has passed. */
async function aPhone(options: Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld(options)
  const person = world.enter()
  const [view, setView] = createSignal(person.view())
  render(() => (
    <Room
      view={view()}
      isDeviceOffline={false}
      isBlocked={false}
      participant={() => person.page()}
      onOtherCode={() => {}}
    />
  ))
  const pass = async (ms: number) => {
    await world.pass(ms)
    setView(person.view())
  }
  await pass(1000)
  return { world, person, pass }
}

/** What becomes of a connection to the server: nothing gets through, it is refused with a code of MQTT, or it stands. */
type Server = 'blocked' | 'locked' | 'pin' | 'open'

/** A host of rooms at this address, which answers telephones as it is told to. */
function aHost(first: Server) {
  let server = first
  function Socket(
    this: Pick<WebSocket, 'onopen' | 'onclose' | 'onmessage' | 'send' | 'close'> & { readyState: number },
  ) {
    const say = (...bytes: readonly number[]) =>
      setTimeout(() =>
        this.onmessage?.call(this as WebSocket, new MessageEvent('message', { data: Uint8Array.from(bytes).buffer })),
      )
    this.readyState = 1
    this.close = () => {}
    this.send = (packet) => {
      const [kind] = packet as Uint8Array
      if (kind === 0x10) say(0x20, 2, 0, { blocked: 0, open: 0, locked: 3, pin: 4 }[server])
      if (kind === 0x82) say(0x90, 7, 0, 1, 0, 0, 0, 0, 0)
    }
    setTimeout(() => {
      const event = server === 'blocked' ? this.onclose : this.onopen
      event?.call(this as WebSocket, new CloseEvent('close'))
    })
  }
  vi.stubGlobal('WebSocket', Object.assign(Socket, { OPEN: 1 }))
  const host = { v: 1, mqtt: '/mqtt', room: null, lan: [], door: first === 'pin' ? 'pin' : 'open', login: 'key' }
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(host)))
  return { turn: (to: Server) => (server = to) }
}

beforeEach(() => {
  // jsdom has no such thing.
  vi.stubGlobal('isSecureContext', false)
  localStorage.clear()
  location.hash = ''
})
afterEach(() => vi.unstubAllGlobals())

describe('the way into a room', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const blocked = /^Live messages do not get through on this network/
  async function arrive(server: Server) {
    location.hash = '#K7Q29MXD'
    const host = aHost(server)
    render(() => <JoinPage />)
    await vi.advanceTimersByTimeAsync(20_000)
    return host
  }

  it('is blocked by a network that lets no message through, as long as it does not', async () => {
    const host = await arrive('blocked')
    expect(screen.getByText(blocked)).toBeDefined()
    host.turn('open')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(screen.queryByText(/^No connection/)).toBeNull()
    expect(screen.queryByText(blocked)).toBeNull()
  })

  it('is not blocked by the network where the trainer has closed the door', async () => {
    await arrive('locked')
    expect(screen.getByRole('alert').textContent).toMatch(/^The trainer has closed the door/)
    expect(screen.queryByText(blocked)).toBeNull()
  })
})

describe('the page of a participant', () => {
  it('says nothing of a lost connection once the class is over', async () => {
    const { world, pass } = await aPhone()
    const ended = world.trainer().end('See you tomorrow.')
    await pass(10_000)
    await ended
    world.hub.stop()
    await pass(20_000)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The class is over')
    expect(screen.getByText('See you tomorrow.')).toBeDefined()
    expect(screen.queryByText(/^(Connected|No connection|The trainer is)/)).toBeNull()
  })

  it('takes the result of a practice exam during it, later in the class and after its end, and says it in one line', async () => {
    const { world, pass } = await aPhone()
    expect(screen.queryByText('Send the result of a practice exam')).toBeNull()
    const mock = { kind: 'mock', form: '47AY1-5NM70', path: 'exams/foundation-40/', minutes: 60 } as const
    const lines = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
    const send = (token: string) => {
      fireEvent.input(screen.getByLabelText('Result code'), { target: { value: token } })
      fireEvent.click(screen.getByRole('button', { name: 'Send result' }))
    }
    world.trainer().show(mock)
    await pass(1000)
    send('nothing of the kind')
    expect(screen.getByText(/^That is no result code/)).toBeDefined()
    expect(lines()).toEqual([''])
    // It is open for typing, and stays so.
    world.trainer().show({ kind: 'break', title: 'Lunch' })
    await pass(1000)
    send('AIMS1.0123456789ABCDEFGHJK')
    await pass(1000)
    expect(lines()).toEqual(['Result code: Received by the trainer'])
    world.trainer().show(aShown())
    await pass(1000)
    expect(screen.queryByLabelText('Result code')).toBeNull()
    expect(lines()).toEqual([''])

    const ended = world.trainer().end()
    await pass(10_000)
    await ended
    send('AIMS1.ABCDEFGHJK0123456789')
    await pass(1000)
    expect(lines()).toEqual(['Result code: Received by the trainer'])
    expect(world.trainer().status().tokens).toEqual(['AIMS1.0123456789ABCDEFGHJK', 'AIMS1.ABCDEFGHJK0123456789'])
  })
})
