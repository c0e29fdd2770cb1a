import { describe, expect, it } from 'vitest'
import { known } from '../../src/core/result.ts'
import { seeded } from '../../src/core/random.ts'
import { memoryJournal } from '../../src/wire/journal.ts'
import { createHub, matches } from '../../src/wire/local.ts'
import { openParticipant } from '../../src/wire/participant.ts'
import { channelNamed, electTab } from '../../src/wire/tabs.ts'
import { createRoom } from '../../src/wire/new-room.ts'
import { openTrainer } from '../../src/wire/trainer.ts'
import type { Delivery, LinkState } from '../../src/wire/transport.ts'
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

describe('a filter of topics', () => {
  it.each([
    { filter: 'r/A/state', topic: 'r/A/state', is: true },
    { filter: 'r/A/state', topic: 'r/B/state', is: false },
    { filter: 'r/A/up/+', topic: 'r/A/up/x', is: true },
    { filter: 'r/A/up/+', topic: 'r/A/up/x/y', is: false },
    { filter: 'r/A/up/+', topic: 'r/A/up', is: false },
    { filter: '#', topic: 'r/A/up/x', is: true },
    { filter: 'r/A/#', topic: 'r/A', is: true },
    { filter: 'r/B/#', topic: 'r/A/state', is: false },
  ])('$filter takes $topic: $is', ({ filter, topic, is }) => {
    expect(matches(filter, topic)).toBe(is)
  })
})

/** A client of a hub, with what it hears and how its link stands. */
function aClient(
  hub: ReturnType<typeof createHub>,
  id: string,
  will?: { topic: string; payload: string; retained: boolean },
) {
  const heard: Delivery[] = []
  const links: LinkState[] = []
  const transport = hub.transport(id)
  transport.open({
    subscriptions: ['#'],
    ...(will ? { will } : {}),
    onDelivery: (delivery) => heard.push(delivery),
    onLink: (link) => links.push(link),
  })
  return { transport, heard, links }
}

describe('the broker in the page', () => {
  it('hands what is retained to whoever comes later, and the rest to those who are there', async () => {
    const { clock, pass } = createFakeClock()
    const hub = createHub({ clock })
    const first = aClient(hub, 'first')
    await pass(10)
    first.transport.publish('a', '1', true)
    first.transport.publish('b', '2')
    await pass(10)
    const late = aClient(hub, 'late')
    await pass(10)
    expect(first.heard.map(({ payload, retained }) => [payload, retained])).toEqual([
      ['1', false],
      ['2', false],
    ])
    expect(late.heard).toEqual([{ topic: 'a', payload: '1', retained: true }])
  })

  it('says the will of whoever is cut off, and takes them back', async () => {
    const { clock, pass } = createFakeClock()
    const hub = createHub({ clock })
    const watcher = aClient(hub, 'watcher')
    const lost = aClient(hub, 'lost', { topic: 'gone', payload: 'lost', retained: false })
    await pass(10)
    hub.cut('lost')
    expect(lost.transport.publish('a', '1')).toBe(false)
    await pass(1000)
    expect(watcher.heard).toEqual([{ topic: 'gone', payload: 'lost', retained: false }])
    expect(lost.links).toEqual(['connecting', 'online', 'offline', 'online'])
    expect(lost.transport.publish('a', '1')).toBe(true)
  })

  it('forgets everything when it stops, and lets nobody in until it starts', async () => {
    const { clock, pass } = createFakeClock()
    const hub = createHub({ clock })
    const client = aClient(hub, 'client')
    await pass(10)
    client.transport.publish('a', '1', true)
    hub.stop()
    await pass(5000)
    expect(client.links.at(-1)).toBe('offline')
    hub.start()
    await pass(1000)
    expect(client.links.at(-1)).toBe('online')
    expect(aClient(hub, 'late').heard).toEqual([])
  })

  it('loses, doubles and delays as it is told', async () => {
    const { clock, pass } = createFakeClock()
    const copies = [[], [0, 500], [1000]]
    const hub = createHub({ clock, faults: () => copies.shift() ?? [0] })
    const client = aClient(hub, 'client')
    await pass(10)
    for (const payload of ['lost', 'twice', 'late', 'plain']) client.transport.publish('a', payload)
    await pass(2000)
    expect(client.heard.map(({ payload }) => payload)).toEqual(['twice', 'plain', 'twice', 'late'])
  })

  it('gives a client id to the last who asks for it', async () => {
    const { clock, pass } = createFakeClock()
    const hub = createHub({ clock, reconnectMs: () => 60_000 })
    const first = aClient(hub, 'same')
    await pass(10)
    aClient(hub, 'same')
    await pass(10)
    expect(first.links.at(-1)).toBe('offline')
  })
})

