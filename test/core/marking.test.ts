import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedByChance, expectedByChanceStrict } from '../../src/core/chance.ts'
import { firstWrongStep, mark, markStrict } from '../../src/core/marking.ts'
import { grades, type Question, type Response, type Targets } from '../../src/core/question.ts'
import { seeded, shuffle } from '../../src/core/random.ts'
import { aClassification, aFinding, aMatch, aNonconformity, anOrder, aQuestion } from '../support/builders.ts'

const chose = (...options: readonly string[]): Response => ({ kind: 'chosen', options })

describe('marking a response to a question with one key', () => {
  const question = aQuestion({ key: ['b'] })

  it.each([
    { chosen: ['b'], is: 'right', credit: 1, because: 'it is the key' },
    { chosen: ['a'], is: 'wrong', credit: 0, because: 'it is a distractor' },
    { chosen: ['a', 'b'], is: 'wrong', credit: 0, because: 'a distractor is chosen beside the key' },
    { chosen: ['z'], is: 'wrong', credit: 0, because: 'no such option was offered' },
    { chosen: [], is: 'skipped', credit: 0, because: 'nothing is chosen' },
  ])('is $is when $because', ({ chosen, is, credit }) => {
    expect(mark(question, chose(...chosen))).toEqual({ kind: is, credit })
    expect(markStrict(question, chose(...chosen))).toEqual({ kind: is, credit })
  })

  it('is skipped when no response was given', () => {
    expect(mark(question, { kind: 'none' })).toEqual({ kind: 'skipped', credit: 0 })
  })
})

describe('marking a response to a question with several keys', () => {
  const question = aQuestion({ key: ['a', 'c', 'e'], options: ['a', 'b', 'c', 'd', 'e', 'f'] })

  it.each([
    { chosen: ['e', 'a', 'c'], is: 'right', credit: 1, exam: 'right', because: 'order does not matter' },
    { chosen: ['a', 'c'], is: 'partial', credit: 2 / 3, exam: 'wrong', because: 'one key is missing' },
    { chosen: ['a', 'c', 'b'], is: 'partial', credit: 1 / 3, exam: 'wrong', because: 'a distractor takes a key away' },
    { chosen: ['a', 'a'], is: 'partial', credit: 1 / 3, exam: 'wrong', because: 'an option counts once' },
    { chosen: ['a', 'b'], is: 'wrong', credit: 0, exam: 'wrong', because: 'hits and misses are even' },
    { chosen: ['a', 'b', 'd'], is: 'wrong', credit: 0, exam: 'wrong', because: 'credit does not fall below nothing' },
    {
      chosen: ['a', 'b', 'c', 'd', 'e', 'f'],
      is: 'wrong',
      credit: 0,
      exam: 'wrong',
      because: 'choosing all is no knowledge',
    },
    { chosen: [], is: 'skipped', credit: 0, exam: 'skipped', because: 'nothing is chosen' },
  ])('is $is in practice and $exam in an exam when $because', ({ chosen, is, credit, exam }) => {
    const response = chose(...chosen)
    expect(mark(question, response).kind).toBe(is)
    expect(mark(question, response).credit).toBeCloseTo(credit, 12)
    expect(markStrict(question, response)).toEqual({ kind: exam, credit: exam === 'right' ? 1 : 0 })
  })
})

const ordered = (...options: readonly string[]): Response => ({ kind: 'ordered', options })
const placed = (targets: Targets): Response => ({ kind: 'placed', targets })

