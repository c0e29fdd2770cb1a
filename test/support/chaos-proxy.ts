import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A bad Wi-Fi between phones and a server: bytes keep their order, and each second may reset each connection. */
export async function openChaosProxy(options: {
  readonly to: number
  readonly host: string
  /** From 0 to 1: how likely a connection is reset within a second. */
  readonly resets: number
  readonly random?: () => number
}) {
  const { to, host, resets, random = Math.random } = options
  /** Both ends of each connection, by the phone's. */
  const open = new Map<Socket, readonly Socket[]>()
  let count = 0
  let isHeld = false
  const server = createServer((phone) => {
    const onward = connect(to, host)
    const ends = [phone, onward]
    open.set(phone, ends)
    const end = () => {
      open.delete(phone)
      for (const socket of ends) socket.destroy()
    }
    for (const socket of ends) socket.setNoDelay(true).on('error', end).on('close', end)
    phone.pipe(onward).pipe(phone)
    if (isHeld) for (const socket of ends) socket.pause()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  return {
    port: typeof at === 'object' && at ? at.port : 0,
    /** What a second does to the connections that are open. */
    second: () => {
      for (const phone of open.keys())
        if (random() < resets) {
          count++
          open.delete(phone)
          phone.resetAndDestroy()
        }
    },
    /** What is said stays on its way, until it is let go. A connection that is reset meanwhile takes it along. */
    hold: () => {
      isHeld = true
      for (const socket of [...open.values()].flat()) socket.pause()
    },
    letGo: () => {
      isHeld = false
      for (const socket of [...open.values()].flat()) socket.resume()
    },
    resets: () => count,
    close() {
      for (const phone of open.keys()) phone.destroy()
      server.close()
    },
  }
}
