import { crc32 } from 'node:zlib'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { known } from '../../src/core/result.ts'
import { readSheets } from '../../src/core/workbook.ts'
import { exported } from '../../src/islands/workbook/exporting.ts'
import { WorkbookPage } from '../../src/islands/workbook/WorkbookPage.tsx'
import { xlsxOf } from '../../src/islands/workbook/xlsx.ts'
import { aField, aTable, aWorkbook, fieldsOf } from '../support/workbooks.ts'

beforeEach(() => {
  const room = { matches: true, addEventListener: () => {}, removeEventListener: () => {} }
  vi.stubGlobal('matchMedia', () => room)
  Element.prototype.scrollIntoView = () => {}
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const workbook = aWorkbook({
  slug: 'register',
  tables: [
    aTable({
      id: 'risks',
      title: 'Risks',
      row: 'risk',
      first: 'R-01',
      fields: [
        aField('id', { title: 'Id' }),
        aField<'passage'>('text', { kind: 'passage', title: 'What may happen', help: 'The event.' }),
      ],
    }),
  ],
  checks: [
    {
      id: 'told',
      title: 'Every risk is told',
      asks: 'requirement',
      ref: '6.1.2',
      why: 'As [[6.1.2]] wants it.',
      rule: { kind: 'filled', table: 'risks', fields: ['text'], needs: 'all' },
    },
  ],
})
const references = { '6.1.2': { label: '6.1.2', path: 'standard/6.1.2/' } }
const open = () => render(() => <WorkbookPage workbook={workbook} others={[]} examples={[]} references={references} />)

describe('a workbook', () => {
  it('keeps what is typed, says what is missing, and gives a deleted row back', async () => {
    open()
    fireEvent.click(await screen.findByRole('button', { name: 'Begin my own' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Add a risk' }))

    const text = await screen.findByLabelText('What may happen')
    await waitFor(() => expect(text.getAttribute('aria-invalid')).toBe('true'))
    const described = known(text.getAttribute('aria-describedby')?.split(' ')).map((id) => document.getElementById(id))
    expect(described.map((one) => one?.textContent).join(' ')).toMatch(
      /The event\..*“What may happen” is empty\..*Required by 6\.1\.2\. As 6\.1\.2 wants it\./,
    )
    expect(screen.getByText('0 of 1 check pass')).toBeTruthy()

    fireEvent.input(text, { target: { value: 'Nobody sees a dark suit' } })
    fireEvent.change(text)
    await screen.findByText('1 of 1 check pass')
    await screen.findByText('Saved on this device')

    fireEvent.click(screen.getByRole('button', { name: 'Delete this risk' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'R-01' })).toBeNull())
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    const row = known((await screen.findByRole('button', { name: 'R-01' })).closest('tr') ?? undefined)
    expect(within(row).getByText('Nobody sees a dark suit')).toBeTruthy()
  })

  it('is there again on the next page, and follows what another tab writes', async () => {
    open()
    await screen.findByRole('button', { name: 'R-01' })
    const { loadProgress } = await import('../../src/islands/primitives/device.ts')
    const progress = await loadProgress()
    const binder = await new Promise<string>((resolve) => progress.watchBinders((all) => all[0] && resolve(all[0].id)))
    await progress.setFields(
      binder,
      new Map([
        ['register/risks/other/.order', '2'],
        ['register/risks/other/id', 'R-02'],
      ]),
    )
    expect(await screen.findByRole('button', { name: 'R-02' })).toBeTruthy()
  })

  it('says in words when nothing can be stored, and keeps what was typed on the page', async () => {
    open()
    fireEvent.click(await screen.findByRole('button', { name: 'R-02' }))
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('Refused.', 'QuotaExceededError')
    }
    try {
      const text = screen.getByLabelText('What may happen')
      fireEvent.input(text, { target: { value: 'Heat' } })
      fireEvent.change(text)
      expect(await screen.findByText(/Not saved: the browser has no room left/)).toBeTruthy()
      expect(screen.getByDisplayValue('Heat')).toBeTruthy()
    } finally {
      IDBObjectStore.prototype.put = put
    }
    const text = screen.getByLabelText('What may happen')
    fireEvent.input(text, { target: { value: 'Heat spell' } })
    fireEvent.change(text)
    expect(await screen.findByText('Saved on this device')).toBeTruthy()
  })
})

/** The files of an archive that is stored as it is; each has the checksum it claims. */
function filesIn(archive: Uint8Array): ReadonlyMap<string, string> {
  const view = new DataView(archive.buffer)
  const files = new Map<string, string>()
  let at = 0
  while (view.getUint32(at, true) === 0x04034b50) {
    const [size, name] = [view.getUint32(at + 18, true), view.getUint16(at + 26, true)]
    const bytes = archive.slice(at + 30 + name, at + 30 + name + size)
    expect(crc32(bytes)).toBe(view.getUint32(at + 14, true))
    files.set(new TextDecoder().decode(archive.slice(at + 30, at + 30 + name)), new TextDecoder().decode(bytes))
    at += 30 + name + size
  }
  return files
}

describe('a workbook of Excel', () => {
  const sheet = (rows: Parameters<typeof xlsxOf>[0][number]['rows']) =>
    known(
      filesIn(
        xlsxOf([
          {
            name: 'Risks: all [2026]',
            columns: [
              { title: 'Id', width: 10 },
              { title: 'Level', width: 10 },
              { title: 'On', width: 12 },
              { title: 'Decision', width: 12, options: ['in', 'out'] },
            ],
            rows,
          },
        ]),
      ).get('xl/worksheets/sheet1.xml'),
    )

  it('has numbers as numbers, days as days, and text that is never a formula', () => {
    const xml = sheet([['=1+1', 12, { day: '2026-11-23' }, 'in']])
    expect(xml).toContain('<c r="A2" s="0" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>')
    expect(xml).toContain('<c r="B2" s="0"><v>12</v></c>')
    expect(xml).toContain('<c r="C2" s="2"><v>46349</v></c>')
  })

  it('holds its header still, and offers what can be chosen', () => {
    const xml = sheet([])
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(xml).toContain('sqref="D2:D200"><formula1>"in,out"</formula1>')
  })

  it('takes any character, and gives every table a sheet with a name that is allowed', () => {
    expect(sheet([['<a> & "b" \u0007 _x0041_', 1, '', '']])).toContain('&lt;a&gt; &amp; &quot;b&quot;  _x005F_x0041_')
    const files = filesIn(
      xlsxOf(['Risks: all [2026]', 'Risks: all [2026]'].map((name) => ({ name, columns: [], rows: [] }))),
    )
    expect(files.get('xl/workbook.xml')).toMatch(/name="Risks  all  2026".*name="Risks  all  2026 2"/)
    expect([...files.keys()]).toContain('xl/worksheets/sheet2.xml')
  })
})

it('a CSV for Excel begins with a byte-order mark, and one for others does not', () => {
  const sheets = readSheets([workbook], fieldsOf(workbook, { risks: [{ id: 'R-01', text: '=SUM(A1)' }] }))
  const table = known(workbook.tables[1])
  const given = { outline: workbook, sheets, table, day: '2026-11-23' }
  expect(exported('csv', { ...given, withMark: true }).content).toBe("\uFEFFId,What may happen\r\nR-01,'=SUM(A1)\r\n")
  expect(exported('csv', { ...given, withMark: false })).toMatchObject({
    name: 'register-risks-2026-11-23.csv',
    content: "Id,What may happen\r\nR-01,'=SUM(A1)\r\n",
  })
})
