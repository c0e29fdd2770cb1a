import { known } from '../../src/core/result.ts'
import { placeOf } from '../../src/wire/outbox.ts'
import type { Answer } from '../../src/wire/protocol.ts'
import { pidOf, rowKeyOf } from '../../src/wire/room-code.ts'
import { graceMs } from '../../src/wire/books.ts'
import { aShown, createWorld } from './room-world.ts'

export type ModelRun = {
  readonly given: number
  /** What somebody answered last and the journal does not have as the last. */
  readonly lost: readonly string[]
  /** Rows of the journal beyond one for each person and round. */
  readonly double: number
  /** Answers that were received before their round was locked and do not count, or given after it and do, or are said to. */
  readonly wrongTime: readonly string[]
  /** Answers that a phone still holds after everything has calmed down. */
  readonly stuck: number
  /** Counts of the last round that differ from what the journal has of it. */
  readonly isTallyRight: boolean
  readonly faults: number
}

type Given = {
  readonly who: number
  readonly q: string
  readonly r: 1 | 2
  readonly a: Answer
  readonly at: number
  /** Its giver was put out afterwards, and the answer with them where the trainer could find it. */
  readonly isVoid?: boolean
  /** Received before the round was locked. */
  readonly isInTime?: boolean
}

/**
 * An hour of bad luck: people answer, change their minds, vote a second time, are put out and let in, and come to a
 * closed door, while messages are lost, doubled and late, the trainer's disk is full, and the broker, the trainer's page
 * and the phones restart. Then it calms down, and everything is compared with what people did.
 */
