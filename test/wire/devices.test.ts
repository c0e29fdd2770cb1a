import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Choice } from '../../src/core/class-plan.ts'
import { desk, heldBy, leadWord } from '../../src/core/lead.ts'
import type { Presenting } from '../../src/core/presenting.ts'
import { known } from '../../src/core/result.ts'
import { toBase64url } from '../../src/wire/bytes.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import { commands, pairingFragment, parsePairing, type Command, type Moment, type Pairing } from '../../src/wire/ctl.ts'
import { movedOn } from '../../src/wire/devices.ts'
import { topicsOf } from '../../src/wire/protocol.ts'
import { openRemote, type Remote } from '../../src/wire/remote.ts'
import { keyOfSecret, signerOf } from '../../src/wire/signing.ts'
import { cheapVerifier, createWorld } from '../support/room-world.ts'

const choice: Choice = { course: 'foundation', modules: ['one'], span: 'hour', startsAt: 540 }
const aMoment = (card: number): Moment => {
  const state: Presenting = {
    card: `card-${card}`,
    step: 0,
    live: {},
    cover: 'none',
    timer: undefined,
    begun: {},
    asked: [],
  }
  return { choice, state, word: state.card }
}

/** A room whose presenter goes to the next card whatever it is asked to do, and devices beside it. */
async function aDesk({ devices = ['Phone'] }: { readonly devices?: readonly string[] } = {}) {
  const world = await createWorld()
  const obeyed: Command[] = []
  let card = 0
  const attend = () => {
    const face = world.trainer().devices
    face.show(aMoment(card))
    face.attend((command) => {
      obeyed.push(command)
      card += 1
      face.show(aMoment(card))
      return ''
    })
  }
  attend()
  await world.pass(1000)
  const all = []
  for (const label of devices) all.push(await aDevice(world, label))
  await world.pass(1000)
  return {
    world,
    obeyed,
    attend,
    card: () => card,
    devices: all,
    device: known(all[0]),
    lead: () => world.trainer().status().beside.lead,
    /** The presenter offers, the device takes. */
    handTo: async (device: Awaited<ReturnType<typeof aDevice>>) => {
      world.trainer().devices.decide({ type: 'offered', by: desk, to: device.pairing.pub })
      await world.pass(100)
      device.remote().lead('accept')
      await world.pass(100)
    },
  }
}

let ids = 0
async function aDevice(world: Awaited<ReturnType<typeof createWorld>>, label: string) {
  const { fragment } = await world.trainer().devices.pair(label)
  const pairing = known(parsePairing(`#${fragment}`))
  const id = `device-${ids++}`
  let skewMs = 0
  const open = (): Remote =>
    openRemote({
      pairing,
      transport: world.hub.transport(id),
      clock: { ...world.clock, now: () => world.clock.now() + skewMs },
      verifier: cheapVerifier,
      onView: () => {},
    })
  let remote = open()
  return {
    pairing,
    remote: () => remote,
    cut: () => world.hub.cut(id),
    reload: () => {
      world.hub.cut(id)
      remote.close()
      remote = open()
    },
    skew: (ms: number) => (skewMs = ms),
  }
}

/** Says something on `ctl` as whoever holds a key could. */
async function say(
  { world }: Awaited<ReturnType<typeof aDesk>>,
  { key, said, topic }: { readonly key: Pairing['key']; readonly said: object; readonly topic?: string },
) {
  const { ctl } = topicsOf(world.code)
  const payload = await signerOf(key)(topic ?? ctl, JSON.stringify(said))
  world.hub.inject({ topic: ctl, payload, retained: false })
  await world.pass(100)
  return payload
}

