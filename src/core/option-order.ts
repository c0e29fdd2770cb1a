import type { OptionId, Question } from './question.ts'
import { seeded, shuffle, xmur3 } from './random.ts'

/** The options of a question in the order shown to a seed; in the file's order where they have an order of their own. */
export function optionOrder(question: Question, seed: number): readonly OptionId[] {
  const options = question.prompt.options.map(({ id }) => id)
  return question.shuffle ? shuffle(options, seeded(xmur3(`${seed}|options|${question.id}`))) : options
}

/** The options of a question in the order lessons show, the same for everyone. */
export const buildOrder = (question: Question): readonly OptionId[] => optionOrder(question, 0)
