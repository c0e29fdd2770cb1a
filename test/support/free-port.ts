import { createServer } from 'node:net'

/** A port that nobody uses now. */
export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      const port = typeof at === 'object' && at ? at.port : 0
      server.close(() => resolve(port))
    })
  })