describe('a room between windows', () => {
  it('carries a question and its answers without a server', async () => {
    const { clock, pass } = createFakeClock()
    const windows = createTabs(clock)
    const random = bytesFrom(seeded(3))
    const content = await createRoom({ title: 'Here', policy: { names: 'none', link: 'none' }, clock, random })
    const journal = memoryJournal()
    const trainer = openTrainer({
      content,
      transport: windowTransport(windows),
      journal,
      clock,
      random,
      sign: cheapSign,
    })
    await pass(1000)
    trainer.show(aShown())
    await pass(1000)
    const person = openParticipant({
      code: trainer.code,
      connect: () => windowTransport(windows),
      clock,
      random,
      shelf: createShelf().shelf,
      tabs: createTabs(clock),
      onView: () => {},
      verifier: cheapVerifier,
    })
    await pass(2000)
    expect(person.view()).toMatchObject({ phase: 'in', link: 'online', screen: { k: 'open' } })
    person.answer([3])
    await pass(2000)
    expect(person.view().answer?.delivered).toBe('received')
    expect(known(trainer.tally('q1', 1)).counts).toEqual([0, 0, 1, 0])
    person.close()
    trainer.close()
  })

  it.each(['', '{', 'null', '{"kind":"said"}', '{"kind":"kept","topic":1,"payload":"x"}'])(
    'takes no harm from "%s" on its channel',
    async (text) => {
      const { clock, pass } = createFakeClock()
      const windows = createTabs(clock)
      const heard: Delivery[] = []
      const transport = windowTransport(windows)
      transport.open({ subscriptions: ['#'], onDelivery: (delivery) => heard.push(delivery), onLink: () => {} })
      windows(() => {}).post(text)
      await pass(10)
      expect(heard).toEqual([])
      transport.close()
    },
  )
})

describe('an election between tabs', () => {
  const aTab = (open: ReturnType<typeof createTabs>, id: string, now = () => 1000) => {
    let others = 0
    const election = electTab({ id, now, open, onOther: () => (others += 1) })
    return { ...election, others: () => others }
  }

  it('is won by the last that claims, and by one of two that claim at once', async () => {
    const { clock, pass } = createFakeClock()
    const open = createTabs(clock)
    const [first, second] = [aTab(open, 'a'), aTab(open, 'b')]
    first.claim()
    second.claim()
    await pass(100)
    expect(first.others()).toBeGreaterThan(0)
    expect(second.others()).toBe(0)
    const before = first.others()
    first.claim()
    await pass(100)
    expect(first.others()).toBe(before)
    expect(second.others()).toBeGreaterThan(0)
  })

  it('tells whoever asks that somebody has the place, and nothing where nobody has', async () => {
    const { clock, pass } = createFakeClock()
    const open = createTabs(clock)
    const [asker, holder] = [aTab(open, 'a'), aTab(open, 'b')]
    asker.ask()
    await pass(100)
    expect(asker.others()).toBe(0)
    holder.claim()
    await pass(100)
    asker.ask()
    await pass(100)
    expect(asker.others()).toBe(2)
    expect(holder.others()).toBe(0)
  })

  it('ignores what is no claim', async () => {
    const { clock, pass } = createFakeClock()
    const open = createTabs(clock)
    const tab = aTab(open, 'a')
    tab.claim()
    const stranger = open(() => {})
    for (const text of ['', 'x', '999999999999999', '{}']) stranger.post(text)
    await pass(100)
    expect(tab.others()).toBe(0)
  })

  it('reaches nobody where the browser has no channels, and then everybody has the place', () => {
    const { BroadcastChannel } = globalThis
    Reflect.deleteProperty(globalThis, 'BroadcastChannel')
    const channel = channelNamed('x')(() => {})
    channel.post('anything')
    channel.close()
    globalThis.BroadcastChannel = BroadcastChannel
  })
})
