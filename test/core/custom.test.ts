import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  customLimits,
  drawCustom,
  fitting,
  formatCustom,
  parseCustom,
  type Choices,
  type CustomExam,
} from '../../src/core/custom.ts'
import { checkForm } from '../../src/core/form.ts'
import { levels } from '../../src/core/question.ts'
import { shuffle, seeded } from '../../src/core/random.ts'
import { aBank, aQuestion, aScenario } from '../support/builders.ts'

const named = (...ids: readonly string[]) => ids.map((id) => ({ id, title: `About ${id}` }))
const choices: Choices = {
  id: 'foundation',
  title: 'Foundation',
  domains: named('concepts', 'requirements'),
  modules: [
    { id: 'context', title: 'Context', concepts: named('scope', 'parties') },
    { id: 'planning', title: 'Planning', concepts: named('risk-sources') },
  ],
  refs: named('4', '4.1', '6.1', '6.1.2', '6.1.4', '10.1', 'A.5', 'A.5.2', 'annex-c', 'iso-22989'),
}
const otherwise = { course: 'foundation', questions: 20, minutes: undefined, pass: 70, seed: 5 }
const anExam = (details: Partial<CustomExam> = {}): CustomExam => ({
  domains: [],
  modules: [],
  refs: [],
  concepts: [],
  levels: [],
  ...otherwise,
  ...details,
})
const read = (query: string) =>
  parseCustom(new URLSearchParams(query), { courses: [choices, { ...choices, id: 'lead-auditor' }], otherwise })

const someOf = (ids: readonly string[]) => fc.subarray([...ids]).map((list) => [...list].sort())
const within = ({ least, most }: { least: number; most: number }) => fc.integer({ min: least, max: most })
const exams = fc.record<CustomExam>({
  course: fc.constantFrom('foundation', 'lead-auditor'),
  domains: someOf(['concepts', 'requirements']),
  modules: someOf(['context', 'planning']),
  refs: someOf(choices.refs.map(({ id }) => id)),
  concepts: someOf(['scope', 'parties', 'risk-sources']),
  levels: someOf(levels),
  questions: within(customLimits.questions),
  minutes: fc.option(within(customLimits.minutes), { nil: undefined }),
  pass: within(customLimits.pass),
  seed: within(customLimits.seed),
})

describe('the address of a custom exam', () => {
  it('reads as the exam it was written from', () => {
    fc.assert(
      fc.property(exams, (exam) => {
        expect(read(formatCustom(exam))).toEqual({ ok: true, value: exam })
      }),
    )
  })

  it('is one that a person can read', () => {
    expect(formatCustom(anExam({ refs: ['6.1.2', '6.1.4'], questions: 15, minutes: 20 }))).toBe(
      'course=foundation&refs=6.1.2,6.1.4&questions=15&minutes=20&pass=70&seed=5',
    )
    expect(formatCustom(anExam())).toBe('course=foundation&questions=20&minutes=untimed&pass=70&seed=5')
  })

  it('may leave out whatever is usual, and name things in any order', () => {
    expect(read('')).toEqual({ ok: true, value: anExam() })
    expect(read('refs=6.1.4,4.1,,4.1&seed=9')).toEqual({ ok: true, value: anExam({ refs: ['4.1', '6.1.4'], seed: 9 }) })
  })

  it.each([
    { query: 'ref=4.1', failures: [{ kind: 'unknown-setting', name: 'ref' }] },
    { query: 'pass=60&pass=70', failures: [{ kind: 'set-twice', name: 'pass' }] },
    { query: 'questions=0', failures: [{ kind: 'not-a-number', name: 'questions', value: '0' }] },
    { query: 'questions=201', failures: [{ kind: 'not-a-number', name: 'questions', value: '201' }] },
    { query: 'questions=1.5', failures: [{ kind: 'not-a-number', name: 'questions', value: '1.5' }] },
    { query: 'questions=untimed', failures: [{ kind: 'not-a-number', name: 'questions', value: 'untimed' }] },
    { query: 'minutes=1e2', failures: [{ kind: 'not-a-number', name: 'minutes', value: '1e2' }] },
    { query: 'pass=', failures: [{ kind: 'not-a-number', name: 'pass', value: '' }] },
    { query: 'seed=16777216', failures: [{ kind: 'not-a-number', name: 'seed', value: '16777216' }] },
    { query: 'course=cooking', failures: [{ kind: 'unknown-choice', name: 'course', value: 'cooking' }] },
    { query: 'levels=create', failures: [{ kind: 'unknown-choice', name: 'levels', value: 'create' }] },
    {
      query: 'refs=11.9,4.1&modules=cooking&pass=0',
      failures: [
        { kind: 'unknown-choice', name: 'modules', value: 'cooking' },
        { kind: 'unknown-choice', name: 'refs', value: '11.9' },
        { kind: 'not-a-number', name: 'pass', value: '0' },
      ],
    },
  ])('is refused as ?$query, with everything that is wrong', ({ query, failures }) => {
    expect(read(query)).toEqual({ ok: false, failure: failures })
  })
})

