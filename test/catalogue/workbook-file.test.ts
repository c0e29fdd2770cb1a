import { describe, expect, it } from 'vitest'
import { exampleFields, parseWorkbookFile, workbookProblems } from '../../src/catalogue/workbook-file.ts'
import type { Control } from '../../src/catalogue/standard-file.ts'
import { known } from '../../src/core/result.ts'
import { readSheets, rowsOf } from '../../src/core/workbook.ts'

const control = (id: string, title: string): Control => ({
  id,
  title,
  brief: title,
  asks: [],
  evidence: [],
  confused: [],
  related: [],
  area: 'A.2',
  aiAct: [],
})
const standard = {
  controls: [control('A.2.2', 'AI policy'), control('A.2.3', 'Alignment')],
  annexes: [
    {
      id: 'annex-c',
      letter: 'C' as const,
      title: 'Annex C',
      status: 'informative' as const,
      brief: 'Annex C',
      asks: [],
      riskSources: [{ id: 'C.3.1', title: 'Complexity', means: 'A busy street.' }],
    },
  ],
}
const references = new Set(['6.1.3', '7.5.2', '9.1'])

/** A fourth workbook, as somebody adds it. */
const plan = `title: Treatment plan
order: 4
summary: What is done.
purpose: ['It follows [[6.1.3]].']
asks: [A plan.]
practice: [Columns.]
refs: ['6.1.3']
tables:
  - id: actions
    title: Actions
    says: One row for each.
    row: action
    key: [id]
    first: T-1
    fields:
      - { id: id, title: Id, kind: text, help: A name. }
      - { id: until, title: Until, kind: date, help: A day. }
      - { id: sources, title: Sources, kind: choice, many: true, options: risk-sources, help: Annex C. }
checks:
  - id: dated
    title: Every action has a date
    asks: requirement
    ref: '6.1.3'
    why: 'The plan says when ([[6.1.3]]).'
    rule: { kind: filled, table: actions, fields: [until] }
examples:
  filled:
    name: Example
    says: One action.
    document: { title: Plan }
    tables:
      actions:
        - { id: T-1, until: '2026-12-11', sources: C.3.1 }
    comments: ['See [[9.1]].']
`

const file = 'content/workbooks/treatment-plan.yaml'
function problemsIn(text: string) {
  const parsed = parseWorkbookFile(file, text, standard)
  return parsed.ok ? workbookProblems([parsed.value], references) : parsed.failure
}
const edited = (from: string | RegExp, to: string) => {
  const text = plan.replace(from, to)
  expect(text).not.toBe(plan)
  return problemsIn(text)
}

describe('a workbook file', () => {
  it('makes a workbook by itself, with the checks and fields that all have', () => {
    expect(problemsIn(plan)).toEqual([])
    const parsed = parseWorkbookFile(file, plan, standard)
    if (!parsed.ok) throw new Error('It must be read.')
    const { workbook } = parsed.value
    expect(workbook.slug).toBe('treatment-plan')
    expect(workbook.tables.map(({ id }) => id)).toEqual(['document', 'actions'])
    expect(workbook.checks.map(({ id }) => id)).toEqual(['dated', 'sound'])
    expect(known(workbook.tables[1]).fields[2]).toMatchObject({
      options: [{ id: 'C.3.1', label: 'C.3.1 Complexity' }],
    })
    const sheets = readSheets([workbook], exampleFields([parsed.value], 'filled'))
    expect(rowsOf(sheets, 'treatment-plan', 'actions').map(({ cells }) => cells['until'])).toEqual(['2026-12-11'])
  })

  it('has a row for each control where it asks for them, and their titles with it', () => {
    const parsed = parseWorkbookFile(file, plan.replace('first: T-1', 'fixed: controls\n    label: until'), standard)
    if (!parsed.ok) throw new Error('It must be read.')
    expect(known(parsed.value.workbook.tables[1]).fixed.map(({ cells }) => cells)).toEqual([
      { id: 'A.2.2', until: 'AI policy' },
      { id: 'A.2.3', until: 'Alignment' },
    ])
  })

  it.each([
    { from: 'kind: date', to: 'kind: day', line: 17, what: /"tables.0.fields.1.kind"/ },
    { from: 'fields: [until]', to: 'fields: [unti]', line: 20, what: /no field "unti"/ },
    { from: 'table: actions, fields', to: 'table: action, fields', line: 20, what: /no table "action"/ },
    { from: "ref: '6.1.3'\n    why", to: "ref: '6.1.9'\n    why", line: 20, what: /called "6.1.9"/ },
    { from: 'See [[9.1]]', to: 'See [[9.9]]', line: 34, what: /called "9.9"/ },
    { from: "until: '2026-12-11'", to: "unti: '2026-12-11'", line: 33, what: /no field "unti"/ },
    { from: "'2026-12-11'", to: 'soon', line: 33, what: /“soon” is no date/ },
    { from: 'sources: C.3.1', to: 'sources: C.3.9', line: 33, what: /“C.3.9” is none of/ },
    { from: ", until: '2026-12-11'", to: '', line: 27, what: /The check "dated" fails: T-1/ },
    { from: 'comments:', to: 'open: [dated]\n    comments:', line: 34, what: /The check "dated" passes/ },
    {
      from: 'kind: text, help: A name.',
      to: 'kind: link, table: nowhere, help: A name.',
      line: 9,
      what: /no table "nowhere"/,
    },
  ])('is refused with its line and a remedy: $what', ({ from, to, line, what }) => {
    const problems = edited(from, to)
    expect(problems.length).toBeGreaterThan(0)
    const [problem] = problems
    expect(problem?.where).toBe(`${file}:${line}`)
    expect(problem?.what).toMatch(what)
    expect(problem?.remedy).not.toBe('')
  })
})
