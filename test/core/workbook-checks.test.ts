import { describe, expect, it } from 'vitest'
import { isEmptyPhrase, runChecks, type Check } from '../../src/core/workbook-checks.ts'
import { aField, aTable, aWorkbook, checked, sheetsOf } from '../support/workbooks.ts'

const systems = aTable({ id: 'systems', fields: [aField('id'), aField('purpose'), aField('origin')] })
const roles = aTable({ id: 'roles', fields: [aField('id'), aField('system')] })
const phrases = ['n/a', 'not applicable', 'not relevant', 'good practice']

describe('a check that fields are filled', () => {
  const rule = { kind: 'filled', table: 'systems', fields: ['purpose'], needs: 'all' } as const

  it('waits as long as nobody has written anything', () => {
    expect(checked(rule, [systems], {})).toEqual({ state: 'waits', says: [] })
  })
  it('passes, or names the row and the field', () => {
    expect(checked(rule, [systems], { systems: [{ id: 'AI-1', purpose: 'Sorts' }] }).state).toBe('passes')
    expect(checked(rule, [systems], { systems: [{ id: 'AI-1' }] }).says).toEqual(['AI-1: “Title of purpose” is empty.'])
  })
  it('speaks in words of its own where the file has some', () => {
    expect(checked(rule, [systems], { systems: [{ id: 'AI-1' }] }, '{row} has no {field}.').says).toEqual([
      'AI-1 has no Title of purpose.',
    ])
  })
  it('is content with one of several, where the rule is', () => {
    const any = { ...rule, fields: ['purpose', 'origin'], needs: 'any' } as const
    expect(checked(any, [systems], { systems: [{ id: 'AI-1', origin: 'built' }] }).state).toBe('passes')
    expect(checked(any, [systems], { systems: [{ id: 'AI-1' }] }).says).toEqual([
      'AI-1: nothing stands under “Title of purpose” or “Title of origin”.',
    ])
  })
  it('looks only at the rows it is about', () => {
    const some = { ...rule, when: { field: 'origin', is: ['bought'] } }
    expect(checked(some, [systems], { systems: [{ id: 'AI-1', origin: 'built' }] }).state).toBe('passes')
    expect(checked(some, [systems], { systems: [{ id: 'AI-1', origin: 'bought' }] }).state).toBe('fails')
  })
})

describe('a reason', () => {
  it.each([
    { text: 'N/A', is: true, because: 'it repeats the decision' },
    { text: 'Not applicable.', is: true, because: 'a full stop adds nothing' },
    { text: 'n/a - not relevant', is: true, because: 'two phrases are no more than one' },
    { text: '“Good practice”!', is: true, because: 'marks add nothing' },
    { text: 'Not applicable: we train no model, and no contract asks for it', is: false, because: 'something follows' },
    { text: 'Good practices of Nordkai', is: false, because: 'the phrase is part of another word' },
  ])('is empty: $is, when $because', ({ text, is }) => {
    expect(isEmptyPhrase(text, phrases)).toBe(is)
  })

  it('that is missing or says nothing is found', () => {
    const rule = { kind: 'reasoned', table: 'systems', field: 'purpose', phrases } as const
    expect(
      checked(rule, [systems], {
        systems: [{ id: 'A.1', purpose: 'N/A' }, { id: 'A.2' }, { id: 'A.3', purpose: 'R-01' }],
      }).says,
    ).toEqual(['A.1: “N/A” alone is no reason.', 'A.2: “Title of purpose” is empty.'])
  })
})