describe('the questions of a custom exam', () => {
  const questions = [
    aQuestion({ id: 'scope', refs: ['4.3'], concept: 'scope', level: 'apply' }),
    aQuestion({ id: 'risk', refs: ['6.1.2', 'A.5.2'], concept: 'risk-sources', domain: 'requirements' }),
    aQuestion({ id: 'treatment', refs: ['6.1.3'], concept: 'parties', domain: 'requirements', level: 'apply' }),
    aQuestion({ id: 'correction', refs: ['10.2'], concept: 'elsewhere' }),
    aQuestion({ id: 'in-a-scenario', refs: ['6.1.2'] }),
  ]
  const bank = { questions, scenarios: [aScenario({ questions: ['in-a-scenario'] })] }

  it.each<{ of: Partial<CustomExam>; are: readonly string[]; because: string }>([
    { of: {}, are: ['scope', 'risk', 'treatment', 'correction'], because: 'what names nothing takes all' },
    { of: { refs: ['6.1'] }, are: ['risk', 'treatment'], because: 'a clause has its sub-clauses in it' },
    { of: { refs: ['6.1.2'] }, are: ['risk'], because: 'a sub-clause does not have its neighbours in it' },
    { of: { refs: ['1'] }, are: [], because: '10.2 is not in 1' },
    { of: { refs: ['A.5'] }, are: ['risk'], because: 'an area has its controls in it' },
    { of: { refs: ['4', '10'] }, are: ['scope', 'correction'], because: 'within a list one is enough' },
    { of: { refs: ['6'], levels: ['apply'] }, are: ['treatment'], because: 'each list must fit' },
    { of: { modules: ['context'] }, are: ['scope', 'treatment'], because: 'a module has its concepts in it' },
    { of: { concepts: ['risk-sources'] }, are: ['risk'], because: 'it is of that concept' },
    { of: { domains: ['concepts'] }, are: ['scope', 'correction'], because: 'they are of that domain' },
  ])('with $of are $are, since $because', ({ of, are }) => {
    expect(fitting(bank, anExam(of), choices).map(({ id }) => id)).toEqual(are)
  })

  it('are those that are selected from options', () => {
    const order = { kind: 'order', stem: 'Which order?', options: aQuestion().prompt.options } as const
    expect(fitting({ questions: [{ ...aQuestion(), prompt: order }], scenarios: [] }, anExam(), choices)).toEqual([])
  })
})

describe('the form of a custom exam', () => {
  const bank = aBank({ questions: 80 })

  it('has the questions asked for, and its profile the domains they are of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), within(customLimits.seed), (questions, seed) => {
        const custom = anExam({ questions, seed, minutes: 33 })
        const drawn = drawCustom(bank, custom, choices)
        if (!drawn.ok) throw new Error(JSON.stringify(drawn.failure))
        expect(checkForm(drawn.value.form, bank, drawn.value.profile)).toEqual([])
        expect(drawn.value.profile).toMatchObject({ id: 'custom', minutes: 33, passPercent: 70 })
      }),
      { numRuns: 30 },
    )
  })

  it('is the same wherever the address is opened, in whatever order the bank comes', () => {
    const custom = anExam({ levels: ['apply', 'understand'], questions: 10 })
    const shuffled = { ...bank, questions: shuffle(bank.questions, seeded(3)) }
    const drawn = drawCustom(bank, custom, choices)
    expect(drawn.ok).toBe(true)
    expect(drawCustom(shuffled, custom, choices)).toEqual(drawn)
    expect(drawCustom(bank, { ...custom, seed: 6 }, choices)).not.toEqual(drawn)
  })

  it('is not drawn where fewer questions fit, which says how many do', () => {
    const custom = anExam({ levels: ['apply'], questions: 50 })
    const available = bank.questions.filter(({ level }) => level === 'apply').length
    expect(drawCustom(bank, custom, choices)).toEqual({ ok: false, failure: { needed: 50, available } })
  })

  it('is not drawn where fewer may stand together', () => {
    const enemies = { questions: [aQuestion({ id: 'one', enemies: ['two'] }), aQuestion({ id: 'two' })], scenarios: [] }
    expect(drawCustom(enemies, anExam({ questions: 2 }), choices)).toEqual({
      ok: false,
      failure: { needed: 2, available: 1 },
    })
  })

  it.each([
    { of: {}, title: 'Custom exam' },
    { of: { refs: ['4.1', '6.1'], levels: ['apply'] }, title: 'Custom exam: 4.1, 6.1, apply' },
    { of: { concepts: ['scope'], modules: ['context'] }, title: 'Custom exam: About scope, Context' },
    {
      of: { domains: ['concepts', 'requirements'], refs: ['4', 'A.5'] },
      title: 'Custom exam: 4, A.5, About concepts and 1 more',
    },
  ] as const)('is called “$title”', ({ of, title }) => {
    const questions = Array.from({ length: 4 }, (_, index) =>
      aQuestion({ id: `q-${index}`, refs: ['4.1', '6.1', 'A.5'], concept: 'scope', level: 'apply' }),
    )
    const drawn = drawCustom({ questions, scenarios: [] }, anExam({ ...of, questions: 4 }), choices)
    expect(drawn.ok && drawn.value.profile.title).toBe(title)
  })

  it('has the usual time at hand where it is untimed', () => {
    const drawn = drawCustom(bank, anExam({ questions: 15 }), choices)
    expect(drawn.ok && drawn.value.profile.minutes).toBe(23)
  })
})
