import { z } from 'astro/zod'
import type { Domain, Profile } from '../core/profile.ts'
import { levels, type Kind } from '../core/question.ts'
import { ok, type Result } from '../core/result.ts'
import type { Problem } from './problem.ts'
import { parsePart, parseYaml } from './yaml-file.ts'

/** One rule of a practice exam as a candidate reads it, and how we know it. */
export type Fact = {
  readonly label: string
  readonly value: string
  readonly source: string
  /** ISO date. */
  readonly checked: string
  readonly confidence: 'high' | 'medium' | 'low'
}

/** The rules of a practice exam for the machine (`profile`) and for the candidate (`facts`). */
export type ExamFile = {
  /** Whose questions are asked. */
  readonly course: string
  readonly profile: Profile & { readonly number: number }
  /** What the profile is and is not, in words that stand beside every result. */
  readonly standing: string
  /** Added to the time of a candidate who does not sit the exam in a first language. */
  readonly extraMinutes: number
  readonly facts: readonly Fact[]
  /** Where a field stands: file and line. */
  readonly placeOf: (field: keyof z.output<typeof fields>) => string
}

const kinds = ['single', 'multiple', 'order', 'match', 'classify', 'nonconformity'] as const satisfies readonly Kind[]

const text = z.string().trim().min(1, 'Write a text here.')
const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Write it in small letters, digits and single hyphens.')
const counted = z.int().min(0, 'Write a whole number, 0 or more.')
const positive = z.int().min(1, 'Write a whole number, 1 or more.')

/** A figure, or a group of figures, with the three things that let a candidate judge it. */
const known = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({
    value,
    source: text,
    checked: z.iso.date('Write a date such as 2026-11-23.'),
    confidence: z.enum(['high', 'medium', 'low']),
  })

const fields = z.strictObject({
  id: kebab,
  /** What form codes call the profile. Another blueprint takes another number, so that old codes keep their forms. */
  number: z.int().min(0, 'Write a number from 0 to 63.').max(63, 'Write a number from 0 to 63.'),
  course: kebab,
  title: text,
  standing: text,
  questions: known(positive),
  minutes: known(positive),
  extraMinutes: known(counted),
  passPercent: known(z.int().min(1, 'Write a percentage from 1 to 100.').max(100, 'Write a percentage from 1 to 100.')),
  optionsPerQuestion: known(z.int().min(2, 'Write at least 2.')),
  openBook: known(z.boolean()),
  backAllowed: known(z.boolean()),
  kinds: known(z.array(z.enum(kinds)).min(1, 'Name at least one kind.')),
  domains: known(
    z.array(
      z.strictObject({
        id: kebab,
        title: text,
        questions: positive,
        marks: positive.optional(),
        floor: counted.optional(),
      }),
    ),
  ),
  levels: known(
    z.array(
      z.strictObject({
        levels: z.array(z.enum(levels)).min(1, 'Name at least one level.'),
        min: counted,
        max: counted,
      }),
    ),
  ),
  scenarios: known(z.strictObject({ count: counted, size: counted })),
})

