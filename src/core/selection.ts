import { expectedByChance } from './chance.ts'
import type { Question, QuestionId } from './question.ts'
import { seeded, type Random } from './random.ts'
import { known } from './result.ts'
import { chanceOfRight, type Fit, type Target } from './readiness.ts'

// Which questions practice asks, and why. Source: Aimward's assessment page, section 4: honest tiers, no adaptive test.

/** Why a question was chosen; only `representative` ones are an unbiased sample of the exam. */
export type Sampling = 'due' | 'weak' | 'representative'

export type Selected = { readonly question: Question; readonly why: Sampling }

export type PracticeState = {
  /** Epoch milliseconds. */
  readonly now: number
  /** When each question was last seen; one not named is new. */
  readonly lastSeen: ReadonlyMap<QuestionId, number>
  /** Concepts whose review is due, the most urgent first. */
  readonly due: readonly string[]
  /** What is known of the person, in the order of the target's domains. */
  readonly model: Pick<Fit, 'ability' | 'effects' | 'domains'>
  readonly target: Target
}

/** A stem is not shown again within so many days, as long as there are others. */
export const restDays = 21
const comfort = { low: 0.7, centre: 0.8, high: 0.9 }
const representativeEvery = 7
const dayMs = 86_400_000

/**
 * A practice set of at most `size` of the questions: due concepts first, then domains in which the person seems weak
 * (drawn from what is believed of each, so that uncertain ones are tried too), and every seventh question drawn as the
 * exam draws. The same seed draws the same set.
 */
export function selectPractice(
  questions: readonly Question[],
  { size, seed }: { readonly size: number; readonly seed: number },
  state: PracticeState,
): readonly Selected[] {
  const random = seeded(seed)
  const chosen: Selected[] = []
  const waiting = [...state.due]

  while (chosen.length < size) {
    const left = questions.filter((question) => isFree(question, chosen))
    const pool = rested(left, state)
    if (pool.length === 0) break
    const inDomain = (weightOf: (domain: Target['domains'][number]) => number): readonly Question[] => {
      const domains = state.target.domains.filter(({ id }) => pool.some(({ domain }) => domain === id))
      const drawn = draw(domains, weightOf, random)
      return unseenFirst(drawn ? pool.filter(({ domain }) => domain === drawn.id) : pool, state)
    }

    const isSample = (chosen.length + 1) % representativeEvery === 0
    const concept = isSample ? undefined : waiting.shift()
    if (concept !== undefined) {
      const ofConcept = left.filter((question) => question.concept === concept)
      if (ofConcept.length > 0) chosen.push({ question: pick(leastRecent(ofConcept, state), random), why: 'due' })
    } else if (isSample) {
      const from = inDomain(({ questions: share }) => share)
      chosen.push({ question: pick(from, random), why: 'representative' })
    } else {
      const from = inDomain(({ id, questions: share }) => share * (1 - believed(id, state, random)))
      chosen.push({ question: pick(comfortable(from, state), random), why: 'weak' })
    }
  }
  return mixed(chosen)
}

/** Not chosen yet, and neither giving away nor given away by one that is. */
const isFree = (question: Question, chosen: readonly Selected[]) =>
  chosen.every(
    ({ question: other }) =>
      other.id !== question.id && !other.enemies.includes(question.id) && !question.enemies.includes(other.id),
  )

/** New questions and those that have rested; where there are none, those that were seen longest ago. */
function rested(pool: readonly Question[], state: PracticeState): readonly Question[] {
  const ready = pool.filter(({ id }) => state.now - (state.lastSeen.get(id) ?? -Infinity) >= restDays * dayMs)
  return ready.length > 0 ? ready : leastRecent(pool, state)
}

function unseenFirst(pool: readonly Question[], { lastSeen }: PracticeState): readonly Question[] {
  const unseen = pool.filter(({ id }) => !lastSeen.has(id))
  return unseen.length > 0 ? unseen : pool
}

/** The new ones or, without any, those that were seen longest ago. */
export function leastRecent(
  pool: readonly Question[],
  { lastSeen }: Pick<PracticeState, 'lastSeen'>,
): readonly Question[] {
  const seenAt = ({ id }: Question) => lastSeen.get(id) ?? Number.NEGATIVE_INFINITY
  const oldest = Math.min(...pool.map(seenAt))
  return pool.filter((question) => seenAt(question) === oldest)
}

/** Those nearest to the chance of success at which practice is neither dull nor discouraging. */
function comfortable(pool: readonly Question[], { model, target }: PracticeState): readonly Question[] {
  const rated = pool.map((question) => {
    const domainIndex = target.domains.findIndex(({ id }) => id === question.domain)
    const chance = chanceOfRight(model, {
      domainIndex,
      guess: expectedByChance(question),
      difficulty: question.difficulty,
    })
    return {
      question,
      off: Math.abs(chance - comfort.centre),
      isInBand: chance >= comfort.low && chance <= comfort.high,
    }
  })
  const inBand = rated.filter((one) => one.isInBand)
  const nearest = Math.min(...rated.map(({ off }) => off))
  const kept = inBand.length > 0 ? inBand : rated.filter(({ off }) => off <= nearest + 0.02)
  return kept.map(({ question }) => question)
}

/** One draw from what is believed of a domain. */
function believed(id: string, { model }: PracticeState, random: Random): number {
  const domain = model.domains.find((one) => one.id === id)
  if (!domain) return 0.5
  const draw = domain.mean + domain.sd * normal(random)
  return Math.min(0.99, Math.max(0.01, draw))
}

const uniform = (random: Random) => (random() + 0.5) / 2 ** 32
const normal = (random: Random) => Math.sqrt(-2 * Math.log(uniform(random))) * Math.cos(2 * Math.PI * uniform(random))

const pick = <Item>(items: readonly Item[], random: Random): Item => known(items[random() % items.length])

/** One of the items, each with a chance in proportion to its weight; undefined where there are none. */
function draw<Item>(items: readonly Item[], weightOf: (item: Item) => number, random: Random): Item | undefined {
  const weights = items.map(weightOf)
  let rest = uniform(random) * weights.reduce((sum, weight) => sum + weight, 0)
  return items.find((_, at) => (rest -= weights[at] ?? 0) < 0) ?? items.at(-1)
}

/** Never more than two in a row of one domain, as long as there is another; each otherwise as early as it was. */
export function mixed<Item extends { readonly question: Pick<Question, 'domain'> }>(
  items: readonly Item[],
): readonly Item[] {
  const left = [...items]
  const order: Item[] = []
  while (left.length > 0) {
    const [last, before] = [order.at(-1), order.at(-2)]
    const tired = last && before && last.question.domain === before.question.domain ? last.question.domain : undefined
    const at = Math.max(
      0,
      left.findIndex(({ question }) => question.domain !== tired),
    )
    order.push(...left.splice(at, 1))
  }
  return order
}
