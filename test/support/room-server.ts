import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from './free-port.ts'

/** A name that leads to this machine without being its own: the phones' origin, which is no secure one. */
export const phoneHost = '192.168.77.77'

/**
 * `npm start` of the built site on a port of its own, which can be killed and started again. `addresses` is a file with the
 * addresses that this machine has in the local network, for as long as it has them.
 */
export async function startSite({ addresses }: { readonly addresses?: string } = {}) {
  const port = await freePort()
  let running: ChildProcess | undefined
  let token = ''

  async function start() {
    const first = addresses === undefined ? [] : ['--import', './test/support/addresses-from-file.ts']
    const child = spawn(process.execPath, [...first, 'src/server/serve.ts', '--one-address'], {
      env: { ...process.env, PORT: String(port), BASE: '/', ROOM_NAMES: phoneHost, ADDRESSES_FILE: addresses },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running = child
    let said = ''
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`The server ended: ${said}`)))
      // Read on to the end, so that the server never writes to nobody.
      child.stdout.setEncoding('utf8').on('data', (piece: string) => {
        said += piece
        token = /#t=(\S+)/.exec(said)?.[1] ?? token
        if (said.includes('#t=')) resolve()
      })
    })
  }
  async function kill() {
    const child = running
    running = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    /** Where the trainer begins. */
    classroom: () => `http://localhost:${port}/classroom/#t=${token}`,
    join: `http://${phoneHost}:${port}/join/`,
    start,
    kill,
  }
}
