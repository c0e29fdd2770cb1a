import { ownPrefix } from '../../core/own-id.ts'
import { grades, levels, noRequirement, tasks, type Grade, type Level, type Task } from '../../core/question.ts'
import { known } from '../../core/result.ts'
import { newId } from '../../store/ids.ts'
import type { Json } from '../../store/progress.ts'

/** A question of one's own while it is written: what the form shows of its fields. */
export type Draft = {
  readonly id: string
  readonly version: number
  /** What is done with it. A finding and a nonconformity are of one type in files; the second has a gap and a scope. */
  readonly type: Task
  readonly stem: string
  /** Every list of entries that some kind of question has; the type says which of them count. */
  readonly lists: Lists
  /** What rows are matched with. */
  readonly targets: readonly string[]
  /** A finding as it should be recorded. */
  readonly model: string
  readonly level: Level
  readonly difficulty: number
  /** A concept of a course; empty where it belongs to none. */
  readonly concept: string
  /** Clauses and controls, as somebody types them. */
  readonly refs: string
  readonly shuffle: boolean
}

export type Entry = {
  readonly text: string
  readonly rationale: string
  readonly isKey: boolean
  /** Where a row belongs: the place of a target from 0, or a grade; empty while nothing was chosen. */
  readonly target: string
}

/** Steps stand in the right order. Of the grades all four are there, and to a nonconformity the last two are offered. */
export const listNames = [
  'options',
  'steps',
  'left',
  'rows',
  'evidence',
  'requirement',
  'gap',
  'grade',
  'scope',
] as const
export type ListName = (typeof listNames)[number]
type Lists = Readonly<Record<ListName, readonly Entry[]>>

const letters = ['a', 'b', 'c', 'd', 'e', 'f'] as const
export const emptyEntry: Entry = { text: '', rationale: '', isKey: false, target: '' }
const empty = (count: number): readonly Entry[] => Array.from({ length: count }, () => emptyEntry)
const firstKey = (entries: readonly Entry[]): readonly Entry[] =>
  entries.map((entry, at) => ({ ...entry, isKey: at === 0 }))

const emptyLists: Lists = {
  options: firstKey(empty(3)),
  steps: empty(3),
  left: empty(3),
  rows: empty(3),
  evidence: firstKey(empty(4)),
  // The last one says that nothing required is missing; it is offered where a finding is only classified.
  requirement: firstKey(empty(3)),
  gap: firstKey(empty(3)),
  grade: empty(grades.length),
  scope: firstKey(empty(3)),
}

export const newDraft = (): Draft => ({
  id: `${ownPrefix}${newId().slice(0, 8)}-001`,
  version: 1,
  type: 'single',
  stem: '',
  lists: emptyLists,
  targets: ['', '', '', ''],
  model: '',
  level: 'apply',
  difficulty: 3,
  concept: '',
  refs: '',
  shuffle: true,
})

/** Which lists of entries a kind of question has, how many each may hold, and whether one, several or none of it are right. */
export type Part = {
  readonly name: ListName
  readonly fewest: number
  readonly most: number
  readonly keys: 'one' | 'several' | 'none'
}
export function partsOf(type: Task): readonly Part[] {
  const part = (name: ListName, fewest: number, most: number, keys: Part['keys'] = 'none'): Part => ({
    name,
    fewest,
    most,
    keys,
  })
  switch (type) {
    case 'single':
      return [part('options', 3, 3, 'one')]
    case 'multiple':
      return [part('options', 4, 6, 'several')]
    case 'order':
      return [part('steps', 3, 6)]
    case 'match':
      return [part('left', 3, 6)]
    case 'classify':
      return [part('rows', 3, 6)]
    case 'finding':
    case 'nonconformity': {
      const isWritten = type === 'nonconformity'
      return [
        part('evidence', 4, 6, 'several'),
        part('requirement', 3, 5, 'one'),
        ...(isWritten ? [part('gap', 3, 5, 'one')] : []),
        part('grade', grades.length, grades.length, 'one'),
        ...(isWritten ? [part('scope', 3, 5, 'one')] : []),
      ]
    }
  }
}

/** The grades that are offered: a nonconformity that is written is minor or major. */
export const gradesOf = (type: Task): readonly Grade[] => (type === 'nonconformity' ? ['minor', 'major'] : grades)

