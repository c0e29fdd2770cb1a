import type { CourseFacts } from '../../core/course-facts.ts'
import type { Evidence } from '../../core/readiness.ts'
import { gradeOf, type Rated } from '../../core/schedule.ts'
import type { Annotated, StoredResponse } from '../../store/progress.ts'
import { learnerDay } from './learner-day.ts'

/**
 * What readiness may rest on: answers to questions of the course that were new and unassisted. What was skipped says
 * nothing; and of what was chosen for being weak only the model of difficulty can make something.
 */
export function evidenceOf({ questions }: CourseFacts, responses: readonly StoredResponse[]): readonly Evidence[] {
  const facts = new Map(questions.map((question) => [question.id, question]))
  return responses.flatMap((response): readonly Evidence[] => {
    const question = facts.get(response.questionId)
    if (!question || !response.firstExposure || response.assisted || response.mark.kind === 'skipped') return []
    const isExam = response.context === 'exam'
    return [
      {
        domain: question.domain,
        credit: response.mark.credit,
        guess: isExam ? question.guessStrict : question.guess,
        difficulty: question.difficulty,
        at: response.at,
        // A placement asks what tells most, which is no sample of the exam.
        isRepresentative: isExam || response.sampling === 'representative',
      },
    ]
  })
}

/** The same with each answer's age in days, as the model itself takes it. */
export const datedEvidence = (facts: CourseFacts, responses: readonly StoredResponse[], now: number) =>
  evidenceOf(facts, responses).map((one) => ({ ...one, days: Math.max(0, (now - one.at) / 86_400_000) }))

/** What memory rests on: every answer to a concept of the course, in the order of time. */
export function ratedOf(
  { concepts }: CourseFacts,
  responses: readonly StoredResponse[],
  annotations: readonly Annotated[] = [],
): readonly Rated[] {
  const known = new Set(concepts.map(({ id }) => id))
  const easy = new Set(annotations.flatMap(({ place, annotation }) => (annotation.kind === 'easy' ? [place] : [])))
  return responses
    .filter(({ concept, mark }) => known.has(concept) && mark.kind !== 'skipped')
    .toSorted((one, other) => one.at - other.at)
    .map(({ id, concept, at, mark, certainty, assisted }) => ({
      concept,
      day: learnerDay(at),
      grade: gradeOf({ mark, certainty, assisted, isEasy: easy.has(`response:${id}`) }),
    }))
}
