import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { headingsIn, usesIn, wordsIn } from '../../src/catalogue/body.ts'
import { readTree } from '../../src/catalogue/files.ts'
import { kebab, readCatalogue } from '../../src/catalogue/load.ts'
import { mistakesIn } from '../../src/catalogue/mistake-file.ts'

const root = process.cwd()
const tree = readTree(root)
const linked = readCatalogue(root)
if (!linked.ok) throw new Error('The catalogue does not hold together; see test/catalogue/link.test.ts.')
const { lessons, standard, terms, courses, mistakes } = linked.value
const textOf = (file: string) => tree.get(file) ?? ''

const offenders = (test: (text: string) => boolean) =>
  lessons.filter(({ file }) => test(textOf(file))).map(({ file }) => file)

describe('the lessons', () => {
  it('of Foundation are all there', () => {
    expect(lessons.filter((lesson) => lesson.course === 'foundation')).toHaveLength(40)
  })

  it('have 900 to 1,500 words; in the lead courses, which show whole artefacts, beside documents, tables and quotations', () => {
    const besides = (text: string) => text.replaceAll(/<Extract[\s\S]*?<\/Extract>|^[|>].*$/gm, '')
    expect(
      lessons
        .map(({ file, course }) => ({
          file,
          words: wordsIn(course === 'foundation' ? textOf(file) : besides(textOf(file))),
        }))
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
    // A lesson without concepts of its own, such as the one on exam technique, practises on those of others.
    const teaching = lessons.filter(({ concepts }) => concepts.length > 0)
    const astray = teaching.flatMap((lesson) =>
      lesson.checks.filter((id) => {
        const concept = linked.ok ? linked.value.questions.get(id)?.question.concept : undefined
        return !concept || !lesson.concepts.includes(concept)
      }),
    )
    expect(astray).toEqual([])
  })

  it.each([
    { pair: ['AI risk assessment', 'AI system impact assessment'], lesson: 'F5.5' },
    { pair: ['Clause 6 defines', 'Clause 8 performs'], lesson: 'F7.2' },
    { pair: ['Clause 5.2', 'Control A.2.2'], lesson: 'F4.2' },
    { pair: ['A.4.3', 'A.7.3'], lesson: 'F6.1' },
    { pair: ['A.7.4', 'A.7.5'], lesson: 'F7.4' },
    { pair: ['A.8.2', 'A.8.3', 'A.8.4', 'A.8.5'], lesson: 'F6.3' },
    { pair: ['Correction', 'Corrective action'], lesson: 'F8.4' },
    { pair: ['Accreditation', 'Certification'], lesson: 'F8.5' },
  ])('set $pair side by side in a table of their own ($lesson)', ({ pair, lesson }) => {
    const text = textOf(lessons.find(({ number }) => number === lesson)?.file ?? '')
    const heads = [...text.matchAll(/<Contrast[\s\S]*?<\/Contrast>/g)].map(([table]) =>
      // A pair stands in the head; four things stand one under the other.
      pair.length > 2 ? table : (/^\|.*$/m.exec(table)?.[0] ?? ''),
    )
    expect(heads.filter((head) => pair.every((name) => head.includes(name)))).not.toEqual([])
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

describe('the slides of the lessons', () => {
  const folder = `${root}/src/components/figures`
  const numbersIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, step]) => Number(step))
  const figureSteps = new Map(
    readdirSync(folder).map((file) => [
      kebab(basename(file, '.astro')),
      numbersIn(readFileSync(`${folder}/${file}`, 'utf8'), /data-step="(\d+)"/g),
    ]),
  )
  const gaps = (steps: readonly number[]) =>
    Array.from({ length: Math.max(0, ...steps) }, (_, at) => at + 1).filter((step) => !steps.includes(step))

  it('draw every figure step by step, without a step that adds nothing', () => {
    expect([...figureSteps].filter(([, steps]) => gaps(steps).length > 0)).toEqual([])
  })

  it('let text come only with a step that their figure has, or one after its last', () => {
    const slides = lessons.flatMap(({ file }) =>
      [...textOf(file).matchAll(/<Slide\b([^>]*)>[\s\S]*?<\/Slide>/g)].map(([slide, attributes = '']) => ({
        file,
        slide,
        figure: figureSteps.get(/figure="([^"]*)"/.exec(attributes)?.[1] ?? '') ?? [],
        text: numbersIn(slide, /<Step with="(\d+)">/g),
      })),
    )
    expect(slides.filter(({ text }) => text.length > 0)).not.toEqual([])
    expect(slides.filter(({ figure, text }) => text.length > 0 && figure.length === 0)).toEqual([])
    expect(slides.filter(({ figure, text }) => gaps([...figure, ...text]).length > 0)).toEqual([])
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
  it('has at least 140 terms, each defined without itself', () => {
    expect(terms.size).toBeGreaterThanOrEqual(140)
    const circular = [...terms.values()].filter(({ term, definition }) =>
      new RegExp(`^(a|an|the)?\\s*${term.replace(/[()/]/g, '.')}\\b`, 'i').test(definition),
    )
    expect(circular.map(({ id }) => id)).toEqual([])
  })
})

describe('the common mistakes', () => {
  const all = mistakesIn(mistakes)

  it('are m1 to m108, and what came after', () => {
    const ids = new Set(all.map(({ id }) => id))
    expect(Array.from({ length: 108 }, (_, at) => `m${at + 1}`).filter((id) => !ids.has(id))).toEqual([])
  })

  it('are put right in two sentences or more', () => {
    const sentences = (text: string) => text.split(/[.?!](?:\s|$)/).filter(Boolean).length
    expect(all.filter(({ right }) => sentences(right) < 2).map(({ id }) => id)).toEqual([])
  })

  it('tell the source of what they say of law, certification and editions', () => {
    const needsSource = /\b20(2[3-9]|30)\b|(Regulation|Article) |\b17021|\b17011|42006/
    expect(all.filter((one) => needsSource.test(one.right) && !one.source).map(({ id }) => id)).toEqual([])
  })
})

describe('what is written', () => {
  it('stands once: no fourteen words in a row are the same in two places', () => {
    // Facts of the cases are told in their words; a document that is quoted may be quoted twice, a slide puts before the
    // class the lines that its lesson judges, and a table of facts says again what two exams have in common.
    const texts = [...tree].flatMap(([file, text]) =>
      /^content\/(courses\/.*\.mdx|glossary|pages\/.*\.mdx|standard|mistakes)/.test(file)
        ? [
            {
              file,
              text: text
                .replace(/<(Extract|Slide)[\s\S]*?<\/\1>/g, '')
                .replace(/<Source[^>]*>|\b(source|see|refs):.*$/gm, ''),
            },
          ]
        : [],
    )
    const seen = new Map<string, string>()
    const twice = texts.flatMap(({ file, text }) => {
      const words = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}.'-]*/gu)].map(([word]) => word.toLowerCase())
      return words.flatMap((_, at) => {
        const run = words.slice(at, at + 14).join(' ')
        const first = seen.get(run)
        seen.set(run, file)
        return first === undefined || at + 14 > words.length ? [] : [`${first} and ${file}: ${run}`]
      })
    })
    expect(twice).toEqual([])
  })
})

describe('the registry', () => {
  it('keeps every lesson of the Foundation outline', () => {
    expect(
      courses.find((course) => course.id === 'foundation')?.modules.flatMap((module) => module.lessons),
    ).toHaveLength(40)
  })
})
