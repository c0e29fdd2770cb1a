export type RoomLimits = {
  /** Rooms at once. */
  readonly rooms: number
  /** Of these from one address; 0 for any number. A company may share one. */
  readonly roomsPerAddress: number
}

/** A room whose trainer has been away so long is over. */
const roomMs = 4 * 3_600_000

type Room<Leader> = {
  leader: Leader | undefined
  network: string
  /** When its trainer last said something. */
  seenAt: number
  /** The topics of what the broker keeps of it. */
  readonly kept: Set<string>
}

/**
 * The rooms of a server, and who leads each. Where there are too many, those whose trainer is gone are given up, the longest
 * gone first; a room whose trainer is here is given up for nobody.
 */
export function openRooms<Leader>(options: {
  readonly limits: RoomLimits
  readonly now: () => number
  readonly onGivenUp: (code: string, kept: ReadonlySet<string>) => void
}) {
  const { limits, now } = options
  const rooms = new Map<string, Room<Leader>>()

  return {
    /** Lets somebody lead a room; false where too many others are led already. */
    lead(code: string, { leader, address }: { readonly leader: Leader; readonly address: string }): boolean {
      const network = networkOf(address)
      const room = rooms.get(code)
      if (room?.leader === leader) return true
      if (limits.roomsPerAddress > 0 && !hasPlace(code, { most: limits.roomsPerAddress, network })) return false
      if (!hasPlace(code, { most: limits.rooms })) return false
      rooms.set(code, { leader, network, seenAt: now(), kept: room?.kept ?? new Set() })
      return true
    },
    /** What somebody led is without a trainer, and kept while there is room for it. */
    leave(leader: Leader) {
      for (const room of rooms.values()) if (room.leader === leader) room.leader = undefined
    },
    isLed: (code: string) => rooms.get(code)?.leader !== undefined,
    /** Notes what a trainer says in a room; false where there is no such room. */
    note(code: string, { topic, retained, bytes }: { readonly topic: string; retained: boolean; bytes: number }) {
      const room = rooms.get(code)
      if (!room) return false
      room.seenAt = now()
      if (retained && bytes > 0) room.kept.add(topic)
      if (retained && bytes === 0) room.kept.delete(topic)
      return true
    },
    giveUpOld() {
      for (const [code, { leader, seenAt }] of rooms) if (!leader && now() - seenAt >= roomMs) giveUp(code)
    },
  }

  /** Whether there are fewer others than this, after one without a trainer was given up. */
  function hasPlace(code: string, { most, network }: { readonly most: number; readonly network?: string }): boolean {
    const others = [...rooms].filter(
      ([other, room]) => other !== code && (network === undefined || room.network === network),
    )
    if (others.length < most) return true
    const [longestGone] = others
      .filter(([, { leader }]) => leader === undefined)
      .toSorted(([, one], [, other]) => one.seenAt - other.seenAt)
    if (!longestGone) return false
    giveUp(longestGone[0])
    return true
  }

  function giveUp(code: string) {
    const kept = rooms.get(code)?.kept ?? new Set()
    rooms.delete(code)
    options.onGivenUp(code, kept)
  }
}

/** Who has one IPv6 address has a whole network of them, a /64, which counts as one. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^.*:/, '')
  const [start = '', end] = address.toLowerCase().split('::')
  const groups = (part: string) => part.split(':').filter((group) => group !== '')
  const [before, after] = [groups(start), groups(end ?? '')]
  const zeros = end === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
