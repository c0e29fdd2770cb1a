import { fireEvent, render, screen } from '@solidjs/testing-library'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchIndexOf } from '../../src/catalogue/search-index.ts'
import { sectionsOf } from '../../src/catalogue/lesson-text.ts'
import type { ExamEvent, Range } from '../../src/core/exam.ts'
import { known } from '../../src/core/result.ts'
import { tamperingIn } from '../../src/islands/exam/attempt-check.ts'
import { isMarked, segmentsOf, toggled } from '../../src/islands/exam/highlight.ts'
import { bindingOf, changedKeys, firstKeys, keyMapOf } from '../../src/islands/exam/keys.ts'
import { findOwn, ownEntries } from '../../src/islands/exam/own-notes.ts'
import { Prose } from '../../src/islands/exam/Prose.tsx'
import { scenarioHeading, scenarioSetAt } from '../../src/islands/exam/scenario-set.ts'
import { Stimulus } from '../../src/islands/exam/Stimulus.tsx'
import { openIndex } from '../../src/islands/search/find.ts'
import { aPlan, aQuestion, aScenario } from '../support/builders.ts'

describe('highlighting a range', () => {
  it.each([
    { has: [], takes: [2, 5], becomes: [[2, 5]], because: 'nothing was there' },
    { has: [[2, 5]], takes: [4, 9], becomes: [[2, 9]], because: 'ranges that overlap merge' },
    { has: [[2, 5]], takes: [5, 9], becomes: [[2, 9]], because: 'ranges that touch merge' },
    {
      has: [
        [2, 5],
        [8, 9],
      ],
      takes: [0, 20],
      becomes: [[0, 20]],
      because: 'it takes in what lies inside',
    },
    { has: [[2, 9]], takes: [2, 9], becomes: [], because: 'the same again takes it away' },
    {
      has: [[2, 9]],
      takes: [4, 6],
      becomes: [
        [2, 4],
        [6, 9],
      ],
      because: 'a part of it again takes that part away',
    },
  ])('makes $becomes of $has with $takes, because $because', ({ has, takes, becomes }) => {
    const range = ([from = 0, to = 0]: readonly number[]): Range => ({ from, to })
    expect(toggled(has.map(range), range(takes))).toEqual(becomes.map(range))
  })

  const ranges = fc
    .array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })), { maxLength: 12 })
    .map((pairs) => pairs.map(([from, length]): Range => ({ from, to: from + length })))

  it('leaves ranges sorted and apart, whatever is selected in whatever order', () => {
    fc.assert(
      fc.property(ranges, (selected) => {
        const marked = selected.reduce<readonly Range[]>(toggled, [])
        for (const [index, { from, to }] of marked.entries()) {
          expect(from).toBeLessThan(to)
          expect(from).toBeGreaterThan(marked[index - 1]?.to ?? -1)
        }
      }),
    )
  })

  it('is undone by the same again, where nothing of it was highlighted', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 100, max: 120 }), (selected, from) => {
        const before = selected.reduce<readonly Range[]>(toggled, [])
        const range = { from, to: from + 5 }
        expect(isMarked(toggled(before, range), range)).toBe(true)
        expect(toggled(toggled(before, range), range)).toEqual(before)
      }),
    )
  })

  it('cuts a text into pieces that make it up again', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.nat(30), ranges, (text, from, selected) => {
        const pieces = segmentsOf(text, from, selected.reduce<readonly Range[]>(toggled, []))
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      }),
    )
  })
})

describe('a stimulus', () => {
  it('is set as paragraphs, lists, tables and emphasis', () => {
    const { container } = render(() => (
      <Prose
        markdown={
          'A **strong** and *soft* word.\n\n- one\n- two\n\n| A | B |\n| --- | --- |\n| 1 | 2 * 3 |\n\n1. first\n\n> said'
        }
      />
    ))
    expect(container.innerHTML).toBe(
      '<p>A <strong>strong</strong> and <em>soft</em> word.</p><ul><li>one</li><li>two</li></ul>' +
        '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody><tr><td>1</td><td>2 * 3</td></tr></tbody></table>' +
        '<ol><li>first</li></ol><blockquote>said</blockquote>',
    )
  })

  it('can bring in nothing but words', () => {
    const { container } = render(() => (
      <Prose markdown={'<img src=x onerror=alert(1)> [a link](javascript:alert(1))'} />
    ))
    expect(container.innerHTML).toBe('<p>&lt;img src=x onerror=alert(1)&gt; a link</p>')
  })

  it('marks by places in its plain text, across tones and blocks', () => {
    const { container } = render(() => (
      <Prose markdown={'One **two** three.\n\nFour.'} ranges={[{ from: 2, to: 18 }]} />
    ))
    expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'e ',
      'two',
      ' three.',
      'Four',
    ])
  })

  const scenario = aScenario({ id: 's-1', title: 'A lender', questions: ['q-2', 'q-3'] })
  const plan = aPlan({ questions: 4 })
  const withScenario = {
    ...plan,
    questions: plan.questions.map((one, index) => (index === 1 || index === 2 ? { ...one, scenario } : one)),
  }

  it('is headed by its number and the numbers of its questions', () => {
    expect(
      [0, 1, 2, 3].map((index) => scenarioSetAt(withScenario, index)).map((set) => set && scenarioHeading(set)),
    ).toEqual([undefined, 'Scenario 1: questions 2–3', 'Scenario 1: questions 2–3', undefined])
  })

  it('folds and unfolds, and remembers it', () => {
    const places = new Map()
    const set = known(scenarioSetAt(withScenario, 1))
    const { unmount } = render(() => <Stimulus set={set} ranges={[]} places={places} />)
    fireEvent.click(screen.getByRole('button', { name: 'Hide the scenario' }))
    unmount()
    render(() => <Stimulus set={set} ranges={[]} places={places} />)
    expect(screen.getByRole('button', { name: 'Show the scenario' }).getAttribute('aria-expanded')).toBe('false')
  })
})

