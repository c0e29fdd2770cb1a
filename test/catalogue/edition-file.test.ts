import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bankEdition, editionOf } from '../../src/catalogue/edition.ts'
import { mocksOf, readEditions } from '../../src/catalogue/edition-file.ts'
import { parseExamFile } from '../../src/catalogue/exam-file.ts'
import { readTree, type Tree } from '../../src/catalogue/files.ts'
import { readCatalogue } from '../../src/catalogue/load.ts'
import { checkForm } from '../../src/core/form.ts'
import { drawMocks, formOfMock } from '../../src/core/mocks.ts'
import type { Bank } from '../../src/core/profile.ts'
import { freezeEditions } from '../../src/tools/freeze-edition.ts'
import { aBank } from '../support/builders.ts'

const file = 'quizzes/exams/short-20.yaml'
const parsed = parseExamFile(file, readFileSync(file, 'utf8'))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
const exam = parsed.value

const bank = aBank({ questions: 120 })
const { hash, body } = bankEdition({ bank })
const drawn = drawMocks(bank, exam.profile, 3)
const [a, b, c] = drawn.ok ? drawn.value : []

const yaml = (mocks: readonly (typeof a)[]) =>
  JSON.stringify({
    editions: [
      {
        hash,
        course: 'foundation',
        date: '2026-11-24',
        mocks: mocks.map((mock) => ({ profile: 'short-20', ...mock })),
      },
    ],
  })
const treeWith = (mocks: readonly (typeof a)[]): Tree =>
  new Map([
    ['quizzes/editions/editions.yaml', yaml(mocks)],
    [`quizzes/editions/${hash}.json`, body],
  ])
const problemsIn = (tree: Tree) => readEditions(tree, [exam]).problems.map(({ what }) => what)

