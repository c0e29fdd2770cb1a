import { fireEvent, render, screen, waitFor, within } from '@solidjs/testing-library'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { replay, type ExamEvent } from '../../src/core/exam.ts'
import type { Question } from '../../src/core/question.ts'
import { openClock } from '../../src/islands/exam/clock.ts'
import { firstSettings } from '../../src/islands/exam/settings.ts'
import { Sitting } from '../../src/islands/exam/Sitting.tsx'
import { loadProgress } from '../../src/islands/primitives/device.ts'
import { AnswerReview } from '../../src/islands/quiz/AnswerReview.tsx'
import { TaskQuiz } from '../../src/islands/quiz/TaskQuiz.tsx'
import { aFinding, aNonconformity, aPlan } from '../support/builders.ts'

beforeAll(() => void vi.stubGlobal('scrollTo', () => {}))
beforeEach(async () => {
  await (await loadProgress()).eraseEverything()
})

const idsOf = ({ prompt }: Question) => prompt.options.map(({ id }) => id)
const ask = (question: Question) =>
  render(() => <TaskQuiz question={question} order={idsOf(question)} context="practice" />)
const part = (name: string) => within(screen.getByRole('group', { name: new RegExp(`^${name}\\.`) }))
const take = (name: string, ...options: readonly string[]) => {
  for (const option of options)
    part(name)
      .getByLabelText(new RegExp(`Option ${option}$`))
      .click()
}
/** The reviews of findings are fetched, which takes a loaded machine a while. */
const soon = (text: string | RegExp) => screen.findByText(text, {}, { timeout: 20_000 })
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const statement = () => screen.getByRole('region', { name: /so far$/ })
const fill = () => {
  take('Evidence', 'e1', 'e2')
  take('Requirement', 'r1')
  take('Gap', 'g1')
  take('Grade', 'minor')
  take('Scope', 's1')
}

describe('a nonconformity to be written', () => {
  it('has checkboxes for evidence, called by their numbers, and radio buttons for every other part', () => {
    ask(aNonconformity())
    expect(
      part('Evidence')
        .getAllByRole('checkbox')
        .map((box) => box.closest('label')?.textContent),
    ).toEqual(['1 Option e1', '2 Option e2', '3 Option e3', '4 Option e4'])
    for (const [name, options] of [
      ['Requirement', 3],
      ['Gap', 3],
      ['Grade', 2],
      ['Scope', 3],
    ] as const)
      expect(part(name).getAllByRole('radio')).toHaveLength(options)
  })

  it('grows as a statement, with a gap for each part that is open', () => {
    ask(aNonconformity())
    expect(statement().textContent).toContain('0 of 5 parts')
    expect(statement().textContent).toContain('Contrary to this, Gap.')
    take('Requirement', 'r2')
    take('Gap', 'g3')
    take('Evidence', 'e4', 'e1')
    expect(statement().textContent).toContain('3 of 5 parts')
    expect(statement().textContent).toContain('Option r2.Contrary to this, Option g3.')
    expect(statement().textContent).toContain('Evidence: Option e1 Option e4')
    take('Requirement', 'r1')
    take('Evidence', 'e4')
    expect(statement().textContent).toContain('Option r1.')
    expect(statement().textContent).toContain('Evidence: Option e1')
    expect(statement().textContent).not.toContain('Option e4')
  })

  it('is not checked before every part is filled', () => {
    ask(aNonconformity())
    take('Evidence', 'e1')
    button('Check').click()
    expect(screen.getByText(/Fill every part first/)).toBeTruthy()
  })

  it('is judged part by part, with a reason for every option, and kept as what was chosen', async () => {
    ask(aNonconformity({}, ['e1', 'e3', 'r1', 'g1', 'major', 's1']))
    fill()
    button('Check').click()
    expect(await soon('0.5 of 1 point')).toBeTruthy()
    expect(screen.getAllByText('2 of 2 points')).toHaveLength(2)
    const lines = screen.getAllByRole('listitem').map((item) => item.textContent)
    expect(lines).toHaveLength(15)
    expect(lines).toContain('Option minor≈ near, your answer Why minor is what it is.')
    expect(lines).toContain('Option e3✓ right answer Why e3 is what it is.')
    expect(screen.queryByText(/rests on another requirement/)).toBeNull()
    await waitFor(async () =>
      expect((await (await loadProgress()).responses())[0]).toMatchObject({
        response: { kind: 'chosen', options: ['e1', 'e2', 'r1', 'g1', 'minor', 's1'] },
        mark: { kind: 'partial', credit: 5.5 / 8 },
      }),
    )
  })

  it('says that the wrong requirement leaves half at most', async () => {
    ask(aNonconformity({}, ['e1', 'e2', 'r3', 'g1', 'minor', 's1']))
    fill()
    button('Check').click()
    expect(await soon(/rests on another requirement/)).toBeTruthy()
    expect(screen.getByText('Partly right, 50 %')).toBeTruthy()
  })
})

