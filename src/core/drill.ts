import type { RequirementFacts } from './course-facts.ts'
import { seeded, shuffle } from './random.ts'

// The clause finder: a situation is put, and the clause or control it belongs to is to be named, with the book open and a
// clock. What it trains is finding one's way, so that its answers are kept apart from those to questions.

export type Situation = {
  readonly id: string
  readonly situation: string
  /** The one clause or control it belongs to. */
  readonly place: string
  readonly reason: string
  /** What it is confused with. */
  readonly near: readonly { readonly id: string; readonly why: string }[]
}

/** The situations, and the clauses and controls they may belong to, with the heads above them. */
export type Drill = { readonly places: readonly RequirementFacts[]; readonly situations: readonly Situation[] }

/** What somebody typed names a place, something that is divided further, or nothing there is. */
export type Named =
  | { readonly kind: 'place'; readonly id: string }
  | { readonly kind: 'head'; readonly id: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'empty' }

/** Reads a number as people type it: `6.1.3`, `613`, `a624`, `Control A.6.2.4`. */
export function readPlace(text: string, places: readonly RequirementFacts[]): Named {
  const typed = compact(text.replace(/\b(?:annex|clause|control)\b/gi, ''))
  if (typed === '') return { kind: 'empty' }
  const leaves = places.filter(({ head }) => head !== undefined).map(({ id }) => id)
  const place = leaves.find((id) => compact(id) === typed)
  if (place !== undefined) return { kind: 'place', id: place }
  const head = leaves.flatMap(above).find((id) => compact(id) === typed)
  return head === undefined ? { kind: 'unknown' } : { kind: 'head', id: head }
}

const compact = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** All that a number stands under: `A.6.2.4` under `A.6.2`, `A.6` and `A`. */
const above = (id: string): readonly string[] =>
  id.split('.').flatMap((_, at, parts) => (at === 0 ? [] : [parts.slice(0, at).join('.')]))

/** An answer to one situation; without a place it was given up. */
export type Find = { readonly situation: Situation; readonly given: string | undefined; readonly ms: number }

export const isFound = ({ situation, given }: Pick<Find, 'situation' | 'given'>): boolean => given === situation.place

/** What is known of situations that were met before: when each was last answered, and whether it was found then. */
export type Met = ReadonlyMap<string, { readonly at: number; readonly isFound: boolean }>

/**
 * The situations of one run: those missed when last met (at most half of it), then new ones, then those met longest ago;
 * never two of one place, and neighbours under different heads as long as there are others. A seed always draws the same.
 */
export function drawDrill(
  { places, situations }: Drill,
  { count, seed, met }: { readonly count: number; readonly seed: number; readonly met: Met },
): readonly Situation[] {
  const mixed = shuffle(situations, seeded(seed))
  const missed = mixed.filter(({ id }) => met.get(id)?.isFound === false).slice(0, Math.floor(count / 2))
  const others = mixed
    .filter((one) => !missed.includes(one))
    .toSorted((one, other) => (met.get(one.id)?.at ?? 0) - (met.get(other.id)?.at ?? 0))
  const chosen = [...missed, ...others]
    .filter(({ place }, at, all) => all.findIndex((one) => one.place === place) === at)
    .slice(0, count)
  const headOf = (situation: Situation | undefined) => places.find(({ id }) => id === situation?.place)?.head

  const left = shuffle(chosen, seeded(seed + 1)).slice()
  const order: Situation[] = []
  while (left.length > 0) {
    const at = left.findIndex((one) => headOf(one) !== headOf(order.at(-1)))
    order.push(...left.splice(Math.max(0, at), 1))
  }
  return order
}

export type DrillReport = {
  readonly found: number
  readonly of: number
  /** Of what was found; undefined where nothing was. */
  readonly bestMs: number | undefined
  readonly medianMs: number | undefined
  /** Places to read again: missed ones, then those that took more than twice the median. */
  readonly lookUp: readonly { readonly place: string; readonly why: 'missed' | 'slow' }[]
}

export function drillReport(finds: readonly Find[]): DrillReport {
  const found = finds.filter(isFound)
  const times = found.map(({ ms }) => ms).toSorted((one, other) => one - other)
  const medianMs = median(times)
  const slow = found.filter(({ ms }) => medianMs !== undefined && ms > 2 * medianMs)
  return {
    found: found.length,
    of: finds.length,
    bestMs: times[0],
    medianMs,
    lookUp: [
      ...finds
        .filter((find) => !isFound(find))
        .map(({ situation }) => ({ place: situation.place, why: 'missed' as const })),
      ...slow
        .toSorted((one, other) => other.ms - one.ms)
        .map(({ situation }) => ({ place: situation.place, why: 'slow' as const })),
    ],
  }
}

function median(sorted: readonly number[]): number | undefined {
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}
