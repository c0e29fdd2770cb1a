import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseExamFile } from '../../src/catalogue/exam-file.ts'

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
      },
      minutes: 60,
      passPercent: 70,
      optionsPerQuestion: 3,
      openBook: false,
      backAllowed: true,
    })
    expect(exam?.extraMinutes).toBe(10)
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
      'Domains: Principles and concepts: 16; Requirements and controls: 24',
      'Levels: remember: 8 to 14; understand: 12 to 20; apply: 8 to 14; analyse or evaluate: 0 to 6',
      'Scenario sets: none',
    ])
    expect(exam?.facts.filter(({ source, checked, confidence }) => !source || !checked || !confidence)).toEqual([])
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
    { text: real.replace('openBook', 'open'), says: 'There is no field "open".' },
  ])('refuses a fault: $says', ({ text, says }) => {
    expect(whatIsWrong(text)).toContain(says)
  })
})
