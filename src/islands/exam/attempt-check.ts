import { scenarioPassage, stemPassage, type ExamEvent, type ExamPlan, type ExamQuestion } from '../../core/exam.ts'
import type { LoadedAttempt } from '../../store/progress.ts'

/** What a stored attempt says that no exam can have written, and where. */
export type Tampering = { readonly kind: 'damaged'; readonly path: string; readonly what: string }

/**
 * Whether an attempt holds together: the store has seen that its rows have their shapes, this sees that they mean
 * something. An attempt that does not is not opened, because a result from it would say nothing.
 */
export function tamperingIn({ attempt, plan, events }: LoadedAttempt): Tampering | undefined {
  const found = planTampering(plan, attempt.id, attempt.questionIds) ?? logTampering(plan, events)
  return found && { kind: 'damaged', ...found }
}

type Found = Omit<Tampering, 'kind'> | undefined

function planTampering(plan: ExamPlan, attemptId: string, questionIds: readonly string[]): Found {
  const ids = plan.questions.map(({ question }) => question.id)
  if (plan.attemptId !== attemptId) return { path: 'plan.attemptId', what: 'names another attempt' }
  if (ids.length === 0) return { path: 'plan.questions', what: 'is empty' }
  if (new Set(ids).size !== ids.length) return { path: 'plan.questions', what: 'has a question twice' }
  if (ids.join() !== questionIds.join())
    return { path: 'plan.questions', what: 'are not those the attempt was begun with' }
  if (plan.limitMs !== undefined && !(plan.limitMs > 0)) return { path: 'plan.limitMs', what: 'is no time' }
  return firstFound(plan.questions, (asked, index) => questionTampering(asked, `plan.questions[${index}]`))
}

function questionTampering({ question, optionOrder }: ExamQuestion, path: string): Found {
  const { prompt, key } = question
  const offered = prompt.options.map(({ id }) => id)
  if (new Set(offered).size !== offered.length) return { path: `${path}.question.prompt`, what: 'has an option twice' }
  if (!isSameSet(optionOrder, offered))
    return { path: `${path}.optionOrder`, what: 'are not the options of the question' }
  const keyed = key.kind === 'targets' ? Object.keys(key.targets) : key.options
  if (!keyed.every((option) => offered.includes(option)))
    return { path: `${path}.question.key`, what: 'names an option that is not offered' }
  return undefined
}

function logTampering(plan: ExamPlan, events: readonly ExamEvent[]): Found {
  if (events[0] && events[0].type !== 'started') return { path: 'events[0]', what: 'is not the start' }
  const questions = new Map(plan.questions.map(({ question }) => [question.id, question]))
  const passages = new Set(
    plan.questions.flatMap(({ question, scenario }) => [
      stemPassage(question.id),
      ...(scenario ? [scenarioPassage(scenario.id)] : []),
    ]),
  )
  return firstFound(events, (event, index) => {
    const path = `events[${index}]`
    if (event.type === 'moved' && !plan.questions[event.to])
      return { path, what: 'goes to a question that is not there' }
    if (event.type === 'extended' && !(event.byMs > 0)) return { path, what: 'takes time away' }
    if (event.type === 'highlighted' && !passages.has(event.passage))
      return { path, what: 'marks a text that is not in this exam' }
    if (!('question' in event)) return undefined
    const question = questions.get(event.question)
    if (!question) return { path, what: 'is about a question that is not in this exam' }
    const { prompt } = question
    const isOffered = (option: string) => prompt.options.some(({ id }) => id === option)
    const named = event.type === 'chose' ? event.options : 'option' in event ? [event.option] : []
    if (!named.every(isOffered)) return { path, what: 'names an option that is not offered' }
    const target = event.type === 'placed' ? event.target : undefined
    if (target !== undefined && !('targets' in prompt && prompt.targets.some(({ id }) => id === target)))
      return { path, what: 'names a target that is not offered' }
    return undefined
  })
}

function firstFound<Item>(items: readonly Item[], find: (item: Item, index: number) => Found): Found {
  for (const [index, item] of items.entries()) {
    const found = find(item, index)
    if (found) return found
  }
  return undefined
}

const isSameSet = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && others.every((one) => some.includes(one))
