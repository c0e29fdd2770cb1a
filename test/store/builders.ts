import type { ExamEvent, ExamPlan, ExamQuestion } from '../../src/core/exam.ts'
import type { Question } from '../../src/core/question.ts'
import { known, type Result } from '../../src/core/result.ts'
import type { AttemptSummary, NewResponse } from '../../src/store/progress.ts'
import type { Data } from '../../src/store/tables.ts'

/** The value of a result that must be one. */
export async function valueOf<Value>(result: Promise<Result<Value, unknown>>): Promise<Value> {
  const settled = await result
  if (!settled.ok) throw new Error(`Expected a value, got ${JSON.stringify(settled.failure)}`)
  return settled.value
}

export const aResponse = (given: Partial<NewResponse> = {}): NewResponse => ({
  questionId: 'f-context-001',
  version: 1,
  concept: 'context',
  domain: 'requirements',
  context: 'check',
  response: { kind: 'chosen', options: ['a'] },
  mark: { kind: 'right', credit: 1 },
  assisted: false,
  at: 1000,
  ...given,
})

const aQuestion = (id: string): Question => ({
  id,
  version: 1,
  domain: 'requirements',
  level: 'apply',
  difficulty: 3,
  refs: ['iso42001:4.1'],
  objective: 'f2-1',
  concept: 'context',
  prompt: {
    kind: 'single',
    stem: 'Which one?',
    options: [
      { id: 'a', text: 'This' },
      { id: 'b', text: 'That' },
    ],
  },
  key: { kind: 'options', options: ['a'] },
  rationales: [],
  shuffle: true,
  enemies: [],
  mockOnly: false,
  corrected: [],
})

const asked = (id: string): ExamQuestion => ({ question: aQuestion(id), optionOrder: ['b', 'a'] })

export const aPlan = ({
  questions = ['q1', 'q2', 'q3'],
  ...given
}: { questions?: string[]; attemptId?: string } = {}) =>
  ({
    attemptId: 'attempt-1',
    profileId: 'foundation-40',
    title: 'Foundation exam',
    mode: 'exam',
    seed: 7,
    bankHash: 'abc',
    limitMs: 3_600_000,
    standardMs: 3_600_000,
    passPercent: 70,
    backAllowed: true,
    domains: [{ id: 'requirements', title: 'Requirements' }],
    ...given,
    questions: questions.map(asked),
  }) satisfies ExamPlan

export const aSummary = (given: Partial<AttemptSummary> = {}): AttemptSummary => ({
  startedAt: 1000,
  endedAt: 9000,
  cause: 'submitted',
  right: 2,
  questions: 3,
  passed: false,
  ...given,
})

export const started: ExamEvent = { type: 'started', at: 1000 }
export const moved = (to: number): ExamEvent => ({ type: 'moved', at: 2000 + to, to })

export const noData: Data = {
  studies: [],
  visits: [],
  settings: [],
  responses: [],
  attempts: [],
  plans: [],
  events: [],
  annotations: [],
  forecasts: [],
  binders: [],
  fields: [],
  ownQuestions: [],
  ownExams: [],
}

let databases = 0
/** A name no other test uses. */
export const aName = () => `test-${++databases}`

/** The data of a backup text, rows in order of their ids; a table that its version did not have is empty. */
export function dataIn(text: string): Data {
  const { data }: { data: Partial<Data> } = JSON.parse(text)
  return sorted({ ...noData, ...data })
}

export function sorted(data: Data): Data {
  const inOrder = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
    [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    studies: inOrder(data.studies),
    visits: inOrder(data.visits),
    settings: inOrder(data.settings),
    responses: inOrder(data.responses),
    attempts: inOrder(data.attempts),
    plans: inOrder(data.plans),
    events: inOrder(data.events),
    annotations: inOrder(data.annotations),
    forecasts: inOrder(data.forecasts),
    binders: inOrder(data.binders),
    fields: inOrder(data.fields),
    ownQuestions: inOrder(data.ownQuestions),
    ownExams: inOrder(data.ownExams),
  }
}

/** The first value a watcher shows that fits. */
export function shown<Value>(
  watch: (show: (value: Value) => void) => () => void,
  fits: (value: Value) => boolean,
): Promise<Value> {
  return new Promise((resolve) => {
    const stop = watch((value) => {
      if (!fits(value)) return
      resolve(value)
      queueMicrotask(() => stop())
    })
  })
}

export const last = <Item>(items: readonly Item[]): Item => known(items.at(-1))
