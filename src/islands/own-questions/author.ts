import { z } from 'astro/zod'
import { stringify } from 'yaml'
import { lintQuestion } from '../../catalogue/lint/question-rules.ts'
import { parseOwnFile } from '../../catalogue/own-file.ts'
import { ownQuestionSchema } from '../../catalogue/question-file.ts'
import { parsePart } from '../../catalogue/yaml-file.ts'
import type { OwnExam } from '../../core/own-exam.ts'
import type { Question } from '../../core/question.ts'
import type { Json, OwnWork } from '../../store/progress.ts'

// The one door from the screens to the rules of authors: schema, linter and YAML are large, and come when somebody writes.

// It would try to write itself faster code, which the policy of the site forbids, and the console would say so.
z.config({ jitless: true })

export { parseOwnFile }
export type { OwnFile } from '../../catalogue/own-file.ts'

/** What is wrong with a question, or could be better, and where: the field it stands at. */
export type Advice = {
  readonly severity: 'error' | 'warning'
  readonly field: string
  /** The place of an option, from 0, where it is about one. */
  readonly option: number | undefined
  readonly what: string
  readonly remedy: string
}

/** A question that somebody writes, as far as it is one. */
export type Checked = { readonly question: Question | undefined; readonly advice: readonly Advice[] }

const emptyFields: Readonly<Record<string, { readonly what: string; readonly remedy: string }>> = {
  stem: { what: 'There is no stem yet.', remedy: 'Write the situation and what is asked.' },
  text: { what: 'The option is empty.', remedy: 'Write what it says.' },
  model: { what: 'There is no finding yet.', remedy: 'Write it as an experienced auditor would record it.' },
  rationale: { what: 'There is no reason yet.', remedy: 'Write why it is right, or why it tempts and fails.' },
}

const halfRequirement = {
  what: 'The requirement is not whole.',
  remedy: 'Write its number, a colon and what it asks, such as “6.1.3: …”, and why it carries the finding or does not.',
}

/** Holds the schema of question files and the rules of the linter against what somebody has written. */
export function checkFields(fields: Json): Checked {
  const paths: (readonly PropertyKey[])[] = []
  // What asks for a line is told which path it asked for.
  const lineOf = (path: readonly PropertyKey[]) => paths.push(path) - 1
  const parsed = parsePart({ file: 'draft', value: fields, lineOf }, ownQuestionSchema, { path: [] })
  if (!parsed.ok) {
    const advice = parsed.failure.map(({ where, what, remedy }): Advice => {
      const path = paths[Number(where.split(':')[1])] ?? []
      // What stands under "slots" is called by its part.
      const [field = '', option] = path[0] === 'slots' && path.length > 1 ? path.slice(1) : path
      const place = typeof option === 'number' ? option : undefined
      // The words of a file, where somebody sees a form.
      const isHalf = field === 'requirement' && path.length === 3
      const empty = isHalf ? halfRequirement : what.endsWith(' is "".') ? emptyFields[String(path.at(-1))] : undefined
      return { severity: 'error', field: String(field), option: place, ...(empty ?? { what, remedy }) }
    })
    return { question: undefined, advice }
  }
  const place = { file: 'draft', line: 0, scenario: undefined }
  const advice = lintQuestion({ ...parsed.value, place }).map(({ rule, severity, what, remedy }): Advice => ({
    severity,
    field: /^(stem|no-question|no-task|double-negative|clause-echo)/.test(rule) ? 'stem' : 'options',
    option: undefined,
    what,
    remedy,
  }))
  const isSound = advice.every(({ severity }) => severity === 'warning')
  return { question: isSound ? parsed.value.question : undefined, advice }
}

/** The questions of a trainer's that are sound, by id. */
export const soundQuestions = (work: Pick<OwnWork, 'questions'>): ReadonlyMap<string, Question> =>
  new Map(
    [...work.questions].flatMap(([id, fields]) => {
      const { question } = checkFields(fields)
      return question ? [[id, question]] : []
    }),
  )

/** A trainer's work as a file, in the format of `quizzes/questions`; what is unfinished stands apart, so that it comes back too. */
export function formatOwnFile({ questions, exams }: OwnWork): string {
  const listed = [...exams].map(([id, exam]: readonly [string, OwnExam]) => ({ id, ...exam }))
  const sound = soundQuestions({ questions })
  const finished = [...questions].filter(([id]) => sound.get(id)?.id === id)
  const drafts = [...questions].filter(([id]) => sound.get(id)?.id !== id)
  const file = {
    questions: finished.map(([, fields]) => fields),
    ...(drafts.length > 0 ? { drafts: drafts.map(([id, fields]) => ({ ...Object(fields), id })) } : {}),
    ...(listed.length > 0 ? { exams: listed } : {}),
  }
  return stringify(file, { lineWidth: 100 })
}
