import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  counts,
  limitMsOf,
  remainingMs,
  replay,
  sheetsOf,
  transition,
  usedMs,
  type Exam,
  type ExamEvent,
  type ExamPlan,
} from '../../src/core/exam.ts'
import { chosenOptions, pickOf } from '../../src/core/question.ts'
import { known } from '../../src/core/result.ts'
import { aClassification, aMatch, anOrder, aPlan, aQuestion } from '../support/builders.ts'

const plans: fc.Arbitrary<ExamPlan> = fc
  .record({
    keys: fc.array(fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
    limitMs: fc.option(fc.integer({ min: 0, max: 9000 }), { nil: undefined }),
    mode: fc.constantFrom('exam' as const, 'practice' as const),
    backAllowed: fc.boolean(),
  })
  .map(({ keys, ...plan }) =>
    aPlan({
      ...plan,
      questions: keys.map((key, index) => {
        const id = `q-${index + 1}`
        const others = [
          { ...anOrder(), id },
          { ...aMatch(), id },
          { ...aClassification(), id },
        ]
        return others[index - 2] ?? aQuestion({ id, key, options: ['a', 'b', 'c', 'd'] })
      }),
    }),
  )

// Times jump back and forth, and some events name questions, options and places that are not there.
const at = fc.integer({ min: 0, max: 6000 })
const question = fc.integer({ min: 1, max: 6 }).map((number) => `q-${number}`)
const option = fc.constantFrom('a', 'b', 'c', 'd', 'z')
const target = fc.constantFrom('r1', 'r2', 'minor', 'major', 'nowhere', undefined)
const events: fc.Arbitrary<ExamEvent> = fc.oneof(
  fc.record({ type: fc.constant('moved' as const), at, to: fc.integer({ min: -1, max: 6 }) }),
  fc.record({ type: fc.constant('chose' as const), at, question, options: fc.array(option, { maxLength: 5 }) }),
  fc.record({ type: fc.constant('placed' as const), at, question, option, target }),
  fc.record({ type: fc.constant('noted' as const), at, text: fc.string({ maxLength: 3 }) }),
  fc.record({
    type: fc.constant('highlighted' as const),
    at,
    passage: question.map((id) => `stem:${id}`),
    ranges: fc.array(fc.record({ from: fc.integer({ min: -1, max: 9 }), to: fc.integer({ min: -1, max: 9 }) }), {
      maxLength: 2,
    }),
  }),
  fc.record({ type: fc.constant('looked-up' as const), at, entry: fc.constantFrom('', '6.1.2', '6.1.3') }),
  fc.record({ type: fc.constant('closed-book' as const), at }),
  fc.record({ type: fc.constant('flagged' as const), at, question, on: fc.boolean() }),
  fc.record({ type: fc.constant('struck' as const), at, question, option, on: fc.boolean() }),
  fc.record({ type: fc.constant('extended' as const), at, byMs: fc.integer({ min: -500, max: 500 }) }),
  fc.record({
    type: fc.constantFrom('started' as const, 'paused' as const, 'resumed' as const, 'ticked' as const),
    at,
  }),
  { arbitrary: fc.record({ type: fc.constant('submitted' as const), at }), weight: 1 },
)
const logs = fc
  .array(events, { maxLength: 40 })
  .map((log): readonly ExamEvent[] => [{ type: 'started', at: 1000 }, ...log])

const always = (check: (exam: Exam, log: readonly ExamEvent[]) => void) =>
  fc.assert(
    fc.property(plans, logs, (plan, log) => {
      check(replay(plan, log), log)
    }),
  )

describe('whatever is done in an exam', () => {
  it('never points outside its questions', () => {
    always((exam) => {
      expect(sheetsOf(exam)).toHaveLength(exam.plan.questions.length)
      if ('current' in exam) expect(exam.sheets[exam.current]?.seen).toBe(true)
    })
  })

  it('leaves the plan as it was', () => {
    fc.assert(
      fc.property(plans, logs, (plan, log) => {
        const before = structuredClone(plan)
        expect(replay(plan, log).plan).toBe(plan)
        expect(plan).toEqual(before)
      }),
    )
  })

  it('leads to the same exam in one go or after a break', () => {
    fc.assert(
      fc.property(plans, logs, fc.nat(), (plan, log, cut) => {
        const place = cut % (log.length + 1)
        const atBreak: Exam = structuredClone(replay(plan, log.slice(0, place)))
        expect(log.slice(place).reduce(transition, atBreak)).toEqual(replay(plan, log))
      }),
    )
  })

  it('leaves finished what is finished', () => {
    fc.assert(
      fc.property(plans, logs, logs, (plan, log, more) => {
        const finished = replay(plan, [...log, { type: 'submitted', at: 9999 }])
        expect(finished.phase).toBe('finished')
        expect(more.reduce(transition, finished)).toBe(finished)
      }),
    )
  })

  it('keeps known options only, no more than asked for, and never one that is both chosen and struck', () => {
    always((exam) => {
      sheetsOf(exam).forEach((sheet, index) => {
        const { prompt } = known(exam.plan.questions[index]).question
        const chosen = chosenOptions(sheet.response)
        expect(chosen.length).toBeLessThanOrEqual(pickOf(prompt))
        expect(new Set([...chosen, ...sheet.struck]).size).toBe(chosen.length + sheet.struck.length)
        for (const id of [...chosen, ...sheet.struck]) expect(prompt.options.map((option) => option.id)).toContain(id)
      })
    })
  })

  it('keeps highlights that can be drawn, and never more than one look-up open', () => {
    always((exam) => {
      if (exam.phase === 'ready') return
      for (const ranges of Object.values(exam.highlights)) {
        expect(ranges.length).toBeGreaterThan(0)
        ranges.forEach(({ from, to }, index) => {
          expect(from).toBeGreaterThanOrEqual(ranges[index - 1]?.to ?? 0)
          expect(to).toBeGreaterThan(from)
        })
      }
      const closed = exam.phase === 'running' ? exam.lookUps.slice(0, -1) : exam.lookUps
      for (const { at, until } of closed) expect(until).toBeGreaterThanOrEqual(at)
    })
  })

  it('keeps the present response last in the history', () => {
    always((exam) => {
      for (const { history, response } of sheetsOf(exam)) expect(history.at(-1) ?? { kind: 'none' }).toEqual(response)
    })
  })

  it('counts each question in one state', () => {
    always((exam) => {
      const { complete, incomplete, unseen } = counts(exam)
      expect(complete + incomplete + unseen).toBe(exam.plan.questions.length)
    })
  })

  it('gives questions no more time than passed, and no more than is allowed', () => {
    always((exam) => {
      for (const { spentMs } of sheetsOf(exam)) expect(spentMs).toBeGreaterThanOrEqual(0)
      if (exam.phase === 'finished') expect(usedMs(exam)).toBeLessThanOrEqual(exam.endedAt - exam.startedAt)
      const limitMs = limitMsOf(exam)
      if (limitMs !== undefined) expect(usedMs(exam)).toBeLessThanOrEqual(limitMs)
    })
  })

  it('gives questions all the time that passed where there was no pause', () => {
    always((exam) => {
      if (exam.phase === 'finished' && exam.plan.mode === 'exam')
        expect(usedMs(exam)).toBe(exam.endedAt - exam.startedAt)
    })
  })

  it('never takes from the limit, and adds no more than extra time', () => {
    always((exam, log) => {
      const { limitMs } = exam.plan
      const extraMs = log.reduce((sum, event) => sum + (event.type === 'extended' ? Math.max(0, event.byMs) : 0), 0)
      const allowedMs = limitMsOf(exam)
      expect(allowedMs === undefined).toBe(limitMs === undefined)
      if (allowedMs === undefined || limitMs === undefined) return
      expect(allowedMs).toBeGreaterThanOrEqual(limitMs)
      expect(allowedMs).toBeLessThanOrEqual(limitMs + extraMs)
    })
  })

  it('never leaves more time later than before, but for extra time', () => {
    fc.assert(
      fc.property(plans, logs, events, at, (plan, log, event, now) => {
        const before = replay(plan, log)
        const beforeMs = remainingMs(before, event.at)
        const later = remainingMs(transition(before, event), event.at + now)
        if (beforeMs === undefined || event.type === 'extended' || before.phase === 'ready') return
        expect(later).toBeLessThanOrEqual(beforeMs)
      }),
    )
  })

  it('is over by the deadline', () => {
    always((exam) => {
      if (exam.phase !== 'running' || exam.deadline === undefined) return
      const ended = transition(exam, { type: 'ticked', at: exam.deadline })
      expect(ended).toMatchObject({ phase: 'finished', cause: 'time-out', endedAt: exam.deadline })
      expect(remainingMs(ended, 0)).toBe(0)
    })
  })
})
