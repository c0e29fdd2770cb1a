import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assembleForm, checkForm, leastSeen, marksOf, unitKey } from '../../src/core/form.ts'
import { buildOrder, optionOrder } from '../../src/core/option-order.ts'
import type { Bank, Blueprint, Form, Profile } from '../../src/core/profile.ts'
import { levels, type Level, type Question } from '../../src/core/question.ts'
import { seeded, shuffle } from '../../src/core/random.ts'
import { known } from '../../src/core/result.ts'
import { aBank, aFinding, aNonconformity, aProfile, aQuestion, aScenario } from '../support/builders.ts'

const seeds = (count: number) => Array.from({ length: count }, (_, index) => index * 7919 + 1)

function drawn(bank: Bank, profile: Profile, seed: number): Form {
  const result = assembleForm(bank, profile, seed)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

const idsOf = (form: Form) => form.questions.map(({ id }) => id)

/** A profile that wants these numbers per domain. */
const wanting = (domains: Readonly<Record<string, number>>, blueprint: Partial<Blueprint> = {}): Profile =>
  aProfile({
    blueprint: {
      questions: Object.values(domains).reduce((sum, questions) => sum + questions, 0),
      domains: Object.entries(domains).map(([id, questions]) => ({ id, title: id, questions })),
      ...blueprint,
    },
  })

const foundation = wanting(
  { concepts: 16, requirements: 24 },
  {
    levels: [
      { levels: ['remember'], min: 8, max: 14 },
      { levels: ['understand'], min: 12, max: 20 },
      { levels: ['apply'], min: 8, max: 14 },
      { levels: ['analyse', 'evaluate'], min: 0, max: 6 },
    ],
  },
)

const auditorDomains = {
  concepts: 8,
  requirements: 16,
  audit: 10,
  preparing: 14,
  conducting: 16,
  closing: 10,
  programme: 6,
}
const auditor = wanting(auditorDomains, {
  levels: [
    { levels: ['remember'], min: 0, max: 12 },
    { levels: ['understand'], min: 12, max: 26 },
    { levels: ['apply'], min: 24, max: 38 },
    { levels: ['analyse', 'evaluate'], min: 14, max: 34 },
  ],
  scenarios: { count: 8, size: 5 },
})
const auditorBank = aBank({ questions: 300, scenarios: 24, domains: Object.keys(auditorDomains) })

/** All ways to take `size` of some items. */
function subsets<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  if (size === 0) return [[]]
  return items.flatMap((item, index) => subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]))
}

/** Questions that differ only where it matters here. */
const some = (
  count: number,
  prefix: string,
  details: Partial<Pick<Question, 'domain' | 'level' | 'difficulty' | 'enemies' | 'mockOnly'>> = {},
) => Array.from({ length: count }, (_, index) => aQuestion({ id: `${prefix}-${index + 1}`, ...details }))

const bankOf = (...groups: readonly (readonly Question[])[]): Bank => ({ questions: groups.flat(), scenarios: [] })

