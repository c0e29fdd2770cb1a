import type { MissReason } from '../../store/progress.ts'

/** Why a question was missed, as a learner says it, and what repairs it. */
export const missWords: Readonly<Record<MissReason, { readonly said: string; readonly repair: string }>> = {
  unknown: {
    said: 'I did not know it',
    repair: 'Read the lesson, then answer a new question on the concept tomorrow.',
  },
  confused: {
    said: 'I took one thing for another',
    repair: 'Look at the two side by side: what each asks for, and of whom. Practise both mixed.',
  },
  misread: {
    said: 'I misread the question',
    repair: 'Say in your own words what is asked before you look at the options.',
  },
  overlooked: {
    said: 'I overlooked a fact in it',
    repair: 'Mark who, what and when in the stem. In exams, use the highlighter for that.',
  },
  changed: {
    said: 'I had it right and changed it',
    repair: 'Change an answer when you can name the fact that speaks against it, and not because you feel unsure.',
  },
  guessed: {
    said: 'I guessed',
    repair: 'Treat it as not known: read the lesson. Say how sure you are, and the guess is seen as one.',
  },
}