describe('rows that name each other', () => {
  const by = { workbook: 'book', table: 'roles', field: 'system' }

  it('are found when a row is named by none', () => {
    const rule = { kind: 'named', table: 'systems', by } as const
    expect(
      checked(rule, [systems, roles], {
        systems: [{ id: 'AI-1' }, { id: 'AI-2' }],
        roles: [{ id: '1', system: 'AI-1' }],
      }).says,
    ).toEqual(['AI-2 is not named in “Title of system”.'])
  })

  it('are found when a row is out and another needs it, from either side', () => {
    const rule = {
      kind: 'unnamed',
      table: 'systems',
      field: 'purpose',
      by,
      when: { field: 'origin', is: ['out'] },
    } as const
    const rows = {
      systems: [
        { id: 'A.1', origin: 'out' },
        { id: 'A.2', origin: 'out', purpose: 'R-09' },
        { id: 'A.3', origin: 'in', purpose: 'R-09' },
        { id: 'A.4', origin: 'out' },
      ],
      roles: [{ id: 'R-01', system: 'A.1' }],
    }
    expect(checked(rule, [systems, roles], rows, '{row} is out, and {others} needs it.').says).toEqual([
      'A.1 is out, and R-01 needs it.',
      'A.2 is out, and R-09 needs it.',
    ])
  })

  it('are found when only one names the other, or a name leads nowhere', () => {
    const rule = { kind: 'mirrored', table: 'systems', field: 'purpose', by } as const
    const rows = {
      systems: [
        { id: 'A.1', purpose: 'R-01' },
        { id: 'A.2', purpose: '' },
        { id: 'A.3', purpose: 'R-02' },
      ],
      roles: [
        { id: 'R-01', system: 'A.1; A.2; A.9' },
        { id: 'R-02', system: '' },
      ],
    }
    expect(checked(rule, [systems, roles], rows).says).toEqual([
      'R-01 names A.2, and A.2 does not name it.',
      'A.3 names R-02, and “Title of system” does not say so.',
      'R-01 names A.9, which is not in this table.',
    ])
  })
})

describe('a list of systems', () => {
  const rule = { kind: 'present', table: 'systems', field: 'origin', values: ['bought'], or: 'looked' } as const

  it('holds bought ones, or says where one looked', () => {
    expect(checked(rule, [systems], { systems: [{ id: 'AI-1', origin: 'built' }] }).state).toBe('fails')
    expect(checked(rule, [systems], { systems: [{ id: 'AI-1', origin: 'bought' }] }).state).toBe('passes')
    expect(
      checked(rule, [systems], { systems: [{ id: 'AI-1', origin: 'built' }], document: [{ looked: 'In May' }] }).state,
    ).toBe('passes')
  })
})

const scale = (id: string) => aTable({ id, key: ['step'], fields: [aField('step'), aField('words')] })

describe('a scale', () => {
  const rule = { kind: 'ascending', table: 'severity', field: 'step', described: ['words'] } as const
  const says = (steps: readonly { step: string; words?: string }[]) =>
    checked(rule, [scale('severity')], { severity: steps }).says

  it('rises and has words for each step', () => {
    expect(
      says([
        { step: '1', words: 'a' },
        { step: '2', words: 'b' },
      ]),
    ).toEqual([])
    expect(
      says([
        { step: '2', words: 'a' },
        { step: '2', words: 'b' },
      ]),
    ).toEqual(['Step 2 stands after step 2: the steps must rise.'])
    expect(
      says([
        { step: '1', words: 'a' },
        { step: 'high', words: 'b' },
      ]),
    ).toEqual(['high: “Title of step” is no number.'])
    expect(says([{ step: '1', words: 'a' }])).toEqual(['A scale needs two steps at least.'])
    expect(says([{ step: '1', words: 'a' }, { step: '2' }])).toEqual([
      'Step 2: “Title of words” is empty, so two people may read it differently.',
    ])
  })
})

