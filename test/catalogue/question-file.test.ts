import type { z } from 'astro/zod'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { parseQuestionFile, questionSchema } from '../../src/catalogue/question-file.ts'
import type { Question } from '../../src/core/question.ts'
import { known } from '../../src/core/result.ts'

const file = 'quizzes/questions/foundation/context.yaml'

const single = `questions:
  - id: f-context-007
    version: 2
    type: single
    domain: requirements
    level: apply
    difficulty: 2.5
    refs: ['4.1']
    objective: f3-1
    concept: intended-purpose
    stem: >-
      What does the
      lender do?
    options:
      - id: a
        text: It looks
        key: true
        rationale: It must.
      - id: b
        text: It waits
        rationale: It hopes.
        misconception: m39
      - id: c
        text: It asks
        rationale: It wonders.
    shuffle: false
    enemies: [f-context-008]
    mockOnly: true
    time: 60
    corrected: [{ version: 2, date: 2026-11-23, what: The stem named the wrong clause. }]
    review: { blind: agreed, date: 2026-11-23 }
    waive: [{ rule: hedges, reason: The hedge is the point of it. }]
`

const parse = (text: string) => parseQuestionFile(file, text)
const problemOf = (text: string) => known(parse(text).problems[0])
const without = (field: string) => single.replace(new RegExp(`^ {4}${field}:.*\\n`, 'm'), '')