describe('a form', () => {
  it.each([
    { name: 'foundation', profile: foundation, bank: aBank({ questions: 120 }) },
    { name: 'foundation from a large bank', profile: foundation, bank: aBank({ questions: 800 }) },
    { name: 'lead auditor', profile: auditor, bank: auditorBank },
    { name: 'no rule but length', profile: aProfile(), bank: aBank({ questions: 30 }) },
  ])('keeps every rule of its profile ($name), for a hundred seeds', ({ profile, bank }) => {
    for (const seed of seeds(100)) expect(checkForm(drawn(bank, profile, seed), bank, profile)).toEqual([])
  })

  it('is the same for the same seed, and hardly ever for another', () => {
    const bank = aBank()
    const forms = seeds(50).map((seed) => idsOf(drawn(bank, aProfile(), seed)).join())
    expect(seeds(50).map((seed) => idsOf(drawn(bank, aProfile(), seed)).join())).toEqual(forms)
    expect(new Set(forms).size).toBe(50)
  })

  it('does not depend on the order of the bank', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 24 }), fc.integer(), (seed, order) => {
        const random = seeded(order)
        const shuffled = {
          questions: shuffle(auditorBank.questions, random),
          scenarios: shuffle(auditorBank.scenarios, random),
        }
        expect(drawn(shuffled, auditor, seed)).toEqual(drawn(auditorBank, auditor, seed))
      }),
      { numRuns: 20 },
    )
  })

  it('keeps every rule whatever the bank, or says what is short', () => {
    const banks = fc.record({
      questions: fc.integer({ min: 0, max: 120 }),
      scenarios: fc.integer({ min: 0, max: 6 }),
      seed: fc.integer(),
    })
    const profile = wanting(
      { concepts: 8, requirements: 12 },
      {
        levels: [
          { levels: ['remember', 'understand'], min: 5, max: 9 },
          { levels: ['apply'], min: 3, max: 8 },
        ],
        scenarios: { count: 2, size: 3 },
      },
    )
    fc.assert(
      fc.property(banks, fc.nat(), ({ questions, scenarios, seed: bankSeed }, seed) => {
        const bank = aBank({ questions, scenarios, size: 3, seed: bankSeed })
        const result = assembleForm(bank, profile, seed)
        if (result.ok) expect(checkForm(result.value, bank, profile)).toEqual([])
        else expect(result.failure.available).toBeLessThan(result.failure.needed)
      }),
    )
  })

  it('is found wherever there is one, as an exhaustive search of small banks confirms', () => {
    const profile = wanting({ concepts: 2, requirements: 2 }, { levels: [{ levels: ['apply'], min: 2, max: 2 }] })
    const ids = ['q-1', 'q-2', 'q-3', 'q-4', 'q-5', 'q-6', 'q-7', 'q-8']
    const questionsOf = ids.map((id) =>
      fc.record({
        id: fc.constant(id),
        domain: fc.constantFrom('concepts', 'requirements'),
        level: fc.constantFrom('apply' as const, 'evaluate' as const),
        enemies: fc.subarray(ids, { maxLength: 3 }).map((enemies) => enemies.filter((enemy) => enemy !== id)),
      }),
    )
    fc.assert(
      fc.property(fc.tuple(...questionsOf), fc.nat(), (details, seed) => {
        const bank = bankOf(details.map(aQuestion))
        const exists = subsets(ids, 4).some((chosen) => {
          const questions = chosen.map((id) => ({ id, optionOrder: ['a', 'b', 'c'] }))
          return checkForm({ profileId: profile.id, seed, questions }, bank, profile).length === 0
        })
        expect(assembleForm(bank, profile, seed).ok).toBe(exists)
      }),
      // The search is bounded: with as many enemies as here it may miss a form in one bank of ten thousand.
      { seed: 42001, numRuns: 200 },
    )
  })

  it('is tried again from other keys where enemies stop the first draw', () => {
    const bands = [['remember'], ['understand'], ['apply'], ['analyse', 'evaluate']] as const
    const tight = aProfile({ blueprint: { levels: bands.map((band) => ({ levels: band, min: 2, max: 3 })) } })
    for (const seed of seeds(20)) {
      const random = seeded(seed)
      const plain = aBank({ questions: 18, seed }).questions
      const enemyOf = (id: string) =>
        plain.map((question) => question.id).filter((other) => other !== id && random() % 12 === 0)
      const bank = bankOf(plain.map((question) => ({ ...question, enemies: enemyOf(question.id) })))
      const result = assembleForm(bank, tight, seed)
      if (result.ok) expect(checkForm(result.value, bank, tight)).toEqual([])
      else expect(result.failure.available).toBeLessThan(result.failure.needed)
    }
  })

  it('takes questions that are kept for exams', () => {
    const bank = bankOf(some(4, 'kept', { mockOnly: true }), some(6, 'r', { domain: 'requirements' }))
    expect(idsOf(drawn(bank, aProfile(), 1)).filter((id) => id.startsWith('kept'))).toHaveLength(4)
  })

  it('takes nothing from domains it does not name', () => {
    const bank = aBank({ domains: ['concepts', 'closing', 'requirements'] })
    const closing = bank.questions.filter(({ domain }) => domain === 'closing').map(({ id }) => id)
    for (const seed of seeds(20)) {
      expect(idsOf(drawn(bank, aProfile(), seed)).filter((id) => closing.includes(id))).toEqual([])
    }
  })

  it('uses the whole bank over time', () => {
    const bank = aBank({ questions: 60 })
    const used = new Set(seeds(200).flatMap((seed) => idsOf(drawn(bank, aProfile(), seed))))
    expect(used.size).toBe(60)
  })

  it('brings the mean difficulty near the middle where the bank allows it', () => {
    const bank = aBank({ questions: 200 })
    for (const seed of seeds(50)) {
      const ids = idsOf(drawn(bank, foundation, seed))
      const drawnQuestions = bank.questions.filter(({ id }) => ids.includes(id))
      const sumOfB = drawnQuestions.reduce((sum, { difficulty }) => sum + 0.6 * (difficulty - 3), 0)
      expect(Math.abs(sumOfB / 40)).toBeLessThanOrEqual(0.1 + 1e-9)
    }
  })

  it('is drawn all the same where every question is hard', () => {
    const bank = { ...aBank(), questions: aBank().questions.map((question) => ({ ...question, difficulty: 5 })) }
    for (const seed of seeds(5)) expect(checkForm(drawn(bank, aProfile(), seed), bank, aProfile())).toEqual([])
  })

  it('can be all scenarios, hard ones too', () => {
    const profile = wanting({ concepts: 4 }, { scenarios: { count: 2, size: 2 } })
    const questions = some(6, 's', { difficulty: 5 })
    const scenarios = [1, 3, 5].map((n) => aScenario({ id: `set-${n}`, questions: [`s-${n}`, `s-${n + 1}`] }))
    const bank = { questions, scenarios }
    for (const seed of seeds(10)) expect(checkForm(drawn(bank, profile, seed), bank, profile)).toEqual([])
  })
})

