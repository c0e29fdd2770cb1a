import { betaCheck, fit, type Evidence, type Target } from '../../src/core/readiness.ts'
import { known } from '../../src/core/result.ts'
import { seeded, xmur3 } from '../../src/core/random.ts'

/** One simulated person: what the models said before the exam, and what came. */
export type Outcome = {
  readonly chance: number
  readonly check: number
  readonly low: number
  readonly high: number
  readonly right: number
  readonly passed: boolean
}

export type World = {
  readonly learners: number
  readonly answers: number
  /** How far the author's ratings really go with difficulty, and how far the exam lies from the bank. */
  readonly trust: number
  readonly shift: number
  readonly seed: string
}

/** Three worlds: after few answers, some, and many; authors rate difficulty with little skill, the exam is harder than the bank. */
export const worlds = [
  { answers: 40, trust: 0.3, shift: 0.5, seed: 'few' },
  { answers: 80, trust: 0.3, shift: 0.5, seed: 'some' },
  { answers: 160, trust: 0.3, shift: 0.5, seed: 'many' },
] as const

export const examOfEighty: Target = {
  questions: 80,
  cut: 56,
  domains: [8, 16, 12, 12, 16, 12, 4].map((questions, at) => ({ id: `d${at}`, questions })),
}

const logistic = (logit: number) => 1 / (1 + Math.exp(-logit))

/** Learners with an ability, and an effect of each domain, who answer representative questions and then sit the exam. */
export function simulate({ learners, answers, trust, shift, seed }: World, target: Target): readonly Outcome[] {
  const next = seeded(xmur3(seed))
  const uniform = () => (next() + 0.5) / 2 ** 32
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const slots = target.domains.flatMap(({ id, questions }) => Array<string>(questions).fill(id))
  const chance = (logit: number) => 1 / 3 + (2 / 3) * logistic(logit)

  return Array.from({ length: learners }, (): Outcome => {
    const ability = 0.25 + normal()
    const effects = new Map(target.domains.map(({ id }) => [id, 0.5 * normal()]))
    const logitOf = (domain: string, difficulty: number) => ability + known(effects.get(domain)) - difficulty
    const evidence = Array.from({ length: answers }, () => {
      const domain = known(slots[next() % slots.length])
      const rating = 1 + (next() % 5)
      const difficulty = trust * 0.6 * (rating - 3) + 0.9 * Math.sqrt(1 - trust ** 2) * normal()
      const credit = Number(uniform() < chance(logitOf(domain, difficulty)))
      const answer: Omit<Evidence, 'at'> & { readonly days: number } = {
        domain,
        credit,
        guess: 1 / 3,
        difficulty: rating,
        days: 0,
        isRepresentative: true,
      }
      return answer
    })
    const moved = shift * normal()
    const right = slots.filter((domain) => uniform() < chance(logitOf(domain, 0.9 * normal()) + moved)).length
    const model = fit(evidence, target)
    return {
      chance: model.passChance,
      check: betaCheck(evidence, target),
      low: model.low,
      high: model.high,
      right,
      passed: right >= target.cut,
    }
  })
}
