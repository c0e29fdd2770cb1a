import { render, screen, within } from '@solidjs/testing-library'
import { describe, expect, it } from 'vitest'
import { replay, type ExamEvent, type ExamPlan } from '../../src/core/exam.ts'
import { gradeExam } from '../../src/core/grading.ts'
import { exportTable } from '../../src/islands/exam/export-table.ts'
import { newFormPath, paperTwinPath } from '../../src/islands/exam/paths.ts'
import { Result } from '../../src/islands/exam/Result.tsx'
import { aPlan, aQuestion, aScenario } from '../support/builders.ts'

const minute = 60_000
const chose = (at: number, question: string, ...options: readonly string[]): ExamEvent => ({
  type: 'chose',
  at,
  question,
  options,
})

function finishedWith(plan: ExamPlan, events: readonly ExamEvent[]) {
  const all: readonly ExamEvent[] = [{ type: 'started', at: 0 }, ...events, { type: 'submitted', at: 40 * minute }]
  const exam = replay(plan, all)
  if (exam.phase !== 'finished') throw new Error(`The exam is ${exam.phase}.`)
  return { exam, events: all }
}

function show(plan: ExamPlan, events: readonly ExamEvent[], seen: readonly string[] = []) {
  render(() => (
    <Result {...finishedWith(plan, events)} seenIds={new Set(seen)} signposts="/none.json" isOnlyHere={false} />
  ))
  return screen.getByRole('article')
}

/** Six questions in two domains, which count 2 marks each in one and 3 in the other. */
function inMarks(): ExamPlan {
  const plan = aPlan({
    questions: [1, 2, 3, 4, 5, 6].map((number) =>
      aQuestion({ id: `q-${number}`, domain: number <= 3 ? 'planning' : 'conducting' }),
    ),
    passPercent: 50,
    domains: [
      { id: 'planning', title: 'Planning', floor: 2 },
      { id: 'conducting', title: 'Conducting', floor: 6 },
    ],
  })
  return { ...plan, questions: plan.questions.map((one, index) => ({ ...one, marks: index < 3 ? 2 : 3 })) }
}

describe('the result of an exam that is scored in marks', () => {
  const right = (...numbers: readonly number[]) => numbers.map((number) => chose(number, `q-${number}`, 'a'))

  it('tells the marks, and the pass mark in marks', () => {
    const result = show(inMarks(), right(1, 4, 5))
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('✓ Pass mark reached')
    expect(within(result).getByText('8 of 15')).toBeTruthy()
    expect(within(result).getByText('3 of 6')).toBeTruthy()
    expect(within(result).getByText('8 of 15 marks (50 %)')).toBeTruthy()
    expect(within(result).getByText('6 of 9 marks; 6 needed ✓')).toBeTruthy()
    expect(result.textContent).toContain('3 of 3 marks · ')
  })

  it('says which domain did not have what it needs, though the pass mark is reached', () => {
    const result = show(inMarks(), right(1, 2, 3, 4))
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('✗ Pass mark reached, but not in each domain')
    expect(result.textContent).toContain('Below what a domain needs: Conducting, 3 where 6 are needed.')
    expect(within(result).getByText('3 of 9 marks; 6 needed ✗')).toBeTruthy()
  })

  it('exports what each question counts', () => {
    const { exam } = finishedWith(inMarks(), [])
    const [head = '', first = ''] = exportTable({ exam, report: gradeExam(exam), seenIds: new Set() }).split('\r\n')
    expect(first.split(',')[head.split(',').indexOf('marks')]).toBe('2')
  })
})

describe('the result of an exam', () => {
  it('says how often something was looked up, for how long, and what came of it', () => {
    const result = show(aPlan({ openBook: true }), [
      { type: 'looked-up', at: minute, entry: '6.1.2' },
      { type: 'closed-book', at: 3 * minute },
      chose(4 * minute, 'q-1', 'a'),
      { type: 'moved', at: 5 * minute, to: 1 },
      { type: 'looked-up', at: 6 * minute, entry: '6.1.3' },
      { type: 'closed-book', at: 7 * minute },
    ])
    expect(within(result).getByText('2 look-ups, 3 minutes: 1 turned a wrong or blank answer right.')).toBeTruthy()
    expect(result.textContent).toContain('1 look-up, 2 minutes · ')
  })

  it('says nothing of look-ups where there were none', () => {
    show(aPlan(), [])
    expect(screen.queryByRole('heading', { name: 'Look-ups' })).toBeNull()
  })

  it('keeps new questions from seen ones, and says what the share of the new could stand for', () => {
    const plan = aPlan({ questions: 8 })
    const events = [1, 2, 3, 7].map((number) => chose(number, `q-${number}`, 'a'))
    expect(show(plan, events, ['q-7', 'q-8']).textContent).toContain(
      'Of 8 questions, 6 were new to you: 3 of 6 (50 %). That stands for anything from 19 % to 81 %. Seen before: 1 of 2 (50 %)',
    )
  })

  it('says that the clock of the device was set back', () => {
    const ticked = { type: 'ticked', at: minute, setBackMs: 45 * minute } as const
    expect(show(aPlan(), [ticked]).textContent).toContain(
      'The clock of this device was set back by 45 minutes; the time of the exam went on.',
    )
  })

  it('shows a question of a scenario with its stimulus', () => {
    const plan = aPlan()
    const scenario = aScenario({ title: 'A lender', stimulus: 'A lender has a *model*.', questions: ['q-1'] })
    show({ ...plan, questions: plan.questions.map((one, index) => (index === 0 ? { ...one, scenario } : one)) }, [])
    expect(screen.getAllByText('Scenario: A lender')).toHaveLength(1)
  })

  it.each([
    { again: 'exams/foundation-40/?mock=a', paper: 'exams/paper/?profile=foundation-40&mock=a' },
    { again: 'exams/foundation-40/?form=45K2G-D1RWT', paper: 'exams/paper/?profile=foundation-40&form=45K2G-D1RWT' },
    { again: 'exams/custom/?course=foundation&seed=7', paper: 'exams/paper/?course=foundation&seed=7' },
  ])('leads last of all to the same form, here $again, whose paper twin is $paper', ({ again, paper }) => {
    const result = show(aPlan({ again }), [])
    const last = within(result).getAllByRole('link').at(-1)
    expect(last?.textContent?.trim()).toBe('Same form again (says nothing about readiness)')
    expect(last?.getAttribute('href')).toBe(`/${again}`)
    expect(paperTwinPath(again)).toBe(paper)
  })

  it('leads to a new form of the same exam; a custom one keeps its settings', () => {
    expect(newFormPath({ profileId: 'foundation-40', again: 'exams/foundation-40/?mock=a' })).toBe(
      'exams/foundation-40/',
    )
    expect(newFormPath({ profileId: 'custom', again: 'exams/custom/?course=foundation&questions=6&seed=7' })).toBe(
      'exams/custom/?course=foundation&questions=6',
    )
  })
})
