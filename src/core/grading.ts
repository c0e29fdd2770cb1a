import { usedMs, type Exam, type ExamPlan, type Sheet } from './exam.ts'
import { wilson, type Interval } from './interval.ts'
import { markStrict, type Mark } from './marking.ts'
import { isComplete, isSameResponse, type Question, type QuestionId, type Response } from './question.ts'
import { known } from './result.ts'

type Finished = Extract<Exam, { phase: 'finished' }>

export type GradedQuestion = {
  readonly id: QuestionId
  /** Its place in the exam, from 1. */
  readonly number: number
  readonly domain: string
  /** All or nothing. */
  readonly mark: Mark
  readonly response: Response
  readonly seen: boolean
  readonly flagged: boolean
  readonly spentMs: number
  /** Every response that was given, oldest first. */
  readonly history: readonly Response[]
}

export type Score = { readonly right: number; readonly of: number }

export type Report = Score & {
  readonly questions: readonly GradedQuestion[]
  /** One decimal; below the pass mark it never reads as the pass per cent. */
  readonly percent: number
  /** Questions that must be right to pass. */
  readonly passMark: number
  readonly passed: boolean
  /** Pauses left out. */
  readonly usedMs: number
  /** Extra time included; undefined when untimed. */
  readonly limitMs: number | undefined
  readonly domains: readonly (Score & { readonly id: string; readonly title: string; readonly interval: Interval })[]
  readonly changes: AnswerChanges
  readonly pace: Pace
}

/** Questions whose final response is not the first complete one, by the marks of the two. */
export type AnswerChanges = {
  readonly rightToWrong: number
  readonly wrongToRight: number
  readonly wrongToWrong: number
}

export type Pace = {
  /** Time per question; undefined when untimed. */
  readonly budgetMs: number | undefined
  /** Time on the first quarter, half, three quarters and all of the questions, against the budget for as many. */
  readonly quarters: readonly {
    readonly questions: number
    readonly budgetMs: number | undefined
    readonly actualMs: number
  }[]
}

/** Marks a finished exam. Domains are reported in the order given, each with the Wilson 95 % interval of its share. */
export function gradeExam(exam: Finished, domains: ExamPlan['domains'] = exam.plan.domains): Report {
  const { plan, sheets, limitMs } = exam
  const questions = plan.questions.map(({ question }, index) =>
    gradeQuestion(question, known(sheets[index]), index + 1),
  )
  const { right, of } = scoreOf(questions)
  const passMark = passMarkOf(plan.passPercent, of)
  const passed = right >= passMark
  return {
    questions,
    right,
    of,
    percent: percentOf({ right, of }, passed ? Infinity : plan.passPercent),
    passMark,
    passed,
    usedMs: usedMs(exam),
    limitMs,
    domains: domains.map(({ id, title }) => {
      const score = scoreOf(questions.filter(({ domain }) => domain === id))
      return { id, title, ...score, interval: wilson(score.right, score.of) }
    }),
    changes: changesOf(exam),
    pace: paceOf(questions, limitMs),
  }
}

/** Questions that must be right to pass: the pass per cent of their number, rounded up. */
export const passMarkOf = (passPercent: number, questions: number): number =>
  // What binary fractions add to a whole number must not cost a question.
  Math.ceil((passPercent * questions) / 100 - 1e-9)

/** A report in two: questions that were new to the person, and those seen before. */
export const splitBySeen = (
  { questions }: Pick<Report, 'questions'>,
  seenIds: ReadonlySet<QuestionId>,
): { readonly fresh: Score; readonly seen: Score } => ({
  fresh: scoreOf(questions.filter(({ id }) => !seenIds.has(id))),
  seen: scoreOf(questions.filter(({ id }) => seenIds.has(id))),
})

const gradeQuestion = (question: Question, sheet: Sheet, number: number): GradedQuestion => ({
  id: question.id,
  number,
  domain: question.domain,
  mark: markStrict(question, sheet.response),
  response: sheet.response,
  seen: sheet.seen,
  flagged: sheet.flagged,
  spentMs: sheet.spentMs,
  history: sheet.history,
})

const scoreOf = (questions: readonly GradedQuestion[]): Score => ({
  right: questions.filter(({ mark }) => mark.kind === 'right').length,
  of: questions.length,
})

/** One decimal, rounded, but down where rounding would reach `ceiling`. */
function percentOf({ right, of }: Score, ceiling: number): number {
  const tenths = (right * 1000) / of
  const rounded = Math.round(tenths) / 10
  return rounded < ceiling ? rounded : Math.floor(tenths) / 10
}

function changesOf({ plan, sheets }: Finished): AnswerChanges {
  const changes = plan.questions.flatMap(({ question }, index) => {
    const { history, response } = known(sheets[index])
    const first = history.find((given) => isComplete(question.prompt, given))
    if (first === undefined || isSameResponse(first, response)) return []
    const isRight = (given: Response) => markStrict(question, given).kind === 'right'
    return [{ from: isRight(first), to: isRight(response) }]
  })
  return {
    rightToWrong: changes.filter(({ from }) => from).length,
    wrongToRight: changes.filter(({ to }) => to).length,
    wrongToWrong: changes.filter(({ from, to }) => !from && !to).length,
  }
}

function paceOf(questions: readonly GradedQuestion[], limitMs: number | undefined): Pace {
  const budgetMs = limitMs === undefined ? undefined : limitMs / questions.length
  return {
    budgetMs,
    quarters: [1, 2, 3, 4].map((quarter) => {
      const first = questions.slice(0, Math.ceil((questions.length * quarter) / 4))
      return {
        questions: first.length,
        budgetMs: budgetMs === undefined ? undefined : budgetMs * first.length,
        actualMs: first.reduce((sum, { spentMs }) => sum + spentMs, 0),
      }
    }),
  }
}
