import { describe, expect, it } from 'vitest'
import { blocksIn, lessonSlides } from '../../src/catalogue/slides.ts'

const lesson = {
  slug: 'roles',
  number: 'F1.5',
  title: 'Who & what',
  summary: 'Six roles.',
  objectives: ['Name the roles.'],
}
const made = (html: string) => lessonSlides(html, lesson)
/** The cards after the title, as short texts. */
const cards = (html: string) =>
  made(html)
    .cards.slice(1)
    .map((card) =>
      card.kind === 'slide'
        ? `${card.title} (${card.steps}): ${card.html.replace(/<h2>.*?<\/h2>/, '')}`
        : card.question,
    )
const figure = `<aw-figure><aw-name>ladder</aw-name><figure><svg><path d="M0 0"></path><g data-step="1"><rect/></g><g data-step="2"></g></svg></figure></aw-figure>`

describe('the outermost elements', () => {
  it('are told from what is in them, from elements without an end and from stray ends', () => {
    expect(
      blocksIn('<p>a<br>b <a title="1 > 0">c</a></p>\ntext\n<hr>\n<div><div/><div>d</div></div></b><ul></ul>'),
    ).toEqual([
      { tag: 'p', html: '<p>a<br>b <a title="1 > 0">c</a></p>' },
      { tag: 'hr', html: '<hr>' },
      { tag: 'div', html: '<div><div/><div>d</div></div>' },
      { tag: 'ul', html: '<ul></ul>' },
    ])
  })
})

describe('a lesson without slides of its own', () => {
  it('begins with its title, and tells the trainer what people are able to do afterwards', () => {
    const { cards, notes } = made('')
    expect(cards).toEqual([
      {
        kind: 'slide',
        id: 'roles-0',
        title: 'Who & what',
        html: '<p class="kicker">F1.5</p><h1>Who &amp; what</h1><p>Six roles.</p>',
        steps: 0,
      },
    ])
    expect(notes['roles-0']).toContain('<li>Name the roles.</li>')
  })

  it('has a slide for each section: the first sentence of each paragraph and item, one after the other', () => {
    const html = `<p>It begins. It goes on.</p><h2>Then</h2><p>In <strong>brief, e.g. so</strong>. More.</p><ul><li><em>One. Two.</em></li></ul>`
    expect(cards(html)).toEqual([
      'The situation (0): <ul class="points"><li>It begins.</li></ul>',
      'Then (1): <ul class="points"><li>In <strong>brief, e.g. so</strong>.</li><li data-step="1"><em>One.</em></li></ul>',
    ])
  })

  it('has the whole text in the notes, with its sources; on the slide there are none', () => {
    const { cards, notes } = made('<h2>Then</h2><p>So it is.<aw-source>[ISO]</aw-source> More.</p>')
    expect(cards[1]).toMatchObject({ html: '<h2>Then</h2><ul class="points"><li>So it is.</li></ul>' })
    expect(notes['roles-1']).toBe('<p>So it is.<small>[ISO]</small> More.</p>')
  })

  it('has a figure beside the points, and its steps after theirs', () => {
    const [slide] = cards(`<h2>Then</h2><p>First.</p><p>Second.</p>${figure}`)
    expect(slide).toMatch(
      /^Then \(3\): <div class="beside"><div><ul class="points"><li>First\.<\/li><li data-step="1">/,
    )
    expect(slide).toContain('<g data-step="2"><rect/></g><g data-step="3"></g>')
    expect(slide).not.toMatch(/aw-/)
  })

  it('keeps the title of a figure that is built up until its last step', () => {
    const titled = (drawn: string) =>
      cards(`<h2>Then</h2>${drawn.replace('<svg>', '<figcaption>So.</figcaption><svg>')}`)[0]
    expect(titled(figure)).toMatch(/^Then \(2\): .*<figcaption data-step="2">So\./)
    expect(titled(figure.replace(/ data-step="\d"/g, ''))).toMatch(/^Then \(0\): .*<figcaption>So\./)
  })

  it('has every further picture on a slide of its own, and no slide for one sentence beside a table', () => {
    const table = '<figure class="contrast"><table></table></figure>'
    expect(cards(`<h2>Then</h2><p>One.</p>${table}`)).toEqual([`Then (0): ${table}`])
    expect(cards(`<h2>Then</h2><p>One.</p><p>Two.</p>${table}`)).toHaveLength(2)
    expect(cards(`<h2>Then</h2>${figure}${table}`)).toHaveLength(2)
  })

  it('puts the question of a check where it stands', () => {
    expect(cards('<h2>Then</h2><p>One.</p><aw-check>f-roles-001</aw-check>')[1]).toBe('f-roles-001')
  })

  it('shows mistakes whole and one by one, and a breath sentence by sentence', () => {
    const html = `<h2>What people get wrong</h2><aw-whole><ul><li><strong>"A."</strong> B. C.</li><li>D.</li></ul></aw-whole><h2>In one breath</h2><aw-whole><p>Each <em>first. Second</em> half. Third.</p></aw-whole>`
    expect(cards(html)).toEqual([
      'What people get wrong (1): <ul class="points"><li><strong>"A."</strong> B. C.</li><li data-step="1">D.</li></ul>',
      'In one breath (2): <ul class="points"><li>Each <em>first.</em></li><li data-step="1"><em>Second</em> half.</li><li data-step="2">Third.</li></ul>',
    ])
  })
})

