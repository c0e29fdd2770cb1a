import { usedMs, type Exam, type ExamPlan, type ExamQuestion, type Sheet } from './exam.ts'
import { wilson, type Interval } from './interval.ts'
import { markStrict, type Mark } from './marking.ts'
import { isComplete, isSameResponse, type QuestionId, type Response } from './question.ts'
import { known } from './result.ts'

type Finished = Extract<Exam, { phase: 'finished' }>

export type GradedQuestion = {
  readonly id: QuestionId
  /** Its place in the exam, from 1. */
  readonly number: number
  readonly domain: string
  /** All or nothing. */
  readonly mark: Mark
  /** What it counts, in an exam that is scored in marks. */
  readonly marks: number | undefined
  readonly response: Response
  readonly seen: boolean
  readonly flagged: boolean
  readonly spentMs: number
  /** Every response that was given, oldest first. */
  readonly history: readonly Response[]
}

export type Score = { readonly right: number; readonly of: number }

/** The marks of the questions that are right, of all marks. */
export type Marks = { readonly earned: number; readonly of: number }

export type DomainReport = Score & {
  readonly id: string
  readonly title: string
  readonly interval: Interval
  /** Undefined in an exam that is not scored in marks. */
  readonly marks: Marks | undefined
  /** What this domain alone needs, marks or questions, and whether it has them. */
  readonly floor: { readonly needed: number; readonly reached: boolean } | undefined
}

export type Report = Score & {
  readonly questions: readonly GradedQuestion[]
  /** Undefined in an exam that is not scored in marks. */
  readonly marks: Marks | undefined
  /** Of the marks, or of the questions; one decimal; below the pass mark it never reads as the pass per cent. */
  readonly percent: number
  /** Marks needed to pass or, in an exam without, questions. */
  readonly passMark: number
  /** The pass mark is reached, whatever the floors say. */
  readonly isReached: boolean
  /** The pass mark is reached, and the floor of every domain. */
  readonly passed: boolean
  /** Pauses left out. */
  readonly usedMs: number
  /** Extra time included; undefined when untimed. */
  readonly limitMs: number | undefined
  readonly domains: readonly DomainReport[]
  readonly changes: AnswerChanges
  readonly pace: Pace
  readonly lookUps: LookUpReport
}

/** Questions whose final response is not the first complete one, by the marks of the two. */
export type AnswerChanges = {
  readonly rightToWrong: number
  readonly wrongToRight: number
  readonly wrongToWrong: number
}

export type LookUpReport = {
  readonly count: number
  /** With an entry open. */
  readonly ms: number
  /** Questions whose response was wrong or blank when something was looked up, and right in the end. */
  readonly turned: number
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
  const questions = plan.questions.map((asked, index) => gradeQuestion(asked, known(sheets[index]), index + 1))
  const counted = countedOf(questions)
  const passMark = passMarkOf(plan.passPercent, counted.of)
  const isReached = counted.earned >= passMark
  const reports = domains.map(({ id, title, floor }): DomainReport => {
    const inDomain = questions.filter(({ domain }) => domain === id)
    const score = scoreOf(inDomain)
    return {
      id,
      title,
      ...score,
      interval: wilson(score.right, score.of),
      marks: marksOf(inDomain),
      floor: floor === undefined ? undefined : { needed: floor, reached: countedOf(inDomain).earned >= floor },
    }
  })
  return {
    questions,
    ...scoreOf(questions),
    marks: marksOf(questions),
    percent: percentOf(counted, isReached ? Infinity : plan.passPercent),
    passMark,
    isReached,
    passed: isReached && reports.every(({ floor }) => floor?.reached !== false),
    usedMs: usedMs(exam),
    limitMs,
    domains: reports,
    changes: changesOf(exam),
    pace: paceOf(questions, limitMs),
    lookUps: lookUpsOf(exam, questions),
  }
}

/** Questions or marks that are needed to pass: the pass per cent of their number, rounded up. */
export const passMarkOf = (passPercent: number, of: number): number =>
  // What binary fractions add to a whole number must not cost a question.
  Math.ceil((passPercent * of) / 100 - 1e-9)

/** A report in two: questions that were new to the person, and those seen before. */
export const splitBySeen = (
  { questions }: Pick<Report, 'questions'>,
  seenIds: ReadonlySet<QuestionId>,
): { readonly fresh: Score; readonly seen: Score } => ({
  fresh: scoreOf(questions.filter(({ id }) => !seenIds.has(id))),
  seen: scoreOf(questions.filter(({ id }) => seenIds.has(id))),
})

const gradeQuestion = ({ question, marks }: ExamQuestion, sheet: Sheet, number: number): GradedQuestion => ({
  id: question.id,
  number,
  domain: question.domain,
  mark: markStrict(question, sheet.response),
  marks,
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

/** What decides: marks, or questions that count one each. */
function countedOf(questions: readonly GradedQuestion[]): Marks {
  const sum = (some: readonly GradedQuestion[]) => some.reduce((all, { marks = 1 }) => all + marks, 0)
  return { earned: sum(questions.filter(({ mark }) => mark.kind === 'right')), of: sum(questions) }
}

const marksOf = (questions: readonly GradedQuestion[]): Marks | undefined =>
  questions.some(({ marks }) => marks !== undefined) ? countedOf(questions) : undefined

/** One decimal, rounded, but down where rounding would reach `ceiling`. */
function percentOf({ earned, of }: Marks, ceiling: number): number {
  const tenths = (earned * 1000) / of
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

function lookUpsOf({ plan, lookUps, endedAt }: Finished, questions: readonly GradedQuestion[]): LookUpReport {
  const turned = plan.questions.filter(
    ({ question }, index) =>
      known(questions[index]).mark.kind === 'right' &&
      lookUps.some(({ question: id, before }) => id === question.id && markStrict(question, before).kind !== 'right'),
  )
  return {
    count: lookUps.length,
    ms: lookUps.reduce((sum, { at, until = endedAt }) => sum + until - at, 0),
    turned: turned.length,
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
