import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openBucket, openBuckets } from '../../src/server/bucket.ts'
import { mayPublish, maySubscribe, parseTopic, type Role } from '../../src/server/topics.ts'

const me = 'a-secret-id-of-22-char'
const participant: Role = { kind: 'participant' }
const trainer: Role = { kind: 'trainer' }
const device: Role = { kind: 'device', code: 'K7Q29MXD' }
const ofOneRoom: Role = { kind: 'trainer', code: 'K7Q29MXD' }
const room = 'r/K7Q29MXD'

describe('who may say what', () => {
  it.each([
    { who: participant, topic: `${room}/up/${me}`, retained: false, may: true },
    { who: participant, topic: `${room}/up/${me}`, retained: true, may: false },
    { who: participant, topic: `${room}/up/another`, retained: false, may: false },
    { who: participant, topic: `${room}/up`, retained: false, may: false },
    { who: participant, topic: `${room}/dn/${me}`, retained: false, may: false },
    { who: participant, topic: `${room}/state`, retained: false, may: false },
    { who: trainer, topic: `${room}/state`, retained: true, may: true },
    { who: trainer, topic: `${room}/state`, retained: false, may: true },
    { who: trainer, topic: `${room}/live`, retained: true, may: false },
    { who: trainer, topic: `${room}/ctl`, retained: false, may: true },
    { who: trainer, topic: `${room}/dn/${me}`, retained: false, may: true },
    { who: trainer, topic: `${room}/dn/${me}`, retained: true, may: false },
    { who: trainer, topic: `${room}/up/${me}`, retained: false, may: false },
    { who: trainer, topic: 'r/short/state', retained: false, may: false },
    { who: trainer, topic: 'anything', retained: false, may: false },
    { who: participant, topic: `${room}/ctl`, retained: false, may: false },
    { who: device, topic: `${room}/ctl`, retained: false, may: true },
    { who: device, topic: `${room}/ctl`, retained: true, may: false },
    { who: device, topic: `${room}/ctl/${me}`, retained: false, may: false },
    { who: device, topic: 'r/AAAAAAAA/ctl', retained: false, may: false },
    { who: device, topic: `${room}/state`, retained: true, may: false },
    { who: device, topic: `${room}/meta`, retained: true, may: false },
    { who: device, topic: `${room}/live`, retained: false, may: false },
    { who: device, topic: `${room}/up/${me}`, retained: false, may: false },
    { who: device, topic: `${room}/dn/${me}`, retained: false, may: false },
    { who: ofOneRoom, topic: `${room}/state`, retained: true, may: true },
    { who: ofOneRoom, topic: 'r/AAAAAAAA/state', retained: true, may: false },
  ])('$who.kind to $topic, retained: $retained → $may', ({ who, topic, retained, may }) => {
    expect(mayPublish(who, me, { topic, retained, bytes: 10 })).toBe(may)
  })

  it('is at most 2 kB for a participant', () => {
    const topic = `${room}/up/${me}`
    expect(mayPublish(participant, me, { topic, retained: false, bytes: 2048 })).toBe(true)
    expect(mayPublish(participant, me, { topic, retained: false, bytes: 2049 })).toBe(false)
    expect(mayPublish(device, me, { topic: `${room}/ctl`, retained: false, bytes: 2049 })).toBe(false)
    expect(mayPublish(trainer, me, { topic: `${room}/state`, retained: true, bytes: 8000 })).toBe(true)
  })
})

describe('who may hear what', () => {
  it.each([
    { who: participant, filter: `${room}/meta`, may: true },
    { who: participant, filter: `${room}/dn/${me}`, may: true },
    { who: participant, filter: `${room}/dn/another`, may: false },
    { who: participant, filter: `${room}/dn/+`, may: false },
    { who: participant, filter: `${room}/up/${me}`, may: false },
    { who: participant, filter: `${room}/ctl`, may: false },
    { who: trainer, filter: `${room}/up/+`, may: true },
    { who: trainer, filter: `${room}/ctl`, may: true },
    { who: trainer, filter: 'r/+/up/+', may: false },
    { who: trainer, filter: '#', may: false },
    { who: device, filter: `${room}/ctl`, may: true },
    { who: device, filter: `${room}/state`, may: true },
    { who: device, filter: `${room}/up/+`, may: false },
    { who: device, filter: `${room}/dn/${me}`, may: false },
    { who: device, filter: `${room}/+`, may: false },
    { who: device, filter: 'r/AAAAAAAA/ctl', may: false },
    { who: ofOneRoom, filter: `${room}/up/+`, may: true },
    { who: ofOneRoom, filter: 'r/AAAAAAAA/up/+', may: false },
  ])('$who.kind of $filter → $may', ({ who, filter, may }) => {
    expect(maySubscribe(who, me, filter)).toBe(may)
  })

  it('never includes a wildcard for a participant', () => {
    const part = fc.constantFrom('r', 'K7Q29MXD', 'up', 'dn', 'state', me, '+', '#', '', '$SYS')
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const filter = parts.join('/')
        if (/[+#]/.test(filter)) expect(maySubscribe(participant, me, filter)).toBe(false)
        if (maySubscribe(participant, me, filter)) expect(parseTopic(filter)?.code).toBe('K7Q29MXD')
      }),
    )
  })
})

describe('a limit', () => {
  it('lets a burst through and then so many a second', () => {
    const bucket = openBucket({ perSecond: 5, burst: 20 })
    const taken = (tries: number, now: number) =>
      Array.from({ length: tries }, () => bucket.take(1, now)).filter(Boolean).length
    expect(taken(30, 1000)).toBe(20)
    expect(taken(30, 1000)).toBe(0)
    expect(taken(30, 1400)).toBe(2)
    expect(taken(30, 60_000)).toBe(20)
  })

  it('takes nothing where it has too little', () => {
    const bucket = openBucket({ perSecond: 1, burst: 10 })
    expect(bucket.take(11, 0)).toBe(false)
    expect(bucket.take(10, 0)).toBe(true)
  })

  it('is one for each name, and forgets the names that are long idle', () => {
    const of = openBuckets({ perSecond: 1, burst: 2 })
    expect(of('a', 0).take(2, 0)).toBe(true)
    expect(of('a', 0).take(1, 0)).toBe(false)
    expect(of('b', 0).take(2, 0)).toBe(true)
    for (let name = 0; name < 1100; name++) of(`n${name}`, 10_000)
    expect(of('a', 10_000).take(2, 10_000)).toBe(true)
  })
})
