import { z } from 'astro/zod'
import { ok, type Result } from '../core/result.ts'
import type { Problem } from './problem.ts'
import { parsePart, parseYaml } from './yaml-file.ts'

/** What can be said of a real exam, in the order in which it is told. */
export const topics = {
  questions: 'Questions',
  time: 'Time',
  extra: 'Extra time in a foreign language',
  pass: 'To pass',
  kinds: 'Kinds of question',
  book: 'Book',
  standard: 'A copy of the standard',
  domains: 'What it asks about',
  course: 'Course',
  training: 'Training before it',
  experience: 'Experience',
  retakes: 'Retakes',
  validity: 'How long it holds',
  languages: 'Languages',
  accreditation: 'Accreditation',
  mind: 'Mind',
} as const
export type Topic = keyof typeof topics
const topicNames = Object.keys(topics) as readonly Topic[]

/** What a candidate must know before booking: where nothing is said, that is told. */
const wanted = [
  'questions',
  'time',
  'pass',
  'kinds',
  'book',
  'standard',
  'training',
  'experience',
  'retakes',
  'validity',
  'languages',
] as const satisfies readonly Topic[]

/** Who speaks, and how far that carries. */
export const voices = {
  body: { who: 'the body itself', confidence: 'well supported' },
  copy: { who: 'a document of the body, read in a copy elsewhere', confidence: 'probable' },
  partner: { who: 'a training partner of the body', confidence: 'probable' },
  site: { who: 'a third party', confidence: 'uncertain' },
  general: { who: 'no source', confidence: 'not confirmed' },
} as const
export type Voice = keyof typeof voices

export const aims = ['foundation', 'implement', 'audit', 'wider'] as const
export type Aim = (typeof aims)[number]

export type ExamSource = {
  readonly id: string
  readonly from: Voice
  readonly name: string
  readonly address: string
  /** ISO date. */
  readonly checked: string
}

/** One thing that is said of an exam. */
export type Saying = { readonly about: Topic; readonly value: string; readonly source: ExamSource }

export type RealExam = {
  readonly id: string
  readonly body: string
  readonly title: string
  readonly aim: Aim
  /** The practice profile that is nearest to it. */
  readonly practice: string | undefined
  /** In the order of the topics; of one topic several may speak. */
  readonly said: readonly Saying[]
  /** What a candidate must know and nobody was found to say. */
  readonly unknown: readonly Topic[]
}

export type RealExams = {
  /** ISO date until which was searched. */
  readonly sought: string
  readonly exams: readonly RealExam[]
}

const text = z.string().trim().min(1, 'Write a text here.')
const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Write it in small letters, digits and single hyphens.')
const date = z.iso.date('Write a date such as 2026-11-23.')
const voiceNames = Object.keys(voices) as readonly Voice[]

const schema = z.strictObject({
  sought: date,
  sources: z.array(z.strictObject({ id: kebab, from: z.enum(voiceNames), name: text, address: text, checked: date })),
  exams: z.array(
    z.strictObject({
      id: kebab,
      body: text,
      title: text,
      aim: z.enum(aims),
      practice: kebab.optional(),
      said: z.array(z.strictObject({ about: z.enum(topicNames), value: text, source: kebab })).min(1, 'Say something.'),
    }),
  ),
})

/** The real exams of a file, each saying with its source; every source, topic and practice profile is proven. */
export function parseRealExams(
  file: string,
  content: string,
  profiles: readonly string[],
): Result<RealExams, readonly Problem[]> {
  const yaml = parseYaml(file, content)
  if (!yaml.ok) return yaml
  const proven = schema.superRefine(({ sources, exams }, context) => {
    const refuse = (path: readonly PropertyKey[], message: string, remedy: string) =>
      context.addIssue({ code: 'custom', path: [...path], message, params: { remedy } })
    for (const [name, ids] of [
      ['sources', sources.map(({ id }) => id)],
      ['exams', exams.map(({ id }) => id)],
    ] as const)
      ids.forEach((id, at) => {
        if (ids.indexOf(id) < at) refuse([name, at, 'id'], `"${id}" stands here twice.`, 'Give each an id of its own.')
      })
    exams.forEach(({ practice, said }, at) => {
      if (practice !== undefined && !profiles.includes(practice))
        refuse(
          ['exams', at, 'practice'],
          `No practice profile is called "${practice}".`,
          `Write one of: ${profiles.join(', ')}; or leave it out.`,
        )
      said.forEach(({ source }, saying) => {
        if (!sources.some(({ id }) => id === source))
          refuse(
            ['exams', at, 'said', saying, 'source'],
            `No source is called "${source}".`,
            'Write the id of a source that stands above, or add it there.',
          )
      })
    })
    const used = new Set(exams.flatMap(({ said }) => said.map(({ source }) => source)))
    sources.forEach(({ id }, at) => {
      if (!used.has(id)) refuse(['sources', at], `Nothing rests on the source "${id}".`, 'Remove it, or cite it.')
    })
  })
  const parsed = parsePart(yaml.value, proven, { path: [] })
  if (!parsed.ok) return parsed
  const { sought, sources, exams } = parsed.value
  return ok({
    sought,
    exams: exams.map(({ said, practice, ...exam }): RealExam => ({
      ...exam,
      practice,
      said: topicNames.flatMap((topic) =>
        said
          .filter(({ about }) => about === topic)
          .flatMap(({ source, ...saying }) =>
            sources.filter(({ id }) => id === source).map((known) => ({ ...saying, source: known })),
          ),
      ),
      unknown: wanted.filter((topic) => !said.some(({ about }) => about === topic)),
    })),
  })
}
