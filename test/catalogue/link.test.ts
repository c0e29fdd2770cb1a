import { describe, expect, it } from 'vitest'
import { readTree, type Tree } from '../../src/catalogue/files.ts'
import { linkCatalogue } from '../../src/catalogue/link.ts'
import { figureNames } from '../../src/catalogue/load.ts'

const root = process.cwd()
const whole = readTree(root)
const figures = figureNames(root)
const lesson = 'content/courses/foundation/01-ai-systems/05-roles.mdx'

/** The problems of the real content after one edit. */
function problemsAfter(file: string, edit: (text: string) => string) {
  const tree = new Map(whole)
  const before = tree.get(file) ?? ''
  const after = edit(before)
  expect(after, 'the edit found nothing to change').not.toBe(before)
  tree.set(file, after)
  return problemsOf(tree)
}

function problemsOf(tree: Tree) {
  const linked = linkCatalogue(tree, figures)
  return linked.ok ? [] : linked.failure
}

describe('the catalogue', () => {
  it('holds together as it stands', () => {
    expect(problemsOf(whole)).toEqual([])
  })

  it.each([
    {
      fault: 'a reference to nothing',
      file: lesson,
      edit: (text: string) => text.replace(/<Clause id="[^"]+"/, '<Clause id="11.9"'),
      what: 'No clause, control, annex or neighbour is called "11.9".',
    },
    {
      fault: 'a check that does not exist',
      file: lesson,
      edit: (text: string) => text.replace(/<Check question="[^"]+"/, '<Check question="f-roles-999"'),
      what: 'No question is called "f-roles-999".',
    },
    {
      fault: 'a figure nobody drew',
      file: lesson,
      edit: (text: string) => text.replace(/<Figure name="[^"]+"/, '<Figure name="unicorn"'),
      what: 'No figure is called "unicorn".',
    },
    {
      fault: 'a misspelt component',
      file: lesson,
      edit: (text: string) => text.replace('<InOneBreath>', '<InOneBreth>'),
      what: 'There is no component <InOneBreth>.',
    },
    {
      fault: 'a field nobody knows',
      file: lesson,
      edit: (text: string) => text.replace('minutes:', 'minuts: 12\nminutes:'),
      what: 'There is no field "minuts".',
    },
    {
      fault: 'an objective the registry does not have',
      file: lesson,
      edit: (text: string) => text.replace('id: f1-5a', 'id: f1-5z'),
      what: 'the registry has f1-5a (understand), f1-5b (apply)',
    },
    {
      fault: 'a link around the components',
      file: lesson,
      edit: (text: string) => `${text}\n[a link](/standard/4.1/)\n`,
      what: 'A lesson links and imports by component only.',
    },
    {
      fault: 'a table column without a heading',
      file: lesson,
      edit: (text: string) => `${text}\n|  | One |\n| --- | --- |\n| a | b |\n`,
      what: 'The first column of this table has no heading.',
    },
    {
      fault: 'a term explained twice',
      file: lesson,
      edit: (text: string) => `${text}\n<Term id="ai-subject">one</Term> <Term id="ai-subject">two</Term>\n`,
      what: 'is explained twice on this page',
    },
    {
      fault: 'a dangling id in the standard map',
      file: 'content/standard/clauses.yaml',
      edit: (text: string) => text.replace('[[4.1]]', '[[4.17]]'),
      what: 'No clause, control, annex or neighbour is called "4.17".',
    },
    {
      fault: 'a term that sees nothing',
      file: 'content/glossary/terms.yaml',
      edit: (text: string) => text.replace(/see: \[/, 'see: [nowhere, '),
      what: 'No term is called "nowhere".',
    },
    {
      fault: 'a mistake about nothing',
      file: 'content/mistakes.yaml',
      edit: (text: string) => text.replace("refs: ['5.1']", "refs: ['5.9']"),
      what: 'No clause, control, annex or neighbour is called "5.9".',
    },
    {
      fault: 'a mistake taught in no lesson that there is',
      file: 'content/mistakes.yaml',
      edit: (text: string) => text.replace('lessons: [F4.1]', 'lessons: [F4.9]'),
      what: 'No lesson is numbered "F4.9".',
    },
    {
      fault: 'a mistake whose number is taken',
      file: 'content/mistakes.yaml',
      edit: (text: string) => text.replace('- id: m47', '- id: m46'),
      what: 'The id stands here twice.',
    },
    {
      fault: 'a question about a mistake that is not in the list',
      file: 'quizzes/questions/foundation/roles.yaml',
      edit: (text: string) => text.replace(/misconception: m\d+/, 'misconception: m999'),
      what: 'names the mistake "m999", which is not in the list.',
    },
    {
      fault: 'a lesson that leaves out what the registry has it teach',
      file: 'content/courses/foundation/06-support/03-information.mdx',
      edit: (text: string) => text.replaceAll('<Clause id="A.8.4" />', 'A.8.4'),
      what: 'The registry says that this lesson teaches A.8.4.',
    },
    {
      fault: 'a whole course that teaches a control nowhere',
      file: 'content/courses/foundation/course.yaml',
      edit: (text: string) => text.replace('A.10.2, A.10.3, A.10.4', 'A.10.2, A.10.4'),
      what: 'No lesson teaches A.10.3.',
    },
  ])('refuses $fault, with file and remedy', ({ file, edit, what }) => {
    const problems = problemsAfter(file, edit)
    const problem = problems.find((one) => one.what.includes(what))
    expect(problem, JSON.stringify(problems.slice(0, 3))).toBeDefined()
    expect(problem?.where).toContain(file)
    expect(problem?.remedy.length).toBeGreaterThan(10)
  })

  it('names a question with two keys by file, line and id', () => {
    const file = 'quizzes/questions/foundation/roles.yaml'
    const problems = problemsAfter(file, (text) =>
      text.replace('- id: b', '- id: b\n        key: true').replace(/key: true\n\s+key: true/, 'key: true'),
    )
    expect(problems[0]?.where).toMatch(new RegExp(`^${file}:\\d+`))
    expect(problems.map((one) => one.what).join()).toContain('key')
  })

  it('reports every problem at once', () => {
    const tree = new Map(whole)
    tree.set(
      lesson,
      (tree.get(lesson) ?? '')
        .replace(/<Clause id="[^"]+"/, '<Clause id="11.9"')
        .replace(/<Figure name="[^"]+"/, '<Figure name="unicorn"'),
    )
    tree.delete('content/standard/neighbours.yaml')
    const whats = problemsOf(tree).map((one) => one.what)
    expect(whats).toEqual(expect.arrayContaining(['The file is missing.', 'No figure is called "unicorn".']))
  })

  it('misses a lesson that is called ready and is not there', () => {
    const tree = new Map(whole)
    tree.delete(lesson)
    expect(problemsOf(tree).map((one) => one.what)).toContain(`Lesson F1.5 is marked ready, but ${lesson} is missing.`)
  })
})
