import { describe, expect, it } from 'vitest'
import { known } from '../../src/core/result.ts'
import { topicsOf, type UpItem } from '../../src/wire/protocol.ts'
import { commitOf, pidOf } from '../../src/wire/room-code.ts'
import { aShown, cheapSign, createShelf, createTabs, createWorld } from '../support/room-world.ts'

type World = Awaited<ReturnType<typeof createWorld>>

/** A room with some people in it and, where one is named, a question. */
async function aRoom({
  people = 1,
  shown,
  ...options
}: { people?: number; shown?: Parameters<typeof aShown>[0] } & Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld(options)
  const persons = Array.from({ length: people }, () => world.enter())
  await world.pass(1000)
  if (shown) world.trainer().show(aShown(shown))
  await world.pass(1000)
  return { world, persons, person: known(persons[0]) }
}

/** Says something as a stranger's script could. */
function say(world: World, cid: string, ...items: readonly UpItem[]) {
  world.hub.inject({
    topic: topicsOf(world.code).up(cid),
    payload: JSON.stringify({ v: 1, b: items }),
    retained: false,
  })
}
/** How often its page showed that it connects. */
const connectsOf = ({ views }: ReturnType<World['enter']>) => views.filter(({ link }) => link === 'connecting').length
const stranger = (number: number) => `stranger${String(number).padStart(14, '0')}`

describe('a question in a room', () => {
  it('is answered, changed until it is locked, and counted once for each person', async () => {
    const { world, persons, person } = await aRoom({ people: 3, shown: { phase: 'open' } })
    world.slowJournal(100)
    persons.forEach(({ page }) => page().answer([1]))
    expect(person.view().answer).toEqual({ given: [1], delivered: 'not-sent' })
    await world.pass(60)
    expect(person.view().answer?.delivered).toBe('sent')
    await world.pass(1000)
    expect(person.view().answer?.delivered).toBe('received')
    person.page().answer([3])
    await world.pass(1000)
    expect(world.trainer().tally('q1', 1)).toEqual({ counts: [2, 0, 1, 0], answered: 3, texts: [] })
    expect(world.trainer().status()).toMatchObject({ joined: 3, connected: 3, answered: 3 })

    world.trainer().show(aShown({ phase: 'locked' }))
    await world.pass(1000)
    expect(person.page().answer([2])).toBe(false)
    expect(world.journal().answers).toHaveLength(3)
  })

  it('can be read and not answered before it is open', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'ready' } })
    expect(person.view().screen).toMatchObject({ k: 'ready', act: { stem: 'Which one, q1?' } })
    expect(person.page().answer([1])).toBe(false)
    expect(world.trainer().tally('q1', 1)).toBeUndefined()
  })

  it.each([
    { kind: 'single', answer: [2], wrong: [1, 2], counts: [0, 1, 0, 0], texts: [] },
    { kind: 'multi', answer: [1, 4], wrong: [], counts: [1, 0, 0, 1], texts: [] },
    { kind: 'scale', answer: [3], wrong: [7], counts: [0, 0, 1, 0], texts: [] },
    { kind: 'ready', answer: [1], wrong: 'yes', counts: [1, 0, 0, 0], texts: [] },
    { kind: 'text', answer: 'In our words', wrong: ' ', counts: [], texts: ['In our words'] },
  ] as const)('of the kind $kind takes what suits it', async ({ kind, answer, wrong, counts, texts }) => {
    const { world, person } = await aRoom({ shown: { kind } })
    expect(person.page().answer(wrong)).toBe(false)
    expect(person.page().answer(answer)).toBe(true)
    await world.pass(1000)
    expect(world.trainer().tally('q1', 1)).toEqual({ counts, answered: 1, texts })
  })

  it('that is answered in writing does not tell who was first', async () => {
    const { world, persons } = await aRoom({ people: 3, shown: { kind: 'text', phase: 'open' } })
    for (const [at, text] of ['Of us', 'By us', 'In our words'].entries()) {
      known(persons[at]).page().answer(text)
      await world.pass(1000)
    }
    expect(world.trainer().results()[0]?.tally.texts).toEqual(['By us', 'In our words', 'Of us'])
  })

  it('keeps its two rounds apart', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.page().answer([1])
    await world.pass(1000)
    world.trainer().show(aShown({ phase: 'spread', counts: [[1, 0, 0, 0]], answered: 1 }))
    await world.pass(1000)
    world.trainer().show(aShown({ phase: 'open', round: 2 }))
    await world.pass(1000)
    expect(person.view().answer).toBeUndefined()
    person.page().answer([2])
    await world.pass(1000)
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([1, 0, 0, 0])
    expect(world.trainer().tally('q1', 2)?.counts).toEqual([0, 1, 0, 0])
  })

  it('asked again on the same day begins anew', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.page().answer([1])
    await world.pass(1000)
    world.trainer().show({ kind: 'break', title: 'Break' })
    await world.pass(1000)
    world.trainer().show(aShown({ phase: 'ready' }))
    world.trainer().show(aShown({ phase: 'open' }))
    await world.pass(1000)
    expect(person.view().answer).toBeUndefined()
    expect(world.trainer().tally('q1', 1)?.answered).toBe(0)
  })

  it('shows everybody how their own answer came out, and remembers it for the end', async () => {
    const { world, persons } = await aRoom({ people: 2, shown: { phase: 'open' } })
    persons.forEach(({ page }, at) => page().answer([at + 1]))
    await world.pass(1000)
    world.trainer().show(aShown({ phase: 'reveal', counts: [[1, 1, 0, 0]], answered: 2 }))
    await world.pass(1000)
    world.trainer().show({ kind: 'end' })
    await world.pass(1000)
    expect(persons.map((person) => person.view().outcomes[0])).toMatchObject([
      { stem: 'Which one, q1?', mine: ['Option 1'], isRight: false },
      { stem: 'Which one, q1?', mine: ['Option 2'], isRight: true },
    ])
  })

  it('has its reason cut with a sign where it is very long', async () => {
    const { world, person } = await aRoom()
    const shown = aShown({ phase: 'reveal' })
    if (shown.kind !== 'question' || shown.phase !== 'reveal') throw new Error('It is answered.')
    world.trainer().show({ ...shown, why: 'Since. '.repeat(500) })
    await world.pass(1000)
    const { screen } = person.view()
    const why = (screen?.k === 'reveal' && screen.why) || ''
    expect(why).toHaveLength(1500)
    expect(why).toMatch(/^Since\. .*…$/)
  })

  it('is not closed by counting: everybody has answered, and it stays open', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.page().answer([1])
    await world.pass(60_000)
    expect(person.view().screen?.k).toBe('open')
    expect(person.page().answer([2])).toBe(true)
  })

  it('ends its countdown at the same moment on a phone whose clock is wrong', async () => {
    const { world } = await aRoom()
    const skewMs = -7 * 60_000
    const person = world.enter({ skewMs })
    const shown = aShown()
    if (shown.kind !== 'question' || shown.phase !== 'open') throw new Error('It is open.')
    const endsAt = world.clock.now() + 60_000
    world.trainer().show({ ...shown, endsAt })
    await world.pass(1000)
    expect(person.view().endsAt).toBe(endsAt + skewMs)
  })
})

