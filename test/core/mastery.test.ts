import { describe, expect, it } from 'vitest'
import { masteryOf } from '../../src/core/mastery.ts'
import { review } from '../../src/core/schedule.ts'

const question = (concept: string, refs: readonly string[]) => ({
  id: `q-${concept}`,
  version: 1,
  task: 'single' as const,
  domain: 'requirements',
  concept,
  level: 'apply' as const,
  difficulty: 3,
  guess: 1 / 3,
  guessStrict: 1 / 3,
  refs,
  mockOnly: false,
  inMock: false,
})
const course = {
  requirements: ['6', '6.1.4', '7', 'A.5'].map((id) => ({ id, title: id, path: `standard/${id}/`, head: undefined })),
  questions: [question('risk', ['6.1.2']), question('impact', ['6.1.4', 'A.5.2'])],
}
const today = 20_010
const cards = new Map([
  ['risk', review(undefined, 'good', today)],
  ['impact', review(undefined, 'good', today - 40)],
])
const mastery = (answeredRight: readonly string[], day = today) =>
  new Map(masteryOf(course, { cards, answeredRight: new Set(answeredRight), today: day }).map((one) => [one.id, one]))

describe('mastery of a requirement', () => {
  it('is the mean over its concepts, those under a head included', () => {
    const known = mastery(['risk', 'impact'])
    const [one, other] = [known.get('6')?.share ?? 0, known.get('6.1.4')?.share ?? 0]
    expect(one).toBeCloseTo((1 + other) / 2, 10)
    expect(known.get('A.5')?.share).toBe(other)
  })

  it('is nothing for what was never answered right', () => {
    expect(mastery(['risk']).get('6.1.4')).toMatchObject({ share: 0, ink: 0, concepts: 1, met: 0 })
  })

  it('goes down as time passes', () => {
    const now = mastery(['risk']).get('6')?.share ?? 0
    expect(mastery(['risk'], today + 60).get('6')?.share).toBeLessThan(now)
  })

  it('is unknown where no question rests on the requirement', () => {
    expect(mastery(['risk']).get('7')).toMatchObject({ share: undefined, concepts: 0 })
  })

  it('has five steps of ink', () => {
    const ink = [...mastery(['risk', 'impact']).values()].map((one) => one.ink)
    expect(ink).toEqual([3, 2, 0, 2])
  })
})
