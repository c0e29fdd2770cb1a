import { fireEvent, render, screen, waitFor, within } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AfterAnswer } from '../../src/islands/notes/AfterAnswer.tsx'
import { NoteBox } from '../../src/islands/notes/NoteBox.tsx'
import { notesMarkdown } from '../../src/islands/notes/notes-markdown.ts'
import { NotesPage } from '../../src/islands/notes/NotesPage.tsx'
import { startPageTools } from '../../src/islands/notes/PageTools.tsx'
import { filterShelves, itemsOf, shelvesOf, sliceOf, type NotePlaces } from '../../src/islands/notes/shelves.ts'
import { loadProgress } from '../../src/islands/primitives/device.ts'
import { Quiz } from '../../src/islands/quiz/Quiz.tsx'
import type { Annotated, Annotation } from '../../src/store/progress.ts'
import { aQuestion } from '../support/builders.ts'

beforeEach(async () => {
  await (await loadProgress()).eraseEverything()
  // jsdom has no popovers.
  HTMLElement.prototype.hidePopover = () => {}
})
afterEach(() => {
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

const place = 'lesson:foundation/context/scope'
const annotate = async (annotation: Annotation, at = place) =>
  (await loadProgress()).annotate({ place: at, annotation })
const kept = async (kind: Annotation['kind']) => (await loadProgress()).annotations({ kinds: [kind] })

describe('the note on a place', () => {
  it('is kept while it is written, says so in words, and is one note however often it is kept', async () => {
    render(() => <NoteBox place={place} label="Your note" />)
    const field = await screen.findByLabelText('Your note')
    fireEvent.input(field, { target: { value: 'First' } })
    expect(screen.getByText('Saving…')).toBeTruthy()
    fireEvent.blur(field)
    fireEvent.input(field, { target: { value: 'First and second' } })
    fireEvent.blur(field)
    expect(await screen.findByText('Saved on this device')).toBeTruthy()
    await waitFor(async () =>
      expect(await kept('note')).toMatchObject([{ place, annotation: { text: 'First and second' } }]),
    )
  })

  it('goes when it is emptied', async () => {
    await annotate({ kind: 'note', text: 'To be removed' })
    render(() => <NoteBox place={place} label="Your note" />)
    const field = await screen.findByDisplayValue('To be removed')
    fireEvent.input(field, { target: { value: ' ' } })
    fireEvent.blur(field)
    await waitFor(async () => expect(await kept('note')).toEqual([]))
  })

  it('shows both where two devices wrote one, and keeps to its section', async () => {
    await annotate({ kind: 'note', text: 'Here', section: 'limits' })
    await annotate({ kind: 'note', text: 'There', section: 'limits' })
    await annotate({ kind: 'note', text: 'Of another section', section: 'parties' })
    render(() => <NoteBox place={place} section="limits" label="Your note" />)
    await screen.findByDisplayValue('Here')
    const texts = screen.getAllByLabelText('Your note').map((field) => (field as HTMLTextAreaElement).value)
    // Written in one millisecond, they stand in either order.
    expect(texts.sort()).toEqual(['Here', 'There'])
  })
})

describe('a lesson with tools', () => {
  const text = 'The boundary follows from the context. Nothing else decides.'
  function open(words = text) {
    document.body.innerHTML = `<article data-place="${place}"><div data-page-tools></div>
      <div class="prose"><p>Opening.</p><h2 id="limits">Limits</h2><p id="words">${words}</p></div></article>`
    startPageTools()
  }
  const highlight = (quote: string, from: number, note?: string): Annotation => ({
    kind: 'highlight',
    section: 'limits',
    from,
    to: from + quote.length,
    quote,
    note,
  })

  it('is bookmarked as a whole and by section, and no longer when pressed again', async () => {
    open()
    fireEvent.click(screen.getByRole('button', { name: 'Bookmark' }))
    await screen.findByRole('button', { name: 'Bookmarked', pressed: true })
    fireEvent.click(screen.getByText('Bookmark this section'))
    await screen.findByRole('button', { name: 'Note, bookmark, highlight: Limits, bookmarked' })
    expect((await kept('bookmark')).map(({ annotation }) => annotation)).toEqual([
      { kind: 'bookmark', section: undefined },
      { kind: 'bookmark', section: 'limits' },
    ])
    fireEvent.click(screen.getByText('Remove the bookmark'))
    await screen.findByRole('button', { name: 'Note, bookmark, highlight: Limits' })
  })

  it('opens the note of a section under its heading, and gives the focus back', async () => {
    open()
    const opener = screen.getByRole('button', { name: 'Note' })
    opener.focus()
    fireEvent.click(opener)
    const pane = screen.getByRole('region', { name: 'Note on this page' })
    await waitFor(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'))
    fireEvent.keyDown(pane, { key: 'Escape' })
    expect(screen.queryByRole('region', { name: 'Note on this page' })).toBeNull()
    expect(document.activeElement).toBe(opener)

    fireEvent.click(screen.getByText('Note on this section'))
    expect(screen.getByRole('region', { name: 'Note on “Limits”' }).closest('.prose')).toBeTruthy()
  })

  // jsdom cannot draw over a page, so this is the way of browsers that cannot.
  it('shows its highlights where the words stand now', async () => {
    await annotate(highlight('follows from', 20))
    await annotate(highlight('Nothing else', 46, 'Really?'))
    open(`A sentence that is new. ${text}`)
    await waitFor(() => expect(document.querySelectorAll('mark')).toHaveLength(2))
    const marks = [...document.querySelectorAll('mark')].map((mark) => [mark.textContent, mark.dataset['paint']])
    expect(marks).toEqual([
      ['follows from', 'highlight'],
      ['Nothing else', 'noted'],
    ])
    expect(document.getElementById('words')?.textContent).toBe(`A sentence that is new. ${text}`)
  })

  it('lists those whose words are gone with what was written on them, until they are removed', async () => {
    await annotate(highlight('These words were here once', 20, 'Ask the trainer'))
    open()
    const lost = await screen.findByRole('region', { name: 'Highlights that lost their place' })
    expect(lost.textContent).toContain('These words were here once')
    expect(lost.textContent).toContain('Ask the trainer')
    fireEvent.click(within(lost).getByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Highlights that lost their place' })).toBeNull())
    expect(screen.getByText('Highlight removed, with what you wrote on it.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(await screen.findByText('Ask the trainer')).toBeTruthy()
  })

  it('says that nothing can be read aloud where the browser has no voice', async () => {
    open()
    expect(await screen.findByText('This browser has no English voice to read aloud with.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Listen' })).toBeNull()
  })
})

describe('a question after its answer', () => {
  const question = aQuestion({ id: 'f-context-007' })

  it.each([
    { context: 'check', attemptId: undefined },
    { context: 'module-test', attemptId: 'test-1' },
    { context: 'practice', attemptId: 'practice-1' },
    { context: 'review', attemptId: 'review-1' },
  ] as const)('takes a flag, a note and the reason of a miss in a $context', async ({ context, attemptId }) => {
    render(() => <Quiz question={question} order={['a', 'b', 'c']} context={context} attemptId={attemptId} />)
    screen.getByRole('radio', { name: 'Option b' }).click()
    screen.getByRole('button', { name: 'Check' }).click()
    fireEvent.click(await screen.findByRole('button', { name: 'Flag this question' }))
    await screen.findByRole('button', { name: /Flagged/, pressed: true })
    fireEvent.change(screen.getByLabelText('Why did you miss it?'), { target: { value: 'misread' } })
    expect(await screen.findByLabelText('Note on this question')).toBeTruthy()
    await waitFor(async () => expect(await kept('reason')).toHaveLength(1))
    const [response] = await (await loadProgress()).responses()
    expect(await kept('reason')).toMatchObject([{ place: `response:${response?.id}` }])
    expect(await kept('flag')).toMatchObject([{ place: 'question:f-context-007' }])
  })

  it('shows what was said of it before, and takes every flag away at once', async () => {
    await annotate({ kind: 'flag' }, 'question:f-context-007')
    await annotate({ kind: 'flag' }, 'question:f-context-007')
    await annotate({ kind: 'reason', reason: 'guessed' }, 'response:r1')
    const mark = { kind: 'wrong', credit: 0 } as const
    render(() => <AfterAnswer questionId="f-context-007" responseId="r1" mark={mark} isReview={false} />)
    expect(await screen.findByDisplayValue('I guessed')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: /Flagged/ }))
    await screen.findByRole('button', { name: 'Flag this question', pressed: false })
    expect(await kept('flag')).toEqual([])
  })
})

const places: NotePlaces = {
  shelves: [
    { id: 'foundation', title: 'Foundation' },
    { id: 'standard', title: 'The standard' },
  ],
  places: [
    {
      place,
      shelf: 'foundation',
      label: 'F3.3',
      title: 'Scope',
      path: 'courses/foundation/context/scope/',
      sections: [
        ['limits', 'Limits'],
        ['parties', 'Parties'],
      ],
    },
    {
      place: 'standard:4.3',
      shelf: 'standard',
      label: '4.3',
      title: 'Determining the scope',
      path: 'standard/4.3/',
      sections: [['asks', 'What it asks']],
    },
  ],
}
const stems = new Map([['f-context-007', { stem: 'Which role & why?', label: 'F3.1', course: 'foundation' }]])
const row = (id: string, annotation: Annotation, at = place): Annotated => ({
  id,
  place: at,
  at: 1_790_000_000_000,
  annotation,
})
const rows = [
  row('n2', { kind: 'note', text: 'On the parties', section: 'parties' }),
  row('n1', { kind: 'note', text: 'On the whole lesson' }),
  row('h2', { kind: 'highlight', section: 'limits', from: 40, to: 50, quote: 'later words', note: 'My words' }),
  row('h1', { kind: 'highlight', section: 'limits', from: 5, to: 10, quote: 'early words' }),
  row('b1', { kind: 'bookmark', section: 'gone' }),
  row('s1', { kind: 'bookmark', section: 'asks' }, 'standard:4.3'),
  row('q1', { kind: 'flag' }, 'question:f-context-007'),
  row('x1', { kind: 'note', text: 'On a lesson that left' }, 'lesson:foundation/old/one'),
  row('e1', { kind: 'easy' }, 'response:r1'),
]

describe('all notes together', () => {
  const shelves = shelvesOf(rows, places, stems)
  const idsOf = (some: typeof shelves) => itemsOf(some).map(({ id }) => id)

  it('stand by course, page and part, in the order in which one reads', () => {
    expect(shelves.map(({ id, groups }) => [id, groups.map(({ items }) => items.map((item) => item.id))])).toEqual([
      ['foundation', [['n1', 'h1', 'h2', 'n2', 'b1']]],
      ['standard', [['s1']]],
      ['questions', [['q1']]],
      ['gone', [['x1']]],
    ])
  })

  it('lead to the place itself, to the page where the part is gone, and nowhere where the page is', () => {
    expect(Object.fromEntries(itemsOf(shelves).map(({ id, path }) => [id, path]))).toEqual({
      n1: 'courses/foundation/context/scope/',
      h1: 'courses/foundation/context/scope/#limits',
      h2: 'courses/foundation/context/scope/#limits',
      n2: 'courses/foundation/context/scope/#parties',
      b1: 'courses/foundation/context/scope/',
      s1: 'standard/4.3/#asks',
      q1: 'practice/?course=foundation&questions=f-context-007',
      x1: undefined,
    })
  })

  it.each([
    { filter: { kind: 'written' }, shows: ['n1', 'h2', 'n2', 'x1'] },
    { filter: { kind: 'highlight' }, shows: ['h1', 'h2'] },
    { filter: { kind: 'lost' }, shows: ['h1'] },
    { filter: { course: 'standard' }, shows: ['s1'] },
    { filter: { course: 'foundation', kind: 'flag' }, shows: ['q1'] },
    { filter: { query: 'WORDS my' }, shows: ['h2'] },
    { filter: { query: 'scope limits' }, shows: ['h1', 'h2'] },
  ] as const)('are narrowed down to $shows by $filter', ({ filter, shows }) => {
    const whole = { kind: 'all', course: undefined, query: '', ...filter } as const
    expect(idsOf(filterShelves(shelves, whole, new Set(['h1'])))).toEqual(shows)
  })

  it('are shown a part at a time', () => {
    expect(idsOf(sliceOf(shelves, { from: 1, to: 6 }))).toEqual(['h1', 'h2', 'n2', 'b1', 's1'])
  })

  it('are exported as Markdown, quotations as quotations, with whole addresses', () => {
    const text = notesMarkdown(sliceOf(shelves, { from: 0, to: 4 }), {
      date: '1 May 2026',
      addressOf: (path) => `https://x.org/${path}`,
    })
    expect(text).toBe(`# Notes on ISO/IEC 42001

From Aimward, 1 May 2026.

## Foundation

### [F3.3 Scope](https://x.org/courses/foundation/context/scope/)

On the whole lesson

#### [Limits](https://x.org/courses/foundation/context/scope/#limits)

> early words

> later words

My words

#### [Parties](https://x.org/courses/foundation/context/scope/#parties)

On the parties
`)
  })
})

describe('the page of notes', () => {
  const answer = (value: unknown) => Promise.resolve({ ok: true, json: () => value, text: () => '' })
  beforeEach(() => {
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        observe() {}
        disconnect() {}
      },
    )
    vi.stubGlobal('fetch', (path: string) => answer(path.includes('places') ? places : { entries: [], synonyms: {} }))
  })

  it('invites where there is nothing yet', async () => {
    render(() => <NotesPage />)
    expect(await screen.findByRole('heading', { name: 'Nothing here yet' })).toBeTruthy()
    expect(screen.getByText(/Without a mouse, press/)).toBeTruthy()
  })

  it('edits in place, deletes, and takes the deletion back', async () => {
    await annotate({ kind: 'note', text: 'On the scope', section: 'limits' })
    await annotate({ kind: 'bookmark' })
    render(() => <NotesPage />)
    const item = (await screen.findByText('On the scope')).closest('li') ?? document.body
    expect(within(item).getByRole('link', { name: 'Limits' }).getAttribute('href')).toMatch(
      /courses\/foundation\/context\/scope\/#limits$/,
    )

    fireEvent.click(within(item).getByRole('button', { name: 'Edit' }))
    fireEvent.input(within(item).getByLabelText('Your note'), { target: { value: 'On scope and limits' } })
    fireEvent.blur(within(item).getByLabelText('Your note'))
    await within(item).findByText('Saved on this device')
    fireEvent.click(within(item).getByRole('button', { name: 'Done' }))
    expect(await within(item).findByText('On scope and limits')).toBeTruthy()

    fireEvent.click(within(item).getByRole('button', { name: /^Delete/ }))
    await waitFor(async () => expect(await kept('note')).toEqual([]))
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(async () =>
      expect(await kept('note')).toMatchObject([{ annotation: { text: 'On scope and limits', section: 'limits' } }]),
    )
    expect(await screen.findByText('On scope and limits')).toBeTruthy()
  })

  it('says when nothing fits', async () => {
    await annotate({ kind: 'note', text: 'On the scope' })
    render(() => <NotesPage />)
    fireEvent.input(await screen.findByLabelText('Search in them'), { target: { value: 'zebra' } })
    expect(await screen.findByText('Nothing fits. Take one of the choices back.')).toBeTruthy()
  })
})
