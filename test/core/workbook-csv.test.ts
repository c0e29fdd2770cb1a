import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCsv } from '../../src/core/csv.ts'
import { changed, readSheets, rowsOf, withComputed, type Fields } from '../../src/core/workbook.ts'
import { previewCsv, tableText, type ImportPreview } from '../../src/core/workbook-csv.ts'
import { aField, aTable, aWorkbook, fieldsOf } from '../support/workbooks.ts'

const table = aTable({
  id: 'risks',
  fields: [
    aField('id', { title: 'Id' }),
    aField<'passage'>('text', { kind: 'passage', title: 'What may happen' }),
    aField<'number'>('a', { kind: 'number', title: 'Severity' }),
    aField<'number'>('p', { kind: 'number', title: 'Likelihood' }),
    aField<'date'>('on', { kind: 'date', title: 'Assessed on' }),
    aField<'choice'>('decision', {
      kind: 'choice',
      title: 'Decision',
      many: false,
      options: [
        { id: 'reduce', label: 'Change it' },
        { id: 'keep', label: 'Keep it' },
      ],
    }),
    aField<'link'>('controls', { kind: 'link', title: 'Controls', many: true, workbook: 'book', table: 'controls' }),
    aField<'computed'>('level', {
      kind: 'computed',
      title: 'Level',
      compute: { by: 'level', severities: ['a'], likelihood: 'p', rule: 'rule' },
    }),
  ],
})
const controls = aTable({
  id: 'controls',
  fixed: [{ id: 'A.2.2', cells: { id: 'A.2.2', name: 'AI policy' } }],
  fields: [
    aField('id', { title: 'Control' }),
    aField('name', { title: 'Title' }),
    aField('reason', { title: 'Reason' }),
  ],
})
const workbook = aWorkbook({ tables: [table, controls] })
const before = fieldsOf(workbook, {
  risks: [
    { id: 'R-01', text: 'Dark suits', a: '4', p: '3', on: '2026-11-20', decision: 'reduce', controls: 'A.2.2' },
    { id: 'R-02', text: 'Heat', a: '2', p: '2', decision: 'keep' },
  ],
})

let rows = 0
const preview = (text: string, { fields = before, into = table }: { fields?: Fields; into?: typeof table } = {}) =>
  previewCsv(text, { outline: workbook, outlines: [workbook], table: into, fields, newRow: () => `new${++rows}` })
const read = (text: string, given?: { fields?: Fields; into?: typeof table }): ImportPreview => {
  const result = preview(text, given)
  if (!result.ok) throw new Error(result.failure.kind)
  return result.value
}
const exported = (fields: Fields, from = table) =>
  formatCsv(tableText(from, rowsOf(withComputed(workbook, readSheets([workbook], fields)), 'book', from.id)))

describe('a table that is exported and imported', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((one) => one.replace(/\r/g, ''))
  const row = fc.record({
    id: fc.stringMatching(/^[=+\-@'A-Za-z0-9 .]{1,6}$/).filter((id) => id.trim() !== ''),
    text,
    a: fc.constantFrom('', '1', '4'),
    p: fc.constantFrom('', '2', 'three'),
    on: fc.constantFrom('', '2026-11-20'),
    decision: fc.constantFrom('', 'reduce', 'keep'),
    controls: fc.constantFrom('', 'A.2.2', 'A.2.2; A.9.9'),
  })

  it('changes nothing, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ id }) => id.trim(), maxLength: 6 }), (all) => {
        const fields = fieldsOf(workbook, { risks: all })
        expect(read(exported(fields), { fields })).toMatchObject({
          adds: [],
          changes: [],
          removes: [],
          problems: [],
          unchanged: all.length,
        })
      }),
    )
  })

  it('gives on an empty device what it was on the other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ id }) => id.trim(), maxLength: 6 }), (all) => {
        // What is typed here is trimmed before it is kept; what is no number is not taken over.
        const kept = all
          .filter(({ p }) => p !== 'three')
          .map((one) => ({ ...one, id: one.id.trim(), text: one.text.trim() }))
        const fields = fieldsOf(workbook, { risks: kept })
        const empty: Fields = new Map()
        expect(exported(changed(empty, read(exported(fields), { fields: empty }).writes))).toBe(exported(fields))
      }),
    )
  })
})

