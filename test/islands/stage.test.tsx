import { render } from '@solidjs/testing-library'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Shown } from '../../src/core/shown.ts'
import { Stage } from '../../src/islands/classroom/Stage.tsx'
import { aShown, inMarkup, madeByMarkup, markup } from '../support/room-world.ts'

beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
  // jsdom has no such thing.
  vi.stubGlobal('ResizeObserver', function (this: Pick<ResizeObserver, 'observe' | 'disconnect'>) {
    this.observe = this.disconnect = () => undefined
  })
})

const counts = [[1, 2, 0, 0]]

describe('the picture on the projector', () => {
  it.each<{ what: string; shown: Shown }>([
    { what: 'the title of a class', shown: { kind: 'lobby', title: 'Foundation' } },
    { what: 'an open question', shown: aShown() },
    { what: 'a scale', shown: aShown({ kind: 'scale' }) },
    { what: 'an answer and its reason', shown: aShown({ phase: 'reveal', counts, answered: 3 }) },
    {
      what: 'an exercise',
      shown: { kind: 'exercise', id: 'risks', title: 'Risks', task: ['Find three.'], minutes: 10, part: 'work' },
    },
    { what: 'a practice exam', shown: { kind: 'mock', form: 'Mine', path: 'exams/foundation-40/', minutes: 60 } },
    { what: 'the standings', shown: { kind: 'board', top: [{ place: 1, name: 'Ada', right: 3 }], of: 4 } },
    { what: 'a break', shown: { kind: 'break', title: 'Lunch' } },
  ])('has $what in the words that somebody wrote, and never as markup', ({ shown }) => {
    const { container } = render(() => (
      <Stage picture={{ shown: inMarkup(shown), cover: 'none', course: 'foundation', html: '', joining: undefined }} />
    ))
    expect(container.textContent).toContain(markup)
    expect(container.querySelector(madeByMarkup)).toBeNull()
  })
})
