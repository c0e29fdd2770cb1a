import { optionOrder } from './option-order.ts'
import type { Bank, Blueprint, Domain, Form, Profile } from './profile.ts'
import { isSelected, levels, type Level, type Question, type QuestionId } from './question.ts'
import { seeded, shuffle, xmur3, type Random } from './random.ts'
import { fail, known, ok, type Result } from './result.ts'

type Bound =
  | { readonly kind: 'scenario'; readonly size: number }
  | { readonly kind: 'domain'; readonly domain: string }
  | { readonly kind: 'level'; readonly levels: readonly Level[] }

/**
 * The first rule of a blueprint that a bank cannot keep. `available` is what the bank holds or, where that would be
 * enough, what the best draw could bring together. Too many of some levels is told as too few of the others.
 */
export type Shortage = { readonly needed: number; readonly available: number } & (
  | Bound
  /** The blueprint contradicts itself: its domains add up to `available`. */
  | { readonly kind: 'questions' }
  /** A form could be drawn if these questions were allowed to meet their enemies. */
  | { readonly kind: 'enemies'; readonly questions: readonly QuestionId[] }
)

/**
 * Draws an exam. The form depends on code, seed and bank alone, not on the order of the bank. Domains, levels, kinds,
 * scenarios and enemies are kept or the draw fails; a mean difficulty in the middle is only aimed at. The bank must be
 * that of one course, since every question in a domain of the blueprint may be drawn.
 */
export function assembleForm(bank: Bank, { id, blueprint }: Profile, seed: number): Result<Form, Shortage> {
  const planned = total(blueprint.domains, (domain) => domain.questions)
  if (planned !== blueprint.questions)
    return fail({ kind: 'questions', needed: blueprint.questions, available: planned })

  const pool = poolOf(bank, blueprint)
  const scarce = shortageOf(pool, (count) => supplyOf(pool, count))
  if (scarce !== undefined) return fail(scarce)

  const draft = bestDraft(pool, seed)
  const missing = shortageIn(pool, draft)
  if (missing === undefined) return ok(formOf(draft.units.flatMap(askedIn), { id, blueprint }, seed))

  const relaxed = bestDraft(poolOf(withoutEnemies(bank), blueprint), seed)
  if (shortageIn(pool, relaxed) !== undefined) return fail(missing)
  const { needed, available } = missing
  return fail({ kind: 'enemies', needed, available, questions: meetingEnemies(relaxed.units, bank) })
}

/** When a person last saw each question they know, in epoch milliseconds. */
export type LastSeen = ReadonlyMap<QuestionId, number>

/** How long a question counts as lately seen. Source: our own choice, the interval at which review may repeat a stem. */
const latelyMs = 21 * 24 * 3_600_000

/**
 * Draws a form for each of at least one seed and keeps the one with the fewest questions lately seen, of these the one
 * with the fewest seen at all, of these the first.
 */
export function leastSeen(
  bank: Bank,
  profile: Profile,
  { seeds, lastSeen, now }: { readonly seeds: readonly number[]; readonly lastSeen: LastSeen; readonly now: number },
): Result<Form, Shortage> {
  const isLate = (at: number) => now - at < latelyMs
  const cost = (drawn: Result<Form, Shortage>) => {
    if (!drawn.ok) return Infinity
    const seen = drawn.value.questions.flatMap(({ id }) => lastSeen.get(id) ?? [])
    return seen.filter(isLate).length * (drawn.value.questions.length + 1) + seen.length
  }
  return seeds
    .map((seed) => assembleForm(bank, profile, seed))
    .map((drawn) => ({ drawn, cost: cost(drawn) }))
    .reduce((best, one) => (one.cost < best.cost ? one : best)).drawn
}

export type Asked = { readonly question: Question; readonly scenario: string | undefined }

/** The form that asks some questions in their order, with options in the order of a seed. */
export function formOf(asked: readonly Asked[], profile: Pick<Profile, 'id' | 'blueprint'>, seed: number): Form {
  const marks = marksOf(
    asked.map(({ question }) => question),
    profile.blueprint.domains,
  )
  return {
    profileId: profile.id,
    seed,
    questions: asked.map(({ question, scenario }) => ({
      id: question.id,
      optionOrder: optionOrder(question, seed),
      scenario,
      marks: marks.get(question.id),
    })),
  }
}

