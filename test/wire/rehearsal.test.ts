import { describe, expect, it } from 'vitest'
import { seeded } from '../../src/core/random.ts'
import { known } from '../../src/core/result.ts'
import { openRehearsal } from '../../src/wire/rehearsal.ts'
import { openParticipant } from '../../src/wire/participant.ts'
import { windowTransport } from '../../src/wire/windows.ts'
import {
  aShown,
  bytesFrom,
  cheapSign,
  cheapVerifier,
  createFakeClock,
  createShelf,
  createTabs,
} from '../support/room-world.ts'

async function aClass(people: number, policy = { names: 'none', link: 'none' } as const) {
  const { clock, pass } = createFakeClock()
  const rehearsal = await openRehearsal({
    people,
    title: 'Rehearsal',
    policy,
    clock,
    random: bytesFrom(seeded(people)),
    sign: cheapSign,
    verifier: cheapVerifier,
  })
  return { ...rehearsal, pass }
}

describe('a rehearsal', () => {
  it.each([
    { asked: 1, come: 1 },
    { asked: 29, come: 29 },
    { asked: 500, come: 500 },
    { asked: 900, come: 500 },
    { asked: 0, come: 1 },
    { asked: Number.NaN, come: 1 },
  ])('with $asked people has $come', async ({ asked, come }) => {
    const { room, pass, close } = await aClass(asked)
    await pass(20_000)
    expect(room.status()).toMatchObject({ joined: come, connected: come })
    close()
  })

  it('answers as a class does: most, over time, not all the same, and together in the second round', async () => {
    const { room, pass, close } = await aClass(200)
    await pass(20_000)
    room.show(aShown({ phase: 'open' }))
    await pass(3000)
    const early = room.status().answered
    await pass(90_000)
    const { counts, answered } = known(room.tally('q1', 1))
    expect(early).toBeLessThan(60)
    expect(answered).toBeGreaterThan(160)
    expect(answered).toBeLessThan(200)
    expect(counts.filter((count) => count > 5)).toHaveLength(4)
    const share = Math.max(...counts) / answered
    expect(share).toBeGreaterThan(0.35)

    room.show(aShown({ phase: 'spread', counts: [counts], answered }))
    await pass(1000)
    room.show(aShown({ phase: 'open', round: 2 }))
    await pass(90_000)
    const second = known(room.tally('q1', 2))
    expect(Math.max(...second.counts) / second.answered).toBeGreaterThan(share)
    close()
  })

  it.each(['multi', 'scale', 'ready', 'text'] as const)('can answer a question of the kind %s', async (kind) => {
    const { room, pass, close } = await aClass(20)
    await pass(20_000)
    room.show(aShown({ kind }))
    await pass(90_000)
    expect(room.status().answered).toBeGreaterThan(10)
    close()
  })

  it('lets another window of the browser take part', async () => {
    const { clock, pass } = createFakeClock()
    const windows = createTabs(clock)
    const random = bytesFrom(seeded(7))
    const { room, close } = await openRehearsal({
      people: 5,
      title: 'Beside it',
      policy: { names: 'none', link: 'none' },
      clock,
      random,
      sign: cheapSign,
      verifier: cheapVerifier,
      windows,
    })
    await pass(20_000)
    const person = openParticipant({
      code: room.code,
      publicKey: room.publicKey,
      connect: () => windowTransport(windows),
      clock,
      random,
      shelf: createShelf().shelf,
      tabs: createTabs(clock),
      onView: () => {},
      verifier: cheapVerifier,
    })
    await pass(2000)
    expect(room.status().connected).toBe(6)
    room.show(aShown())
    await pass(500)
    person.answer([4])
    await pass(1000)
    expect(person.view().answer?.delivered).toBe('received')
    person.close()
    close()
  })

  it('types names where the room asks for them', async () => {
    const { clock, pass } = createFakeClock()
    const { room, close } = await openRehearsal({
      people: 3,
      title: 'Names',
      policy: { names: 'free', link: 'session' },
      clock,
      random: bytesFrom(seeded(5)),
      sign: cheapSign,
      verifier: cheapVerifier,
    })
    await pass(20_000)
    expect(
      room
        .status()
        .people.map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Person 1', 'Person 2', 'Person 3'])
    close()
  })
})