describe('marking steps put in order', () => {
  const question = anOrder(['b', 'd', 'a', 'c'])

  it.each([
    { steps: 'bdac', is: 'right', credit: 1, exam: 'right', because: 'every pair stands the right way round' },
    { steps: 'dbac', is: 'partial', credit: 2 / 3, exam: 'wrong', because: 'one pair of six is the wrong way round' },
    { steps: 'dbca', is: 'partial', credit: 1 / 3, exam: 'wrong', because: 'two pairs are' },
    { steps: 'abdc', is: 'partial', credit: 1 / 3, exam: 'wrong', because: 'a late step stands before two' },
    { steps: 'cbda', is: 'wrong', credit: 0, exam: 'wrong', because: 'half of the pairs is no knowledge' },
    { steps: 'cadb', is: 'wrong', credit: 0, exam: 'wrong', because: 'credit does not fall below nothing' },
    { steps: 'bda', is: 'wrong', credit: 0, exam: 'wrong', because: 'half of the pairs are there' },
    { steps: '', is: 'skipped', credit: 0, exam: 'skipped', because: 'nothing is placed' },
  ])('is $is in practice and $exam in an exam for $steps, because $because', ({ steps, is, credit, exam }) => {
    const response = ordered(...steps)
    expect(mark(question, response).kind).toBe(is)
    expect(mark(question, response).credit).toBeCloseTo(credit, 12)
    expect(markStrict(question, response)).toEqual({ kind: exam, credit: exam === 'right' ? 1 : 0 })
  })

  it.each([
    { steps: 'bdac', is: undefined, because: 'nothing is wrong' },
    { steps: 'bdca', is: { after: 'd', right: 'a', given: 'c' }, because: 'the last two are swapped' },
    { steps: 'dbac', is: { after: undefined, right: 'b', given: 'd' }, because: 'it begins wrongly' },
    { steps: 'bd', is: { after: 'd', right: 'a', given: undefined }, because: 'it ends too early' },
  ])('tells where $steps goes wrong first: $because', ({ steps, is }) => {
    expect(firstWrongStep(question, ordered(...steps))).toEqual(is)
  })
})

describe('marking matched rows', () => {
  const question = aMatch({ a: 'r2', b: 'r1', c: 'r2' })

  it.each([
    { targets: { a: 'r2', b: 'r1', c: 'r2' }, is: 'right', credit: 1, because: 'a target may serve twice' },
    { targets: { a: 'r2', b: 'r1', c: 'r4' }, is: 'partial', credit: 2 / 3, because: 'one row is wrong' },
    { targets: { a: 'r2' }, is: 'partial', credit: 1 / 3, because: 'two rows are empty' },
    { targets: { a: 'r1', b: 'r2', c: 'r3' }, is: 'wrong', credit: 0, because: 'no row is right' },
    { targets: {}, is: 'skipped', credit: 0, because: 'nothing is matched' },
  ])('is $is in practice when $because', ({ targets, is, credit }) => {
    expect(mark(question, placed(targets)).kind).toBe(is)
    expect(mark(question, placed(targets)).credit).toBeCloseTo(credit, 12)
    expect(markStrict(question, placed(targets)).credit).toBe(is === 'right' ? 1 : 0)
  })
})

describe('marking classified evidence', () => {
  it.each([
    { key: 'conformity', earns: { conformity: 1, ofi: 0.5, minor: 0, major: 0 } },
    { key: 'ofi', earns: { conformity: 0.5, ofi: 1, minor: 0, major: 0 } },
    { key: 'minor', earns: { conformity: 0, ofi: 0, minor: 1, major: 0.5 } },
    { key: 'major', earns: { conformity: 0, ofi: 0, minor: 0.5, major: 1 } },
  ])('gives half for the neighbour of $key on its side of the requirement, and nothing across', ({ key, earns }) => {
    const credits = grades.map((grade) => [grade, mark(aClassification({ a: key }), placed({ a: grade })).credit])
    expect(Object.fromEntries(credits)).toEqual(earns)
  })

  it('is the mean over the rows, an empty one counting nothing', () => {
    const question = aClassification({ a: 'conformity', b: 'minor', c: 'major' })
    expect(mark(question, placed({ a: 'conformity', b: 'major', c: 'ofi' }))).toEqual({ kind: 'partial', credit: 0.5 })
    expect(mark(question, placed({ b: 'minor' })).credit).toBeCloseTo(1 / 3, 12)
    expect(markStrict(question, placed({ a: 'conformity', b: 'minor', c: 'minor' })).kind).toBe('wrong')
    expect(markStrict(question, placed({ a: 'conformity', b: 'minor', c: 'major' })).kind).toBe('right')
  })
})