describe('a section with slides of its own', () => {
  const written = (more: string) =>
    `<h2>Then</h2><p>Prose. That nobody projects.</p>${figure}<aw-slide><aw-title>Six &amp; one</aw-title><aw-shows></aw-shows><p>Role.</p><div data-step="next"><p>Verb.</p></div></aw-slide>${more}`

  it('has these alone, with their steps', () => {
    expect(cards(written(''))).toEqual(['Six & one (1): <p>Role.</p>\n<div data-step="1"><p>Verb.</p></div>'])
  })

  it('lets text come with a step of the figure beside it, or once the figure is whole', () => {
    const beside = written('').replace('<aw-shows></aw-shows>', '<aw-shows>ladder</aw-shows>')
    const [slide] = cards(
      beside.replace('</aw-slide>', '<div data-step="2"><p>Two.</p></div><div data-step="3"></div></aw-slide>'),
    )
    expect(slide).toMatch(/^Six & one \(4\): /)
    expect(slide).toContain('<div data-step="1"><p>Verb.</p></div>\n<div data-step="3"><p>Two.</p></div>')
    expect(slide).toContain('<g data-step="2"><rect/></g><g data-step="3"></g>')
  })

  it('puts a check once all of the section has been shown', () => {
    const check = '<aw-check>f-roles-001</aw-check>'
    expect(cards(written('').replace('<aw-slide>', `${check}<aw-slide>`))[1]).toBe('f-roles-001')
  })

  it('has notes from within the slide and from behind it', () => {
    const inside = written('').replace('</aw-slide>', '<aw-notes><p>Ask first.</p></aw-notes></aw-slide>')
    const { notes, cards: all } = made(`${inside}<aw-notes><p>Then wait.</p></aw-notes>`)
    expect(notes['roles-1']).toBe('<p>Ask first.</p><p>Then wait.</p>')
    expect(JSON.stringify(all)).not.toContain('Ask first.')
  })

  it('shows a figure of the lesson by its name', () => {
    const [slide] = cards(written('').replace('<aw-shows></aw-shows>', '<aw-shows>ladder</aw-shows>'))
    expect(slide).toMatch(/^Six & one \(3\): <div class="beside">/)
  })

  it('puts activities between them; notes without a slide before them are not lost on a question', () => {
    const html = written('<aw-question>f-roles-004</aw-question><aw-notes><p>Of the slide.</p></aw-notes>')
    expect(cards(html)[1]).toBe('f-roles-004')
    expect(made(html).notes['roles-1']).toBe('<p>Of the slide.</p>')
    expect(made(html.replace('<aw-slide>', '<aw-notes>Too early</aw-notes><aw-slide>')).notes['roles-1']).toBe(
      '<p>Of the slide.</p>',
    )
  })
})
