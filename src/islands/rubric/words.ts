import type { Criterion, Score } from '../../core/rubric.ts'

/** What each criterion asks, and what stands for 0, 1 and 2. */
export const criterionWords: Readonly<
  Record<Criterion, { readonly title: string; readonly anchors: Readonly<Record<Score, string>> }>
> = {
  requirement: {
    title: 'The requirement is cited exactly',
    anchors: {
      0: 'None is named, or another than the one that carries the finding.',
      1: 'The number is right, but what it asks is missing, or a neighbour stands beside it.',
      2: 'The number and what it asks, in words one can check, and nothing else.',
    },
  },
  evidence: {
    title: 'The evidence is specific',
    anchors: {
      0: 'General words: “several risks”, “some documents”.',
      1: 'What was found, but not where, or not how many of how many.',
      2: 'What, where (document, version, date, place), and n of N.',
    },
  },
  gap: {
    title: 'It states what is not fulfilled, and no solution',
    anchors: {
      0: 'It says what is to be done, or only describes what was seen.',
      1: 'A failure is stated, with a remedy or an opinion mixed in.',
      2: 'It says which part of the requirement is not fulfilled, and stops there.',
    },
  },
  grade: {
    title: 'The grade is justified',
    anchors: {
      0: 'No grade, or one that the facts contradict.',
      1: 'The right grade without its reason.',
      2: 'The grade with the facts that decide it: isolated or systemic, and what it means for the result intended.',
    },
  },
  neutral: {
    title: 'No blame, no consulting',
    anchors: {
      0: 'A person is found guilty, or the auditee is advised.',
      1: 'A word of it: “careless”, “simply forgot”, “should have”.',
      2: 'Neither: it speaks of the management system.',
    },
  },
}

export const words = {
  offer: 'Now write it yourself',
  help: 'Requirement, what is not fulfilled, evidence, grade and its reason. Then you score it beside the model, criterion by criterion. It is kept on this device and counts for nothing but your own trend.',
  label: 'The nonconformity in your own words',
  sure: 'How sure are you that it would stand?',
  levels: { 1: 'under 67 %', 2: '67 to 80 %', 3: 'over 80 %' },
  compare: 'Compare with the model',
  skip: 'Only show the model',
  first: 'Write it first, or have only the model shown.',
  model: 'How an auditor would record it',
  yours: 'Yours',
  choose: 'Choose what fits best first.',
  kept: 'Kept on this device, with your trend under',
  failed: 'Not kept: the browser keeps nothing for this site at the moment. Copy your text before you leave.',
  again: 'Write it again',
} as const