/**
 * What each question of a form counts, where a domain has marks: its questions get the same whole part each, and what
 * is left goes one by one to the hardest. Questions of no such domain are missing.
 */
export function marksOf(
  questions: readonly Pick<Question, 'id' | 'domain' | 'difficulty'>[],
  domains: readonly Domain[],
): ReadonlyMap<QuestionId, number> {
  return new Map(
    domains.flatMap(({ id, marks }) => {
      if (marks === undefined) return []
      const hardestFirst = questions
        .filter(({ domain }) => domain === id)
        .sort((one, other) => other.difficulty - one.difficulty || (one.id < other.id ? -1 : 1))
      const each = Math.floor(marks / hardestFirst.length)
      const left = marks % hardestFirst.length
      return hardestFirst.map((question, index) => [question.id, index < left ? each + 1 : each] as const)
    }),
  )
}

/** What a seed prefers, smallest first. Each key stands alone, so that a form changes little when the bank grows. */
export const unitKey = (seed: number, id: string): number => xmur3(`${seed}|${id}`)

/**
 * Whether a form is what its profile promises, in sentences about what is not; none where all is well. It shares nothing
 * with the drawing of forms, so that each can judge the other.
 */
export function checkForm(form: Form, bank: Bank, { id: profileId, blueprint }: Profile): readonly string[] {
  const problems: string[] = []
  const expect = (isMet: boolean, problem: string) => {
    if (!isMet) problems.push(problem)
  }

  const ids = form.questions.map(({ id }) => id)
  const missing = ids.filter((id) => !bank.questions.some((question) => question.id === id))
  const questions = bank.questions.filter(({ id }) => ids.includes(id))
  expect(form.profileId === profileId, `The form is of profile ${form.profileId}, not of ${profileId}.`)
  expect(missing.length === 0, `The bank has no question ${missing.join(', ')}.`)
  expect(new Set(ids).size === ids.length, 'A question is asked twice.')
  expect(ids.length === blueprint.questions, `${ids.length} questions instead of ${blueprint.questions}.`)

  for (const domain of blueprint.domains) {
    const drawn = questions.filter((question) => question.domain === domain.id).length
    expect(drawn === domain.questions, `${drawn} questions in domain ${domain.id} instead of ${domain.questions}.`)
  }
  for (const { levels: group, min, max } of blueprint.levels) {
    const drawn = questions.filter(({ level }) => group.includes(level)).length
    expect(drawn >= min && drawn <= max, `${drawn} questions at ${group.join(' or ')} instead of ${min} to ${max}.`)
  }
  const strange = questions.filter((question) => !isAsked(blueprint, question))
  expect(strange.length === 0, `${strange.map(({ id }) => id).join(', ')} is of a kind that is not asked.`)
  for (const { id, enemies } of questions) {
    const met = enemies.filter((enemy) => ids.includes(enemy))
    expect(met.length === 0, `${id} meets its enemy ${met.join(', ')}.`)
  }
  for (const { id, optionOrder: shown } of form.questions) {
    const question = questions.find((question) => question.id === id)
    const offered = question?.prompt.options.map((option) => option.id) ?? shown
    const isWhole = shown.length === offered.length && offered.every((option) => shown.includes(option))
    expect(isWhole, `${id} does not show each of its options once.`)
    expect(
      question?.shuffle !== false || shown.join() === offered.join(),
      `${id} does not keep the order of its options.`,
    )
  }
  for (const { id, marks } of blueprint.domains) {
    const inDomain = form.questions.filter((asked) =>
      questions.some((question) => question.id === asked.id && question.domain === id),
    )
    const shared = total(inDomain, (asked) => asked.marks ?? 0)
    expect(shared === (marks ?? 0), `The questions of domain ${id} have ${shared} marks instead of ${marks ?? 0}.`)
  }

  const scenarios = bank.scenarios.filter((scenario) => scenario.questions.some((id) => ids.includes(id)))
  expect(
    scenarios.length === blueprint.scenarios.count,
    `${scenarios.length} scenarios instead of ${blueprint.scenarios.count}.`,
  )
  for (const { id, questions: members } of scenarios) {
    const labelled = form.questions.filter(({ scenario }) => scenario === id).map((question) => question.id)
    const start = ids.indexOf(known(members[0]))
    const asked = ids.slice(start, start + members.length)
    expect(members.length === blueprint.scenarios.size, `Scenario ${id} has ${members.length} questions.`)
    expect(asked.join() === members.join(), `Scenario ${id} is not together and in order.`)
    expect(labelled.join() === members.join(), `The questions of scenario ${id} are not marked as its own.`)
  }
  return problems
}

