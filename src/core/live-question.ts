import { keyOptions } from './marking.ts'
import { isSelected, type Question } from './question.ts'
import { fail, known, ok, unreachable, type Result } from './result.ts'

// A question put to a class: by a show of hands, by cards or by telephones. Nothing closes by counting; only the trainer
// moves it on, one step at a time, and may always go back one.

export const phases = ['ready', 'open', 'locked', 'spread', 'reveal'] as const
/** `ready`: it can be read and not answered. `spread`: what the class chose, without the key. `reveal`: the key. */
export type Phase = (typeof phases)[number]

/** What is asked in passing, without a question of a bank: nothing in it is right or wrong. */
export type RoomQuestion = { readonly stem: string } & (
  | { readonly kind: 'ready' | 'text' }
  /** What the ends of the scale mean; it may be left empty. */
  | { readonly kind: 'scale'; readonly low: string; readonly high: string }
)

/** A question as it is put live. Options are named by their place in the file, counted from 1. */
export type LiveQuestion = {
  readonly id: string
  readonly kind: 'single' | 'multi' | 'scale' | 'ready' | 'text'
  readonly stem: string
  /** In the order shown: the first is A. */
  readonly options: readonly { readonly id: number; readonly text: string }[]
  /** Ids of options; none where nothing is right or wrong. */
  readonly key: readonly number[]
  readonly why?: string | undefined
}

/** What everybody may see of a question at any time: all but the key and its reason. */
export type PutQuestion = Omit<LiveQuestion, 'key' | 'why'>

export type LiveRound = {
  readonly phase: Phase
  /** Peer instruction: vote, discuss, vote again. */
  readonly round: 1 | 2
  /** Of each round that has begun: how many chose each option, in the order of the options. */
  readonly counts: readonly (readonly number[])[]
  /** How many people have answered in the present round. */
  readonly answered: number
  /** How many have answered in the round that is not the present one. */
  readonly answeredOther: number
}

export type Step = 'open' | 'lock' | 'spread' | 'reveal' | 'revote' | 'back'

/** Nobody has answered yet, and nobody can. */
export const beginRound = ({ options }: Pick<LiveQuestion, 'options'>): LiveRound => ({
  phase: 'ready',
  round: 1,
  counts: [options.map(() => 0)],
  answered: 0,
  answeredOther: 0,
})

/** Ready → open. */
export const open = (live: LiveRound) => along(live, { from: 'ready', to: 'open', verb: 'opened' })
/** Open → locked. */
export const lock = (live: LiveRound) => along(live, { from: 'open', to: 'locked', verb: 'locked' })
/** Locked → distribution. */
export const spread = (live: LiveRound) =>
  along(live, { from: 'locked', to: 'spread', verb: 'followed by its distribution' })
/** Distribution → answer. */
export const reveal = (live: LiveRound) => along(live, { from: 'spread', to: 'reveal', verb: 'followed by its answer' })

/** Distribution of the first round → open for the second. Votes of a second round that was begun before are kept. */
export function revote(live: LiveRound): Result<LiveRound, string> {
  if (live.round === 2) return fail('This was the second vote, and there is no third. Show the answer.')
  if (live.phase !== 'spread') {
    return fail(`A second vote follows the distribution of the first. The question ${stands(live.phase)}.`)
  }
  const first = known(live.counts[0])
  const second = live.counts[1] ?? first.map(() => 0)
  return ok({ ...swapped(live), phase: 'open', round: 2, counts: [first, second] })
}

/** One step back; from the opened second round to the distribution of the first. Nothing that was counted is lost. */
export function back(live: LiveRound): Result<LiveRound, string> {
  if (live.phase === 'open' && live.round === 2) {
    return ok({ ...swapped(live), phase: 'spread', round: 1 })
  }
  const before = phases[phases.indexOf(live.phase) - 1]
  return before === undefined
    ? fail('The question has not been opened, so there is no step to go back to.')
    : ok({ ...live, phase: before })
}

/** One step by its name. */
export function take(live: LiveRound, step: Step): Result<LiveRound, string> {
  switch (step) {
    case 'open':
      return open(live)
    case 'lock':
      return lock(live)
    case 'spread':
      return spread(live)
    case 'reveal':
      return reveal(live)
    case 'revote':
      return revote(live)
    case 'back':
      return back(live)
    default:
      return unreachable(step)
  }
}

