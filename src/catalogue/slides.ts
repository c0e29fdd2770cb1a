import type { DeckLesson, DeckSlide } from '../core/run-sheet.ts'
import { sentencesIn } from '../core/sentence.ts'

// A lesson as slides. It comes as HTML in which the parts that matter here are marked (`components/slides`): where an
// author wrote slides for a section, these are taken; elsewhere a section becomes a slide of what can be seen in it and
// of the first sentence of each paragraph, and its whole text the notes.

/** The cards of a lesson, and what only the trainer reads, by slide. */
export type LessonSlides = {
  readonly cards: DeckLesson['cards']
  readonly notes: Readonly<Record<string, string>>
}

type Titled = {
  /** Begins the ids of its slides. */
  readonly slug: string
  readonly number: string
  readonly title: string
  readonly summary: string
  readonly objectives: readonly string[]
}

type Made = { readonly title: string; readonly body: string; readonly notes: string; readonly kind?: 'title' }
type Piece = Made | { readonly question: string }

/** On a slide without a picture; beside one, fewer. */
const mostPoints = 5
const mostPointsBeside = 3

export function lessonSlides(html: string, lesson: Titled): LessonSlides {
  const sections = sectionsOf(blocksIn(html))
  const figures = new Map([...html.matchAll(/<aw-figure>([\s\S]*?)<\/aw-figure>/g)].map(([all]) => [nameOf(all), all]))
  const opening: Made = {
    kind: 'title',
    title: escaped(lesson.title),
    body: `<p>${escaped(lesson.summary)}</p>`,
    notes: `<p>Afterwards they are able to:</p><ul>${lesson.objectives.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`,
  }
  const pieces: readonly Piece[] = [opening, ...sections.flatMap((section) => piecesOf(section, figures))]
  let count = 0
  const notes: Record<string, string> = {}
  const cards = pieces.map((piece): DeckLesson['cards'][number] => {
    if ('question' in piece) return { kind: 'question', question: piece.question }
    const id = `${lesson.slug}-${count++}`
    if (piece.notes !== '') notes[id] = sourced(piece.notes)
    return slideOf(id, piece, lesson.number)
  })
  return { cards, notes }
}

function slideOf(id: string, { title, body, kind }: Made, number: string): DeckSlide {
  const head = kind === 'title' ? `<p class="kicker">${number}</p><h1>${title}</h1>` : `<h2>${title}</h2>`
  // Beside a figure the title stands in its own column, so that the figure has the whole height.
  const whole = body.startsWith(besideStart)
    ? `${besideStart}${head}${body.slice(besideStart.length)}`
    : `${head}${body}`
  const { html, steps } = stepped(unsourced(whole))
  return { kind: 'slide', id, title: plain(title), html, steps }
}

type Block = { readonly tag: string; readonly html: string }
type Section = { readonly heading: string; readonly blocks: readonly Block[] }

/** Elements that have no end. */
const bare = /^(br|hr|img|input|wbr|path|rect|circle|line|polygon|polyline|ellipse|use)$/

