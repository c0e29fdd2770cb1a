import { describe, expect, it } from 'vitest'
import { betaBinomial, chanceOfAtLeast, percentile } from '../../src/core/beta-binomial.ts'
import { betaCheck, fit, readiness, type Evidence, type Target } from '../../src/core/readiness.ts'

const shares = [8, 16, 12, 12, 16, 12, 4]
const target: Target = { questions: 80, cut: 56, domains: shares.map((questions, at) => ({ id: `d${at}`, questions })) }

const answers = (count: number, pattern: readonly number[], given: Partial<Evidence> = {}): readonly Evidence[] =>
  Array.from({ length: count }, (_, at) => ({
    domain: `d${at % 7}`,
    credit: pattern[at % pattern.length] ?? 0,
    guess: 1 / 3,
    difficulty: 3,
    at: 0,
    isRepresentative: true,
    ...given,
  }))
const dated = (evidence: readonly Evidence[]) => evidence.map((one) => ({ ...one, days: 0 }))

describe('the chance of so many right answers', () => {
  it.each([
    { of: 80, a: 60.5, b: 20.5, atLeast: 56, chance: 0.786292 },
    { of: 80, a: 1, b: 1, atLeast: 56, chance: 0.308642 },
    { of: 40, a: 30.5, b: 10.5, atLeast: 28, chance: 0.732623 },
  ])('is $chance for at least $atLeast of $of from Beta($a, $b)', ({ of, a, b, atLeast, chance }) => {
    expect(chanceOfAtLeast(betaBinomial({ of, a, b }), atLeast)).toBeCloseTo(chance, 6)
  })

  it('adds up to one and has its percentiles in order', () => {
    const all = betaBinomial({ of: 40, a: 30.5, b: 10.5 })
    expect(chanceOfAtLeast(all, 0)).toBeCloseTo(1, 12)
    expect(percentile(all, 0.1)).toBeLessThan(percentile(all, 0.9))
    expect(percentile(all, 1)).toBe(40)
  })
})

describe('model R1', () => {
  it.each([
    {
      name: 'V0',
      count: 0,
      pattern: [1],
      mean: 0.703344,
      sd: 0.165282,
      pass: 0.566384,
      ability: 0.25,
      effect: 0,
      check: 0.436618,
    },
    {
      name: 'V1',
      count: 70,
      pattern: [1, 1, 0, 1, 0],
      mean: 0.614243,
      sd: 0.090046,
      pass: 0.232588,
      ability: -0.337865,
      effect: -0.020995,
      check: 0.211519,
    },
    {
      name: 'V2',
      count: 140,
      pattern: [1, 1, 1, 0],
      mean: 0.746424,
      sd: 0.078225,
      pass: 0.729245,
      ability: 0.541726,
      effect: 0.010419,
      check: 0.71844,
    },
  ])('meets vector $name, and R0 beside it', ({ count, pattern, mean, sd, pass, ability, effect, check }) => {
    const evidence = dated(answers(count, pattern))
    const model = fit(evidence, target)
    expect(model.mean).toBeCloseTo(mean, 4)
    expect(model.sd).toBeCloseTo(sd, 4)
    expect(model.passChance).toBeCloseTo(pass, 4)
    expect(model.ability).toBeCloseTo(ability, 4)
    expect(model.effects[0]).toBeCloseTo(effect, 4)
    expect(betaCheck(evidence, target)).toBeCloseTo(check, 4)
  })
})

describe('what may be said', () => {
  const day = 86_400_000
  const now = 1000 * day
  const said = (evidence: readonly Evidence[], at = now) => readiness(evidence, target, at)
  const fresh = (count: number, pattern: readonly number[], given: Partial<Evidence> = {}) =>
    answers(count, pattern, { at: now, ...given })

  it('is that there is not enough evidence, below 40 answers', () => {
    expect(said(fresh(39, [1])).claim).toEqual({ kind: 'not-enough', have: 39, need: 40 })
    expect(said([]).claim).toEqual({ kind: 'not-enough', have: 0, need: 40 })
  })

  it('counts an answer of 60 days ago as half', () => {
    const old = answers(60, [1], { at: now - 60 * day })
    expect(said([...old, ...fresh(5, [1])])).toMatchObject({ evidence: 35, claim: { kind: 'not-enough', have: 35 } })
  })

  it.each([
    { pattern: [0, 0, 1], words: 'not-yet' },
    { pattern: [1, 1, 0], words: 'toss-up' },
    { pattern: [1, 1, 1, 0], words: 'leaning' },
    { pattern: [1], words: 'likely' },
  ])('is "$words" in words from 40 answers on, with $pattern', ({ pattern, words }) => {
    expect(said(fresh(70, pattern)).claim).toEqual({ kind: 'words', words })
  })

  it('is a percentage in steps of five from 80 answers over all the larger domains, never 0 or 100', () => {
    expect(said(fresh(140, [1, 1, 1, 0])).claim).toEqual({ kind: 'percent', percent: 75 })
    expect(said(fresh(140, [1])).claim).toEqual({ kind: 'percent', percent: 95 })
    expect(said(fresh(140, [0])).claim).toEqual({ kind: 'percent', percent: 5 })
  })

  it('stays in words while a large domain has fewer than four answers; a small one does not matter', () => {
    const without = (domain: string) => fresh(140, [1, 1, 1, 0]).filter((one) => one.domain !== domain)
    expect(said(without('d1')).claim.kind).toBe('words')
    expect(said(without('d6')).claim.kind).toBe('percent')
  })

  it('is nothing any more 45 days after the last answer', () => {
    const lastAt = now - 46 * day
    expect(said(answers(200, [1], { at: lastAt })).claim).toEqual({ kind: 'stale', lastAt })
  })

  it('is disputed when the simpler model says something else by more than 0.15', () => {
    const chosen = fresh(200, [0], { isRepresentative: false, difficulty: 5 })
    const { crossCheck, passChance, isDisputed } = said([...fresh(60, [1]), ...chosen])
    expect(crossCheck).toBeGreaterThan(passChance + 0.15)
    expect(isDisputed).toBe(true)
    expect(said(chosen)).toMatchObject({ crossCheck: undefined, isDisputed: false })
  })

  it('ignores answers of domains that the exam does not have', () => {
    expect(said(fresh(100, [1], { domain: 'elsewhere' }))).toMatchObject({ answers: 0, claim: { kind: 'not-enough' } })
  })
})
