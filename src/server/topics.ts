/**
 * Who may say and hear what in a room: `r/<code>/…`. The trainer's messages are signed, so this is the second wall; it
 * is the only one for what participants send and are sent.
 */
export type Role = {
  /** `device`: a trainer's own, beside the presenter's window. It asks on `ctl`, and hears what everybody hears. */
  readonly kind: 'participant' | 'device' | 'trainer'
  /** Where the right is to one room: a trainer's who has its key, a device's that it let in, a participant's who named it. */
  readonly code?: string
}

/** The secret that a participant speaks and listens under. One that the broker makes up, or that a topic cannot hold, is none. */
export const isClientId = (id: string) => /^[\w-]{16,64}$/.test(id)

export const isCode = (text: string) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(text)

/** A topic of a room, or undefined for any other. */
export function parseTopic(topic: string) {
  const [root, code = '', part = '', client, ...more] = topic.split('/')
  if (root !== 'r' || more.length > 0 || !isCode(code)) return undefined
  return { code, part, client }
}

/** The longest message a participant or a device may send, in bytes. */
export const longestUp = 2048

const said = ['meta', 'state', 'live', 'pres']
const kept = ['meta', 'state', 'pres']

export function mayPublish(
  role: Role,
  clientId: string,
  message: { readonly topic: string; readonly retained: boolean; readonly bytes: number },
) {
  const topic = parseTopic(message.topic)
  if (!topic || (role.code ?? topic.code) !== topic.code) return false
  const { part, client } = topic
  if (role.kind === 'participant')
    return part === 'up' && client === clientId && !message.retained && message.bytes <= longestUp
  if (role.kind === 'device')
    return part === 'ctl' && client === undefined && !message.retained && message.bytes <= longestUp
  if (client === undefined) return message.retained ? kept.includes(part) : [...said, 'ctl'].includes(part)
  return part === 'dn' && client !== '' && !message.retained
}

export function maySubscribe(role: Role, clientId: string, filter: string) {
  const topic = parseTopic(filter)
  if (!topic || (role.code ?? topic.code) !== topic.code) return false
  const { part, client } = topic
  if (role.kind === 'participant')
    return client === undefined ? said.includes(part) : part === 'dn' && client === clientId
  if (client === undefined) return [...said, 'ctl'].includes(part)
  return role.kind === 'trainer' && part === 'up' && client === '+'
}

/** The same in the words of NATS, which is told when a connection begins and cannot tell what is retained, nor how long it is. */
export function subjectsOf({ kind, code }: Required<Role>, clientId: string) {
  const of = (parts: readonly string[]) => parts.map((part) => `r.${code}.${part}`)
  switch (kind) {
    case 'participant':
      return { publish: of([`up.${clientId}`]), subscribe: of([...said, `dn.${clientId}`]) }
    case 'device':
      return { publish: of(['ctl']), subscribe: of([...said, 'ctl']) }
    case 'trainer':
      return { publish: of([...said, 'ctl', 'dn.*']), subscribe: of([...said, 'ctl', 'up.*']) }
  }
}
