import type { Profile } from './profile.ts'
import { fail, known, ok, type Result } from './result.ts'

// A form as ten characters to read aloud: version 3 bits, profile 6, edition 12, seed 24, in nine symbols of Crockford's
// base 32, and a tenth that makes Σ symbol × weight = 0 over GF(32). No weight is 0 and no two are equal, so that every
// wrong symbol and every swap of any two is found.

/** What a code says: which profile, from which edition of the questions, by which seed. */
export type FormCode = {
  /** 0 to 63. */
  readonly profile: number
  /** The first 12 bits of the bank's hash. */
  readonly edition: number
  /** 24 bits. */
  readonly seed: number
}

/** What the code of an exam of a trainer's own says. */
export type OwnCode = {
  /** 22 bits: which exam it is. */
  readonly exam: number
  /** 20 bits: what it asks. */
  readonly edition: number
}

export type FormCodeFailure =
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'character'; readonly character: string }
  /** A character is wrong or two have changed places. */
  | { readonly kind: 'check' }
  /** Another release made it. */
  | { readonly kind: 'version'; readonly version: number }
  /** It names an exam of a trainer's own, whose questions are in no edition. */
  | { readonly kind: 'own' }
  | { readonly kind: 'unknown-profile'; readonly number: number }
  /** None of the editions at hand; `edition` is how it is called. */
  | { readonly kind: 'other-edition'; readonly edition: string }

/** Seeds are integers below it. */
export const seedLimit = 2 ** 24

/** Goes up when the same seed draws another form from the same bank. */
const version = 1
/** Stands where a version does; no version of form codes will be so high. */
const ownMark = 6
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 10

/** The code as people write it: `47AY1-5NM70`. */
export const formatFormCode = ({ profile, edition, seed }: FormCode): string =>
  written([
    { value: version, width: 3 },
    { value: profile, width: 6 },
    { value: edition, width: 12 },
    { value: seed, width: 24 },
  ])

export const formatOwnCode = ({ exam, edition }: OwnCode): string =>
  written([
    { value: ownMark, width: 3 },
    { value: exam, width: 22 },
    { value: edition, width: 20 },
  ])

/** Reads a code as people type it: in any case, with or without hyphen and blanks, O for 0, I and L for 1. */
export function parseFormCode(text: string): Result<FormCode, FormCodeFailure> {
  const read = bitsIn(text)
  if (!read.ok) return read
  const bits = read.value
  const mark = bits(0, 3)
  if (mark === ownMark) return fail({ kind: 'own' })
  if (mark !== version) return fail({ kind: 'version', version: mark })
  return ok({ profile: bits(3, 9), edition: bits(9, 21), seed: bits(21, 45) })
}

/** Reads the code of an own exam, typed in any way; undefined for every other text. */
export function parseOwnCode(text: string): OwnCode | undefined {
  const read = bitsIn(text)
  return read.ok && read.value(0, 3) === ownMark ? { exam: read.value(3, 25), edition: read.value(25, 45) } : undefined
}

/** The profile that a code names. */
export function profileIn<Named extends Pick<Profile, 'number'>>(
  code: FormCode,
  profiles: readonly Named[],
): Result<Named, FormCodeFailure> {
  const profile = profiles.find(({ number }) => number === code.profile)
  return profile === undefined ? fail({ kind: 'unknown-profile', number: code.profile }) : ok(profile)
}

/** The first of some editions of a course's questions that may be the one a code names. */
export function editionIn<Edition extends { readonly hash: string }>(
  code: FormCode,
  editions: readonly Edition[],
): Result<Edition, FormCodeFailure> {
  const edition = editions.find(({ hash }) => editionNumber(hash) === code.edition)
  return edition === undefined
    ? fail({ kind: 'other-edition', edition: code.edition.toString(16).padStart(3, '0') })
    : ok(edition)
}

/** The code of a form; undefined where its profile has none. */
export const codeOf = ({ number }: Pick<Profile, 'number'>, bankHash: string, seed: number): string | undefined =>
  number === undefined ? undefined : formatFormCode({ profile: number, edition: editionNumber(bankHash), seed })

/** The name of an edition in words and codes: the first three digits of its hash. */
export const editionName = (bankHash: string): string => bankHash.slice(0, 3)

const editionNumber = (bankHash: string): number => parseInt(editionName(bankHash), 16)

function written(fields: readonly { readonly value: number; readonly width: number }[]): string {
  const bits = fields.reduce((all, { value, width }) => all + value.toString(2).padStart(width, '0'), '')
  const values = Array.from({ length: length - 1 }, (_, place) => parseInt(bits.slice(5 * place, 5 * place + 5), 2))
  const code = [...values, checkOf(values)].map((value) => known(symbols[value])).join('')
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/** What reads the bits of a code whose check is right. */
function bitsIn(text: string): Result<(from: number, to: number) => number, FormCodeFailure> {
  const code = [...text.toUpperCase().replace(/[\s\p{Dash}]/gu, '')]
  if (code.length !== length) return fail({ kind: 'length', length: code.length })
  const values = code.map((character) => symbols.indexOf(lookalikes[character] ?? character))
  const strange = values.indexOf(-1)
  if (strange >= 0) return fail({ kind: 'character', character: known(code[strange]) })
  if (checkOf(values.slice(0, -1)) !== values.at(-1)) return fail({ kind: 'check' })
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('')
  return ok((from, to) => parseInt(bits.slice(from, to), 2))
}

const lookalikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** The tenth symbol, whose weight is 1; the weights of the nine are the powers α¹ to α⁹ of a generator. */
const checkOf = (values: readonly number[]): number =>
  values.reduce((sum, value, place) => sum ^ timesAlpha(value, place + 1), 0)

/** A value of GF(32) = GF(2)[α] / (α⁵ + α² + 1), times a power of α. */
function timesAlpha(value: number, power: number): number {
  let product = value
  for (let step = 0; step < power; step++) product = product & 16 ? (product << 1) ^ 0b100101 : product << 1
  return product
}
