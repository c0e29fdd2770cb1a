import { describe, expect, it } from 'vitest'
import { headingsIn, usesIn, wordsIn } from '../../src/catalogue/body.ts'
import { readTree } from '../../src/catalogue/files.ts'
import { readCatalogue } from '../../src/catalogue/load.ts'

const root = process.cwd()
const tree = readTree(root)
const linked = readCatalogue(root)
if (!linked.ok) throw new Error('The catalogue does not hold together; see test/catalogue/link.test.ts.')
const { lessons, standard, terms, courses } = linked.value
const textOf = (file: string) => tree.get(file) ?? ''

const offenders = (test: (text: string) => boolean) =>
  lessons.filter(({ file }) => test(textOf(file))).map(({ file }) => file)

describe('the lessons', () => {
  it('of the first two modules are all there', () => {
    expect(lessons.filter((lesson) => /^F[12]\./.test(lesson.number))).toHaveLength(10)
  })

  it('have 900 to 1,500 words', () => {
    expect(
      lessons
        .map(({ file }) => ({ file, words: wordsIn(textOf(file)) }))
        .filter(({ words }) => words < 900 || words > 1500),
    ).toEqual([])
  })

  it('carry their idea in a figure or a table, and end with what people get wrong and one breath', () => {
    const names = (text: string) => usesIn(text).map((use) => use.name)
    expect(offenders((text) => !names(text).some((name) => name === 'Figure' || name === 'Contrast'))).toEqual([])
    expect(
      offenders(
        (text) =>
          names(text)
            .filter((name) => /^(Misconceptions|InOneBreath)$/.test(name))
            .join() !== 'Misconceptions,InOneBreath',
      ),
    ).toEqual([])
  })

  it('never show a question that exams keep to themselves', () => {
    const kept = lessons.flatMap((lesson) =>
      lesson.checks.filter((id) => linked.ok && linked.value.questions.get(id)?.question.mockOnly),
    )
    expect(kept).toEqual([])
  })

  it('ask about what they teach', () => {
    const astray = lessons.flatMap((lesson) =>
      lesson.checks.filter((id) => {
        const concept = linked.ok ? linked.value.questions.get(id)?.question.concept : undefined
        return !concept || !lesson.concepts.includes(concept)
      }),
    )
    expect(astray).toEqual([])
  })

  it('open with a situation, not with a heading', () => {
    expect(offenders((text) => /^---[\s\S]*?\n---\s*\n\s*#/.test(text))).toEqual([])
    expect(
      offenders((text) =>
        headingsIn(text).some((heading) => /^(introduction|overview|conclusion|summary)$/i.test(heading.text)),
      ),
    ).toEqual([])
  })

  it('use no stock phrase', () => {
    expect(
      offenders((text) =>
        /rapidly evolving|in today['’]s|it is important to note|delve|game.changer|cutting.edge|crucial role/i.test(
          text,
        ),
      ),
    ).toEqual([])
  })

  it('repeat no paragraph of another', () => {
    const paragraphs = lessons.flatMap(({ file }) =>
      textOf(file)
        .split(/\n\s*\n/)
        .map((text) => text.trim())
        .filter((text) => text.length > 120 && !text.startsWith('<') && !text.startsWith('|'))
        .map((text) => ({ file, text })),
    )
    expect(paragraphs.filter((one, at) => paragraphs.findIndex((other) => other.text === one.text) !== at)).toEqual([])
  })
})

describe('the standard map', () => {
  it('has the 32 leaf clauses, the 38 controls and the four annexes', () => {
    const ids = standard.clauses.map((clause) => clause.id)
    expect(ids.filter((id) => !ids.some((other) => other.startsWith(`${id}.`)))).toHaveLength(32)
    expect(standard.controls).toHaveLength(38)
    expect(standard.annexes.map((annex) => annex.status)).toEqual([
      'normative',
      'normative',
      'informative',
      'informative',
    ])
    expect(standard.annexes.find((annex) => annex.id === 'annex-c')?.objectives).toHaveLength(11)
    expect(standard.annexes.find((annex) => annex.id === 'annex-c')?.riskSources).toHaveLength(7)
  })

  it('says for each leaf and control who does it and what an auditor usually finds', () => {
    const ids = standard.clauses.map((clause) => clause.id)
    const leaves = standard.clauses.filter((clause) => !ids.some((other) => other.startsWith(`${clause.id}.`)))
    expect(
      [...leaves, ...standard.controls]
        .filter((entry) => !entry.who || entry.evidence.length < 3)
        .map((entry) => entry.id),
    ).toEqual([])
  })
})

describe('the glossary', () => {
  it('has at least 60 terms, each defined without itself', () => {
    expect(terms.size).toBeGreaterThanOrEqual(60)
    const circular = [...terms.values()].filter(({ term, definition }) =>
      new RegExp(`^(a|an|the)?\\s*${term.replace(/[()/]/g, '.')}\\b`, 'i').test(definition),
    )
    expect(circular.map(({ id }) => id)).toEqual([])
  })
})

describe('the registry', () => {
  it('keeps every lesson of the Foundation outline', () => {
    expect(
      courses.find((course) => course.id === 'foundation')?.modules.flatMap((module) => module.lessons),
    ).toHaveLength(40)
  })
})