describe('how sure people are', () => {
  const key = [2]
  /** Six people answer: three are sure, of whom one is right; two guess, both right; one does not say. */
  async function answered() {
    const { world, persons } = await aRoom({ people: 6 })
    world.trainer().askSure(true)
    world.trainer().show(aShown(), key)
    await world.pass(1000)
    const said = [
      { a: 2, c: 3 },
      { a: 1, c: 3 },
      { a: 4, c: 3 },
      { a: 2, c: 1 },
      { a: 2, c: 1 },
      { a: 2, c: undefined },
    ] as const
    persons.forEach(({ page }, at) => page().answer([known(said[at]).a], known(said[at]).c))
    await world.pass(1000)
    return { world, persons }
  }

  it('is told to the trainer with the answer, and to nobody before', async () => {
    const { world } = await answered()
    for (const phase of ['open', 'locked', 'spread'] as const) {
      world.trainer().show(aShown({ phase, counts: [[1, 4, 0, 1]], answered: 6 }), key)
      expect(world.trainer().status().sureness).toBeUndefined()
    }
    const heard = world.tap()
    world.trainer().show(aShown({ phase: 'reveal', counts: [[1, 4, 0, 1]], answered: 6 }), key)
    await world.pass(1000)
    expect(world.trainer().status().sureness).toEqual({
      said: 5,
      levels: [
        { right: 2, wrong: 0 },
        { right: 0, wrong: 0 },
        { right: 1, wrong: 2 },
      ],
    })
    expect(world.trainer().tally('q1', 1)?.sure).toEqual([
      [0, 0, 1],
      [2, 0, 1],
      [0, 0, 0],
      [0, 0, 1],
    ])
    expect(heard.filter(({ topic, payload }) => !topic.includes('/up/') && payload.includes('"c"'))).toEqual([])
  })

  it('is not told where fewer than five said it', async () => {
    const { world, persons } = await answered()
    known(persons[0]).page().answer([2])
    await world.pass(1000)
    world.trainer().show(aShown({ phase: 'reveal', counts: [[1, 4, 0, 1]], answered: 6 }), key)
    expect(world.trainer().status().sureness).toBeUndefined()
    expect(world.trainer().tally('q1', 1)).toEqual({ counts: [1, 4, 0, 1], answered: 6, texts: [] })
  })

  it('can be said later and changed, and is there after a reload of either side', async () => {
    const { world, persons } = await answered()
    const person = known(persons[5])
    person.page().answer([2], 2)
    await world.pass(1000)
    person.page().answer([1], 1)
    await world.pass(1000)
    person.reload()
    await world.reloadTrainer()
    await world.pass(3000)
    expect(person.view().answer).toEqual({ given: [1], sure: 1, delivered: 'received' })
    expect(world.journal().answers.filter(({ c }) => c === 1)).toHaveLength(3)
    expect(world.trainer().tally('q1', 1)?.sure?.[0]).toEqual([1, 0, 1])
  })

  it('is asked only where the trainer wants it and something is right or wrong', async () => {
    const { world, person } = await aRoom()
    const isAsked = async (...shown: Parameters<ReturnType<World['trainer']>['show']>) => {
      world.trainer().show(...shown)
      await world.pass(1000)
      const { screen } = person.view()
      return screen && 'act' in screen && screen.act.sure
    }
    expect(await isAsked(aShown({ id: 'before', phase: 'ready' }), key)).toBeUndefined()
    world.trainer().askSure(true)
    await world.pass(1000)
    expect(person.view().screen).toMatchObject({ k: 'ready', act: { sure: true } })
    expect(await isAsked(aShown({ id: 'opinion' }))).toBeUndefined()
    expect(await isAsked(aShown({ id: 'open' }), key)).toBe(true)
    // Whoever has begun to answer is asked the same to the end.
    world.trainer().askSure(false)
    expect(await isAsked(aShown({ id: 'open', phase: 'locked' }), key)).toBe(true)
    expect(await isAsked(aShown({ id: 'after' }), key)).toBeUndefined()
    person.page().answer([1], 3)
    await world.pass(1000)
    expect(world.journal().answers.map(({ c }) => c)).toEqual([undefined])
  })
})

describe('an exercise', () => {
  it('asks the groups how far they are', async () => {
    const { world, person } = await aRoom()
    const exercise = { kind: 'exercise', id: 'risks', title: 'Risks', task: ['Find three.'], minutes: 10 } as const
    world.trainer().show({ ...exercise, part: 'work' })
    await world.pass(1000)
    expect(person.view().screen).toMatchObject({ k: 'exercise', task: ['Find three.'] })
    expect(person.page().answer([2])).toBe(true)
    await world.pass(1000)
    expect(world.trainer().tally('exercise:risks', 1)?.counts).toEqual([0, 1])
    world.trainer().show({ ...exercise, part: 'debrief' })
    await world.pass(1000)
    expect(person.page().answer([1])).toBe(false)
  })
})

describe('somebody who leaves', () => {
  it('after answering is still one of those who were asked; before it, is not', async () => {
    const { world, persons } = await aRoom({ people: 4, shown: { phase: 'open' } })
    const [first, second, third] = persons
    first?.page().answer([1])
    second?.page().answer([2])
    await world.pass(1000)
    expect(world.trainer().status()).toMatchObject({ answered: 2, asked: 4, connected: 4 })
    // One goes to another room by its code, one vanishes without a word.
    first?.page().close()
    third?.sleep()
    await world.pass(1000)
    expect(world.trainer().status()).toMatchObject({ answered: 2, asked: 3, connected: 2 })
    world.trainer().show(aShown({ id: 'q2' }))
    await world.pass(1000)
    expect(world.trainer().status()).toMatchObject({ answered: 0, asked: 2, connected: 2 })
    // Back again, everybody counts once.
    world.trainer().show(aShown({ id: 'q1' }))
    first?.reload()
    third?.wake()
    await world.pass(3000)
    expect(world.trainer().status()).toMatchObject({ answered: 2, asked: 4, connected: 4 })
    // Where the trainer's page has just come back, nobody is there yet.
    world.hub.stop()
    expect(world.trainer().status()).toMatchObject({ answered: 2, asked: 2, connected: 0 })
  })
})

describe('somebody who comes late', () => {
  it.each(['ready', 'open', 'locked', 'spread', 'reveal'] as const)('sees a question that is %s', async (phase) => {
    const { world } = await aRoom({ shown: { phase, counts: [[1, 2, 0, 0]], answered: 3 } })
    const late = world.enter()
    await world.pass(1000)
    expect(late.view()).toMatchObject({ phase: 'in', link: 'online', screen: { k: phase } })
  })

  it.each([
    { kind: 'lobby', title: 'Welcome' },
    { kind: 'slide', deck: 'foundation/context', slide: 3, step: 0, title: 'Context' },
    { kind: 'mock', form: '47AY1-5NM70', path: 'exams/foundation-40/?form=47AY1-5NM70', minutes: 60 },
    { kind: 'break', title: 'Lunch' },
    { kind: 'end' },
  ] as const)('sees $kind', async (shown) => {
    const { world } = await aRoom()
    world.trainer().show(shown)
    await world.pass(1000)
    const late = world.enter({ publicKey: undefined })
    await world.pass(1000)
    expect(late.view().screen?.k).toBe(shown.kind)
  })
})

