import { describe, expect, it } from 'vitest'
import { startClassroom, token } from '../support/classroom-server.ts'
import { connectRaw } from '../support/raw-mqtt.ts'

const topic = 'r/K7Q29MXD/state'

describe('phones that do not read', () => {
  it('are cut off, and everybody else hears everything', async () => {
    const server = await startClassroom({ limits: { perAddress: 0, connectsPerSecond: 10_000 } })
    const trainer = await connectRaw(server.url, { username: 't', password: token })
    const phones = await Promise.all(Array.from({ length: 15 }, () => connectRaw(server.url)))
    try {
      await Promise.all(phones.map((phone) => phone.subscribe(topic)))
      const frozen = phones.slice(0, 5)
      const awake = phones.slice(5)
      for (const { socket } of frozen) socket.pause()
      const text = 'x'.repeat(12_000)
      const batch = 20
      // More than the buffers of the system between us and a phone can hold.
      for (let sent = 0; sent < 1000; sent += batch) {
        for (let one = 0; one < batch; one++) trainer.publish(topic, text)
        // As fast as the phones that are awake take it in; what was heard is put away.
        for (const phone of awake) phone.packets.splice(0)
        await Promise.all(awake.map((phone) => phone.next(() => phone.packets.length === batch)))
      }
      expect(awake.filter((phone) => phone.isClosed())).toEqual([])
      for (const { socket } of frozen) socket.resume()
      await Promise.all(frozen.map((phone) => phone.closed()))
      for (const phone of frozen) expect(phone.packets.length).toBeLessThan(1000)
    } finally {
      for (const client of [trainer, ...phones]) client.vanish()
      await server.close()
    }
  })
})