/** What is drawn as one piece: a question that stands alone, or a scenario with its questions. */
type Unit = {
  readonly id: string
  readonly questions: readonly Question[]
  readonly scenario: string | undefined
  /** What it adds to the count of each rule. */
  readonly counts: Counts
  /** Questions that must not be drawn beside it, its own among them. */
  readonly foes: ReadonlySet<QuestionId>
}

/** One number per rule, in their order. */
type Counts = readonly number[]

/** A count over what is drawn, its limits, and what each step beyond them costs. */
type Rule = {
  readonly bound: Bound | { readonly kind: 'difficulty' }
  readonly count: (unit: Pick<Unit, 'questions' | 'scenario'>) => number
  readonly min: number
  readonly max: number
  readonly cost: number
}

/** What a blueprint can draw from a bank, each list by id. */
type Pool = {
  readonly blueprint: Blueprint
  readonly rules: readonly Rule[]
  readonly alone: readonly Unit[]
  readonly scenarios: readonly Unit[]
}

// Outweighs any imbalance of difficulty, which is only aimed at.
const binding = 1_000_000

function rulesOf({ questions: size, domains, levels: groups, scenarios }: Blueprint): readonly Rule[] {
  return [
    {
      bound: { kind: 'scenario', size: scenarios.size },
      count: ({ scenario }) => (scenario === undefined ? 0 : 1),
      min: scenarios.count,
      max: scenarios.count,
      cost: 5 * binding,
    },
    ...domains.map(({ id, questions }): Rule => ({
      bound: { kind: 'domain', domain: id },
      count: (unit) => unit.questions.filter(({ domain }) => domain === id).length,
      min: questions,
      max: questions,
      // 3 for the domain and 5 for the form, which is as much too short.
      cost: 8 * binding,
    })),
    ...groups.map(({ levels: group, min, max }): Rule => ({
      bound: { kind: 'level', levels: group },
      count: atLevels(group),
      min,
      max,
      cost: 2 * binding,
    })),
    {
      bound: { kind: 'difficulty' },
      // b = 0.6 (difficulty − 3) in thousandths, so that sums are exact. Its mean is to stay within ±0.1.
      count: (unit) => total(unit.questions, ({ difficulty }) => Math.round(600 * (difficulty - 3))),
      min: -100 * size,
      max: 100 * size,
      cost: 1,
    },
  ]
}

const atLevels =
  (group: readonly Level[]): Rule['count'] =>
  ({ questions }) =>
    questions.filter(({ level }) => group.includes(level)).length

function poolOf(bank: Bank, blueprint: Blueprint): Pool {
  const rules = rulesOf(blueprint)
  const enemies = enemiesIn(bank)
  const domains = new Set(blueprint.domains.map(({ id }) => id))
  const questionOf = new Map(bank.questions.map((question) => [question.id, question]))
  const inScenario = new Set(bank.scenarios.flatMap(({ questions }) => questions))

  const unitOf = (id: string, questions: readonly Question[], scenario?: string): Unit => ({
    id,
    questions,
    scenario,
    counts: rules.map((rule) => rule.count({ questions, scenario })),
    foes: new Set(questions.flatMap((question) => [question.id, ...enemies(question.id)])),
  })
  const canBeAsked = (question: Question) => domains.has(question.domain) && isAsked(blueprint, question)
  const isUsable = ({ questions }: Unit) =>
    questions.length === blueprint.scenarios.size &&
    questions.every(canBeAsked) &&
    !questions.some((one) => questions.some((other) => enemies(one.id).has(other.id)))

  return {
    blueprint,
    rules,
    alone: bank.questions
      .filter((question) => canBeAsked(question) && !inScenario.has(question.id))
      .map((question) => unitOf(question.id, [question]))
      .sort(byId),
    scenarios: bank.scenarios
      .map(({ id, questions }) =>
        unitOf(
          id,
          questions.flatMap((question) => questionOf.get(question) ?? []),
          id,
        ),
      )
      .filter(isUsable)
      .sort(byId),
  }
}

export const isAsked = ({ kinds }: Blueprint, { prompt }: Question): boolean =>
  kinds === undefined ? isSelected(prompt) : kinds.includes(prompt.kind)

