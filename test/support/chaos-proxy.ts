import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A bad Wi-Fi between phones and a server: bytes keep their order, and each connection may be reset every second. */
export async function openChaosProxy(options: {
  readonly to: number
  readonly host: string
  /** From 0 to 1: how likely a connection is reset within a second. */
  readonly resets: number
  readonly random?: () => number
}) {
  const { to, host, resets, random = Math.random } = options
  const open = new Set<Socket>()
  let count = 0
  const server = createServer((phone) => {
    const onward = connect(to, host)
    open.add(phone)
    const end = () => {
      open.delete(phone)
      phone.destroy()
      onward.destroy()
    }
    for (const socket of [phone, onward]) socket.setNoDelay(true).on('error', end).on('close', end)
    phone.pipe(onward).pipe(phone)
  })
  const trouble = setInterval(() => {
    for (const phone of open)
      if (random() < resets) {
        count++
        phone.resetAndDestroy()
      }
  }, 1000)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  return {
    port: typeof at === 'object' && at ? at.port : 0,
    resets: () => count,
    close() {
      clearInterval(trouble)
      for (const phone of open) phone.destroy()
      server.close()
    },
  }
}
