import { newDraft, type Draft, type Entry } from '../../src/islands/own-questions/draft.ts'

export const ownOptions = [
  {
    text: 'What the contract says on notice of changes',
    rationale: 'Terms of notice decide who had to speak, and when.',
    isKey: true,
    target: '',
  },
  {
    text: 'Which colour the logo of the supplier has now',
    rationale: 'Looks are noticed at once and tell nothing of a duty.',
    isKey: false,
    target: '',
  },
  {
    text: 'How many invoices are still open this month',
    rationale: 'Money seems to be leverage, yet owes nobody an answer.',
    isKey: false,
    target: '',
  },
] as const

/** A question of a trainer's own that the linter has nothing to say of. */
export const anOwnDraft = (options: readonly Entry[] = ownOptions): Draft => ({
  ...newDraft(),
  id: 'own-suppliers-001',
  stem: 'A supplier changes a model overnight and tells nobody. What does the team look at first?',
  lists: { ...newDraft().lists, options },
})
