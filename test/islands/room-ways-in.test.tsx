import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ConnectDialog } from '../../src/islands/classroom/live/ConnectDialog.tsx'
import { OpenRoom } from '../../src/islands/classroom/live/OpenRoom.tsx'
import type { HostChange, RoomHost } from '../../src/wire/host.ts'
import { createWorld } from '../support/room-world.ts'

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
  }
})
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('connecting phones', () => {
  const alone: RoomHost = { mqtt: '/mqtt', room: undefined, lan: [], door: 'open', login: 'key', isCrowded: false }
  const inNetwork: RoomHost = { ...alone, lan: ['http://192.168.1.7:4321', 'http://10.0.0.7:4321'] }

  /** The dialog of a trainer on the computer that is the server, which does as it is told or answers with a sentence. */
  async function connect({ first = inNetwork, refusal = '' } = {}) {
    const room = (await createWorld()).trainer()
    const [host, setHost] = createSignal(first)
    const [chosen, chooseAddress] = createSignal(0)
    const addresses = () => (host().lan.length > 0 ? host().lan : ['http://localhost:4321']).map((one) => `${one}/`)
    const change = vi.fn(async ({ lan, pin }: HostChange) => {
      if (refusal) return refusal
      if (lan !== undefined) setHost((was) => ({ ...was, lan: lan ? inNetwork.lan : [] }))
      if (pin !== undefined) setHost((was) => ({ ...was, door: pin === null ? 'open' : 'pin' }))
      return ''
    })
    const live = {
      addresses,
      change,
      host,
      chooseAddress: (one: string) => chooseAddress(addresses().indexOf(one)),
      joinAddress: () => `${addresses()[chosen()]}join/#K7Q29MXD`,
    }
    const led = { phase: 'led', kind: 'live', room, status: room.status() } as const
    render(() => <ConnectDialog live={live} led={led} onClose={() => undefined} />)
    return change
  }

  it('opens the local network to them, and closes it again', async () => {
    await connect({ first: alone })
    expect(screen.getByText(/^Phones cannot reach this computer yet/)).toBeTruthy()
    press('Open it to the local network')
    expect(await screen.findByText('192.168.1.7:4321/join/')).toBeTruthy()
    expect(screen.queryByText(/^Phones cannot reach/)).toBeNull()
    press('Close it to the local network')
    expect(await screen.findByText('localhost:4321/join/')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Close it to the local network' })).toBeNull()
  })

  it('leads them to the address that is chosen', async () => {
    await connect()
    fireEvent.change(screen.getByLabelText('Address for the phones'), { target: { value: 'http://10.0.0.7:4321/' } })
    expect(screen.getByText('10.0.0.7:4321/join/')).toBeTruthy()
  })

  it('asks for a PIN, and no more', async () => {
    const change = await connect()
    fireEvent.input(screen.getByLabelText(/^Door PIN/), { target: { value: '2468' } })
    press('Ask for it')
    await screen.findByText('Phones are asked for the PIN.')
    press('Ask for no PIN')
    await vi.waitFor(() => expect(screen.queryByText('Phones are asked for the PIN.')).toBeNull())
    expect(change.mock.calls).toEqual([[{ pin: '2468' }], [{ pin: null }]])
  })

  it('says what the server says where it does not want to', async () => {
    await connect({ first: alone, refusal: 'This computer is in no local network.' })
    press('Open it to the local network')
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe('This computer is in no local network.'))
  })

  it('has a way for every network, mobile data included', async () => {
    await connect()
    expect(screen.getAllByRole('listitem')).toHaveLength(4)
    expect(screen.getByText(/^If phones have only their own mobile data/)).toBeTruthy()
  })
})

describe('opening a room', () => {
  function show(server: 'here' | 'none' | 'unreachable' = 'here', open = vi.fn(async () => undefined)) {
    const live = { look: vi.fn(), open, rehearse: vi.fn(async () => undefined) }
    render(() => <OpenRoom live={live} idle={{ phase: 'idle', waiting: undefined, server }} />)
    return live
  }

  it('asks for no name and keeps no answer by person, unless the trainer wants it', () => {
    const { open } = show()
    press('Open a room')
    expect(open).toHaveBeenLastCalledWith({ names: 'none', link: 'none' })
    fireEvent.change(screen.getByLabelText('Answers'), { target: { value: 'session' } })
    press('Open a room')
    expect(open).toHaveBeenLastCalledWith({ names: 'none', link: 'session' })
  })

  it('keeps answers by person where there are names', () => {
    const { open } = show()
    fireEvent.change(screen.getByLabelText('Names'), { target: { value: 'free' } })
    expect(screen.queryByLabelText('Answers')).toBeNull()
    press('Open a room')
    expect(open).toHaveBeenLastCalledWith(expect.objectContaining({ names: 'free', link: 'session' }))
  })

  it('says so where it fails', async () => {
    show(
      'here',
      vi.fn(async () => Promise.reject(new Error('storage'))),
    )
    press('Open a room')
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe('The room could not be opened.'))
  })

  it.each([
    { server: 'none', says: /^Live answers are off/ },
    { server: 'unreachable', says: /^The classroom server does not answer/ },
  ] as const)('is not offered where the server is $server, and looked for again', ({ server, says }) => {
    const { look } = show(server)
    expect(screen.getByText(says)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Open a room' })).toBeNull()
    press('Look again')
    expect(look).toHaveBeenCalledOnce()
  })
})
