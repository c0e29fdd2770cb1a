import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../src/catalogue/load.ts'
import { exampleFields } from '../../src/catalogue/workbook-file.ts'
import { known } from '../../src/core/result.ts'
import { cellOf, readSheets, rowsOf, valuesIn } from '../../src/core/workbook.ts'

const read = readCatalogue(process.cwd())
if (!read.ok) throw new Error('The content must be put right first.')
const { workbooks, standard } = read.value
const sheet = readFileSync('content/cases/pellmark-logistics.mdx', 'utf8')
const sheets = readSheets(
  workbooks.map(({ workbook }) => workbook),
  exampleFields(workbooks, 'filled'),
)
const systems = rowsOf(sheets, 'ai-system-inventory', 'systems')
const risks = rowsOf(sheets, 'ai-risk-register', 'risks')
const controls = rowsOf(sheets, 'statement-of-applicability', 'controls')
const ids = (rows: typeof controls) => rows.map((row) => cellOf(row, 'id'))

describe('the filled example', () => {
  it('holds the systems of the fact sheet, under their ids and names', () => {
    expect(ids(systems)).toEqual([...sheet.matchAll(/^\| (PL-AI-\d\d) /gm)].map(([, id]) => id))
    for (const row of systems) expect(sheet).toContain(`| ${cellOf(row, 'id')} | **${cellOf(row, 'name')}**`)
  })

  it('leaves out the eight controls that the fact sheet names, and no other', () => {
    const named = known(/- \*\*PL-F9\.\*\*.*/.exec(sheet)?.[0])
    const out = controls.filter((row) => cellOf(row, 'decision') === 'excluded')
    expect(ids(out)).toEqual([...named.matchAll(/id="(A[^"]+)"/g)].map(([, id]) => id))
    expect(controls.filter((row) => cellOf(row, 'decision') === 'included')).toHaveLength(30 + 1)
    expect(standard.controls).toHaveLength(38)
  })

  it('has a reason of its own for each of 38 controls and one more', () => {
    const reasons = controls.map((row) => cellOf(row, 'reason'))
    expect(new Set(reasons).size).toBe(39)
    expect(reasons.filter((reason) => reason.split(' ').length < 12)).toEqual([])
  })

  it('names no person whom the fact sheet does not know', () => {
    const people = [...sheet.matchAll(/^\| ([A-Z][a-z]+ [A-Z][a-z]+) \| /gm)].map(([, name]) => known(name))
    const named = [...risks, ...systems, ...controls].flatMap((row) =>
      ['who', 'owner'].flatMap((field) => cellOf(row, field).match(/\b[A-Z][a-z]+ [A-Z][a-z]+\b/g) ?? []),
    )
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter((name) => !people.includes(name))).toEqual([])
  })

  it('takes its large figures from the fact sheet', () => {
    const text = [...exampleFields(workbooks, 'filled').values()].join(' ')
    const figures = text.match(/\b\d{1,2},\d{3}\b|\b\d{1,3}\.\d%/g) ?? []
    // Computed from the sheet: 68 of 400 unseen, 12 of 400 with a vest, and what the contract leaves; and a step of the scale.
    const derived = ['17.0%', '3.0%', '50,000']
    expect(figures.filter((figure) => !sheet.includes(figure) && !derived.includes(figure))).toEqual([])
    expect(figures.length).toBeGreaterThan(15)
  })

  it('treats every risk by controls that are in', () => {
    const included = new Set(ids(controls.filter((row) => cellOf(row, 'decision') === 'included')))
    expect(risks.flatMap((row) => valuesIn(cellOf(row, 'controls'))).filter((id) => !included.has(id))).toEqual([])
  })
})

describe('the checks of all workbooks', () => {
  it('claim a requirement of a clause, never of an annex or for what no clause asks', () => {
    for (const { workbook } of workbooks)
      for (const check of workbook.checks) {
        if (check.asks === 'requirement') expect(check.ref).toMatch(/^([4-9]|10)\.\d/)
        if (/owner|register|answers for every/i.test(check.title)) expect(check.asks).toBe('practice')
      }
  })

  it('let the weak example fail where the filled one passes', () => {
    for (const { examples } of workbooks) {
      const weak = known(examples.get('weak')).open.length
      expect(weak).toBeGreaterThan(5 * known(examples.get('filled')).open.length)
    }
  })
})