describe('a phone', () => {
  it('that is reloaded in mid-question gives its answer once, and still shows it', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    world.hub.stop()
    person.page().answer([2])
    person.reload()
    await world.pass(2000)
    expect(person.view().link).not.toBe('online')
    world.hub.start()
    await world.pass(10_000)
    expect(person.view().answer).toEqual({ given: [2], delivered: 'received' })
    person.reload()
    await world.pass(2000)
    expect(person.view().answer).toEqual({ given: [2], delivered: 'received' })
    expect(world.trainer().tally('q1', 1)?.answered).toBe(1)
    expect(world.trainer().status().joined).toBe(1)
  })

  it('without a network says so, keeps the answer and sends it later', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    world.hub.stop()
    expect(person.view().link).toBe('offline')
    expect(person.page().answer([4])).toBe(true)
    await world.pass(20_000)
    expect(person.view().answer?.delivered).toBe('not-sent')
    expect(person.view().screen?.k).toBe('open')
    world.hub.start()
    await world.pass(10_000)
    expect(person.view()).toMatchObject({ link: 'online', answer: { delivered: 'received' } })
  })

  it('whose answer is on the way is not sure of it when the network goes', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    world.slowJournal(100)
    person.page().answer([4])
    await world.pass(20)
    expect(person.view().answer?.delivered).toBe('sent')
    world.hub.stop()
    expect(person.view().answer?.delivered).toBe('not-sent')
  })

  it('that has lost its storage is somebody new, and the old answer stays', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.page().answer([1])
    await world.pass(1000)
    person.store.entries.clear()
    person.reload()
    await world.pass(2000)
    expect(world.trainer().status().joined).toBe(2)
    expect(world.trainer().tally('q1', 1)?.answered).toBe(1)
  })

  it('with full storage works from memory and says so', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.store.fill(true)
    person.page().answer([1])
    person.page().answer([3])
    await world.pass(1000)
    expect(person.view()).toMatchObject({ keeps: 'memory', answer: { given: [3], delivered: 'received' } })
    // What was kept is older than what was said: the next answer still counts as newer.
    person.reload()
    await world.pass(2000)
    person.page().answer([2])
    await world.pass(2000)
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([0, 1, 0, 0])
  })

  it.each(['', '{', '[]', '{"v":2}', '{"v":1,"cid":"short","outbox":[]}'])(
    'whose storage holds "%s" begins anew',
    async (text) => {
      const store = createShelf()
      const { world } = await aRoom()
      store.entries.set(`aimward:room:${world.code}`, text)
      const person = world.enter({ store })
      await world.pass(1000)
      expect(person.view().phase).toBe('in')
    },
  )

  it('forgets rooms that are days old', async () => {
    const store = createShelf()
    const { world } = await aRoom()
    store.entries.set('aimward:room:OLD00000', JSON.stringify({ v: 1, cid: 'x'.repeat(22), outbox: [], at: 0 }))
    store.entries.set('something-else', 'stays')
    world.enter({ store })
    expect([...store.entries.keys()].toSorted()).toEqual([`aimward:room:${world.code}`, 'something-else'])
  })

  it('with two tabs answers in the last one; the other says so and can take the place back', async () => {
    const world = await createWorld()
    world.trainer().show(aShown())
    await world.pass(1000)
    const shared = { store: createShelf(), tabs: createTabs(world.clock) }
    const first = world.enter(shared)
    await world.pass(1000)
    first.page().answer([1])
    await world.pass(1000)
    const second = world.enter(shared)
    await world.pass(10_000)
    expect(first.view().phase).toBe('other-tab')
    expect(first.page().answer([2])).toBe(false)
    expect(second.view()).toMatchObject({ phase: 'in', answer: { given: [1] } })
    second.page().answer([3])
    await world.pass(1000)

    first.page().useHere()
    await world.pass(2000)
    expect(second.view().phase).toBe('other-tab')
    expect(first.view()).toMatchObject({ phase: 'in', answer: { given: [3], delivered: 'received' } })
    expect(world.trainer().status().joined).toBe(1)
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([0, 0, 1, 0])
  })

  it('with two tabs opened in the same moment has one that works, and no war of connections', async () => {
    const world = await createWorld()
    const shared = { store: createShelf(), tabs: createTabs(world.clock) }
    const tabs = [world.enter(shared), world.enter(shared)]
    await world.pass(10_000)
    expect(tabs.map((tab) => tab.view().phase).toSorted()).toEqual(['in', 'other-tab'])
    expect(tabs.map(connectsOf).reduce((one, other) => one + other)).toBeLessThan(6)
  })

  it('with two tabs that cannot hear each other has one that works too, and no war of connections', async () => {
    const world = await createWorld()
    const store = createShelf()
    const first = world.enter({ store })
    await world.pass(60_000)
    const second = world.enter({ store })
    await world.pass(60_000)
    expect(first.view().phase).toBe('other-tab')
    expect(second.view()).toMatchObject({ phase: 'in', link: 'online' })
    const connects = connectsOf(first) + connectsOf(second)
    expect(connects).toBeLessThan(8)
    first.page().useHere()
    await world.pass(60_000)
    expect(first.view()).toMatchObject({ phase: 'in', link: 'online' })
    expect(second.view().phase).toBe('other-tab')
    expect(connectsOf(first) + connectsOf(second)).toBeLessThan(connects + 8)
  })

  it('on a network that breaks every few seconds is never taken for a second tab', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    for (let broken = 0; broken < 50; broken++) {
      await world.pass(4000)
      person.cut()
    }
    await world.pass(4000)
    expect(person.view()).toMatchObject({ phase: 'in', link: 'online' })
  })

  it('says that the trainer is gone, at once or after two missed heartbeats, and when it is back', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    world.hub.cut(known(world.journal().room.clientId))
    await world.pass(100)
    expect(person.view().link).toBe('trainer-gone')
    await world.pass(10_000)
    expect(person.view().link).toBe('online')

    world.trainer().close()
    await world.pass(20_000)
    expect(person.view().link).toBe('trainer-gone')
    person.page().answer([1])
    await world.pass(1000)
    expect(person.view().answer?.delivered).toBe('sent')
    await world.reloadTrainer()
    await world.pass(10_000)
    expect(person.view()).toMatchObject({ link: 'online', answer: { delivered: 'received' } })
  })

  it('gives a room up four hours after the trainer was last heard, and when its time is over', async () => {
    const { world, person } = await aRoom()
    world.trainer().close()
    await world.pass(3.9 * 3_600_000)
    expect(person.view().phase).toBe('in')
    await world.pass(0.2 * 3_600_000)
    expect(person.view().phase).toBe('expired')

    const long = await aRoom()
    await long.world.pass(11.9 * 3_600_000)
    expect(long.person.view().phase).toBe('in')
    await long.world.pass(0.2 * 3_600_000)
    expect(long.person.view().phase).toBe('expired')
  })

  it('that has slept for hours takes nothing for over: it is back in the room at once', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.sleep()
    await world.pass(5 * 3_600_000)
    world.trainer().show(aShown({ id: 'q2' }))
    await world.pass(1000)
    person.wake()
    expect(person.view().phase).toBe('in')
    await world.pass(5000)
    expect(person.view()).toMatchObject({ phase: 'in', link: 'online', screen: { act: { stem: 'Which one, q2?' } } })
    expect(person.views.map(({ phase }) => phase)).not.toContain('expired')
  })

  it('that has given the room up comes back when its trainer does, once somebody looks at it', async () => {
    const { world, person } = await aRoom()
    world.trainer().close()
    await world.pass(4.1 * 3_600_000)
    expect(person.view().phase).toBe('expired')
    await world.reloadTrainer()
    world.trainer().show(aShown())
    await world.pass(1000)
    person.wake()
    await world.pass(5000)
    expect(person.view()).toMatchObject({ phase: 'in', link: 'online', screen: { k: 'open' } })
    // Over by its own time, it stays so.
    await world.pass(8 * 3_600_000)
    expect(person.view().phase).toBe('expired')
    person.wake()
    await world.pass(6000)
    expect(person.view().phase).toBe('expired')
  })

  it('keeps what it takes home once the room is over, for as long as its page is open, and longer', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.page().answer([2])
    await world.pass(1000)
    world.trainer().show(aShown({ phase: 'reveal', counts: [[0, 1, 0, 0]], answered: 1 }))
    await world.pass(1000)
    const ended = world.trainer().end('See you tomorrow.')
    await world.pass(10_000)
    await ended
    world.trainer().close()
    for (const ms of [20_000, 5 * 3_600_000, 9 * 3_600_000]) {
      await world.pass(ms)
      expect(person.view()).toMatchObject({
        phase: 'in',
        screen: { k: 'end', takeaway: 'See you tomorrow.' },
        outcomes: [{ isRight: true }],
      })
    }
    person.reload()
    await world.pass(20_000)
    expect(person.view()).toMatchObject({ screen: { k: 'end' }, outcomes: [{ isRight: true }] })
    expect(person.view().phase).not.toBe('expired')
  })

  it('that has missed a state gets it from a new subscription', async () => {
    let isDeaf = false
    const { world, person } = await aRoom({ faults: ({ topic }) => (isDeaf && topic.endsWith('/state') ? [] : [0]) })
    isDeaf = true
    world.trainer().show(aShown())
    await world.pass(1000)
    isDeaf = false
    expect(person.view()).toMatchObject({ link: 'online', screen: { k: 'lobby' } })
    await world.pass(5000)
    expect(person.view()).toMatchObject({ link: 'stale', screen: { k: 'lobby' } })
    await world.pass(10_000)
    expect(person.view()).toMatchObject({ link: 'online', screen: { k: 'open' } })
  })

  it('sends a result to the trainer, who keeps it once', async () => {
    const { world, person } = await aRoom()
    person.page().sendResult('AIMS1.0123456789')
    await world.pass(1000)
    expect(person.view().result).toBe('received')
    person.page().sendResult('AIMS1.0123456789')
    await world.pass(1000)
    expect(world.trainer().status().tokens).toEqual(['AIMS1.0123456789'])
  })
})