describe('a key', () => {
  it.each([
    { pressed: { key: 'j' }, is: 'j', because: 'a letter is itself' },
    { pressed: { key: 'J' }, is: 'j', because: 'Caps Lock changes nothing' },
    { pressed: { key: 'U', shiftKey: true }, is: 'Shift+u', because: 'Shift makes another key of a letter' },
    { pressed: { key: '?', shiftKey: true }, is: '?', because: 'a sign is what it is, wherever Shift puts it' },
    {
      pressed: { key: '˜', code: 'KeyN', altKey: true, shiftKey: true },
      is: 'Alt+Shift+n',
      because: 'Alt changes the letter, so the place counts',
    },
    { pressed: { key: 'n', code: 'KeyN', altKey: true }, is: undefined, because: 'Alt alone belongs to the browser' },
    { pressed: { key: 'j', ctrlKey: true }, is: undefined, because: 'Ctrl belongs to the browser' },
    { pressed: { key: 'Enter' }, is: undefined, because: 'Enter is never Next' },
    { pressed: { key: ' ' }, is: undefined, because: 'Space presses what has the focus' },
    { pressed: { key: 'ArrowDown' }, is: undefined, because: 'arrows belong to the options' },
  ])('is $is, because $because', ({ pressed, is }) => {
    expect(bindingOf(new KeyboardEvent('keydown', pressed))).toBe(is)
  })

  it('that was changed comes back from what is stored', () => {
    const keys = { ...firstKeys, next: 'g', flag: 'Alt+Shift+m' }
    expect(changedKeys(keys)).toEqual({ next: 'g', flag: 'Alt+Shift+m' })
    expect(keyMapOf(changedKeys(keys))).toEqual(keys)
  })

  it('that a newer command has too stays where it was chosen; the newer one goes beside it', () => {
    expect(keyMapOf({ flag: 's' })).toEqual({ ...firstKeys, flag: 's', listen: 'Alt+Shift+s' })
  })

  it.each([
    { stored: undefined, because: 'nothing is stored' },
    { stored: 'j', because: 'it is no map' },
    { stored: { next: 7, jump: 'g' }, because: 'it names no key, and no command' },
    { stored: { next: 'Enter' }, because: 'the key cannot be taken' },
    { stored: { next: 'g', flag: 'g' }, because: 'two commands would have one key' },
    { stored: { flag: 'Alt+Shift+n' }, because: 'that one belongs to Next' },
  ])('is as at first where $because', ({ stored }) => {
    expect(keyMapOf(stored)).toEqual(firstKeys)
  })
})

describe('an attempt that is opened', () => {
  const plan = aPlan({ questions: [aQuestion({ id: 'q-1' }), aQuestion({ id: 'q-2' })] })
  const attempt = {
    id: plan.attemptId,
    schema: 1,
    createdAt: 1,
    profileId: plan.profileId,
    title: plan.title,
    mode: plan.mode,
    questionIds: ['q-1', 'q-2'],
  }
  const started: ExamEvent = { type: 'started', at: 1 }
  const first = known(plan.questions[0])
  const withFirst = (changed: object) => ({ ...plan, questions: [{ ...first, ...changed }, known(plan.questions[1])] })

  it('is taken as it is when an exam wrote it', () => {
    const events: readonly ExamEvent[] = [
      started,
      { type: 'chose', at: 2, question: 'q-1', options: ['a'] },
      { type: 'highlighted', at: 3, passage: 'stem:q-1', ranges: [{ from: 0, to: 3 }] },
      { type: 'moved', at: 4, to: 1 },
      { type: 'noted', at: 5, text: 'x' },
    ]
    expect(tamperingIn({ attempt, plan, events })).toBeUndefined()
  })

  it.each([
    { given: { plan: { ...plan, attemptId: 'other' } }, path: 'plan.attemptId' },
    { given: { plan: { ...plan, questions: [first] } }, path: 'plan.questions' },
    { given: { plan: { ...plan, questions: [first, first] } }, path: 'plan.questions' },
    { given: { plan: { ...plan, limitMs: -1 } }, path: 'plan.limitMs' },
    { given: { plan: withFirst({ optionOrder: ['a', 'b'] }) }, path: 'plan.questions[0].optionOrder' },
    {
      given: {
        plan: withFirst({ question: { ...first.question, key: { kind: 'options' as const, options: ['z'] } } }),
      },
      path: 'plan.questions[0].question.key',
    },
    { given: { events: [{ type: 'moved', at: 1, to: 1 }] }, path: 'events[0]' },
    { given: { events: [started, { type: 'moved', at: 1, to: 9 }] }, path: 'events[1]' },
    { given: { events: [started, { type: 'chose', at: 1, question: 'q-9', options: [] }] }, path: 'events[1]' },
    { given: { events: [started, { type: 'chose', at: 1, question: 'q-1', options: ['z'] }] }, path: 'events[1]' },
    { given: { events: [started, { type: 'extended', at: 1, byMs: -5 }] }, path: 'events[1]' },
    {
      given: { events: [started, { type: 'highlighted', at: 1, passage: 'stem:q-9', ranges: [] }] },
      path: 'events[1]',
    },
  ] satisfies readonly { given: { plan?: typeof plan; events?: readonly ExamEvent[] }; path: string }[])(
    'is refused for $path',
    ({ given, path }) => {
      expect(tamperingIn({ attempt, plan, events: [started], ...given })).toMatchObject({ kind: 'damaged', path })
    },
  )
})

