import { describe, expect, it } from 'vitest'
import { classFormOf } from '../../src/core/class-report.ts'
import { isHanded } from '../../src/core/handed.ts'
import { parseOwnCode } from '../../src/core/form-code.ts'
import { ownPlan } from '../../src/core/own-exam.ts'
import { expectedOf } from '../../src/core/result-token.ts'
import { checksumOf, handedFile, handedText, readHanded, readHandedFile } from '../../src/store/handed-form.ts'
import { aQuestion } from '../support/builders.ts'

const questions = [aQuestion({ id: 'own-a-001' }), aQuestion({ id: 'own-a-002', key: ['a', 'd'] })]
function aForm(asked = questions, title = 'Friday') {
  const plan = ownPlan(
    { id: 'own-friday', exam: { title, minutes: 5, passPercent: 60, questions: asked.map(({ id }) => id) } },
    { attemptId: 'x', questions: new Map(asked.map((one) => [one.id, one])), domains: new Map() },
  )
  if (!plan.ok) throw new Error('All questions are there.')
  return classFormOf(plan.value)
}

describe('a form that a trainer hands out', () => {
  it('comes out of its file as it was, with what a class needs to count its results', async () => {
    const form = aForm()
    expect(isHanded(form)).toBe(true)
    const read = await readHandedFile(await handedFile(form))
    if (!read.ok) throw new Error(read.failure.kind)
    expect(read.value.questions).toEqual(form.questions)
    expect(expectedOf(read.value)).toEqual(expectedOf(form))
    expect(handedText(read.value)).toBe(handedText(form))
  })

  it('comes through a room under its checksum, and under no other', async () => {
    const text = handedText(aForm())
    expect((await readHanded(text, await checksumOf(text))).ok).toBe(true)
    expect(await readHanded(text.replace('Friday', 'Monday'), await checksumOf(text))).toEqual({
      ok: false,
      failure: { kind: 'changed' },
    })
  })

  it('has another edition once anything is asked otherwise, and the same exam', () => {
    const [one, other, renamed] = [aForm(), aForm(questions.toReversed()), aForm(questions, 'Monday')].map(({ code }) =>
      parseOwnCode(code ?? ''),
    )
    expect(other?.exam).toBe(one?.exam)
    expect(new Set([one?.edition, other?.edition, renamed?.edition]).size).toBe(3)
    expect(aForm().code).toBe(aForm().code)
  })

  it.each([
    { of: 'no form at all', change: () => 'hello', failure: 'not-a-form' },
    { of: 'another file of this site', change: () => '{"kind":"backup"}', failure: 'not-a-form' },
    {
      of: 'a text that was changed',
      change: (file: string) => file.replace('Friday', 'Monday'),
      failure: 'changed',
    },
    { of: 'half a file', change: (file: string) => file.slice(0, 300), failure: 'not-a-form' },
  ])('is refused as $failure: $of', async ({ change, failure }) => {
    expect(await readHandedFile(change(await handedFile(aForm())))).toEqual({ ok: false, failure: { kind: failure } })
  })

  it.each([
    { of: 'a question without options', change: { prompt: { kind: 'single', stem: 'What?' } }, failure: 'not-a-form' },
    {
      of: 'a kind that is not chosen',
      change: { prompt: { kind: 'order', stem: 'What?', options: [] } },
      failure: 'not-a-form',
    },
    { of: 'a key that is no option', change: { key: { kind: 'options', options: ['z'] } }, failure: 'not-a-form' },
    {
      of: 'questions that its code does not name',
      change: { key: { kind: 'options', options: ['b'] } },
      failure: 'changed',
    },
  ])('is refused as $failure, though its checksum is right: $of', async ({ change, failure }) => {
    const form = JSON.parse(handedText(aForm()))
    form.questions[0].question = { ...form.questions[0].question, ...change }
    const text = JSON.stringify(form)
    expect(await readHanded(text, await checksumOf(text))).toEqual({ ok: false, failure: { kind: failure } })
  })
})
