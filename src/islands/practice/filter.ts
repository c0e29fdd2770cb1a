import type { CourseFacts, QuestionFacts } from '../../core/course-facts.ts'
import { includes } from '../../core/requirement.ts'
import { levels, type Level, type QuestionId, type Task } from '../../core/question.ts'
import { unreachable } from '../../core/result.ts'
import type { Annotated, StoredResponse } from '../../store/progress.ts'

export const states = ['any', 'new', 'missed', 'sure', 'flagged'] as const
export type State = (typeof states)[number]

/** What practice may ask: a question must fit everything that is named. */
export type Filter = {
  readonly domain: string | undefined
  readonly module: string | undefined
  readonly concept: string | undefined
  /** A clause or control, or a head with all under it. */
  readonly requirement: string | undefined
  readonly task: Task | undefined
  readonly levels: readonly Level[]
  readonly state: State
}

export const everything: Filter = {
  domain: undefined,
  module: undefined,
  concept: undefined,
  requirement: undefined,
  task: undefined,
  levels,
  state: 'any',
}

/** What the device knows of each question: its last answer, and whether it is flagged. */
export type Record = {
  readonly answered: ReadonlyMap<QuestionId, StoredResponse>
  readonly flagged: ReadonlySet<QuestionId>
}

export function recordOf(responses: readonly StoredResponse[], annotations: readonly Annotated[]): Record {
  const flagged = annotations.flatMap(({ place, annotation }) =>
    annotation.kind === 'flag' && place.startsWith('question:') ? [place.slice('question:'.length)] : [],
  )
  return {
    answered: new Map(
      responses.toSorted((one, other) => one.at - other.at).map((response) => [response.questionId, response]),
    ),
    flagged: new Set(flagged),
  }
}

/** The questions that may be asked, without those kept for exams. */
export function filtered(facts: CourseFacts, filter: Filter, record: Record): readonly QuestionFacts[] {
  const moduleOf = new Map(facts.lessons.map(({ id, module }) => [id, module]))
  const inModule = new Set(
    facts.concepts.flatMap(({ id, lesson }) => (moduleOf.get(lesson) === filter.module ? [id] : [])),
  )
  const { domain, module, concept, requirement, task } = filter
  return facts.questions.filter(
    (question) =>
      !question.mockOnly &&
      (domain === undefined || question.domain === domain) &&
      (module === undefined || inModule.has(question.concept)) &&
      (concept === undefined || question.concept === concept) &&
      (requirement === undefined || question.refs.some((ref) => includes(requirement, ref))) &&
      (task === undefined || question.task === task) &&
      filter.levels.includes(question.level) &&
      isInState(question.id, filter.state, record),
  )
}

function isInState(id: QuestionId, state: State, { answered, flagged }: Record): boolean {
  const last = answered.get(id)
  const isMissed = last !== undefined && last.mark.kind !== 'right'
  switch (state) {
    case 'any':
      return true
    case 'new':
      return last === undefined
    case 'missed':
      return isMissed
    case 'sure':
      return isMissed && last.certainty === 3
    case 'flagged':
      return flagged.has(id)
    default:
      return unreachable(state)
  }
}
