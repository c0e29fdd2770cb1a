import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aims, parseRealExams, topics } from '../../src/catalogue/real-exams-file.ts'

const file = 'content/pages/exams/real-exams.yaml'
const text = readFileSync(file, 'utf8')
const parse = (content: string) => parseRealExams(file, content, ['foundation-40'])
const whole = parse(text)
if (!whole.ok) throw new Error('The real exams cannot be read.')
const { exams } = whole.value

const small = `sought: 2026-11-23
sources:
  - { id: page, from: body, name: A page, address: example.org, checked: 2026-11-23 }
exams:
  - id: one
    body: A body
    title: An exam
    aim: audit
    practice: foundation-40
    said:
      - { about: time, value: 1 hour, source: page }
      - { about: questions, value: '40', source: page }
`

describe('the real exams', () => {
  it('are there for every aim, each said with a source that has a date', () => {
    expect(aims.filter((aim) => !exams.some((exam) => exam.aim === aim))).toEqual([])
    const undated = exams.flatMap(({ id, said }) => said.filter(({ source }) => !source.checked).map(() => id))
    expect(undated).toEqual([])
  })

  it('state no fee', () => {
    expect(text).not.toMatch(/[€$£]|\b(?:EUR|USD|GBP|euros?|dollars?|pounds?)\b/i)
  })

  it('say in the order of the topics, and name what nobody was found to say', () => {
    const parsed = parse(small)
    expect(parsed).toMatchObject({
      ok: true,
      value: { exams: [{ said: [{ about: 'questions' }, { about: 'time' }] }] },
    })
    expect(parsed.ok && parsed.value.exams[0]?.unknown).toEqual([
      'pass',
      'kinds',
      'book',
      'standard',
      'training',
      'experience',
      'retakes',
      'validity',
      'languages',
    ])
    expect(exams.every(({ said, unknown }) => said.every(({ about }) => !unknown.includes(about)))).toBe(true)
    expect(Object.keys(topics)).toContain('languages')
  })

  it.each([
    { edit: (t: string) => t.replace("'40', source: page", "'40', source: pgae"), what: 'No source is called "pgae".' },
    { edit: (t: string) => t.replace('foundation-40', 'foundation-41'), what: 'No practice profile is called' },
    { edit: (t: string) => t.replace('about: time', 'about: fee'), what: '"exams.0.said.0.about" is "fee".' },
    { edit: (t: string) => t.replace('from: body', 'from: rumour'), what: '"sources.0.from" is "rumour".' },
    {
      edit: (t: string) =>
        t.replace('exams:', '  - { id: idle, from: site, name: A, address: b, checked: 2026-11-23 }\nexams:'),
      what: 'Nothing rests on the source "idle".',
    },
    {
      edit: (t: string) => t.replace('checked: 2026-11-23', 'checked: lately'),
      what: '"sources.0.checked" is "lately".',
    },
    { edit: (t: string) => `${t}${t.slice(t.indexOf('  - id: one'))}`, what: '"one" stands here twice.' },
  ])('do not build when wrong: $what', ({ edit, what }) => {
    const parsed = parse(edit(small))
    expect(parsed.ok).toBe(false)
    expect(parsed.ok ? [] : parsed.failure.map((problem) => problem.what)).toContainEqual(expect.stringContaining(what))
  })
})
