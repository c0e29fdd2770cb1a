import { unreachable } from '../../core/result.ts'
import type { Question, Response } from '../../core/question.ts'

/** What a report of a question says about itself, before its writer adds a word. */
export type Reported = {
  readonly question: Question
  /** Option ids in the order shown. */
  readonly order: readonly string[]
  readonly response: Response
  /** Where it was met: a lesson, practice, or the code of a form. */
  readonly where: string
}

/** The subject line and the text of a report, ready to be copied or mailed. */
export function reportText({ question, order, response, where }: Reported): {
  readonly subject: string
  readonly body: string
} {
  const subject = `Question ${question.id}, version ${question.version}`
  const body = [
    subject,
    `Met in: ${where}`,
    `Stem: ${question.prompt.stem}`,
    `Order shown: ${order.join(', ')}`,
    `My answer: ${answerText(response)}`,
    '',
    'What is wrong with it, and where one can check that:',
    '',
  ].join('\n')
  return { subject, body }
}

function answerText(response: Response): string {
  switch (response.kind) {
    case 'none':
      return 'none'
    case 'chosen':
      return response.options.join(', ')
    case 'ordered':
      return response.options.join(' → ')
    case 'placed':
      return Object.entries(response.targets)
        .map(([option, target]) => `${option} → ${target}`)
        .join(', ')
    default:
      return unreachable(response)
  }
}

/** The address that opens a prefilled report; undefined where there is only the text to copy. */
export function reportAddress(to: string, { subject, body }: ReturnType<typeof reportText>): string | undefined {
  if (to === '') return undefined
  const isMail = to.includes('@') && !to.includes('/')
  const query = (named: Readonly<Record<string, string>>) =>
    Object.entries(named)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&')
  return isMail ? `mailto:${to}?${query({ subject, body })}` : `${to}?${query({ title: subject, body })}`
}
