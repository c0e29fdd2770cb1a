import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseQuestionFile } from '../../src/catalogue/question-file.ts'
import { mark } from '../../src/core/marking.ts'
import { isWritten } from '../../src/core/question.ts'
import { known } from '../../src/core/result.ts'

const file = 'quizzes/questions/lead-auditor/findings.yaml'
const text = readFileSync(join(process.cwd(), 'test/fixtures/findings.yaml'), 'utf8')
const { questions, problems } = parseQuestionFile(file, text)
const promptOf = (at: number) => {
  const { prompt } = known(questions[at]).question
  if (prompt.kind !== 'nonconformity') throw new Error(`Not a finding: ${prompt.kind}.`)
  return prompt
}

/** The file with one passage changed; the passage must be there. */
function changed(from: string | RegExp, to: string) {
  expect(text).toMatch(from)
  return text.replace(from, to)
}

describe('a file with findings', () => {
  it('is read without a problem', () => {
    expect(problems).toEqual([])
    expect(questions.map((_, at) => isWritten(promptOf(at)))).toEqual([false, false, true, true])
  })

  it('has a part for evidence, requirement and grade, and where it is written for gap and scope too', () => {
    const names = (at: number) => promptOf(at).slots.map(({ name }) => name)
    expect(names(0)).toEqual(['evidence', 'requirement', 'grade'])
    expect(names(2)).toEqual(['evidence', 'requirement', 'gap', 'grade', 'scope'])
  })

  it('gives the grades and “none” their words, and lists grades by their weight', () => {
    const [, requirement, grade] = promptOf(0).slots
    const textOf = (id: string) => promptOf(0).options.find((option) => option.id === id)?.text
    expect(requirement?.options).toEqual(['r1', 'r2', 'r3', 'none'])
    expect(textOf('none')).toBe('None: nothing that is required is missing')
    expect(grade?.options.map(textOf)).toEqual([
      'Conformity',
      'Opportunity for improvement',
      'Minor nonconformity',
      'Major nonconformity',
    ])
  })

  it('has a reason for every option, a key for every part and a model beside it', () => {
    for (const { question } of questions) {
      const { prompt, key, rationales } = question
      expect(rationales.map(({ option }) => option)).toEqual(prompt.options.map(({ id }) => id))
      if (key.kind !== 'finding') throw new Error('No finding.')
      expect(mark(question, { kind: 'chosen', options: key.options })).toEqual({ kind: 'right', credit: 1 })
      expect(key.model.length).toBeGreaterThan(200)
    }
  })

  it.each([
    { change: [/ {6}scope:\n( {8}.*\n)+? {4}model/, '    model'], what: 'There is a gap and no scope.' },
    { change: [/- id: major\n/, '- id: ofi\n'], what: 'The grades are conformity, ofi, minor, ofi.' },
    {
      change: [
        / {8}- id: none\n {10}key: true\n/,
        '        - id: r5\n          text: "7.1: means"\n          key: true\n',
      ],
      what: '"none" is not offered among the requirements.',
    },
    {
      change: [/text: '6\.1\.1: AI risk/, "text: 'Clause 6.1.1: AI risk"],
      what: 'does not begin with its number.',
    },
    { change: [/(- id: conformity\n) {10}key: true\n/, '$1'], what: '0 entries of "grade" carry "key: true".' },
    { change: [/(- id: ofi\n)/, '$1          key: true\n'], what: '2 entries of "grade" carry "key: true".' },
    {
      change: [/(- id: conformity\n) {10}key: true\n([\s\S]*?)(- id: major\n)/, '$1$2$3          key: true\n'],
      what: 'The key of the requirement does not go with the key of the grade.',
    },
    {
      change: [/(rationale: A turn of phrase)/, 'key: true\n        $1'],
      what: '4 of 6 pieces carry "key: true".',
    },
    { change: [/- id: e2\n/, '- id: e1\n'], what: 'Two of the evidence have the same id (e1, e1, e3, e4, e5, e6).' },
    { change: [/- id: e2\n/, '- id: b\n'], what: '"evidence.1.id" is "b".' },
    { change: [/ {4}model: >-\n( {6}.*\n)+/, ''], what: '"model" is missing.' },
  ] as const)('is refused with a remedy: $what', ({ change, what }) => {
    const found = parseQuestionFile(file, changed(change[0], change[1])).problems
    expect(found.map((problem) => problem.what).join('\n')).toContain(what)
    expect(known(found[0]).where).toMatch(/^quizzes\/questions\/lead-auditor\/findings\.yaml:\d+ la-examples-00\d$/)
    for (const { remedy } of found) expect(remedy).toMatch(/\.$/)
  })
})
