import { leadWord } from '../core/lead.ts'
import type { Clock } from './clock.ts'
import {
  devicesIn,
  helloMs,
  parseView,
  pressMs,
  type Command,
  type LeadStep,
  type Pairing,
  type Said,
  type View,
} from './ctl.ts'
import { parsePres, topicsOf, type Head } from './protocol.ts'
import { signerOf, verifierOf, type Verify } from './signing.ts'
import type { Delivery, LinkState, Transport } from './transport.ts'

export type RemoteView = {
  readonly link: LinkState
  /** Why the last connection was refused. */
  readonly refusal: string | undefined
  /** The presenter's window: not heard of yet, heard lately, or not for a while. */
  readonly desk: 'unheard' | 'here' | 'silent'
  /** The trainer has taken this device out. */
  readonly isRemoved: boolean
  /** What the trainer calls this device, once that is known. */
  readonly label: string | undefined
  readonly view: View | undefined
  /** The presenter's clock minus ours. */
  readonly offset: number
  /** What becomes of the button that was pressed last: on its way, or not received. */
  readonly press: 'none' | 'sent' | 'lost'
}

/** A device beside the presenter's window. It moves nothing by itself. */
export type Remote = {
  readonly view: () => RemoteView
  /** Asks the presenter's window for something. Nothing where this device does not lead, or its last press is on its way. */
  readonly press: (command: Command) => void
  readonly lead: (step: LeadStep) => void
  /** The page has come back to life, or the network has. */
  readonly wake: () => void
  readonly close: () => void
}

const silentAfterMs = 12_000

export function openRemote({
  pairing,
  transport,
  clock,
  onView,
  verifier = verifierOf,
}: {
  readonly pairing: Pairing
  readonly transport: Transport
  readonly clock: Clock
  readonly onView: (view: RemoteView) => void
  readonly verifier?: (publicKey: Uint8Array) => Verify
}): Remote {
  const { code, pub } = pairing
  const topics = topicsOf(code)
  const verify = verifier(pairing.room)
  const sign = signerOf(pairing.key)
  /** Newest message heard of each topic. */
  const newest = new Map<string, number>()
  let now: RemoteView = {
    link: 'connecting',
    refusal: undefined,
    desk: 'unheard',
    isRemoved: false,
    label: undefined,
    view: undefined,
    offset: 0,
    press: 'none',
  }
  let n = 0
  let pressed = 0
  let heardAt = clock.now()
  let stopHello = () => {}
  let stopPatience = () => {}

  function change(changed: Partial<RemoteView>) {
    now = { ...now, ...changed }
    onView(now)
  }

  function onDelivery({ topic, payload }: Delivery) {
    const json = verify(topic, payload)
    if (json === undefined) return
    const isNew = ({ n: number }: Head) => {
      if (number <= (newest.get(topic) ?? -1)) return false
      newest.set(topic, number)
      return true
    }
    if (topic === topics.ctl) {
      const view = parseView(json)
      if (view && isNew(view)) see(view)
    } else if (topic === topics.meta) {
      const listed = devicesIn(json)
      const mine = listed?.trainers.find((device) => device.pub === pub)
      if (listed && isNew(listed)) change({ isRemoved: !mine, label: mine?.label ?? now.label })
    } else {
      const pres = parsePres(json)
      if (pres && isNew(pres) && now.desk !== 'unheard') change({ desk: pres.k === 'on' ? 'here' : 'silent' })
    }
  }

  function see(view: View) {
    const upto = view.heard[pub] ?? 0
    heardAt = clock.now()
    // A clock that was set back must not make us go unheard.
    n = Math.max(n, upto)
    const isTaken = now.press === 'sent' && upto >= pressed
    if (isTaken) stopPatience()
    change({ view, desk: 'here', offset: view.at - clock.now(), press: isTaken ? 'none' : now.press })
  }

  type What = Said extends infer One ? (One extends Said ? Omit<One, 'v' | 'n' | 'e' | 'd' | 'at'> : never) : never

  async function say(what: What): Promise<boolean> {
    n = Math.max(n + 1, clock.now())
    const said = { v: 1, n, e: now.view?.e ?? 0, d: pub, at: clock.now() + now.offset, ...what }
    return transport.publish(topics.ctl, await sign(topics.ctl, JSON.stringify(said)))
  }

  async function ask(what: What) {
    if (now.press === 'sent') return
    const isOut = say(what)
    pressed = n
    change({ press: 'sent' })
    stopPatience = clock.after(pressMs, () => change({ press: 'lost' }))
    if (await isOut) return
    stopPatience()
    change({ press: 'lost' })
  }

  function hello() {
    stopHello()
    stopHello = clock.after(helloMs, hello)
    if (now.desk === 'here' && clock.now() - heardAt > silentAfterMs) change({ desk: 'silent' })
    if (now.link === 'online') void say({ k: 'hello' })
  }

  transport.open({
    subscriptions: [topics.ctl, topics.meta, topics.pres],
    onDelivery,
    onLink: (link, why) => {
      change({ link, refusal: link === 'online' ? undefined : (why ?? now.refusal) })
      if (link === 'online') hello()
    },
  })
  hello()

  return {
    view: () => now,
    press: (command) => {
      if (now.view?.lead.driver === pub) void ask({ k: 'do', what: command, from: now.view.word })
    },
    lead: (step) => {
      if (now.view) void ask({ k: 'lead', what: step, from: leadWord(now.view.lead) })
    },
    wake: () => transport.wake(),
    close: () => {
      stopHello()
      stopPatience()
      transport.close()
    },
  }
}