/** The same question asked in another way: each list as long as that needs, and one key where one is right. */
export function ofType(draft: Draft, type: Task): Draft {
  const fitted = partsOf(type).map(({ name, fewest, most, keys }) => {
    const entries = [...draft.lists[name], ...empty(fewest)].slice(
      0,
      Math.min(most, Math.max(fewest, draft.lists[name].length)),
    )
    const first = Math.max(
      0,
      entries.findIndex(({ isKey }) => isKey),
    )
    return [name, keys === 'one' ? entries.map((entry, at) => ({ ...entry, isKey: at === first })) : entries] as const
  })
  return { ...draft, type, lists: { ...draft.lists, ...Object.fromEntries(fitted) } }
}

/** What the schema of question files calls these fields. */
export function fieldsOf({
  id,
  version,
  type,
  stem,
  level,
  difficulty,
  concept,
  refs,
  shuffle,
  ...asked
}: Draft): Json {
  const named = refs.split(/[\s,;]+/).filter((ref) => ref !== '')
  return {
    id,
    version,
    type: type === 'finding' ? 'nonconformity' : type,
    stem,
    level,
    difficulty,
    ...(concept === '' ? {} : { concept }),
    ...(named.length === 0 ? {} : { refs: named }),
    ...(shuffle ? {} : { shuffle }),
    ...askedFields(type, asked),
  }
}

type Asked = Pick<Draft, 'lists' | 'targets' | 'model'>

function askedFields(type: Task, { lists, targets, model }: Asked): Readonly<Record<string, Json>> {
  switch (type) {
    case 'single':
    case 'multiple':
      return { options: lists.options.map((entry, at) => ({ id: letters[at] ?? '', ...choice(entry) })) }
    case 'order': {
      const ids = dealtIds(lists.steps)
      return { steps: lists.steps.map(({ text, rationale }, at) => ({ id: ids[at] ?? '', text, rationale })) }
    }
    case 'match': {
      // By the alphabet, so that their order tells nothing.
      const sorted = targets.map((text, at) => ({ text, at: String(at) })).toSorted(byText)
      const idOf = (target: string) => `r${sorted.findIndex(({ at }) => at === target) + 1}`
      const rows = lists.left.map((entry, at) => ({ ...entry, id: letters[at] ?? '' }))
      return {
        left: rows.map(({ id, text, rationale }) => ({ id, text, rationale })),
        right: sorted.map(({ text }, at) => ({ id: `r${at + 1}`, text })),
        pairs: Object.fromEntries(rows.flatMap(({ id, target }) => (target === '' ? [] : [[id, idOf(target)]]))),
      }
    }
    case 'classify':
      return {
        rows: lists.rows.map(({ text, rationale, target }, at) => ({
          id: letters[at] ?? '',
          text,
          ...(target === '' ? {} : { grade: target }),
          rationale,
        })),
      }
    case 'finding':
    case 'nonconformity': {
      const isWritten = type === 'nonconformity'
      const listed = (letter: string, entries: readonly Entry[]) =>
        entries.map((entry, at) => ({ id: `${letter}${at + 1}`, ...choice(entry) }))
      const none = lists.requirement.at(-1) ?? emptyEntry
      const { text: _, ...noneChoice } = choice(none)
      return {
        evidence: listed('e', lists.evidence),
        slots: {
          requirement: isWritten
            ? listed('r', lists.requirement)
            : [...listed('r', lists.requirement.slice(0, -1)), { id: noRequirement, ...noneChoice }],
          ...(isWritten ? { gap: listed('g', lists.gap), scope: listed('s', lists.scope) } : {}),
          grade: gradesOf(type).map((grade) => {
            const { rationale, isKey } = lists.grade[grades.indexOf(grade)] ?? emptyEntry
            return { id: grade, ...(isKey ? { key: true } : {}), rationale }
          }),
        },
        model,
      }
    }
  }
}

const choice = ({ text, rationale, isKey }: Entry) => ({ text, ...(isKey ? { key: true } : {}), rationale })

const byText = (one: { readonly text: string }, other: { readonly text: string }) =>
  one.text.localeCompare(other.text, 'en')

