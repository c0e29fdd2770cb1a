import type { Shown } from '../../src/core/shown.ts'
import { seeded, type Random } from '../../src/core/random.ts'
import { known } from '../../src/core/result.ts'
import type { Clock } from '../../src/wire/clock.ts'
import { memoryJournal, type Journal, type JournalFailure, type Written } from '../../src/wire/journal.ts'
import { createHub, type Faults } from '../../src/wire/local.ts'
import type { Shelf } from '../../src/wire/outbox.ts'
import { openParticipant, type Participant, type ParticipantView } from '../../src/wire/participant.ts'
import type { Policy } from '../../src/wire/protocol.ts'
import type { Sign, Verify } from '../../src/wire/signing.ts'
import type { OpenChannel } from '../../src/wire/tabs.ts'
import { createRoom } from '../../src/wire/new-room.ts'
import { openTrainer } from '../../src/wire/trainer.ts'
import type { TrainerRoom } from '../../src/wire/trainer-room.ts'
import type { Delivery, Transport } from '../../src/wire/transport.ts'

/** Time that passes only when told, and at once. */
export function createFakeClock(start = Date.UTC(2026, 10, 2, 9)) {
  type Timer = { readonly at: number; readonly order: number; readonly run: () => void }
  let now = start
  let order = 0
  const timers = new Set<Timer>()
  const clock: Clock = {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + Math.max(0, Math.round(ms)), order: order++, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  }
  /** Lets so much time pass, and with it everything that is due, promises included. */
  async function pass(ms: number) {
    const until = now + ms
    await settled()
    for (;;) {
      let next: Timer | undefined
      for (const timer of timers) {
        if (!next || timer.at < next.at || (timer.at === next.at && timer.order < next.order)) next = timer
      }
      if (!next || next.at > until) break
      timers.delete(next)
      now = next.at
      next.run()
      await settled()
    }
    now = until
  }
  return { clock, pass }
}

const settled = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** Storage that a test can see and spoil. */
export function createShelf(entries = new Map<string, string>()) {
  let isFull = false
  const shelf: Shelf = {
    read: (key) => entries.get(key),
    write: (key, text) => {
      if (isFull) return false
      entries.set(key, text)
      return true
    },
    remove: (key) => void entries.delete(key),
    keys: () => [...entries.keys()],
  }
  return { shelf, entries, fill: (full: boolean) => (isFull = full) }
}

/** The tabs of one browser. */
export function createTabs(clock: Clock): OpenChannel {
  const listeners = new Set<(text: string) => void>()
  return (onText) => {
    listeners.add(onText)
    return {
      post: (text) =>
        listeners.forEach((listener) => {
          if (listener !== onText) clock.after(0, () => listeners.has(listener) && listener(text))
        }),
      close: () => listeners.delete(onText),
    }
  }
}

/** Bytes by a seed, for machines that are to be repeated. */
export const bytesFrom =
  (random: Random) =>
  (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, () => random() >>> 24)

// As long as a signature and as hard to guess as a test needs: the real ones take a millisecond each.
const cheapMark = (topic: string, json: string) => {
  let hash = 7
  for (const text of [topic, json]) for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0
  return (hash >>> 0).toString(36).padStart(86, 'x')
}
export const cheapSign: Sign = (topic, json) => Promise.resolve(`${cheapMark(topic, json)}.${json}`)
export const cheapVerifier = (): Verify => (topic, payload) => {
  const json = payload.slice(87)
  return payload.slice(0, 86) === cheapMark(topic, json) ? json : undefined
}

const noNames: Policy = { names: 'none', link: 'none' }

/** A room with a trainer, a broker that can fail, and as many people as a test lets in. */
export async function createWorld({
  seed = 1,
  faults,
  policy = noNames,
}: { readonly seed?: number; readonly faults?: Faults; readonly policy?: Policy } = {}) {
  const random = seeded(seed)
  const bytes = bytesFrom(random)
  const { clock, pass } = createFakeClock()
  const hub = createHub({
    clock,
    ...(faults ? { faults } : {}),
    reconnectMs: () => 250 + (random() % 2000),
  })
  const memory = memoryJournal()
  let failure: JournalFailure | undefined
  let diskMs = 0
  const written: Written[] = []
  const journal: Journal = {
    write: async (what) => {
      if (failure) return { ok: false, failure }
      if (diskMs > 0) await new Promise<void>((resolve) => void clock.after(diskMs, resolve))
      written.push(what)
      return memory.write(what)
    },
  }
  const content = await createRoom({ title: 'Foundation, autumn', policy, clock, random: bytes })
  await memory.write(content)
  const code = content.room.id

  const openRoom = (): TrainerRoom =>
    openTrainer({
      content: known(memory.content(code)),
      transport: hub.transport(content.room.clientId),
      journal,
      clock,
      random: bytes,
      sign: cheapSign,
    })
  let trainer = openRoom()

  return {
    clock,
    pass,
    hub,
    random,
    code,
    publicKey: content.room.key.publicKey,
    trainer: () => trainer,
    /** The trainer's page is closed without a word and opened again after so many milliseconds. */
    reloadTrainer: async (ms = 1000) => {
      hub.cut(content.room.clientId)
      trainer.close()
      await pass(ms)
      trainer = openRoom()
    },
    journal: () => known(memory.content(code)),
    failJournal: (with_: JournalFailure | undefined) => {
      failure = with_
    },
    /** From now on, each write of the journal takes so long. Gives what is written from now on. */
    slowJournal: (ms: number) => {
      diskMs = ms
      written.length = 0
      return written
    },
    /** Everything that goes over the wire from now on. */
    tap: () => {
      const heard: Delivery[] = []
      hub
        .transport('tap')
        .open({ subscriptions: ['#'], onDelivery: (delivery) => heard.push(delivery), onLink: () => {} })
      return heard
    },
    enter: (options: Partial<Omit<Parameters<typeof aPerson>[0], 'hub' | 'clock' | 'bytes'>> = {}) =>
      aPerson({ hub, clock, bytes, code, publicKey: content.room.key.publicKey, ...options }),
  }
}

