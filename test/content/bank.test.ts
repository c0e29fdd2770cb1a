import { describe, expect, it } from 'vitest'
import { readTree } from '../../src/catalogue/files.ts'
import { linkCatalogue } from '../../src/catalogue/link.ts'
import { figureNames, readCatalogue } from '../../src/catalogue/load.ts'
import { assembleForm, checkForm, isAsked } from '../../src/core/form.ts'
import { lintBank } from '../../src/tools/lint-bank.ts'

const root = process.cwd()
const linked = readCatalogue(root)
if (!linked.ok) throw new Error('The catalogue does not hold together; see test/catalogue/link.test.ts.')
const { banks, exams } = linked.value

describe.each(exams.map((exam) => ({ ...exam, id: exam.profile.id })))('the bank behind $id', ({ profile, course }) => {
  const bank = banks.find((one) => one.course.id === course)?.bank ?? { questions: [], scenarios: [] }

  it('fills its blueprint for each of 100 seeds', () => {
    const faults = Array.from({ length: 100 }, (_, seed) => assembleForm(bank, profile, seed)).flatMap((form) =>
      form.ok ? checkForm(form.value, bank, profile) : [JSON.stringify(form.failure)],
    )
    expect(faults).toEqual([])
  })

  it('uses most of what it holds: over 100 forms nine questions in ten are drawn', () => {
    const drawn = new Set(
      Array.from({ length: 100 }, (_, seed) => assembleForm(bank, profile, seed)).flatMap((form) =>
        form.ok ? form.value.questions.map(({ id }) => id) : [],
      ),
    )
    const asked = bank.questions.filter((question) => isAsked(profile.blueprint, question))
    expect(drawn.size).toBeGreaterThan(0.9 * asked.length)
  })
})

describe('the Foundation bank', () => {
  const questions = banks.find(({ course }) => course.id === 'foundation')?.authored ?? []

  it('has at least 120 questions', () => {
    expect(questions.length).toBeGreaterThanOrEqual(120)
  })

  it('was solved by somebody who had not seen the key', () => {
    const waiting = questions.filter(({ authoring }) => authoring.review?.blind !== 'agreed')
    expect(waiting.map(({ question }) => question.id)).toEqual([])
  })

  it('has at least five questions of each further kind', () => {
    for (const kind of ['multiple', 'order', 'match', 'classify'])
      expect(questions.filter(({ question }) => question.prompt.kind === kind).length, kind).toBeGreaterThanOrEqual(5)
  })

  it('passes its linter', () => {
    const { passes, text } = lintBank(root, {})
    expect(passes, text).toBe(true)
  })
})

describe('a profile that the bank cannot fill', () => {
  it('stops the build and says what is missing', () => {
    const tree = new Map(readTree(root))
    for (const file of tree.keys())
      if (/questions\/foundation\/(?!vocabulary|learning|life-cycle|harms|roles)/.test(file)) tree.delete(file)
    const result = linkCatalogue(tree, figureNames(root))
    const problems = result.ok ? [] : result.failure
    const shortage = problems.find(({ where }) => where.includes('foundation-40'))
    expect(shortage?.what).toMatch(/domain "requirements" needs 24 questions and has 0/)
  })
})