/** The states of a question: what people write has no distribution, and where nothing is right there is no answer. */
export const phasesOf = ({ kind, key }: Pick<LiveQuestion, 'kind' | 'key'>): readonly Phase[] =>
  phases.slice(0, kind === 'text' ? 3 : key.length === 0 ? 4 : 5)

/** Why this question never takes that step; undefined where it does. */
export function neverTakes(question: Pick<LiveQuestion, 'kind' | 'key'>, step: Step): string | undefined {
  const states = phasesOf(question)
  if (step === 'spread' && !states.includes(step))
    return 'What people write has no distribution: it is shown beside the presenter’s window alone.'
  if (step === 'reveal' && !states.includes(step)) return 'Nothing in it is right or wrong, so there is no answer.'
  return undefined
}

/**
 * The one step that leads on; none after the last state of the question. A second vote is a choice and never the step
 * that leads on.
 */
export const nextStep = (
  { phase }: Pick<LiveRound, 'phase'>,
  question: Pick<LiveQuestion, 'kind' | 'key'>,
): Exclude<Step, 'revote' | 'back'> | undefined => (phase === phasesOf(question).at(-1) ? undefined : stepFrom(phase))

function stepFrom(phase: Phase): Exclude<Step, 'revote' | 'back'> | undefined {
  switch (phase) {
    case 'ready':
      return 'open'
    case 'open':
      return 'lock'
    case 'locked':
      return 'spread'
    case 'spread':
      return 'reveal'
    case 'reveal':
      return undefined
    default:
      return unreachable(phase)
  }
}

/**
 * The present round with new counts, as a room reports them. They stand in the order of the options; counts of another
 * length, or such as cannot be counts, change nothing.
 */
export function withCounts(
  live: LiveRound,
  { counts, answered }: { readonly counts: readonly number[]; readonly answered: number },
): LiveRound {
  const present = presentCounts(live)
  const isSane = [...counts, answered].every((one) => Number.isSafeInteger(one) && one >= 0)
  if (!isSane || counts.length !== present.length) return live
  return { ...live, counts: live.counts.with(live.round - 1, counts), answered }
}

/** More hands than this are a slip of the finger. */
export const mostHands = 999

/**
 * One option counted up or down by hand, once the question is open. People are as many as hands where each raises one;
 * where options are several, at least as many as the most hands for one option.
 */
export function countHands(
  live: LiveRound,
  { kind, place, by }: { readonly kind: LiveQuestion['kind']; readonly place: number; readonly by: number },
): LiveRound {
  const present = presentCounts(live)
  const before = present[place]
  if (before === undefined || live.phase === 'ready') return live
  const counts = present.with(place, Math.min(mostHands, Math.max(0, before + by)))
  return withCounts(live, { counts, answered: kind === 'multi' ? most(counts) : sum(counts) })
}

/** Of fewer people than this, nothing is told but their number: it would say who. */
export const fewestTold = 5

/** Whether the trainer sees what was chosen: a question that is open must not tell of the first few who answered. */
export const tellsCounts = ({ phase, answered }: Pick<LiveRound, 'phase' | 'answered'>): boolean =>
  phase !== 'open' || answered >= fewestTold

/** How many chose each option in the present round. */
export const presentCounts = ({ counts, round }: Pick<LiveRound, 'counts' | 'round'>): readonly number[] =>
  known(counts[round - 1])

/** Shares of what was given, in whole per cent; all 0 where nothing was. They need not add up to 100. */
export const shares = (counts: readonly number[], of: number): readonly number[] =>
  counts.map((count) => (of === 0 ? 0 : Math.round((100 * count) / of)))

/** What may be seen by everybody. */
export const put = ({ id, kind, stem, options }: LiveQuestion): PutQuestion => ({ id, kind, stem, options })

/**
 * A question of the bank as it can be put to a class, with its options in the order given; undefined for kinds that are
 * answered by placing, ordering or building.
 */