describe('a wording of one’s own', () => {
  const own = () => screen.getByLabelText<HTMLTextAreaElement>('The nonconformity in your own words')
  const score = (value: number) =>
    within(screen.getByRole('group', { name: /^(The|It|No)\b/ }))
      .getAllByRole('radio')
      .at(value)
      ?.click()

  async function reach() {
    ask(aNonconformity())
    fill()
    button('Check').click()
    await soon('Now write it yourself')
  }

  it('is asked for before the model is shown', async () => {
    await reach()
    expect(screen.queryByText('What an auditor would record.')).toBeNull()
    button('Compare with the model').click()
    expect(screen.getByText('Write it first, or have only the model shown.')).toBeTruthy()
    button('Only show the model').click()
    expect(screen.getByText('What an auditor would record.')).toBeTruthy()
  })

  it('is scored beside the model, one criterion after the other, and then summed up and kept', async () => {
    await reach()
    fireEvent.input(own(), { target: { value: ' 6.1.3 is not met. ' } })
    screen.getAllByLabelText('over 80 %').at(-1)?.click()
    button('Compare with the model').click()
    expect(screen.getByText('What an auditor would record.')).toBeTruthy()
    expect(screen.getByText('6.1.3 is not met.')).toBeTruthy()
    button('Next criterion').click()
    expect(screen.getByText('Choose what fits best first.')).toBeTruthy()
    for (const [at, value] of [2, 1, 0, 2].entries()) {
      expect(screen.getByText(`Beside the model: ${at + 1} of 5`)).toBeTruthy()
      score(value)
      button('Next criterion').click()
    }
    expect(screen.queryByText(/of 10 points/)).toBeNull()
    score(1)
    button('Show the total').click()
    expect(await soon('6 of 10 points')).toBeTruthy()
    const [kept] = await (await loadProgress()).annotations({ kinds: ['wording'] })
    expect(kept).toMatchObject({
      place: 'question:q-finding',
      annotation: {
        text: '6.1.3 is not met.',
        scores: { requirement: 2, evidence: 1, gap: 0, grade: 2, neutral: 1 },
        certainty: 3,
      },
    })
  })
})

describe('a finding to be classified', () => {
  it('shows how it would be recorded at once, and asks for no wording', async () => {
    ask(aFinding(['e1', 'r1', 'minor']))
    expect(statement().textContent).toContain('The finding so far')
    take('Evidence', 'e1')
    take('Requirement', 'none')
    take('Grade', 'conformity')
    button('Check').click()
    expect(await soon('What an auditor would record.')).toBeTruthy()
    expect(screen.queryByLabelText('The nonconformity in your own words')).toBeNull()
    expect(screen.getByText('Partly right, 40 %')).toBeTruthy()
  })

  it('is reviewed with its model where nothing was answered', async () => {
    const question = aNonconformity()
    render(() => <AnswerReview question={question} order={idsOf(question)} response={{ kind: 'none' }} />)
    expect(await soon('What an auditor would record.')).toBeTruthy()
    expect(screen.queryByText(/rests on another requirement/)).toBeNull()
  })
})

describe('a finding at the desk of an exam', () => {
  it('is kept part by part, and what stood in a part gives way', async () => {
    const events: ExamEvent[] = []
    const exam = replay(aPlan({ questions: [aNonconformity()] }), [{ type: 'started', at: Date.now() }])
    render(() => (
      <Sitting
        initial={{ exam, clock: openClock(), keep: (event) => events.push(event) }}
        saving={{ kind: 'saved' }}
        isReadOnly={false}
        settings={firstSettings}
        onSettings={() => {}}
        onFinished={() => {}}
      />
    ))
    await screen.findByRole('region', { name: /so far$/ })
    take('Requirement', 'r2')
    take('Evidence', 'e3')
    take('Requirement', 'r1')
    take('Evidence', 'e3')
    expect(events.map((event) => (event.type === 'chose' ? event.options : []))).toEqual([
      ['r2'],
      ['r2', 'e3'],
      ['e3', 'r1'],
      ['r1'],
    ])
    expect(screen.getByText('All or nothing: it counts if every part is right.')).toBeTruthy()
  })
})
