import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openRooms, type Rooms } from '../../src/store/rooms.ts'
import { known } from '../../src/core/result.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import { platformClock } from '../../src/wire/clock.ts'
import type {
  ActRecord,
  AnswerRecord,
  Journal,
  PersonRecord,
  RoomContent,
  RoomRecord,
  TokenRecord,
} from '../../src/wire/journal.ts'
import { signerOf, verifierOf } from '../../src/wire/signing.ts'
import { createRoom } from '../../src/wire/new-room.ts'

type Tables = {
  readonly room: RoomRecord
  readonly acts: ActRecord
  readonly answers: AnswerRecord
  readonly people: PersonRecord
  readonly tokens: TokenRecord
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

async function open(now = Date.now()): Promise<Rooms<Tables>> {
  const opened = await openRooms<Tables>({ now })
  if (!opened.ok) throw new Error(opened.failure.detail)
  return opened.value
}
const aRoom = (): Promise<RoomContent> =>
  createRoom({
    title: 'Foundation',
    policy: { names: 'none', link: 'none' },
    clock: platformClock,
    random: platformBytes,
  })
const anAnswer = (room: string, id = 'a'): AnswerRecord => ({ id, room, q: 'q1', r: 1, a: [2], n: 1, isLate: false })

describe('the rooms of a trainer', () => {
  it('come back whole, with a key that still signs', async () => {
    const { room } = await aRoom()
    const written = {
      room,
      acts: [],
      answers: [anAnswer(room.id)],
      people: [{ id: `${room.id}:p`, room: room.id, pid: 'p' }],
      tokens: [{ id: `${room.id}:t`, room: room.id, token: 't' }],
    }
    const first = await open()
    // The journal of a room is this, as it stands.
    const journal: Journal = first
    expect((await journal.write(written)).ok).toBe(true)
    first.close()

    const second = await open()
    const read = await second.read(room.id)
    const content = known(read.ok ? read.value : undefined)
    expect(content).toMatchObject({ answers: written.answers, people: written.people, tokens: written.tokens })
    const said = await signerOf(content.room.key)('topic', '{}')
    expect(verifierOf(room.key.publicKey)('topic', said)).toBe('{}')
    expect(await second.read('OTHER000')).toEqual({ ok: true, value: undefined })
    second.close()
  })

  it('are listed from the newest on, and removed one by one', async () => {
    const rooms = await open()
    const [old, young] = [await aRoom(), await aRoom()]
    await rooms.write({ room: { ...old.room, startedAt: 1 }, answers: [anAnswer(old.room.id)] })
    await rooms.write({ room: { ...young.room, startedAt: 2 }, answers: [anAnswer(young.room.id, 'b')] })
    const ids = async () => {
      const list = await rooms.list()
      return list.ok ? list.value.map(({ id }) => id) : []
    }
    expect(await ids()).toEqual([young.room.id, old.room.id])
    await rooms.remove(old.room.id)
    expect(await ids()).toEqual([young.room.id])
    const left = await rooms.read(young.room.id)
    expect(left.ok && left.value?.answers).toHaveLength(1)
    rooms.close()
  })

  it('are deleted on their date, with everything in them', async () => {
    const { room } = await aRoom()
    const before = await open()
    await before.write({ room, answers: [anAnswer(room.id)] })
    before.close()
    const stillThere = await open(room.purgeAt - 1)
    expect((await stillThere.read(room.id)).ok && (await stillThere.list())).toMatchObject({ value: [{ id: room.id }] })
    stillThere.close()
    const after = await open(room.purgeAt)
    expect(await after.read(room.id)).toEqual({ ok: true, value: undefined })
    await after.write({ room })
    const again = await after.read(room.id)
    expect(again.ok && again.value?.answers).toEqual([])
    after.close()
  })

  it('take out answers when told', async () => {
    const { room } = await aRoom()
    const rooms = await open()
    await rooms.write({ room, answers: [anAnswer(room.id), anAnswer(room.id, 'b')] })
    await rooms.write({ withoutAnswers: ['a'] })
    const read = await rooms.read(room.id)
    expect(read.ok && read.value?.answers.map(({ id }) => id)).toEqual(['b'])
    rooms.close()
  })

  it('write nothing of what does not go in whole, and say why', async () => {
    const { room } = await aRoom()
    const rooms = await open()
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function () {
      throw new DOMException('No room.', 'QuotaExceededError')
    })
    const result = await rooms.write({ room, answers: [anAnswer(room.id)] })
    put.mockRestore()
    expect(result).toMatchObject({ ok: false, failure: { kind: 'full' } })
    expect(await rooms.read(room.id)).toEqual({ ok: true, value: undefined })
    rooms.close()
  })

  it('say so where the browser keeps nothing', async () => {
    vi.stubGlobal('indexedDB', undefined)
    expect(await openRooms({ now: 0 })).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
    vi.unstubAllGlobals()
  })
})