describe('the scenarios of a form', () => {
  const profile = wanting({ concepts: 4, requirements: 2 }, { scenarios: { count: 1, size: 2 } })
  const alone = [...some(3, 'c'), ...some(3, 'r', { domain: 'requirements' })]
  const withSet = (members: readonly Question[], questions = members.map(({ id }) => id)): Bank => ({
    questions: [...alone, ...members],
    scenarios: [aScenario({ id: 'set', questions })],
  })

  it('are kept together, in order, and named', () => {
    const form = drawn(withSet(some(2, 's'), ['s-2', 's-1']), profile, 1)
    const first = idsOf(form).indexOf('s-2')
    expect(form.questions.slice(first, first + 2)).toMatchObject([
      { id: 's-2', scenario: 'set' },
      { id: 's-1', scenario: 'set' },
    ])
    expect(form.questions.filter(({ scenario }) => scenario === undefined)).toHaveLength(4)
  })

  it.each([
    { members: some(3, 's'), because: 'it is too large' },
    { members: some(1, 's'), because: 'it is too small' },
    { members: [...some(1, 's'), ...some(1, 'x', { domain: 'closing' })], because: 'a question is of another domain' },
    { members: [...some(1, 's'), aQuestion({ id: 'x', enemies: ['s-1'] })], because: 'its questions are enemies' },
  ])('leave one out when $because', ({ members }) => {
    const result = assembleForm(withSet(members), profile, 1)
    expect(result.ok).toBe(false)
  })

  it('leave one out that names a question the bank does not have', () => {
    expect(assembleForm(withSet(some(1, 's'), ['s-1', 'gone']), profile, 1)).toEqual({
      ok: false,
      failure: { kind: 'scenario', size: 2, needed: 1, available: 0 },
    })
  })

  it('never lend a question that should stand with its stimulus', () => {
    const bank = withSet(some(2, 's'))
    const without = wanting({ concepts: 3, requirements: 2 })
    for (const seed of seeds(20))
      expect(idsOf(drawn(bank, without, seed)).some((id) => id.startsWith('s-'))).toBe(false)
  })

  it('are found even where only one combination fits', () => {
    const two = wanting({ concepts: 2, requirements: 2 }, { scenarios: { count: 2, size: 2 } })
    const members = (id: string, domains: readonly string[]) =>
      domains.map((domain, index) => aQuestion({ id: `${id}-${index}`, domain }))
    const sets = {
      a: members('a', ['concepts', 'requirements']),
      b: members('b', ['concepts', 'concepts']),
      c: members('c', ['concepts', 'requirements']).map((question) => ({ ...question, enemies: ['a-0'] })),
      d: members('d', ['requirements', 'requirements']),
    }
    const bank = {
      questions: Object.values(sets).flat(),
      scenarios: Object.entries(sets).map(([id, questions]) =>
        aScenario({ id, questions: questions.map((q) => q.id) }),
      ),
    }
    for (const seed of seeds(30)) {
      const form = drawn(bank, two, seed)
      expect(new Set(form.questions.map(({ scenario }) => scenario))).toEqual(new Set(['b', 'd']))
    }
  })

  it('leave room for what only questions that stand alone can give', () => {
    // With "easy" the form would have no question to remember but those it does not have alone.
    const level = (id: string, of: Level) => some(2, id, { level: of })
    const profile = wanting(
      { concepts: 4 },
      { levels: [{ levels: ['remember'], min: 2, max: 2 }], scenarios: { count: 1, size: 2 } },
    )
    const bank = {
      questions: [...some(4, 'c', { level: 'apply' }), ...level('easy', 'remember'), ...level('hard', 'evaluate')],
      scenarios: ['easy', 'hard'].map((id) => aScenario({ id, questions: [`${id}-1`, `${id}-2`] })),
    }
    for (const seed of seeds(20)) expect(idsOf(drawn(bank, profile, seed))).toContain('easy-1')
  })

  it('are given up in bounded time where too many combinations fail', () => {
    const pairs = Array.from({ length: 24 }, (_, index) => [`s-${2 * index + 1}`, `s-${2 * index + 2}`])
    const members = some(48, 's').map((question, index) => ({
      ...question,
      // Six cliques of four scenarios: twelve never fit together.
      enemies: pairs
        .filter((_, set) => set % 6 === Math.floor(index / 2) % 6 && set !== Math.floor(index / 2))
        .map(([id]) => known(id)),
    }))
    const bank = {
      questions: members,
      scenarios: pairs.map((questions, index) => aScenario({ id: `set-${index}`, questions })),
    }
    const result = assembleForm(bank, wanting({ concepts: 24 }, { scenarios: { count: 12, size: 2 } }), 1)
    expect(result).toMatchObject({ ok: false, failure: { kind: 'enemies', needed: 12, available: 6 } })
  })
})