describe('an acceptance rule', () => {
  const bands = aTable({ id: 'bands', fields: [aField('id'), aField('from'), aField('to'), aField('verdict')] })
  const rule = {
    kind: 'bands',
    table: 'bands',
    from: 'from',
    to: 'to',
    verdict: 'verdict',
    unacceptable: 'no',
    severities: { workbook: 'book', table: 'severity', field: 'step' },
    likelihoods: { workbook: 'book', table: 'likelihood', field: 'step' },
    rule: 'rule',
  } as const
  const steps = [{ step: '1' }, { step: '2' }, { step: '3' }]
  const says = (all: readonly { id: string; from: string; to: string; verdict?: string }[], combine = 'product') =>
    checked(rule, [bands, scale('severity'), scale('likelihood')], {
      bands: all,
      severity: steps,
      likelihood: steps,
      document: [{ title: 'Criteria', rule: combine }],
    }).says

  it.each([
    {
      because: 'each level has one verdict',
      bands: [
        { id: 'low', from: '1', to: '4', verdict: 'yes' },
        { id: 'high', from: '6', to: '9', verdict: 'no' },
      ],
      is: [],
    },
    {
      because: 'a level is in no band',
      bands: [
        { id: 'low', from: '1', to: '3', verdict: 'yes' },
        { id: 'high', from: '6', to: '9', verdict: 'no' },
      ],
      is: ['Level 4 falls in no band, so nothing says whether it is acceptable.'],
    },
    {
      because: 'two bands overlap',
      bands: [
        { id: 'low', from: '1', to: '6', verdict: 'yes' },
        { id: 'high', from: '6', to: '9', verdict: 'no' },
      ],
      is: ['Level 6 falls in more than one band, so two people may decide differently.'],
    },
    {
      because: 'a band decides nothing',
      bands: [
        { id: 'low', from: '1', to: '3', verdict: 'yes' },
        { id: 'amber', from: '4', to: '5' },
        { id: 'high', from: '6', to: '9', verdict: 'no' },
      ],
      is: ['amber: nothing says whether it is acceptable.'],
    },
    {
      because: 'a higher level is milder',
      bands: [
        { id: 'low', from: '1', to: '4', verdict: 'no' },
        { id: 'high', from: '6', to: '9', verdict: 'yes' },
      ],
      is: ['Level 6 is acceptable although level 1 is not.'],
    },
    {
      because: 'everything is accepted',
      bands: [{ id: 'all', from: '1', to: '9', verdict: 'yes' }],
      is: ['No level is unacceptable: a rule that accepts everything separates nothing.'],
    },
    {
      because: 'an end is no number',
      bands: [
        { id: 'low', from: '1', to: '4', verdict: 'yes' },
        { id: 'high', from: 'six', to: '9', verdict: 'no' },
      ],
      is: [
        'high: it needs two numbers, where it begins and where it ends.',
        'Levels 6, 9 fall in no band, so nothing says whether they are acceptable.',
      ],
    },
  ])('is judged when $because', ({ bands: all, is }) => expect(says(all)).toEqual(is))

  it('is held against the levels of its own way of combining', () => {
    const all = [
      { id: 'low', from: '1', to: '4', verdict: 'yes' },
      { id: 'high', from: '6', to: '9', verdict: 'no' },
    ]
    expect(says(all, 'sum')).toEqual(['Level 5 falls in no band, so nothing says whether it is acceptable.'])
  })
})

describe('a level that was set by hand', () => {
  const risks = aTable({
    id: 'risks',
    fields: [
      aField('id'),
      aField('a'),
      aField('p'),
      aField('stated'),
      aField<'computed'>('level', {
        kind: 'computed',
        compute: { by: 'level', severities: ['a'], likelihood: 'p', rule: 'rule' },
      }),
    ],
  })
  it('is found when the scale gives another, and so is one that nothing gives', () => {
    const rule = { kind: 'agrees', table: 'risks', computed: 'level', stated: 'stated' } as const
    const rows = [
      { id: 'R-01', a: '3', p: '3', stated: '9' },
      { id: 'R-02', a: '3', p: '3', stated: '4' },
      { id: 'R-03', a: '3' },
    ]
    expect(checked(rule, [risks], { risks: rows }).says).toEqual([
      'R-02: 4 is stated, and the scale gives 9.',
      'R-03: no level follows, because a step is missing.',
    ])
  })
})

