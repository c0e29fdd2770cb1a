import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseExamFile, type ExamFile } from '../../src/catalogue/exam-file.ts'
import { assembleForm, checkForm } from '../../src/core/form.ts'
import type { Bank } from '../../src/core/profile.ts'
import { aBank, aQuestion } from '../support/builders.ts'

const file = 'quizzes/exams/foundation-40.yaml'
const real = readFileSync(file, 'utf8')
const whatIsWrong = (text: string) => {
  const result = parseExamFile(file, text)
  return result.ok ? [] : result.failure.map(({ what }) => what)
}

describe('the Foundation profile', () => {
  const result = parseExamFile(file, real)
  const exam = result.ok ? result.value : undefined

  it('is the practice exam that was decided', () => {
    expect(exam?.profile).toEqual({
      id: 'foundation-40',
      number: 0,
      title: 'Foundation practice exam',
      blueprint: {
        questions: 40,
        domains: [
          { id: 'concepts', title: 'Principles and concepts', questions: 16 },
          { id: 'requirements', title: 'Requirements and controls', questions: 24 },
        ],
        levels: [
          { levels: ['remember'], min: 8, max: 14 },
          { levels: ['understand'], min: 12, max: 20 },
          { levels: ['apply'], min: 8, max: 14 },
          { levels: ['analyse', 'evaluate'], min: 0, max: 6 },
        ],
        scenarios: { count: 0, size: 0 },
        kinds: ['single', 'multiple'],
      },
      minutes: 60,
      passPercent: 70,
      optionsPerQuestion: 3,
      openBook: false,
      backAllowed: true,
    })
    expect(exam?.extraMinutes).toBe(10)
    expect(exam?.course).toBe('foundation')
  })

  it('claims to be no official exam', () => {
    expect(exam?.standing).toContain('Practice profile, not official.')
    expect(real).not.toMatch(/PECB|CertiProf|GAQM|EXIN|APMG|BSI|TÜV/)
  })

  it('tells a candidate each rule with its source, date and confidence', () => {
    expect(exam?.facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Questions: 40',
      'Time: 60 minutes',
      'Extra time where English is not your first language: 10 minutes',
      'To pass: 70 %',
      'Options in a question: 3',
      'Book: closed',
      'Going back to a question: allowed',
      'Kinds of question: one option to choose; several options to choose',
      'Domains: Principles and concepts: 16; Requirements and controls: 24',
      'Levels: remember: 8 to 14; understand: 12 to 20; apply: 8 to 14; analyse or evaluate: 0 to 6',
      'Scenario sets: none',
    ])
    expect(exam?.facts.filter(({ source, checked, confidence }) => !source || !checked || !confidence)).toEqual([])
  })
})