const byId = (one: Unit, other: Unit): number => (one.id < other.id ? -1 : 1)

/** Who excludes whom, whichever of the two names the other. */
function enemiesIn({ questions }: Bank): (id: QuestionId) => ReadonlySet<QuestionId> {
  const enemies = new Map(questions.map(({ id, enemies }) => [id, new Set(enemies)]))
  for (const question of questions) for (const enemy of question.enemies) enemies.get(enemy)?.add(question.id)
  return (id) => known(enemies.get(id))
}

const withoutEnemies = (bank: Bank): Bank => ({
  ...bank,
  questions: bank.questions.map((question) => ({ ...question, enemies: [] })),
})

function meetingEnemies(units: readonly Unit[], bank: Bank): readonly QuestionId[] {
  const enemies = enemiesIn(bank)
  const ids = units.flatMap(({ questions }) => questions.map(({ id }) => id))
  return ids.filter((one) => ids.some((other) => enemies(one).has(other)))
}

/** The first rule that has too little, where `available` tells how much of a count there is. */
function shortageOf(
  { rules, blueprint }: Pick<Pool, 'rules' | 'blueprint'>,
  available: (count: Rule['count']) => number,
): (Bound & { readonly needed: number; readonly available: number }) | undefined {
  for (const { bound, count, min, max } of rules) {
    if (bound.kind === 'difficulty') continue
    if (available(count) < min) return { ...bound, needed: min, available: available(count) }
    if (bound.kind !== 'level') continue
    const others = levels.filter((level) => !bound.levels.includes(level))
    const needed = blueprint.questions - max
    const ofOthers = available(atLevels(others))
    if (ofOthers < needed) return { kind: 'level', levels: others, needed, available: ofOthers }
  }
  return undefined
}

/** The most of a count that any form could hold. */
function supplyOf({ alone, scenarios, blueprint }: Pool, count: Rule['count']): number {
  const richest = scenarios.map(count).sort((one, other) => other - one)
  return total(alone, count) + total(richest.slice(0, blueprint.scenarios.count), (n) => n)
}

type Draft = { readonly units: readonly Unit[]; readonly cost: number }

const shortageIn = (pool: Pool, { units }: Draft) => shortageOf(pool, (count) => total(units, count))

/**
 * The draft that keeps every rule or, of several drafts, the one that comes nearest.
 * Source: Swanson & Stocking 1993, doi 10.1177/014662169301700205 (weighted deviations, then replacement).
 */
function bestDraft(pool: Pool, seed: number): Draft {
  let best = draw(pool, seed)
  for (let restart = 1; restart <= 6 && shortageIn(pool, best) !== undefined; restart++) {
    const next = draw(pool, xmur3(`${seed}|restart|${restart}`))
    if (next.cost < best.cost) best = next
  }
  return best
}

function draw(pool: Pool, seed: number): Draft {
  const random = seeded(seed)
  const alone = inKeyOrder(pool.alone, seed)
  const scenarios = takeScenarios(pool, inKeyOrder(pool.scenarios, seed))
  const units = repair(pool, fill(pool, scenarios, alone), alone, random)
  return { units: shuffle(inKeyOrder(units, seed), random), cost: costOf(pool, countsOf(pool, units)) }
}

/** Units that have the same key, however rare, go by id. */
function inKeyOrder(units: readonly Unit[], seed: number): readonly Unit[] {
  const keys = new Map(units.map((unit) => [unit, unitKey(seed, unit.id)]))
  return [...units].sort(byId).sort((one, other) => known(keys.get(one)) - known(keys.get(other)))
}

/**
 * The first scenarios that fit together and leave the rest of the form possible; where none are found in bounded time,
 * as many as fit together.
 */
function takeScenarios(pool: Pool, scenarios: readonly Unit[]): readonly Unit[] {
  const { rules, blueprint } = pool
  const supply = countsOf(pool, pool.alone)
  const canBeFilled = (counts: Counts) =>
    rules.every(({ bound, min }, i) => bound.kind === 'difficulty' || known(counts[i]) + known(supply[i]) >= min)
  let steps = 20_000
  let longest: readonly Unit[] = []

  const search = (taken: readonly Unit[], counts: Counts, rest: readonly Unit[]): readonly Unit[] | undefined => {
    if (taken.length > longest.length) longest = taken
    if (taken.length === blueprint.scenarios.count) return canBeFilled(counts) ? taken : undefined
    for (const [i, unit] of rest.entries()) {
      if (steps-- <= 0) return undefined
      const next = plus(counts, unit)
      if (isOver(pool, next, ['domain', 'level']) || foesOf(unit, taken).length > 0) continue
      const found = search([...taken, unit], next, rest.slice(i + 1))
      if (found !== undefined) return found
    }
    return undefined
  }
  return search([], countsOf(pool, []), scenarios) ?? longest
}

