import { Dexie } from 'dexie'
import { fail, ok, type Result } from '../core/result.ts'
import { isFull } from './db.ts'

// What a trainer's browser keeps of live rooms: a database of its own, since it is the trainer's and no learner's, and is
// deleted on a date.

type Row = { readonly id: string }
type InRoom = Row & { readonly room: string }

/** What a room consists of; who opens the database says what is in the rows. */
export type RoomTables = {
  readonly room: Row & { readonly startedAt: number; readonly purgeAt: number }
  readonly acts: InRoom
  readonly answers: InRoom
  readonly people: InRoom
  readonly tokens: InRoom
}

const contents = ['acts', 'answers', 'people', 'tokens'] as const
type Contents = (typeof contents)[number]

export type StoredRoom<Tables extends RoomTables> = { readonly room: Tables['room'] } & {
  readonly [Name in Contents]: readonly Tables[Name][]
}
export type RoomChange<Tables extends RoomTables> = { readonly room?: Tables['room'] } & {
  readonly [Name in Contents]?: readonly Tables[Name][]
} & { readonly withoutAnswers?: readonly string[] }

/** `full`: the device has no room left. `unavailable`: the browser keeps nothing here. */
export type RoomsFailure = { readonly kind: 'full' | 'unavailable'; readonly detail: string }

export type Rooms<Tables extends RoomTables> = {
  /** On disk when it resolves well, whole; otherwise nothing of it is. */
  readonly write: (change: RoomChange<Tables>) => Promise<Result<undefined, RoomsFailure>>
  readonly read: (room: string) => Promise<Result<StoredRoom<Tables> | undefined, RoomsFailure>>
  /** The newest first. */
  readonly list: () => Promise<Result<readonly Tables['room'][], RoomsFailure>>
  readonly remove: (room: string) => Promise<Result<undefined, RoomsFailure>>
  readonly close: () => void
}

const databaseName = 'aimward-classroom'

/** Deletes every room of this device. */
export async function eraseRooms(): Promise<Result<undefined, RoomsFailure>> {
  try {
    const { indexedDB, IDBKeyRange } = globalThis
    if (indexedDB) await new Dexie(databaseName, { indexedDB, IDBKeyRange }).delete()
    return ok(undefined)
  } catch (error) {
    return fail(failureOf(error))
  }
}

/** Opens the rooms of this device and deletes those whose date has passed. */
export async function openRooms<Tables extends RoomTables>({
  now,
  name = databaseName,
}: {
  /** Epoch milliseconds. */
  readonly now: number
  readonly name?: string
}): Promise<Result<Rooms<Tables>, RoomsFailure>> {
  try {
    const { indexedDB, IDBKeyRange } = globalThis
    if (!indexedDB) return fail({ kind: 'unavailable', detail: 'This browser has no IndexedDB.' })
    const db = new Dexie(name, { indexedDB, IDBKeyRange, chromeTransactionDurability: 'strict', cache: 'disabled' })
    db.version(1).stores({ rooms: 'id', acts: 'id, room', answers: 'id, room', people: 'id, room', tokens: 'id, room' })
    await db.open()
    const rooms = db.table<Tables['room'], string>('rooms')
    const rowsOf = <Name extends Contents>(name: Name) => db.table<Tables[Name], string>(name)
    const all = [rooms, ...contents.map((name) => db.table(name))]

    const attempt = async <Value>(work: () => Promise<Value>): Promise<Result<Value, RoomsFailure>> => {
      try {
        return ok(await work())
      } catch (error) {
        return fail(failureOf(error))
      }
    }
    const removeAll = async (id: string) => {
      for (const name of contents) await db.table(name).where('room').equals(id).delete()
      await db.table('rooms').delete(id)
    }

    await db.transaction('rw', all, async () => {
      const old = (await rooms.toArray()).filter(({ purgeAt }) => purgeAt <= now)
      for (const { id } of old) await removeAll(id)
    })

    return ok({
      write: (change) =>
        attempt(async () => {
          await db.transaction('rw', all, async () => {
            if (change.room) await db.table('rooms').put(change.room)
            for (const name of contents) {
              const rows = change[name] ?? []
              if (rows.length > 0) await db.table(name).bulkPut([...rows])
            }
            const gone = change.withoutAnswers ?? []
            if (gone.length > 0) await db.table('answers').bulkDelete([...gone])
          })
          return undefined
        }),
      read: (id) =>
        attempt(() =>
          db.transaction('r', all, async () => {
            const room: Tables['room'] | undefined = await db.table('rooms').get(id)
            if (!room) return undefined
            const of = <Name extends Contents>(name: Name) => rowsOf(name).where('room').equals(id).toArray()
            return {
              room,
              acts: await of('acts'),
              answers: await of('answers'),
              people: await of('people'),
              tokens: await of('tokens'),
            }
          }),
        ),
      list: () =>
        attempt(async () => (await rooms.toArray()).toSorted((one, other) => other.startedAt - one.startedAt)),
      remove: (id) =>
        attempt(async () => {
          await db.transaction('rw', all, () => removeAll(id))
          return undefined
        }),
      close: () => db.close(),
    })
  } catch (error) {
    return fail(failureOf(error))
  }
}

const failureOf = (error: unknown): RoomsFailure => ({
  kind: isFull(error) ? 'full' : 'unavailable',
  detail: String(error),
})
