import { networkInterfaces } from 'node:os'
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { fail, ok, type Result } from '../core/result.ts'

/** The IPv4 addresses under which other devices may reach this machine, those of home and office networks first. */
export function lanAddresses(): readonly string[] {
  const rank = (address: string) => (address.startsWith('192.168.') ? 0 : address.startsWith('169.254.') ? 2 : 1)
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
    .sort((one, other) => rank(one) - rank(other))
}

/**
 * The second face of the server: one listener for each address of this machine on the local network, beside the one that
 * only this machine reaches. It can be opened and closed while a class is on, and follows the machine into another network.
 */
export function openLan(options: {
  readonly port: number
  readonly makeServer: () => Server
  readonly addresses?: () => readonly string[]
}) {
  const { port, makeServer, addresses = lanAddresses } = options
  const servers = new Map<string, { readonly server: Server; readonly sockets: ReadonlySet<Socket> }>()
  let isOpen = false

  const listen = (address: string) =>
    new Promise<string | undefined>((resolve) => {
      const server = makeServer()
      const sockets = new Set<Socket>()
      server.on('connection', (socket) => {
        sockets.add(socket)
        socket.once('close', () => sockets.delete(socket))
      })
      server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      server.listen(port, address, () => {
        servers.set(address, { server, sockets })
        resolve(undefined)
      })
    })
  const stop = (address: string) => {
    const stopped = servers.get(address)
    servers.delete(address)
    stopped?.server.close()
    // Those too that carry live messages and are no longer the server's own.
    stopped?.sockets.forEach((socket) => socket.destroy())
  }
  let last: Promise<unknown> = Promise.resolve()
  /** One change after the other: two at once would ask for the same port twice. */
  const inTurn = <Value>(work: () => Promise<Value>) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  /** Listens where the machine is now, and nowhere else. */
  async function follow(): Promise<readonly string[]> {
    const wanted = isOpen ? addresses() : []
    for (const address of servers.keys()) if (!wanted.includes(address)) stop(address)
    const problems: string[] = []
    for (const address of wanted) {
      const problem = servers.has(address) ? undefined : await listen(address)
      if (problem !== undefined) problems.push(`${address} (${problem})`)
    }
    return problems
  }

  return {
    /** Opens to the local network; fails with a sentence where there is none, or its port is taken. */
    open: () =>
      inTurn(async (): Promise<Result<undefined, string>> => {
        isOpen = true
        const problems = await follow()
        if (servers.size > 0) return ok(undefined)
        isOpen = false
        return fail(
          problems.length > 0
            ? `Port ${port} could not be opened on ${problems.join(', ')}. Start with another one: PORT=${port + 1} npm start`
            : 'This computer is in no local network. Join the Wi-Fi of the room, or open a hotspot, and try again.',
        )
      }),
    close: () =>
      inTurn(async () => {
        isOpen = false
        await follow()
      }),
    follow: () => inTurn(follow),
    /** The addresses that answer. */
    addresses: () => [...servers.keys()],
  }
}
