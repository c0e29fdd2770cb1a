import { assembleForm, formOf } from './form.ts'
import { seedLimit } from './form-code.ts'
import type { Bank, Form, Profile } from './profile.ts'
import { isSelected, levels, type Question } from './question.ts'
import { includes } from './requirement.ts'
import { fail, known, ok, type Result } from './result.ts'

/**
 * An exam that somebody put together, as its address carries it. A question may be asked when it fits each list that
 * names something: one of the references, say, and one of the levels. Lists are sorted and name nothing twice.
 */
export type CustomExam = { readonly [Name in ListName]: readonly string[] } & {
  readonly course: string
  readonly questions: number
  /** Undefined means untimed. */
  readonly minutes: number | undefined
  readonly pass: number
  readonly seed: number
}

export const listNames = ['domains', 'modules', 'refs', 'concepts', 'levels'] as const
export type ListName = (typeof listNames)[number]

/** What the settings may name in one course. */
export type Choices = {
  readonly id: string
  readonly title: string
  readonly domains: readonly Choice[]
  readonly modules: readonly (Choice & { readonly concepts: readonly Choice[] })[]
  /** Clauses, areas, controls and whatever else questions refer to. */
  readonly refs: readonly Choice[]
}
export type Choice = { readonly id: string; readonly title: string }

export type CustomFailure =
  | { readonly kind: 'unknown-setting'; readonly name: string }
  | { readonly kind: 'set-twice'; readonly name: string }
  | { readonly kind: 'not-a-number'; readonly name: NumberName; readonly value: string }
  | { readonly kind: 'unknown-choice'; readonly name: 'course' | ListName; readonly value: string }

/** Whole numbers, both ends included. */
export const customLimits = {
  questions: { least: 1, most: 200 },
  minutes: { least: 1, most: 600 },
  pass: { least: 1, most: 100 },
  seed: { least: 0, most: seedLimit - 1 },
} as const
export type NumberName = keyof typeof customLimits

const numberNames = ['questions', 'minutes', 'pass', 'seed'] as const
const untimed = 'untimed'
export const settingNames: readonly string[] = ['course', ...listNames, ...numberNames]

/** Reads the settings in the query of an address. A list that it does not set is empty, the rest is as in `otherwise`. */
export function parseCustom(
  query: Iterable<readonly [string, string]>,
  { courses, otherwise }: { readonly courses: readonly Choices[]; readonly otherwise: Omit<CustomExam, ListName> },
): Result<CustomExam, readonly CustomFailure[]> {
  const failures: CustomFailure[] = []
  const given = new Map<string, string>()
  for (const [name, value] of query) {
    if (!settingNames.includes(name)) failures.push({ kind: 'unknown-setting', name })
    else if (given.has(name)) failures.push({ kind: 'set-twice', name })
    given.set(name, value)
  }

  const course = given.get('course') ?? otherwise.course
  const choices = courses.find(({ id }) => id === course)
  if (choices === undefined) failures.push({ kind: 'unknown-choice', name: 'course', value: course })

  const listOf = (name: ListName): readonly string[] => {
    const list = sorted((given.get(name) ?? '').split(',').filter((id) => id !== ''))
    const allowed = choices && idsOf(choices, name)
    for (const id of list) if (allowed?.has(id) === false) failures.push({ kind: 'unknown-choice', name, value: id })
    return list
  }
  const numberOf = (name: NumberName): number | undefined => {
    const value = given.get(name)
    if (value === undefined) return otherwise[name]
    if (name === 'minutes' && value === untimed) return undefined
    const { least, most } = customLimits[name]
    const isFine = /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most
    if (!isFine) failures.push({ kind: 'not-a-number', name, value })
    return Number(value)
  }

  const custom: CustomExam = {
    course,
    domains: listOf('domains'),
    modules: listOf('modules'),
    refs: listOf('refs'),
    concepts: listOf('concepts'),
    levels: listOf('levels'),
    questions: numberOf('questions') ?? otherwise.questions,
    minutes: numberOf('minutes'),
    pass: numberOf('pass') ?? otherwise.pass,
    seed: numberOf('seed') ?? otherwise.seed,
  }
  return failures.length > 0 ? fail(failures) : ok(custom)
}

/** The query of an address, without a question mark, that `parseCustom` reads as this exam. */
export function formatCustom(custom: CustomExam): string {
  const lists = listNames
    .filter((name) => custom[name].length > 0)
    .map((name) => [name, custom[name].map(encodeURIComponent).join(',')])
  const numbers = numberNames.map((name) => [name, custom[name] ?? untimed])
  return [['course', encodeURIComponent(custom.course)], ...lists, ...numbers].map((pair) => pair.join('=')).join('&')
}