describe('enemies', () => {
  const profile = wanting({ concepts: 2, requirements: 2 })

  it.each([
    { names: 'the first', first: ['c-2'], second: [] },
    { names: 'the second', first: [], second: ['c-1'] },
  ])('never meet, also where only $names names the other', ({ first, second }) => {
    const bank = bankOf(
      [aQuestion({ id: 'c-1', enemies: first }), aQuestion({ id: 'c-2', enemies: second }), aQuestion({ id: 'c-3' })],
      some(2, 'r', { domain: 'requirements' }),
    )
    for (const seed of seeds(30)) {
      const ids = idsOf(drawn(bank, profile, seed))
      expect(ids.includes('c-1') && ids.includes('c-2')).toBe(false)
    }
  })

  it('do not lead to a form too short where one in another domain can make room', () => {
    // r-1 keeps c-1 out, and c-1 is needed: r-2 and r-3 must take its place.
    const bank = bankOf(some(2, 'c'), [
      aQuestion({ id: 'r-1', domain: 'requirements', enemies: ['c-1'] }),
      ...some(2, 'other', { domain: 'requirements' }),
    ])
    const reversed = wanting({ requirements: 2, concepts: 2 })
    for (const seed of seeds(50)) expect(idsOf(drawn(bank, reversed, seed))).not.toContain('r-1')
  })

  it('in a scenario are never put out for a question that stands alone', () => {
    const withSet = wanting({ concepts: 3 }, { scenarios: { count: 1, size: 2 } })
    const bank = {
      questions: [...some(2, 's'), aQuestion({ id: 'foe', enemies: ['s-1'] }), aQuestion({ id: 'friend' })],
      scenarios: [aScenario({ id: 'set', questions: ['s-1', 's-2'] })],
    }
    for (const seed of seeds(20)) expect(idsOf(drawn(bank, withSet, seed))).not.toContain('foe')
    const hard = { ...bank, questions: bank.questions.map((question) => ({ ...question, difficulty: 5 })) }
    for (const seed of seeds(5)) expect(idsOf(drawn(hard, withSet, seed))).not.toContain('foe')
  })

  it('outside the bank do no harm', () => {
    const bank = bankOf(some(2, 'c', { enemies: ['elsewhere'] }), some(2, 'r', { domain: 'requirements' }))
    expect(idsOf(drawn(bank, profile, 1))).toHaveLength(4)
  })
})