export function liveQuestion(
  { id, prompt, key, rationales }: Pick<Question, 'id' | 'prompt' | 'key' | 'rationales'>,
  order: readonly string[],
): LiveQuestion | undefined {
  if (!isSelected(prompt)) return undefined
  const numbered = prompt.options.map((option, at) => ({ ...option, number: at + 1 }))
  const right = keyOptions(key)
  const why = rationales
    .filter(({ option }) => right.includes(option))
    .map(({ text }) => text)
    .join(' ')
  return {
    id,
    kind: prompt.kind === 'single' ? 'single' : 'multi',
    stem: prompt.stem,
    options: order
      .flatMap((option) => numbered.filter((one) => one.id === option))
      .map(({ number, text }) => ({ id: number, text })),
    key: numbered.filter((option) => right.includes(option.id)).map(({ number }) => number),
    ...(why === '' ? {} : { why }),
  }
}

/** What people of a class say of themselves, each place of the scale with its number. */
export const roomQuestion = (id: string, asked: RoomQuestion): LiveQuestion => ({
  id,
  kind: asked.kind,
  stem: asked.stem,
  options: optionsOf(asked).map((text, at) => ({ id: at + 1, text })),
  key: [],
})

function optionsOf(asked: RoomQuestion): readonly string[] {
  switch (asked.kind) {
    case 'ready':
      return ['Ready', 'Not yet']
    case 'scale': {
      const named = (place: string, meaning: string) => (meaning === '' ? place : `${place}: ${meaning}`)
      return [named('1', asked.low), '2', '3', '4', named('5', asked.high)]
    }
    case 'text':
      return []
    default:
      return unreachable(asked)
  }
}

/** Whether its options are called by letters, as on cards. */
export const hasLetters = ({ kind }: Pick<LiveQuestion, 'kind'>): boolean => kind === 'single' || kind === 'multi'

/**
 * A question that is not answered by choosing, put as a text: what is ordered, placed or built stands in the stem by
 * letters, people write them, and nothing is counted. Undefined for what can be voted on.
 */
export function writtenQuestion(
  { id, prompt, key, rationales }: Pick<Question, 'id' | 'prompt' | 'key' | 'rationales'>,
  order: readonly string[],
): LiveQuestion | undefined {
  if (isSelected(prompt)) return undefined
  const options = order.flatMap((one) => prompt.options.filter((option) => option.id === one))
  const letterOf = (option: string) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(options.findIndex((one) => one.id === option))
  const targets = 'targets' in prompt ? prompt.targets : []
  const numberOf = (target: string | undefined) => String(targets.findIndex((one) => one.id === target) + 1)
  const named = [
    ...options.map((option) => `${letterOf(option.id)}: ${option.text}`),
    ...targets.map((target) => `${numberOf(target.id)}: ${target.text}`),
  ]
  const right =
    key.kind === 'targets'
      ? options.map((option) => letterOf(option.id) + numberOf(key.targets[option.id]))
      : key.options.map(letterOf)
  const how =
    prompt.kind === 'order'
      ? 'Write the letters in their order.'
      : targets.length > 0
        ? 'Write each letter with its number, such as A2.'
        : 'Write the letters that make the finding.'
  const why = rationales.map(({ option, text }) => `${letterOf(option)}: ${text}`).join(' ')
  return {
    id,
    kind: 'text',
    stem: [prompt.stem, ...named.map((one) => (/[.!?]$/.test(one) ? one : `${one}.`)), how].join('\n'),
    options: [],
    key: [],
    why: [`Right: ${right.join(', ')}.`, ...(key.kind === 'finding' ? [key.model] : []), why].join(' '),
  }
}

function along(
  live: LiveRound,
  { from, to, verb }: { readonly from: Phase; readonly to: Phase; readonly verb: string },
): Result<LiveRound, string> {
  if (live.phase === from) return ok({ ...live, phase: to })
  return fail(`A question is ${verb} only when it ${stands(from)}. It ${stands(live.phase)} now.`)
}

function stands(phase: Phase): string {
  switch (phase) {
    case 'ready':
      return 'is ready and not yet open'
    case 'open':
      return 'is open'
    case 'locked':
      return 'is locked'
    case 'spread':
      return 'shows its distribution'
    case 'reveal':
      return 'shows its answer'
    default:
      return unreachable(phase)
  }
}

const swapped = (live: LiveRound): LiveRound => ({
  ...live,
  answered: live.answeredOther,
  answeredOther: live.answered,
})

const most = (counts: readonly number[]) => counts.reduce((high, count) => Math.max(high, count), 0)
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
