import { replay, type Exam, type ExamEvent, type ExamPlan } from '../../src/core/exam.ts'
import type { Bank, Blueprint, Profile, Scenario } from '../../src/core/profile.ts'
import {
  grades,
  levels,
  slotNames,
  type OptionId,
  type Question,
  type Slot,
  type SlotName,
  type Targets,
} from '../../src/core/question.ts'
import { seeded, shuffle } from '../../src/core/random.ts'
import { known } from '../../src/core/result.ts'

type QuestionDetails = Partial<Omit<Question, 'prompt' | 'key' | 'rationales'>> & {
  readonly stem?: string
  readonly options?: readonly OptionId[]
  readonly key?: readonly OptionId[]
}

/** A question with the key `a` of three options; with several keys, of four. It asks for as many options as there are keys. */
export function aQuestion({ stem, options, key = ['a'], ...details }: QuestionDetails = {}): Question {
  const isMultiple = key.length > 1
  const offered = options ?? (isMultiple ? ['a', 'b', 'c', 'd'] : ['a', 'b', 'c'])
  const prompt = { stem: stem ?? 'Which one?', options: offered.map((id) => ({ id, text: `Option ${id}` })) }
  return {
    id: 'q-1',
    version: 1,
    domain: 'concepts',
    level: 'understand',
    difficulty: 3,
    refs: ['4.1'],
    objective: 'f1-1',
    concept: 'concept-1',
    prompt: isMultiple ? { kind: 'multiple', ...prompt, pick: key.length } : { kind: 'single', ...prompt },
    key: { kind: 'options', options: key },
    rationales: offered.map((option) => ({ option, text: `Why ${option} is what it is.` })),
    shuffle: true,
    enemies: [],
    mockOnly: false,
    corrected: [],
    ...details,
  }
}

/** Steps to be put in the order of the key. */
export const anOrder = (key: readonly OptionId[] = ['b', 'd', 'a', 'c']): Question => ({
  ...aQuestion({ id: 'q-order', options: [...key].sort() }),
  prompt: { kind: 'order', stem: 'Put the steps in order.', options: [...key].sort().map(step) },
  key: { kind: 'order', options: key },
})

/** Rows to be matched with `r1` to `r4`. */
export const aMatch = (targets: Targets = { a: 'r2', b: 'r1', c: 'r2' }): Question => ({
  ...aQuestion({ id: 'q-match', options: Object.keys(targets) }),
  prompt: {
    kind: 'match',
    stem: 'Match each row.',
    options: Object.keys(targets).map(step),
    targets: ['r1', 'r2', 'r3', 'r4'].map((id) => ({ id, text: `Target ${id}` })),
  },
  key: { kind: 'targets', targets },
})

/** Evidence to be graded. */
export const aClassification = (targets: Targets = { a: 'conformity', b: 'minor', c: 'major' }): Question => ({
  ...aQuestion({ id: 'q-classify', options: Object.keys(targets) }),
  prompt: {
    kind: 'classify',
    stem: 'Grade each row.',
    options: Object.keys(targets).map(step),
    targets: grades.map((id) => ({ id, text: `Grade ${id}` })),
  },
  key: { kind: 'targets', targets },
})

/**
 * A nonconformity to be written: evidence `e1` and `e2` of four, requirement `r1`, gap `g1`, a minor, scope `s1`. Parts
 * that are named here stand in place of these.
 */
export const aNonconformity = (parts: Partial<Record<SlotName, readonly OptionId[]>> = {}, key?: readonly OptionId[]) =>
  aFindingOf(
    {
      evidence: ['e1', 'e2', 'e3', 'e4'],
      requirement: ['r1', 'r2', 'r3'],
      gap: ['g1', 'g2', 'g3'],
      grade: ['minor', 'major'],
      scope: ['s1', 's2', 's3'],
      ...parts,
    },
    key ?? ['e1', 'e2', 'r1', 'g1', 'minor', 's1'],
  )

/** A finding to be classified, with all four grades and a requirement that is none. */
export const aFinding = (key: readonly OptionId[] = ['e1', 'r1', 'minor']): Question =>
  aFindingOf({ evidence: ['e1', 'e2', 'e3', 'e4'], requirement: ['r1', 'r2', 'none'], grade: [...grades] }, key)

