import { parseFormCode, parseOwnCode, type FormCode, type OwnCode } from './form-code.ts'
import type { Exam, ExamPlan } from './exam.ts'
import { chosenOptions } from './question.ts'
import { xmur3 } from './random.ts'
import { fail, known, ok, unreachable, type Result } from './result.ts'

// What a learner hands to a trainer after a class form, as characters that a QR code, a chat or a file carries alike:
//
//   AIMS1.  then Crockford's base 32 of
//   version and flags 1 byte · form 6 · person 6 · start 4 · minutes 2
//   answers, 3 bits a question: 0 none, 1 to 6 that option of the file's order, 7 several, named behind
//   times, 4 bits a question, where they are given: 0 not seen, else 4 s × 2^((k − 1) / 2)
//   6 bits for each 7: which options
//   filled up to a byte, then a name where one was typed: its length in bytes, then UTF-8
//   check 2 bytes: CRC-16/CCITT-FALSE of all before, which finds every wrong character and every two that changed places
//
// How many questions there are is known to whoever knows the form, and to nobody else. A token has no mark in it: the
// trainer's device marks the answers by its own copy of the questions.

/** What names a form: the code it was drawn by, that of an own exam or, where it has none (a mock), its questions. */
export type FormRef =
  | { readonly kind: 'code'; readonly code: FormCode }
  | { readonly kind: 'own'; readonly code: OwnCode }
  /** 42 bits of the questions and their versions, in their order. */
  | { readonly kind: 'list'; readonly hash: number }

/** What somebody typed of themselves, because they wanted to. */
export type Signature = { readonly kind: 'name' | 'employer'; readonly text: string }

type Head = {
  readonly form: FormRef
  /** Twelve hexadecimal digits that tell two people's results apart, and say nothing about either. */
  readonly pid: string
  /** Epoch seconds. */
  readonly startedAt: number
  /** Time used, rounded up. */
  readonly minutes: number
}

export type ResultToken = Head & {
  /** For each question the numbers, from 1 and rising, of the options chosen: of the file's order, never of the screen's. */
  readonly answers: readonly (readonly number[])[]
  /** For each question about how many seconds it took, undefined where it was never seen; undefined where not told. */
  readonly seconds: readonly (number | undefined)[] | undefined
  readonly signature: Signature | undefined
}

/** A token whose check is right, before anybody asks how many questions it answers. */
export type SealedToken = Head & { readonly flags: number; readonly body: readonly number[] }

export type TokenFailure =
  | { readonly kind: 'not-a-token' }
  /** Another release made it. */
  | { readonly kind: 'version'; readonly version: number }
  /** Its end is missing. */
  | { readonly kind: 'truncated' }
  /** A character is wrong. */
  | { readonly kind: 'check' }
  | { readonly kind: 'foreign-form' }
  /** The same profile and seed from another edition of the questions, or another edition of an own exam; how both are called. */
  | { readonly kind: 'other-edition'; readonly edition: string; readonly expected: string }
  /** It answers what the form does not ask. */
  | { readonly kind: 'unfit' }

const version = 1
const hasTimes = 16
const hasName = 32
const hasEmployer = 64
const prefix = `AIMS${version}.`
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const headBytes = 19
const several = 7

/** A name beyond it is cut off. */
export const signatureLimit = 20

/** A token of these numbers. Options beyond the sixth cannot be told; no form has any. */
export function formatToken({ form, pid, startedAt, minutes, answers, seconds, signature }: ResultToken): string {
  const named = signature && cleanSignature(signature.text)
  const flags = (seconds ? hasTimes : 0) | (named ? (signature.kind === 'name' ? hasName : hasEmployer) : 0)
  const head = [
    { value: flags | version, width: 8 },
    ...formFields(form),
    { value: 0, width: 3 },
    ...[0, 2, 4, 6, 8, 10].map((at) => ({ value: parseInt(pid.slice(at, at + 2), 16), width: 8 })),
    { value: startedAt, width: 32 },
    { value: Math.min(minutes, 0xffff), width: 16 },
  ]
  const body = [
    ...answers.map((chosen) => ({ value: chosen.length > 1 ? several : (chosen[0] ?? 0), width: 3 })),
    ...(seconds ?? []).map((one) => ({ value: timeCode(one), width: 4 })),
    ...answers
      .filter((chosen) => chosen.length > 1)
      .map((chosen) => ({ value: chosen.reduce((mask, option) => mask | (1 << (option - 1)), 0), width: 6 })),
  ]
  const text = named ? utf8(named) : []
  const bytes = [...bytesOf(bitsOf([...head, ...body])), ...(named ? [text.length, ...text] : [])]
  return prefix + inBase32([...bytes, ...checkOf(bytes)])
}

