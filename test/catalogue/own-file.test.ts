import { describe, expect, it } from 'vitest'
import { parseOwnFile } from '../../src/catalogue/own-file.ts'
import { parseQuestionFile } from '../../src/catalogue/question-file.ts'

const question = (id = 'own-suppliers-001', change: (yaml: string) => string = (yaml) => yaml) =>
  change(`  - id: ${id}
    version: 1
    type: single
    level: apply
    difficulty: 3
    stem: A supplier changes a model overnight and tells nobody. What does the team look at first?
    options:
      - id: a
        text: What the contract says on notice of changes
        key: true
        rationale: Terms of notice decide who had to speak, and when.
      - id: b
        text: Which colour the supplier's logo has now
        rationale: Looks are noticed at once and tell nothing of a duty.
      - id: c
        text: How many invoices are still open this month
        rationale: Money seems to be leverage, yet owes nobody an answer.
`)
const exam = `exams:
  - id: own-friday
    title: Friday
    minutes: 20
    passPercent: 70
    questions: [own-suppliers-001, f-context-001]
`
const file = (...questions: readonly string[]) => `questions:\n${questions.join('')}`
const bank = new Set(['f-context-001'])
const read = (text: string) => parseOwnFile('mine.yaml', text, bank)
const problemsIn = (text: string) => {
  const parsed = read(text)
  return parsed.ok ? [] : parsed.failure
}

describe('a trainer’s file', () => {
  it('holds questions that belong to no course, and exams of them and of the bank', () => {
    const parsed = read(file(question()) + exam)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
    expect(parsed.value.questions.get('own-suppliers-001')?.question).toMatchObject({
      domain: 'own',
      objective: 'own',
      concept: 'own',
      refs: [],
      key: { kind: 'options', options: ['a'] },
    })
    expect([...parsed.value.exams]).toEqual([
      [
        'own-friday',
        { title: 'Friday', minutes: 20, passPercent: 70, questions: ['own-suppliers-001', 'f-context-001'] },
      ],
    ])
  })

  it('says by line what is wrong, all of it, and gives nothing then', () => {
    const text = file(
      question('f-context-007'),
      question('own-two-001', (yaml) => yaml.replace('        key: true\n', '')),
      question('own-three-001', (yaml) => yaml.replace('    level: apply\n', '')),
    )
    expect(problemsIn(text).map(({ where, remedy }) => [where, remedy])).toEqual([
      ['mine.yaml:2 f-context-007', 'Write an id such as own-suppliers-001.'],
      ['mine.yaml:25 own-two-001', 'Mark exactly one option as the key.'],
      ['mine.yaml:35 own-three-001', expect.stringContaining('remember')],
    ])
  })

  it.each([
    { text: file(question(), question()), what: 'The id stands in the file twice.' },
    { text: `${file(question())}drafts:\n${question()}`, what: 'The id stands in the file twice.' },
    { text: 'drafts: [{ id: f-context-001 }]', what: '"id" is "f-context-001".' },
    { text: 'drafts: [nonsense]', what: expect.stringContaining('"nonsense"') },
    { text: file(question()) + exam.replace('minutes: 20', 'minutes: 0'), what: '"minutes" is 0.' },
    {
      text: file(
        question(undefined, (yaml) => yaml.replace('tells nobody. What does the team look at first?', 'tells nobody.')),
      ),
      what: 'The stem does not end in a question: “…pplier changes a model overnight and tells nobody.”.',
    },
    { text: 'questions: [', what: expect.stringContaining('not readable as YAML') },
    { text: 'scenarios: []', what: 'There is no field "scenarios".' },
  ])('is refused where $what', ({ text, what }) => {
    expect(problemsIn(text).map((one) => one.what)).toContainEqual(what)
  })

  it('takes an unfinished question as it stands, apart from those that are held against the rules', () => {
    const parsed = read(
      `drafts:\n  - id: own-half-001\n    stem: Half a\n${exam.replace('f-context-001', 'own-half-001')}`,
    )
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
    expect([...parsed.value.drafts]).toEqual([['own-half-001', { id: 'own-half-001', stem: 'Half a' }]])
    expect(parsed.value.questions.size).toBe(0)
    expect(parsed.value.missing.map(({ what }) => what)).toEqual([
      'No question called "own-suppliers-001" is here or in the file.',
    ])
  })

  it('says by line which questions of an exam are nowhere, and takes the exam with them', () => {
    const parsed = read(file(question()) + exam.replace('f-context-001', 'f-nowhere-001'))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
    expect(parsed.value.missing).toEqual([
      {
        where: 'mine.yaml:24 own-friday',
        what: 'No question called "f-nowhere-001" is here or in the file.',
        remedy: 'Correct the id, take it out, or put the question into the file.',
      },
    ])
    expect(parsed.value.exams.get('own-friday')?.questions).toEqual(['own-suppliers-001', 'f-nowhere-001'])
  })

  it('is no file of the bank, which asks where a question belongs', () => {
    const { problems } = parseQuestionFile('quizzes/questions/foundation/mine.yaml', file(question()))
    expect(problems.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['"domain" is missing.', '"objective" is missing.']),
    )
  })
})
