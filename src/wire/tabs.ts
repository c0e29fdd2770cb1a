/** What a tab says to the other tabs of this browser: a BroadcastChannel, which plain http has too. */
export type Channel = { readonly post: (text: string) => void; readonly close: () => void }
export type OpenChannel = (onText: (text: string) => void) => Channel

/** The channel of a name; it reaches nobody where the browser has none. */
export const channelNamed =
  (name: string): OpenChannel =>
  (onText) => {
    if (typeof BroadcastChannel !== 'function') return { post: () => {}, close: () => {} }
    const channel = new BroadcastChannel(name)
    channel.onmessage = ({ data }) => typeof data === 'string' && onText(data)
    return { post: (text) => channel.postMessage(text), close: () => channel.close() }
  }

export type Election = {
  /** This tab takes the place of whichever has it. */
  readonly claim: () => void
  /** Asks who has the place: a tab that has it says so, which reaches `onOther`. */
  readonly ask: () => void
  readonly close: () => void
}

/**
 * One tab of several has the place. The last that claims it gets it; a tab that lost it never takes it back by itself, so
 * two cannot fight over it.
 */
export function electTab({
  id,
  now,
  open,
  onOther,
}: {
  /** By chance, to tell tabs that claim in the same millisecond apart. */
  readonly id: string
  readonly now: () => number
  readonly open: OpenChannel
  /** Another tab has the place. */
  readonly onOther: () => void
}): Election {
  let mine: string | undefined
  let latest = 0
  const channel = open((text) => {
    if (text === 'who') {
      if (mine !== undefined) channel.post(mine)
      return
    }
    const [, stamp = ''] = /^(\d{15}) [\w-]{1,40}$/.exec(text) ?? []
    if (stamp === '') return
    latest = Math.max(latest, Number(stamp))
    if (mine !== undefined && text < mine) {
      channel.post(mine)
    } else {
      mine = undefined
      onOther()
    }
  })
  return {
    claim: () => {
      latest = Math.max(now(), latest + 1)
      mine = `${String(latest).padStart(15, '0')} ${id}`
      channel.post(mine)
    },
    ask: () => channel.post('who'),
    close: () => channel.close(),
  }
}