describe('a form that cannot be drawn', () => {
  it.each<{ because: string; profile: Profile; bank: Bank; failure: object }>([
    {
      because: 'a domain has too few questions',
      profile: aProfile(),
      bank: bankOf(some(9, 'c'), some(4, 'r', { domain: 'requirements' })),
      failure: { kind: 'domain', domain: 'requirements', needed: 6, available: 4 },
    },
    {
      because: 'a level has too few questions',
      profile: wanting({ concepts: 5 }, { levels: [{ levels: ['analyse', 'evaluate'], min: 3, max: 5 }] }),
      bank: bankOf(some(9, 'c'), some(1, 'a', { level: 'analyse' }), some(1, 'e', { level: 'evaluate' })),
      failure: { kind: 'level', levels: ['analyse', 'evaluate'], needed: 3, available: 2 },
    },
    {
      because: 'too much is at one level, told as what the others lack',
      profile: wanting({ concepts: 5 }, { levels: [{ levels: ['understand'], min: 0, max: 2 }] }),
      bank: bankOf(some(9, 'c'), some(1, 'a', { level: 'analyse' })),
      failure: { kind: 'level', levels: levels.filter((level) => level !== 'understand'), needed: 3, available: 1 },
    },
    {
      because: 'two rules are in each other’s way, though each could be kept',
      profile: wanting({ concepts: 2, requirements: 2 }, { levels: [{ levels: ['apply'], min: 3, max: 4 }] }),
      bank: bankOf(some(4, 'c'), some(9, 'r', { domain: 'requirements', level: 'apply' })),
      failure: { kind: 'level', levels: ['apply'], needed: 3, available: 2 },
    },
    {
      because: 'there are too few scenarios',
      profile: wanting({ concepts: 5 }, { scenarios: { count: 2, size: 5 } }),
      bank: bankOf(some(9, 'c')),
      failure: { kind: 'scenario', size: 5, needed: 2, available: 0 },
    },
    {
      because: 'the scenarios do not fit together',
      profile: wanting({ concepts: 2, requirements: 2 }, { scenarios: { count: 2, size: 2 } }),
      bank: {
        questions: [...some(4, 's'), ...some(4, 'r', { domain: 'requirements' })],
        scenarios: [
          aScenario({ id: 'one', questions: ['s-1', 's-2'] }),
          aScenario({ id: 'two', questions: ['s-3', 's-4'] }),
        ],
      },
      failure: { kind: 'scenario', size: 2, needed: 2, available: 1 },
    },
    {
      because: 'scenarios fill a domain whose other rules they do not keep',
      profile: wanting(
        { concepts: 2, requirements: 1 },
        { levels: [{ levels: ['apply'], min: 2, max: 3 }], scenarios: { count: 1, size: 2 } },
      ),
      bank: {
        questions: [
          ...some(2, 's'),
          ...some(4, 'c', { level: 'apply' }),
          ...some(2, 'r', { domain: 'requirements', level: 'apply' }),
        ],
        scenarios: [aScenario({ id: 'one', questions: ['s-1', 's-2'] })],
      },
      failure: { kind: 'level', levels: ['apply'], needed: 2, available: 1 },
    },
    {
      because: 'too many questions exclude one another',
      profile: wanting({ concepts: 2 }),
      bank: bankOf([aQuestion({ id: 'c-1', enemies: ['c-2'] }), aQuestion({ id: 'c-2' })]),
      failure: { kind: 'enemies', needed: 2, available: 1, questions: expect.arrayContaining(['c-1', 'c-2']) },
    },
    {
      because: 'the blueprint contradicts itself',
      profile: aProfile({ blueprint: { questions: 12 } }),
      bank: aBank(),
      failure: { kind: 'questions', needed: 12, available: 10 },
    },
  ])('says so when $because', ({ profile, bank, failure }) => {
    for (const seed of seeds(5)) expect(assembleForm(bank, profile, seed)).toEqual({ ok: false, failure })
  })
})

describe('a key of a seed', () => {
  it('does not change when other questions come, so that a form changes little', () => {
    expect(unitKey(42, 'f-context-007')).toBe(unitKey(42, 'f-context-007'))
    expect(unitKey(42, 'f-context-007')).not.toBe(unitKey(43, 'f-context-007'))
    const bank = aBank({ questions: 200 })
    const grown = { ...bank, questions: [...bank.questions, aQuestion({ id: 'new', domain: 'concepts' })] }
    const kept = seeds(50).map((seed) => {
      const before = new Set(idsOf(drawn(bank, aProfile(), seed)))
      return idsOf(drawn(grown, aProfile(), seed)).filter((id) => before.has(id)).length
    })
    expect(kept.reduce((sum, n) => sum + n, 0) / 50).toBeGreaterThan(7)
  })
})