describe('a room whose broker restarts and knows nothing any more', () => {
  it('shows its question to somebody who comes then, and loses no answer', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.page().answer([2])
    world.hub.stop()
    await world.pass(3000)
    world.hub.start()
    const late = world.enter({ publicKey: undefined })
    await world.pass(10_000)
    expect(late.view().screen?.k).toBe('open')
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([0, 1, 0, 0])
  })
})

describe("a trainer's page", () => {
  it('that is reloaded goes on where it was, with what was said meanwhile', async () => {
    const { world, persons } = await aRoom({ people: 3, shown: { phase: 'open' } })
    known(persons[0]).page().answer([1])
    await world.pass(1000)
    known(persons[1]).page().answer([2])
    await world.reloadTrainer(2000)
    known(persons[2]).page().answer([3])
    await world.pass(10_000)
    expect(world.trainer().tally('q1', 1)).toMatchObject({ counts: [1, 1, 1, 0], answered: 3 })
    expect(persons.map((person) => person.view().answer?.delivered)).toEqual(['received', 'received', 'received'])
    world.trainer().show(aShown({ phase: 'locked' }))
    await world.pass(1000)
    expect(persons.map((person) => person.view().screen?.k)).toEqual(['locked', 'locked', 'locked'])
  })

  it('goes on after a reload with the question as it was put last, however often it was put', async () => {
    const { world, person } = await aRoom()
    // A question that is made ready again begins anew, under an id by chance.
    for (let times = 0; times < 8; times++) {
      world.trainer().show({ kind: 'break', title: 'Break' })
      world.trainer().show(aShown({ phase: 'ready' }))
    }
    world.trainer().show(aShown({ phase: 'open' }))
    await world.pass(1000)
    person.page().answer([2])
    await world.pass(1000)
    await world.reloadTrainer(2000)
    world.trainer().show(aShown({ phase: 'open' }))
    await world.pass(10_000)
    expect(world.trainer().tally('q1', 1)).toMatchObject({ counts: [0, 1, 0, 0], answered: 1 })
    expect(person.view().answer?.delivered).toBe('received')
  })

  it('knows after a reload in which order its questions were put', async () => {
    const { world } = await aRoom()
    const ids = ['q7', 'q1', 'q4', 'q2']
    for (const id of ids) world.trainer().show(aShown({ id, phase: 'open' }))
    await world.pass(1000)
    await world.reloadTrainer(1000)
    expect(
      world
        .trainer()
        .results()
        .map(({ act }) => act.id.split('.')[0]),
    ).toEqual(ids)
  })

  it('acknowledges nothing while its journal fails, says so, and takes everything in once it works', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    world.failJournal({ kind: 'full', detail: 'QuotaExceededError' })
    person.page().answer([2])
    await world.pass(10_000)
    expect(person.view().answer?.delivered).toBe('sent')
    expect(world.trainer().status()).toMatchObject({
      answered: 0,
      journal: { kind: 'failing', failure: { kind: 'full' } },
    })
    world.failJournal(undefined)
    await world.pass(10_000)
    expect(person.view().answer?.delivered).toBe('received')
    expect(world.trainer().status()).toMatchObject({ answered: 1, journal: { kind: 'ok' } })
  })

  it('knows a question after a reload that was put while its journal failed', async () => {
    const { world, person } = await aRoom()
    world.failJournal({ kind: 'full', detail: 'QuotaExceededError' })
    world.trainer().show(aShown())
    await world.pass(1000)
    person.page().answer([2])
    await world.pass(10_000)
    world.failJournal(undefined)
    await world.pass(10_000)
    expect(person.view().answer?.delivered).toBe('received')
    await world.reloadTrainer()
    await world.pass(2000)
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([0, 1, 0, 0])
  })

  it('writes what waited as soon as its journal works, though nobody says anything', async () => {
    const { world } = await aRoom()
    world.failJournal({ kind: 'full', detail: 'QuotaExceededError' })
    world.trainer().show(aShown())
    await world.pass(1000)
    world.failJournal(undefined)
    await world.pass(6000)
    expect(world.trainer().status().journal.kind).toBe('ok')
    expect(world.journal()).toMatchObject({ acts: [{ question: 'q1' }], room: { screen: { k: 'open' } } })
  })

  it('counts in time what arrived in time while its journal failed', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    world.failJournal({ kind: 'full', detail: 'QuotaExceededError' })
    person.page().answer([3])
    await world.pass(1000)
    world.trainer().show(aShown({ phase: 'locked' }))
    await world.pass(20_000)
    world.failJournal(undefined)
    await world.pass(10_000)
    expect(world.trainer().status()).toMatchObject({ answered: 1, late: 0 })
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([0, 0, 1, 0])
  })

  it('does not bring back after a reload what somebody said who was put out while its journal failed', async () => {
    const { world, persons } = await aRoom({ people: 2, shown: { phase: 'open' } })
    persons.forEach(({ page }) => page().answer([1]))
    await world.pass(1000)
    const { pid } = known(world.trainer().status().people[0])
    world.failJournal({ kind: 'full', detail: 'QuotaExceededError' })
    world.trainer().kick(pid)
    await world.pass(1000)
    world.trainer().readmit(pid)
    await world.pass(6000)
    expect(world.journal().answers).toHaveLength(2)
    // Let in again, whoever was put out has a vote again: the one and the other are written together.
    const person = known(persons.find((one) => one.view().label === pid.slice(0, 4).toUpperCase()))
    world.failJournal(undefined)
    person.page().answer([4])
    await world.pass(2000)
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([1, 0, 0, 1])
    await world.reloadTrainer()
    await world.pass(2000)
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([1, 0, 0, 1])
  })

  it('writes together what comes while it writes, and only then acknowledges it, once for each', async () => {
    const { world, persons, person } = await aRoom({ people: 20, shown: { phase: 'open' } })
    const written = world.slowJournal(500)
    const heard = world.tap()
    const acknowledged = () => heard.filter(({ topic, payload }) => topic.includes('/dn/') && payload.includes('"ack"'))
    person.page().answer([1])
    await world.pass(200)
    persons.slice(1).forEach(({ page }) => page().answer([2]))
    await world.pass(200)
    expect([written.length, acknowledged().length]).toEqual([0, 0])
    const { people } = world.trainer().status()
    await world.pass(400)
    expect([written.map(({ answers }) => answers?.length), acknowledged().length]).toEqual([[1], 1])
    await world.pass(500)
    expect([written.map(({ answers }) => answers?.length), acknowledged().length]).toEqual([[1, 19], 20])
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([1, 19, 0, 0])
    // Rows of a list stay the same while nothing about a person changes.
    expect(
      world
        .trainer()
        .status()
        .people.every((one, at) => one === people[at]),
    ).toBe(true)
  })

  it('has taken in what it still writes when the room is over', async () => {
    const { world, persons } = await aRoom({ people: 3, shown: { phase: 'open' } })
    world.slowJournal(900)
    void world.trainer().end()
    await world.pass(2500)
    for (const { cid } of persons) {
      const { act } = known(world.trainer().results()[0])
      say(world, cid(), { n: world.clock.now(), t: 'ans', q: act.id, r: 1, a: [2] })
      await world.pass(150)
    }
    await world.pass(10_000)
    expect(world.journal().answers).toHaveLength(3)
    expect(world.journal().room.salt).toBeUndefined()
  })

  it('still leads the class while its journal fails, also after a reload', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    world.failJournal({ kind: 'unavailable', detail: 'blocked' })
    world.trainer().show(aShown({ phase: 'locked' }))
    await world.pass(1000)
    expect(person.view().screen?.k).toBe('locked')
    await world.reloadTrainer()
    await world.pass(10_000)
    world.trainer().show({ kind: 'break', title: 'Break' })
    await world.pass(1000)
    expect(person.view().screen?.k).toBe('break')
  })

  it('writes the highest number before a message with it is said', async () => {
    const { world } = await aRoom()
    const heard = world.tap()
    await world.pass(30_000)
    const numbers = heard.flatMap(({ payload }) => /"n":(\d+),"e"/.exec(payload)?.[1] ?? []).map(Number)
    expect(Math.max(...numbers)).toBeLessThanOrEqual(world.journal().room.n)
    expect(new Set(numbers).size).toBe(
      numbers.length - heard.filter(({ payload }) => payload.includes('"k":"gone"')).length,
    )
  })
})

