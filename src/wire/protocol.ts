import type { Certainty } from '../core/certainty.ts'
import { fail, ok, unreachable, type Result } from '../core/result.ts'
import { fits } from './bytes.ts'

// What goes over the wire, version 1, and the checks of what comes from it. The trainer's browser is the only authority:
// what it says is signed. Everything else is a wish. Nothing here trusts a sender, and no message is half used.

/** Bytes and counts beyond which a message is nobody's of ours. */
export const limits = {
  /** One packet of a participant, in bytes. */
  up: 2048,
  /** One message of the trainer with its signature, in bytes. */
  down: 8192,
  /** Things said in one packet. */
  items: 20,
  options: 20,
  name: 20,
  /** A typed answer, in characters: with four bytes each it still fits a packet. */
  text: 280,
  token: 1000,
} as const

export const topicsOf = (code: string) => {
  const root = `r/${code}`
  return {
    meta: `${root}/meta`,
    state: `${root}/state`,
    live: `${root}/live`,
    pres: `${root}/pres`,
    ctl: `${root}/ctl`,
    up: (cid: string) => `${root}/up/${cid}`,
    down: (cid: string) => `${root}/dn/${cid}`,
    everyUp: `${root}/up/+`,
  }
}

/** The participant that a topic belongs to, of the form `r/{code}/up/{cid}`; undefined for every other topic. */
export function cidOf(code: string, topic: string): string | undefined {
  const prefix = topicsOf(code).up('')
  const cid = topic.startsWith(prefix) ? topic.slice(prefix.length) : ''
  return /^[\w-]{22}$/.test(cid) ? cid : undefined
}

/** What every message of the trainer begins with. */
export type Head = {
  readonly v: 1
  /** Grows with every message of a room, over reloads too. */
  readonly n: number
  /** Epoch: grows whenever the trainer connects. Whoever sees a new one sends again what is not acknowledged. */
  readonly e: number
  /** The trainer's clock in epoch milliseconds: only differences are meant, since no two clocks agree. */
  readonly at: number
}

/** What the trainer may know of a person. */
export type Policy = {
  readonly names: 'none' | 'generated' | 'free'
  /** Whether answers are kept by person for the time of the room, or by question so that nobody can put them together. */
  readonly link: 'none' | 'session'
  /** Whether the names of those who had most right may be shown to everybody. */
  readonly board?: boolean
}

export type Meta = Head & {
  readonly k: 'meta'
  /** The trainer's public key in base64url. */
  readonly pub: string
  readonly title: string
  readonly policy: Policy
  /** By the trainer's clock. */
  readonly expires: number
}

export const activityKinds = ['single', 'multi', 'scale', 'ready', 'text'] as const
export type ActivityKind = (typeof activityKinds)[number]

/** A question on the phones. Its id has a part by chance, so that no old message can open it again. */
export type Activity = {
  readonly id: string
  readonly kind: ActivityKind
  readonly stem: string
  /** In the order shown. None for a text. */
  readonly opts: readonly { readonly id: number; readonly t: string }[]
  readonly round: 1 | 2
  /** Asks how sure people are, too. */
  readonly sure?: true
  /** Fixes the key before anybody answers: the hash of it with the nonce that comes with the answer. */
  readonly commit?: string
}

/** How many chose each option, in the order of `opts`, and of how many people. */
type Spread = {
  readonly hist: readonly number[]
  readonly of: number
  /** The same of the first round, in the second. */
  readonly before?: readonly number[]
}

