import { describe, expect, it } from 'vitest'
import { startClassroom, token } from '../support/classroom-server.ts'
import { anId, connectRaw } from '../support/raw-mqtt.ts'

const topic = 'r/K7Q29MXD/state'
const upOf = (clientId: string) => `r/K7Q29MXD/up/${clientId}`

describe('phones that do not read, five of sixty', () => {
  it('are cut off, and everybody else hears everything', async () => {
    const server = await startClassroom()
    const trainer = await connectRaw(server.url, { username: 't', password: token })
    await trainer.subscribe('r/K7Q29MXD/up/+')
    const join = async () => {
      const clientId = anId()
      const will = { topic: upOf(clientId), payload: Buffer.from('gone'), qos: 0, retain: false } as const
      const phone = await connectRaw(server.url, { clientId, will })
      await phone.subscribe(topic)
      return { ...phone, clientId }
    }
    const phones = await Promise.all(Array.from({ length: 60 }, join))
    try {
      const frozen = phones.slice(0, 5)
      const awake = phones.slice(5)
      for (const { socket } of frozen) socket.pause()
      const gone = () => trainer.messages().flatMap(({ topic, payload }) => (payload === 'gone' ? [topic] : []))
      const text = 'x'.repeat(12_000)
      const batch = 20
      // Until the buffers of the system between us and the phones hold no more. None is that large.
      let sent = 0
      for (; gone().length < frozen.length && sent < 5000; sent += batch) {
        for (let one = 0; one < batch; one++) trainer.publish(topic, text)
        // As fast as the phones that are awake take it in; what was heard is put away.
        for (const phone of awake) phone.packets.splice(0)
        await Promise.all(awake.map((phone) => phone.next(() => phone.packets.length === batch)))
      }
      expect(gone().toSorted()).toEqual(frozen.map(({ clientId }) => upOf(clientId)).toSorted())
      expect(awake.filter((phone) => phone.isClosed())).toEqual([])
      for (const { socket } of frozen) socket.resume()
      await Promise.all(frozen.map((phone) => phone.closed()))
      for (const phone of frozen) expect(phone.packets.length).toBeLessThan(sent)
    } finally {
      for (const client of [trainer, ...phones]) client.vanish()
      await server.close()
    }
  })
})
