import { describe, expect, it } from 'vitest'
import { readTree, type Tree } from '../../src/catalogue/files.ts'
import { linkCatalogue } from '../../src/catalogue/link.ts'
import { figureNames } from '../../src/catalogue/load.ts'

const root = process.cwd()
const whole = readTree(root)
const figures = figureNames(root)
const main = 'quizzes/exams/foundation-40.yaml'
const short = 'quizzes/exams/short-20.yaml'

function problemsOf(tree: Tree) {
  const linked = linkCatalogue(tree, figures)
  return linked.ok ? [] : linked.failure
}

function problemsAfter(file: string, edit: (text: string) => string) {
  const before = whole.get(file) ?? ''
  const after = edit(before)
  expect(after, 'the edit found nothing to change').not.toBe(before)
  return problemsOf(new Map(whole).set(file, after))
}

const lineOf = (file: string, start: string) =>
  (whole.get(file) ?? '').split('\n').findIndex((line) => line.startsWith(start)) + 1

describe('the profiles of the catalogue', () => {
  it.each([
    {
      fault: 'a number that another profile has',
      edit: (text: string) => text.replace('number: 1', 'number: 0'),
      at: 'number:',
      what: 'Another profile has the number 0.',
    },
    {
      fault: 'an id that another profile has',
      edit: (text: string) => text.replace('id: short-20', 'id: foundation-40'),
      at: 'id:',
      what: 'Another profile is called "foundation-40".',
    },
    {
      fault: 'a course that does not exist',
      edit: (text: string) => text.replace('course: foundation', 'course: cooking'),
      at: 'course:',
      what: 'There is no readable course "cooking".',
    },
    {
      fault: 'a domain that the course does not have',
      edit: (text: string) => text.replace('id: concepts', 'id: conducting'),
      at: 'domains:',
      what: 'The course has no domain "conducting".',
    },
    {
      fault: 'levels that the bank does not have',
      edit: (text: string) =>
        text
          .replace('[remember], min: 4, max: 7', '[remember], min: 0, max: 20')
          .replace('[understand], min: 6, max: 10', '[understand], min: 0, max: 20')
          .replace('[apply], min: 4, max: 7', '[apply], min: 0, max: 20')
          .replace('[analyse, evaluate], min: 0, max: 3', '[evaluate], min: 20, max: 20'),
      at: 'levels:',
      what: 'The bank cannot fill this exam: the level evaluate needs 20 questions',
    },
    {
      fault: 'scenarios that the bank does not have',
      edit: (text: string) => text.replace('{ count: 0, size: 0 }', '{ count: 2, size: 5 }'),
      at: 'scenarios:',
      what: 'The bank cannot fill this exam: it needs 2 scenarios of 5 questions',
    },
  ])('are refused with $fault, by file, line and remedy', ({ edit, at, what }) => {
    const problem = problemsAfter(short, edit).find((one) => one.what.startsWith(what))
    expect(problem?.where).toBe(`${short}:${lineOf(short, at)}`)
    expect(problem?.remedy).toMatch(/\.$/)
  })

  it('must have the one that their course names', () => {
    const tree = new Map(whole)
    tree.delete(main)
    expect(problemsOf(tree).map(({ what }) => what)).toContain('The course has no exam profile "foundation-40".')
  })
})
