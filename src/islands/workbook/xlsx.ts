// Workbooks of Excel, written by hand: what is needed is a small part of the format, and libraries for it zip large
// sheets in workers made from blobs, which our content security policy refuses.

export type SheetCell = string | number | { readonly day: string }

export type XlsxSheet = {
  readonly name: string
  readonly columns: readonly {
    readonly title: string
    /** In characters. */
    readonly width: number
    /** What can be chosen. */
    readonly options?: readonly string[] | undefined
  }[]
  readonly rows: readonly (readonly SheetCell[])[]
}

const styles = { text: 0, header: 1, day: 2 } as const

export function xlsxOf(sheets: readonly XlsxSheet[]): Uint8Array<ArrayBuffer> {
  const names = sheetNames(sheets.map(({ name }) => name))
  const number = (index: number) => index + 1
  return zip([
    [
      '[Content_Types].xml',
      xml(
        'Types',
        'http://schemas.openxmlformats.org/package/2006/content-types',
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
          '<Default Extension="xml" ContentType="application/xml"/>' +
          `<Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>` +
          `<Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>` +
          sheets
            .map(
              (_, at) =>
                `<Override PartName="/xl/worksheets/sheet${number(at)}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`,
            )
            .join(''),
      ),
    ],
    ['_rels/.rels', relationships([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }])],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...sheets.map((_, at) => ({
          id: `rId${number(at)}`,
          type: 'worksheet',
          target: `worksheets/sheet${number(at)}.xml`,
        })),
        { id: `rId${sheets.length + 1}`, type: 'styles', target: 'styles.xml' },
      ]),
    ],
    [
      'xl/workbook.xml',
      xml(
        'workbook',
        `${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships`,
        `<sheets>${names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${number(at)}" r:id="rId${number(at)}"/>`).join('')}</sheets>`,
      ),
    ],
    ['xl/styles.xml', stylesXml],
    ...sheets.map((sheet, at) => [`xl/worksheets/sheet${number(at)}.xml`, sheetXml(sheet)] as const),
  ])
}

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

const xml = (root: string, namespace: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${root} xmlns="${namespace}">${content}</${root}>`

const relationships = (all: readonly { readonly id: string; readonly type: string; readonly target: string }[]) =>
  xml(
    'Relationships',
    'http://schemas.openxmlformats.org/package/2006/relationships',
    all
      .map(
        ({ id, type, target }) =>
          `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
      )
      .join(''),
  )

const stylesXml = xml(
  'styleSheet',
  main,
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="3">' +
    xf('numFmtId="0" fontId="0"') +
    xf('numFmtId="0" fontId="1" applyFont="1"') +
    xf('numFmtId="164" fontId="0" applyNumberFormat="1"') +
    '</cellXfs>' +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
)

function xf(style: string) {
  return `<xf ${style} fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`
}

function sheetXml({ columns, rows }: XlsxSheet): string {
  const header = columns.map(({ title }, at) => cellXml(title, { at, line: 1, style: styles.header })).join('')
  const lines = rows.map(
    (cells, index) =>
      `<row r="${index + 2}">${cells.map((cell, at) => cellXml(cell, { at, line: index + 2, style: styles.text })).join('')}</row>`,
  )
  const lists = columns.flatMap(({ options }, at) => {
    const list = options?.join(',') ?? ''
    // Longer lists, and commas in them, are more than a cell's own list can hold.
    const fits = list !== '' && list.length <= 250 && options?.every((option) => !option.includes(','))
    const cells = `${columnName(at)}2:${columnName(at)}${rows.length + 200}`
    return fits
      ? [
          `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${cells}"><formula1>"${escaped(list)}"</formula1></dataValidation>`,
        ]
      : []
  })
  return xml(
    'worksheet',
    main,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
      '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<cols>${columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>` +
      `<sheetData><row r="1">${header}</row>${lines.join('')}</sheetData>` +
      (lists.length > 0 ? `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>` : '') +
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
  )
}

function cellXml(cell: SheetCell, { at, line, style }: { at: number; line: number; style: number }): string {
  const place = `r="${columnName(at)}${line}"`
  if (cell === '') return ''
  if (typeof cell === 'number') return `<c ${place} s="${style}"><v>${cell}</v></c>`
  if (typeof cell === 'object') return `<c ${place} s="${styles.day}"><v>${serial(cell.day)}</v></c>`
  return `<c ${place} s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, 32_000))}</t></is></c>`
}

/** Days since the day before 1900 as spreadsheets count them. */
const serial = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569

function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : `${columnName(Math.floor(at / 26) - 1)}${letter}`
}

// Control characters cannot stand in XML at all; _x0041_ is how spreadsheets write characters by number.
const escaped = (text: string) =>
  text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

function sheetNames(titles: readonly string[]): readonly string[] {
  const names: string[] = []
  for (const title of titles) {
    const plain =
      title
        .replace(/[[\]:*?/\\']/g, ' ')
        .trim()
        .slice(0, 28) || 'Sheet'
    let name = plain
    for (let number = 2; names.includes(name); number++) name = `${plain} ${number}`
    names.push(name)
  }
  return names
}

/** An archive of files as they are; they are small, and every reader of archives takes them so. */
function zip(files: readonly (readonly [name: string, content: string])[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, content] of files) {
    const path = encoder.encode(name)
    const bytes = encoder.encode(content)
    const common = littleEndian([
      // Version, names in UTF-8, stored, no time, the first day that archives know.
      [20, 2],
      [0x0800, 2],
      [0, 2],
      [0, 2],
      [0x0021, 2],
      [crc32(bytes), 4],
      [bytes.length, 4],
      [bytes.length, 4],
      [path.length, 2],
      [0, 2],
    ])
    const local = joined([littleEndian([[0x04034b50, 4]]), common, path, bytes])
    directory.push(
      joined([
        littleEndian([
          [0x02014b50, 4],
          [20, 2],
        ]),
        common,
        littleEndian([
          [0, 2],
          [0, 2],
          [0, 2],
          [0, 4],
          [offset, 4],
        ]),
        path,
      ]),
    )
    parts.push(local)
    offset += local.length
  }
  const central = joined(directory)
  const end = littleEndian([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [files.length, 2],
    [files.length, 2],
    [central.length, 4],
    [offset, 4],
    [0, 2],
  ])
  return joined([...parts, central, end])
}

function littleEndian(values: readonly (readonly [value: number, bytes: number])[]): Uint8Array {
  return Uint8Array.from(
    values.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256)),
  )
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (value >>> 8) ^ (crcTable[(value ^ byte) & 0xff] ?? 0)
  return (value ^ 0xffffffff) >>> 0
}
