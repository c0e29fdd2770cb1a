import { describe, expect, it } from 'vitest'
import { readTree } from '../../src/catalogue/files.ts'
import { linkCatalogue } from '../../src/catalogue/link.ts'
import { figureNames } from '../../src/catalogue/load.ts'
import { known } from '../../src/core/result.ts'

const root = process.cwd()
const whole = readTree(root)
const figures = figureNames(root)
const file = 'content/exercises/two-assessments-one-letter.yaml'
const lesson = 'content/courses/foundation/01-ai-systems/01-vocabulary.mdx'

const after = (path: string, edit: (text: string) => string) => {
  const before = known(whole.get(path))
  const text = edit(before)
  expect(text, 'the edit found nothing to change').not.toBe(before)
  const linked = linkCatalogue(new Map([...whole, [path, text]]), figures)
  return linked.ok ? [] : linked.failure.map(({ what }) => what)
}
const linked = linkCatalogue(whole, figures)

describe('the exercises', () => {
  it('are at least six, from every case, in teaching order, each after a lesson that can be studied', () => {
    const exercises = linked.ok ? linked.value.exercises : []
    expect(exercises.length).toBeGreaterThanOrEqual(6)
    expect(new Set(exercises.map((one) => one.case)).size).toBe(4)
    expect(exercises.filter(({ lesson }) => lesson === undefined)).toEqual([])
    const order = linked.ok ? linked.value.lessons.map(({ id }) => id) : []
    const places = exercises.map(({ lesson }) => order.indexOf(lesson ?? ''))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  it.each([
    {
      fault: 'a case that is not there',
      edit: (text: string) => text.replace('case: harrow-vale', 'case: harrow-hill'),
      what: 'No case organisation is called "harrow-hill".',
    },
    {
      fault: 'a lesson that is not there',
      edit: (text: string) => text.replace('lesson: F5.5', 'lesson: F5.9'),
      what: 'No lesson is numbered "F5.9".',
    },
    {
      fault: 'a clause that is not there',
      edit: (text: string) => text.replace('[[6.1.2]]', '[[6.1.9]]'),
      what: 'No clause, control, annex or neighbour is called "6.1.9".',
    },
    {
      fault: 'a document without anything in it',
      edit: (text: string) => text.replace(/material:[\s\S]*?notes:/, 'material:\n  - title: Nothing\nnotes:'),
      what: 'The document is empty.',
    },
    {
      fault: 'a table whose row is short',
      edit: (text: string) => text.replace(/ +- \[F, .*\]/, '        - [F]'),
      what: 'Row 6 of the table has another number of cells than its head.',
    },
    {
      fault: 'more work than anybody does at a stretch',
      edit: (text: string) => text.replace('minutes: 25', 'minutes: 80'),
      what: '"minutes" is 80.',
    },
  ])('are refused with $fault', ({ edit, what }) => {
    expect(after(file, edit)).toContain(what)
  })
})

describe('what is for the classroom in a lesson', () => {
  const add = (more: string) => (text: string) => `${text}\n${more}\n`

  it.each([
    {
      fault: 'a slide without a title',
      more: '<Slide>\n\nWords.\n\n</Slide>',
      what: '<Slide> has no "title".',
    },
    {
      fault: 'a slide with a figure of another lesson',
      more: '<Slide title="A" figure="pdca-wheel" />',
      what: 'The slide shows the figure "pdca-wheel", which the lesson does not have.',
    },
    {
      fault: 'a heading in a slide',
      more: '<Slide title="A">\n\n## B\n\n</Slide>',
      what: 'A slide holds a heading.',
    },
    {
      fault: 'an activity that asks nothing known',
      more: '<Activity question="f-nothing-001" />',
      what: 'No question "f-nothing-001" can be put to a class.',
    },
  ])('is refused: $fault', ({ more, what }) => {
    expect(after(lesson, add(more))).toContain(what)
  })

  it('counts neither as words nor as a check of the lesson', () => {
    expect(after(lesson, add('<Slide title="A">\n\nWords.\n\n</Slide>'))).toEqual([])
  })
})