function aFindingOf(
  parts: Readonly<Partial<Record<SlotName, readonly OptionId[]>>>,
  key: readonly OptionId[],
): Question {
  const slots = slotNames.flatMap((name): readonly Slot[] => {
    const options = parts[name]
    return options ? [{ name, options }] : []
  })
  const options = slots.flatMap((slot) => slot.options)
  return {
    ...aQuestion({ id: 'q-finding', options }),
    prompt: { kind: 'nonconformity', stem: 'Write the nonconformity.', options: options.map(step), slots },
    key: { kind: 'finding', options: key, model: 'What an auditor would record.' },
  }
}

const step = (id: OptionId) => ({ id, text: `Option ${id}` })

export const aScenario = (details: Partial<Scenario> = {}): Scenario => ({
  id: 's-1',
  title: 'A lender',
  stimulus: 'A lender has a model.',
  questions: [],
  ...details,
})

/** A profile of ten questions from two domains, at any level, without scenarios. */
export const aProfile = ({
  blueprint,
  ...details
}: Partial<Omit<Profile, 'blueprint'>> & { readonly blueprint?: Partial<Blueprint> } = {}): Profile => ({
  id: 'small-10',
  title: 'A small exam',
  minutes: 15,
  passPercent: 70,
  optionsPerQuestion: 3,
  openBook: false,
  backAllowed: true,
  ...details,
  blueprint: {
    questions: 10,
    domains: [
      { id: 'concepts', title: 'Concepts', questions: 4 },
      { id: 'requirements', title: 'Requirements', questions: 6 },
    ],
    levels: [],
    scenarios: { count: 0, size: 0 },
    ...blueprint,
  },
})

/**
 * A bank drawn by seed: `questions` that stand alone, dealt to the domains in turn, and `scenarios` of `size` questions
 * each. Levels and difficulties from 1 to 5 are dealt at random in equal numbers; every tenth question has an enemy.
 */
export function aBank({
  questions = 100,
  scenarios = 0,
  size = 5,
  domains = ['concepts', 'requirements'],
  seed = 1,
}: {
  readonly questions?: number
  readonly scenarios?: number
  readonly size?: number
  readonly domains?: readonly string[]
  readonly seed?: number
} = {}): Bank {
  const ids = Array.from({ length: questions }, (_, index) => `q-${String(index + 1).padStart(4, '0')}`)
  const sets = Array.from({ length: scenarios }, (_, set) => {
    const id = `s-${String(set + 1).padStart(2, '0')}`
    return aScenario({ id, questions: Array.from({ length: size }, (_, index) => `${id}-${index + 1}`) })
  })
  const all = [...ids, ...sets.flatMap((scenario) => scenario.questions)]
  const random = seeded(seed)
  const dealt = shuffle([...all.keys()], random)
  const difficulties = shuffle([...all.keys()], random)
  return {
    scenarios: sets,
    questions: all.map((id, index) =>
      aQuestion({
        id,
        domain: known(domains[index % domains.length]),
        level: known(levels[known(dealt[index]) % levels.length]),
        difficulty: 1 + (known(difficulties[index]) % 9) / 2,
        concept: `concept-${index % 20}`,
        enemies: index % 10 === 1 ? all.slice(index - 1, index) : [],
      }),
    ),
  }
}

type PlanDetails = Partial<Omit<ExamPlan, 'questions'>> & { readonly questions?: number | readonly Question[] }

/** The plan of an exam of one hour in three questions, `q-1` to `q-3`, all with the key `a`. */
export function aPlan({ questions = 3, ...details }: PlanDetails = {}): ExamPlan {
  const asked =
    typeof questions === 'number'
      ? Array.from({ length: questions }, (_, index) => aQuestion({ id: `q-${index + 1}` }))
      : questions
  return {
    attemptId: 'attempt-1',
    profileId: 'small-10',
    title: 'A small exam',
    mode: 'exam',
    seed: 1,
    bankHash: 'abc',
    questions: asked.map((question) => ({ question, optionOrder: question.prompt.options.map(({ id }) => id) })),
    limitMs: 3_600_000,
    standardMs: 3_600_000,
    passPercent: 70,
    backAllowed: true,
    domains: [{ id: 'concepts', title: 'Concepts' }],
    ...details,
  }
}

/** The exam of a plan after some events; started at 0 unless they say otherwise. */
export const anExam = ({
  events = [{ type: 'started', at: 0 }],
  ...plan
}: PlanDetails & { readonly events?: readonly ExamEvent[] } = {}): Exam => replay(aPlan(plan), events)
