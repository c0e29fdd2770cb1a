import { createMemo, createSignal } from 'solid-js'
import type { CourseFacts } from '../../core/course-facts.ts'
import { cardsOf, dueDays } from '../../core/schedule.ts'
import { createKept, type Kept, type KeptState } from '../keeping/createKept.ts'
import { address } from '../primitives/address.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { aimsOf } from './aims.ts'
import { ratedOf } from './evidence.ts'
import { learnerDay } from './learner-day.ts'

/** All that the pages about one learner and one course compute from. */
export type Learner = Kept & { readonly facts: CourseFacts }

export type LearnerState =
  Exclude<KeptState, { readonly kind: 'there' }> | { readonly kind: 'there'; readonly learner: Learner }

/** Fetches the facts of a course and follows what the device holds. */
export function createLearner(course: () => string): () => LearnerState {
  const kept = createKept()
  const [facts, setFacts] = createSignal<CourseFacts | 'failed'>()
  whenMounted(() => {
    const load = async () => {
      const answer = await fetch(address(`facts/${course()}.json`))
      if (!answer.ok) throw new Error(answer.statusText)
      setFacts(await answer.json())
    }
    load().catch(() => setFacts('failed'))
  })
  return createMemo((): LearnerState => {
    const [state, known] = [kept(), facts()]
    if (known === 'failed') return { kind: 'failed' }
    if (state.kind !== 'there') return state
    return known ? { kind: 'there', learner: { ...state.kept, facts: known } } : { kind: 'loading' }
  })
}

/** How many reviews a day bears: one a minute, and no more than three fifths of the time. */
export const perDayOf = (minutes: number): number => Math.max(1, Math.floor(0.6 * minutes))

/** The learner's memory of the course today: cards, when each is due, and what is aimed at. */
export function createMemory(learner: () => Learner) {
  const today = () => learnerDay(Date.now())
  const aims = createMemo(() => aimsOf(learner().settings, learner().facts.id, Date.now()))
  const cards = createMemo(() => cardsOf(ratedOf(learner().facts, learner().responses, learner().annotations)))
  const due = createMemo(() =>
    dueDays(cards(), {
      today: today(),
      examDay: aims().examDay,
      perDay: perDayOf(aims().minutes),
    }),
  )
  return { today, aims, cards, due }
}
