import type { Kind } from '../../core/question.ts'

type Place = 'practice' | 'exam'

const rules: Readonly<Record<Exclude<Kind, 'single'>, Readonly<Record<Place, string>>>> = {
  multiple: {
    practice: 'Partial credit: a right choice counts, and a wrong one takes a right one away.',
    exam: 'All or nothing: it counts if every choice is right.',
  },
  order: {
    practice:
      'Partial credit for every pair of steps that stands the right way round; with half of them or fewer, none.',
    exam: 'All or nothing: it counts if every step is in its place.',
  },
  match: {
    practice: 'Partial credit: every row that is matched rightly counts.',
    exam: 'All or nothing: it counts if every row is matched rightly.',
  },
  classify: {
    practice:
      'Partial credit: a right grade counts in full; conformity and opportunity, or minor and major, taken for each other count half.',
    exam: 'All or nothing: it counts if every row has the right grade.',
  },
  nonconformity: {
    practice:
      'Partial credit: evidence, requirement and gap weigh twice as much as grade and scope; on the wrong requirement, half at most.',
    exam: 'All or nothing: it counts if every part is right.',
  },
}

/** How a question is marked in a place, said before it is answered; nothing where it goes without saying. */
export const markingRule = (kind: Kind, place: Place): string | undefined =>
  kind === 'single' ? undefined : rules[kind][place]
