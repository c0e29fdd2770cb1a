import type { SlotName } from '../../core/question.ts'

/** What a part of a finding is called, and what is asked of it. */
export const slotWords: Readonly<Record<SlotName, { readonly title: string; readonly ask: string }>> = {
  evidence: {
    title: 'Evidence',
    ask: 'Take each piece without which the finding or its grade would not stand, and no other.',
  },
  requirement: { title: 'Requirement', ask: 'What carries it, and not its neighbour?' },
  gap: { title: 'Gap', ask: 'What is not fulfilled?' },
  grade: { title: 'Grade', ask: 'What do the facts allow?' },
  scope: { title: 'Scope', ask: 'How far does the evidence reach?' },
}
