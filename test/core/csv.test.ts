import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCsv, parseCsv } from '../../src/core/csv.ts'
import { known } from '../../src/core/result.ts'

const cellsIn = (text: string) => {
  const parsed = parseCsv(text)
  return parsed.ok ? parsed.value.map(({ cells }) => cells) : parsed.failure
}

describe('a table as CSV', () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\r\n?/g, '\n'))
  const tricky = fc.stringMatching(/^[=+\-@'",;\t\n a]{0,8}$/)
  const cell = fc.oneof(line, tricky)

  it('comes back as it was, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), (width) => {
        const row = fc.array(cell, { minLength: width, maxLength: width })
        fc.assert(
          fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
            // A header tells by what the columns are separated; rows without any text are no rows.
            const header = Array.from({ length: width }, (_, at) => `Column ${at}`)
            const written = [header, ...rows.filter((one) => one.some((text) => text.trim()))]
            expect(cellsIn(formatCsv(written))).toEqual(written)
          }),
          { numRuns: 60 },
        )
      }),
      { numRuns: 5 },
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', "'=1", "''+1", '＝1'])('lets no spreadsheet compute %j', (text) => {
    const written = known(formatCsv([[text]]).split('\r\n')[0]).replace(/^"/, '')
    expect(written.startsWith("'")).toBe(true)
    expect(cellsIn(formatCsv([[text]]))).toEqual([[text]])
  })

  it('ends each line as RFC 4180 has it, and quotes what needs it', () => {
    expect(
      formatCsv([
        ['a', 'b "c", d'],
        ['line\nbreak', ''],
      ]),
    ).toBe('a,"b ""c"", d"\r\n"line\nbreak",\r\n')
  })

  it.each([
    { text: 'Id,Name\nR-01,Cold store', because: 'commas separate' },
    { text: '\uFEFFId;Name\r\nR-01;Cold store\r\n', because: 'a European spreadsheet writes semicolons and a mark' },
    { text: 'Id\tName\nR-01\tCold store\n\n', because: 'it was pasted from a table' },
    { text: '"Id";"Name"\n"R-01";"Cold store"', because: 'everything is quoted' },
  ])('is read when $because', ({ text }) => {
    expect(cellsIn(text)).toEqual([
      ['Id', 'Name'],
      ['R-01', 'Cold store'],
    ])
  })

  it('says in which line of the file each row begins', () => {
    const parsed = parseCsv('Id\n"two\nlines"\nlast')
    expect(parsed.ok && parsed.value.map(({ line }) => line)).toEqual([1, 2, 4])
  })

  it('is refused with the line of a quotation mark that is never closed', () => {
    expect(cellsIn('Id,Name\nR-01,"Cold store\nR-02,Heat')).toEqual({ kind: 'open-quote', line: 2 })
  })
})
