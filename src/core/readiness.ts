import { betaBinomial, chanceOfAtLeast, percentile } from './beta-binomial.ts'
import { known } from './result.ts'

// Model R1 and its cross-check R0. Source: the formulas and vectors of Aimward's assessment page, whose priors are
// design values tested by simulation and not validated against real exam results.

/** An unassisted answer to a question that was new on this device. */
export type Evidence = {
  readonly domain: string
  /** From 0 to 1. */
  readonly credit: number
  /** What guessing earns on average, from 0 to below 1. */
  readonly guess: number
  /** The author's rating, from 1 to 5. */
  readonly difficulty: number
  /** Epoch milliseconds. */
  readonly at: number
  /** Whether the question was drawn as the exam draws its own, and not because the person is weak there. */
  readonly isRepresentative: boolean
}

/** The exam that is to be passed. */
export type Target = {
  readonly questions: number
  /** How many must be right. */
  readonly cut: number
  readonly domains: readonly { readonly id: string; readonly questions: number }[]
}

export type DomainEstimate = {
  readonly id: string
  readonly answers: number
  /** Expected share of right answers in the exam, from 0 to 1. */
  readonly mean: number
  readonly sd: number
  /** The 80 % interval. */
  readonly low: number
  readonly high: number
}

/** What may honestly be said. */
export type Claim =
  /** Fewer than 40 answers, each weighted by its age. */
  | { readonly kind: 'not-enough'; readonly have: number; readonly need: number }
  /** Nothing was answered for 45 days. */
  | { readonly kind: 'stale'; readonly lastAt: number }
  | { readonly kind: 'words'; readonly words: 'not-yet' | 'toss-up' | 'leaning' | 'likely' }
  /** Rounded to 5, from 5 to 95. */
  | { readonly kind: 'percent'; readonly percent: number }

export type Readiness = {
  /** How many answers it rests on, each weighted by its age. */
  readonly evidence: number
  readonly answers: number
  readonly firstAt: number | undefined
  readonly lastAt: number | undefined
  readonly passChance: number
  /** Expected share of right answers in the exam, from 0 to 1, and how uncertain it is. */
  readonly mean: number
  readonly sd: number
  /** Right answers in the exam: the 10th and the 90th percentile. */
  readonly low: number
  readonly high: number
  /** The chance of passing by the simpler model R0; undefined below 40 representative answers. */
  readonly crossCheck: number | undefined
  /** Whether the two models differ by more than 0.15. */
  readonly isDisputed: boolean
  readonly domains: readonly DomainEstimate[]
  readonly claim: Claim
}

export const enoughForWords = 40
export const enoughForPercent = 80
const staleDays = 45
const dayMs = 86_400_000

/** How ready a person is for an exam, from what they answered. */
export function readiness(evidence: readonly Evidence[], target: Target, now: number): Readiness {
  const known = evidence.filter(({ domain }) => target.domains.some(({ id }) => id === domain))
  const dated = known.map((one) => ({ ...one, days: Math.max(0, (now - one.at) / dayMs) }))
  const model = fit(dated, target)
  const times = known.map(({ at }) => at)
  const weight = sum(dated.map(({ days }) => halved(days, modelHalfLife)))
  const representative = dated.filter(({ isRepresentative }) => isRepresentative)
  const crossCheck =
    sum(representative.map(({ days }) => halved(days, checkHalfLife))) >= enoughForWords
      ? betaCheck(representative, target)
      : undefined
  const { passChance } = model
  const lastAt = times.length > 0 ? Math.max(...times) : undefined
  return {
    evidence: weight,
    answers: known.length,
    firstAt: times.length > 0 ? Math.min(...times) : undefined,
    lastAt,
    passChance,
    mean: model.mean,
    sd: model.sd,
    low: model.low,
    high: model.high,
    crossCheck,
    isDisputed: crossCheck !== undefined && Math.abs(crossCheck - passChance) > 0.15,
    domains: model.domains,
    claim: claimOf({ weight, passChance, lastAt, now, domains: model.domains, target }),
  }
}

function claimOf({
  weight,
  passChance,
  lastAt,
  now,
  domains,
  target,
}: {
  readonly weight: number
  readonly passChance: number
  readonly lastAt: number | undefined
  readonly now: number
  readonly domains: readonly DomainEstimate[]
  readonly target: Target
}): Claim {
  if (lastAt === undefined || weight < enoughForWords)
    return { kind: 'not-enough', have: Math.floor(weight), need: enoughForWords }
  if (now - lastAt > staleDays * dayMs) return { kind: 'stale', lastAt }
  const isBroad = target.domains.every(
    ({ id, questions }) =>
      questions < target.questions / 10 || domains.some((domain) => domain.id === id && domain.answers >= 4),
  )
  if (weight >= enoughForPercent && isBroad)
    return { kind: 'percent', percent: Math.min(95, Math.max(5, 5 * Math.round(passChance * 20))) }
  return { kind: 'words', words: wordsOf(passChance) }
}