export async function runModel(seed: number): Promise<ModelRun> {
  let chance = (_of: number) => 0
  let isCalm = false
  let faults = 0
  const lossPercent = seed % 4 === 0 ? 30 : 10
  const link = seed % 3 === 0 ? 'session' : 'none'
  const world = await createWorld({
    seed,
    policy: { names: 'none', link },
    faults: () => {
      if (isCalm) return [0]
      const dice = chance(100)
      if (dice < 2 * lossPercent) faults += 1
      if (dice < lossPercent) return []
      const delay = chance(10) === 0 ? chance(3000) : chance(50)
      return dice < 2 * lossPercent ? [delay, chance(6000)] : [delay]
    },
  })
  chance = (of) => world.random() % of

  const people = Array.from({ length: 2 + chance(4) }, () => world.enter({ publicKey: undefined }))
  const last = new Map<string, Given>()
  /** Since when a round takes no answers. */
  const lockedAt = new Map<string, number>()
  const kicked = new Set<number>()
  let question = 1
  let round: 1 | 2 = 1
  let given = 0
  let isUp = true
  let isFull = false
  let isDoorClosed = false

  const show = (phase: 'open' | 'locked' | 'spread') =>
    world.trainer().show(aShown({ id: `q${question}`, phase, round }))
  /** The place of the round on the screen. */
  const place = () => {
    const { screen } = world.trainer().status()
    return 'act' in screen ? placeOf(screen.act) : ''
  }
  const isLocked = () => lockedAt.has(place())

  function lock() {
    if (isLocked()) return
    lockedAt.set(place(), world.clock.now())
    for (const [key, one] of last) {
      const { answer, screen } = known(people[one.who]).view()
      const isOnScreen = screen && 'act' in screen && placeOf(screen.act) === place()
      if (isOnScreen && `${one.q}:${one.r}` === place() && answer?.delivered === 'received' && !one.isVoid)
        last.set(key, { ...one, isInTime: true })
    }
  }

  show('open')
  for (let step = 0; step < 50; step++) {
    const dice = chance(100)
    const who = chance(people.length)
    const person = known(people[who])
    if (dice < 50) {
      const a = [1 + chance(4)]
      const { screen } = person.view()
      if (person.page().answer(a) && screen && 'act' in screen) {
        given += 1
        const { id: q, round: r } = screen.act
        last.set(`${who} ${placeOf(screen.act)}`, { who, q, r, a, at: world.clock.now() })
      }
    } else if (dice < 56) person.cut()
    else if (dice < 62) person.reload()
    else if (dice < 68) {
      // What a full disk kept back is in this page alone, which says so.
      if (world.trainer().status().journal.kind === 'ok') await world.reloadTrainer(chance(5000))
    } else if (dice < 75) {
      if (isUp) world.hub.stop()
      else world.hub.start()
      isUp = !isUp
    } else if (dice < 79) {
      lock()
      question += 1
      round = 1
      show('open')
    } else if (dice < 84) {
      if (isLocked()) {
        lockedAt.delete(place())
        show('open')
      } else {
        lock()
        show('locked')
      }
    } else if (dice < 87) {
      if (round === 1) {
        lock()
        show('spread')
        round = 2
        show('open')
      }
    } else if (dice < 91) {
      const pid = pidOf(person.cid())
      if (kicked.delete(who)) world.trainer().readmit(pid)
      else {
        kicked.add(who)
        world.trainer().kick(pid)
        for (const [key, one] of last) if (one.who === who) last.set(key, { ...one, isVoid: true })
      }
    } else if (dice < 93) {
      isDoorClosed = !isDoorClosed
      world.trainer().closeDoor(isDoorClosed)
    } else if (dice < 95) people.push(world.enter({ publicKey: undefined }))
    else {
      isFull = !isFull
      world.failJournal(isFull ? { kind: 'full', detail: 'QuotaExceededError' } : undefined)
    }
    await world.pass(chance(1500))
  }

  isCalm = true
  world.hub.start()
  world.failJournal(undefined)
  world.trainer().closeDoor(false)
  // Longer than it takes to reconnect, to notice a missed state and to say everything again.
  await world.pass(60_000)
  // What counts is what a reload finds.
  await world.reloadTrainer()
  await world.pass(10_000)

  const { answers, room } = world.journal()
  const idOf = ({ who, q, r }: Given) => {
    const cid = known(people[who]).cid()
    return link === 'session' ? `${pidOf(cid)}:${q}:${r}` : `${rowKeyOf({ salt: known(room.salt), cid, q })}:${r}`
  }
  const rowsOf = (one: Given) => answers.filter(({ id }) => id === idOf(one) || id === `${idOf(one)}:late`)
  const isSame = (one: Answer | undefined, other: Answer) => JSON.stringify(one) === JSON.stringify(other)
  const lost: string[] = []
  const wrongTime: string[] = []
  for (const one of last.values()) {
    if (one.isVoid || kicked.has(one.who)) continue
    const { q, r, a, at } = one
    const newest = rowsOf(one).toSorted((row, other) => other.n - row.n)[0]
    const name = `${seed}: ${q}:${r} of ${one.who}`
    if (!isSame(newest?.a, a)) lost.push(name)
    const isAfter = at > (lockedAt.get(`${q}:${r}`) ?? Infinity) + graceMs
    if (newest && (one.isInTime ? newest.isLate : isAfter && !newest.isLate)) wrongTime.push(name)
    const { answer, screen } = known(people[one.who]).view()
    const isOnScreen = screen && 'act' in screen && placeOf(screen.act) === `${q}:${r}`
    if (isOnScreen && answer?.delivered === 'received' && newest?.isLate) wrongTime.push(`${name}, not told`)
  }
  const ids = new Set([...last.values()].map(idOf))

  const counted = answers.filter(({ q, r, isLate }) => `${q}:${r}` === place() && !isLate)
  const expected = [1, 2, 3, 4].map((option) => counted.filter(({ a }) => isSame(a, [option])).length)
  return {
    given,
    lost,
    double: answers.filter(({ id }) => !ids.has(id.replace(/:late$/, ''))).length,
    wrongTime,
    stuck: people.filter((person, who) => !kicked.has(who) && /sent/.test(person.view().answer?.delivered ?? ''))
      .length,
    isTallyRight: isSame(world.trainer().tally(`q${question}`, round)?.counts, expected),
    faults,
  }
}