/** Fills each domain in the order of `alone`: first within the levels, then with whatever the domain still needs. */
function fill(pool: Pool, drawn: readonly Unit[], alone: readonly Unit[]): readonly Unit[] {
  const units = [...drawn]
  let counts = countsOf(pool, units)
  for (const limits of [['domain', 'level'], ['domain']] as const) {
    for (const { id } of pool.blueprint.domains) {
      for (const unit of alone.filter((unit) => domainOf(unit) === id)) {
        const next = plus(counts, unit)
        if (isOver(pool, next, limits) || foesOf(unit, units).length > 0) continue
        units.push(unit)
        counts = next
      }
    }
  }
  return units
}

/**
 * Tries questions at random, each in place of one of its domain and of its enemies, whose places are filled again, and
 * keeps what costs no more.
 */
function repair(pool: Pool, units: readonly Unit[], alone: readonly Unit[], random: Random): readonly Unit[] {
  let drawn = units
  let cost = costOf(pool, countsOf(pool, units))
  const tries = Math.min(4000, 40 * alone.length)
  for (let tried = 0; tried < tries && cost > 0; tried++) {
    const swapped = swap(pool, { drawn, entering: known(alone[random() % alone.length]), random })
    if (swapped === drawn) continue
    const next = swapped.length < drawn.length ? fill(pool, swapped, alone) : swapped
    const nextCost = costOf(pool, countsOf(pool, next))
    if (nextCost > cost) continue
    drawn = next
    cost = nextCost
  }
  return drawn
}

type Swap = { readonly drawn: readonly Unit[]; readonly entering: Unit; readonly random: Random }

/** The drawn units with `entering` among them, or as they were where nothing can make room for it. */
function swap(pool: Pool, { drawn, entering, random }: Swap): readonly Unit[] {
  if (drawn.includes(entering)) return drawn
  const foes = foesOf(entering, drawn)
  if (foes.some(isScenario)) return drawn
  const staying = drawn.filter((unit) => !foes.includes(unit))
  const entered = [...staying, entering]
  if (!isOver(pool, countsOf(pool, entered), ['domain'])) return entered
  const peers = staying.filter((unit) => !isScenario(unit) && domainOf(unit) === domainOf(entering))
  if (peers.length === 0) return drawn
  const leaving = peers[random() % peers.length]
  return entered.filter((unit) => unit !== leaving)
}

const isScenario = ({ scenario }: Unit): boolean => scenario !== undefined

/** The domain of a question that stands alone. */
const domainOf = ({ questions }: Unit): string => known(questions[0]).domain

/** Those of the units that must not be drawn beside this one. */
const foesOf = (unit: Unit, units: readonly Unit[]): readonly Unit[] =>
  units.filter(({ questions }) => questions.some(({ id }) => unit.foes.has(id)))

const countsOf = ({ rules }: Pool, units: readonly Unit[]): Counts =>
  rules.map((_, i) => total(units, ({ counts }) => known(counts[i])))

const plus = (counts: Counts, unit: Unit): Counts => counts.map((count, i) => count + known(unit.counts[i]))

type Limit = 'domain' | 'level'

const isOver = ({ rules }: Pool, counts: Counts, limits: readonly Limit[]): boolean =>
  rules.some(({ bound, max }, i) => limits.some((kind) => kind === bound.kind) && known(counts[i]) > max)

const costOf = ({ rules }: Pool, counts: Counts): number =>
  total(
    [...rules.entries()],
    ([i, { min, max, cost }]) => cost * Math.max(0, min - known(counts[i]), known(counts[i]) - max),
  )

const askedIn = ({ questions, scenario }: Unit): readonly Asked[] =>
  questions.map((question) => ({ question, scenario }))

const total = <Item>(items: readonly Item[], amount: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + amount(item), 0)