/** An exam profile as its YAML file states it, turned into core's profile and the facts beside it. */
export const examSchema = fields
  .superRefine((file, context) => {
    const refuse = (path: keyof typeof file, message: string, remedy: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { remedy } })
    const questions = file.questions.value
    const inDomains = sum(file.domains.value.map((domain) => domain.questions))
    if (inDomains !== questions)
      refuse('domains', `The domains have ${inDomains} questions together, the exam ${questions}.`, 'Make them add up.')
    const domainIds = file.domains.value.map((domain) => domain.id)
    if (new Set(domainIds).size < domainIds.length)
      refuse('domains', 'A domain stands here twice.', 'Name each domain once.')
    const withMarks = file.domains.value.filter((domain) => domain.marks !== undefined)
    if (withMarks.length > 0 && withMarks.length < domainIds.length)
      refuse('domains', 'Some domains have marks and some have none.', 'Give marks to every domain, or to none.')
    for (const domain of file.domains.value) {
      const { id, questions, marks = questions, floor = 0 } = domain
      if (marks < questions)
        refuse(
          'domains',
          `${id} has ${marks} marks for ${questions} questions.`,
          'Give each question at least one mark.',
        )
      if (floor > marks) refuse('domains', `${id} needs ${floor} of ${marks}.`, 'Write a "floor" that can be reached.')
    }
    if (new Set(file.kinds.value).size < file.kinds.value.length)
      refuse('kinds', 'A kind stands here twice.', 'Name each kind once.')

    const ranges = file.levels.value
    const grouped = ranges.flatMap((range) => range.levels)
    if (new Set(grouped).size < grouped.length)
      refuse('levels', 'A level stands in two ranges.', 'Name each level once.')
    if (ranges.some(({ min, max }) => min > max))
      refuse('levels', 'A range ends before it begins.', 'Write the smaller number as "min".')
    const least = sum(ranges.map(({ min }) => min))
    const most = sum(ranges.map(({ max }) => max))
    if (least > questions || (grouped.length === levels.length && most < questions)) {
      refuse(
        'levels',
        `The ranges allow ${least} to ${most} questions, the exam has ${questions}.`,
        'Widen the ranges.',
      )
    }
    const { count, size } = file.scenarios.value
    if (count > 0 && size === 0)
      refuse('scenarios', 'The scenario sets hold no question.', 'Write how many as "size", or 0 as "count".')
    if (count * size > questions)
      refuse(
        'scenarios',
        `The scenario sets hold ${count * size} questions, the exam ${questions}.`,
        'Ask for fewer sets.',
      )
  })
  .transform((file): Omit<ExamFile, 'placeOf'> => ({
    course: file.course,
    profile: {
      id: file.id,
      number: file.number,
      title: file.title,
      blueprint: {
        questions: file.questions.value,
        domains: file.domains.value,
        levels: file.levels.value,
        scenarios: file.scenarios.value,
        kinds: file.kinds.value,
      },
      minutes: file.minutes.value,
      passPercent: file.passPercent.value,
      optionsPerQuestion: file.optionsPerQuestion.value,
      openBook: file.openBook.value,
      backAllowed: file.backAllowed.value,
    },
    standing: file.standing,
    extraMinutes: file.extraMinutes.value,
    facts: [
      fact('Questions', file.questions, String),
      fact('Time', file.minutes, inMinutes),
      fact('Extra time where English is not your first language', file.extraMinutes, inMinutes),
      fact('To pass', file.passPercent, (percent) => toPassText(percent, file.domains.value)),
      fact('Options in a question', file.optionsPerQuestion, String),
      fact('Book', file.openBook, (open) => (open ? 'open' : 'closed')),
      fact('Going back to a question', file.backAllowed, (allowed) => (allowed ? 'allowed' : 'not allowed')),
      fact('Kinds of question', file.kinds, (asked) => asked.map((kind) => kindText[kind]).join('; ')),
      fact('Domains', file.domains, (domains) => domains.map(domainText).join('; ')),
      fact('Levels', file.levels, (ranges) =>
        ranges.map(({ levels, min, max }) => `${levels.join(' or ')}: ${min} to ${max}`).join('; '),
      ),
      fact('Scenario sets', file.scenarios, ({ count, size }) =>
        count === 0 ? 'none' : `${count} of ${size} questions`,
      ),
    ],
  }))

export function parseExamFile(file: string, content: string): Result<ExamFile, readonly Problem[]> {
  const yaml = parseYaml(file, content)
  if (!yaml.ok) return yaml
  const parsed = parsePart(yaml.value, examSchema, { path: [] })
  return parsed.ok ? ok({ ...parsed.value, placeOf: (field) => `${file}:${yaml.value.lineOf([field])}` }) : parsed
}

const kindText: Readonly<Record<Kind, string>> = {
  single: 'one option to choose',
  multiple: 'several options to choose',
  order: 'steps to put in order',
  match: 'rows to match',
  classify: 'evidence to grade',
  nonconformity: 'findings to classify or to write',
}

function toPassText(percent: number, domains: readonly Domain[]): string {
  const marks = sum(domains.map((domain) => domain.marks ?? 0))
  const of = marks === 0 ? '' : ` of ${marks} marks`
  return `${percent} %${of}${domains.some(({ floor }) => floor) ? ', and the least of each domain' : ''}`
}

function domainText({ title, questions, marks, floor }: Domain): string {
  const shares = [marks ? `${marks} marks` : '', floor ? `at least ${floor} to pass` : ''].filter(Boolean)
  return [`${title}: ${questions}`, ...shares].join(', ')
}

function fact<Value>(
  label: string,
  known: Omit<Fact, 'label' | 'value'> & { readonly value: Value },
  inWords: (value: Value) => string,
): Fact {
  return {
    label,
    value: inWords(known.value),
    source: known.source,
    checked: known.checked,
    confidence: known.confidence,
  }
}

const inMinutes = (minutes: number) => `${minutes} minutes`
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
