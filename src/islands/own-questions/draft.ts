import { ownPrefix } from '../../core/own-id.ts'
import { levels, type Level } from '../../core/question.ts'
import { newId } from '../../store/ids.ts'
import type { Json } from '../../store/progress.ts'

/** A question of one's own while it is written: what the form shows of its fields. */
export type Draft = {
  readonly id: string
  readonly version: number
  readonly type: 'single' | 'multiple'
  readonly stem: string
  readonly options: readonly DraftOption[]
  readonly level: Level
  readonly difficulty: number
  /** A concept of a course; empty where it belongs to none. */
  readonly concept: string
  readonly shuffle: boolean
}

export type DraftOption = { readonly text: string; readonly rationale: string; readonly isKey: boolean }

const letters = ['a', 'b', 'c', 'd', 'e', 'f'] as const
export const mostOptions = letters.length
const emptyOption: DraftOption = { text: '', rationale: '', isKey: false }

export const newDraft = (): Draft => ({
  id: `${ownPrefix}${newId().slice(0, 8)}-001`,
  version: 1,
  type: 'single',
  stem: '',
  options: [{ ...emptyOption, isKey: true }, emptyOption, emptyOption],
  level: 'apply',
  difficulty: 3,
  concept: '',
  shuffle: true,
})

/** The same question asked in the other way: with as many options as that needs, and one key for a single choice. */
export function ofType(draft: Draft, type: Draft['type']): Draft {
  const least = type === 'single' ? 3 : 4
  const options = [...draft.options, ...Array.from({ length: least }, () => emptyOption)].slice(
    0,
    type === 'single' ? 3 : Math.max(least, draft.options.length),
  )
  const first = Math.max(
    0,
    options.findIndex(({ isKey }) => isKey),
  )
  return {
    ...draft,
    type,
    options: type === 'single' ? options.map((option, at) => ({ ...option, isKey: at === first })) : options,
  }
}

/** What the schema of question files calls these fields. */
export const fieldsOf = ({ options, concept, shuffle, ...draft }: Draft): Json => ({
  ...draft,
  ...(concept === '' ? {} : { concept }),
  ...(shuffle ? {} : { shuffle }),
  options: options.map(({ text, rationale, isKey }, at) => ({
    id: letters[at] ?? '',
    text,
    ...(isKey ? { key: true } : {}),
    rationale,
  })),
})

/** What the form can show; undefined for the kinds that come by file alone, and for what is no question at all. */
export function draftOf(fields: Json): Draft | undefined {
  const { id, type, options } = recordOf(fields)
  if (typeof id !== 'string' || (type !== 'single' && type !== 'multiple')) return undefined
  const { version, stem, level, difficulty, concept, shuffle } = recordOf(fields)
  return {
    id,
    version: numberOf(version, 1),
    type,
    stem: textOf(stem),
    options: (Array.isArray(options) ? options : []).slice(0, mostOptions).map((option: unknown) => {
      const { text, rationale, key } = recordOf(option)
      return { text: textOf(text), rationale: textOf(rationale), isKey: key === true }
    }),
    level: levels.find((one) => one === level) ?? 'apply',
    difficulty: numberOf(difficulty, 3),
    concept: textOf(concept),
    shuffle: shuffle !== false,
  }
}

/**
 * The fields as they are kept: what the form does not show stays as it was, and the version goes up when what is asked
 * or what is right has changed since it was kept.
 */
export function keptFields(draft: Draft, before: Json | undefined): Json {
  const old = before === undefined ? undefined : draftOf(before)
  const asked = ({ type, stem, options }: Draft) =>
    JSON.stringify([type, stem, options.map(({ text, isKey }) => [text, isKey])])
  const version = old === undefined ? 1 : old.version + (asked(old) === asked(draft) ? 0 : 1)
  const { concept: _concept, shuffle: _shuffle, ...rest } = recordOf(before)
  return { ...rest, ...recordOf(fieldsOf({ ...draft, version })) } as Json
}

/** The first words of what is asked, to tell it by in a list. */
export const stemIn = (fields: Json): string => textOf(recordOf(fields)['stem']).trim()
export const kindIn = (fields: Json): string => textOf(recordOf(fields)['type'])

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
