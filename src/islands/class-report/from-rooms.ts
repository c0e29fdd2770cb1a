import type { ClassForm } from '../../core/class-report.ts'
import { ok, type Result } from '../../core/result.ts'
import { expectedOf, formKey, readToken, sittingOf } from '../../core/result-token.ts'
import { openRooms, type RoomsFailure, type RoomTables } from '../../store/rooms.ts'
import type { TokenRecord } from '../../wire/journal.ts'

type Tables = Omit<RoomTables, 'tokens'> & { readonly tokens: TokenRecord }

/** Every result that telephones sent through a live room of this device, as it came. */
export async function roomTokens(): Promise<Result<readonly string[], RoomsFailure>> {
  const opened = await openRooms<Tables>({ now: Date.now() })
  if (!opened.ok) return opened
  const rooms = opened.value
  try {
    const list = await rooms.list()
    if (!list.ok) return list
    const contents = await Promise.all(list.value.map(({ id }) => rooms.read(id)))
    const failed = contents.find((one) => !one.ok)
    if (failed && !failed.ok) return failed
    return ok(contents.flatMap((one) => (one.ok ? (one.value?.tokens ?? []) : [])).map(({ token }) => token))
  } finally {
    rooms.close()
  }
}

/**
 * Of results that came, those of a form which its class does not hold yet, each sitting once. Whether they can be counted
 * is for the intake to say: what it refuses goes on waiting.
 */
export function waitingFor(
  form: ClassForm,
  { came, kept }: { readonly came: readonly string[]; readonly kept: readonly string[] },
): readonly string[] {
  const wanted = formKey(expectedOf(form).form)
  const isHeld = new Set(kept.map(sitting))
  const waiting = new Map<string, string>()
  for (const token of came) {
    const read = readToken(token)
    if (!read.ok || formKey(read.value.form) !== wanted) continue
    const id = sittingOf(read.value)
    if (!isHeld.has(id) && !waiting.has(id)) waiting.set(id, token)
  }
  return [...waiting.values()]
}

function sitting(token: string): string | undefined {
  const read = readToken(token)
  return read.ok ? sittingOf(read.value) : undefined
}
