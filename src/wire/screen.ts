import { unreachable } from '../core/result.ts'
import type { Shown } from '../core/shown.ts'
import type { Activity, Screen } from './protocol.ts'

/** Characters of a reason that a telephone is sent: the rest is in the lesson. */
const mostReason = 1500

/** Something that is answered: its activity but for the id, which the room gives. */
export type Asked = { readonly question: string; readonly act: Omit<Activity, 'id'> }

/** What a group says of its exercise. */
export const exerciseOptions = [
  { id: 1, t: 'We have finished' },
  { id: 2, t: 'We need more time' },
] as const

/** What of this can be answered; undefined for what is only looked at. */
export function askedBy(shown: Shown): Asked | undefined {
  if (shown.kind === 'question') {
    const { id, kind, stem, options } = shown.question
    const opts = options.map((option) => ({ id: option.id, t: option.text }))
    return { question: id, act: { kind, stem, opts, round: shown.round } }
  }
  if (shown.kind !== 'exercise') return undefined
  return {
    question: `exercise:${shown.id}`,
    act: { kind: 'ready', stem: 'How far is your group?', opts: exerciseOptions, round: 1 },
  }
}

/** Whether it takes answers now. */
export const isOpenIn = (shown: Shown): boolean =>
  (shown.kind === 'question' && shown.phase === 'open') || (shown.kind === 'exercise' && shown.part === 'work')

/** What the telephones show when the projector shows this. `act` is what `askedBy` said, under the id of the room. */
export function screenFor(shown: Shown, act: Activity | undefined, nonce?: string): Screen {
  switch (shown.kind) {
    case 'lobby':
      return { k: 'lobby', title: shown.title }
    case 'slide':
      return { k: 'slide', title: shown.title }
    case 'break':
      return { k: 'break', title: shown.title, ...endsAt(shown) }
    case 'mock':
      return { k: 'mock', form: shown.form, path: shown.path, secs: shown.minutes * 60, ...endsAt(shown) }
    case 'board':
      return { k: 'board', of: shown.of, top: shown.top.map(({ place, name, right }) => ({ place, name, pts: right })) }
    case 'end':
      return { k: 'end' }
    case 'exercise': {
      const { title, task, part } = shown
      return act ? { k: 'exercise', act, title, task, part, ...endsAt(shown) } : { k: 'slide', title }
    }
    case 'question':
      return act ? questionScreen(shown, act, nonce) : { k: 'slide', title: shown.question.stem }
    default:
      return unreachable(shown)
  }
}

function questionScreen(shown: Extract<Shown, { kind: 'question' }>, act: Activity, nonce?: string): Screen {
  if (shown.phase !== 'spread' && shown.phase !== 'reveal') return { k: shown.phase, act, ...endsAt(shown) }
  const spread = {
    act,
    hist: shown.counts[shown.round - 1] ?? act.opts.map(() => 0),
    of: shown.answered,
    ...(shown.round === 2 && shown.counts[0] ? { before: shown.counts[0] } : {}),
  }
  if (shown.phase === 'spread') return { k: 'spread', ...spread }
  return {
    k: 'reveal',
    ...spread,
    key: shown.key,
    ...(shown.why === undefined ? {} : { why: shortened(shown.why) }),
    ...(nonce === undefined ? {} : { nonce }),
  }
}

const shortened = (why: string) => (why.length > mostReason ? `${why.slice(0, mostReason - 1)}…` : why)

const endsAt = (shown: { readonly endsAt?: number | undefined }) =>
  shown.endsAt === undefined ? {} : { ends: shown.endsAt }