/** Reads a token and holds its check against it. */
export function readToken(text: string): Result<SealedToken, TokenFailure> {
  const found = /^AIMS(\d)\.([0-9A-Z]+)$/.exec(text.trim().toUpperCase())
  if (!found) return fail({ kind: 'not-a-token' })
  const [, release, characters = ''] = found
  if (Number(release) !== version) return fail({ kind: 'version', version: Number(release) })
  const bytes = fromBase32(characters)
  if (bytes === undefined) return fail({ kind: 'check' })
  if (bytes.length < headBytes + 3) return fail({ kind: 'truncated' })
  const content = bytes.slice(0, -2)
  if (checkOf(content).join() !== bytes.slice(-2).join()) return fail({ kind: 'check' })

  const [first = 0] = content
  if ((first & 15) !== version) return fail({ kind: 'version', version: first & 15 })
  const head = bitsOf(content.slice(0, headBytes).map((value) => ({ value, width: 8 })))
  const read = (from: number, to: number) => parseInt(head.slice(from, to), 2)
  const form = formIn(read)
  if (form === undefined) return fail({ kind: 'foreign-form' })
  return ok({
    flags: first & 0xf0,
    form,
    pid: content
      .slice(7, 13)
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(''),
    startedAt: read(104, 136),
    minutes: read(136, 152),
    body: content.slice(headBytes),
  })
}

/** The form that a result must be of. */
export type Expected = {
  readonly form: FormRef
  /** How many options each of its questions has. */
  readonly options: readonly number[]
}

/** A token of a known form, with all that it says; or why it is not counted. */
export function openToken(text: string, expected: Expected): Result<ResultToken, TokenFailure> {
  const sealed = readToken(text)
  if (!sealed.ok)
    return sealed.failure.kind === 'check' && isShort(text, expected) ? fail({ kind: 'truncated' }) : sealed
  const stranger = strangeForm(sealed.value.form, expected.form)
  return stranger ? fail(stranger) : unsealed(sealed.value, expected.options)
}

/** A token without the name in it: what is kept where nobody asked for names. */
export const unsigned = (token: ResultToken): ResultToken => ({ ...token, signature: undefined })

/** What must not be counted twice: the same form by the same person from the same start. */
export const sittingOf = ({ form, pid, startedAt }: Head): string => `${formKey(form)}/${pid}/${startedAt}`

export function formKey(form: FormRef): string {
  if (form.kind === 'list') return `list-${form.hash}`
  return form.kind === 'own'
    ? `own-${form.code.exam}-${form.code.edition}`
    : `${form.code.profile}-${form.code.edition}-${form.code.seed}`
}

/**
 * Every token in a text, such as a whole chat, in the order they stand, damaged ones too. Where a program has broken the
 * line in the middle of one, it is put together again.
 */
export function tokensIn(text: string): readonly string[] {
  const chunk = /^[\s>=]+([0-9A-Z]+)/
  const upper = text.toUpperCase()
  return [...upper.matchAll(/AIMS\d\.[0-9A-Z]*/g)].map((found) => {
    let [whole] = found
    let rest = upper.slice(found.index + whole.length)
    const [first] = found
    for (let more = chunk.exec(rest), tries = 0; tries < 8; more = chunk.exec(rest), tries++) {
      if (readToken(whole).ok || more === null) break
      whole += known(more[1])
      rest = rest.slice(more[0].length)
    }
    return readToken(whole).ok ? whole : first
  })
}

/** Which form a plan is of. */
export function formRefOf({ code, profileId, questions }: Pick<ExamPlan, 'code' | 'profileId' | 'questions'>): FormRef {
  const read = code === undefined ? undefined : parseFormCode(code)
  if (read?.ok) return { kind: 'code', code: read.value }
  const own = code === undefined ? undefined : parseOwnCode(code)
  if (own) return { kind: 'own', code: own }
  const list = [profileId, ...questions.map(({ question }) => `${question.id}@${question.version}`)].join('|')
  return { kind: 'list', hash: (xmur3(`form 1|${list}`) % 1024) * 2 ** 32 + xmur3(`form 2|${list}`) }
}

/** What a result of a plan must fit. */
export const expectedOf = (plan: Pick<ExamPlan, 'code' | 'profileId' | 'questions'>): Expected => ({
  form: formRefOf(plan),
  options: plan.questions.map(({ question }) => question.prompt.options.length),
})

