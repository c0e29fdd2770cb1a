import type { Passage } from '../../core/speech.ts'
import { textOf, type PageText } from '../notes/page-text.ts'

/** A passage of a page, with the element that shows it and, where its words are read as they stand, their place. */
export type Readable = Passage & { readonly element: Element; readonly words?: PageText | undefined }

const silent = 'script, style, template, svg, [hidden], [popover], .source-mark, .section-tools, .note-pane, .no-print'
const block =
  'p, ul, ol, dl, table, figure, figcaption, section, aside, article, div, blockquote, h1, h2, h3, h4, header, form'

/** Everything in parts of a page that one would read, in order: nothing that is seen is left out without a word. */
export const readablesOf = (roots: readonly Element[]): readonly Readable[] => roots.flatMap((root) => readIn(root))

function readIn(element: Element, lead?: string): readonly Readable[] {
  if (element.matches(silent)) return []
  if (element.matches('.check')) return checkIn(element)
  if (element.matches('figure.drawn')) return figureIn(element)
  if (element.matches('table')) return rowsIn(element)
  if (element.matches('ul, ol')) return itemsIn(element)
  if (element.matches('.extract > header')) return asItStands(element, 'A document:')
  if (element.matches('.contrast > figcaption')) return asItStands(element, 'A table:')
  const blocks = [...element.children].filter((child) => child.matches(block) && !child.matches(silent))
  if (blocks.length === 0) return asItStands(element, lead)
  const own = asItStands(element, lead, block)
  return [
    ...own,
    ...blocks.flatMap((child, index) => readIn(child, own.length === 0 && index === 0 ? lead : undefined)),
  ]
}

function asItStands(element: Element, lead?: string, without?: string): readonly Readable[] {
  const words = textOf(element, without)
  return words.text.trim() === '' ? [] : [{ element, lead, text: words.text, words }]
}

function itemsIn(list: Element): readonly Readable[] {
  const leadOf = (index: number) =>
    list.closest('.misconceptions')
      ? 'A mistaken belief:'
      : list.matches('ol:not([role])')
        ? `${index + 1}:`
        : undefined
  return [...list.children].flatMap((item, index) => readIn(item, leadOf(index)))
}

function figureIn(figure: Element): readonly Readable[] {
  const title = figure.querySelector('figcaption')
  const alternative = figure.querySelector('[role=img]')?.getAttribute('aria-label') ?? ''
  return [
    ...(title ? asItStands(title, 'A figure:') : []),
    { element: figure, lead: 'What it shows:', text: alternative },
  ]
}

/** Row by row, each cell with the head of its column. */
function rowsIn(table: Element): readonly Readable[] {
  const cellsOf = (row: Element) => [...row.querySelectorAll('th, td')].map((cell) => textOf(cell).text.trim())
  const heads = cellsOf(table.querySelector('thead tr') ?? table)
  const rows = [...table.querySelectorAll('tbody tr')]
  return rows.map((row, index): Readable => {
    const cells = cellsOf(row).map((cell, column) => {
      const head = heads[column]
      return ended(head && cell ? `${head.replace(/[?:.]$/, '')}: ${cell}` : cell)
    })
    return { element: row, lead: `Row ${index + 1} of ${rows.length}:`, text: cells.filter(Boolean).join(' ') }
  })
}

const ended = (text: string) => (text === '' || /[.!?…][”’"')\]]*$/.test(text) ? text : `${text}.`)

/** A question in a lesson: what is asked and offered. Its reasons are left to be read by eye: they tell the key. */
function checkIn(check: Element): readonly Readable[] {
  const legend = check.querySelector('legend')
  if (!legend) return []
  const asked = asItStands(legend, 'A question to check yourself:')
  if (check.querySelector('[data-phase="checked"]'))
    return [...asked, { element: check, text: 'You have answered it; the reasons stand on the page.' }]
  const offered = asked.concat(optionsIn(check))
  return offered.length > 1 ? offered : [...asked, { element: check, text: 'Its answers stand on the page.' }]
}

const optionsIn = (check: Element): readonly Readable[] => [
  ...[...check.querySelectorAll('.option span')].flatMap((option, index) =>
    asItStands(option, `Option ${'ABCDEF'.charAt(index)}:`),
  ),
  ...[
    ...check.querySelectorAll(
      '.arrangement :is(.targets li, .row > label, legend, .evidence:first-of-type span, .waiting span)',
    ),
  ].flatMap((part) => asItStands(part)),
]
