import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { afterEach, describe, expect, it } from 'vitest'
import { ReportQuestion } from '../../src/islands/report/ReportQuestion.tsx'
import { reportAddress, reportText } from '../../src/islands/report/report-text.ts'
import { aQuestion } from '../support/builders.ts'

afterEach(cleanup)

const reported = {
  question: aQuestion({ id: 'f-context-007', version: 2, stem: 'Which role & why?' }),
  order: ['c', 'a', 'b'],
  response: { kind: 'chosen', options: ['b'] },
  where: 'exam, form 47AY1-5NM70',
} as const

describe('the report of a question', () => {
  it('names the question, its version, the form, the order shown and the answer', () => {
    const { subject, body } = reportText(reported)
    expect(subject).toBe('Question f-context-007, version 2')
    expect(body).toContain('Met in: exam, form 47AY1-5NM70')
    expect(body).toContain('Order shown: c, a, b')
    expect(body).toContain('My answer: b')
  })
  it.each([
    { response: { kind: 'none' } as const, says: 'My answer: none' },
    { response: { kind: 'ordered', options: ['b', 'a'] } as const, says: 'My answer: b → a' },
    { response: { kind: 'placed', targets: { a: 'minor' } } as const, says: 'My answer: a → minor' },
  ])('puts $response.kind answers into words', ({ response, says }) => {
    expect(reportText({ ...reported, response }).body).toContain(says)
  })
  it('opens a mail where an e-mail address is set, with the text encoded', () => {
    const to = reportAddress('care@example.org', { subject: 'A & B', body: 'x\ny' })
    expect(to).toBe('mailto:care@example.org?subject=A%20%26%20B&body=x%0Ay')
  })
  it('opens a form for issues where its address is set', () => {
    const to = reportAddress('https://example.org/issues/new', { subject: 'A', body: 'b' })
    expect(to).toBe('https://example.org/issues/new?title=A&body=b')
  })
  it('only offers the text where nothing is set', () => {
    expect(reportAddress('', { subject: 'A', body: 'b' })).toBeUndefined()
  })
  it('says so when the browser does not let the text be copied, and shows it to be copied by hand', async () => {
    render(() => <ReportQuestion {...reported} />)
    fireEvent.click(screen.getByRole('button', { name: 'Copy the text', hidden: true }))
    expect(await screen.findByText(/copy it by hand/)).toBeTruthy()
    expect(screen.getByText(/f-context-007, version 2/, { selector: 'pre' })).toBeTruthy()
  })
})