/** What the phones show. `ready` can be read and not answered; nothing before `reveal` holds the key. */
export type Screen =
  | { readonly k: 'lobby'; readonly title: string }
  | { readonly k: 'slide'; readonly title: string }
  | { readonly k: 'ready' | 'open' | 'locked'; readonly act: Activity; readonly ends?: number }
  | ({ readonly k: 'spread'; readonly act: Activity } & Spread)
  | ({
      readonly k: 'reveal'
      readonly act: Activity
      readonly key: readonly number[]
      readonly why?: string
      readonly nonce?: string
    } & Spread)
  | {
      readonly k: 'exercise'
      /** Asks whether the group is done. */
      readonly act: Activity
      readonly title: string
      readonly task: readonly string[]
      readonly part: 'work' | 'debrief'
      readonly ends?: number
    }
  /** `path`: where it is opened, from the root of the site that the phones are on. */
  | { readonly k: 'mock'; readonly form: string; readonly path?: string; readonly secs: number; readonly ends?: number }
  | {
      readonly k: 'board'
      readonly top: readonly { readonly place: number; readonly name: string; readonly pts: number }[]
      /** Questions whose answer has been shown. */
      readonly of: number
    }
  | { readonly k: 'break'; readonly title: string; readonly ends?: number }
  | { readonly k: 'end'; readonly takeaway?: string }

export type State = Head & Screen
/** A screen of a later release, or one that this page cannot read: it has to be loaded again. */
export type UnknownState = Head & { readonly k: 'unknown' }

/** A heartbeat. `sn` is the n of the present state, so that whoever has missed it can tell. */
export type Live = Head & {
  readonly k: 'hb'
  readonly sn: number
  readonly joined: number
  readonly answered: number
}

/** `gone` is signed beforehand and said by the broker once the trainer vanishes. */
export type Pres = Head & { readonly k: 'on' | 'gone' }

export type Down = Head &
  /** `late`: of these, the answers that came too late to count. */
  (
    | { readonly k: 'ack'; readonly upto: number; readonly late?: readonly number[] }
    | { readonly k: 'name'; readonly name: string }
    | { readonly k: 'kick' }
    /** The room takes nobody new at present. */
    | { readonly k: 'door' }
  )

/** Ids of options, or a text. */
export type Answer = readonly number[] | string

/** What a participant says. `n` grows with every item of a device in a room; an acknowledgement counts for all up to it. */
export type UpItem = { readonly n: number } & (
  | { readonly t: 'join'; readonly name?: string }
  | { readonly t: 'ans'; readonly q: string; readonly r: 1 | 2; readonly a: Answer; readonly c?: Certainty }
  | { readonly t: 'res'; readonly token: string }
  /** Said by the broker once a phone vanishes; n is 0, since nobody waits for its acknowledgement. */
  | { readonly t: 'gone' }
)

export type Up = { readonly v: 1; readonly b: readonly UpItem[] }

export type Refusal = 'oversize' | 'malformed'

/** A packet of a participant, whole or not at all. */
export function parseUp(payload: string): Result<Up, Refusal> {
  if (!fits(payload, limits.up)) return fail('oversize')
  const up = readJson(payload)
  if (!isRecord(up) || up['v'] !== 1 || !Array.isArray(up['b'])) return fail('malformed')
  if (up['b'].length === 0 || up['b'].length > limits.items) return fail('malformed')
  const items = up['b'].map(upItem)
  const sound = items.filter((item) => item !== undefined)
  return sound.length === items.length ? ok({ v: 1, b: sound }) : fail('malformed')
}

function upItem(value: unknown): UpItem | undefined {
  if (!isRecord(value) || !isCount(value['n'])) return undefined
  const { n, t } = value
  switch (t) {
    case 'join': {
      const { name } = value
      if (name === undefined) return { n, t }
      return typeof name === 'string' && name.length <= 4 * limits.name ? { n, t, name: cleanName(name) } : undefined
    }
    case 'ans': {
      const { q, r, a, c } = value
      if (!isId(q) || !isRound(r) || !isAnswer(a)) return undefined
      if (c === undefined) return { n, t, q, r, a }
      return c === 1 || c === 2 || c === 3 ? { n, t, q, r, a, c } : undefined
    }
    case 'res': {
      const { token } = value
      return typeof token === 'string' && token.length <= limits.token && /^[\w.-]+$/.test(token)
        ? { n, t, token }
        : undefined
    }
    case 'gone':
      return { n, t }
    default:
      return undefined
  }
}

/** Whether an answer is one of those that the activity offers: no option twice, none that is not there. */
export function suits({ kind, opts }: Pick<Activity, 'kind' | 'opts'>, answer: Answer): boolean {
  if (kind === 'text') return typeof answer === 'string' && answer.trim() !== ''
  if (typeof answer === 'string') return false
  const areOffered = answer.every((id) => opts.some((option) => option.id === id))
  const isOnce = new Set(answer).size === answer.length
  return areOffered && isOnce && (kind === 'multi' ? answer.length > 0 : answer.length === 1)
}

