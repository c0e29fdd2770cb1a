import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checksumOf } from '../../src/store/handed-form.ts'
import { askHost, handForm, type RoomHost } from '../../src/wire/host.ts'
import { mqttTransport } from '../../src/wire/mqtt.ts'
import type { StoredKey } from '../../src/wire/signing.ts'
import type { Delivery, LinkState, Transport } from '../../src/wire/transport.ts'
import { inParts, isConnected, isDelivered, openClass, type Phone } from '../support/live-class.ts'
import { anId, connectRaw, publishOf } from '../support/raw-mqtt.ts'

/** A broker that a class may run on, and what it is known to do otherwise than our own. */
export type Target = {
  /** One address, or one for each node where no proxy stands before them. */
  readonly urls: readonly string[]
  readonly nodes: number
  /** Where a proxy serves the pages too: what they ask it for, and what it must say. Else a broker stands alone. */
  readonly site?: { readonly address: string; readonly login: RoomHost['login']; readonly handsForms: boolean }
  readonly trainer: Credentials
  /** Where a trainer leads the room of a key alone: that room, and the password for another key. */
  readonly code?: string
  readonly passwordOf?: (key: StoredKey) => Promise<string>
  /** Lets a participant in to the room that it names as its user name, and to no other. */
  readonly asksForRoom?: boolean
  /** Keeps a retained message that a participant has left on its own topic; the trainer's page leaves it unread. */
  readonly keepsRetainedUp: boolean
  /** Lets a participant speak and listen for itself alone; else only the secret of their ids protects the others. */
  readonly bindsClientId: boolean
  /** Shows nothing of a room to who does not know its code. */
  readonly hidesRooms: boolean
  /** Hands on no message beyond 16 kB; else the trainer's page leaves it unread. */
  readonly limitsSize: boolean
  /** Cuts a flood off; else it hands on everything that a flooding participant says, and the trainer's page counts. */
  readonly limitsRate: boolean
  /** Kills the broker, or one node of it, and starts it again. */
  readonly restart: (() => Promise<void>) | undefined
  readonly close: () => Promise<void>
}