type PersonOptions = {
  readonly hub: ReturnType<typeof createHub>
  readonly clock: Clock
  readonly bytes: (count: number) => Uint8Array
  readonly code: string
  readonly publicKey?: Uint8Array | undefined
  readonly store?: ReturnType<typeof createShelf>
  readonly tabs?: OpenChannel
  /** How far the phone's clock is ahead. */
  readonly skewMs?: number
}

/** A person with a phone, which can be reloaded. */
export function aPerson({ hub, clock, bytes, code, publicKey, skewMs = 0, ...mine }: PersonOptions) {
  const store = mine.store ?? createShelf()
  const tabs = mine.tabs ?? createTabs(clock)
  const views: ParticipantView[] = []
  let cid = ''
  let isAsleep = false
  let due: (() => void)[] = []
  const transport = (id: string): Transport => {
    const mine = hub.transport(id)
    return {
      ...mine,
      open: (options) =>
        mine.open({
          ...options,
          onDelivery: (delivery) => !isAsleep && options.onDelivery(delivery),
          onLink: (state, why) => !isAsleep && options.onLink(state, why),
        }),
    }
  }
  const open = (): Participant =>
    openParticipant({
      code,
      publicKey,
      connect: (id) => {
        cid = id
        return transport(id)
      },
      clock: {
        now: () => clock.now() + skewMs,
        after: (ms, run) => clock.after(ms, () => (isAsleep ? due.push(run) : run())),
      },
      random: bytes,
      shelf: store.shelf,
      tabs,
      verifier: cheapVerifier,
      onView: (view) => views.push(view),
    })
  let page = open()
  return {
    page: () => page,
    view: () => page.view(),
    views,
    store,
    cid: () => cid,
    cut: () => hub.cut(cid),
    /** Its screen goes dark, and its connection dies without its knowing. */
    sleep: () => {
      isAsleep = true
      hub.cut(cid)
    },
    /** Timers that were due run first, as they do on telephones; then it finds its connection dead. */
    wake: () => {
      isAsleep = false
      const runs = due
      due = []
      runs.forEach((run) => run())
      hub.cut(cid)
      page.wake()
    },
    reload: () => {
      hub.cut(cid)
      page.close()
      page = open()
    },
  }
}

/** A question with four options as the projector shows it. */
export function aShown({
  id = 'q1',
  phase = 'open',
  round = 1,
  kind = 'single',
  counts = [[0, 0, 0, 0]],
  answered = 0,
}: {
  readonly id?: string
  readonly phase?: 'ready' | 'open' | 'locked' | 'spread' | 'reveal'
  readonly round?: 1 | 2
  readonly kind?: 'single' | 'multi' | 'scale' | 'ready' | 'text'
  readonly counts?: readonly (readonly number[])[]
  readonly answered?: number
} = {}): Shown {
  const options = kind === 'text' ? [] : [1, 2, 3, 4].map((id) => ({ id, text: `Option ${id}` }))
  const seen = {
    kind: 'question',
    question: { id, kind, stem: `Which one, ${id}?`, options },
    round,
    answered,
  } as const
  if (phase === 'spread') return { ...seen, phase, counts }
  if (phase === 'reveal') return { ...seen, phase, counts, key: [2], why: 'Because of 6.1.2.' }
  return { ...seen, phase }
}

export const markup = '<img src="x" onerror="alert(1)"><script>alert(1)</script><marquee>loud</marquee> **loud** _soft_'

/** What markup would have made, whether it is HTML or Markdown. */
export const madeByMarkup = 'img, script, marquee, em, strong:not(.verdict)'

/** The same, with markup for every word in it that somebody writes: a trainer, a participant, or a file of questions. */
export const inMarkup = (shown: Shown): Shown =>
  JSON.parse(
    JSON.stringify(shown, (name, value: unknown) =>
      typeof value === 'string' && /^(stem|text|title|why|name|form|\d+)$/.test(name) ? markup : value,
    ),
  )