describe('marking a nonconformity', () => {
  const question = aNonconformity({}, ['e1', 'e2', 'r1', 'g1', 'minor', 's1'])

  it.each([
    { chosen: 'e1 e2 r1 g1 minor s1', is: 'right', credit: 1, because: 'every part is right' },
    { chosen: 'e1 r1 g1 minor s1', is: 'partial', credit: 7 / 8, because: 'one of two pieces of evidence is missing' },
    {
      chosen: 'e1 e2 e3 r1 g1 minor s1',
      is: 'partial',
      credit: 7 / 8,
      because: 'a piece that carries nothing takes one away',
    },
    { chosen: 'e1 e3 r1 g1 minor s1', is: 'partial', credit: 6 / 8, because: 'hits and misses are even' },
    {
      chosen: 'e1 e2 e3 e4 r1 g1 minor s1',
      is: 'partial',
      credit: 6 / 8,
      because: 'taking all evidence is no knowledge',
    },
    { chosen: 'e1 e2 r1 g2 minor s1', is: 'partial', credit: 6 / 8, because: 'the gap weighs two of eight' },
    { chosen: 'e1 e2 r1 g1 minor s2', is: 'partial', credit: 7 / 8, because: 'the scope weighs one' },
    { chosen: 'e1 e2 r1 g1 major s1', is: 'partial', credit: 7.5 / 8, because: 'a neighbouring grade counts half' },
    {
      chosen: 'e1 e2 r2 g1 minor s1',
      is: 'partial',
      credit: 0.5,
      because: 'the requirement is wrong, and the rest counts half at most',
    },
    { chosen: 'e1 r2 g2 minor s1', is: 'partial', credit: 3 / 8, because: 'below half the cap changes nothing' },
    { chosen: 'e3 r2 g2 major s2', is: 'partial', credit: 0.5 / 8, because: 'only the grade is near' },
    { chosen: 'r1', is: 'partial', credit: 2 / 8, because: 'empty parts count nothing' },
    { chosen: '', is: 'skipped', credit: 0, because: 'nothing is chosen' },
  ])('is $is with $chosen, because $because', ({ chosen, is, credit }) => {
    const response = chose(...chosen.split(' ').filter(Boolean))
    expect(mark(question, response).kind).toBe(is)
    expect(mark(question, response).credit).toBeCloseTo(credit, 12)
    expect(markStrict(question, response).credit).toBe(is === 'right' ? 1 : 0)
  })

  it.each([
    { chosen: 'e1 r1 minor', credit: 1, because: 'every part is right' },
    { chosen: 'e1 r1 major', credit: 4.5 / 5, because: 'the neighbour of a grade counts half' },
    { chosen: 'e1 r1 ofi', credit: 4 / 5, because: 'a nonconformity called an opportunity is no near miss' },
    { chosen: 'e1 none ofi', credit: 2 / 5, because: 'the requirement is missed' },
    { chosen: 'e1 r2 minor', credit: 0.5, because: 'on the wrong requirement three of five are cut to half' },
  ])('where a finding is only classified, gives $credit for $chosen: $because', ({ chosen, credit }) => {
    expect(mark(aFinding(['e1', 'r1', 'minor']), chose(...chosen.split(' '))).credit).toBeCloseTo(credit, 12)
  })
})

/** Every complete response to a question. */
function everyResponse({ prompt }: Question): readonly Response[] {
  const ids = prompt.options.map(({ id }) => id)
  switch (prompt.kind) {
    case 'single':
      return ids.map((id) => chose(id))
    case 'multiple':
      return subsets(ids, prompt.pick).map((options) => chose(...options))
    case 'order':
      return permutations(ids).map((options) => ordered(...options))
    case 'match':
    case 'classify':
      return ids
        .reduce<readonly Targets[]>(
          (all, id) => all.flatMap((targets) => prompt.targets.map((target) => ({ ...targets, [id]: target.id }))),
          [{}],
        )
        .map(placed)
    case 'nonconformity':
      return prompt.slots
        .reduce<readonly (readonly string[])[]>(
          (all, { name, options }) => {
            const choices = name === 'evidence' ? selections(options) : options.map((option) => [option])
            return all.flatMap((others) => choices.map((some) => [...others, ...some]))
          },
          [[]],
        )
        .map((options) => chose(...options))
  }
}

/** Every selection of at least one. */
const selections = (ids: readonly string[]) => ids.flatMap((_, size) => subsets(ids, size + 1))

const subsets = (ids: readonly string[], size: number): readonly (readonly string[])[] =>
  size === 0
    ? [[]]
    : ids.flatMap((id, index) => subsets(ids.slice(index + 1), size - 1).map((others) => [id, ...others]))