/** Whether an answer is the key, no more and no less. */
export const isRight = (answer: Answer, key: readonly number[]): boolean =>
  typeof answer !== 'string' && answer.length === key.length && key.every((id) => answer.includes(id))

/** Whether phones can take it and read it. */
export const canBeSaid = (screen: Screen): boolean => {
  const json = JSON.stringify({ v: 1, n: 0, e: 0, at: 0, ...screen })
  return fits(json, limits.down - largestHead) && parseState(json)?.k === screen.k
}

/** Bytes of a signature and of the largest numbers that a message can begin with. */
const largestHead = 200

/** The trainer's state, from a text whose signature has been checked. */
export function parseState(json: string): State | UnknownState | undefined {
  const value = readJson(json)
  const head = headOf(value)
  if (!head || !isRecord(value) || typeof value['k'] !== 'string') return undefined
  const screen = isScreenKind(value['k']) ? screenOf(value['k'], value) : undefined
  return screen ? { ...head, ...screen } : { ...head, k: 'unknown' }
}

const screenKinds = [
  'lobby',
  'slide',
  'ready',
  'open',
  'locked',
  'spread',
  'reveal',
  'exercise',
  'mock',
  'board',
  'break',
  'end',
] as const satisfies readonly Screen['k'][]
type ScreenKind = (typeof screenKinds)[number]
const isScreenKind = (value: string): value is ScreenKind => screenKinds.some((kind) => kind === value)

function screenOf(k: ScreenKind, value: Fields): Screen | undefined {
  const act = activityOf(value['act'])
  const ends = isCount(value['ends']) ? { ends: value['ends'] } : {}
  switch (k) {
    case 'lobby':
    case 'slide':
      return isText(value['title']) ? { k, title: value['title'] } : undefined
    case 'ready':
    case 'open':
    case 'locked':
      return act && { k, act, ...ends }
    case 'spread':
    case 'reveal': {
      const { hist, of, before, key, why, nonce } = value
      if (!act || !isCounts(hist) || hist.length !== act.opts.length || !isCount(of)) return undefined
      const spread = {
        act,
        hist,
        of,
        ...(isCounts(before) && before.length === hist.length ? { before } : {}),
      }
      if (k === 'spread') return { k, ...spread }
      if (!isCounts(key)) return undefined
      return { k, ...spread, key, ...(isText(why) ? { why } : {}), ...(isId(nonce) ? { nonce } : {}) }
    }
    case 'exercise': {
      const { title, task } = value
      const part = (['work', 'debrief'] as const).find((one) => one === value['part'])
      if (!act || !part || !isText(title) || !Array.isArray(task) || !task.every(isText)) return undefined
      return { k, act, title, task, part, ...ends }
    }
    case 'mock': {
      const { form, path, secs } = value
      // Of the exams, so that no address leads out of the site.
      const where = isText(path) && path.startsWith('exams/') ? { path } : {}
      return isText(form) && isCount(secs) ? { k, form, ...where, secs, ...ends } : undefined
    }
    case 'board': {
      const { top, of } = value
      if (!Array.isArray(top) || !isCount(of)) return undefined
      const rows = top.flatMap((row: unknown) => {
        if (!isRecord(row)) return []
        const { place, name, pts } = row
        return isCount(place) && isText(name) && isCount(pts) ? [{ place, name, pts }] : []
      })
      return { k, top: rows, of }
    }
    case 'break':
      return isText(value['title']) ? { k, title: value['title'], ...ends } : undefined
    case 'end':
      return { k, ...(isText(value['takeaway']) ? { takeaway: value['takeaway'] } : {}) }
    default:
      return unreachable(k)
  }
}

