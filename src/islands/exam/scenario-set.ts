import type { ExamPlan } from '../../core/exam.ts'
import type { Scenario } from '../../core/profile.ts'

/** The scenario of a question, with its number in the exam and the numbers of its questions, all from 1. */
export type ScenarioSet = {
  readonly scenario: Scenario
  readonly number: number
  readonly first: number
  readonly last: number
}

export function scenarioSetAt({ questions }: ExamPlan, index: number): ScenarioSet | undefined {
  const scenario = questions[index]?.scenario
  if (!scenario) return undefined
  const ids = questions.map((asked) => asked.scenario?.id)
  const order = [...new Set(ids.filter((id) => id !== undefined))]
  return {
    scenario,
    number: order.indexOf(scenario.id) + 1,
    first: ids.indexOf(scenario.id) + 1,
    last: ids.lastIndexOf(scenario.id) + 1,
  }
}

export const scenarioHeading = ({ number, first, last }: ScenarioSet) =>
  `Scenario ${number}: ${first === last ? `question ${first}` : `questions ${first}–${last}`}`