const wordsOf = (passChance: number) =>
  passChance < 0.4 ? 'not-yet' : passChance < 0.6 ? 'toss-up' : passChance <= 0.85 ? 'leaning' : 'likely'

/** The numbers of the model alone, for tests and for simulation. */
export type Fit = {
  readonly passChance: number
  readonly mean: number
  readonly sd: number
  readonly low: number
  readonly high: number
  /** Ability over all domains and, in the order of the target, what each domain adds to it; logits. */
  readonly ability: number
  readonly effects: readonly number[]
  readonly domains: readonly DomainEstimate[]
}

type Dated = Omit<Evidence, 'at'> & { readonly days: number }

const modelHalfLife = 60
const checkHalfLife = 45
const prior = { mean: 0.25, precision: 1, effectPrecision: 1 / 0.5 ** 2 }
/** How much authors' ratings differ, how far they are to be trusted, and how far an exam differs from a bank. */
const ratingSd = 0.9
const ratingTrust = 0.3
const examShift = 0.5
const examGuess = 1 / 3
// Turns a logistic curve averaged over a normal spread into a logistic curve again.
const spreading = ((16 * Math.sqrt(3)) / (15 * Math.PI)) ** 2
const attenuation = 1 / Math.sqrt(1 + spreading * ratingSd ** 2 * (1 - ratingTrust ** 2))
const examAttenuation = 1 / Math.sqrt(1 + spreading * ratingSd ** 2)

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const halved = (days: number, halfLife: number) => 2 ** (-days / halfLife)
const logistic = (logit: number) => 1 / (1 + Math.exp(-logit))
/** The author's rating as a difficulty in logits. */
export const difficultyLogit = (rating: number) => 0.6 * (rating - 3)

type Rating = { readonly domainIndex: number; readonly guess: number; readonly difficulty: number }

/** The chance that a person knows the answer to a question, by the fit. */
function chanceOfKnowing({ ability, effects }: Pick<Fit, 'ability' | 'effects'>, { domainIndex, difficulty }: Rating) {
  const logit = ability + (effects[domainIndex] ?? 0) - ratingTrust * difficultyLogit(difficulty)
  return logistic(logit * attenuation)
}

/** The chance that a question is answered right, by the fit. */
export function chanceOfRight(model: Pick<Fit, 'ability' | 'effects'>, rating: Rating): number {
  return rating.guess + (1 - rating.guess) * chanceOfKnowing(model, rating)
}

/** How much an answer to a question would tell about the ability in its domain, by the fit: Fisher's information. */
export function informationOf(model: Pick<Fit, 'ability' | 'effects'>, rating: Rating): number {
  const knows = chanceOfKnowing(model, rating)
  const right = chanceOfRight(model, rating)
  const slope = (1 - rating.guess) * knows * (1 - knows) * attenuation
  return (slope * slope) / (right * (1 - right))
}

/** R1: one ability and an effect of each domain, by Fisher scoring from the prior; guessing is the floor of each question. */
export function fit(evidence: readonly Dated[], target: Target): Fit {
  const size = target.domains.length + 1
  const indexOf = new Map(target.domains.map(({ id }, index) => [id, index + 1]))
  const answers = evidence.map((one) => ({
    ...one,
    index: known(indexOf.get(one.domain)),
    weight: halved(one.days, modelHalfLife),
    difficulty: ratingTrust * difficultyLogit(one.difficulty),
  }))
  const means = Array.from({ length: size }, (_, index) => (index === 0 ? prior.mean : 0))
  const precisions = means.map((_, index) => (index === 0 ? prior.precision : prior.effectPrecision))

  const at = [...means]
  let covariance: readonly (readonly number[])[] = []
  for (let round = 0; round < 50; round++) {
    const slope = at.map((value, index) => -known(precisions[index]) * (value - known(means[index])))
    const information = at.map((_, row) => at.map((__, column) => (row === column ? known(precisions[row]) : 0)))
    const add = (row: number, column: number, amount: number) => {
      const cells = known(information[row])
      cells[column] = known(cells[column]) + amount
    }
    for (const { index, weight, difficulty, guess, credit } of answers) {
      const s = logistic((known(at[0]) + known(at[index]) - difficulty) * attenuation)
      const p = guess + (1 - guess) * s
      const dp = (1 - guess) * s * (1 - s) * attenuation
      const pull = ((weight * (credit - p)) / (p * (1 - p))) * dp
      const certainty = (weight * dp * dp) / (p * (1 - p))
      slope[0] = known(slope[0]) + pull
      slope[index] = known(slope[index]) + pull
      add(0, 0, certainty)
      add(index, index, certainty)
      add(0, index, certainty)
      add(index, 0, certainty)
    }
    covariance = inverse(information)
    const step = covariance.map((row) => sum(row.map((cell, column) => cell * known(slope[column]))))
    step.forEach((move, index) => (at[index] = known(at[index]) + Math.min(1, Math.max(-1, move))))
    if (Math.max(...step.map(Math.abs)) < 1e-8) break
  }

  const [ability = 0, ...effects] = at
  const cell = (row: number, column: number) => known(known(covariance[row])[column])
  const domains = target.domains.map(({ id }, index): DomainEstimate => {
    const s = logistic((ability + known(effects[index])) * examAttenuation)
    const spread = cell(0, 0) + cell(index + 1, index + 1) + 2 * cell(0, index + 1)
    const mean = examGuess + (1 - examGuess) * s
    const sd = (1 - examGuess) * s * (1 - s) * examAttenuation * Math.sqrt(spread)
    const answered = evidence.filter(({ domain }) => domain === id).length
    return { id, answers: answered, mean, sd, low: Math.max(0, mean - z80 * sd), high: Math.min(1, mean + z80 * sd) }
  })

  const weights = target.domains.map(({ questions }) => questions / target.questions)
  const mean = sum(domains.map((domain, index) => known(weights[index]) * domain.mean))
  const slopes = domains.map((domain, index) => {
    const s = (domain.mean - examGuess) / (1 - examGuess)
    return known(weights[index]) * (1 - examGuess) * s * (1 - s) * examAttenuation
  })
  const gradient = [sum(slopes), ...slopes]
  const uncertainty = sum(gradient.map((row, i) => sum(gradient.map((column, j) => row * cell(i, j) * column))))
  const variance = uncertainty + (examShift * sum(slopes)) ** 2
  return { ability, effects, domains, sd: Math.sqrt(variance), ...scoreOf({ mean, variance }, target) }
}

