import { fireEvent, render, screen, waitFor, within } from '@solidjs/testing-library'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { replay, type ExamEvent } from '../../src/core/exam.ts'
import type { Question, Response } from '../../src/core/question.ts'
import { openClock } from '../../src/islands/exam/clock.ts'
import { firstSettings } from '../../src/islands/exam/settings.ts'
import { Sitting } from '../../src/islands/exam/Sitting.tsx'
import { loadProgress } from '../../src/islands/primitives/device.ts'
import { AnswerReview } from '../../src/islands/quiz/AnswerReview.tsx'
import { Quiz } from '../../src/islands/quiz/Quiz.tsx'
import { TaskQuiz } from '../../src/islands/quiz/TaskQuiz.tsx'
import { aClassification, aMatch, anOrder, aPlan, aQuestion } from '../support/builders.ts'

beforeAll(() => void vi.stubGlobal('scrollTo', () => {}))
beforeEach(async () => {
  await (await loadProgress()).eraseEverything()
})

const idsOf = ({ prompt }: Question) => prompt.options.map(({ id }) => id)
const ask = (question: Question) =>
  render(() => <TaskQuiz question={question} order={idsOf(question)} context="check" />)
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const click = (name: string) => fireEvent.click(button(name))
const steps = () =>
  within(screen.getByRole('list', { name: 'Your order' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent)
const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent
const verdict = () => screen.getAllByRole('status').at(-1)?.textContent
const kept = async () => (await (await loadProgress()).responses())[0]

describe('steps to be put in order', () => {
  it('are placed by pressing them, moved, and taken out', async () => {
    ask(anOrder())
    expect(steps()).toEqual(['Nothing yet. Press the steps below, the first one first.'])
    click('Place next: Option c')
    click('Place next: Option a')
    expect(steps()).toEqual(['1.Option c', '2.Option a'])
    click('Move up: Option a')
    expect(steps()).toEqual(['1.Option a', '2.Option c'])
    click('Move down: Option a')
    click('Take out: Option c')
    expect(steps()).toEqual(['1.Option a'])
    expect(button('Place next: Option c')).toBeTruthy()
  })

  it('cannot be moved beyond either end', () => {
    ask(anOrder())
    click('Place next: Option c')
    expect(button('Move up: Option c').disabled).toBe(true)
    expect(button('Move down: Option c').disabled).toBe(true)
    click('Place next: Option a')
    expect(button('Move down: Option c').disabled).toBe(false)
    expect(button('Move down: Option a').disabled).toBe(true)
  })

  it('say aloud where they stand', () => {
    ask(anOrder())
    click('Place next: Option c')
    expect(screen.getByText('Option c: now step 1 of 4.').getAttribute('role')).toBe('status')
    click('Place next: Option a')
    click('Move up: Option a')
    expect(screen.getByText('Option a: now step 1 of 4.')).toBeTruthy()
    click('Take out: Option a')
    expect(screen.getByText('Option a: taken out.')).toBeTruthy()
  })

  it('keep the focus where the next press is', async () => {
    ask(anOrder())
    click('Place next: Option b')
    await waitFor(() => expect(focused()).toBe('Place next: Option c'))
    click('Place next: Option d')
    await waitFor(() => expect(focused()).toBe('Place next: Option c'))
    click('Move up: Option d')
    await waitFor(() => expect(focused()).toBe('Move down: Option d'))
    click('Take out: Option d')
    await waitFor(() => expect(focused()).toBe('Place next: Option d'))
    for (const id of ['a', 'c', 'd']) click(`Place next: Option ${id}`)
    await waitFor(() => expect(focused()).toBe('Your order'))
  })

  it('are marked by their pairs, with the first wrong step told', async () => {
    ask(anOrder(['b', 'd', 'a', 'c']))
    click('Check')
    expect(verdict()).toContain('Place every step first.')
    for (const id of ['b', 'd', 'c', 'a']) click(`Place next: Option ${id}`)
    click('Check')
    expect(verdict()).toContain('Partly right, 67 %')
    expect(
      screen.getByText('Your order goes wrong after “Option d”: the next step is “Option a”, not “Option c”.'),
    ).toBeTruthy()
    await waitFor(async () =>
      expect(await kept()).toMatchObject({
        response: { kind: 'ordered', options: ['b', 'd', 'c', 'a'] },
        mark: { kind: 'partial' },
      }),
    )
  })
})

describe('rows to be matched', () => {
  const select = (row: string) => screen.getByRole<HTMLSelectElement>('combobox', { name: row })

  it('have a native list each, of all targets, and none chosen', () => {
    ask(aMatch())
    const lists = screen.getAllByRole<HTMLSelectElement>('combobox')
    expect(lists.map(({ value }) => value)).toEqual(['', '', ''])
    expect([...select('Option b').options].map(({ text }) => text)).toEqual([
      'Choose…',
      'A Target r1',
      'B Target r2',
      'C Target r3',
      'D Target r4',
    ])
  })

  it('are marked row by row, and one that was taken away is asked for again', async () => {
    ask(aMatch({ a: 'r2', b: 'r1', c: 'r2' }))
    const place = (row: string, target: string) => fireEvent.change(select(row), { target: { value: target } })
    place('Option a', 'r2')
    place('Option b', 'r1')
    place('Option c', 'r2')
    place('Option c', '')
    click('Check')
    expect(verdict()).toContain('Give every row an answer first.')
    place('Option c', 'r4')
    click('Check')
    expect(verdict()).toContain('Partly right, 67 %')
    const [first, , last] = screen.getAllByRole('listitem').map((item) => item.textContent)
    expect(first).toContain('Target r2✓ your answer too Why a is what it is.')
    expect(last).toContain('Target r2✗ your answer: Target r4 Why c is what it is.')
    await waitFor(async () =>
      expect(await kept()).toMatchObject({ response: { kind: 'placed', targets: { a: 'r2', b: 'r1', c: 'r4' } } }),
    )
  })
})

describe('evidence to be graded', () => {
  it('has a group of four radio buttons for each row', () => {
    ask(aClassification())
    const names = within(screen.getByRole('group', { name: 'Option b' }))
      .getAllByRole('radio')
      .map((radio) => radio.closest('label')?.textContent)
    expect(names).toEqual(['Grade conformity', 'Grade ofi', 'Grade minor', 'Grade major'])
  })

  it('is marked by how near each grade is', async () => {
    ask(aClassification({ a: 'conformity', b: 'minor', c: 'major' }))
    const grade = (row: string, grade: string) =>
      within(screen.getByRole('group', { name: row }))
        .getByRole('radio', { name: `Grade ${grade}` })
        .click()
    grade('Option a', 'ofi')
    grade('Option b', 'minor')
    grade('Option c', 'ofi')
    click('Check')
    expect(verdict()).toContain('Partly right, 50 %')
    expect(screen.getAllByRole('listitem').map((item) => item.getAttribute('data-mark'))).toEqual([
      'near',
      'right',
      'wrong',
    ])
    await waitFor(async () =>
      expect(await kept()).toMatchObject({ response: { targets: { a: 'ofi', b: 'minor', c: 'ofi' } } }),
    )
  })
})

describe('a question in a lesson', () => {
  it.each([
    { question: aQuestion({ key: ['a', 'b'] }), rule: 'a wrong one takes a right one away' },
    { question: anOrder(), rule: 'every pair of steps' },
    { question: aMatch(), rule: 'every row' },
    { question: aClassification(), rule: 'count half' },
  ])('says before it is answered that $rule', ({ question, rule }) => {
    ask(question)
    expect(screen.getByText(/^Partial credit/).textContent).toContain(rule)
  })

  it('fetches its controls where they do not come with it', async () => {
    render(() => <Quiz question={anOrder()} order={['a', 'b', 'c', 'd']} context="practice" />)
    expect(await screen.findByRole('button', { name: 'Place next: Option a' })).toBeTruthy()
  })

  it('can be answered again from the start', () => {
    ask(anOrder())
    for (const id of ['b', 'd', 'a', 'c']) click(`Place next: Option ${id}`)
    click('Check')
    expect(verdict()).toContain('✓ Right')
    click('Answer again')
    expect(steps()).toEqual(['Nothing yet. Press the steps below, the first one first.'])
  })
})

describe('a review of an answer', () => {
  const review = (question: Question, response: Response) => {
    render(() => <AnswerReview question={question} order={idsOf(question)} response={response} />)
    return screen.getAllByRole('listitem').map((item) => item.textContent)
  }

  it('shows steps in their right order, each with the step it was', () => {
    const lines = review(anOrder(['b', 'd', 'a', 'c']), { kind: 'ordered', options: ['b', 'a', 'd'] })
    expect(lines).toEqual([
      '1.Option b✓ your step too Why b is what it is.',
      '2.Option d✗ your step 3 Why d is what it is.',
      '3.Option a✗ your step 2 Why a is what it is.',
      '4.Option c✗ not placed Why c is what it is.',
    ])
  })

  it('shows where rows belong although none was answered', () => {
    expect(review(aMatch({ a: 'r2', b: 'r1', c: 'r2' }), { kind: 'none' })).toEqual([
      'Option aTarget r2✗ no answer Why a is what it is.',
      'Option bTarget r1✗ no answer Why b is what it is.',
      'Option cTarget r2✗ no answer Why c is what it is.',
    ])
  })

  it('says of selected options what was right and what was chosen', () => {
    expect(review(aQuestion({ key: ['a', 'c'] }), { kind: 'chosen', options: ['a', 'b'] })).toEqual([
      'Option a✓ right answer, your answer Why a is what it is.',
      'Option b✗ your answer Why b is what it is.',
      'Option c✓ right answer Why c is what it is.',
      'Option d✗ Why d is what it is.',
    ])
  })

  it('does not call an order wrong that was never given', () => {
    review(anOrder(), { kind: 'none' })
    expect(screen.queryByText(/goes wrong/)).toBeNull()
  })
})

describe('at the desk of an exam', () => {
  function sit(question: Question, { isReadOnly = false } = {}) {
    const events: ExamEvent[] = []
    const plan = aPlan({ questions: [question] })
    const exam = replay(plan, [{ type: 'started', at: Date.now() }])
    render(() => (
      <Sitting
        initial={{ exam, clock: openClock(), keep: (event) => events.push(event) }}
        saving={{ kind: 'saved' }}
        isReadOnly={isReadOnly}
        settings={firstSettings}
        onSettings={() => {}}
        onFinished={() => {}}
      />
    ))
    return () => events.map((event) => ({ ...event, at: undefined }))
  }

  it('steps are kept as the sequence so far, and it says that all must be right', async () => {
    const events = sit(anOrder())
    expect(screen.getByText(/^All or nothing/).textContent).toContain('every step is in its place')
    fireEvent.click(await screen.findByRole('button', { name: 'Place next: Option c' }))
    click('Place next: Option a')
    click('Move up: Option a')
    expect(events()).toEqual([
      { type: 'chose', question: 'q-order', options: ['c'] },
      { type: 'chose', question: 'q-order', options: ['c', 'a'] },
      { type: 'chose', question: 'q-order', options: ['a', 'c'] },
    ])
  })

  it('rows are kept one by one', async () => {
    const events = sit(aMatch())
    fireEvent.change(await screen.findByRole('combobox', { name: 'Option a' }), { target: { value: 'r3' } })
    fireEvent.change(screen.getByRole('combobox', { name: 'Option a' }), { target: { value: '' } })
    expect(events()).toEqual([
      { type: 'placed', question: 'q-match', option: 'a', target: 'r3' },
      { type: 'placed', question: 'q-match', option: 'a', target: undefined },
    ])
  })

  it('keys of options do nothing where nothing is selected', async () => {
    const events = sit(aClassification())
    await screen.findAllByRole('radio')
    for (const key of ['1', 'x', '2']) fireEvent.keyDown(document.body, { key })
    expect(events()).toEqual([])
    expect(screen.queryByText(/^Strike out/)).toBeNull()
  })

  it('nothing can be changed in a second tab', async () => {
    sit(anOrder(), { isReadOnly: true })
    expect((await screen.findByRole('button', { name: 'Place next: Option a' })).matches(':disabled')).toBe(true)
  })
})
