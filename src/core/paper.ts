import type { ExamEvent, ExamPlan, ExamQuestion } from './exam.ts'
import { isPlaced, pickOf, type OptionId, type Prompt, type Response } from './question.ts'
import { fail, known, ok, type Result } from './result.ts'

// An exam on paper: options and targets are called by letters in the order shown, and an answer sheet is what somebody
// types from it, one text a question.

/** Why a line of an answer sheet is no answer. `number` is the question's, from 1. */
export type SheetProblem = { readonly number: number } & (
  | { readonly kind: 'no-letter'; readonly character: string; readonly last: string }
  | { readonly kind: 'too-many'; readonly given: number; readonly most: number }
  | { readonly kind: 'repeated'; readonly letter: string }
  /** Rows that are matched or classified need a letter each, or a hyphen for none. */
  | { readonly kind: 'rows'; readonly given: number; readonly rows: number }
  /** Several letters of one part of a finding, which takes one. */
  | { readonly kind: 'one-of'; readonly letters: string }
)

/** The letter of an option or target by its place, from 0. */
export const letterAt = (place: number): string => known('ABCDEFGHIJKLMNOPQRSTUVWXYZ'[place])

/** The letters that the key of a question has on paper, in the way an answer is written. */
export function keyLetters({ question, optionOrder }: ExamQuestion): string {
  const { prompt, key } = question
  const letterOf = (option: string) => letterAt(optionOrder.indexOf(option))
  if (key.kind === 'order') return key.options.map(letterOf).join('')
  if (key.kind !== 'targets') return key.options.map(letterOf).toSorted().join('')
  const targets = isPlaced(prompt) ? prompt.targets : []
  return optionOrder.map((row) => letterAt(targets.findIndex(({ id }) => id === key.targets[row]))).join('')
}

/**
 * The responses of an answer sheet: capitals or small letters, blanks and commas ignored, an empty text for no answer.
 * Fewer marks than asked for are taken as they are; more are refused, since nobody can say which of them was meant.
 */
export function readSheet(
  questions: readonly ExamQuestion[],
  texts: readonly string[],
): Result<readonly Response[], readonly SheetProblem[]> {
  const lines = questions.map((asked, index) => readLine(asked, index + 1, texts[index] ?? ''))
  const problems = lines.flatMap((line) => (line.ok ? [] : [line.failure]))
  return problems.length > 0 ? fail(problems) : ok(lines.flatMap((line) => (line.ok ? [line.value] : [])))
}

function readLine(asked: ExamQuestion, number: number, text: string): Result<Response, SheetProblem> {
  const { prompt } = asked.question
  const marks = [...text.toUpperCase().replace(/[\s,;.]/gu, '')]
  if (marks.length === 0) return ok({ kind: 'none' })
  if (!isPlaced(prompt)) return readOptions(asked, number, marks)
  if (marks.length !== asked.optionOrder.length)
    return fail({ number, kind: 'rows', given: marks.length, rows: asked.optionOrder.length })

  const strange = strangeIn(marks, prompt.targets.length, '-')
  if (strange !== undefined) return fail({ number, kind: 'no-letter', ...strange })
  const placed = asked.optionOrder.flatMap((row, at) => {
    const target = prompt.targets[placeOf(known(marks[at]))]
    return target === undefined ? [] : [[row, target.id] as const]
  })
  return ok(placed.length === 0 ? { kind: 'none' } : { kind: 'placed', targets: Object.fromEntries(placed) })
}

function readOptions(
  { question, optionOrder }: ExamQuestion,
  number: number,
  marks: readonly string[],
): Result<Response, SheetProblem> {
  const strange = strangeIn(marks, optionOrder.length)
  if (strange !== undefined) return fail({ number, kind: 'no-letter', ...strange })
  const twice = marks.find((letter, at) => marks.indexOf(letter) < at)
  if (twice !== undefined) return fail({ number, kind: 'repeated', letter: twice })
  const most = pickOf(question.prompt)
  if (marks.length > most) return fail({ number, kind: 'too-many', given: marks.length, most })
  const options = marks.map((letter) => known(optionOrder[placeOf(letter)]))
  const double = doubleIn(question.prompt, options)
  if (double) {
    const letters = double.map((option) => letterAt(optionOrder.indexOf(option))).join('')
    return fail({ number, kind: 'one-of', letters })
  }
  return ok({ kind: question.prompt.kind === 'order' ? 'ordered' : 'chosen', options })
}

/** Options of one part of a finding, where that part takes a single one. */
const doubleIn = (prompt: Prompt, chosen: readonly OptionId[]) =>
  prompt.kind === 'nonconformity'
    ? prompt.slots
        .filter(({ name }) => name !== 'evidence')
        .map(({ options }) => chosen.filter((option) => options.includes(option)))
        .find((options) => options.length > 1)
    : undefined

const placeOf = (letter: string): number => letter.charCodeAt(0) - 'A'.charCodeAt(0)

/** The first mark that names none of so many places; `blank` is a mark that names none on purpose. */
function strangeIn(marks: readonly string[], places: number, blank?: string) {
  const character = marks.find((mark) => mark !== blank && !(placeOf(mark) >= 0 && placeOf(mark) < places))
  return character === undefined ? undefined : { character, last: letterAt(places - 1) }
}

/**
 * What a candidate would have done at the desk to give these responses: every question is seen, and the time is shared
 * evenly among them, since paper does not tell.
 */
export function sheetEvents(
  { questions }: Pick<ExamPlan, 'questions'>,
  responses: readonly Response[],
  { startedAt, endedAt }: { readonly startedAt: number; readonly endedAt: number },
): readonly ExamEvent[] {
  const each = (endedAt - startedAt) / questions.length
  const answered = responses.flatMap((response, index): readonly ExamEvent[] => {
    const question = known(questions[index]).question.id
    const at = Math.round(startedAt + each * index)
    const moved: readonly ExamEvent[] = index === 0 ? [] : [{ type: 'moved', at, to: index }]
    switch (response.kind) {
      case 'none':
        return moved
      case 'chosen':
      case 'ordered':
        return [...moved, { type: 'chose', at, question, options: response.options }]
      case 'placed':
        return [
          ...moved,
          ...Object.entries(response.targets).map(([option, target]): ExamEvent => ({
            type: 'placed',
            at,
            question,
            option,
            target,
          })),
        ]
    }
  })
  return [{ type: 'started', at: startedAt }, ...answered, { type: 'submitted', at: endedAt }]
}
