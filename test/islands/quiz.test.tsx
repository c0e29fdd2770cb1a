import { render, screen, waitFor, within } from '@solidjs/testing-library'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadProgress } from '../../src/islands/primitives/device.ts'
import { Quiz } from '../../src/islands/quiz/Quiz.tsx'
import { aQuestion } from '../support/builders.ts'

const question = aQuestion({ stem: 'Which clause asks for the roles?' })
const show = () => render(() => <Quiz question={question} order={['c', 'a', 'b']} context="check" />)
const check = () => screen.getByRole('button', { name: 'Check' }).click()

beforeEach(async () => {
  await (await loadProgress()).eraseEverything()
})

describe('a question in a lesson', () => {
  it('is a group of native radio buttons named by its stem, in the order given', () => {
    show()
    const group = screen.getByRole('group', { name: 'Which clause asks for the roles?' })
    expect(
      within(group)
        .getAllByRole('radio')
        .map((radio) => radio.closest('label')?.textContent),
    ).toEqual(['Option c', 'Option a', 'Option b'])
  })

  it('reveals nothing before it is checked', () => {
    show()
    expect(document.querySelectorAll('.rationale')).toHaveLength(0)
    expect(document.querySelectorAll('[data-mark]')).toHaveLength(0)
  })

  it('asks for a choice first', () => {
    show()
    check()
    expect(screen.getByRole('status').textContent).toContain('Choose an answer first.')
  })

  it('says in words what was right and gives a reason for every option', () => {
    show()
    screen.getByRole('radio', { name: 'Option b' }).click()
    check()
    expect(screen.getByRole('status').textContent).toContain('✗ Not right')
    expect(document.querySelectorAll('.rationale')).toHaveLength(3)
    const key = screen.getByText('Option a').closest('li')
    expect(key?.textContent).toContain('✓ right answer')
    expect(key?.getAttribute('data-mark')).toBe('right')
  })

  it('leads to the common mistake behind an option, once it is answered', () => {
    const rationales = question.rationales.map((one) => (one.option === 'b' ? { ...one, misconception: 'm39' } : one))
    render(() => <Quiz question={{ ...question, rationales }} order={['a', 'b', 'c']} context="check" />)
    expect(screen.queryByRole('link')).toBeNull()
    screen.getByRole('radio', { name: 'Option a' }).click()
    check()
    const link = screen.getByRole('link', { name: 'A common mistake' })
    expect(link.getAttribute('href')).toMatch(/mistakes\/#m39$/)
    expect(link.closest('li')?.textContent).toContain('Option b')
  })

  it('keeps the response, with how sure the learner was', async () => {
    show()
    screen.getByRole('radio', { name: 'Option a' }).click()
    screen.getByRole('radio', { name: 'over 80 %' }).click()
    check()
    const progress = await loadProgress()
    await waitFor(async () => {
      const [kept] = await progress.responses()
      expect(kept).toMatchObject({
        questionId: question.id,
        certainty: 3,
        mark: { kind: 'right' },
        assisted: false,
        firstExposure: true,
      })
    })
  })

  it('counts a second try as helped, since the reasons were read', async () => {
    show()
    screen.getByRole('radio', { name: 'Option b' }).click()
    check()
    screen.getByRole('button', { name: 'Answer again' }).click()
    screen.getByRole('radio', { name: 'Option a' }).click()
    check()
    const progress = await loadProgress()
    await waitFor(async () =>
      expect((await progress.responses()).map(({ assisted }) => assisted)).toEqual([false, true]),
    )
  })
})