describe('texts that are copied', () => {
  it('are found within a row and from row to row', () => {
    const rows = {
      systems: [
        { id: 'R-01', purpose: 'Reputation', origin: 'reputation ' },
        { id: 'R-02', purpose: 'Reputation', origin: 'Pay' },
      ],
    }
    expect(checked({ kind: 'unlike', table: 'systems', fields: ['purpose', 'origin'] }, [systems], rows).says).toEqual([
      'R-01: “Title of origin” says the same as “Title of purpose”.',
    ])
    expect(checked({ kind: 'unlike', table: 'systems', fields: ['purpose'] }, [systems], rows).says).toEqual([
      'R-02: “Title of purpose” says the same as R-01.',
    ])
  })
})

describe('a date that must not be earlier than another', () => {
  it('is found with both days', () => {
    const dated = aTable({ id: 'risks', fields: [aField('id'), aField<'date'>('on', { kind: 'date' })] })
    const than = { workbook: 'book', table: 'document', field: 'approved' }
    const rule = { kind: 'after', table: 'risks', date: 'on', than } as const
    const says = (approved: string) =>
      checked(rule, [dated], { risks: [{ id: 'R-01', on: '2026-05-26' }], document: [{ title: 'T', approved }] }).says
    expect(says('2026-03-24')).toEqual([])
    expect(says('2026-06-02')).toEqual(['R-01: 2026-05-26 is before 2026-06-02, the latest in “Title of approved”.'])
    expect(says('')).toEqual([])
  })
})

describe('the entries of a workbook', () => {
  const sound: Check = { id: 's', title: 'S', asks: 'practice', ref: '7.5.2', why: 'W', rule: { kind: 'sound' } }
  const table = aTable({
    id: 'risks',
    fields: [
      aField('id'),
      aField<'number'>('n', { kind: 'number', min: 1, max: 5 }),
      aField<'date'>('on', { kind: 'date' }),
      aField<'choice'>('decision', {
        kind: 'choice',
        many: false,
        options: [
          { id: 'in', label: 'In' },
          { id: 'out', label: 'Out' },
        ],
      }),
      aField<'link'>('systems', { kind: 'link', many: true, workbook: 'book', table: 'systems' }),
    ],
  })
  const says = (rows: readonly Record<string, string>[]) => {
    const workbook = aWorkbook({ tables: [table, systems], checks: [sound] })
    const sheets = sheetsOf(workbook, { risks: rows, systems: [{ id: 'AI-1' }] })
    return runChecks(workbook, { outlines: [workbook], sheets })[0]?.findings.map((finding) => finding.says)
  }

  it.each([
    { row: { id: 'R-01', n: '6' }, is: 'R-01, “Title of n”: 6 is more than 5.' },
    { row: { id: 'R-01', n: 'six' }, is: 'R-01, “Title of n”: “six” is no number.' },
    { row: { id: 'R-01', on: '23.11.26' }, is: 'R-01, “Title of on”: “23.11.26” is no date; write it as 2026-11-23.' },
    { row: { id: 'R-01', decision: 'maybe' }, is: 'R-01, “Title of decision”: “maybe” is none of: In, Out.' },
    {
      row: { id: 'R-01', systems: 'AI-1; AI-7' },
      is: 'R-01, “Title of systems”: AI-7 is not in the table “Table systems” of the workbook “Workbook book”.',
    },
    { row: { id: '', n: '1' }, is: 'Row 1: “Title of id” is empty, so no other row can name this one.' },
  ])('are told: $is', ({ row, is }) => expect(says([row])).toEqual([is]))

  it('are told when a key stands twice', () => {
    expect(says([{ id: 'R-01' }, { id: 'R-01' }])).toEqual(['R-01 stands here twice.'])
  })
})
