import { fireEvent, render, screen } from '@solidjs/testing-library'
import { describe, expect, it, vi } from 'vitest'
import { RoomNotes } from '../../src/islands/classroom/live/RoomNotes.tsx'
import type { RoomHost } from '../../src/wire/host.ts'
import type { RoomStatus } from '../../src/wire/trainer-room.ts'
import { createWorld } from '../support/room-world.ts'

const host: RoomHost = { mqtt: '/mqtt', room: undefined, lan: [], door: 'open', login: 'key', isCrowded: false }

/** The notes beside a room in which nothing is wrong but what a test says. */
async function show({
  isCrowded = false,
  hasMoved = false,
  isFormMissing = false,
  ...wrong
}: Partial<RoomStatus> & {
  readonly isCrowded?: boolean
  readonly hasMoved?: boolean
  readonly isFormMissing?: boolean
} = {}) {
  const room = (await createWorld()).trainer()
  const live = {
    host: () => ({ ...host, isCrowded }),
    hasMoved: () => hasMoved,
    isFormMissing: () => isFormMissing,
    forgetMove: vi.fn(),
    closeDoor: vi.fn(),
  }
  const led = { phase: 'led', kind: 'live', room, status: { ...room.status(), ...wrong } } as const
  const { container } = render(() => <RoomNotes live={live} led={led} />)
  return { live, text: container.textContent }
}
const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent)

describe('the notes beside a room', () => {
  it('are none where all is well, a stray message included', async () => {
    expect((await show({ refused: 3 })).text).toBe('')
  })

  it('have the download in the bar that advises it, where the disk is full', async () => {
    await show({ journal: { kind: 'failing', failure: { kind: 'full', detail: '' } } })
    expect(screen.getByRole('alert').textContent).toMatch(/^This device has no room left, so new answers stay/)
    expect(buttons()).toEqual(['Download the answers'])
  })

  it('say that phones have to scan anew once the address has changed, until they are back', async () => {
    const { live } = await show({ hasMoved: true })
    expect(screen.getByRole('alert').textContent).toMatch(/^The address of this computer has changed/)
    expect(screen.getByRole('alert').textContent).not.toMatch(/door/)
    fireEvent.click(screen.getByRole('button', { name: 'They are back' }))
    expect(live.forgetMove).toHaveBeenCalledOnce()
  })

  it('open the door that keeps them out', async () => {
    const { live } = await show({ hasMoved: true, isDoorClosed: true })
    expect(screen.getByRole('alert').textContent).toContain('The door is closed to newcomers')
    fireEvent.click(screen.getByRole('button', { name: 'Let them in' }))
    expect(live.closeDoor).toHaveBeenCalledWith(false)
  })

  it.each([
    { wrong: { isCrowded: true }, says: 'npm start -- --one-address' },
    { wrong: { isFormMissing: true }, says: 'Hand out its file' },
    { wrong: { isTooLong: true }, says: 'too long for telephones' },
    { wrong: { refused: 20 }, says: '20 messages were refused' },
    { wrong: { late: 2 }, says: '2 came too late and are not counted.' },
  ])('say “$says”', async ({ wrong, says }) => {
    expect((await show(wrong)).text).toContain(says)
  })
})
