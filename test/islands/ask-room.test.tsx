import { fireEvent, render, screen, within } from '@solidjs/testing-library'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { beginRound, type LiveQuestion, type LiveRound } from '../../src/core/live-question.ts'
import { AskRoom } from '../../src/islands/classroom/AskRoom.tsx'
import { QuestionControl } from '../../src/islands/classroom/QuestionControl.tsx'

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
  }
})

describe('asking the room', () => {
  function show() {
    const onAsk = vi.fn()
    render(() => <AskRoom onAsk={onAsk} onClose={() => undefined} />)
    return onAsk
  }
  const put = () => fireEvent.click(screen.getByRole('button', { name: 'Put it to the room' }))

  it('asks who is ready, where nothing is typed', () => {
    const onAsk = show()
    put()
    expect(onAsk).toHaveBeenCalledWith(
      expect.objectContaining({ kind: 'ready', stem: 'Are you ready to go on?', key: [] }),
    )
  })

  it('asks for a place on a scale, whose ends have a meaning', () => {
    const onAsk = show()
    fireEvent.click(screen.getByRole('radio', { name: 'A scale from 1 to 5' }))
    fireEvent.input(screen.getByLabelText('What you ask'), { target: { value: ' Was it clear? ' } })
    fireEvent.input(screen.getByLabelText('1 means'), { target: { value: 'not at all' } })
    put()
    expect(onAsk.mock.lastCall?.[0]).toMatchObject({ kind: 'scale', stem: 'Was it clear?' })
    expect(onAsk.mock.lastCall?.[0].options[0]).toEqual({ id: 1, text: '1: not at all' })
  })
})

const question: LiveQuestion = {
  id: 'f-1',
  kind: 'single',
  stem: 'Which?',
  options: [
    { id: 1, text: 'One' },
    { id: 2, text: 'Two' },
  ],
  key: [2],
}
const scale: LiveQuestion = { ...question, id: 'room-1', kind: 'scale', key: [] }

function control({
  of = question,
  isRoomOpen = true,
  ...live
}: Partial<LiveRound & { of: LiveQuestion; isRoomOpen: boolean }>) {
  const now = { ...beginRound(of), phase: 'open', ...live } as const
  const presenter = { asked: () => ({ question: of, live: now }), isRoomOpen: () => isRoomOpen, send: vi.fn() }
  render(() => <QuestionControl presenter={presenter} />)
  return screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[0]?.textContent)
}

describe('the trainer’s view of a question', () => {
  it('tells the answer of one that is put in writing, and that it has no vote', () => {
    const written: LiveQuestion = { ...question, kind: 'text', options: [], key: [], why: 'Right: B, A.' }
    const presenter = {
      asked: () => ({ question: written, live: beginRound(written) }),
      isRoomOpen: () => true,
      send: vi.fn(),
    }
    render(() => <QuestionControl presenter={presenter} />)
    expect(screen.getByText(/^This question is not answered by choosing, so it has no vote/)).toBeTruthy()
    expect(screen.getByText('Right: B, A.')).toBeTruthy()
  })

  it.each([
    { live: { answered: 1, counts: [[0, 1]] }, is: ['–', '–'], because: 'one answered, and one could tell who' },
    { live: { answered: 5, counts: [[2, 3]] }, is: ['2', '3'], because: 'five have answered' },
    { live: { answered: 1, counts: [[0, 1]], phase: 'locked' }, is: ['0', '1'], because: 'the vote is locked' },
    {
      live: { answered: 1, counts: [[0, 1]], isRoomOpen: false },
      is: ['0', '1'],
      because: 'hands are seen by everybody',
    },
  ] as const)('shows $is, because $because', ({ live, is }) => {
    expect(control(live)).toEqual(is)
    expect(screen.getByText(/^1 person|^5 people/).textContent).toMatch(/(answered|counted)\.$/)
    expect(screen.queryAllByText(/with fewer one could tell who/)).toHaveLength(is[0] === '–' ? 1 : 0)
  })

  it('names places of a scale by their words, and offers no answer after the distribution', () => {
    control({ of: scale, phase: 'spread', counts: [[1, 4]], answered: 5 })
    expect(screen.getByRole('heading').textContent?.trim()).toBe('A scale from 1 to 5')
    expect(screen.getByRole('rowheader', { name: 'One' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Show the answer/ })).toBeNull()
    expect(screen.queryByText('Key and reason')).toBeNull()
  })
})
