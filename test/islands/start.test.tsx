import { fireEvent, render, screen } from '@solidjs/testing-library'
import { describe, expect, it } from 'vitest'
import type { Profile } from '../../src/core/profile.ts'
import { fail } from '../../src/core/result.ts'
import { StartDesk } from '../../src/islands/exam/StartDesk.tsx'
import { aProfile } from '../support/builders.ts'

function rulesOf(profile: Profile): () => readonly string[] {
  render(() => (
    <StartDesk
      profile={profile}
      extraMinutes={10}
      signposts="/none.json"
      form={<p>The form</p>}
      canStart={true}
      plan={() => Promise.resolve(fail('Not now.'))}
    />
  ))
  return () => [...document.querySelectorAll('.rules li')].map((rule) => rule.textContent ?? '')
}

describe('the rules before the clock', () => {
  it('tell the pass mark in per cent and in questions, the book, and how the clock behaves', () => {
    expect(rulesOf(aProfile({ minutes: 60 }))()).toEqual([
      '10 questions, one on a screen.',
      '60 minutes.',
      'To pass, 70 %: 7 of 10.',
      'Closed book: no standard and no notes beside you.',
      'No negative marking. Where several options are asked for, all of them must be right.',
      'Unanswered counts as wrong.',
      'You can go back to any question until you finish.',
      'Flags do not affect the score.',
      'The exam never pauses. The clock keeps running if the tab is closed.',
      'At zero your answers are submitted automatically.',
    ])
  })

  it.each([
    { choice: '+10 minutes', says: '70 minutes, extended from 60.' },
    { choice: '× 1.25', says: '75 minutes, extended from 60.' },
    { choice: 'Own number', says: '75 minutes, extended from 60.' },
    { choice: 'Untimed', says: 'Untimed (60 minutes are usual).' },
  ])('say “$says” where $choice is chosen', ({ choice, says }) => {
    const rules = rulesOf(aProfile({ minutes: 60 }))
    fireEvent.click(screen.getByRole('radio', { name: choice }))
    expect(rules()[1]).toBe(says)
  })

  it('tell scenario sets, marks and what each domain needs', () => {
    const domains = [
      { id: 'planning', title: 'Planning', questions: 4, marks: 8, floor: 3 },
      { id: 'conducting', title: 'Conducting', questions: 6, marks: 12, floor: 6 },
    ]
    const rules = rulesOf(
      aProfile({ openBook: true, passPercent: 50, blueprint: { domains, scenarios: { count: 1, size: 5 } } }),
    )()
    expect(rules).toContain('10 questions, 5 of them in 1 scenario of 5, one on a screen.')
    expect(rules).toContain('To pass, 50 %: 10 of 20 marks.')
    expect(rules).toContain('And in each domain at least: Planning 3 of 8; Conducting 6 of 12.')
    expect(rules).toContain('Open book: the standard and your notes may lie beside you, and the desk has a reference.')
  })
})
