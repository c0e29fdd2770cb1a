import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { fireEvent, render, screen, within } from '@solidjs/testing-library'
import { beforeEach, describe, expect, it } from 'vitest'
import { KeptRooms } from '../../src/islands/classroom/live/KeptRooms.tsx'
import { openKeptRooms } from '../../src/islands/classroom/live/kept-rooms.ts'
import { eraseRooms } from '../../src/store/rooms.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import type { RoomContent } from '../../src/wire/journal.ts'
import { createRoom } from '../../src/wire/new-room.ts'

const hour = 3_600_000
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

async function kept(now = Date.now()) {
  const opened = await openKeptRooms(now)
  if (!opened.ok) throw new Error(opened.failure.detail)
  return opened.value
}

/** Keeps a room that began so long ago, with one answer in it, and was not ended. */
async function keepRoom({ title, ago }: { readonly title: string; readonly ago: number }): Promise<RoomContent> {
  const content = await createRoom({
    title,
    policy: { names: 'none', link: 'none' },
    clock: { now: () => Date.now() - ago, after: () => () => undefined },
    random: platformBytes,
  })
  const { id } = content.room
  const rooms = await kept(0)
  await rooms.write({
    ...content,
    answers: [{ id: `${id}:a`, room: id, q: 'q1', r: 1, a: [1], n: 7, isLate: false }],
  })
  rooms.close()
  return content
}

describe('a room that nobody ended', () => {
  it('leads back to nobody once its time is over', async () => {
    const { room } = await keepRoom({ title: 'Yesterday', ago: 13 * hour })
    const read = await (await kept()).read(room.id)
    expect(read.ok && read.value?.room).toMatchObject({ isOver: true, endedAt: expect.any(Number) })
    expect(read.ok && read.value?.room).toHaveProperty('salt', undefined)
    expect(read.ok && read.value?.answers).toMatchObject([{ a: [1], n: 0 }])
  })

  it('can be led again before that', async () => {
    const { room } = await keepRoom({ title: 'Today', ago: 11 * hour })
    const read = await (await kept()).read(room.id)
    expect(read.ok && read.value?.room).toMatchObject({ isOver: false, salt: room.salt })
  })
})

describe('the rooms of this device', () => {
  const row = async (title: string) => {
    const found = (await screen.findByText(title)).closest('li')
    if (!found) throw new Error(`${title} is in no list.`)
    return within(found)
  }

  it('are listed, and can be saved, and led again as long as they are not over', async () => {
    await keepRoom({ title: 'Yesterday', ago: 13 * hour })
    await keepRoom({ title: 'Today', ago: hour })
    render(() => <KeptRooms />)
    const [today, yesterday] = [await row('Today'), await row('Yesterday')]
    const names = (of: typeof today) => of.getAllByRole('button').map(({ textContent }) => textContent)
    expect(names(today)).toEqual(['Download the answers', 'Lead it again', 'Delete'])
    expect(names(yesterday)).toEqual(['Download the answers', 'Delete'])
    expect(yesterday.getByText(/, over\. Deleted by itself on/)).toBeTruthy()
  })

  it('are deleted one by one, after a question', async () => {
    const { room } = await keepRoom({ title: 'Yesterday', ago: 13 * hour })
    render(() => <KeptRooms />)
    const yesterday = await row('Yesterday')
    fireEvent.click(yesterday.getByRole('button', { name: 'Delete' }))
    expect(screen.getByRole('status').textContent).toContain('deleted from this device for good')
    fireEvent.click(yesterday.getByRole('button', { name: 'Delete it now' }))
    await screen.findByText('No room is kept here.')
    const read = await (await kept()).read(room.id)
    expect(read).toEqual({ ok: true, value: undefined })
  })

  it('are gone with everything else that is erased', async () => {
    await keepRoom({ title: 'Yesterday', ago: hour })
    expect(await eraseRooms()).toEqual({ ok: true, value: undefined })
    const list = await (await kept()).list()
    expect(list).toEqual({ ok: true, value: [] })
  })
})