describe('the reference', () => {
  const find = openIndex(
    searchIndexOf([
      {
        id: '0',
        title: 'Clause 6.1.4 AI system impact assessment',
        headings: '',
        body: 'What a system does to people.',
      },
      { id: '1', title: 'Clause 6.1.2 AI risk assessment', headings: '', body: 'Criteria, owners, levels.' },
      { id: '2', title: 'Glossary Nonconformity', headings: 'NC', body: 'A requirement is not met.' },
    ]),
  )
  it.each([
    { query: '6.1.4', finds: '0', because: 'a clause is found by its number' },
    { query: 'risk assessments', finds: '1', because: 'a word counts by its stem, and more words count more' },
    { query: 'nonconf', finds: '2', because: 'the last word is still being typed' },
    { query: 'asessment impact', finds: '0', because: 'a letter may be wrong' },
    { query: 'nc', finds: '2', because: 'an abbreviation counts' },
  ])('finds $finds for $query, because $because', ({ query, finds }) => {
    expect(find(query)[0]?.ref).toBe(finds)
  })
  it.each(['', '   ', '???', 'zzzzzz'])('finds nothing for “%s”', (query) => {
    expect(find(query)).toEqual([])
  })

  it('has what the candidate wrote, in this exam and before it', () => {
    const note = (id: string, place: string, text: string) =>
      ({ id, place, at: 1, annotation: { kind: 'note', text } }) as const
    const entries = ownEntries('Sixteen is above twelve.', {
      before: [
        note('1', 'standard:6.1.2', 'Criteria come first.'),
        note('2', 'lesson:foundation/planning/criteria', 'Who sets the criteria?'),
        note('3', 'question:f-context-007', 'Twelve again.'),
        {
          id: '4',
          place: 'standard:6.1.2',
          at: 1,
          annotation: { kind: 'highlight', section: 'asks', from: 0, to: 4, quote: 'risk owner', note: 'Who is it?' },
        },
        {
          id: '5',
          place: 'standard:6.1.2',
          at: 1,
          annotation: { kind: 'highlight', section: 'asks', from: 0, to: 4, quote: 'unwritten' },
        },
      ],
      book: {
        entry: (id) =>
          id === '6.1.2'
            ? { id, kind: 'clause', label: '6.1.2', title: 'AI risk assessment', text: '' }
            : id.startsWith('lesson:')
              ? { id, kind: 'lesson', label: 'F5.3', title: 'Risk criteria', text: '' }
              : undefined,
      },
    })
    const found = (query: string) => findOwn(entries, query).map(({ title }) => title)
    expect(found('criteria')).toEqual(['Your note on 6.1.2 AI risk assessment', 'Your note on F5.3 Risk criteria'])
    expect(found('TWELVE')).toEqual(['Your notes in this exam', 'Your note on a question'])
    expect(found('owner who')).toEqual(['Your note on 6.1.2 AI risk assessment'])
    expect(found('unwritten')).toEqual([])
    expect(found('twelve criteria')).toEqual([])
    expect(found('')).toEqual([])
  })

  it('holds a lesson by section, in words alone', () => {
    const mdx =
      '---\ntitle: T\n---\nFirst <Case id="x">Averholm</Case>, see <Clause id="8.4" />.\n\n## Second\n\n<Check question="q" />\n\nA <Term id="t">term</Term>.\n'
    expect(sectionsOf(mdx, new Map([['8.4', { label: '8.4' }]]))).toEqual([
      { heading: undefined, text: 'First Averholm, see 8.4.' },
      { heading: 'Second', text: 'A term.' },
    ])
  })
})
