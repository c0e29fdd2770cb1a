import type { ClassForm } from '../core/class-report.ts'
import { parseOwnCode } from '../core/form-code.ts'
import { keyOptions } from '../core/marking.ts'
import { ownEdition, ownProfileId } from '../core/handed.ts'
import {
  levels,
  type Correction,
  type Key,
  type Option,
  type PromptOf,
  type Question,
  type Rationale,
} from '../core/question.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { flag, isRecord, list, number, oneOf, optional, record, text, whole } from './checks.ts'
import { sha256 } from './sha256.ts'

// An exam of a trainer's own as it goes to participants: its questions with their keys, since each copy marks itself. As a
// file it carries its checksum; through a room it is asked for by that checksum, which the trainer has signed.

export type HandedForm = Omit<ClassForm, 'again'> & { readonly code: string }

export type HandedFailure =
  /** No form of a trainer's, or not all of it. */
  | { readonly kind: 'not-a-form' }
  /** It is not what the trainer handed out. */
  | { readonly kind: 'changed' }

const kind = 'aimward class form'

const option = record<Option>({ id: text, text })
const selected = record<PromptOf<'multiple'>>({
  kind: oneOf('single', 'multiple'),
  stem: text,
  options: list(option),
  pick: optional(whole),
})

// It comes from somebody else's device: all that marking and the screens read of it, and no kind that is not chosen.
const formShape = record<HandedForm>({
  profileId: oneOf(ownProfileId),
  title: text,
  code: text,
  bankHash: text,
  questions: list(
    record<{ question: unknown; optionOrder: unknown }>({
      question: record<Question>({
        id: text,
        version: number,
        domain: text,
        level: oneOf(...levels),
        difficulty: number,
        refs: list(text),
        objective: text,
        concept: text,
        prompt: selected,
        key: record<Extract<Key, { kind: 'options' }>>({ kind: oneOf('options'), options: list(text) }),
        rationales: list(record<Rationale>({ option: text, text, misconception: optional(text) })),
        shuffle: flag,
        enemies: list(text),
        mockOnly: flag,
        corrected: list(record<Correction>({ version: number, date: text, what: text })),
      }),
      optionOrder: list(text),
    }),
  ),
  passPercent: number,
  domains: list(record<{ id: unknown; title: unknown }>({ id: text, title: text })),
  standardMs: number,
})

/** What goes through a room; the same text for the same form. */
export const handedText = ({ code, title, standardMs, passPercent, bankHash, domains, questions }: ClassForm): string =>
  JSON.stringify({
    profileId: ownProfileId,
    code,
    title,
    standardMs,
    passPercent,
    bankHash,
    domains: domains.map(({ id, title: domain }) => ({ id, title: domain })),
    questions: questions.map(({ question, optionOrder }) => ({ question, optionOrder })),
  })

export const checksumOf = async (written: string): Promise<string> => (await sha256(written)).slice(0, 16)

export const handedFile = async (form: ClassForm): Promise<string> => {
  const written = handedText(form)
  return `{"kind":${JSON.stringify(kind)},"checksum":"${await checksumOf(written)}","form":${written}}\n`
}

/** Reads what came through a room, under the checksum that was asked for. */
export async function readHanded(written: string, checksum: string): Promise<Result<HandedForm, HandedFailure>> {
  if ((await checksumOf(written)) !== checksum) return fail({ kind: 'changed' })
  return formIn(parsed(written))
}

/** Reads a file that a trainer gave. */
export async function readHandedFile(written: string): Promise<Result<HandedForm, HandedFailure>> {
  const file = parsed(written)
  if (!isRecord(file) || file['kind'] !== kind || typeof file['checksum'] !== 'string')
    return fail({ kind: 'not-a-form' })
  return readHanded(JSON.stringify(file['form']), file['checksum'])
}

function formIn(value: unknown): Result<HandedForm, HandedFailure> {
  if (formShape(value, '') !== undefined) return fail({ kind: 'not-a-form' })
  // Every field was looked at.
  const form = value as HandedForm
  const isWhole = form.questions.every(({ question: { prompt, key }, optionOrder }) => {
    const ids = prompt.options.map(({ id }) => id)
    return ids.toSorted().join() === optionOrder.toSorted().join() && keyOptions(key).every((one) => ids.includes(one))
  })
  if (!isWhole || form.questions.length === 0) return fail({ kind: 'not-a-form' })
  const asked = form.questions.map(({ question }) => question)
  return parseOwnCode(form.code)?.edition === ownEdition({ ...form, questions: asked })
    ? ok(form)
    : fail({ kind: 'changed' })
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined
  }
}