describe('a device of the trainer', () => {
  it('shows where the class is, from the moment it is let in', async () => {
    const { world, device } = await aDesk()
    expect(device.remote().view()).toMatchObject({
      link: 'online',
      desk: 'here',
      isRemoved: false,
      label: 'Phone',
      view: { state: { card: 'card-0' }, connected: 0, lead: heldBy(desk) },
    })
    world.trainer().devices.show(aMoment(7))
    await world.pass(100)
    expect(device.remote().view().view?.state.card).toBe('card-7')
    world.enter()
    await world.pass(1000)
    expect(device.remote().view().view?.connected).toBe(1)
  })

  it('moves nothing while the presenter leads', async () => {
    const { world, device, obeyed } = await aDesk()
    device.remote().press('next')
    await world.pass(10_000)
    expect([obeyed, device.remote().view().press]).toEqual([[], 'none'])
  })

  it('moves the class once it has taken the lead that was offered, and no longer than until that is taken back', async () => {
    const { world, device, obeyed, handTo, lead } = await aDesk()
    await handTo(device)
    expect(lead()).toEqual(heldBy(device.pairing.pub))
    for (const command of ['next', 'vote', 'blank'] as const) {
      device.remote().press(command)
      await world.pass(100)
    }
    expect(obeyed).toEqual(['next', 'vote', 'blank'])
    expect(device.remote().view()).toMatchObject({ press: 'none', view: { state: { card: 'card-3' }, said: '' } })
    world.trainer().devices.decide({ type: 'took' })
    device.remote().press('next')
    await world.pass(5000)
    expect(obeyed).toHaveLength(3)
    expect(lead()).toEqual(heldBy(desk))
  })

  it('asks for the lead, gives it back, and is refused by a word', async () => {
    const { world, device, lead } = await aDesk()
    const mine = heldBy(device.pairing.pub)
    device.remote().lead('ask')
    await world.pass(100)
    expect(lead()).toEqual({ kind: 'asked', driver: desk, by: device.pairing.pub })
    world.trainer().devices.decide({ type: 'declined', by: desk })
    await world.pass(100)
    expect(device.remote().view().view?.lead).toEqual(heldBy(desk))
    device.remote().lead('ask')
    await world.pass(100)
    world.trainer().devices.decide({ type: 'accepted', by: desk })
    await world.pass(100)
    expect(device.remote().view().view?.lead).toEqual(mine)
    device.remote().lead('offer')
    await world.pass(100)
    expect(lead()).toEqual({ kind: 'offered', driver: device.pairing.pub, to: desk })
    world.trainer().devices.decide({ type: 'accepted', by: desk })
    expect(lead()).toEqual(heldBy(desk))
  })

  it('is told why a press has moved nothing', async () => {
    const desk = await aDesk()
    await desk.handTo(desk.device)
    desk.world.trainer().devices.attend(() => 'This is the last card.')
    desk.device.remote().press('next')
    await desk.world.pass(100)
    expect(desk.device.remote().view().view?.said).toBe('This is the last card.')
  })

  it('presses once where a finger has pressed twice', async () => {
    const { world, device, obeyed, handTo } = await aDesk()
    await handTo(device)
    device.remote().press('next')
    device.remote().press('next')
    await world.pass(1000)
    expect(obeyed).toEqual(['next'])
    expect(device.remote().view().view?.said).toBe('')
  })

  it('shows nothing that the presenter said before, whoever says it again', async () => {
    const { world, device } = await aDesk()
    const heard = world.tap()
    await world.pass(6000)
    world.trainer().devices.show(aMoment(3))
    await world.pass(100)
    // The last thing said is what is shown now.
    for (const delivery of heard.filter(({ topic }) => topic.endsWith('/ctl')).slice(0, -1)) world.hub.inject(delivery)
    await world.pass(100)
    expect(device.remote().view().view?.state.card).toBe('card-3')
  })

  it('says that a press was lost, and never says it again by itself', async () => {
    const { world, device, obeyed, handTo } = await aDesk()
    await handTo(device)
    device.cut()
    device.remote().press('next')
    await world.pass(10)
    expect(device.remote().view().press).toBe('lost')
    await world.pass(20_000)
    expect(device.remote().view()).toMatchObject({ link: 'online', desk: 'here' })
    expect(obeyed).toEqual([])
    device.remote().press('next')
    await world.pass(100)
    expect([obeyed, device.remote().view().press]).toEqual([['next'], 'none'])
  })

  it('leads on after a reload of its page and of the presenter’s', async () => {
    const { world, device, obeyed, handTo, attend, lead } = await aDesk()
    await handTo(device)
    // Its clock is set back meanwhile.
    device.skew(-3_600_000)
    device.reload()
    await world.pass(6000)
    device.remote().press('next')
    await world.pass(100)
    expect(obeyed).toHaveLength(1)
    await world.reloadTrainer()
    attend()
    await world.pass(10_000)
    expect(lead()).toEqual(heldBy(device.pairing.pub))
    device.remote().press('next')
    await world.pass(100)
    expect(obeyed).toHaveLength(2)
  })

  it('leads on after the broker has forgotten everything', async () => {
    const { world, device, obeyed, handTo } = await aDesk()
    await handTo(device)
    world.hub.stop()
    await world.pass(3000)
    expect(device.remote().view().link).not.toBe('online')
    world.hub.start()
    await world.pass(20_000)
    device.remote().press('next')
    await world.pass(100)
    expect(obeyed).toEqual(['next'])
  })

  it('notices that the presenter’s window is silent, and that it is back', async () => {
    const { world, device, attend } = await aDesk()
    world.trainer().close()
    await world.pass(20_000)
    expect(device.remote().view().desk).toBe('silent')
    await world.reloadTrainer()
    attend()
    await world.pass(5000)
    expect(device.remote().view().desk).toBe('here')
  })

  it('is told when it is taken out, and leads nothing then', async () => {
    const { world, device, obeyed, handTo, lead } = await aDesk()
    await handTo(device)
    world.trainer().devices.remove(device.pairing.pub)
    expect(lead()).toEqual(heldBy(desk))
    device.remote().press('next')
    await world.pass(5000)
    expect(device.remote().view().isRemoved).toBe(true)
    expect(obeyed).toEqual([])
    await world.reloadTrainer()
    expect(world.trainer().status().beside).toEqual({ devices: [], lead: heldBy(desk) })
  })

  it('leads nothing once the room is over', async () => {
    const { world, device, obeyed, handTo, lead } = await aDesk()
    await handTo(device)
    void world.trainer().end()
    expect(lead()).toEqual(heldBy(desk))
    await world.pass(5000)
    device.remote().press('next')
    await world.pass(5000)
    expect(obeyed).toEqual([])
  })

  it('is seen by the presenter as here or away', async () => {
    const { world, device } = await aDesk()
    const isHere = () => known(world.trainer().status().beside.devices[0]).isHere
    expect(isHere()).toBe(true)
    device.remote().close()
    await world.pass(13_000)
    expect(isHere()).toBe(false)
  })
})