describe('an answer that comes after its question was locked', () => {
  it('counts within three seconds, and is kept as late after that', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    const { screen } = person.view()
    const q = screen && 'act' in screen ? screen.act.id : ''
    world.trainer().show(aShown({ phase: 'locked' }))
    await world.pass(2500)
    say(world, stranger(1), { n: 1, t: 'ans', q, r: 1, a: [1] })
    await world.pass(1000)
    say(world, stranger(2), { n: 1, t: 'ans', q, r: 1, a: [2] })
    say(world, stranger(1), { n: 2, t: 'ans', q, r: 1, a: [4] })
    await world.pass(1000)
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([1, 0, 0, 0])
    expect(world.trainer().status().late).toBe(2)
    expect(world.journal().answers).toHaveLength(3)
  })

  it.each(['none', 'session'] as const)(
    'says so on its phone, however often it is asked, until the trainer opens the question again (linked: %s)',
    async (link) => {
      let isDeaf = false
      const { world, person } = await aRoom({
        shown: { phase: 'open' },
        policy: { names: 'none', link },
        faults: ({ topic }) => (isDeaf && topic.includes('/dn/') ? [] : [0]),
      })
      person.sleep()
      person.page().answer([1])
      world.trainer().show(aShown({ phase: 'locked' }))
      await world.pass(4000)
      isDeaf = true
      person.wake()
      await world.pass(9000)
      expect(person.view().answer?.delivered).toBe('sent')
      isDeaf = false
      await world.pass(6000)
      expect(person.view()).toMatchObject({ screen: { k: 'locked' }, answer: { given: [1], delivered: 'late' } })
      person.reload()
      await world.pass(2000)
      expect(person.view().answer?.delivered).toBe('late')
      world.trainer().show(aShown({ phase: 'open' }))
      await world.pass(1000)
      world.trainer().show(aShown({ phase: 'locked' }))
      await world.pass(1000)
      expect(world.trainer().tally('q1', 1)?.counts).toEqual([1, 0, 0, 0])
      expect(person.view().answer?.delivered).toBe('received')
    },
  )

  it('says so on its phone after the end of the room', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.sleep()
    person.page().answer([1])
    const ended = world.trainer().end()
    await world.pass(10_000)
    await ended
    person.wake()
    const heard = world.tap()
    await world.pass(2000)
    expect(heard.map(({ payload }) => payload).join()).toMatch(/"k":"ack","upto":\d+,"late":\[\d+\]/)
    expect(world.journal().answers).toEqual([])
  })

  it('counts after all where the trainer opens the question again', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.page().answer([1])
    await world.pass(1000)
    world.hub.cut(person.cid())
    person.page().answer([3])
    world.trainer().show(aShown({ phase: 'locked' }))
    await world.pass(500)
    const { screen } = person.view()
    const q = screen && 'act' in screen ? screen.act.id : ''
    await world.pass(5000)
    say(world, stranger(1), { n: 1, t: 'ans', q, r: 1, a: [4] })
    await world.pass(1000)
    expect(world.trainer().status().late).toBe(1)
    world.trainer().show(aShown({ phase: 'open' }))
    await world.pass(1000)
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([0, 0, 1, 1])
    expect(world.trainer().status().late).toBe(0)
    expect(world.journal().answers).toHaveLength(2)
  })
})

describe('somebody who poses as the trainer', () => {
  const lobby = { v: 1, n: Number.MAX_SAFE_INTEGER, e: 9, at: 0, k: 'lobby', title: 'Mine' }

  it.each([
    { how: 'without a signature', payload: () => Promise.resolve(JSON.stringify(lobby)) },
    { how: 'with a signature of something else', payload: () => cheapSign('r/X/state', JSON.stringify(lobby)) },
    { how: 'with rubbish', payload: () => Promise.resolve('x') },
    { how: 'with something huge', payload: () => Promise.resolve('x'.repeat(9000)) },
  ])('$how changes nothing, and is counted', async ({ payload }) => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    const { screen, forged } = person.view()
    world.hub.inject({ topic: topicsOf(world.code).state, payload: await payload(), retained: false })
    await world.pass(100)
    expect(person.view()).toMatchObject({ screen, forged: forged + 1 })
  })

  it('by saying old states again changes nothing', async () => {
    const { world, person } = await aRoom()
    const heard = world.tap()
    world.trainer().show(aShown({ id: 'q1' }))
    await world.pass(1000)
    world.trainer().show(aShown({ id: 'q2' }))
    await world.pass(1000)
    for (const delivery of heard) world.hub.inject(delivery)
    await world.pass(1000)
    expect(person.view().screen).toMatchObject({ k: 'open', act: { stem: 'Which one, q2?' } })
    // A reload does not make it forget what it has seen.
    person.reload()
    world.hub.inject(known(heard.find(({ payload }) => payload.includes('Which one, q1?'))))
    await world.pass(1000)
    expect(person.view().screen).toMatchObject({ act: { stem: 'Which one, q2?' } })
  })

  it('by saying again what was said to one, or a heartbeat, changes nothing', async () => {
    const { world, person } = await aRoom({ policy: { names: 'generated', link: 'session' } })
    const heard = world.tap()
    const [me] = world.trainer().status().people
    world.trainer().kick(known(me).pid)
    await world.pass(5000)
    world.trainer().readmit(known(me).pid)
    await world.pass(10_000)
    const shown = aShown()
    if (shown.kind !== 'question' || shown.phase !== 'open') throw new Error('It is open.')
    const endsAt = world.clock.now() + 60_000
    world.trainer().show({ ...shown, endsAt })
    await world.pass(6000)
    expect(heard.map(({ payload }) => payload).join()).toMatch(/"k":"kick".*"k":"hb"/)
    for (const { topic, payload } of heard) {
      if (!payload.includes('"k":"gone"')) world.hub.inject({ topic, payload, retained: false })
    }
    await world.pass(1)
    expect(person.view()).toMatchObject({ phase: 'in', link: 'online', endsAt, screen: { k: 'open' } })
  })

  it('by saying to one what was said to another changes nothing', async () => {
    const { world, persons, person } = await aRoom({ people: 2, shown: { phase: 'open' } })
    const heard = world.tap()
    world.hub.stop()
    world.hub.start()
    await world.pass(5000)
    const others = known(heard.find(({ topic }) => topic === topicsOf(world.code).down(known(persons[1]).cid())))
    world.hub.inject({ ...others, topic: topicsOf(world.code).down(person.cid()) })
    await world.pass(100)
    expect(person.view().forged).toBe(1)
  })

  it('with a key of their own convinces nobody who typed the code', async () => {
    const { world } = await aRoom()
    const other = await createWorld({ seed: 2 })
    const heard = other.tap()
    await other.pass(6000)
    const person = world.enter({ publicKey: undefined, code: world.code })
    world.hub.stop()
    const meta = known(heard.find(({ topic }) => topic.endsWith('/meta')))
    world.hub.start()
    await world.pass(300)
    world.hub.inject({ ...meta, topic: topicsOf(world.code).meta })
    await world.pass(6000)
    expect(person.view().meta?.title).toBe('Foundation, autumn')
  })
})