const z80 = 1.2815515655446004

function scoreOf({ mean, variance }: { readonly mean: number; readonly variance: number }, target: Target) {
  const most = mean * (1 - mean)
  const firmness = most / Math.min(variance, 0.98 * most) - 1
  const shares = betaBinomial({ of: target.questions, a: mean * firmness, b: (1 - mean) * firmness })
  return {
    mean,
    passChance: chanceOfAtLeast(shares, target.cut),
    low: percentile(shares, 0.1),
    high: percentile(shares, 0.9),
  }
}

/** R0: shares of right answers, drawn towards their mean where a domain has few; the chance of passing. */
export function betaCheck(evidence: readonly Dated[], target: Target): number {
  const kappa = 15
  const counted = target.domains.map(({ id, questions }) => {
    const answers = evidence
      .filter(({ domain }) => domain === id)
      .map(({ days, credit }) => ({ credit, weight: halved(days, checkHalfLife) }))
    const right = sum(answers.map(({ weight, credit }) => weight * credit))
    const of = sum(answers.map(({ weight }) => weight))
    return { share: questions / target.questions, right, of, effective: (of * (kappa + 1)) / (kappa + of) }
  })
  const held = (value: (domain: (typeof counted)[number]) => number) =>
    sum(counted.filter(({ of }) => of > 0).map((domain) => (domain.effective * value(domain)) / domain.of))
  const a = 0.62 * 4 + held(({ right }) => right)
  const b = 0.38 * 4 + held(({ of, right }) => of - right)
  const centre = a / (a + b)
  const centreVariance = (centre * (1 - centre)) / (a + b + 1)
  const domains = counted.map(({ share, right, of }) => {
    const pull = kappa / (kappa + of)
    const mean = pull * centre + (of > 0 ? (1 - pull) * (right / of) : 0)
    return { share, pull, mean, own: (mean * (1 - mean)) / (kappa + of + 1) }
  })
  const mean = sum(domains.map((domain) => domain.share * domain.mean))
  const knows = Math.min(0.98, Math.max(0.02, (mean - examGuess) / (1 - examGuess)))
  const variance =
    sum(domains.map(({ share, own }) => share ** 2 * own)) +
    sum(domains.map(({ share, pull }) => share * pull)) ** 2 * centreVariance +
    (examShift * (1 - examGuess) * knows * (1 - knows)) ** 2
  return scoreOf({ mean, variance }, target).passChance
}

/** Of a symmetric positive definite matrix, by Gauss and Jordan. */
function inverse(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = matrix.length
  const rows = matrix.map((row, index) => [...row, ...row.map((_, column) => (column === index ? 1 : 0))])
  rows.forEach((pivotRow, pivot) => {
    const scale = known(pivotRow[pivot])
    pivotRow.forEach((cell, column) => (pivotRow[column] = cell / scale))
    rows.forEach((row, index) => {
      const factor = known(row[pivot])
      if (index !== pivot) row.forEach((cell, column) => (row[column] = cell - factor * known(pivotRow[column])))
    })
  })
  return rows.map((row) => row.slice(size))
}
