import type { Result } from '../../../core/result.ts'
import { openRooms, type Rooms, type RoomsFailure } from '../../../store/rooms.ts'
import type { ActRecord, AnswerRecord, PersonRecord, RoomRecord, TokenRecord } from '../../../wire/journal.ts'
import { sealing } from '../../../wire/books.ts'

export type RoomRows = {
  readonly room: RoomRecord
  readonly acts: ActRecord
  readonly answers: AnswerRecord
  readonly people: PersonRecord
  readonly tokens: TokenRecord
}

/** The rooms of this device. Those whose time is over though nobody ended them lead back to nobody from now on. */
export async function openKeptRooms(now: number): Promise<Result<Rooms<RoomRows>, RoomsFailure>> {
  const opened = await openRooms<RoomRows>({ now })
  if (!opened.ok) return opened
  const rooms = opened.value
  const list = await rooms.list()
  const left = list.ok ? list.value.filter(({ endedAt, expires }) => endedAt === undefined && expires <= now) : []
  for (const { id } of left) {
    const read = await rooms.read(id)
    if (read.ok && read.value) await rooms.write(sealing(read.value, now))
  }
  return opened
}
