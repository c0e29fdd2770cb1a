import { describe, expect, it } from 'vitest'
import { readTree } from '../../src/catalogue/files.ts'
import { linkCatalogue } from '../../src/catalogue/link.ts'
import { figureNames, readCatalogue } from '../../src/catalogue/load.ts'
import { assembleForm, checkForm } from '../../src/core/form.ts'
import { lintBank } from '../../src/tools/lint-bank.ts'

const root = process.cwd()
const linked = readCatalogue(root)
if (!linked.ok) throw new Error('The catalogue does not hold together; see test/catalogue/link.test.ts.')
const { banks, exams } = linked.value

describe.each(exams.map(({ profile }) => ({ id: profile.id, profile })))('the bank behind $id', ({ profile }) => {
  const bank = banks.find(({ course }) => course.profile === profile.id)?.bank ?? { questions: [], scenarios: [] }

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
    expect(drawn.size).toBeGreaterThan(0.9 * bank.questions.length)
  })
})

describe('the Foundation bank', () => {
  const questions = banks.find(({ course }) => course.id === 'foundation')?.authored ?? []

  it('has at least 120 questions', () => {
    expect(questions.length).toBeGreaterThanOrEqual(120)
  })

  it('was solved by somebody who had not seen the key, every question of it', () => {
    expect(
      questions.filter(({ authoring }) => authoring.review?.blind !== 'agreed').map(({ question }) => question.id),
    ).toEqual([])
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
