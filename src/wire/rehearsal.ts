import { certainties } from '../core/certainty.ts'
import { seeded, type Random } from '../core/random.ts'
import { known } from '../core/result.ts'
import type { RandomBytes } from './chance.ts'
import type { Clock } from './clock.ts'
import { memoryJournal } from './journal.ts'
import { createHub, type Hub } from './local.ts'
import type { Shelf } from './outbox.ts'
import { openParticipant, type Participant, type ParticipantView } from './participant.ts'
import type { Activity, Answer, Policy } from './protocol.ts'
import { verifierOf, type Sign, type Verify } from './signing.ts'
import type { OpenChannel } from './tabs.ts'
import { createRoom } from './new-room.ts'
import { openTrainer } from './trainer.ts'
import type { TrainerRoom } from './trainer-room.ts'
import { windowTransport } from './windows.ts'

/** How many people can be simulated at once. */
export const mostSimulated = 500

export type Rehearsal = {
  /** The room, driven by the very machine that drives a real one. */
  readonly room: TrainerRoom
  readonly close: () => void
}

/**
 * A class of simulated people in this page: they come in over a quarter of a minute, think, answer, change their minds or
 * do not answer at all, through the machines and messages of a real room.
 */
export async function openRehearsal({
  people,
  title,
  policy,
  clock,
  random,
  sign,
  verifier = verifierOf,
  windows,
}: {
  /** 1 to 500; what lies outside is taken as the nearest. */
  readonly people: number
  readonly title: string
  readonly policy: Policy
  readonly clock: Clock
  readonly random: RandomBytes
  readonly sign?: Sign
  readonly verifier?: (publicKey: Uint8Array) => Verify
  /** A channel to other windows of this browser, in which somebody may try the other side. */
  readonly windows?: OpenChannel
}): Promise<Rehearsal> {
  const count = Math.min(mostSimulated, Math.max(1, Math.round(people) || 1))
  const hub = createHub({ clock })
  const journal = memoryJournal()
  const content = await createRoom({ title, policy, clock, random })
  await journal.write(content)
  const transport = hub.transport(content.room.clientId)
  const room = openTrainer({ content, transport, journal, clock, random, ...(sign ? { sign } : {}) })
  const { publicKey } = room
  const stopWindows = windows ? bridge(hub, windows) : () => {}
  const verify = once(verifier(publicKey))
  const chance = seeded(random(4).reduce((seed, byte) => seed * 256 + byte, 0))
  let isClosed = false
  const everybody: { readonly close: () => void }[] = []

  for (let number = 0; number < count; number++) {
    clock.after(chance() % 15_000, () => {
      if (isClosed) return
      everybody.push(
        simulate({ code: room.code, publicKey, hub, clock, random, chance, verifier: () => verify, number }),
      )
    })
  }
  return {
    room,
    close: () => {
      isClosed = true
      everybody.forEach((person) => person.close())
      room.close()
      stopWindows()
    },
  }
}

/** Carries what the trainer says to other windows, and what is said there to the trainer. */
function bridge(hub: Hub, windows: OpenChannel): () => void {
  const outside = windowTransport(windows)
  outside.open({
    subscriptions: ['r/+/up/+'],
    onDelivery: (delivery) => hub.inject({ ...delivery, retained: false }),
    onLink: () => {},
  })
  const inside = hub.transport('windows')
  inside.open({
    subscriptions: ['r/+/meta', 'r/+/state', 'r/+/live', 'r/+/pres', 'r/+/dn/+'],
    onDelivery: ({ topic, payload }) => outside.publish(topic, payload, /\/(meta|state|pres)$/.test(topic)),
    onLink: () => {},
  })
  return () => {
    inside.close()
    outside.close()
  }
}

/** Everybody hears the same messages; each is checked once. */
function once(verify: Verify): Verify {
  let last: { readonly said: string; readonly json: string | undefined } | undefined
  return (topic, payload) => {
    const said = `${topic}\n${payload}`
    if (last?.said !== said) last = { said, json: verify(topic, payload) }
    return last.json
  }
}

function simulate({
  number,
  hub,
  chance,
  clock,
  ...options
}: {
  readonly number: number
  readonly code: string
  readonly publicKey: Uint8Array
  readonly hub: ReturnType<typeof createHub>
  readonly clock: Clock
  readonly random: RandomBytes
  readonly chance: Random
  readonly verifier: (publicKey: Uint8Array) => Verify
}): Participant {
  let asked: string | undefined
  let stop: (() => void)[] = []

  const person = openParticipant({
    ...options,
    clock,
    connect: (cid) => hub.transport(cid),
    shelf: memoryShelf(),
    tabs: () => ({ post: () => {}, close: () => {} }),
    onView: (view) => look(view),
  })

  function look({ phase, screen }: ParticipantView) {
    if (phase === 'naming') return void clock.after(0, () => person.enter(`Person ${number + 1}`))
    const isOpen = screen?.k === 'open' || (screen?.k === 'exercise' && screen.part === 'work')
    const act = isOpen ? screen.act : undefined
    const now = act && `${act.id}:${act.round}`
    if (now === asked) return undefined
    asked = now
    stop.forEach((one) => one())
    stop = []
    if (!act) return undefined
    // One in twelve gives no answer; one in ten thinks again.
    if (chance() % 12 === 0) return undefined
    const first = thinkingMs(chance)
    const answer = () => person.answer(plausible(act, chance), act.sure ? certainties[chance() % 4] : undefined)
    stop = [clock.after(first, answer)]
    if (chance() % 10 === 0) {
      stop.push(clock.after(first + thinkingMs(chance), answer))
    }
    return undefined
  }
  return person
}

/** Seconds to decide, with a long tail: most within twenty, some after forty. */
function thinkingMs(chance: Random): number {
  const uniform = () => (chance() + 1) / 2 ** 32
  const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return Math.min(60_000, 1500 + Math.exp(2.2 + 0.6 * normal) * 1000)
}

const phrases = ['It depends on the risk', 'Top management', 'The policy', 'I am not sure', 'Evidence of it']

/** An answer that a class could give: one option attracts about half of it, more in the second round. */
function plausible({ id, kind, opts, round }: Activity, chance: Random): Answer {
  if (kind === 'text') return known(phrases[chance() % phrases.length])
  const favourite = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0, 7) % opts.length
  const any = () => known(opts[chance() % opts.length]).id
  const isDrawn = () => chance() % 100 < (round === 1 ? 40 : 70)
  const one = isDrawn() ? known(opts[favourite]).id : any()
  return kind === 'multi' ? [...new Set([one, any()])] : [one]
}

function memoryShelf(): Shelf {
  const entries = new Map<string, string>()
  return {
    read: (key) => entries.get(key),
    write: (key, text) => {
      entries.set(key, text)
      return true
    },
    remove: (key) => void entries.delete(key),
    keys: () => [...entries.keys()],
  }
}