function activityOf(value: unknown): Activity | undefined {
  if (!isRecord(value)) return undefined
  const { id, stem, round, opts, sure, commit } = value
  const kind = activityKinds.find((one) => one === value['kind'])
  if (!isId(id) || !kind || !isText(stem) || !isRound(round)) return undefined
  if (!Array.isArray(opts) || opts.length > limits.options) return undefined
  const options = opts.flatMap((option: unknown) =>
    isRecord(option) && isCount(option['id']) && isText(option['t']) ? [{ id: option['id'], t: option['t'] }] : [],
  )
  if (options.length !== opts.length) return undefined
  const asked = { id, kind, stem, opts: options, round }
  return { ...asked, ...(sure === true ? { sure } : {}), ...(isId(commit) ? { commit } : {}) }
}

/** The room's description, from a text whose signature has been checked, or whose key is still to be found in it. */
export function parseMeta(json: string): Meta | undefined {
  const value = readJson(json)
  const head = headOf(value)
  if (!head || !isRecord(value) || value['k'] !== 'meta' || !isRecord(value['policy'])) return undefined
  const { pub, title, expires } = value
  const names = (['none', 'generated', 'free'] as const).find((one) => one === (value['policy'] as Fields)['names'])
  const link = (['none', 'session'] as const).find((one) => one === (value['policy'] as Fields)['link'])
  if (typeof pub !== 'string' || !isText(title) || !isCount(expires) || !names || !link) return undefined
  const board = (value['policy'] as Fields)['board'] === true
  return { ...head, k: 'meta', pub, title, expires, policy: { names, link, ...(board ? { board } : {}) } }
}

export function parseLive(json: string): Live | undefined {
  const value = readJson(json)
  const head = headOf(value)
  if (!head || !isRecord(value) || value['k'] !== 'hb') return undefined
  const { sn, joined, answered } = value
  return isCount(sn) && isCount(joined) && isCount(answered) ? { ...head, k: 'hb', sn, joined, answered } : undefined
}

export function parsePres(json: string): Pres | undefined {
  const value = readJson(json)
  const head = headOf(value)
  const k = isRecord(value) ? (['on', 'gone'] as const).find((one) => one === value['k']) : undefined
  return head && k && { ...head, k }
}

/** What the trainer says to one participant; undefined for what a later release may say, too. */
export function parseDown(json: string): Down | undefined {
  const value = readJson(json)
  const head = headOf(value)
  if (!head || !isRecord(value)) return undefined
  switch (value['k']) {
    case 'ack':
      return isCount(value['upto'])
        ? { ...head, k: 'ack', upto: value['upto'], ...(isCounts(value['late']) ? { late: value['late'] } : {}) }
        : undefined
    case 'name':
      return isText(value['name']) ? { ...head, k: 'name', name: cleanName(value['name']) } : undefined
    case 'kick':
      return { ...head, k: 'kick' }
    case 'door':
      return { ...head, k: 'door' }
    default:
      return undefined
  }
}

/**
 * A name as it may be shown: compatibility forms made one (NFKC), without control, direction and invisible characters,
 * blanks single, at most 20 characters. It may come out empty.
 */
export const cleanName = (name: string): string =>
  [
    ...name
      .normalize('NFKC')
      .replace(/\s+/gu, ' ')
      // Control, format (zero width, direction), private, unassigned, lone surrogates; variation selectors and fillers,
      // which show nothing; and more than two marks on one letter.
      .replace(/[\p{C}\p{Variation_Selector}\u115F\u1160\u17B4\u17B5\u3164\uFFA0\u2800]/gu, '')
      .replace(/(\p{M}{2})\p{M}+/gu, '$1')
      .trim(),
  ]
    .slice(0, limits.name)
    .join('')
    .trim()

type Fields = { readonly [name: string]: unknown }
export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
export const isText = (value: unknown): value is string => typeof value === 'string'
const isRound = (value: unknown): value is 1 | 2 => value === 1 || value === 2
const isId = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 100
const isCounts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length <= limits.options && value.every(isCount)
const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'string' ? [...value].length <= limits.text : isCounts(value)

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function headOf(value: unknown): Head | undefined {
  if (!isRecord(value) || value['v'] !== 1) return undefined
  const { n, e, at } = value
  return isCount(n) && isCount(e) && isCount(at) ? { v: 1, n, e, at } : undefined
}
