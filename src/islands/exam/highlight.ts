import type { Range } from '../../core/exam.ts'

/** Whether all of a range is highlighted. */
export const isMarked = (ranges: readonly Range[], wanted: Range): boolean =>
  ranges.some(({ from, to }) => from <= wanted.from && to >= wanted.to)

/** Highlights a range, together with those it touches; a range that is highlighted already loses its highlight. */
export function toggled(ranges: readonly Range[], wanted: Range): readonly Range[] {
  if (isMarked(ranges, wanted)) {
    return ranges
      .flatMap(({ from, to }) => [
        { from, to: Math.min(to, wanted.from) },
        { from: Math.max(from, wanted.to), to },
      ])
      .filter(({ from, to }) => from < to)
  }
  const touches = ({ from, to }: Range) => from <= wanted.to && to >= wanted.from
  const joined = ranges.filter(touches)
  const merged = {
    from: Math.min(wanted.from, ...joined.map(({ from }) => from)),
    to: Math.max(wanted.to, ...joined.map(({ to }) => to)),
  }
  return [...ranges.filter((range) => !touches(range)), merged].sort((a, b) => a.from - b.from)
}

export type Segment = { readonly text: string; readonly isMarked: boolean }

/** A text in pieces that are highlighted or not. `from` is where the text begins in its passage. */
export function segmentsOf(text: string, from: number, ranges: readonly Range[]): readonly Segment[] {
  const inside = (offset: number) => Math.min(Math.max(offset - from, 0), text.length)
  const edges = [0, ...ranges.flatMap((range) => [inside(range.from), inside(range.to)]), text.length]
  return edges.slice(1).flatMap((to, index) => {
    const start = edges[index] ?? 0
    return start < to ? [{ text: text.slice(start, to), isMarked: index % 2 === 1 }] : []
  })
}

export type Selected = { readonly passage: string; readonly range: Range }

/** What is selected of a passage in the page: an element with `data-passage`, whose text is the passage's. */
export function selectedPassage(): Selected | undefined {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const selected = selection.getRangeAt(0)
  for (const element of document.querySelectorAll<HTMLElement>('[data-passage]')) {
    if (!selected.intersectsNode(element)) continue
    const { startContainer, startOffset, endContainer, endOffset } = selected
    const range = {
      from: element.contains(startContainer) ? offsetIn(element, startContainer, startOffset) : 0,
      to: element.contains(endContainer)
        ? offsetIn(element, endContainer, endOffset)
        : (element.textContent ?? '').length,
    }
    if (range.from < range.to) return { passage: element.dataset['passage'] ?? '', range }
  }
  return undefined
}

function offsetIn(element: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange()
  before.selectNodeContents(element)
  before.setEnd(node, offset)
  return before.toString().length
}