describe('the order of options', () => {
  const orders = fc.record({ seed: fc.integer({ min: 0, max: 2 ** 24 }), id: fc.string() })

  it('is a permutation, the same for a seed and a question', () => {
    fc.assert(
      fc.property(orders, ({ seed, id }) => {
        const question = aQuestion({ id, options: ['a', 'b', 'c', 'd'] })
        expect([...optionOrder(question, seed)].sort()).toEqual(['a', 'b', 'c', 'd'])
        expect(optionOrder({ ...question, level: 'apply', version: 2 }, seed)).toEqual(optionOrder(question, seed))
      }),
    )
  })

  it('is the file’s where options have an order of their own', () => {
    fc.assert(
      fc.property(orders, ({ seed, id }) => {
        const question = aQuestion({ id, options: ['10', '20', '30'], shuffle: false })
        expect(optionOrder(question, seed)).toEqual(['10', '20', '30'])
        expect(buildOrder(question)).toEqual(['10', '20', '30'])
      }),
    )
  })

  it('keeps evidence by its number, grades by their weight and “none” last, and mixes the rest of each part', () => {
    const written = aNonconformity({ gap: ['g1', 'g2', 'g3', 'g4', 'g5'] })
    const mixed = Array.from({ length: 30 }, (_, seed) => optionOrder(written, seed))
    expect(new Set(mixed.map((order) => order.slice(0, 4).join()))).toEqual(new Set(['e1,e2,e3,e4']))
    expect(new Set(mixed.map((order) => order.filter((id) => id.startsWith('m')).join()))).toEqual(
      new Set(['minor,major']),
    )
    expect(new Set(mixed.map((order) => order.slice(7, 12).join())).size).toBeGreaterThan(10)
    const classified = Array.from({ length: 30 }, (_, seed) => optionOrder(aFinding(), seed))
    expect(new Set(classified.map((order) => order.slice(4, 7).join()))).toEqual(new Set(['r1,r2,none', 'r2,r1,none']))
  })

  it.each([
    { name: 'in lessons', order: (index: number) => buildOrder(aQuestion({ id: `f-topic-${index}` })) },
    { name: 'in exams, by question', order: (index: number) => optionOrder(aQuestion({ id: `f-topic-${index}` }), 7) },
    { name: 'in exams, by seed', order: (index: number) => optionOrder(aQuestion(), index) },
  ])('puts the key in each place about equally often $name', ({ order }) => {
    const places = Array.from({ length: 3000 }, (_, index) => order(index).indexOf('a'))
    for (const place of [0, 1, 2]) {
      const times = places.filter((one) => one === place).length
      // 1000 expected, standard deviation 26
      expect(times).toBeGreaterThan(890)
      expect(times).toBeLessThan(1110)
    }
  })
})

describe('the form of which least was seen', () => {
  const bank = aBank()
  const day = 24 * 3_600_000
  const now = 100 * day
  const seen = (from: number, to: number, daysAgo: number) =>
    bank.questions.slice(from, to).map(({ id }) => [id, now - daysAgo * day] as const)
  const among = (form: Form, known: readonly (readonly [string, number])[]) =>
    idsOf(form).filter((id) => known.some(([one]) => one === id)).length

  it('is the first with the fewest questions seen', () => {
    const old = seen(0, 50, 40)
    const forms = seeds(12).map((seed) => drawn(bank, aProfile(), seed))
    const fewest = Math.min(...forms.map((form) => among(form, old)))
    expect(leastSeen(bank, aProfile(), { seeds: seeds(12), lastSeen: new Map(old), now })).toEqual({
      ok: true,
      value: forms.find((form) => among(form, old) === fewest),
    })
  })

  it('spares what was seen in the last 21 days before what was seen earlier', () => {
    const late = seen(0, 30, 20)
    const old = seen(30, 100, 21)
    const forms = seeds(40).map((seed) => drawn(bank, aProfile(), seed))
    const form = leastSeen(bank, aProfile(), { seeds: seeds(40), lastSeen: new Map([...late, ...old]), now })
    expect(form.ok && among(form.value, late)).toBe(Math.min(...forms.map((one) => among(one, late))))
    expect(form.ok && among(form.value, old)).toBeGreaterThan(Math.min(...forms.map((one) => among(one, old))))
  })

  it('is that of the first seed where nothing was seen', () => {
    expect(leastSeen(bank, aProfile(), { seeds: [5, 6, 7], lastSeen: new Map(), now })).toEqual(
      assembleForm(bank, aProfile(), 5),
    )
  })

  it('does not exist where no form can be drawn', () => {
    const small = aBank({ questions: 5 })
    expect(leastSeen(small, aProfile(), { seeds: [1, 2], lastSeen: new Map(seen(0, 50, 1)), now })).toMatchObject({
      ok: false,
    })
  })
})

