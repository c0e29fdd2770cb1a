import type { Stretch } from '../../core/sentence.ts'

/** A stretch of a text node that stands in the text as it is. */
type Piece = { readonly node: Text; readonly start: number; readonly from: number; length: number }

/** The words of a part of a page as one reads them: space collapsed, a line for each block, no controls. */
export type PageText = { readonly text: string; readonly pieces: readonly Piece[] }

/** The text under a heading, the heading with it; what stands before the first has the id ''. */
export type PageSection = PageText & { readonly id: string; readonly heading: HTMLElement | undefined }

const silent = [
  'script, style, template, svg, textarea, select, [hidden], [popover]',
  '.check, .source-mark, .section-tools, .note-pane, .no-print',
].join()
const block = 'p, li, h1, h2, h3, h4, td, th, dt, dd, figcaption, blockquote, header > *, .aside > strong, div'

/** The words of an element, of all of it or without what a selector names in it. */
export const textOf = (root: Element, without?: string): PageText =>
  read(root, { begins: () => false, without })[0] ?? { text: '', pieces: [] }

/** The parts of a page, each under its heading of level 2. */
export const sectionsOf = (root: Element): readonly PageSection[] =>
  read(root, { begins: (element) => element.matches('h2[id]') })

function read(
  root: Element,
  { begins, without }: { readonly begins: (element: Element) => boolean; readonly without?: string | undefined },
): readonly PageSection[] {
  const left = without === undefined ? silent : `${silent}, ${without}`
  const begun = (heading?: HTMLElement) => ({ id: heading?.id ?? '', heading, text: '', pieces: new Array<Piece>() })
  let part = begun()
  let within: Element | null = null
  const parts = [part]

  function push(node: Text, start: number, words: string) {
    const last = part.pieces.at(-1)
    const goesOn = last?.node === node && last.start + last.length === start
    if (goesOn) last.length += words.length
    else part.pieces.push({ node, start, from: part.text.length, length: words.length })
    part.text += words
  }
  function breakLine() {
    const last = part.pieces.at(-1)
    if (!last) return
    if (part.text.endsWith(' ')) {
      part.text = part.text.slice(0, -1)
      last.length -= 1
    }
    part.text += '\n'
  }
  function add(node: Text) {
    const around = node.parentElement?.closest(block) ?? root
    for (const { 0: found, index } of node.data.matchAll(/\s+|\S+/g)) {
      const isSpace = found.trim() === ''
      if (isSpace && (around !== within || /(^|\s)$/.test(part.text))) continue
      if (around !== within) breakLine()
      within = around
      push(node, index, isSpace ? ' ' : found)
    }
  }

  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(left) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) add(node)
    else if (node instanceof HTMLElement && begins(node)) {
      part = begun(node)
      parts.push(part)
      within = null
    }
  }
  return parts
}

/** What of a text lies in a range of the page, without the space around it. */
export function stretchIn({ text, pieces }: PageText, range: Range): Stretch | undefined {
  const inside = pieces.flatMap(({ node, start, from, length }) => {
    if (!range.intersectsNode(node)) return []
    const at = (offset: number) => Math.min(Math.max(offset - start, 0), length)
    const first = node === range.startContainer ? at(range.startOffset) : 0
    const last = node === range.endContainer ? at(range.endOffset) : length
    return first < last ? [{ from: from + first, to: from + last }] : []
  })
  const from = inside[0]?.from ?? 0
  const words = text.slice(from, inside.at(-1)?.to ?? 0)
  const start = from + (words.length - words.trimStart().length)
  const to = from + words.trimEnd().length
  return start < to ? { from: start, to } : undefined
}

/** Where a stretch of a text stands in the page. */
export const rangesOf = ({ pieces }: PageText, { from, to }: Stretch): readonly Range[] =>
  pieces.flatMap((piece) => {
    const first = Math.max(from, piece.from)
    const last = Math.min(to, piece.from + piece.length)
    if (first >= last) return []
    const range = piece.node.ownerDocument.createRange()
    range.setStart(piece.node, piece.start + first - piece.from)
    range.setEnd(piece.node, piece.start + last - piece.from)
    return [range]
  })
