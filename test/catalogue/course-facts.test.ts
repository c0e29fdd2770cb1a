import { describe, expect, it } from 'vitest'
import { courseFacts } from '../../src/catalogue/course-facts.ts'
import { readCatalogue } from '../../src/catalogue/load.ts'

describe('the facts of a course', () => {
  const read = readCatalogue(process.cwd())
  const [facts] = read.ok ? courseFacts(read.value) : []

  it('say what its exam asks', () => {
    expect(facts?.exam).toMatchObject({ profile: 'foundation-40', questions: 40, cut: 28 })
    expect(facts?.exam.domains.reduce((sum, { questions }) => sum + questions, 0)).toBe(40)
  })

  it('know the concept of every question, and the lesson of every concept', () => {
    const concepts = new Set(facts?.concepts.map(({ id }) => id))
    const lessons = new Set(facts?.lessons.map(({ id }) => id))
    expect(facts?.questions.filter(({ concept }) => !concepts.has(concept))).toEqual([])
    expect(facts?.concepts.filter(({ lesson }) => !lessons.has(lesson))).toEqual([])
  })

  it('tell what guessing earns', () => {
    const single = facts?.questions.find(({ task }) => task === 'single')
    expect(single).toMatchObject({ guess: 1 / 3, guessStrict: 1 / 3 })
    const match = facts?.questions.find(({ task }) => task === 'match')
    expect(match?.guess).toBeGreaterThan(match?.guessStrict ?? 1)
  })
})
