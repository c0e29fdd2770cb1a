import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { openClassroom, type ClassroomOptions } from '../../src/server/classroom.ts'
import { freePort } from './free-port.ts'

/** Every address of 127.0.0.0/8 but the first stands for another device; macOS has the first alone. */
export const hasOtherDevices = process.platform !== 'darwin'

export const token = 'a-token-of-22-letters.'

/** The classroom of `npm start` in this process, on a port of its own, without the site. */
export async function startClassroom(options: Partial<ClassroomOptions> = {}) {
  const port = options.port ?? (await freePort())
  const servers: Server[] = []
  const makeServer = () => {
    const server = createServer((request, response) => {
      if (!classroom.answer(request, response)) response.writeHead(404).end()
    })
    servers.push(server)
    classroom.attach(server)
    return server
  }
  const classroom = await openClassroom({ port, base: '', token, makeServer, ...options })
  const server = makeServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const base = options.base ?? ''
  return {
    port,
    classroom,
    /** As the trainer's browser reaches it: from this machine, under its own name. */
    url: `ws://127.0.0.1:${port}${base}/mqtt`,
    room: `http://127.0.0.1:${port}${base}/room.json`,
    async close() {
      await classroom.close()
      for (const one of servers) {
        one.close()
        one.closeAllConnections()
      }
    },
  }
}
