import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseQuestionFile } from '../../src/catalogue/question-file.ts'
import { mark } from '../../src/core/marking.ts'
import { known } from '../../src/core/result.ts'

const file = 'quizzes/questions/foundation/kinds.yaml'
const kinds = readFileSync(join(process.cwd(), 'test/fixtures/kinds.yaml'), 'utf8')
const { questions, problems } = parseQuestionFile(file, kinds)
const questionOf = (id: string) => known(questions.find(({ question }) => question.id === id)).question

/** The text of one question of the file, as a file of its own. */
const only = (id: string) =>
  `questions:\n${known(kinds.split(/^(?= {2}- id)/m).find((part) => part.startsWith(`  - id: ${id}\n`)))}`

const head = (type: string) => `questions:
  - id: f-kinds-001
    version: 1
    type: ${type}
    domain: requirements
    level: apply
    difficulty: 3
    refs: ['4.1']
    objective: f3-1
    concept: roles
    stem: What is done?
`
const rows = (ids: string, more = '') =>
  [...ids].map((id) => `      - { id: ${id}, text: Row ${id}, rationale: Because of ${id}${more} }\n`).join('')
const order = (ids = 'bac') => `${head('order')}    steps:\n${rows(ids)}`
const classify = (ids = 'abc', grade = 'minor') => `${head('classify')}    rows:\n${rows(ids, `, grade: ${grade}`)}`
const match = ({ left = 'abc', right = ['r1', 'r2', 'r3'], pairs = 'a: r1, b: r2, c: r1' } = {}) =>
  `${head('match')}    left:\n${rows(left)}    right:\n${right.map((id) => `      - { id: ${id}, text: Target ${id} }\n`).join('')}    pairs: { ${pairs} }\n`

describe('a file with questions to order, match and classify', () => {
  it('is read without a problem', () => {
    expect(problems).toEqual([])
    expect(questions.map(({ question }) => question.prompt.kind)).toEqual(
      ['order', 'match', 'classify'].flatMap((kind) => [kind, kind, kind]),
    )
  })

  it('lists steps in the right order, and shows them by their ids', () => {
    const { prompt, key, rationales } = questionOf('f-kinds-002')
    expect(prompt.options.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
    expect(prompt.options[1]?.text).toBe('Take the retrained model out of service')
    expect(key).toEqual({ kind: 'order', options: ['b', 'd', 'a', 'c'] })
    expect(rationales.map(({ option }) => option)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('pairs rows with targets, of which some stay over', () => {
    const { prompt, key } = questionOf('f-kinds-006')
    expect(prompt).toMatchObject({ kind: 'match', targets: [{ id: 'r1', text: 'Internal audit' }, {}, {}, {}] })
    expect(key).toEqual({ kind: 'targets', targets: { a: 'r3', b: 'r1', c: 'r2', d: 'r3' } })
  })

  it('grades evidence by the four grades, in words', () => {
    const { prompt, key } = questionOf('f-kinds-008')
    expect(prompt).toMatchObject({
      kind: 'classify',
      targets: [
        { id: 'conformity', text: 'Conformity' },
        { id: 'ofi', text: 'Opportunity for improvement' },
        { id: 'minor', text: 'Minor nonconformity' },
        { id: 'major', text: 'Major nonconformity' },
      ],
    })
    expect(key).toEqual({ kind: 'targets', targets: { a: 'conformity', b: 'minor', c: 'major' } })
  })

  it('yields questions whose key is right', () => {
    for (const { question } of questions) {
      const { key } = question
      const response =
        key.kind === 'targets'
          ? ({ kind: 'placed', targets: key.targets } as const)
          : ({ kind: 'ordered', options: key.options } as const)
      expect(mark(question, response).kind).toBe('right')
    }
  })

  it.each([
    { text: order('ba'), what: 'There are 2 entries.' },
    { text: order('gbac'), what: '"steps.0.id" is "g".' },
    { text: order('baa'), what: 'Two of the steps have the same id (b, a, a).' },
    { text: order().replace(', rationale: Because of a', ''), what: '"steps.1.rationale" is missing.' },
    { text: order().replace('steps:', 'options:'), what: '"steps" is missing.' },
    { text: match({ right: ['r1', 'r2'] }), what: 'All 2 entries of "right" are needed.' },
    { text: match({ right: ['r1', 'r2', 'r2'] }), what: 'Two of the right have the same id (r1, r2, r2).' },
    { text: match({ right: ['r1', 'r2', 'x'] }), what: '"right.2.id" is "x".' },
    { text: match({ pairs: 'a: r1, b: r2' }), what: 'Nothing is paired with c.' },
    { text: match({ pairs: 'a: r1, b: r2, c: r1, d: r2' }), what: '"left" has no d.' },
    { text: match({ pairs: 'a: r1, b: r2, c: r7' }), what: '"right" has no r7.' },
    { text: match({ left: 'ab', pairs: 'a: r1, b: r2' }), what: 'There are 2 entries.' },
    { text: match().replace(/ {4}pairs.*\n/, ''), what: '"pairs" is missing.' },
    { text: classify('ab'), what: 'There are 2 entries.' },
    { text: classify('abb'), what: 'Two of the rows have the same id (a, b, b).' },
    { text: classify('abc', 'severe'), what: '"rows.0.grade" is "severe".' },
    { text: head('sorted'), what: '"type" is "sorted".' },
    { text: head('order').replace('    type: order\n', ''), what: '"type" is missing.' },
  ])('is refused with a remedy: $what', ({ text, what }) => {
    const problem = known(parseQuestionFile(file, text).problems[0])
    expect(problem.what).toBe(what)
    expect(problem.where).toMatch(/^quizzes\/questions\/foundation\/kinds\.yaml:\d+ f-kinds-001$/)
    expect(problem.remedy).toMatch(/\.$/)
  })

  it('can be cut into questions that stand alone', () => {
    for (const { question } of questions) expect(parseQuestionFile(file, only(question.id)).problems).toEqual([])
  })
})
