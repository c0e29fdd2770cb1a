import type { ExamMode, ExamPlan } from '../../core/exam.ts'
import { codeOf, seedLimit } from '../../core/form-code.ts'
import { leastSeen, type LastSeen, type Shortage } from '../../core/form.ts'
import type { Bank, Form, Profile } from '../../core/profile.ts'
import { known, type Result } from '../../core/result.ts'
import { newId } from '../../store/ids.ts'
import { formPath } from './paths.ts'

const minuteMs = 60_000
const draws = 100

/** A form, and what it was drawn from. */
export type Drawn = {
  readonly profile: Profile
  readonly form: Form
  readonly bank: Bank
  readonly bankHash: string
  /** Undefined where no code leads to the form. */
  readonly code: string | undefined
  /** Where the form is had again, from the site's root. */
  readonly again: string | undefined
}

/** Draws a form for one person, sparing what they have seen as far as the bank allows. */
export function drawOwn(
  { profile, bank }: { readonly profile: Profile; readonly bank: Bank },
  lastSeen: LastSeen,
): Result<Form, Shortage> {
  const isFresh = !bank.questions.some(({ id }) => lastSeen.has(id))
  const seeds = Array.from({ length: isFresh ? 1 : draws }, newSeed)
  return leastSeen(bank, profile, { seeds, lastSeen, now: Date.now() })
}

export const newSeed = (): number => known(crypto.getRandomValues(new Uint32Array(1))[0]) % seedLimit

export function withCode(drawn: Omit<Drawn, 'code' | 'again'>): Drawn {
  const code = codeOf(drawn.profile, drawn.bankHash, drawn.form.seed)
  const again = code && formPath({ profileId: drawn.profile.id, text: code })
  return { ...drawn, code, again }
}

/** Fixes everything about an attempt. */
export function planOf(
  { profile, form, bank, bankHash, code, again }: Drawn,
  chosen: {
    readonly mode: ExamMode
    /** Undefined means untimed. */
    readonly minutes: number | undefined
  },
): ExamPlan {
  const questions = new Map(bank.questions.map((question) => [question.id, question]))
  const scenarios = new Map(bank.scenarios.map((scenario) => [scenario.id, scenario]))
  return {
    attemptId: newId(),
    profileId: profile.id,
    title: profile.title,
    mode: chosen.mode,
    seed: form.seed,
    code,
    again,
    bankHash,
    questions: form.questions.map(({ id, optionOrder, scenario, marks }) => ({
      question: known(questions.get(id)),
      optionOrder,
      scenario: scenario === undefined ? undefined : scenarios.get(scenario),
      marks,
    })),
    limitMs: chosen.minutes === undefined ? undefined : chosen.minutes * minuteMs,
    standardMs: profile.minutes * minuteMs,
    passPercent: profile.passPercent,
    backAllowed: profile.backAllowed,
    openBook: profile.openBook,
    domains: profile.blueprint.domains.map(({ id, title, floor }) => ({ id, title, floor })),
  }
}