describe('a question file', () => {
  it('yields questions that core can mark, and what the author recorded beside them', () => {
    expectTypeOf<z.output<typeof questionSchema>['question']>().toEqualTypeOf<Question>()
    expect(parse(single)).toEqual({
      file,
      course: 'foundation',
      scenarios: [],
      problems: [],
      questions: [
        {
          question: {
            id: 'f-context-007',
            version: 2,
            domain: 'requirements',
            level: 'apply',
            difficulty: 2.5,
            refs: ['4.1'],
            objective: 'f3-1',
            concept: 'intended-purpose',
            prompt: {
              kind: 'single',
              stem: 'What does the lender do?',
              options: [
                { id: 'a', text: 'It looks' },
                { id: 'b', text: 'It waits' },
                { id: 'c', text: 'It asks' },
              ],
            },
            key: { kind: 'options', options: ['a'] },
            rationales: [
              { option: 'a', text: 'It must.', misconception: undefined },
              { option: 'b', text: 'It hopes.', misconception: 'm39' },
              { option: 'c', text: 'It wonders.', misconception: undefined },
            ],
            shuffle: false,
            enemies: ['f-context-008'],
            mockOnly: true,
            corrected: [{ version: 2, date: '2026-11-23', what: 'The stem named the wrong clause.' }],
          },
          authoring: {
            time: 60,
            review: { blind: 'agreed', date: '2026-11-23' },
            waive: [{ rule: 'hedges', reason: 'The hedge is the point of it.' }],
          },
          place: { file, line: 2, scenario: undefined },
        },
      ],
    })
  })

  it('counts how many options a multiple-choice question asks for', () => {
    const multiple = single
      .replace('type: single', 'type: multiple')
      .replace('lender do?', 'lender do? Choose TWO.')
      .replace('        text: It asks\n', '        text: It asks\n        key: true\n')
      .replace('    shuffle', '      - { id: d, text: It sleeps, rationale: It is tired. }\n    shuffle')
    const { questions, problems } = parse(multiple)
    expect(problems).toEqual([])
    expect(questions[0]?.question.prompt).toMatchObject({ kind: 'multiple', pick: 2 })
    expect(questions[0]?.question.key).toEqual({ kind: 'options', options: ['a', 'c'] })
    expect(problemOf(multiple.replace('TWO', 'some')).what).toBe(
      'The stem does not say that TWO options are to be chosen.',
    )
  })

  it('says where, what, and what to write instead', () => {
    expect(problemOf(single.replace('level: apply', 'level: aply'))).toEqual({
      where: `${file}:6 f-context-007`,
      what: '"level" is "aply".',
      remedy: 'Write one of: remember, understand, apply, analyse, evaluate.',
    })
  })

  it.each([
    { text: without('objective'), line: 2, says: '"objective" is missing.' },
    {
      text: single.replace("['4.1']", '[4.1]'),
      line: 8,
      says: '"refs.0" is 4.1, but must be text.',
      remedy: "Put it in quotes: '4.1'.",
    },
    { text: single.replace('mockOnly:', 'mockonly:'), line: 28, says: 'There is no field "mockonly".' },
    {
      text: single.replace('misconception: m39', 'misconception: M39'),
      line: 22,
      says: '"options.1.misconception" is "M39".',
    },
    {
      text: single.replace('        key: true\n', ''),
      line: 14,
      says: '0 options carry "key: true".',
      remedy: 'Mark exactly one option as the key.',
    },
    { text: single.replace('id: c\n', 'id: b\n'), line: 14, says: 'Two of the options have the same id (a, b, b).' },
    { text: single.replace(/ {6}- id: c\n.*\n.*\n/, ''), line: 14, says: 'There are 2 options.' },
    {
      text: single.replace('version: 2\n', 'version: 1\n'),
      line: 30,
      says: 'A correction names a version that the question has not reached.',
    },
    { text: single.replace('difficulty: 2.5', 'difficulty: 6'), line: 7, says: '"difficulty" is 6.' },
    { text: single.replace('id: f-context-007', 'id: context-7'), line: 2, says: '"id" is "context-7".' },
    {
      text: single.replace('date: 2026-11-23 }\n', 'date: 23.11.2026 }\n'),
      line: 31,
      says: '"review.date" is "23.11.2026".',
    },
    { text: single.replace('text: It looks', 'text: It looks: away'), line: 16, says: 'This is not readable as YAML' },
    {
      text: single.replace('reason: The hedge is the point of it.', 'reason: no'),
      line: 32,
      says: '"waive.0.reason" is "no".',
    },
    { text: 'question: []\n', line: 1, says: 'There is no field "question".' },
  ])('refuses a fault at its line: $says', ({ text, line, says, remedy }) => {
    const problem = problemOf(text)
    expect(problem.where.split(' ')[0]).toBe(`${file}:${line}`)
    expect(problem.what).toContain(says)
    if (remedy) expect(problem.remedy).toBe(remedy)
    expect(problem.remedy).not.toBe('')
  })

  it('reports every fault of every question at once, and keeps the good ones', () => {
    const second = single.replace('questions:\n', '').replace('f-context-007', 'f-context-008')
    const faulty = without('domain').replace('level: apply', 'level: aply')
    const { questions, problems } = parse(faulty + second)
    expect(problems.map(({ what }) => what)).toEqual(['"domain" is missing.', '"level" is "aply".'])
    expect(questions.map(({ question }) => question.id)).toEqual(['f-context-008'])
  })

  it('refuses the later type essay in one sentence', () => {
    expect(parse(single.replace('type: single', 'type: essay')).problems).toEqual([
      {
        where: `${file}:2 f-context-007`,
        what: 'Questions of type "essay" cannot be shown yet.',
        remedy: 'Write it as one of the types that .github/CONTRIBUTING.md names, or keep it out of the bank for now.',
      },
    ])
  })

  it('reads a scenario and its five questions', () => {
    const one = single.replace('questions:\n', '').replace(/^/gm, '    ').trimEnd()
    const five = [1, 2, 3, 4, 5].map((number) => one.replace('f-context-007', `f-context-00${number}`)).join('\n')
    const scenario = (words: number) =>
      `scenarios:\n  - id: f-s01\n    title: A lender\n    stimulus: ${'word '.repeat(words)}\n    questions:\n${five}\n`
    const { questions, scenarios, problems } = parse(scenario(120))
    expect(problems).toEqual([])
    expect(scenarios).toMatchObject([
      {
        id: 'f-s01',
        title: 'A lender',
        questions: ['f-context-001', 'f-context-002', 'f-context-003', 'f-context-004', 'f-context-005'],
      },
    ])
    expect(questions.map(({ place }) => place.scenario)).toEqual(Array.from({ length: 5 }, () => 'f-s01'))
    expect(problemOf(scenario(119)).remedy).toBe('A stimulus has 120 to 350 words.')
  })
})
