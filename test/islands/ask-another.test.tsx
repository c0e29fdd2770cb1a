import { fireEvent, render, screen } from '@solidjs/testing-library'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveQuestion } from '../../src/core/live-question.ts'
import { known } from '../../src/core/result.ts'
import { AskAnother } from '../../src/islands/classroom/AskAnother.tsx'
import { fieldsOf, newDraft } from '../../src/islands/own-questions/draft.ts'
import { loadProgress } from '../../src/islands/primitives/device.ts'
import { anOwnDraft } from '../support/own-draft.ts'
import { madeByMarkup, markup } from '../support/room-world.ts'

const banked: LiveQuestion = {
  id: 'f-1',
  kind: 'single',
  stem: 'Whose risks does an impact assessment look at?',
  options: [{ id: 1, text: 'Those of people' }],
  key: [1],
}
const id = 'own-suppliers-001'
const own = fieldsOf(anOwnDraft())

beforeEach(async () => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
  }
  await (await loadProgress()).eraseEverything()
})

function show() {
  const onAsk = vi.fn()
  render(() => <AskAnother bank={[{ module: 'Impact', question: banked }]} onAsk={onAsk} onClose={() => undefined} />)
  return onAsk
}

describe('asking another question', () => {
  it('offers one’s own beside the bank, whole, as they are kept when it is opened', async () => {
    await (await loadProgress()).keepOwn({ questions: new Map([[id, own]]) })
    const onAsk = show()
    await screen.findByText('2 questions')
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'your own supplier' } })
    fireEvent.click(screen.getByRole('button', { name: /^own-suppliers-001 · Your own/ }))
    expect(onAsk).toHaveBeenCalledWith({ id, own: expect.objectContaining({ id, kind: 'single', key: [1] }) })
  })

  it('offers one’s own by the letters that were written, and puts them so', async () => {
    const [first, ...others] = anOwnDraft().lists.options
    const texts = [{ ...known(first), rationale: `${known(first).rationale} ${markup}` }, ...others]
    const draft = { ...anOwnDraft(texts), stem: `${markup} ${anOwnDraft().stem}` }
    await (await loadProgress()).keepOwn({ questions: new Map([[id, fieldsOf(draft)]]) })
    const onAsk = show()
    const button = await screen.findByRole('button', { name: /^own-suppliers-001/ })
    expect(button.textContent).toContain(markup)
    expect(document.querySelector(madeByMarkup)).toBeNull()
    fireEvent.click(button)
    const asked = known(known(onAsk.mock.lastCall)[0].own)
    expect([asked.stem, asked.why]).toEqual([expect.stringContaining(markup), expect.stringContaining(markup)])
  })

  it('puts what cannot be voted on in writing, and says so', async () => {
    const steps = ['Ask who is affected', 'Describe what may happen', 'Weigh how much it matters'].map((text) => ({
      text,
      rationale: `${text} comes there because of what the other ones rest upon, and of nothing else.`,
      isKey: false,
      target: '',
    }))
    const stem = 'A lender begins an impact assessment. Put the steps in order.'
    const draft = { ...newDraft(), id, type: 'order' as const, stem }
    const order = fieldsOf({ ...draft, lists: { ...draft.lists, steps: steps.toReversed() } })
    await (await loadProgress()).keepOwn({ questions: new Map([[id, order]]) })
    const onAsk = show()
    fireEvent.click(await screen.findByRole('button', { name: /^own-suppliers-001 · Your own · answered in writing/ }))
    expect(onAsk).toHaveBeenCalledWith({ id, own: expect.objectContaining({ kind: 'text', key: [], options: [] }) })
  })

  it('names a question of the bank alone, and leaves out one’s own that are not finished', async () => {
    await (await loadProgress()).keepOwn({ questions: new Map([[id, fieldsOf({ ...newDraft(), id })]]) })
    const onAsk = show()
    await new Promise((resolve) => setTimeout(resolve))
    fireEvent.click(screen.getByRole('button', { name: /impact assessment/ }))
    expect(onAsk).toHaveBeenCalledWith({ id: 'f-1', own: undefined })
    expect(screen.queryByText(/Your own/)).toBeNull()
  })
})