/** What the room protocol expects of any broker. The same bytes, whatever carries them. */
export function brokerContract(name: string, start: () => Promise<Target>) {
  describe(`a class on ${name}`, () => {
    let target: Target
    const open: (() => void)[] = []
    const codeHere = () => target.code ?? 'K7Q29MXD'
    const of = (part: string) => `r/${codeHere()}/${part}`
    const named = (code: string) => (target.asksForRoom ? { username: code } : {})
    const everything = () => [of('meta'), of('state'), of('live'), of('pres')]
    beforeAll(async () => {
      target = await start()
    })
    afterAll(async () => {
      for (const close of open) close()
      await target?.close()
    })

    /** One end of the room over our own client, online when it is given. */
    async function join(how: Joining = {}) {
      const {
        clientId = anId(),
        subscriptions = [...everything(), of(`dn/${clientId}`)],
        will,
        credentials = named(codeHere()),
      } = how
      const deliveries: Delivery[] = []
      const links: (readonly [LinkState, string | undefined])[] = []
      const waiting = new Set<() => void>()
      const wakeUp = () => {
        for (const wake of waiting) wake()
      }
      const until = <Value>(find: () => Value | undefined) =>
        new Promise<Value>((resolve) => {
          const look = () => {
            const found = find()
            if (found === undefined) return
            waiting.delete(look)
            resolve(found)
          }
          waiting.add(look)
          look()
        })
      const transport: Transport = mqttTransport({ urls: target.urls, clientId, ...credentials })
      open.push(() => transport.close())
      transport.open({
        subscriptions,
        ...(will && { will }),
        onDelivery: (delivery) => {
          deliveries.push(delivery)
          wakeUp()
        },
        onLink: (state, why) => {
          links.push([state, why])
          wakeUp()
        },
      })
      const link = (state: LinkState) => until(() => (links.at(-1)?.[0] === state ? true : undefined))
      if (how.waits !== false) await link('online')
      return {
        transport,
        clientId,
        deliveries,
        links,
        until,
        link,
        heard: (topic: string, payload: string) =>
          until(() => deliveries.find((one) => one.topic === topic && one.payload === payload)),
      }
    }
    const trainerJoins = (how: Partial<Joining> = {}) =>
      join({ subscriptions: [of('up/+')], credentials: target.trainer, ...how })
    /**
     * What is said while others come, or come back, may be lost: nodes hear late of who listens where. Who says it says it
     * again, as the outbox and the heartbeat do.
     */
    const insist = async (say: () => boolean, heard: Promise<unknown>) => {
      const again = setInterval(say, 250)
      say()
      await heard.finally(() => clearInterval(again))
    }
    /** A participant that keeps no rules. */
    const attack = (how: Parameters<typeof connectRaw>[1] = {}) =>
      connectRaw(target.urls[0] ?? '', { ...named(codeHere()), ...how })
    const passwordNow = async () => {
      const { password } = target.trainer
      return typeof password === 'string' ? password : password()
    }
    const trainerAttacks = async (how: Parameters<typeof connectRaw>[1] = {}) =>
      attack({ username: target.trainer.username, password: await passwordNow(), ...how })

    it('is found by the page that asks at room.json, over its proxy', async ({ skip }) => {
      if (!target.site) return skip('no pages are served beside this broker')
      const { address, login } = target.site
      expect(await askHost(`${address}room.json`)).toMatchObject({ kind: 'host', host: { mqtt: '/mqtt', login } })
      const page = await fetch(address)
      expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/<title>/)])
    })

    it('hands phones an exam of the trainer’s own over its proxy, where it hands out any', async ({ skip }) => {
      if (!target.site) return skip('no pages are served beside this broker')
      const { address, handsForms } = target.site
      const at = `${address}room-form.json`
      // As long as an exam may be, in a script of three bytes a character.
      const text = '試'.repeat(400_000)
      const login = await passwordNow()
      expect(await handForm(at, { text, login })).toBe(handsForms)
      const answer = await fetch(`${at}?checksum=${await checksumOf(text)}`)
      expect([answer.status, handsForms ? await answer.text() : '']).toEqual(handsForms ? [200, text] : [404, ''])
    })

    it('brings what one participant says to the trainer, whole and in order', async () => {
      const trainer = await trainerJoins()
      const phone = await join()
      // As many as a participant may say at once.
      const said = Array.from({ length: 20 }, (_, number) => `{"n":${number},"t":"Größe ✓ 🙂"}`)
      for (const payload of said) expect(phone.transport.publish(of(`up/${phone.clientId}`), payload)).toBe(true)
      await trainer.heard(of(`up/${phone.clientId}`), said.at(-1) ?? '')
      expect(trainer.deliveries.map(({ payload }) => payload)).toEqual(said)
      trainer.transport.close()
      phone.transport.close()
    })

    it('brings what the trainer says to everybody, up to 8 kB', async () => {
      const trainer = await trainerJoins()
      const phones = await Promise.all(Array.from({ length: 30 }, () => join()))
      const state = `{"k":"open","stem":"${'x'.repeat(8000)}"}`
      expect(trainer.transport.publish(of('state'), state, true)).toBe(true)
      await insist(
        () => trainer.transport.publish(of('state'), state, true),
        Promise.all(phones.map((phone) => phone.heard(of('state'), state))),
      )
      for (const phone of phones) phone.transport.close()
      trainer.transport.close()
    })

    it('tells a late joiner the newest of what is kept, and marks it so', async () => {
      const trainer = await trainerJoins()
      for (const [topic, payload] of [
        ['meta', 'the class'],
        ['state', 'first'],
        ['state', 'second'],
        ['pres', 'on'],
      ] as const)
        trainer.transport.publish(of(topic), payload, true)
      trainer.transport.publish(of('live'), 'a beat')
      // The order of what is kept is the broker's own.
      const early = await join()
      await early.heard(of('state'), 'second')
      const late = await join()
      await Promise.all([
        late.heard(of('meta'), 'the class'),
        late.heard(of('pres'), 'on'),
        late.heard(of('state'), 'second'),
      ])
      expect(late.deliveries.filter(({ topic }) => topic === of('state'))).toEqual([
        { topic: of('state'), payload: 'second', retained: true },
      ])
      expect(late.deliveries.filter(({ topic }) => topic === of('live'))).toEqual([])
      trainer.transport.publish(of('state'), 'third', true)
      expect(await late.heard(of('state'), 'third')).toMatchObject({ retained: false })
      for (const one of [early, late, trainer]) one.transport.close()
    })

    it('forgets what is kept when the trainer clears it', async () => {
      const trainer = await trainerJoins()
      const say = (payload: string) => () => trainer.transport.publish(of('state'), payload, true)
      const witness = await join()
      await insist(say('to be cleared'), witness.heard(of('state'), 'to be cleared'))
      await insist(say(''), witness.heard(of('state'), ''))
      const late = await join()
      await insist(() => trainer.transport.publish(of('live'), 'after'), late.heard(of('live'), 'after'))
      expect(late.deliveries.filter(({ topic, payload }) => topic === of('state') && payload !== '')).toEqual([])
      for (const one of [witness, late, trainer]) one.transport.close()
    })

    it('says the last will of a trainer who vanishes, and not of one who leaves', async () => {
      const phone = await join()
      const will = (payload: string) => ({
        topic: of('pres'),
        payload: Buffer.from(payload),
        qos: 0 as const,
        retain: true,
      })
      const leaving = await trainerAttacks({ will: will('left') })
      leaving.send({ cmd: 'disconnect' })
      await leaving.closed()
      const vanishing = await trainerAttacks({ will: will('vanished') })
      expect(vanishing.code).toBe(0)
      vanishing.vanish()
      await phone.heard(of('pres'), 'vanished')
      expect(phone.deliveries.filter(({ payload }) => payload === 'left')).toEqual([])
      const late = await join()
      await late.heard(of('pres'), 'vanished')
      phone.transport.close()
      late.transport.close()
    })

    it('says the last will of a phone to the trainer', async () => {
      const trainer = await trainerJoins()
      const clientId = anId()
      const phone = await attack({
        clientId,
        will: { topic: of(`up/${clientId}`), payload: Buffer.from('gone'), qos: 0, retain: false },
      })
      phone.vanish()
      await trainer.heard(of(`up/${clientId}`), 'gone')
      trainer.transport.close()
    })

    it('brings a personal message to one phone alone', async () => {
      const trainer = await trainerJoins()
      const [one, other] = await Promise.all([join(), join()])
      await insist(
        () => trainer.transport.publish(of(`dn/${one.clientId}`), 'for you'),
        one.heard(of(`dn/${one.clientId}`), 'for you'),
      )
      await insist(() => trainer.transport.publish(of('live'), 'for all'), other.heard(of('live'), 'for all'))
      expect(other.deliveries.map(({ payload }) => payload)).not.toContain('for you')
      for (const end of [one, other, trainer]) end.transport.close()
    })

    it('brings a new state to a phone too that gets something of its own with it', async () => {
      const trainer = await trainerAttacks()
      const phone = await join()
      const own = of(`dn/${phone.clientId}`)
      // In one piece, as the trainer's page says them when an answer comes in while its question is locked.
      const say = () => {
        trainer.send(publishOf(of('state'), 'locked', { retain: true }), publishOf(own, 'received'))
        return true
      }
      await insist(say, Promise.all([phone.heard(own, 'received'), phone.heard(of('state'), 'locked')]))
      trainer.vanish()
      phone.transport.close()
    })

    it('lets the newest connection of an id live', async () => {
      const clientId = anId()
      const first = await attack({ clientId })
      const second = await attack({ clientId })
      await first.closed()
      expect(second.isClosed()).toBe(false)
      second.vanish()
    })

    it('acknowledges at QoS 1 what it hands on', async () => {
      const trainer = await trainerJoins()
      const clientId = anId()
      const phone = await attack({ clientId })
      phone.publish(of(`up/${clientId}`), 'for sure', { qos: 1 })
      await phone.next(({ cmd }) => cmd === 'puback')
      await trainer.heard(of(`up/${clientId}`), 'for sure')
      phone.vanish()
      trainer.transport.close()
    })

    it('refuses a trainer with a wrong password, and says so', async () => {
      const { username } = target.trainer
      const forger = await join({ credentials: { username, password: 'wrong' }, waits: false })
      await forger.until(() => forger.links.find(([state, why]) => state === 'offline' && why !== undefined))
      expect(forger.links.map(([, why]) => why)).toContain('not-allowed')
      expect(forger.links.map(([state]) => state)).not.toContain('online')
      forger.transport.close()
    })

    it.each([
      { part: 'state', because: 'only the trainer says what is on' },
      { part: 'meta', because: 'the key of the room is the trainer’s' },
      { part: 'pres', because: 'only the trainer is present or gone' },
      { part: 'ctl', because: 'it steers the trainer’s devices' },
      { part: '$SYS/broker/clients', because: 'it is the broker’s own' },
    ])('does not let a participant write $part, because $because', async ({ part }) => {
      const topic = part.startsWith('$') ? part : of(part)
      const trainer = await trainerJoins()
      const phone = await join()
      for (const retain of [false, true]) {
        const attacker = await attack()
        attacker.publish(topic, 'forged', { retain })
        // A broker that keeps the connection must have read past it.
        attacker.send({ cmd: 'pingreq' })
        await attacker.next(({ cmd }) => cmd === 'pingresp')
        attacker.vanish()
      }
      const late = await join()
      await insist(
        () => trainer.transport.publish(of('live'), 'true'),
        Promise.all([phone.heard(of('live'), 'true'), late.heard(of('live'), 'true')]),
      )
      expect([...phone.deliveries, ...late.deliveries].filter(({ payload }) => payload === 'forged')).toEqual([])
      for (const end of [phone, late, trainer]) end.transport.close()
    })

    it('does not say a last will that a participant may not say', async () => {
      const trainer = await trainerJoins()
      const phone = await join()
      const attacker = await attack({
        will: { topic: of('state'), payload: Buffer.from('forged'), qos: 0, retain: true },
      })
      attacker.vanish()
      const late = await join()
      await insist(
        () => trainer.transport.publish(of('live'), 'true'),
        Promise.all([phone.heard(of('live'), 'true'), late.heard(of('live'), 'true')]),
      )
      expect([...phone.deliveries, ...late.deliveries].filter(({ payload }) => payload === 'forged')).toEqual([])
      for (const end of [phone, late, trainer]) end.transport.close()
    })

    it('lets nobody speak or listen for another, where it knows who speaks', async ({ skip }) => {
      if (!target.bindsClientId) skip('this broker cannot tell participants apart')
      const trainer = await trainerJoins()
      const victim = await join()
      const speaker = await attack()
      speaker.publish(of(`up/${victim.clientId}`), 'forged')
      speaker.publish(of(`dn/${victim.clientId}`), 'forged')
      const listeners = await Promise.all(
        ['#', of('up/#'), of('up/+'), of('dn/+'), 'r/+/dn/+', '+/+/up/+', of(`dn/${victim.clientId}`), '$SYS/#'].map(
          async (filter) => {
            const listener = await attack()
            await listener.subscribe(filter)
            return listener
          },
        ),
      )
      victim.transport.publish(of(`up/${victim.clientId}`), 'my answer')
      await trainer.heard(of(`up/${victim.clientId}`), 'my answer')
      await insist(
        () => trainer.transport.publish(of(`dn/${victim.clientId}`), 'your result'),
        victim.heard(of(`dn/${victim.clientId}`), 'your result'),
      )
      for (const listener of listeners)
        if (!listener.isClosed()) {
          listener.send({ cmd: 'pingreq' })
          await listener.next(({ cmd }) => cmd === 'pingresp')
        }
      expect(trainer.deliveries.map(({ payload }) => payload)).toEqual(['my answer'])
      expect(victim.deliveries.map(({ payload }) => payload)).not.toContain('forged')
      expect(
        listeners.flatMap((listener) => listener.messages()).filter(({ topic }) => /\/(up|dn)\//.test(topic)),
      ).toEqual([])
      for (const one of [speaker, ...listeners]) one.vanish()
      victim.transport.close()
      trainer.transport.close()
    })

    it('shows no room to somebody without its code, where it hides them', async ({ skip }) => {
      if (!target.hidesRooms) skip('whoever knows the protocol can listen to all rooms of this broker')
      const trainer = await trainerJoins()
      const phone = await join()
      const listeners = await Promise.all(
        ['r/+/state', 'r/+/live', '+/+/live', 'r/#', of('#')].map(async (filter) => {
          const listener = await attack(named('AAAAAAAA'))
          await listener.subscribe(filter)
          return listener
        }),
      )
      if (target.asksForRoom) {
        const listener = await attack(named('AAAAAAAA'))
        expect(await listener.subscribe(of('live'), of('state'))).toEqual([0x80, 0x80])
        listeners.push(listener)
      }
      trainer.transport.publish(of('state'), 'on the wall', true)
      await insist(() => trainer.transport.publish(of('live'), 'a beat'), phone.heard(of('live'), 'a beat'))
      for (const listener of listeners) {
        if (!listener.isClosed()) listener.send({ cmd: 'pingreq' })
        await listener.next(({ cmd }) => cmd === 'pingresp')
        expect(listener.messages()).toEqual([])
        listener.vanish()
      }
      phone.transport.close()
      trainer.transport.close()
    })

    it('never gives the trainer what a participant left as retained without marking it', async () => {
      const clientId = anId()
      const phone = await attack({ clientId })
      phone.publish(of(`up/${clientId}`), 'left behind', { retain: true })
      phone.send({ cmd: 'pingreq' })
      await phone.next(({ cmd }) => cmd === 'pingresp')
      const trainer = await trainerJoins()
      const other = await join()
      other.transport.publish(of(`up/${other.clientId}`), 'now')
      await trainer.heard(of(`up/${other.clientId}`), 'now')
      expect(trainer.deliveries.filter(({ payload }) => payload === 'left behind')).toEqual(
        target.keepsRetainedUp ? [{ topic: of(`up/${clientId}`), payload: 'left behind', retained: true }] : [],
      )
      phone.vanish()
      other.transport.close()
      trainer.transport.close()
    })

    it('is not upset by an answer of 60 kB, and does not hand it on where it limits sizes', async () => {
      const trainer = await trainerJoins()
      const clientId = anId()
      const phone = await attack({ clientId })
      phone.publish(of(`up/${clientId}`), 'x'.repeat(60_000))
      const other = await join()
      other.transport.publish(of(`up/${other.clientId}`), 'short')
      await trainer.heard(of(`up/${other.clientId}`), 'short')
      const lengths = trainer.deliveries.filter(({ retained }) => !retained).map(({ payload }) => payload.length)
      expect(lengths).toEqual(target.limitsSize ? [5] : [60_000, 5])
      phone.vanish()
      other.transport.close()
      trainer.transport.close()
    })

    it('lets a flood of 3,000 messages drown nobody', async () => {
      const trainer = await trainerJoins()
      const clientId = anId()
      const phone = await attack({ clientId })
      phone.send(...Array.from({ length: 3000 }, () => publishOf(of(`up/${clientId}`), 'flood')))
      if (target.limitsRate) await phone.closed()
      else {
        phone.send({ cmd: 'pingreq' })
        await phone.next(({ cmd }) => cmd === 'pingresp')
      }
      const other = await join()
      other.transport.publish(of(`up/${other.clientId}`), 'in time')
      await trainer.heard(of(`up/${other.clientId}`), 'in time')
      const through = trainer.deliveries.filter(({ payload }) => payload === 'flood').length
      if (target.limitsRate) expect(through).toBeLessThanOrEqual(25)
      phone.vanish()
      other.transport.close()
      trainer.transport.close()
    })

    it.each([
      { bytes: Buffer.from([0xf0, 0x00]), because: 'there is no such packet' },
      { bytes: Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x7f]), because: 'its length has too many bytes' },
      { bytes: Buffer.alloc(3000, 0xff), because: 'it is noise' },
    ])('cuts off a phone whose bytes cannot be read, because $because, and nobody else', async ({ bytes }) => {
      const phone = await join()
      const trainer = await trainerJoins()
      const attacker = await attack()
      attacker.socket.send(bytes)
      await attacker.closed()
      await insist(() => trainer.transport.publish(of('live'), 'still here'), phone.heard(of('live'), 'still here'))
      phone.transport.close()
      trainer.transport.close()
    })

    it('is not disturbed by text that is no Unicode', async () => {
      const trainer = await trainerJoins()
      const clientId = anId()
      const phone = await attack({ clientId })
      phone.publish(of(`up/${clientId}`), Buffer.from([0xff, 0xfe, 0xc0]))
      phone.publish(of(`up/${clientId}`), 'after it')
      await trainer.heard(of(`up/${clientId}`), 'after it')
      phone.vanish()
      trainer.transport.close()
    })

    it('brings everybody back when it was killed and started again', async ({ skip }) => {
      if (!target.restart) return skip('this broker is not ours to restart')
      const trainer = await trainerJoins()
      const phones = await Promise.all(Array.from({ length: 10 }, () => join()))
      await target.restart()
      // Where one node of several was killed, most have noticed nothing.
      if (target.nodes === 1)
        await Promise.all([trainer, ...phones].map(({ until, links }) => until(() => links.length > 2 || undefined)))
      await insist(
        () => trainer.transport.publish(of('state'), 'again', true),
        Promise.all(phones.map((phone) => phone.heard(of('state'), 'again'))),
      )
      await Promise.all(
        phones.map(({ clientId, transport }) =>
          insist(
            () => transport.publish(of(`up/${clientId}`), `kept by ${clientId}`),
            trainer.heard(of(`up/${clientId}`), `kept by ${clientId}`),
          ),
        ),
      )
      for (const end of [trainer, ...phones]) end.transport.close()
    })

    const openClassOf = (people: number) => {
      const { urls, passwordOf } = target
      const { username, password } = target.trainer
      return openClass({
        people,
        trainer: ({ clientId, key }) =>
          mqttTransport({ urls, clientId, username, password: passwordOf ? () => passwordOf(key) : password }),
        phone: (cid, code) => mqttTransport({ urls, clientId: cid, ...named(code) }),
      })
    }
    const answerAll = (phones: readonly Phone[], option: number) => phones.forEach((phone) => phone.answer([option]))

    it('loses no answer and counts none twice when it is killed in mid-question', async ({ skip }) => {
      if (!target.restart) return skip('this broker is not ours to restart')
      // Of several nodes, one may fail in the middle of a large class.
      const people = target.nodes === 1 ? 12 : 300
      const live = await openClassOf(people)
      try {
        live.put('q', 'open')
        await live.seen('q', 'open')
        const [early = [], late = []] = inParts(live.phones, 2)
        early.forEach((phone, at) => phone.answer([(at % 3) + 1]))
        const restarted = target.restart()
        late.forEach((phone, at) => phone.answer([(at % 3) + 1]))
        await restarted
        await live.all(isDelivered('received'))
        live.put('q', 'locked')
        await live.seen('q', 'locked')
        const each = people / 3
        expect(live.trainer().tally('q', 1)).toMatchObject({ answered: people, counts: [each, each, each, 0] })
        expect(live.rows()).toHaveLength(people)
      } finally {
        live.close()
      }
    })

    /**
     * While the trainer is away in mid-question, a quarter keep the answer that they gave before, and the next change it;
     * the third answer first while `meanwhile` happens, and the last change after it what they said before it.
     */
    async function answerWithoutTrainer(meanwhile: () => Promise<void>) {
      const live = await openClassOf(12)
      try {
        live.put('q', 'open')
        await live.seen('q', 'open')
        const [keeping = [], changing = [], during = [], last = []] = inParts(live.phones, 4)
        const early = [...keeping, ...changing]
        answerAll(early, 1)
        await live.all(isDelivered('received'), early)
        live.leave()
        answerAll(changing, 2)
        answerAll(last, 3)
        await live.all(isDelivered('sent'), [...changing, ...last])
        const happened = meanwhile()
        answerAll(during, 3)
        await happened
        await live.all(isConnected)
        answerAll(last, 4)
        // Handed to a broker that has nobody to give it to.
        await live.all(isDelivered('sent'), [...changing, ...during, ...last])
        live.comeBack()
        await live.all(isDelivered('received'))
        live.put('q', 'locked')
        await live.seen('q', 'locked')
        return { tally: live.trainer().tally('q', 1), rows: live.rows() }
      } finally {
        live.close()
      }
    }

    it('loses no answer and counts the last of each once when the trainer is away in mid-question', async () => {
      const { tally, rows } = await answerWithoutTrainer(() => Promise.resolve())
      expect(tally).toMatchObject({ answered: 12, counts: [3, 3, 3, 3] })
      expect(rows).toHaveLength(12)
    })

    it('loses no answer and counts the last of each once when it is killed while the trainer is away', async ({
      skip,
    }) => {
      const { restart } = target
      if (!restart) return skip('this broker is not ours to restart')
      const { tally, rows } = await answerWithoutTrainer(restart)
      expect(tally).toMatchObject({ answered: 12, counts: [3, 3, 3, 3] })
      expect(rows).toHaveLength(12)
    })
  })
}

type Credentials = { readonly username: string; readonly password: string | (() => Promise<string>) }

type Joining = {
  readonly clientId?: string
  readonly subscriptions?: readonly string[]
  readonly will?: Parameters<Transport['open']>[0]['will']
  readonly credentials?: Partial<Credentials>
  readonly waits?: boolean
}