describe('an edited file', () => {
  const header = 'Id,What may happen,Severity,Likelihood,Assessed on,Decision,Controls,Level'

  it('shows what it adds, changes and lacks before anything is changed', () => {
    const shown = read(
      `${header}\nR-01,Dark suits at Nordkai,4,3,2026-11-20,change it,A.2.2,12\nR-03,New,1,1,,Keep it,,1`,
    )
    expect(shown.adds).toEqual(['R-03'])
    expect(shown.changes).toEqual([
      { row: 'R-01', field: 'What may happen', from: 'Dark suits', to: 'Dark suits at Nordkai' },
    ])
    expect(shown.removes).toEqual(['R-02'])
    expect(shown.problems).toEqual([])
    const after = readSheets([workbook], changed(before, new Map([...shown.writes, ...shown.removals])))
    expect(rowsOf(after, 'book', 'risks').map(({ cells }) => [cells['id'], cells['text'], cells['decision']])).toEqual([
      ['R-01', 'Dark suits at Nordkai', 'reduce'],
      ['R-03', 'New', 'keep'],
    ])
  })

  it('keeps the columns it does not have, and leaves out those that are not ours', () => {
    const shown = read('Id,Decision,Colour\nR-01,Keep it,red')
    expect(shown.missing).toEqual(['What may happen', 'Severity', 'Likelihood', 'Assessed on', 'Controls'])
    expect(shown.ignored).toEqual(['Colour'])
    expect(shown.changes).toEqual([{ row: 'R-01', field: 'Decision', from: 'Change it', to: 'Keep it' }])
  })

  it.each([
    {
      line: 'R-01,Dark suits,4,3,2026-11-20,Perhaps,A.2.2,',
      column: 'Decision',
      says: '“Perhaps” is none of: Change it, Keep it. “Change it” stays.',
    },
    {
      line: 'R-01,Dark suits,four,3,2026-11-20,Change it,A.2.2,',
      column: 'Severity',
      says: '“four” is no number. “4” stays.',
    },
    {
      line: 'R-02,Heat,2,2,03/04/2026,Keep it,,',
      column: 'Assessed on',
      says: '“03/04/2026” is no date; write it as 2026-11-23. The field stays empty.',
    },
    {
      line: 'R-01,Dark suits,4,3,2026-11-20,Change it,A.2.2,9',
      column: 'Level',
      says: 'The file says 9; 12 follows from the other fields, and that stays.',
    },
    {
      line: ',Nameless,1,1,,,,',
      column: 'Id',
      says: 'This row has nothing here, so it cannot be told which row it is; it is left out.',
    },
  ])('names the problem by line and column: $says', ({ line, column, says }) => {
    const shown = read(`${header}\n${line}`)
    expect(shown.problems).toEqual([{ line: 2, column, says }])
    expect(shown.changes).toEqual([])
  })

  it.each([
    { written: '23.11.2026', is: '2026-11-23' },
    { written: '23/11/2026', is: '2026-11-23' },
    { written: '11/23/2026', is: '2026-11-23' },
  ])('reads the date $written as a spreadsheet rewrote it', ({ written, is }) => {
    expect(read(`Id,Assessed on\nR-02,${written}`).changes).toMatchObject([{ to: is }])
  })

  it('takes a level that follows from what the same file changes', () => {
    expect(read(`${header}\nR-02,Heat,4,4,,Keep it,,16`).problems).toEqual([])
  })

  it('takes a row once, and says that it stands twice', () => {
    const shown = read('Id,What may happen\nR-01,One\nR-01,Two')
    expect(shown.changes).toMatchObject([{ to: 'One' }])
    expect(shown.problems).toMatchObject([{ line: 3, says: 'R-01 stands in the file twice; only the first is taken.' }])
  })

  it('can neither remove nor rename what is always there', () => {
    const shown = read('Control,Title,Reason\nA.2.2,Our policy,R-01 needs it', { into: controls })
    expect(shown.removes).toEqual([])
    expect(shown.problems).toEqual([
      { line: 2, column: 'Title', says: '“Our policy” would change what belongs to the row; “AI policy” stays.' },
    ])
    expect(shown.changes).toMatchObject([{ row: 'A.2.2', field: 'Reason' }])
  })

  it.each([
    { text: '', kind: 'empty', because: 'nothing is in it' },
    { text: 'Name,Phone\nBo,123', kind: 'foreign', because: 'its columns are of another world' },
    { text: 'Control,Title,Reason\nA.2.2,AI policy,x', kind: 'other-table', because: 'it is of another table' },
    { text: 'What may happen,Decision\nHeat,Keep it', kind: 'no-key', because: 'no column names the rows' },
    { text: 'Id,Decision\n"R-01,Keep it', kind: 'open-quote', because: 'a quotation mark is open' },
    { text: `Id,Decision\n${'x,\n'.repeat(2001)}`, kind: 'too-many-rows', because: 'it is too long' },
  ])('is refused as $kind when $because', ({ text, kind }) => {
    expect(preview(text)).toMatchObject({ ok: false, failure: { kind } })
  })
})
