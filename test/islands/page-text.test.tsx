import { afterEach, describe, expect, it } from 'vitest'
import { rangesOf, sectionsOf, stretchIn, textOf } from '../../src/islands/notes/page-text.ts'

afterEach(() => document.body.replaceChildren())

function page(html: string): Element {
  document.body.innerHTML = `<div class="prose">${html}</div>`
  return document.body.firstElementChild ?? document.body
}
const lesson = `
  <p>Linna answers
    the <button class="term">questions</button><span popover>What one asks.</span> of residents<button class="source-mark">§</button>.</p>
  <h2 id="one">One event</h2>
  <p>First.</p><ul><li>An <strong>item</strong></li><li>Another</li></ul>
  <section class="check"><p>A question</p></section>
  <section><h2 id="two">Two</h2><p>Last.</p></section>
`

describe('the words of a page', () => {
  it('are read by section, a line for each block, space collapsed and controls left out', () => {
    expect(sectionsOf(page(lesson)).map(({ id, text }) => [id, text])).toEqual([
      ['', 'Linna answers the questions of residents.'],
      ['one', 'One event\nFirst.\nAn item\nAnother'],
      ['two', 'Two\nLast.'],
    ])
  })

  it('can be read without what a selector names', () => {
    expect(textOf(page('<p>One</p><ul><li>Two</li></ul>'), 'ul').text).toBe('One')
  })

  it('have a place in the page, piece by piece, and what lies between the pieces has none', () => {
    const [opening] = sectionsOf(page(lesson))
    if (!opening) throw new Error('There is an opening.')
    const from = opening.text.indexOf('answers')
    const ranges = rangesOf(opening, { from, to: opening.text.length })
    expect(ranges.map((range) => String(range).replace('\n', ' '))).toEqual([
      'answers ',
      'the ',
      'questions',
      ' of residents',
      '.',
    ])
  })

  it('are found from what is selected, without the space around it', () => {
    const root = page('<p>One  two three.</p><p>Four.</p>')
    const [section] = sectionsOf(root)
    const [first, second] = root.querySelectorAll('p')
    if (!section || !first?.firstChild || !second?.firstChild) throw new Error('There are two paragraphs.')
    const range = document.createRange()
    range.setStart(first.firstChild, 3)
    range.setEnd(second.firstChild, 2)
    const stretch = stretchIn(section, range)
    expect(stretch && section.text.slice(stretch.from, stretch.to)).toBe('two three.\nFo')
  })

  it('are nothing where only controls are selected', () => {
    const root = page(lesson)
    const range = document.createRange()
    range.selectNodeContents(root.querySelector('.check') ?? root)
    expect(sectionsOf(root).map((section) => stretchIn(section, range))).toEqual([undefined, undefined, undefined])
  })
})