describe('a wrong code', () => {
  it('joins nothing, and waits', async () => {
    const { world } = await aRoom()
    const person = world.enter({ code: '00000000', publicKey: undefined })
    await world.pass(20_000)
    expect(person.view()).toMatchObject({ phase: 'joining', meta: undefined, screen: undefined })
    expect(world.trainer().status().joined).toBe(1)
  })
})

describe('the key of a question', () => {
  it('is never on the wire before it is shown, nor is what others chose before the distribution', async () => {
    const { world, person } = await aRoom()
    const heard = world.tap()
    for (const phase of ['ready', 'open', 'locked'] as const) {
      world.trainer().show(aShown({ phase }))
      await world.pass(1000)
      person.page().answer([1])
      await world.pass(5000)
    }
    const said = heard.map(({ payload }) => payload).join('\n')
    expect(said).toContain('Which one, q1?')
    expect(said).not.toMatch(/"key"|"why"|"hist"/)
    world.trainer().show(aShown({ phase: 'spread', counts: [[1, 0, 0, 0]], answered: 1 }))
    await world.pass(1000)
    expect(heard.map(({ payload }) => payload).join('\n')).not.toMatch(/"key"|"why"/)
    world.trainer().show(aShown({ phase: 'reveal', counts: [[1, 0, 0, 0]], answered: 1 }))
    await world.pass(1000)
    expect(person.view().screen).toMatchObject({ k: 'reveal', key: [2], why: 'Because of 6.1.2.' })
  })

  it('is fixed before the vote, and the one that is shown, for whoever looks after it', async () => {
    const { world, person } = await aRoom()
    const heard = world.tap()
    world.trainer().show(aShown({ phase: 'ready' }), [2])
    await world.pass(1000)
    expect(person.view().screen).toMatchObject({ act: { commit: expect.stringMatching(/^[\w-]{43}$/) } })
    world.trainer().show(aShown(), [2])
    await world.pass(1000)
    expect(heard.map(({ payload }) => payload).join()).not.toContain('"nonce"')
    await world.reloadTrainer()
    person.reload()
    world.trainer().show(aShown({ id: 'between' }), [1])
    await world.pass(2000)
    world.trainer().show(aShown({ phase: 'reveal' }), [2])
    await world.pass(1000)
    const late = world.enter()
    await world.pass(1000)
    for (const one of [person, late]) {
      expect(one.view().screen).toMatchObject({ k: 'reveal', nonce: expect.stringMatching(/^[\w-]{22}$/) })
      expect(one.view().isOtherKey).toBe(false)
    }
  })

  const another = { nonce: 'another', key: [3] }
  it.each([
    { changed: { key: [3] }, because: 'the key is another' },
    { changed: { key: [2, 3] }, because: 'one more is right' },
    { changed: { nonce: undefined }, because: 'nothing shows that it is the same' },
    { changed: another, commit: commitOf(another.nonce, another.key), because: 'it was fixed anew after the vote' },
    { changed: another, commit: undefined, because: 'it is no longer fixed' },
  ])('that is changed after the vote is told of, where $because', async ({ changed, ...act }) => {
    const { world, person } = await aRoom()
    world.trainer().show(aShown(), [2])
    await world.pass(1000)
    person.page().answer([2])
    world.trainer().show(aShown({ phase: 'reveal' }), [2])
    await world.pass(1000)
    const { screen } = person.view()
    if (screen?.k !== 'reveal') throw new Error('The answer is shown.')
    // By somebody who has the key of the room.
    const topic = topicsOf(world.code).state
    const json = JSON.stringify({ ...screen, n: screen.n + 1, ...changed, act: { ...screen.act, ...act } })
    for (const isReloaded of [false, true]) {
      if (isReloaded) person.reload()
      await world.pass(100)
      world.hub.inject({ topic, payload: await cheapSign(topic, json), retained: false })
      await world.pass(100)
      expect(person.view()).toMatchObject({ screen: { n: screen.n + 1 }, isOtherKey: true })
    }
  })
})

describe('bad people', () => {
  it('have one vote, however often they say it', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    const { screen } = person.view()
    const q = screen && 'act' in screen ? screen.act.id : ''
    for (let n = 1; n <= 10; n++) say(world, stranger(1), { n, t: 'ans', q, r: 1, a: [1 + (n % 4)] })
    say(world, stranger(1), { n: 3, t: 'ans', q, r: 1, a: [1] })
    await world.pass(1000)
    expect(world.trainer().tally('q1', 1)).toMatchObject({ counts: [0, 0, 1, 0], answered: 1 })
    expect(world.journal().answers).toHaveLength(1)
  })

  it('change nothing by what is malformed, oversized, retained, on another topic or about another question', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    const { screen } = person.view()
    const q = screen && 'act' in screen ? screen.act.id : ''
    const { up } = topicsOf(world.code)
    const answer = { n: 1, t: 'ans', q, r: 1, a: [1] } as const
    const payload = JSON.stringify({ v: 1, b: [answer] })
    world.hub.inject({ topic: up(stranger(1)), payload: 'rubbish', retained: false })
    world.hub.inject({
      topic: up(stranger(1)),
      payload: JSON.stringify({ v: 1, b: [answer], pad: 'x'.repeat(3000) }),
      retained: false,
    })
    world.hub.inject({ topic: up(stranger(1)), payload, retained: true })
    world.hub.inject({ topic: up('short'), payload, retained: false })
    await world.pass(1000)
    expect(world.trainer().status()).toMatchObject({ joined: 1 })
    say(
      world,
      stranger(2),
      { n: 1, t: 'ans', q: 'unknown', r: 1, a: [1] },
      { n: 2, t: 'ans', q, r: 2, a: [1] },
      { n: 3, t: 'ans', q, r: 1, a: [9] },
    )
    await world.pass(6000)
    expect(world.trainer().status().refused).toBe(4)
    expect(world.trainer().tally('q1', 1)?.answered).toBe(0)
    expect(world.journal().answers).toEqual([])
  })

  it('hear nobody’s id but their own, with which they could speak in another’s place or throw them out', async () => {
    const policy = { names: 'generated', link: 'session', board: true } as const
    const { world, persons, person } = await aRoom({ people: 2, policy })
    const heard = world.tap()
    for (const phase of ['open', 'locked', 'spread', 'reveal'] as const) {
      world.trainer().show(aShown({ phase, counts: [[2, 0, 0, 0]], answered: 2 }))
      await world.pass(1000)
      persons.forEach(({ page }) => page().answer([1]))
      await world.pass(1000)
    }
    world.trainer().show({ kind: 'board', ...world.trainer().standings() })
    persons.forEach(({ cut }) => cut())
    await world.pass(10_000)
    world.trainer().kick(pidOf(person.cid()))
    await world.pass(10_000)
    for (const { cid } of persons) {
      const own = [topicsOf(world.code).up(cid()), topicsOf(world.code).down(cid())]
      const others = heard.filter(({ topic }) => !own.includes(topic))
      expect(others.length).toBeLessThan(heard.length)
      expect(JSON.stringify(others)).not.toContain(cid())
      expect(JSON.stringify([world.trainer().status(), world.trainer().results()])).not.toContain(cid())
    }
  })

  it('get twenty packets through at once, and then five a second', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    const { screen } = person.view()
    const q = screen && 'act' in screen ? screen.act.id : ''
    for (let n = 1; n <= 3000; n++) say(world, stranger(1), { n, t: 'ans', q, r: 1, a: [1] })
    await world.pass(6000)
    expect(world.trainer().status().refused).toBe(2980)
    expect(world.journal().answers[0]?.n).toBe(20)
    for (let n = 5001; n <= 5100; n++) say(world, stranger(1), { n, t: 'ans', q, r: 1, a: [1] })
    await world.pass(6000)
    expect(world.trainer().status().refused).toBe(2980 + 80)
    // Nobody else is slowed down by it.
    person.page().answer([2])
    await world.pass(500)
    expect(person.view().answer?.delivered).toBe('received')
  })

  it('that are put out have no vote any more, also after a reload, until they are let in again', async () => {
    const { world, persons, person } = await aRoom({ people: 2, shown: { phase: 'open' } })
    persons.forEach(({ page }) => page().answer([1]))
    await world.pass(1000)
    const label = person.view().label
    const pid = known(
      world
        .trainer()
        .status()
        .people.find((one) => one.label === label),
    ).pid
    world.trainer().kick(pid)
    await world.pass(1000)
    expect(person.view().phase).toBe('kicked')
    expect(world.trainer().tally('q1', 1)?.answered).toBe(1)
    expect(world.journal().answers).toHaveLength(1)
    person.reload()
    await world.pass(3000)
    expect(person.view().phase).toBe('kicked')
    await world.reloadTrainer()
    await world.pass(10_000)
    expect(person.view().phase).toBe('kicked')
    world.trainer().readmit(pid)
    await world.pass(10_000)
    expect(person.view().phase).toBe('in')
    person.page().answer([3])
    await world.pass(1000)
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([1, 0, 1, 0])
  })

  it('that are put out by mistake come back by themselves once they are let in, with nothing to say', async () => {
    const { world, person } = await aRoom()
    const { pid } = known(world.trainer().status().people[0])
    const heard = world.tap()
    world.trainer().kick(pid)
    await world.pass(60_000)
    expect(person.view().phase).toBe('kicked')
    expect(heard.filter(({ topic }) => topic.includes('/up/')).length).toBeLessThan(16)
    world.trainer().readmit(pid)
    await world.pass(6000)
    expect(person.view().phase).toBe('in')
  })

  it('stay outside a closed door, while those inside go on', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    world.trainer().closeDoor(true)
    const outside = world.enter()
    await world.pass(2000)
    expect(outside.view().phase).toBe('closed')
    outside.page().answer([1])
    person.page().answer([2])
    await world.pass(10_000)
    expect(world.trainer().status()).toMatchObject({ joined: 1, answered: 1, isDoorClosed: true })
    world.trainer().closeDoor(false)
    await world.pass(10_000)
    expect(outside.view()).toMatchObject({ phase: 'in', answer: { delivered: 'received' } })
  })
})

