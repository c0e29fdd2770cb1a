import { describe, expect, it } from 'vitest'
import { readTree } from '../../src/catalogue/files.ts'
import { linkCatalogue } from '../../src/catalogue/link.ts'
import { figureNames, readCatalogue } from '../../src/catalogue/load.ts'
import { assembleForm, checkForm, isAsked } from '../../src/core/form.ts'
import { taskOf } from '../../src/core/question.ts'
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

describe.each(banks.map((bank) => ({ ...bank, id: bank.course.id })))(
  'the bank of $id',
  ({ authored, bank, course }) => {
    it('was solved by somebody who had not seen the key', () => {
      const waiting = authored.filter(({ authoring }) => authoring.review?.blind !== 'agreed')
      expect(waiting.map(({ question }) => question.id)).toEqual([])
    })

    it('asks mostly for more than memory', () => {
      const remembered = bank.questions.filter(({ level }) => level === 'remember').length
      expect(remembered / bank.questions.length).toBeLessThanOrEqual(course.id === 'foundation' ? 0.4 : 0.2)
    })
  },
)

describe('what each course holds', () => {
  const questionsOf = (id: string) => banks.find(({ course }) => course.id === id)?.bank.questions ?? []
  const scenariosOf = (id: string) => banks.find(({ course }) => course.id === id)?.bank.scenarios ?? []

  it('is 320 questions in Foundation and 130 in each lead course, with twelve scenarios of five', () => {
    expect(questionsOf('foundation').length).toBeGreaterThanOrEqual(320)
    for (const id of ['lead-implementer', 'lead-auditor']) {
      expect(questionsOf(id).length, id).toBeGreaterThanOrEqual(130)
      const scenarios = scenariosOf(id)
      expect(scenarios.length, id).toBeGreaterThanOrEqual(12)
      expect(scenarios.filter(({ questions }) => questions.length !== 5).map((one) => one.id)).toEqual([])
    }
  })

  it('is at least five questions of each further kind in Foundation', () => {
    for (const kind of ['multiple', 'order', 'match', 'classify'])
      expect(
        questionsOf('foundation').filter(({ prompt }) => prompt.kind === kind).length,
        kind,
      ).toBeGreaterThanOrEqual(5)
  })

  it('is at least twenty findings to classify and eight nonconformities to write in Lead Auditor', () => {
    const tasks = questionsOf('lead-auditor').map(({ prompt }) => taskOf(prompt))
    expect(tasks.filter((task) => task === 'finding').length).toBeGreaterThanOrEqual(20)
    expect(tasks.filter((task) => task === 'nonconformity').length).toBeGreaterThanOrEqual(8)
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