/** What a finished exam says to a trainer, before anything is left out. */
export function tellingOf(
  { plan, startedAt, sheets }: Extract<Exam, { phase: 'finished' }>,
  pid: string,
): Omit<ResultToken, 'seconds'> & { readonly seconds: NonNullable<ResultToken['seconds']> } {
  return {
    form: formRefOf(plan),
    pid,
    startedAt: Math.floor(startedAt / 1000),
    minutes: Math.ceil(sheets.reduce((ms, { spentMs }) => ms + spentMs, 0) / 60_000),
    answers: plan.questions.map(({ question }, at) => {
      const chosen = chosenOptions(known(sheets[at]).response)
      return question.prompt.options.flatMap(({ id }, place) => (chosen.includes(id) ? [place + 1] : []))
    }),
    seconds: sheets.map(({ seen, spentMs }) => (seen ? spentMs / 1000 : undefined)),
    signature: undefined,
  }
}

/** A name as it is carried and shown: one line of plain characters, cut to the limit; empty where nothing is left. */
export function cleanSignature(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    // Controls, what turns the direction of writing, what takes no room, and what belongs to nobody.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .trim()
  return [...plain].slice(0, signatureLimit).join('').trim()
}

function unsealed(sealed: SealedToken, options: readonly number[]): Result<ResultToken, TokenFailure> {
  const { flags, body, ...head } = sealed
  const bits = bitsOf(body.map((value) => ({ value, width: 8 })))
  let at = 0
  const take = (width: number) => parseInt(bits.slice(at, (at += width)) || '0', 2)
  const codes = options.map(() => take(3))
  const times = flags & hasTimes ? options.map(() => take(4)) : undefined
  const answers = codes.map((code) => {
    if (code !== several) return code === 0 ? [] : [code]
    const mask = take(6)
    return [1, 2, 3, 4, 5, 6].filter((option) => mask & (1 << (option - 1)))
  })
  const end = Math.ceil(at / 8)
  const padding = bits.slice(at, 8 * end)
  const signature = signatureIn(flags, body.slice(end))
  const isFit =
    at <= bits.length &&
    !padding.includes('1') &&
    signature.ok &&
    answers.every((chosen, place) => chosen.every((option) => option <= known(options[place]))) &&
    codes.every((code, place) => code !== several || known(answers[place]).length > 1)
  if (!isFit) return fail({ kind: 'unfit' })
  return ok({ ...head, answers, seconds: times?.map(secondsOf), signature: signature.value })
}

/** What follows the answers: nothing, or a name and nothing behind it. */
function signatureIn(flags: number, bytes: readonly number[]): Result<Signature | undefined, undefined> {
  if (!(flags & (hasName | hasEmployer))) return bytes.length === 0 ? ok(undefined) : fail(undefined)
  const [length = 0, ...text] = bytes
  const read = length === text.length ? fromUtf8(text) : undefined
  // What was written so was clean; anything else was written by something else.
  if (!read || cleanSignature(read) !== read) return fail(undefined)
  return ok({ kind: flags & hasName ? 'name' : 'employer', text: read })
}

/** Whether there are fewer characters than the answers of this form alone take. */
const isShort = (text: string, { options }: Expected): boolean =>
  text.trim().length < prefix.length + Math.ceil((8 * (headBytes + Math.ceil((3 * options.length) / 8) + 2)) / 5)

function strangeForm(given: FormRef, expected: FormRef): TokenFailure | undefined {
  if (formKey(given) === formKey(expected)) return undefined
  const editions = siblings(given, expected)
  return editions ? { kind: 'other-edition', ...editions } : { kind: 'foreign-form' }
}

/** What two editions of the same form are called; undefined where these are not two. */
function siblings(one: FormRef, other: FormRef): { readonly edition: string; readonly expected: string } | undefined {
  const called = (edition: number, digits: number) => edition.toString(16).padStart(digits, '0')
  if (one.kind === 'own' && other.kind === 'own' && one.code.exam === other.code.exam)
    return { edition: called(one.code.edition, 5), expected: called(other.code.edition, 5) }
  const areDrawnAlike =
    one.kind === 'code' &&
    other.kind === 'code' &&
    one.code.profile === other.code.profile &&
    one.code.seed === other.code.seed
  return areDrawnAlike ? { edition: called(one.code.edition, 3), expected: called(other.code.edition, 3) } : undefined
}

// The three bits that a form code has for its version. Lists and own exams take numbers that no version of form codes will.
const listMark = 7
const ownMark = 6
const codeVersion = 1

