/**
 * Who may say and hear what in a room: `r/<code>/…`. The trainer's messages are signed, so this is the second wall; it
 * is the only one for what participants send and are sent.
 */
export type Role =
  | { readonly kind: 'participant' }
  /** With a code where the right rests on the key of one room. */
  | { readonly kind: 'trainer'; readonly code?: string }

/** A topic of a room, or undefined for any other. */
export function parseTopic(topic: string) {
  const [root, code = '', part = '', client, ...more] = topic.split('/')
  if (root !== 'r' || more.length > 0 || !/^[0-9A-HJKMNP-TV-Z]{8}$/.test(code)) return undefined
  return { code, part, client }
}

/** The longest message a participant may send, in bytes. */
export const longestUp = 2048

const said = ['meta', 'state', 'live', 'pres']
const kept = ['meta', 'state', 'pres']

export function mayPublish(
  role: Role,
  clientId: string,
  message: { readonly topic: string; readonly retained: boolean; readonly bytes: number },
) {
  const topic = parseTopic(message.topic)
  if (!topic) return false
  const { part, client } = topic
  if (role.kind === 'participant')
    return part === 'up' && client === clientId && !message.retained && message.bytes <= longestUp
  if (role.code !== undefined && role.code !== topic.code) return false
  if (client === undefined) return message.retained ? kept.includes(part) : [...said, 'ctl'].includes(part)
  return part === 'dn' && client !== '' && !message.retained
}

export function maySubscribe(role: Role, clientId: string, filter: string) {
  const topic = parseTopic(filter)
  if (!topic) return false
  const { part, client } = topic
  if (role.kind === 'participant')
    return client === undefined ? said.includes(part) : part === 'dn' && client === clientId
  if (role.code !== undefined && role.code !== topic.code) return false
  return client === undefined ? [...said, 'ctl'].includes(part) : part === 'up' && client === '+'
}
