import type { ClassForm } from '../../src/core/class-report.ts'
import type { Bank, Profile } from '../../src/core/profile.ts'
import { assembleForm } from '../../src/core/form.ts'
import { formatFormCode, parseFormCode } from '../../src/core/form-code.ts'
import { keyOptions } from '../../src/core/marking.ts'
import { seeded } from '../../src/core/random.ts'
import { known } from '../../src/core/result.ts'
import { formatToken, formRefOf, type ResultToken } from '../../src/core/result-token.ts'

/** The form that a code gives on the site: its questions in their order. */
export function formByCode(
  text: string,
  { bank, profile }: { readonly bank: Bank; readonly profile: Profile },
): ClassForm {
  const code = parseFormCode(text)
  if (!code.ok) throw new Error(code.failure.kind)
  const form = assembleForm(bank, profile, code.value.seed)
  if (!form.ok) throw new Error(form.failure.kind)
  return {
    profileId: profile.id,
    title: profile.title,
    code: formatFormCode(code.value),
    again: undefined,
    bankHash: '',
    questions: form.value.questions.map(({ id, optionOrder }) => ({
      question: known(bank.questions.find((question) => question.id === id)),
      optionOrder,
    })),
    passPercent: profile.passPercent,
    domains: profile.blueprint.domains,
    standardMs: profile.minutes * 60_000,
  }
}

/** The option numbers, of the file's order, that are right. */
export const keyNumbers = ({ questions }: ClassForm): readonly (readonly number[])[] =>
  questions.map(({ question: { prompt, key } }) =>
    prompt.options.flatMap(({ id }, at) => (keyOptions(key).includes(id) ? [at + 1] : [])),
  )

/** A result of this form by somebody; `answers` are option numbers, question by question. */
export const aResultOf = (form: ClassForm, answers: ResultToken['answers'], given: Partial<ResultToken> = {}): string =>
  formatToken({
    form: formRefOf(form),
    pid: '00000000000a',
    startedAt: 1_796_000_000,
    minutes: 18,
    answers,
    seconds: undefined,
    signature: undefined,
    ...given,
  })

/** So many people of rising ability, the same whenever they are asked. */
export function aClassOf(form: ClassForm, people: number): readonly string[] {
  const random = seeded(7)
  const keys = keyNumbers(form)
  return Array.from({ length: people }, (_, person) => {
    const ability = 35 + (55 * person) / Math.max(1, people - 1)
    const answers = form.questions.map(({ question: { prompt } }, at) => {
      if (random() % 100 < ability) return known(keys[at])
      if (random() % 12 === 0) return []
      const wrong = prompt.options.map((_, option) => option + 1).filter((option) => !known(keys[at]).includes(option))
      return [known(wrong[random() % wrong.length])]
    })
    return aResultOf(form, answers, {
      pid: (person + 1).toString(16).padStart(12, '0'),
      startedAt: 1_796_000_000 + person,
      seconds: form.questions.map(() => 8 * 2 ** ((random() % 9) / 2)),
    })
  })
}