describe('what a room knows of people', () => {
  const secrets = (world: World) => JSON.stringify(world.journal().answers)

  it('is nothing that leads from an answer to a person, where answers are not linked', async () => {
    const { world, persons } = await aRoom({ people: 2, shown: { phase: 'open' } })
    persons.forEach(({ page }) => page().answer([1]))
    await world.pass(1000)
    for (const { pid } of world.trainer().status().people) expect(secrets(world)).not.toContain(pid)
    for (const person of persons) expect(JSON.stringify(world.journal())).not.toContain(person.cid())
    // No two questions share a row's key.
    world.trainer().show(aShown({ id: 'q2' }))
    await world.pass(1000)
    persons.forEach(({ page }) => page().answer([1]))
    await world.pass(1000)
    expect(new Set(world.journal().answers.map(({ id }) => id.split(':')[0])).size).toBe(4)
  })

  it('cannot even be found out by the trainer once the room is over', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.page().answer([1])
    await world.pass(1000)
    const ended = world.trainer().end('See you tomorrow.')
    await world.pass(10_000)
    await ended
    const { room, answers } = world.journal()
    expect(room.salt).toBeUndefined()
    expect(room.endedAt).toBeDefined()
    expect(answers).toMatchObject([{ a: [1], n: 0, isLate: false }])
    expect(person.view().screen).toMatchObject({ k: 'end', takeaway: 'See you tomorrow.' })
    // Whoever comes now sees that it is over.
    const late = world.enter()
    await world.pass(2000)
    expect(late.view().screen?.k).toBe('end')
  })

  it('stays over, whatever is still shown to the room and whoever answers while the last answers come in', async () => {
    const { world, persons, person } = await aRoom({ people: 2, shown: { phase: 'open' } })
    const ended = world.trainer().end('See you tomorrow.')
    persons[1]?.page().answer([2])
    await world.pass(500)
    // The presenter goes on to the next step, and shows the question again with what it has come to.
    world.trainer().show(aShown({ answered: 1 }))
    world.trainer().show(aShown({ phase: 'locked' }))
    await world.pass(10_000)
    await ended
    expect(person.view().screen).toMatchObject({ k: 'end', takeaway: 'See you tomorrow.' })
    expect(world.journal().room).toMatchObject({ isOver: true, screen: { k: 'end' } })
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([0, 1, 0, 0])
  })

  it.each(['none', 'session'] as const)(
    'grows no more once the room is over (answers linked: %s), while results still come in',
    async (link) => {
      const { world, person } = await aRoom({ shown: { phase: 'open' }, policy: { names: 'none', link } })
      person.page().answer([1])
      const { screen } = person.view()
      const q = screen && 'act' in screen ? screen.act.id : ''
      const ended = world.trainer().end()
      await world.pass(10_000)
      await ended
      const { answers } = world.journal()
      // Somebody whose phone has not heard of the end.
      say(world, stranger(1), { n: 1, t: 'ans', q, r: 1, a: [4] })
      person.page().sendResult('AIMS1.0123456789')
      await world.pass(6000)
      expect(person.view().result).toBe('received')
      expect(world.trainer().status().tokens).toEqual(['AIMS1.0123456789'])
      expect(world.journal()).toMatchObject({ answers, tokens: [{ token: 'AIMS1.0123456789' }] })
    },
  )

  it('is cut off as soon as there is room on the disk, where there was none at the end', async () => {
    const { world } = await aRoom({ shown: { phase: 'open' } })
    world.failJournal({ kind: 'full', detail: 'QuotaExceededError' })
    const ended = world.trainer().end()
    await world.pass(10_000)
    await ended
    expect(world.journal().room.salt).toBeDefined()
    world.failJournal(undefined)
    await world.pass(6000)
    expect(world.journal().room).toMatchObject({ isOver: true, endedAt: expect.any(Number), salt: undefined })
  })

  it('is cut off by the next page too, where the last was closed too early', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    person.page().answer([1])
    await world.pass(1000)
    void world.trainer().end()
    await world.pass(500)
    await world.reloadTrainer()
    await world.pass(1000)
    expect(world.journal().room.salt).toBeUndefined()
  })

  it('is not cut off by showing the last card: the class can go back, also after a reload', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    world.trainer().show({ kind: 'end' })
    await world.pass(1000)
    await world.reloadTrainer()
    await world.pass(5000)
    world.trainer().show(aShown({ id: 'q2' }))
    await world.pass(1000)
    person.page().answer([2])
    await world.pass(1000)
    expect(world.trainer().tally('q2', 1)?.answered).toBe(1)
  })

  it('is a person with answers where the room links them', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' }, policy: { names: 'none', link: 'session' } })
    person.page().answer([1])
    await world.pass(1000)
    const { pid } = known(world.trainer().status().people[0])
    expect(world.journal().answers[0]?.id).toMatch(new RegExp(`^${pid}:q1\\.`))
  })

  it('is a name that harms nobody, where it makes them', async () => {
    const { world, persons } = await aRoom({ people: 3, policy: { names: 'generated', link: 'session' } })
    const names = persons.map((person) => person.view().name)
    expect(names.every((name) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name ?? ''))).toBe(true)
    expect(
      world
        .trainer()
        .status()
        .people.map(({ name }) => name)
        .toSorted(),
    ).toEqual(names.toSorted())
    expect(new Set(names).size).toBe(3)
  })

  it('is a name of its own for each of sixty who come at once, though messages are lost', async () => {
    let isLossy = true
    let count = 0
    const world = await createWorld({
      policy: { names: 'generated', link: 'session' },
      faults: ({ topic }) => (isLossy && topic.includes('/dn/') && count++ % 3 === 0 ? [] : [0]),
    })
    const persons = Array.from({ length: 60 }, () => world.enter())
    await world.pass(20_000)
    isLossy = false
    // Everybody says again that they are there.
    await world.reloadTrainer()
    await world.pass(10_000)
    const { people } = world.trainer().status()
    expect(new Set(people.map(({ name }) => name)).size).toBe(60)
    expect(persons.map((person) => person.view().name).toSorted()).toEqual(people.map(({ name }) => name).toSorted())
  })

  it('is the name that somebody typed, cleaned, where it asks for one', async () => {
    const { world, person } = await aRoom({ policy: { names: 'free', link: 'session' } })
    expect(person.view().phase).toBe('naming')
    expect(world.trainer().status().joined).toBe(0)
    person.page().enter('  A\u202Eda \u200B ')
    await world.pass(1000)
    expect(person.view().phase).toBe('in')
    expect(world.trainer().status().people).toMatchObject([{ name: 'Ada' }])
    person.page().enter('Grace')
    await world.pass(1000)
    expect(world.trainer().status().people).toMatchObject([{ name: 'Grace' }])
  })
})

