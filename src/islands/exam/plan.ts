import type { ExamMode, ExamPlan } from '../../core/exam.ts'
import { leastSeen, type Shortage } from '../../core/form.ts'
import type { Bank, Profile } from '../../core/profile.ts'
import type { QuestionId } from '../../core/question.ts'
import { known, ok, type Result } from '../../core/result.ts'
import { newId } from '../../store/ids.ts'

const minuteMs = 60_000
const draws = 12

/** Draws a form that spares what this person has seen, and fixes everything about the attempt. */
export function drawPlan(
  { profile, bank, bankHash }: { readonly profile: Profile; readonly bank: Bank; readonly bankHash: string },
  chosen: {
    readonly mode: ExamMode
    /** Undefined means untimed. */
    readonly minutes: number | undefined
    readonly seenIds: ReadonlySet<QuestionId>
  },
): Result<ExamPlan, Shortage> {
  const isFresh = !bank.questions.some(({ id }) => chosen.seenIds.has(id))
  const seeds = [...crypto.getRandomValues(new Uint32Array(isFresh ? 1 : draws))]
  const drawn = leastSeen(bank, profile, seeds, chosen.seenIds)
  if (!drawn.ok) return drawn

  const questions = new Map(bank.questions.map((question) => [question.id, question]))
  const scenarios = new Map(bank.scenarios.map((scenario) => [scenario.id, scenario]))
  return ok({
    attemptId: newId(),
    profileId: profile.id,
    title: profile.title,
    mode: chosen.mode,
    seed: drawn.value.seed,
    bankHash,
    questions: drawn.value.questions.map(({ id, optionOrder, scenario }) => ({
      question: known(questions.get(id)),
      optionOrder,
      scenario: scenario === undefined ? undefined : scenarios.get(scenario),
    })),
    limitMs: chosen.minutes === undefined ? undefined : chosen.minutes * minuteMs,
    standardMs: profile.minutes * minuteMs,
    passPercent: profile.passPercent,
    backAllowed: profile.backAllowed,
    domains: profile.blueprint.domains.map(({ id, title }) => ({ id, title })),
  })
}