describe('the kinds of a form', () => {
  const ordering = { kind: 'order', stem: 'Which order?', options: aQuestion().prompt.options } as const
  const steps = some(4, 'steps').map((question): Question => ({ ...question, prompt: ordering }))
  const bank = bankOf(
    some(3, 'c'),
    some(3, 'both', {}).map(({ id }) => aQuestion({ id, key: ['a', 'b'] })),
    steps,
  )
  const kindsOf = (form: Form) =>
    new Set(idsOf(form).map((id) => bank.questions.find((question) => question.id === id)?.prompt.kind))

  it('are single and multiple where the profile says nothing', () => {
    const profile = wanting({ concepts: 6 })
    expect(kindsOf(drawn(bank, profile, 1))).toEqual(new Set(['single', 'multiple']))
    expect(assembleForm(bank, wanting({ concepts: 7 }), 1)).toMatchObject({ ok: false, failure: { available: 6 } })
  })

  it('are those that the profile names', () => {
    const profile = wanting({ concepts: 7 }, { kinds: ['single', 'order'] })
    for (const seed of seeds(10)) {
      const form = drawn(bank, profile, seed)
      expect(kindsOf(form)).toEqual(new Set(['single', 'order']))
      expect(checkForm(form, bank, profile)).toEqual([])
    }
  })

  it('leave out a scenario with a question of another kind', () => {
    const profile = wanting({ concepts: 2 }, { scenarios: { count: 1, size: 2 } })
    const set = { ...bank, scenarios: [aScenario({ id: 'set', questions: ['c-1', 'steps-1'] })] }
    expect(assembleForm(set, profile, 1)).toMatchObject({ ok: false, failure: { kind: 'scenario', available: 0 } })
  })

  it('are held against the profile by the check', () => {
    const form = drawn(bank, wanting({ concepts: 3 }, { kinds: ['order'] }), 1)
    expect(checkForm(form, bank, wanting({ concepts: 3 }))).toEqual([
      `${[...idsOf(form)].sort().join(', ')} is of a kind that is not asked.`,
    ])
  })
})

describe('the marks of a form', () => {
  const domains = [
    { id: 'concepts', title: 'Concepts', questions: 6, marks: 8 },
    { id: 'conducting', title: 'Conducting', questions: 14, marks: 36 },
  ]
  const profile = aProfile({ blueprint: { questions: 20, domains } })
  const bank = aBank({ questions: 80, domains: ['concepts', 'conducting'] })
  const markOf = new Map(bank.questions.map((question) => [question.id, question]))

  it('are all of the domain, in parts that differ by one', () => {
    for (const seed of seeds(30)) {
      const form = drawn(bank, profile, seed)
      expect(checkForm(form, bank, profile)).toEqual([])
      for (const { id, marks, parts } of [
        { id: 'concepts', marks: 8, parts: [1, 2] },
        { id: 'conducting', marks: 36, parts: [2, 3] },
      ]) {
        const shares = form.questions.filter((one) => markOf.get(one.id)?.domain === id).map((one) => one.marks ?? 0)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(marks)
        expect(new Set(shares)).toEqual(new Set(parts))
      }
    }
  })

  it('give what is left to the hardest, of equals to the first by id', () => {
    const questions = [
      aQuestion({ id: 'c-4', difficulty: 2 }),
      aQuestion({ id: 'c-3', difficulty: 3.5 }),
      aQuestion({ id: 'c-2', difficulty: 3.5 }),
      aQuestion({ id: 'c-1', difficulty: 1 }),
      aQuestion({ id: 'r-1', domain: 'requirements', difficulty: 5 }),
    ]
    const marks = marksOf(questions, [
      { id: 'concepts', title: 'Concepts', questions: 4, marks: 9 },
      { id: 'requirements', title: 'Requirements', questions: 1 },
    ])
    expect(marks).toEqual(
      new Map([
        ['c-2', 3],
        ['c-3', 2],
        ['c-4', 2],
        ['c-1', 2],
      ]),
    )
  })

  it('are none where the profile has none', () => {
    expect(drawn(aBank(), aProfile(), 1).questions.every(({ marks }) => marks === undefined)).toBe(true)
  })

  it('are held against the profile by the check', () => {
    const form = drawn(bank, profile, 1)
    const without = { ...form, questions: form.questions.map((one) => ({ ...one, marks: undefined })) }
    expect(checkForm(without, bank, profile)).toEqual([
      'The questions of domain concepts have 0 marks instead of 8.',
      'The questions of domain conducting have 0 marks instead of 36.',
    ])
  })
})