/** Ids by the alphabet of the texts, so that they do not tell the order; turned by one where the two are the same. */
function dealtIds(steps: readonly Entry[]): readonly string[] {
  const sorted = steps.map(({ text }, at) => ({ text, at })).toSorted(byText)
  const places = steps.map((_, at) => sorted.findIndex((one) => one.at === at))
  const turn = places.every((place, at) => place === at) ? 1 : 0
  return places.map((place) => known(letters[(place + turn) % steps.length]))
}

/** What the form can show; undefined for what is no question at all. */
export function draftOf(fields: Json): Draft | undefined {
  const record = recordOf(fields)
  const { id, version, stem, level, difficulty, concept, refs, shuffle, model } = record
  const slots = recordOf(record['slots'])
  const isClassified = record['type'] === 'nonconformity' && slots['gap'] === undefined && slots['scope'] === undefined
  const type = isClassified ? 'finding' : tasks.find((one) => one === record['type'] && one !== 'finding')
  if (typeof id !== 'string' || type === undefined) return undefined

  const right = listOf(record['right']).map(recordOf)
  const pairs = recordOf(record['pairs'])
  const entries = (list: unknown, target: (entry: Fields) => string = () => ''): readonly Entry[] =>
    listOf(list)
      .slice(0, letters.length)
      .map(recordOf)
      .map((entry) => ({
        text: textOf(entry['text']),
        rationale: textOf(entry['rationale']),
        isKey: entry['key'] === true,
        target: target(entry),
      }))
  const graded = grades.map((grade) => listOf(slots['grade']).find((one) => recordOf(one)['id'] === grade))
  const targetIn = (entry: Fields) => {
    const at = right.findIndex((one) => one['id'] === pairs[textOf(entry['id'])])
    return at < 0 ? '' : String(at)
  }
  const read: Partial<Lists> = {
    options: entries(record['options']),
    steps: entries(record['steps']),
    left: entries(record['left'], targetIn),
    rows: entries(record['rows'], (entry) => textOf(entry['grade'])),
    evidence: entries(record['evidence']),
    requirement: entries(slots['requirement']),
    gap: entries(slots['gap']),
    grade: entries(graded),
    scope: entries(slots['scope']),
  }
  const own = partsOf(type).map(({ name }) => [name, read[name] ?? []] as const)
  return {
    id,
    version: numberOf(version, 1),
    type,
    stem: textOf(stem),
    lists: { ...emptyLists, ...Object.fromEntries(own) },
    targets: type === 'match' ? right.map(({ text }) => textOf(text)) : newDraft().targets,
    model: textOf(model),
    level: levels.find((one) => one === level) ?? 'apply',
    difficulty: numberOf(difficulty, 3),
    concept: textOf(concept),
    refs: listOf(refs).map(textOf).join(', '),
    shuffle: shuffle !== false,
  }
}

/** Everything that some kind of question holds, so that what belonged to another goes when the kind is changed. */
const shownFields = [
  'options',
  'steps',
  'left',
  'right',
  'pairs',
  'rows',
  'evidence',
  'slots',
  'model',
  'concept',
  'refs',
  'shuffle',
]

/**
 * The fields as they are kept: what the form does not show stays as it was, and the version goes up when what is asked
 * or what is right has changed since it was kept.
 */
export function keptFields(draft: Draft, before: Json | undefined): Json {
  const old = before === undefined ? undefined : draftOf(before)
  const version = old === undefined ? 1 : old.version + (askedIn(old) === askedIn(draft) ? 0 : 1)
  const rest = Object.entries(recordOf(before)).filter(([name]) => !shownFields.includes(name))
  return { ...Object.fromEntries(rest), ...recordOf(fieldsOf({ ...draft, version })) } as Json
}

const askedIn = ({ type, stem, lists, targets }: Draft): string =>
  JSON.stringify([
    type,
    stem,
    partsOf(type).map(({ name }) => lists[name].map(({ text, isKey, target }) => [text, isKey, target])),
    type === 'match' ? targets : [],
  ])

/** The first words of what is asked, to tell it by in a list. */
export const stemIn = (fields: Json): string => textOf(recordOf(fields)['stem']).trim()
export const typeIn = (fields: Json): Task | undefined => draftOf(fields)?.type

type Fields = Readonly<Record<string, unknown>>
const recordOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
