import { toBase64url } from './bytes.ts'
import type { RandomBytes } from './chance.ts'
import type { Clock } from './clock.ts'
import type { RoomContent, RoomRecord } from './journal.ts'
import type { Policy } from './protocol.ts'
import { codeOfKey } from './room-code.ts'
import { createKey } from './signing.ts'

/** A new room with a key of its own: nothing of it is written or said yet. */
export async function createRoom({
  title,
  policy,
  clock,
  random,
  hours = 12,
  keepDays = 30,
}: {
  readonly title: string
  readonly policy: Policy
  readonly clock: Clock
  readonly random: RandomBytes
  readonly hours?: number
  readonly keepDays?: number
}): Promise<RoomContent> {
  const key = await createKey(random)
  const now = clock.now()
  const room: RoomRecord = {
    id: codeOfKey(key.publicKey),
    title,
    policy,
    key,
    clientId: toBase64url(random(16)),
    salt: toBase64url(random(16)),
    startedAt: now,
    expires: now + hours * 3_600_000,
    purgeAt: now + keepDays * 24 * 3_600_000,
    n: 0,
    e: 0,
    screen: { k: 'lobby', title },
    isOver: false,
    isDoorClosed: false,
    kicked: [],
  }
  return { room, acts: [], answers: [], people: [], tokens: [] }
}