function formFields(form: FormRef): readonly Field[] {
  switch (form.kind) {
    case 'list':
      return [
        { value: listMark, width: 3 },
        { value: Math.floor(form.hash / 2 ** 32), width: 10 },
        { value: form.hash % 2 ** 32, width: 32 },
      ]
    case 'own':
      return [
        { value: ownMark, width: 3 },
        { value: form.code.exam, width: 22 },
        { value: form.code.edition, width: 20 },
      ]
    case 'code':
      return [
        { value: codeVersion, width: 3 },
        { value: form.code.profile, width: 6 },
        { value: form.code.edition, width: 12 },
        { value: form.code.seed, width: 24 },
      ]
    default:
      return unreachable(form)
  }
}

function formIn(read: (from: number, to: number) => number): FormRef | undefined {
  switch (read(8, 11)) {
    case listMark:
      return { kind: 'list', hash: read(11, 21) * 2 ** 32 + read(21, 53) }
    case ownMark:
      return { kind: 'own', code: { exam: read(11, 33), edition: read(33, 53) } }
    case codeVersion:
      return { kind: 'code', code: { profile: read(11, 17), edition: read(17, 29), seed: read(29, 53) } }
    default:
      return undefined
  }
}

/** Half an octave a step, from 4 seconds to 8½ minutes. */
const timeCode = (seconds: number | undefined): number =>
  seconds === undefined ? 0 : Math.min(15, Math.max(1, Math.round(2 * Math.log2(seconds / 4)) + 1))

const secondsOf = (code: number): number | undefined => (code === 0 ? undefined : 4 * 2 ** ((code - 1) / 2))

type Field = { readonly value: number; readonly width: number }

const bitsOf = (fields: readonly Field[]): string =>
  fields.map(({ value, width }) => value.toString(2).padStart(width, '0')).join('')

/** Filled up with zeros to a whole byte. */
const bytesOf = (bits: string): readonly number[] => groupsOf(bits, 8)

const groupsOf = (bits: string, width: number): readonly number[] =>
  Array.from({ length: Math.ceil(bits.length / width) }, (_, at) =>
    parseInt(bits.slice(width * at, width * (at + 1)).padEnd(width, '0'), 2),
  )

const inBase32 = (bytes: readonly number[]): string =>
  groupsOf(bitsOf(bytes.map((value) => ({ value, width: 8 }))), 5)
    .map((value) => known(symbols[value]))
    .join('')

/** Undefined where a character is none, or where what fills up the last one is not empty. */
function fromBase32(characters: string): readonly number[] | undefined {
  const values = [...characters].map((character) => symbols.indexOf(lookalikes[character] ?? character))
  if (values.includes(-1)) return undefined
  const bits = bitsOf(values.map((value) => ({ value, width: 5 })))
  const end = bits.length - (bits.length % 8)
  const isWhole = bits.length - end < 5 && !bits.slice(end).includes('1')
  return isWhole ? bytesOf(bits.slice(0, end)) : undefined
}

const lookalikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** CRC-16/CCITT-FALSE, which finds every error within 16 bits in a row. */
function checkOf(bytes: readonly number[]): readonly [number, number] {
  let check = 0xffff
  for (const byte of bytes) {
    check ^= byte << 8
    for (let bit = 0; bit < 8; bit++) check = check & 0x8000 ? ((check << 1) ^ 0x1021) & 0xffff : (check << 1) & 0xffff
  }
  return [check >> 8, check & 0xff]
}

// By hand, because the rules know no platform.
const utf8 = (text: string): readonly number[] =>
  [...text].flatMap((character) => {
    const point = known(character.codePointAt(0))
    if (point < 0x80) return [point]
    const tail = (shift: number) => 0x80 | ((point >> shift) & 0x3f)
    if (point < 0x800) return [0xc0 | (point >> 6), tail(0)]
    if (point < 0x10000) return [0xe0 | (point >> 12), tail(6), tail(0)]
    return [0xf0 | (point >> 18), tail(12), tail(6), tail(0)]
  })

/** Undefined where the bytes are not what `utf8` writes. */
function fromUtf8(bytes: readonly number[]): string | undefined {
  const points: number[] = []
  for (let at = 0; at < bytes.length;) {
    const first = known(bytes[at])
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
    const tail = bytes.slice(at + 1, at + 1 + more)
    points.push(tail.reduce((point, byte) => (point << 6) | (byte & 0x3f), more === 0 ? first : first & (0x3f >> more)))
    at += 1 + more
  }
  if (points.some((point) => point > 0x10ffff)) return undefined
  const text = points.map((point) => String.fromCodePoint(point)).join('')
  return utf8(text).join() === bytes.join() ? text : undefined
}