describe('what is said on ctl', () => {
  it('moves the class only when it is signed by the device that leads, new, in time and of what is shown', async () => {
    const desk = await aDesk({ devices: ['Phone', 'Tablet'] })
    const { world, device, devices, obeyed, handTo, card } = desk
    await handTo(device)
    const { key, pub } = device.pairing
    const tablet = known(devices[1]).pairing
    const stranger = keyOfSecret(platformBytes(32))
    const { e } = world.journal().room
    let n = 0
    const fair = () => ({
      v: 1,
      n: (n = Math.max(n, world.clock.now()) + 1),
      e,
      d: pub,
      at: world.clock.now(),
      k: 'do',
      what: 'next',
      from: aMoment(card()).word,
    })

    const attempts: readonly { readonly because: string; readonly said: () => object; readonly by?: Pairing['key'] }[] =
      [
        { because: 'another key has signed it', said: fair, by: stranger },
        { because: 'another device has signed it', said: fair, by: tablet.key },
        { because: 'it does not lead', said: () => ({ ...fair(), d: tablet.pub }), by: tablet.key },
        {
          because: 'nobody has let it in',
          said: () => ({ ...fair(), d: toBase64url(stranger.publicKey) }),
          by: stranger,
        },
        { because: 'its number does not grow', said: () => ({ ...fair(), n: 1 }) },
        { because: 'it is of an epoch before', said: () => ({ ...fair(), e: e - 1 }) },
        { because: 'it is of an epoch to come', said: () => ({ ...fair(), e: e + 1 }) },
        { because: 'it was pressed for what is no longer shown', said: () => ({ ...fair(), from: 'card-99' }) },
        { because: 'it was three seconds on its way', said: () => ({ ...fair(), at: world.clock.now() - 3001 }) },
        { because: 'there is no such command', said: () => ({ ...fair(), what: 'end' }) },
        { because: 'it is of another kind', said: () => ({ ...fair(), k: 'state' }) },
        { because: 'it is of another version', said: () => ({ ...fair(), v: 2 }) },
        { because: 'it has no number', said: () => ({ ...fair(), n: 'x' }) },
        { because: 'it says nothing of what was seen', said: () => ({ ...fair(), from: undefined }) },
        { because: 'it is longer than 2 kB', said: () => ({ ...fair(), more: 'x'.repeat(2048) }) },
        {
          because: 'nobody has let in who asks for the lead',
          said: () => ({
            ...fair(),
            d: toBase64url(stranger.publicKey),
            k: 'lead',
            what: 'ask',
            from: leadWord(desk.lead()),
          }),
          by: stranger,
        },
        {
          because: 'it takes the lead without an offer',
          said: () => ({ ...fair(), d: tablet.pub, k: 'lead', what: 'accept', from: leadWord(desk.lead()) }),
          by: tablet.key,
        },
        {
          because: 'it asks for the lead of a while ago',
          said: () => ({ ...fair(), d: tablet.pub, k: 'lead', what: 'ask', from: 'held desk ' }),
          by: tablet.key,
        },
      ]
    for (const { because, said, by = key } of attempts) {
      await say(desk, { key: by, said: said() })
      expect(obeyed, because).toEqual([])
      expect(desk.lead(), because).toEqual(heldBy(pub))
      await world.pass(1000)
    }
    await say(desk, { key, said: fair(), topic: `r/${world.code}/state` })
    for (const payload of ['', 'x', '{}', `${'A'.repeat(86)}.{}`, `${'A'.repeat(86)}.null`]) {
      world.hub.inject({ topic: topicsOf(world.code).ctl, payload, retained: false })
      await world.pass(100)
    }
    expect(obeyed).toEqual([])

    // The same but fair; and once more, as it was.
    const payload = await say(desk, { key, said: fair() })
    expect(obeyed).toEqual(['next'])
    world.hub.inject({ topic: topicsOf(world.code).ctl, payload, retained: false })
    await world.pass(100)
    expect(obeyed).toEqual(['next'])
    world.trainer().devices.remove(pub)
    await say(desk, { key, said: fair() })
    expect(obeyed).toEqual(['next'])
  })

  it('is taken twenty at once from the device that leads, whoever floods in its name', async () => {
    const desk = await aDesk({ devices: ['Phone', 'Tablet'] })
    const { world, device, devices, obeyed, handTo } = desk
    await handTo(device)
    await world.pass(10_000)
    world.trainer().devices.attend((command) => {
      obeyed.push(command)
      return ''
    })
    const { ctl } = topicsOf(world.code)
    const flood = async (key: Pairing['key']) => {
      for (let at = 1; at <= 40; at++) {
        const head = { v: 1, n: world.clock.now() + at, e: world.journal().room.e, d: device.pairing.pub }
        const said = { ...head, at: world.clock.now(), k: 'do', what: 'next', from: 'card-0' }
        world.hub.inject({ topic: ctl, payload: await signerOf(key)(ctl, JSON.stringify(said)), retained: false })
      }
      await world.pass(10)
    }
    await flood(known(devices[1]).pairing.key)
    expect(obeyed).toEqual([])
    await flood(device.pairing.key)
    expect(obeyed).toHaveLength(20)
  })

  it('tells why a press for an earlier card has moved nothing', async () => {
    const desk = await aDesk()
    await desk.handTo(desk.device)
    desk.device.remote().press('next')
    desk.world.trainer().devices.show(aMoment(5))
    await desk.world.pass(100)
    expect(desk.obeyed).toEqual([])
    expect(desk.device.remote().view().view?.said).toBe(movedOn)
  })

  it('has one driver at any time, whatever the desk and the devices press, and moves by nobody else', async () => {
    type Act =
      | { readonly who: number; readonly press: Command }
      | { readonly who: number; readonly step: 'ask' | 'accept' | 'decline' | 'offer' }
      | { readonly desk: 'took' | 'accepted' | 'declined' | 'offered'; readonly who: number }
    const who = fc.nat(1)
    const act: fc.Arbitrary<Act> = fc.oneof(
      fc.record({ who, press: fc.constantFrom(...commands) }),
      fc.record({
        who,
        step: fc.constantFrom('ask' as const, 'accept' as const, 'decline' as const, 'offer' as const),
      }),
      fc.record({
        who,
        desk: fc.constantFrom('took' as const, 'accepted' as const, 'declined' as const, 'offered' as const),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        const { world, devices, obeyed, lead } = await aDesk({ devices: ['Phone', 'Tablet'] })
        const parties = [desk, ...devices.map(({ pairing }) => pairing.pub)]
        for (const one of acts) {
          const device = known(devices[one.who])
          const before = { count: obeyed.length, driver: lead().driver }
          if ('press' in one) device.remote().press(one.press)
          else if ('step' in one) device.remote().lead(one.step)
          else if (one.desk === 'took') world.trainer().devices.decide({ type: 'took' })
          else if (one.desk === 'offered')
            world.trainer().devices.decide({ type: 'offered', by: desk, to: device.pairing.pub })
          else world.trainer().devices.decide({ type: one.desk, by: desk })
          await world.pass(400)
          const isDriver = before.driver === device.pairing.pub
          expect(obeyed.length - before.count).toBe('press' in one && isDriver ? 1 : 0)
          expect(parties).toContain(lead().driver)
          // Everybody is of one mind.
          for (const { remote } of devices) expect(remote().view().view?.lead).toEqual(lead())
        }
        world.trainer().close()
      }),
      { numRuns: 15 },
    )
  })
})

describe('what a device is let in with', () => {
  it('comes out of the address as it went in', async () => {
    const { device } = await aDesk()
    const text = pairingFragment(device.pairing)
    expect(parsePairing(text)).toEqual(device.pairing)
    expect(text).toMatch(/^[\w-]{43}\.[\w-]{43}\.[\w-]{86}$/)
  })

  it.each([
    '',
    '#',
    'a.b.c',
    `${'A'.repeat(43)}.${'A'.repeat(43)}`,
    `${'A'.repeat(42)}.${'A'.repeat(43)}.${'A'.repeat(86)}`,
  ])('is none in “%s”', (text) => expect(parsePairing(text)).toBeUndefined())
})
