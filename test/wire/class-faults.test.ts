import { afterEach, describe, expect, it } from 'vitest'
import { seeded } from '../../src/core/random.ts'
import { loginPassword, trainerName } from '../../src/wire/login.ts'
import { mqttTransport } from '../../src/wire/mqtt.ts'
import { openChaosProxy } from '../support/chaos-proxy.ts'
import { startClassroom } from '../support/classroom-server.ts'
import { inParts, isConnected, isDelivered, openClass, type Phone } from '../support/live-class.ts'

type Class = Awaited<ReturnType<typeof openClass>>

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type Server = Awaited<ReturnType<typeof startClassroom>>

async function startServer() {
  const server = await startClassroom()
  closing.push(() => server.close())
  return server
}

/** A class whose trainer sits at the server, and whose phones come in by a port. */
async function startClass(people: number, { port, url }: Server, phonesBy = port) {
  const live = await openClass({
    people,
    trainer: ({ clientId, key }) =>
      mqttTransport({
        urls: [url],
        clientId,
        username: trainerName,
        password: () => loginPassword(key, { host: `127.0.0.1:${port}`, now: Date.now() }),
      }),
    phone: (clientId, code) =>
      mqttTransport({ urls: [`ws://127.0.0.1:${phonesBy}/mqtt`], clientId, username: code, password: '' }),
  })
  closing.push(live.close)
  return live
}

const answerAll = (phones: readonly Phone[]) => phones.forEach((phone, at) => phone.answer([(at % 4) + 1]))

/** Resolves, and calls, at the very moment when the first of more answers is counted: before it is acknowledged. */
const whenCounted = (live: Class, then: () => void) =>
  new Promise<void>((resolve) => {
    const before = live.trainer().status().answered
    const stop = live.trainer().subscribe(({ answered }) => {
      if (answered === before) return
      stop()
      then()
      resolve()
    })
  })

function expectCounted(live: Class, id: string) {
  const { length } = live.phones
  const each = length / 4
  expect(live.trainer().tally(id, 1)).toMatchObject({ answered: length, counts: [each, each, each, each] })
  expect(live.rows().filter(({ q }) => q.startsWith(`${id}.`))).toHaveLength(length)
}

describe('a class on a bad Wi-Fi', () => {
  // So many that each time some are hit.
  it.each([
    { percent: 1, people: 300 },
    { percent: 5, people: 120 },
  ])(
    'loses no answer, counts none twice and shows everybody every answer, where each second resets $percent % of the connections',
    async ({ percent, people }) => {
      const server = await startServer()
      const random = seeded(percent)
      const proxy = await openChaosProxy({
        to: server.port,
        host: '127.0.0.1',
        resets: percent / 100,
        random: () => random() / 2 ** 32,
      })
      closing.push(proxy.close)
      const live = await startClass(people, server, proxy.port)
      for (const id of ['q1', 'q2', 'q3']) {
        live.put(id, 'open')
        proxy.second()
        await live.seen(id, 'open')
        for (const some of inParts(live.phones, 3)) {
          // Answers are lost on their way, then acknowledgements.
          proxy.hold()
          answerAll(some)
          await live.all((view) => isDelivered('sent')(view) || !isConnected(view), some)
          proxy.second()
          proxy.letGo()
          await whenCounted(live, proxy.hold)
          proxy.second()
          proxy.letGo()
        }
        await live.all(isDelivered('received'))
        live.put(id, 'locked')
        proxy.second()
        await live.seen(id, 'locked')
        expectCounted(live, id)
        live.put(id, 'reveal')
        proxy.second()
        await live.seen(id, 'reveal')
      }
      expect(proxy.resets()).toBeGreaterThan(people / 4)
    },
  )
})

describe('a class of 300', () => {
  it('loses no answer and counts none twice when everybody answers in the same instant', async () => {
    const live = await startClass(300, await startServer())
    for (const id of ['q1', 'q2', 'q3']) {
      live.put(id, 'open')
      await live.seen(id, 'open')
      answerAll(live.phones)
      await live.all(isDelivered('received'))
      live.put(id, 'locked')
      await live.seen(id, 'locked')
      expectCounted(live, id)
      live.put(id, 'reveal')
      await live.seen(id, 'reveal')
    }
  })
})