describe('the hash of an edition', () => {
  it('does not depend on the order of files, questions or fields', () => {
    const turn = (_: string, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value
    const shuffled: Bank = JSON.parse(JSON.stringify({ ...bank, questions: bank.questions.toReversed() }, turn))
    expect(Object.keys(shuffled.questions[0] ?? {})).not.toEqual(Object.keys(bank.questions[0] ?? {}))
    expect(bankEdition({ bank: shuffled }).hash).toBe(hash)
  })

  it('changes with every word', () => {
    const questions = bank.questions.map((question, index) => (index === 7 ? { ...question, version: 2 } : question))
    expect(bankEdition({ bank: { ...bank, questions } }).hash).not.toBe(hash)
  })

  it('names the file, after a title where it has one', () => {
    expect(bankEdition({ bank }).path).toBe(`banks/${hash}.json`)
    expect(editionOf('signposts-', {}).path).toMatch(/^banks\/signposts-[0-9a-f]{16}\.json$/)
  })
})

describe('frozen editions', () => {
  it('are read whole, with their mocks', () => {
    const { editions, problems } = readEditions(treeWith([a, b, c]), [exam])
    expect(problems).toEqual([])
    expect(editions).toMatchObject([{ hash, course: 'foundation', date: '2026-11-24', body }])
    expect(mocksOf(editions, exam)?.mocks.map(({ letter }) => letter)).toEqual(['a', 'b', 'c'])
  })

  it('may be none, and may have no mocks', () => {
    expect(readEditions(new Map(), [exam])).toEqual({ editions: [], problems: [] })
    const { editions, problems } = readEditions(treeWith([]), [exam])
    expect(problems).toEqual([])
    expect(mocksOf(editions, exam)).toBeUndefined()
  })

  it.each<{ fault: string; tree: Tree; says: string }>([
    {
      fault: 'a file that was edited',
      tree: new Map([...treeWith([]), [`quizzes/editions/${hash}.json`, `${body} `]]),
      says: 'The file is missing, or is not what was frozen.',
    },
    {
      fault: 'a file that is gone',
      tree: new Map([['quizzes/editions/editions.yaml', yaml([])]]),
      says: 'The file is missing, or is not what was frozen.',
    },
    {
      fault: 'a file that is not listed',
      tree: new Map([['quizzes/editions/0000000000000000.json', '{}']]),
      says: 'The edition does not stand in quizzes/editions/editions.yaml.',
    },
    {
      fault: 'a mock with a question it does not have',
      tree: treeWith([a && { ...a, questions: [...a.questions, 'gone'] }]),
      says: 'The edition has no question gone.',
    },
    {
      fault: 'two mocks with the same questions',
      tree: treeWith([a, a && { ...a, letter: 'b' }]),
      says: 'Two mocks of short-20 share a question.',
    },
    {
      fault: 'a mock that the profile has outgrown',
      tree: treeWith([a && { ...a, questions: a.questions.slice(1) }]),
      says: 'Mock A does not fit short-20 any more: 19 questions instead of 20.',
    },
    {
      fault: 'a list that cannot be read',
      tree: new Map([['quizzes/editions/editions.yaml', 'editions: [{}]']]),
      says: '"editions.0.hash" is missing.',
    },
  ])('are refused with $fault', ({ tree, says }) => {
    expect(problemsIn(tree)).toContain(says)
  })
})

describe('freezing the present questions', () => {
  let root = ''
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'aimward-freeze-'))
    // What the lessons say is not what this is about; some of them may be in the making.
    const tree = readTree(process.cwd())
    for (const [path, text] of tree) {
      if (path.startsWith('content/courses/') && !path.endsWith('course.yaml')) continue
      mkdirSync(join(root, path, '..'), { recursive: true })
      writeFileSync(
        join(root, path),
        path.endsWith('course.yaml') ? text.replaceAll('ready: true', 'ready: false') : text,
      )
    }
    rmSync(join(root, 'quizzes/editions'), { recursive: true, force: true })
    cpSync(join(process.cwd(), 'src/components/figures'), join(root, 'src/components/figures'), { recursive: true })
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('writes each course’s edition with mocks that share no question and keep their blueprint, and writes it once', () => {
    const first = freezeEditions(root, { date: '2026-11-24', attempts: 5 })
    if (!first.ok) throw new Error(JSON.stringify(first.failure.slice(0, 3)))
    expect(first.value.join()).toContain('foundation: froze edition')

    const catalogue = readCatalogue(root)
    if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.failure.slice(0, 3)))
    const { editions, exams, banks } = catalogue.value
    expect(editions.map(({ course, date }) => [course, date])).toEqual(
      banks.map((one) => [one.course.id, '2026-11-24']),
    )
    for (const { course, profile } of exams) {
      const offered = mocksOf(editions, { course, profile })
      const of = banks.find((one) => one.course.id === course)?.bank ?? bank
      // A bank that is still opening has fewer scenarios than three forms ask.
      if (of.scenarios.length < 3 * profile.blueprint.scenarios.count) {
        expect(offered?.mocks ?? []).toEqual([])
        expect(first.value.join('\n')).toContain(`${profile.id}: the questions do not fill three mocks`)
        continue
      }
      expect(offered?.mocks).toHaveLength(3)
      const asked = offered?.mocks.flatMap(({ questions }) => questions) ?? []
      expect(new Set(asked).size).toBe(3 * profile.blueprint.questions)
      for (const mock of offered?.mocks ?? []) expect(checkForm(formOfMock(mock, of, profile), of, profile)).toEqual([])
    }

    const before = readdirSync(join(root, 'quizzes/editions')).sort()
    expect(freezeEditions(root, { date: '2026-12-01', attempts: 5 })).toMatchObject({ ok: true })
    expect(readdirSync(join(root, 'quizzes/editions')).sort()).toEqual(before)
    expect(readFileSync(join(root, 'quizzes/editions/editions.yaml'), 'utf8')).not.toContain('2026-12-01')
  })
})
