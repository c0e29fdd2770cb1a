import { describe, expect, it } from 'vitest'
import { parseDrillFile } from '../../src/catalogue/drill-file.ts'
import { readCatalogue } from '../../src/catalogue/load.ts'
import { leafClauses } from '../../src/catalogue/standard-file.ts'
import { known } from '../../src/core/result.ts'

const places = [
  { id: '6.1.3', title: 'AI risk treatment' },
  { id: '8.3', title: 'AI risk treatment' },
  { id: 'A.6.2.4', title: 'AI system verification and validation' },
]
const one = (id = 'd-001') => `  - id: ${id}
    situation: A control is left out without a reason that anybody could check.
    place: 6.1.3
    reason: The Statement of Applicability justifies what is excluded.
    near:
      - id: '8.3'
        why: It carries out the plan that comes of it.
`
const file = (...parts: readonly string[]) => `situations:\n${parts.join('')}`
const problemsOf = (text: string) => {
  const parsed = parseDrillFile(text, places)
  return parsed.ok ? [] : parsed.failure
}

describe('a file of the clause finder', () => {
  it('is read where everything holds', () => {
    const parsed = parseDrillFile(file(one(), one('d-002')), places)
    expect(parsed).toMatchObject({ ok: true, value: [{ id: 'd-001', place: '6.1.3', near: [{ id: '8.3' }] }, {}] })
  })

  it.each([
    { text: file(one(), one()), what: 'The id is taken.' },
    { text: file(one(), one('d-002'), one('d-003')), what: '6.1.3 has 2 situations already.' },
    {
      text: file(one().replace('place: 6.1.3', "place: '6.1'")),
      what: '6.1 is no clause that holds requirements itself, and no control.',
    },
    {
      text: file(one().replace("id: '8.3'", "id: '8.9'")),
      what: '8.9 is no clause that holds requirements itself, and no control.',
    },
    {
      text: file(one().replace("id: '8.3'", 'id: 6.1.3')),
      what: 'A neighbour is the place itself, or stands here twice.',
    },
    { text: file(one().replace('a reason', 'a reason in 6.1.3')), what: 'It names 6.1.3 itself.' },
    {
      text: file(one().replace('A control', 'The treatment of an AI risk')),
      what: 'It holds every word of the title.',
    },
    {
      text: file(one().replace('place: 6.1.3', 'place: 10.1')),
      what: '"situations.0.place" is 10.1, but must be text.',
    },
    {
      text: file(one().replace('why: It carries out the plan that comes of it.', 'why: Other.')),
      what: '"situations.0.near.0.why" is "Other.".',
    },
    { text: file(one().replace(/ {4}near:\n.*\n.*\n/, '    near: []\n')), what: '"situations.0.near" is a list of 0.' },
  ])('is refused with a remedy: $what', ({ text, what }) => {
    const problem = known(problemsOf(text)[0])
    expect(problem.what).toBe(what)
    expect(problem.where).toMatch(/^quizzes\/drills\/clauses\.yaml:\d+/)
    expect(problem.remedy).toMatch(/\.$|'10\.1'/)
  })
})

describe('the situations of the clause finder', () => {
  const catalogue = readCatalogue(process.cwd())
  if (!catalogue.ok) throw new Error('The catalogue does not hold together; see test/catalogue/link.test.ts.')
  const { situations, standard } = catalogue.value

  it('are at least forty', () => {
    expect(situations.length).toBeGreaterThanOrEqual(40)
  })

  it('reach every clause that holds requirements, and every control', () => {
    const met = new Set(situations.map(({ place }) => place))
    expect(leafClauses(standard.clauses).filter((id) => !met.has(id))).toEqual([])
    expect(standard.controls.filter(({ id }) => !met.has(id)).map(({ id }) => id)).toEqual([])
  })

  it('say nothing twice', () => {
    expect(new Set(situations.map(({ situation }) => situation)).size).toBe(situations.length)
    expect(new Set(situations.map(({ reason }) => reason)).size).toBe(situations.length)
  })
})