const permutations = (ids: readonly string[]): readonly (readonly string[])[] =>
  ids.length === 0
    ? [[]]
    : ids.flatMap((id) => permutations(ids.filter((other) => other !== id)).map((others) => [id, ...others]))

const letters = ['a', 'b', 'c', 'd', 'e', 'f']
const rowsOf = (targets: readonly string[]) =>
  fc
    .array(fc.constantFrom(...targets), { minLength: 3, maxLength: 4 })
    .map((given): Targets => Object.fromEntries(given.map((target, index) => [letters[index], target])))
const questions: fc.Arbitrary<Question> = fc.oneof(
  fc.constantFrom(...letters.slice(0, 3)).map((key) => aQuestion({ key: [key] })),
  fc
    .subarray(letters.slice(0, 5), { minLength: 2, maxLength: 4 })
    .map((key) => aQuestion({ key, options: letters.slice(0, 5) })),
  fc
    .integer({ min: 3, max: 5 })
    .chain((size) => fc.shuffledSubarray(letters.slice(0, size), { minLength: size }))
    .map(anOrder),
  rowsOf(['r1', 'r2', 'r3']).map(aMatch),
  rowsOf(grades).map(aClassification),
  fc
    .tuple(
      fc.subarray(['e1', 'e2', 'e3', 'e4'], { minLength: 1, maxLength: 2 }),
      fc.constantFrom('r1', 'r2', 'none'),
      fc.constantFrom(...grades),
    )
    .map(([evidence, requirement, grade]) => aFinding([...evidence, requirement, grade])),
  fc
    .tuple(fc.constantFrom('r1', 'r2', 'r3'), fc.constantFrom('minor', 'major'))
    .map(([requirement, grade]) => aNonconformity({}, ['e2', requirement, 'g3', grade, 's2'])),
)
const keyOf = ({ key }: Question): Response => {
  if (key.kind === 'targets') return placed(key.targets)
  return key.kind === 'order' ? ordered(...key.options) : chose(...key.options)
}

describe('the mark of any complete response to any question', () => {
  it('is right for the key, and for nothing else', () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(mark(question, keyOf(question))).toEqual({ kind: 'right', credit: 1 })
        const right = everyResponse(question).filter((response) => mark(question, response).kind === 'right')
        expect(right).toHaveLength(1)
      }),
      { numRuns: 30 },
    )
  })

  it('gives credit from 0 to 1', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const credits = everyResponse(question).map((response) => mark(question, response).credit)
        expect(Math.min(...credits)).toBeGreaterThanOrEqual(0)
        expect(Math.max(...credits)).toBe(1)
      }),
      { numRuns: 30 },
    )
  })

  it('is on average what is to be expected by chance', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const responses = everyResponse(question)
        const mean = (marking: typeof mark) =>
          responses.reduce((sum, response) => sum + marking(question, response).credit, 0) / responses.length
        expect(expectedByChance(question)).toBeCloseTo(mean(mark), 9)
        expect(expectedByChanceStrict(question)).toBeCloseTo(mean(markStrict), 9)
      }),
      { numRuns: 30 },
    )
  })

  it('does not depend on the order in which rows stand or were given', () => {
    fc.assert(
      fc.property(questions, fc.integer(), fc.nat(), (question, seed, which) => {
        const random = seeded(seed)
        const options = shuffle(question.prompt.options, random)
        const responses = everyResponse(question)
        const response = responses[which % responses.length] ?? { kind: 'none' }
        const turned =
          response.kind === 'placed'
            ? placed(Object.fromEntries(shuffle(Object.entries(response.targets), random)))
            : response
        expect(mark({ ...question, prompt: { ...question.prompt, options } }, turned)).toEqual(mark(question, response))
      }),
    )
  })
})

