import type { ExamPlan } from './exam.ts'
import { isSelected } from './question.ts'

// Apart from the token itself, so that a result need not load that to know.

/** Whether a token can carry the answers of a form: options are selected, from six at most, and not on paper. */
export const canTell = ({ questions, medium }: Pick<ExamPlan, 'questions' | 'medium'>): boolean =>
  medium !== 'paper' && questions.every(({ question: { prompt } }) => isSelected(prompt) && prompt.options.length <= 6)
