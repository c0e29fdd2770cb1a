import { known } from '../../src/core/result.ts'
import { placeOf } from '../../src/wire/outbox.ts'
import type { Answer } from '../../src/wire/protocol.ts'
import { rowKeyOf } from '../../src/wire/room-code.ts'
import { aShown, createWorld } from './room-world.ts'

export type ModelRun = {
  readonly given: number
  /** What somebody answered last and the journal does not have as the last. */
  readonly lost: readonly string[]
  /** Rows of the journal beyond one for each person and round. */
  readonly double: number
  /** Answers that a phone still holds after everything has calmed down. */
  readonly stuck: number
  /** Counts of the last question that differ from what its people gave last. */
  readonly isTallyRight: boolean
  readonly faults: number
}

/**
 * An hour of bad luck: people answer and change their minds while messages are lost, doubled and late, the broker, the
 * trainer's page and the phones restart. Then it calms down, and everything is compared with what people did.
 */
export async function runModel(seed: number): Promise<ModelRun> {
  let chance = (_of: number) => 0
  let isCalm = false
  let faults = 0
  const lossPercent = seed % 4 === 0 ? 30 : 10
  const world = await createWorld({
    seed,
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
  const last = new Map<string, { readonly who: number; readonly q: string; readonly r: 1 | 2; readonly a: Answer }>()
  let question = 1
  let given = 0
  world.trainer().show(aShown({ id: 'q1' }))
  let isUp = true

  for (let step = 0; step < 40; step++) {
    const dice = chance(100)
    const who = chance(people.length)
    const person = known(people[who])
    if (dice < 55) {
      const answer = [1 + chance(4)]
      const { screen } = person.view()
      if (person.page().answer(answer) && screen && 'act' in screen) {
        given += 1
        last.set(`${who} ${placeOf(screen.act)}`, { who, q: screen.act.id, r: screen.act.round, a: answer })
      }
    } else if (dice < 63) person.cut()
    else if (dice < 71) person.reload()
    else if (dice < 77) await world.reloadTrainer(chance(5000))
    else if (dice < 85) {
      if (isUp) world.hub.stop()
      else world.hub.start()
      isUp = !isUp
    } else if (dice < 90) {
      question += 1
      world.trainer().show(aShown({ id: `q${question}` }))
    }
    await world.pass(chance(1500))
  }

  isCalm = true
  world.hub.start()
  // Longer than it takes to reconnect, to notice a missed state and to say everything again.
  await world.pass(60_000)

  const { answers, room } = world.journal()
  const lost: string[] = []
  for (const { who, q, r, a } of last.values()) {
    const id = `${rowKeyOf({ salt: known(room.salt), cid: known(people[who]).cid(), q })}:${r}`
    const rows = answers.filter((row) => row.id === id || row.id === `${id}:late`)
    const newest = rows.toSorted((one, other) => other.n - one.n)[0]
    if (JSON.stringify(newest?.a) !== JSON.stringify(a)) lost.push(`${seed}: ${q} of ${who}`)
  }
  const places = new Set(answers.map(({ id }) => id.replace(/:late$/, '')))

  const shown = `q${question}`
  const expected = [0, 0, 0, 0]
  for (const { q, a } of last.values()) {
    if (q.startsWith(`${shown}.`))
      for (const option of a) expected[Number(option) - 1] = (expected[Number(option) - 1] ?? 0) + 1
  }
  const tally = world.trainer().tally(shown, 1)
  return {
    given,
    lost,
    double: places.size - last.size,
    stuck: people.filter((person) => (person.view().answer?.delivered ?? 'received') !== 'received').length,
    isTallyRight: JSON.stringify(tally?.counts) === JSON.stringify(expected),
    faults,
  }
}
