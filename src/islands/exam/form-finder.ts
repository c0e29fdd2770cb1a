import { assembleForm, type LastSeen, type Shortage } from '../../core/form.ts'
import {
  editionIn,
  formatFormCode,
  parseFormCode,
  profileIn,
  type FormCode,
  type FormCodeFailure,
} from '../../core/form-code.ts'
import { formOfMock, type Mock } from '../../core/mocks.ts'
import type { Bank, Profile } from '../../core/profile.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { address } from '../primitives/address.ts'
import { mockPath } from './paths.ts'
import { withCode, type Drawn } from './plan.ts'

/** An edition of a course's questions that this site publishes. */
export type Published = {
  readonly hash: string
  readonly course: string
  /** ISO date on which it was frozen; undefined while it may still change. */
  readonly date?: string | undefined
  /** From the site's root. */
  readonly path: string
}

/** What is needed to find the forms of a profile. */
export type Shelf = {
  readonly profile: Profile
  readonly course: string
  /** The present questions. */
  readonly bank: Edition
  /** All profiles of this site. */
  readonly profiles: readonly { readonly id: string; readonly number: number }[]
  /** The frozen forms of this profile, and the questions they were drawn from. */
  readonly mocks: { readonly bank: Edition; readonly mocks: readonly Mock[] } | undefined
}

type Edition = { readonly address: string; readonly hash: string }

export type NotFound =
  | FormCodeFailure
  | Shortage
  | { readonly kind: 'unknown-mock' }
  /** The questions or the list of editions cannot be fetched. */
  | { readonly kind: 'unreachable' }

/** Which profile a code belongs to, told from the code alone. */
export function readCode(
  text: string,
  profiles: Shelf['profiles'],
): Result<{ readonly code: FormCode; readonly text: string; readonly profileId: string }, FormCodeFailure> {
  const code = parseFormCode(text)
  if (!code.ok) return code
  const profile = profileIn(code.value, profiles)
  return profile.ok ? ok({ code: code.value, text: formatFormCode(code.value), profileId: profile.value.id }) : profile
}

/** The form of a code of this profile, from whatever edition it names. */
export async function formByCode(code: FormCode, { profile, course, bank }: Shelf): Promise<Result<Drawn, NotFound>> {
  const present = editionIn(code, [bank])
  const edition = present.ok ? present : await pastEdition(code, course)
  if (!edition.ok) return edition
  const questions = await fetchBank(edition.value.address)
  if (questions === undefined) return fail({ kind: 'unreachable' })
  const form = assembleForm(questions, profile, code.seed)
  return form.ok ? ok(withCode({ profile, form: form.value, bank: questions, bankHash: edition.value.hash })) : form
}

/** A mock of this profile, by its letter. */
export async function formByMock(letter: string, { profile, mocks }: Shelf): Promise<Result<Drawn, NotFound>> {
  const mock = mocks?.mocks.find((one) => one.letter === letter)
  if (mocks === undefined || mock === undefined) return fail({ kind: 'unknown-mock' })
  const bank = await fetchBank(mocks.bank.address)
  if (bank === undefined) return fail({ kind: 'unreachable' })
  const titled = { ...profile, title: `${profile.title}, ${mockTitle(mock)}` }
  const form = formOfMock(mock, bank, profile)
  const again = mockPath(profile.id, letter)
  return ok({ profile: titled, form, bank, bankHash: mocks.bank.hash, code: undefined, again })
}

export const mockTitle = ({ letter }: Pick<Mock, 'letter'>) => `Mock ${letter.toUpperCase()}`

export const seenIn = ({ form }: Drawn, lastSeen: LastSeen): number =>
  form.questions.filter(({ id }) => lastSeen.has(id)).length

export const fetchBank = (from: string) => fetched<Bank>(from)

async function pastEdition(code: FormCode, course: string): Promise<Result<Edition, NotFound>> {
  const all = await fetched<readonly Published[]>(address('banks/editions.json'))
  if (all === undefined) return fail({ kind: 'unreachable' })
  const edition = editionIn(
    code,
    all.filter((one) => one.course === course),
  )
  return edition.ok ? ok({ address: address(edition.value.path), hash: edition.value.hash }) : edition
}

/** The JSON at an address; undefined where it cannot be had. */
export async function fetched<Value>(from: string): Promise<Value | undefined> {
  try {
    const answer = await fetch(from)
    return answer.ok ? await answer.json() : undefined
  } catch {
    return undefined
  }
}