describe('a question that is too long for telephones', () => {
  it('is not put to them: they look at the screen, nothing is open, and the trainer is told', async () => {
    const { world, person } = await aRoom({ shown: { phase: 'open' } })
    const before = connectsOf(person)
    const long = aShown({ id: 'q2' })
    if (long.kind !== 'question') throw new Error('It is one.')
    world.trainer().show({ ...long, question: { ...long.question, stem: 'Long. '.repeat(1500) } })
    await world.pass(20_000)
    expect(person.view()).toMatchObject({ link: 'online', screen: { k: 'slide' } })
    expect(connectsOf(person)).toBe(before)
    world.trainer().askSure(true)
    expect(world.trainer().status()).toMatchObject({ isTooLong: true })
    expect(world.journal().acts).toMatchObject([{ question: 'q1', rounds: { 1: { lockedAt: expect.any(Number) } } }])
    world.trainer().show(aShown({ id: 'q3' }))
    await world.pass(1000)
    expect(person.view().screen?.k).toBe('open')
    expect(world.trainer().status().isTooLong).toBe(false)
  })
})

describe('the standings of a room', () => {
  /** Asks, lets everybody answer as listed, and shows that the key is option 2. */
  async function put(
    { world, persons }: Pick<Awaited<ReturnType<typeof aRoom>>, 'world' | 'persons'>,
    { id, answers, round = 1 }: { id: string; answers: readonly number[]; round?: 1 | 2 },
  ) {
    world.trainer().show(aShown({ id, round }), [2])
    await world.pass(1000)
    answers.forEach((answer, at) => answer > 0 && known(persons[at]).page().answer([answer]))
    await world.pass(1000)
    world.trainer().show(aShown({ id, round, phase: 'spread', counts: [[0, 0, 0, 0]] }), [2])
    await world.pass(1000)
  }
  const reveal = async (world: World, id: string, round: 1 | 2 = 1) => {
    world.trainer().show(aShown({ id, round, phase: 'reveal', counts: [[0, 0, 0, 0]] }), [2])
    await world.pass(1000)
  }

  it('count right answers of the last round, once they are shown, and of nobody who was put out', async () => {
    const policy = { names: 'generated', link: 'session', board: true } as const
    const room = await aRoom({ people: 4, policy })
    const { world, persons } = room
    const names = persons.map((person) => person.view().name)
    await put(room, { id: 'q1', answers: [2, 2, 1, 2] })
    expect(world.trainer().standings()).toEqual({ top: [], of: 0 })
    await reveal(world, 'q1')
    await put(room, { id: 'q2', answers: [2, 1, 1, 2] })
    await put(room, { id: 'q2', answers: [1, 2, 2, 0], round: 2 })
    await reveal(world, 'q2', 2)
    await world.reloadTrainer()
    await world.pass(2000)
    const fourth = persons.map((person) => person.view().label).at(3)
    world.trainer().kick(
      known(
        world
          .trainer()
          .status()
          .people.find(({ label }) => label === fourth),
      ).pid,
    )
    const { top, of } = world.trainer().standings()
    expect(of).toBe(2)
    expect(top.map(({ place, right }) => [place, right])).toEqual([
      [1, 2],
      [2, 1],
      [2, 1],
    ])
    expect(top[0]?.name).toBe(names[1])
    expect(top.map(({ name }) => name).toSorted()).toEqual(names.slice(0, 3).toSorted())

    world.trainer().show({ kind: 'board', top, of })
    await world.pass(1000)
    expect(known(persons[0]).view().screen).toMatchObject({ k: 'board', of: 2, top: { 0: { name: names[1], pts: 2 } } })
    expect(known(persons[0]).view().meta?.policy.board).toBe(true)
  })

  it('have a typed name only once the trainer has let everybody see it', async () => {
    const room = await aRoom({ people: 2, policy: { names: 'free', link: 'session', board: true } })
    const { world, persons } = room
    persons.forEach(({ page }, at) => page().enter(['Ada', 'Grace'][at] ?? ''))
    await world.pass(1000)
    await put(room, { id: 'q1', answers: [2, 2] })
    await reveal(world, 'q1')
    const shown = () =>
      world
        .trainer()
        .standings()
        .top.map(({ name }) => name)
    const numbers = persons.map((person) => `Number ${person.view().label}`)
    expect(shown().toSorted()).toEqual(numbers.toSorted())
    const ada = known(
      world
        .trainer()
        .status()
        .people.find(({ name }) => name === 'Ada'),
    )
    world.trainer().approve(ada.pid, ada.name)
    await world.pass(1000)
    expect(shown().toSorted()).toEqual(['Ada', numbers[1]].toSorted())
    await world.reloadTrainer()
    await world.pass(1000)
    expect(shown()).toContain('Ada')
    // Another name has to be looked at again.
    known(persons[0]).page().enter('Something rude')
    await world.pass(1000)
    expect(shown().toSorted()).toEqual(numbers.toSorted())
  })
})

describe('a page of an older release', () => {
  it('asks to be reloaded, and does not look for it again and again, where it cannot read what the trainer shows', async () => {
    const { world, person } = await aRoom()
    const { n, e } = known(person.view().screen)
    const before = connectsOf(person)
    const { state, live } = topicsOf(world.code)
    const tell = async (topic: string, said: object) => {
      const payload = await cheapSign(topic, JSON.stringify({ v: 1, n: n + 1, e, at: world.clock.now(), ...said }))
      world.hub.inject({ topic, payload, retained: false })
      await world.pass(1000)
    }
    await tell(state, { k: 'open', act: { id: 'x', kind: 'map' } })
    for (const at of [1, 2, 3, 4]) await tell(live, { k: 'hb', n: n + 1 + at, sn: n + 1, joined: 1, answered: 0 })
    expect(person.view().screen?.k).toBe('unknown')
    expect(connectsOf(person)).toBe(before)
  })

  it('asks to be reloaded when the trainer shows what it does not know, and goes on with what it knows', async () => {
    const { world, person } = await aRoom()
    const { n, e } = known(person.view().screen)
    const topic = topicsOf(world.code).state
    const later = JSON.stringify({ v: 1, n: n + 1, e, at: world.clock.now(), k: 'hologram' })
    world.hub.inject({ topic, payload: await cheapSign(topic, later), retained: false })
    await world.pass(100)
    expect(person.view().screen?.k).toBe('unknown')
    world.trainer().show(aShown())
    await world.pass(20_000)
    expect(person.view().screen?.k).toBe('open')
  })
})
