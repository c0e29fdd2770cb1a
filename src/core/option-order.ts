import { noRequirement, type OptionId, type Question } from './question.ts'
import { seeded, shuffle, xmur3 } from './random.ts'

/**
 * The options of a question in the order shown to a seed; in the file's order where they have an order of their own, as
 * evidence (by its number) and grades (by their weight) have in every finding.
 */
export function optionOrder({ id, prompt, ...question }: Question, seed: number): readonly OptionId[] {
  const shuffled = (options: readonly OptionId[], part: string) =>
    question.shuffle ? shuffle(options, seeded(xmur3(`${seed}|options|${id}${part}`))) : options
  if (prompt.kind !== 'nonconformity')
    return shuffled(
      prompt.options.map((option) => option.id),
      '',
    )
  return prompt.slots.flatMap(({ name, options }) => {
    if (name === 'evidence' || name === 'grade') return options
    const last = options.filter((option) => option === noRequirement)
    return [
      ...shuffled(
        options.filter((option) => option !== noRequirement),
        `|${name}`,
      ),
      ...last,
    ]
  })
}

/** The options of a question in the order lessons show, the same for everyone. */
export const buildOrder = (question: Question): readonly OptionId[] => optionOrder(question, 0)