describe('the shape of a profile', () => {
  const read = (path: string) => {
    const parsed = parseExamFile(path, readFileSync(path, 'utf8'))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
    return parsed.value
  }
  const drawnTwentyTimes = ({ profile }: ExamFile, bank: Bank) =>
    Array.from({ length: 20 }, (_, seed) => assembleForm(bank, profile, seed)).map((form) => {
      if (!form.ok) throw new Error(JSON.stringify(form.failure))
      return form.value
    })

  it.each(['implementer-80', 'auditor-80'])(
    'carries %s: 8 scenarios of 5, open book, levels, 80 in 180 minutes',
    (id) => {
      const exam = read(`quizzes/exams/${id}.yaml`)
      expect(exam.profile).toMatchObject({ minutes: 180, passPercent: 70, openBook: true })
      expect(exam.profile.blueprint).toMatchObject({ questions: 80, scenarios: { count: 8, size: 5 } })
      const domains = exam.profile.blueprint.domains.map((domain) => domain.id)
      const bank = aBank({ questions: 320, scenarios: 24, domains })
      for (const form of drawnTwentyTimes(exam, bank)) expect(checkForm(form, bank, exam.profile)).toEqual([])
    },
  )

  it('carries auditor-marks-40: 80 marks with a floor in each domain, and every kind of question', () => {
    const exam = read('test/fixtures/exams/auditor-marks-40.yaml')
    const { domains, kinds } = exam.profile.blueprint
    expect(domains.map(({ questions, marks, floor }) => [questions, marks, floor])).toEqual([
      [6, 8, 3],
      [6, 8, 3],
      [6, 8, 3],
      [14, 36, 14],
      [8, 20, 8],
    ])
    const bank = aBank({ questions: 200, domains: domains.map(({ id }) => id) })
    const ordering = { kind: 'order', stem: 'Which order?', options: aQuestion().prompt.options } as const
    const mixed = {
      ...bank,
      questions: bank.questions.map((question, index) =>
        index % 7 === 0 ? { ...question, prompt: ordering } : question,
      ),
    }
    const forms = drawnTwentyTimes(exam, mixed)
    for (const form of forms) {
      expect(checkForm(form, mixed, exam.profile)).toEqual([])
      expect(form.questions.reduce((sum, { marks = 0 }) => sum + marks, 0)).toBe(80)
    }
    expect(kinds).toContain('order')
    const asked = new Set(forms.flatMap((form) => form.questions.map(({ id }) => id)))
    expect(mixed.questions.some(({ id, prompt }) => asked.has(id) && prompt.kind === 'order')).toBe(true)
  })

  it('tells marks and floors to the candidate', () => {
    const facts = new Map(
      read('test/fixtures/exams/auditor-marks-40.yaml').facts.map(({ label, value }) => [label, value]),
    )
    expect(facts.get('To pass')).toBe('50 % of 80 marks, and the least of each domain')
    expect(facts.get('Domains')).toContain('Conducting: 14, 36 marks, at least 14 to pass')
    expect(facts.get('Kinds of question')).toContain('steps to put in order; rows to match; evidence to grade')
    expect(facts.get('Scenario sets')).toBe('none')
  })
})

describe('an exam profile', () => {
  it.each([
    { text: real.replace(/ {2}confidence: low\n/, ''), says: '"questions.confidence" is missing.' },
    { text: real.replace('checked: 2026-11-23', 'checked: last week'), says: '"questions.checked" is "last week".' },
    { text: real.replace('value: 60', 'value: sixty'), says: '"minutes.value" is "sixty", but must be a number.' },
    {
      text: real.replace('questions: 16', 'questions: 17'),
      says: 'The domains have 41 questions together, the exam 40.',
    },
    { text: real.replace('id: requirements', 'id: concepts'), says: 'A domain stands here twice.' },
    { text: real.replace('[analyse, evaluate]', '[apply, evaluate]'), says: 'A level stands in two ranges.' },
    { text: real.replace('min: 8, max: 14', 'min: 18, max: 14'), says: 'A range ends before it begins.' },
    {
      text: real.replace('max: 20', 'max: 12').replace('max: 6', 'max: 0').replaceAll('max: 14', 'max: 12'),
      says: 'The ranges allow 28 to 36 questions, the exam has 40.',
    },
    {
      text: real.replace('{ count: 0, size: 0 }', '{ count: 9, size: 5 }'),
      says: 'The scenario sets hold 45 questions, the exam 40.',
    },
    {
      text: real.replace('{ count: 0, size: 0 }', '{ count: 2, size: 0 }'),
      says: 'The scenario sets hold no question.',
    },
    {
      text: real.replace('questions: 16 }', 'questions: 16, marks: 20 }'),
      says: 'Some domains have marks and some have none.',
    },
    {
      text: real.replace('questions: 16 }', 'questions: 16, marks: 15 }'),
      says: 'concepts has 15 marks for 16 questions.',
    },
    { text: real.replace('questions: 16 }', 'questions: 16, floor: 17 }'), says: 'concepts needs 17 of 16.' },
    { text: real.replace('[single, multiple]', '[single, single]'), says: 'A kind stands here twice.' },
    { text: real.replace('[single, multiple]', '[essay]'), says: '"kinds.value.0" is "essay".' },
    { text: real.replace('number: 0', 'number: 64'), says: '"number" is 64.' },
    { text: real.replace('openBook', 'open'), says: 'There is no field "open".' },
  ])('refuses a fault: $says', ({ text, says }) => {
    expect(whatIsWrong(text)).toContain(says)
  })
})
