import { address } from '../primitives/address.ts'

const isLoopback = ({ hostname }: URL) => /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)

/**
 * The root of this site as other devices reach it, with a slash at its end. On the trainer's own computer it is the
 * address in the local network, where the server says one; else it is this page's own.
 */
export async function reachableBase(): Promise<string> {
  const own = new URL(address(''), location.href)
  if (!isLoopback(own)) return own.href
  const lan = await lanAddresses()
  return lan[0] === undefined ? own.href : `${lan[0]}/`
}

/** The address of a path of the site below a root. */
export const linkTo = (path: string, base: string | undefined): string =>
  base === undefined ? address(path) : `${base}${path}`

/** Whether nobody else can reach an address. */
export const isHereAlone = (base: string | undefined): boolean => base !== undefined && isLoopback(new URL(base))

/** What the server of a classroom says of itself; nothing where there is none. */
async function lanAddresses(): Promise<readonly string[]> {
  try {
    const answer = await fetch(address('room.json'))
    const said: unknown = answer.ok ? await answer.json() : undefined
    const lan: unknown = typeof said === 'object' && said !== null && 'lan' in said ? said.lan : undefined
    return Array.isArray(lan) ? lan.filter((one) => typeof one === 'string' && /^https?:\/\//.test(one)) : []
  } catch {
    return []
  }
}