/** The outermost elements of a piece of HTML, in order; text between them is left out. */
export function blocksIn(html: string): readonly Block[] {
  const blocks: Block[] = []
  const open: string[] = []
  let from = 0
  for (const found of html.matchAll(/<(\/?)([a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g)) {
    const [all, isEnd, tag = '', isClosed] = found
    if (open.length === 0 && !isEnd) from = found.index
    const began = open.lastIndexOf(tag)
    if (isEnd && began < 0) continue
    if (isEnd) open.length = began
    else if (!isClosed && !bare.test(tag)) open.push(tag)
    if (open.length === 0) blocks.push({ tag, html: html.slice(from, found.index + all.length) })
  }
  return blocks
}

/** What stands before the first heading is the situation that a lesson begins with. */
function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  return blocks.reduce<readonly Section[]>(
    (sections, block) => {
      if (block.tag === 'h2') return [...sections, { heading: inner(block.html), blocks: [] }]
      const last = sections.at(-1)
      return last ? [...sections.slice(0, -1), { ...last, blocks: [...last.blocks, block] }] : sections
    },
    [{ heading: 'The situation', blocks: [] }],
  )
}

function piecesOf({ heading, blocks }: Section, figures: ReadonlyMap<string, string>): readonly Piece[] {
  const of = (name: RegExp) => blocks.flatMap(({ tag, html }) => (name.test(tag) ? [{ question: inner(html) }] : []))
  // A check stands where a reader needs it; a class is asked once all of its section has been shown.
  if (blocks.some(({ tag }) => tag === 'aw-slide')) return [...authored(blocks, figures), ...of(/^aw-check$/)]
  return [...derived(heading, blocks), ...of(/^aw-(check|question)$/)]
}

/** The slides as they were written, with the questions between them. Notes belong to the slide before them. */
function authored(blocks: readonly Block[], figures: ReadonlyMap<string, string>): readonly Piece[] {
  return blocks.reduce<readonly Piece[]>((pieces, { tag, html }) => {
    if (tag === 'aw-question') return [...pieces, { question: inner(html) }]
    if (tag === 'aw-slide') return [...pieces, writtenSlide(html, figures)]
    const at = pieces.findLastIndex((piece) => 'body' in piece)
    const slide = pieces[at]
    if (tag !== 'aw-notes' || !slide || !('body' in slide)) return pieces
    return pieces.with(at, { ...slide, notes: slide.notes + inner(html) })
  }, [])
}

function writtenSlide(html: string, figures: ReadonlyMap<string, string>): Made {
  const blocks = blocksIn(inner(html))
  const of = (tag: string) => blocks.filter((block) => block.tag === tag).map((block) => inner(block.html))
  const body = blocks.filter(({ tag }) => !/^aw-(title|shows|notes)$/.test(tag)).map((block) => block.html)
  const figure = figures.get(of('aw-shows')[0] ?? '')
  return { title: of('aw-title')[0] ?? '', body: beside(body.join('\n'), figure), notes: of('aw-notes').join('\n') }
}

/** A slide of what is there: the first figure beside a few points, every further picture on a slide of its own. */
function derived(heading: string, blocks: readonly Block[]): readonly Made[] {
  const shown = blocks.filter(({ tag }) => !/^aw-(question|check|notes)$/.test(tag))
  const whole = shown.find(({ tag }) => tag === 'aw-whole')
  if (whole) return [{ title: heading, body: pointList(wholePoints(whole.html)), notes: '' }]
  const pictures = shown.filter(({ tag }) => tag === 'aw-figure' || /^(table|figure|section|aside)$/.test(tag))
  const points = shown.filter((block) => !pictures.includes(block)).flatMap(pointsIn)
  const notes = shown
    .filter(({ tag }) => tag !== 'aw-figure')
    .map(({ html }) => html)
    .join('\n')
  const first = pictures.find(({ tag }) => tag === 'aw-figure')
  const list = pointList(points.slice(0, first ? mostPointsBeside : mostPoints))
  // One sentence beside a table says too little for a slide of its own.
  const hasText = first !== undefined || points.length > (pictures.length > 0 ? 1 : 0)
  const slides = [
    ...(hasText ? [beside(list, first?.html)] : []),
    ...pictures.filter((picture) => picture !== first).map(({ html }) => html),
  ]
  return slides.map((body, at) => ({ title: heading, body, notes: at === 0 ? notes : '' }))
}

const besideStart = '<div class="beside"><div>'

const beside = (text: string, figure: string | undefined) =>
  figure === undefined
    ? text
    : `${besideStart}${text}</div>${titledLast(figure.replace(/<aw-name>[\s\S]*?<\/aw-name>|<\/?aw-figure>/g, ''))}</div>`

/** The title of a figure states what it shows: where the figure is built up, it comes with the last step. */
function titledLast(figure: string): string {
  const steps = [...figure.matchAll(/data-step="(\d+)"/g)].map(([, step]) => Number(step))
  return steps.length === 0 ? figure : figure.replace('<figcaption', `<figcaption data-step="${Math.max(...steps)}"`)
}

/** The first point is there at once, the others one by one. */
const pointList = (points: readonly string[]) =>
  points.length === 0
    ? ''
    : `<ul class="points">${points.map((point, at) => `<li${at === 0 ? '' : ' data-step="next"'}>${point}</li>`).join('')}</ul>`

const pointsIn = ({ tag, html }: Block): readonly string[] => {
  if (tag === 'p') return [firstSentence(inner(html))]
  return tag === 'ul' || tag === 'ol' ? itemsIn(html).map(firstSentence) : []
}

const itemsIn = (list: string) => blocksIn(inner(list)).map(({ html }) => inner(html))

/** Mistakes item by item, a breath sentence by sentence. */
const wholePoints = (html: string) =>
  blocksIn(inner(html)).flatMap(({ tag, html: block }) => (tag === 'p' ? sentences(inner(block)) : itemsIn(block)))

const firstSentence = (html: string) => sentences(html)[0] ?? ''

/** The sentences of a paragraph with the mark-up in them, each whole again. */
function sentences(html: string): readonly string[] {
  const clean = unsourced(html)
  const text = clean.replace(/<[^>]*>/g, '')
  return sentencesIn(text).map(({ from, to }) => cut(clean, from, to))
}

/** What stands between two places of the text alone, with the elements that are open there. */
function cut(html: string, from: number, to: number): string {
  const open: { readonly tag: string; readonly start: string }[] = []
  let at = 0
  let out = ''
  for (const token of html.split(/(<[^>]*>)/)) {
    const tag = /^<\/?(\w[\w-]*)/.exec(token)?.[1]
    if (tag === undefined) {
      const part = token.slice(Math.max(0, from - at), Math.max(0, to - at))
      if (out === '' && part !== '') out = open.map(({ start }) => start).join('')
      out += part
      at += token.length
    } else if (token.startsWith('</')) {
      open.pop()
      if (out !== '' && at < to) out += token
      else if (out !== '' && at === to && !out.endsWith(token)) out += token
    } else {
      open.push({ tag, start: token })
      if (out !== '' && at < to) out += token
    }
    if (at > to) break
  }
  return balanced(out)
}

/** Ends what is still open. */
function balanced(html: string): string {
  const open: string[] = []
  for (const [, isEnd, tag = ''] of html.matchAll(/<(\/?)(\w[\w-]*)[^>]*>/g)) {
    if (isEnd) open.pop()
    else open.push(tag)
  }
  return (
    html +
    open
      .toReversed()
      .map((tag) => `</${tag}>`)
      .join('')
  )
}

/**
 * Numbers the steps of a slide: those of the text in the order in which they appear, then those of the figure, whose
 * groups carry numbers of their own, from 1. Text that comes with a step of the figure carries its number.
 */
function stepped(html: string): { readonly html: string; readonly steps: number } {
  const [text = ''] = html.split('<svg', 1)
  const before = text.match(/data-step="next"/g)?.length ?? 0
  let passed = 0
  let last = 0
  const numbered = html.replace(/data-step="([^"]*)"/g, (_, step: string) => {
    const now = step === 'next' ? ++passed : before + Number(step)
    last = Math.max(last, now)
    return `data-step="${now}"`
  })
  return { html: numbered, steps: last }
}

const inner = (html: string) =>
  html
    .replace(/^<[^>]*>/, '')
    .replace(/<\/[^>]*>$/, '')
    .trim()
const nameOf = (figure: string) => /<aw-name>([\s\S]*?)<\/aw-name>/.exec(figure)?.[1]?.trim() ?? ''
const unsourced = (html: string) => html.replace(/\s*<aw-source>[\s\S]*?<\/aw-source>/g, '')
const sourced = (html: string) => html.replace(/<(\/?)aw-source>/g, '<$1small>')
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#39|apos);/g, '’')
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