describe('any mark', () => {
  const options = ['a', 'b', 'c', 'd', 'e']
  const cases = fc.record({
    key: fc.subarray(options, { minLength: 1 }),
    chosen: fc.subarray(options),
    seed: fc.integer(),
  })

  it('gives credit from 0 to 1, all of it for right and none for wrong or skipped', () => {
    fc.assert(
      fc.property(cases, ({ key, chosen }) => {
        const { kind, credit } = mark(aQuestion({ key, options }), chose(...chosen))
        const fits = {
          right: credit === 1,
          partial: credit > 0 && credit < 1,
          wrong: credit === 0,
          skipped: credit === 0,
        }
        expect(fits[kind]).toBe(true)
      }),
    )
  })

  it('does not depend on the order of options, of the key or of the response', () => {
    fc.assert(
      fc.property(cases, ({ key, chosen, seed }) => {
        const random = seeded(seed)
        const shuffled = aQuestion({ key: shuffle(key, random), options: shuffle(options, random) })
        expect(mark(shuffled, chose(...shuffle(chosen, random)))).toEqual(
          mark(aQuestion({ key, options }), chose(...chosen)),
        )
      }),
    )
  })

  it('is right in an exam exactly when it is right in practice', () => {
    fc.assert(
      fc.property(cases, ({ key, chosen }) => {
        const question = aQuestion({ key, options })
        expect(markStrict(question, chose(...chosen)).kind === 'right').toBe(
          mark(question, chose(...chosen)).kind === 'right',
        )
      }),
    )
  })
})

// Vectors of the specification, section 5.
describe('the credit to be expected by chance', () => {
  it.each([
    { keys: 1, options: 3, is: 1 / 3, strict: 1 / 3 },
    { keys: 1, options: 4, is: 1 / 4, strict: 1 / 4 },
    { keys: 2, options: 4, is: 0.167, strict: 1 / 6 },
    { keys: 2, options: 5, is: 0.1, strict: 1 / 10 },
    { keys: 3, options: 5, is: 0.3, strict: 1 / 10 },
    { keys: 3, options: 6, is: 0.2, strict: 1 / 20 },
  ])('is $is for $keys of $options', ({ keys, options, is, strict }) => {
    const offered = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, options)
    const question = aQuestion({ options: offered, key: offered.slice(0, keys) })
    expect(expectedByChance(question)).toBeCloseTo(is, 3)
    expect(expectedByChanceStrict(question)).toBeCloseTo(strict, 12)
  })

  it.each([
    { steps: 3, is: 0.278, strict: 1 / 6 },
    { steps: 4, is: 0.194, strict: 1 / 24 },
    { steps: 5, is: 0.163, strict: 1 / 120 },
    { steps: 6, is: 0.145, strict: 1 / 720 },
  ])('is $is for $steps steps', ({ steps, is, strict }) => {
    const question = anOrder(letters.slice(0, steps))
    expect(expectedByChance(question)).toBeCloseTo(is, 3)
    expect(expectedByChanceStrict(question)).toBeCloseTo(strict, 12)
  })

  it('is one in as many targets as there are for matched rows, and .375 for classified evidence', () => {
    expect(expectedByChance(aMatch())).toBeCloseTo(1 / 4, 12)
    expect(expectedByChanceStrict(aMatch())).toBeCloseTo(1 / 64, 12)
    expect(expectedByChance(aClassification())).toBeCloseTo(0.375, 12)
    expect(expectedByChanceStrict(aClassification())).toBeCloseTo(1 / 64, 12)
  })

  it('counts what the cap takes from those who guess the requirement wrong', () => {
    const finding = aNonconformity({ evidence: ['e1', 'e2', 'e3', 'e4'] })
    expect(expectedByChance(finding)).toBeCloseTo(0.348, 3)
    expect(expectedByChanceStrict(finding)).toBeCloseTo(1 / (15 * 3 * 3 * 2 * 3), 12)
    expect(expectedByChanceStrict(aFinding())).toBeCloseTo(1 / (15 * 3 * 4), 12)
  })

  it('is the mean over every choice there is', () => {
    const question = aQuestion({ key: ['a', 'b'], options: ['a', 'b', 'c', 'd'] })
    const pairs = ['ab', 'ac', 'ad', 'bc', 'bd', 'cd'].map((pair) => chose(...pair))
    const mean = (marks: readonly { readonly credit: number }[]) =>
      marks.reduce((sum, { credit }) => sum + credit, 0) / marks.length
    expect(expectedByChance(question)).toBeCloseTo(mean(pairs.map((pair) => mark(question, pair))), 12)
    expect(expectedByChanceStrict(question)).toBeCloseTo(mean(pairs.map((pair) => markStrict(question, pair))), 12)
  })
})
