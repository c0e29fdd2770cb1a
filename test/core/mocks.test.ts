import { describe, expect, it } from 'vitest'
import { checkForm } from '../../src/core/form.ts'
import { drawMocks, formOfMock, type Mock } from '../../src/core/mocks.ts'
import type { Bank } from '../../src/core/profile.ts'
import { aBank, aProfile } from '../support/builders.ts'

const bank = aBank({ questions: 60, scenarios: 9, size: 3 })
const profile = aProfile({ blueprint: { scenarios: { count: 2, size: 3 } } })

function drawn(attempts: number, from: Bank = bank): readonly Mock[] {
  const mocks = drawMocks(from, profile, attempts)
  if (!mocks.ok) throw new Error(JSON.stringify(mocks.failure))
  return mocks.value
}

function spreadOf(mocks: readonly Mock[]): number {
  const means = mocks.map(({ questions }) => {
    const difficulties = bank.questions.filter(({ id }) => questions.includes(id)).map(({ difficulty }) => difficulty)
    return difficulties.reduce((sum, one) => sum + one, 0) / difficulties.length
  })
  return Math.max(...means) - Math.min(...means)
}

describe('the mocks A, B and C', () => {
  it('have no question in common, nor any question of a scenario that another asks', () => {
    const mocks = drawn(20)
    expect(mocks.map(({ letter }) => letter)).toEqual(['a', 'b', 'c'])
    const asked = mocks.flatMap(({ questions }) => questions)
    expect(new Set(asked).size).toBe(asked.length)
  })

  it('are each what the profile promises', () => {
    for (const mock of drawn(20)) expect(checkForm(formOfMock(mock, bank, profile), bank, profile)).toEqual([])
  })

  it('keep the questions in their order, and ask them by the list alone', () => {
    const [mock] = drawn(1)
    const form = mock && formOfMock(mock, bank, profile)
    expect(form?.questions.map(({ id }) => id)).toEqual(mock?.questions)
    const backwards = { questions: [...bank.questions].reverse(), scenarios: [...bank.scenarios].reverse() }
    expect(mock && formOfMock(mock, backwards, profile)).toEqual(form)
  })

  it('are the same whenever the bank is, and nearer in difficulty the longer the search', () => {
    expect(drawn(30)).toEqual(drawn(30))
    expect(spreadOf(drawn(30))).toBeLessThanOrEqual(spreadOf(drawn(1)))
    expect(spreadOf(drawn(100))).toBeLessThan(0.05)
  })

  it('are not drawn where the bank has enough for two only', () => {
    expect(drawMocks(aBank({ questions: 25, scenarios: 6, size: 3 }), profile, 5)).toMatchObject({ ok: false })
  })
})
