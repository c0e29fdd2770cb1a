import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changed,
  inverse,
  isDay,
  keyOf,
  levelOf,
  nextKey,
  numberIn,
  readSheets,
  renamedKey,
  rowKey,
  rowsOf,
  withComputed,
} from '../../src/core/workbook.ts'
import { markdownOf } from '../../src/core/workbook-text.ts'
import { aField, aTable, aWorkbook, fieldsOf, sheetsOf } from '../support/workbooks.ts'

const risks = aTable({ id: 'risks', first: 'R-01', fields: [aField('id'), aField('text')] })
const controls = aTable({
  id: 'controls',
  first: 'OC-1',
  fixed: [{ id: 'A.2.2', cells: { id: 'A.2.2', name: 'AI policy' } }],
  fields: [
    aField('id'),
    aField('name'),
    aField<'link'>('risks', { kind: 'link', many: true, workbook: 'book', table: 'risks' }),
  ],
})
const workbook = aWorkbook({ tables: [risks, controls] })
const keys = (sheets: ReturnType<typeof sheetsOf>, table: string) =>
  rowsOf(sheets, 'book', table).map((row) => row.cells['id'])

describe('the rows of a workbook', () => {
  it('come in their order, after those that are always there', () => {
    const sheets = sheetsOf(workbook, {
      risks: [{ id: 'R-02' }, { id: 'R-01' }],
      controls: [
        { id: 'A.2.2', risks: 'R-01' },
        { id: 'OC-1', name: 'Vests' },
      ],
    })
    expect(keys(sheets, 'risks')).toEqual(['R-02', 'R-01'])
    expect(keys(sheets, 'controls')).toEqual(['A.2.2', 'OC-1'])
  })

  it('are gone when deleted and whole again when that is taken back', () => {
    const fields = fieldsOf(workbook, { risks: [{ id: 'R-01', text: 'Cold' }, { id: 'R-02' }] })
    const deletion = new Map([[rowKey({ workbook: 'book', table: 'risks', row: 'row1' }), undefined]])
    const after = changed(fields, deletion)
    expect(keys(readSheets([workbook], after), 'risks')).toEqual(['R-02'])
    expect(changed(after, inverse(fields, deletion))).toEqual(fields)
  })

  it('cannot overwrite what belongs to a row that is always there', () => {
    const sheets = sheetsOf(workbook, { controls: [{ id: 'A.2.2', name: 'Something else' }] })
    expect(rowsOf(sheets, 'book', 'controls')[0]?.cells['name']).toBe('AI policy')
  })

  it('are named on after the last, and the first one too', () => {
    const rows = (table: 'risks' | 'controls', all: readonly { id: string }[]) =>
      rowsOf(sheetsOf(workbook, { [table]: all }), 'book', table)
    expect(nextKey(risks, rows('risks', []))).toBe('R-01')
    expect(nextKey(risks, rows('risks', [{ id: 'R-08' }, { id: 'R-09' }]))).toBe('R-10')
    expect(nextKey(risks, rows('risks', [{ id: 'R-03' }, { id: 'R-02' }]))).toBe('R-04')
    expect(nextKey(controls, rows('controls', []))).toBe('OC-1')
    expect(nextKey(risks, rows('risks', [{ id: 'the cold one' }]))).toBe('')
  })

  it('take with them whoever names them when they are called otherwise', () => {
    const sheets = sheetsOf(workbook, { risks: [{ id: 'R-01' }], controls: [{ id: 'A.2.2', risks: 'R-02; R-01' }] })
    const changes = renamedKey(
      { outlines: [workbook], sheets },
      { workbook: 'book', table: 'risks', from: 'R-01', to: 'R-1' },
    )
    expect([...changes]).toEqual([['book/controls/A.2.2/risks', 'R-02; R-1']])
  })
})

it('undoing any change gives the fields that were', () => {
  const key = fc.constantFrom('a', 'b', 'c')
  const value = fc.constantFrom('x', 'y')
  const fields = fc.array(fc.tuple(key, value)).map((all) => new Map(all))
  const changes = fc.array(fc.tuple(key, fc.option(value, { nil: undefined }))).map((all) => new Map(all))
  fc.assert(
    fc.property(fields, changes, (before, change) => {
      expect(changed(changed(before, change), inverse(before, change))).toEqual(before)
    }),
  )
})

describe('a level', () => {
  it.each([
    { rule: 'product', severities: [2, 4, 1], likelihood: 3, is: 12, because: 'the highest consequence counts' },
    { rule: 'sum', severities: [2, 4, 1], likelihood: 3, is: 7, because: 'the document says so' },
    { rule: 'highest', severities: [2, 4, 1], likelihood: undefined, is: 4, because: 'likelihood does not apply' },
    {
      rule: 'product',
      severities: [2, undefined, 1],
      likelihood: 3,
      is: undefined,
      because: 'a consequence is missing',
    },
    {
      rule: 'product',
      severities: [2, 4, 1],
      likelihood: undefined,
      is: undefined,
      because: 'the likelihood is missing',
    },
  ] as const)('by $rule is $is when $because', ({ rule, severities, likelihood, is }) => {
    expect(levelOf(rule, severities, likelihood)).toBe(is)
  })

  it('and its verdict follow in each row', () => {
    const table = aTable({
      id: 'risks',
      fields: [
        aField('id'),
        aField('a'),
        aField('b'),
        aField('p'),
        aField<'computed'>('level', {
          kind: 'computed',
          compute: { by: 'level', severities: ['a', 'b'], likelihood: 'p', rule: 'rule' },
        }),
        aField<'computed'>('verdict', {
          kind: 'computed',
          compute: { by: 'band', of: 'level', table: 'bands', from: 'from', to: 'to', says: 'says' },
        }),
      ],
    })
    const bands = aTable({ id: 'bands', fields: [aField('id'), aField('from'), aField('to'), aField('says')] })
    const own = aWorkbook({ tables: [table, bands] })
    const sheets = withComputed(
      own,
      sheetsOf(own, {
        risks: [
          { id: 'R-01', a: '4', b: '2', p: '3' },
          { id: 'R-02', a: '1', b: '', p: '3' },
        ],
        bands: [
          { id: 'low', from: '1', to: '8', says: 'acceptable' },
          { id: 'high', from: '9', to: '16', says: 'unacceptable' },
        ],
      }),
    )
    expect(rowsOf(sheets, 'book', 'risks').map(({ cells }) => [cells['level'], cells['verdict']])).toEqual([
      ['12', 'unacceptable'],
      ['', ''],
    ])
  })
})

describe('what people type', () => {
  it.each([
    ['12', 12],
    [' 12,5 ', 12.5],
    ['-3', -3],
    ['1e3', undefined],
    ['twelve', undefined],
    ['', undefined],
  ])('%j is the number %s', (text, is) => expect(numberIn(text)).toBe(is))

  it.each([
    ['2026-11-23', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['23.11.2026', false],
  ])('%s as a day is %s', (text, is) => expect(isDay(text)).toBe(is))
})

it('as Markdown, a cell breaks neither its table nor its line', () => {
  const text = markdownOf(workbook, sheetsOf(workbook, { risks: [{ id: 'R-01', text: 'one | two\nthree' }] }))
  expect(text).toContain('| R-01 | one \\| two<br>three |')
})

it('a row of several key fields is called by all of them', () => {
  const roles = aTable({ id: 'roles', key: ['id', 'role'], fields: [aField('id'), aField('role')] })
  expect(keyOf(roles, { id: 'x', cells: { id: 'AI-1', role: 'customer' } })).toBe('AI-1 / customer')
})
