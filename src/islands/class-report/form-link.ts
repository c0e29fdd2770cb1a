import { address } from '../primitives/address.ts'

const isLoopback = ({ hostname }: URL) => /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)

/**
 * The root of this site as other devices reach it, with a slash at its end. On the trainer's own computer it is the
 * address in the local network, where the server says one; else it is this page's own.
 */
export async function reachableBase(): Promise<string> {
  const own = new URL(address(''), location.href)
  if (!isLoopback(own)) return own.href
  const [lan] = await lanAddresses()
  return rootAt(lan, own.pathname) ?? own.href
}

/** The address of a path of the site below a root. */
export const linkTo = (path: string, base: string | undefined): string =>
  base === undefined ? address(path) : `${base}${path}`

/** Whether nobody else can reach an address. */
export const isHereAlone = (base: string | undefined): boolean => base !== undefined && isLoopback(new URL(base))

/** An address in the local network, if it is this very site under another origin and short enough for a code. */
function rootAt(address: unknown, path: string): string | undefined {
  try {
    const { href, origin } = new URL(`${String(address)}/`)
    return origin.startsWith('http') && href === origin + path && href.length < 100 ? href : undefined
  } catch {
    return undefined
  }
}

/** What the server of a classroom says of itself; nothing where there is none. */
async function lanAddresses(): Promise<readonly unknown[]> {
  try {
    const answer = await fetch(address('room.json'))
    const said: unknown = answer.ok ? await answer.json() : undefined
    const lan: unknown = typeof said === 'object' && said !== null && 'lan' in said ? said.lan : undefined
    return Array.isArray(lan) ? lan : []
  } catch {
    return []
  }
}