describe('the check of a form', () => {
  const profile = wanting(
    { concepts: 3, requirements: 3 },
    { levels: [{ levels: ['understand'], min: 5, max: 6 }], scenarios: { count: 1, size: 2 } },
  )
  const bank: Bank = {
    questions: [
      ...some(4, 'c'),
      ...some(3, 'r', { domain: 'requirements' }),
      ...some(2, 's'),
      aQuestion({ id: 'odd', level: 'apply', enemies: ['r-1'], shuffle: false }),
      ...some(1, 'outside', { domain: 'closing' }),
    ],
    scenarios: [aScenario({ id: 'set', questions: ['s-1', 's-2'] })],
  }
  const asked = (id: string, scenario?: string, optionOrder = ['a', 'b', 'c']) => ({ id, optionOrder, scenario })
  const good: Form = {
    profileId: 'small-10',
    seed: 1,
    questions: [asked('c-1'), asked('s-1', 'set'), asked('s-2', 'set'), asked('r-1'), asked('r-2'), asked('r-3')],
  }
  const replaced = (index: number, ...by: readonly Form['questions'][number][]): Form => ({
    ...good,
    questions: good.questions.toSpliced(index, 1, ...by),
  })

  it('finds nothing in a good one', () => {
    expect(checkForm(good, bank, profile)).toEqual([])
  })

  it.each<{ form: Form; finds: readonly string[] }>([
    { form: { ...good, profileId: 'other' }, finds: ['The form is of profile other, not of small-10.'] },
    {
      form: replaced(0, asked('gone')),
      finds: ['The bank has no question gone.', '2 questions in domain concepts instead of 3.'],
    },
    {
      form: replaced(0, asked('c-1'), asked('c-1')),
      finds: ['A question is asked twice.', '7 questions instead of 6.'],
    },
    {
      form: replaced(0),
      finds: ['5 questions instead of 6.', '2 questions in domain concepts instead of 3.'],
    },
    {
      form: replaced(0, asked('c-1'), asked('c-2')),
      finds: [
        '7 questions instead of 6.',
        '4 questions in domain concepts instead of 3.',
        '7 questions at understand instead of 5 to 6.',
      ],
    },
    {
      form: replaced(0, asked('outside-1')),
      finds: ['2 questions in domain concepts instead of 3.'],
    },
    {
      form: replaced(0, asked('odd')),
      finds: ['odd meets its enemy r-1.'],
    },
    {
      form: {
        ...good,
        questions: [
          asked('odd', undefined, ['b', 'a', 'c']),
          ...good.questions.slice(1, 3),
          asked('r-2'),
          asked('r-3'),
        ],
      },
      finds: [
        '5 questions instead of 6.',
        '2 questions in domain requirements instead of 3.',
        '4 questions at understand instead of 5 to 6.',
        'odd does not keep the order of its options.',
      ],
    },
    { form: replaced(0, asked('c-1', undefined, ['a', 'b'])), finds: ['c-1 does not show each of its options once.'] },
    {
      form: replaced(0, asked('c-1', undefined, ['a', 'b', 'b'])),
      finds: ['c-1 does not show each of its options once.'],
    },
    {
      form: { ...good, questions: good.questions.toSpliced(1, 2, asked('s-2', 'set'), asked('s-1', 'set')) },
      finds: ['Scenario set is not together and in order.', 'The questions of scenario set are not marked as its own.'],
    },
    {
      form: { ...good, questions: good.questions.toSpliced(1, 1).concat(asked('s-1', 'set')) },
      finds: ['Scenario set is not together and in order.', 'The questions of scenario set are not marked as its own.'],
    },
    { form: replaced(1, asked('s-1')), finds: ['The questions of scenario set are not marked as its own.'] },
    {
      form: { ...good, questions: good.questions.toSpliced(1, 2, asked('c-2'), asked('c-3')) },
      finds: ['0 scenarios instead of 1.'],
    },
  ])('finds that $finds.0', ({ form, finds }) => {
    expect(checkForm(form, bank, profile)).toEqual(finds)
  })

  it('finds scenarios of the wrong size', () => {
    const large = wanting({ concepts: 3, requirements: 3 }, { scenarios: { count: 1, size: 3 } })
    expect(checkForm(good, bank, large)).toEqual(['Scenario set has 2 questions.'])
  })
})
