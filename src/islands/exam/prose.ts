/** A stretch of text in one tone. `from` is where it begins in the plain text of the whole. */
export type Span = {
  readonly text: string
  readonly from: number
  readonly tone: 'plain' | 'strong' | 'emphasis'
}

export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'heading'; readonly spans: readonly Span[] }
  | { readonly kind: 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Span[])[] }
  | {
      readonly kind: 'table'
      readonly head: readonly (readonly Span[])[]
      readonly rows: readonly (readonly (readonly Span[])[])[]
    }

const bullet = /^\s*[-*+]\s+/
const number = /^\s*\d+[.)]\s+/
const item = /^\s*(?:[-*+]|\d+[.)])\s+/
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/

/**
 * The Markdown that stimuli and lessons use: paragraphs, headings, quotations, lists, tables, strong and emphasis. It
 * becomes values and never HTML, so that a stored attempt can bring in nothing but words; what is not known stays text.
 */
export function proseOf(markdown: string): readonly Block[] {
  let at = 0
  const spansOf = (text: string): readonly Span[] =>
    tonesOf(text.trim(), 'plain').map((piece) => {
      const span = { ...piece, from: at }
      at += piece.text.length
      return span
    })

  return chunksOf(markdown).map((lines): Block => {
    const [first = '', second = ''] = lines
    if (first.includes('|') && tableRule.test(second)) {
      const head = cellsOf(first).map(spansOf)
      return { kind: 'table', head, rows: lines.slice(2).map((line) => cellsOf(line).map(spansOf)) }
    }
    if (item.test(first)) {
      const items = itemsOf(lines).map(spansOf)
      return { kind: 'list', isOrdered: number.test(first), items }
    }
    if (/^#{1,6}\s/.test(first)) return { kind: 'heading', spans: spansOf(lines.join(' ').replace(/^#+\s/, '')) }
    if (first.startsWith('>')) {
      return { kind: 'quote', spans: spansOf(lines.map((line) => line.replace(/^>\s?/, '')).join(' ')) }
    }
    return { kind: 'paragraph', spans: spansOf(lines.map((line) => line.trim()).join(' ')) }
  })
}

/** Lines that belong together. A blank line parts them, and so does a change between a list, a heading and the rest. */
function chunksOf(markdown: string): readonly (readonly string[])[] {
  const chunks: string[][] = []
  let isOpen = false
  for (const line of markdown.split('\n')) {
    if (line.trim() === '') {
      isOpen = false
      continue
    }
    const chunk = chunks.at(-1)
    const isHeading = /^#{1,6}\s/.test(line)
    const begins = isHeading || (item.test(line) && !item.test(chunk?.[0] ?? ''))
    if (isOpen && chunk && !begins) chunk.push(line)
    else chunks.push([line])
    isOpen = !isHeading
  }
  // Items that are set apart by blank lines are one list all the same.
  return chunks.reduce<string[][]>((joined, chunk) => {
    const before = joined.at(-1)
    const isSameList =
      before && [bullet, number].some((mark) => mark.test(before[0] ?? '') && mark.test(chunk[0] ?? ''))
    return isSameList ? [...joined.slice(0, -1), [...before, ...chunk]] : [...joined, chunk]
  }, [])
}

const itemsOf = (lines: readonly string[]): readonly string[] =>
  lines.reduce<string[]>(
    (items, line) =>
      item.test(line)
        ? [...items, line.replace(item, '')]
        : [...items.slice(0, -1), `${items.at(-1) ?? ''} ${line.trim()}`],
    [],
  )

const cellsOf = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)

type Piece = Omit<Span, 'from'>

// Emphasis never begins before a space, so that `2 * 3 * 4` stays what it is; of a link its words are left.
const marked =
  /\*\*(?=\S)(.+?)\*\*|\*(?=\S)(.+?)\*|(?<!\w)_(?=\S)(.+?)_(?!\w)|`([^`]+)`|\[([^\]]+)\]\((?:[^()]|\([^()]*\))*\)|\\([\\*_`|[\]#])/

function tonesOf(text: string, tone: Span['tone']): readonly Piece[] {
  const found = marked.exec(text)
  if (!found) return text === '' ? [] : [{ text, tone }]
  const [whole, strong, star, underscore, code, link, escaped] = found
  const emphasis = star ?? underscore
  const before = text.slice(0, found.index)
  const inner =
    strong !== undefined
      ? tonesOf(strong, 'strong')
      : emphasis !== undefined
        ? tonesOf(emphasis, tone === 'strong' ? 'strong' : 'emphasis')
        : [{ text: code ?? link ?? escaped ?? '', tone }]
  return [
    ...(before === '' ? [] : [{ text: before, tone }]),
    ...inner,
    ...tonesOf(text.slice(found.index + whole.length), tone),
  ]
}
