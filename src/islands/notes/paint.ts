/** What is drawn over the words of a page, beneath each other in this order. */
export const paints = ['highlight', 'noted', 'reading', 'picked'] as const
export type Paint = (typeof paints)[number]

const canPaint = () => typeof Highlight === 'function' && 'highlights' in CSS

/**
 * Draws ranges over the page in place of those drawn so before. The page itself stays as it is; only a browser that
 * cannot draw over it gets elements around words that are highlighted, and none around what changes all the time.
 */
export function paint(name: Paint, ranges: readonly Range[]) {
  if (canPaint()) {
    const highlight = new Highlight(...ranges)
    highlight.priority = paints.indexOf(name)
    CSS.highlights.set(`aimward-${name}`, highlight)
  } else if (name === 'highlight' || name === 'noted') wrap(name, ranges)
}

/** Ranges are of one text node each. */
function wrap(name: Paint, ranges: readonly Range[]) {
  for (const mark of document.querySelectorAll(`mark[data-paint="${name}"]`)) {
    const around = mark.parentNode
    mark.replaceWith(...mark.childNodes)
    around?.normalize()
  }
  for (const range of ranges) {
    const mark = document.createElement('mark')
    mark.dataset['paint'] = name
    range.surroundContents(mark)
  }
}