/** The questions that fit. Those of scenarios never do: they are asked with their stimulus and all together. */
export function fitting(bank: Bank, custom: CustomExam, { modules }: Choices): readonly Question[] {
  const inScenario = new Set(bank.scenarios.flatMap(({ questions }) => questions))
  const inModules = new Set(
    modules.filter(({ id }) => custom.modules.includes(id)).flatMap(({ concepts }) => concepts.map(({ id }) => id)),
  )
  const fits = (name: ListName, does: () => boolean) => custom[name].length === 0 || does()
  return bank.questions.filter(
    (question) =>
      isSelected(question.prompt) &&
      !inScenario.has(question.id) &&
      fits('domains', () => custom.domains.includes(question.domain)) &&
      fits('modules', () => inModules.has(question.concept)) &&
      fits('refs', () => question.refs.some((ref) => custom.refs.some((chosen) => includes(chosen, ref)))) &&
      fits('concepts', () => custom.concepts.includes(question.concept)) &&
      fits('levels', () => custom.levels.includes(question.level)),
  )
}

/** Fewer questions fit than are asked for, or fewer of them may stand in one form. */
export type TooFew = { readonly needed: number; readonly available: number }

/** The form of a custom exam, and the profile it has for as long as it is sat. */
export function drawCustom(
  bank: Bank,
  custom: CustomExam,
  choices: Choices,
): Result<{ readonly form: Form; readonly profile: Profile }, TooFew> {
  const questions = fitting(bank, custom, choices)
  // Domains are not weighed against each other here: all are one.
  const all = { id: 'all', title: 'All', questions: custom.questions }
  const drawn = assembleForm(
    { questions: questions.map((question) => ({ ...question, domain: all.id })), scenarios: [] },
    profileOf(custom, choices, [all]),
    custom.seed,
  )
  if (!drawn.ok) return fail({ needed: drawn.failure.needed, available: drawn.failure.available })

  const questionOf = new Map(questions.map((question) => [question.id, question]))
  const asked = drawn.value.questions.map(({ id }) => known(questionOf.get(id)))
  const domains = choices.domains
    .map(({ id, title }) => ({ id, title, questions: asked.filter(({ domain }) => domain === id).length }))
    .filter((domain) => domain.questions > 0)
  const profile = profileOf(custom, choices, domains)
  return ok({
    profile,
    form: formOf(
      asked.map((question) => ({ question, scenario: undefined })),
      profile,
      custom.seed,
    ),
  })
}

/** What is usual for a question, where an exam is untimed. Source: 60 minutes for 40 questions. */
const minutesPerQuestion = 1.5

const profileOf = (custom: CustomExam, choices: Choices, domains: Profile['blueprint']['domains']): Profile => ({
  id: 'custom',
  title: titleOf(custom, choices),
  blueprint: { questions: custom.questions, domains, levels: [], scenarios: { count: 0, size: 0 } },
  minutes: custom.minutes ?? Math.ceil(custom.questions * minutesPerQuestion),
  passPercent: custom.pass,
  optionsPerQuestion: 3,
  openBook: false,
  backAllowed: true,
})

/** What it is about, as far as that fits on a line. */
function titleOf(custom: CustomExam, { domains, modules }: Choices): string {
  const titled = (ids: readonly string[], choices: readonly Choice[]) =>
    ids.map((id) => choices.find((choice) => choice.id === id)?.title ?? id)
  const concepts = modules.flatMap((module) => module.concepts)
  const about = [
    ...custom.refs,
    ...titled(custom.concepts, concepts),
    ...titled(custom.modules, modules),
    ...titled(custom.domains, domains),
    ...custom.levels,
  ]
  if (about.length === 0) return 'Custom exam'
  const more = about.length > 3 ? ` and ${about.length - 3} more` : ''
  return `Custom exam: ${about.slice(0, 3).join(', ')}${more}`
}

function idsOf({ domains, modules, refs }: Choices, name: ListName): ReadonlySet<string> {
  const ids = (choices: readonly Choice[]) => new Set(choices.map(({ id }) => id))
  switch (name) {
    case 'domains':
      return ids(domains)
    case 'modules':
      return ids(modules)
    case 'refs':
      return ids(refs)
    case 'concepts':
      return ids(modules.flatMap(({ concepts }) => concepts))
    case 'levels':
      return new Set(levels)
  }
}

const sorted = (list: readonly string[]): readonly string[] => [...new Set(list)].sort()
