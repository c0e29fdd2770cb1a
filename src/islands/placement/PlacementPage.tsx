import { createSignal, Show } from 'solid-js'
import type { Bank } from '../../core/profile.ts'
import { address } from '../primitives/address.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { CourseName } from '../study/course-choice.ts'
import type { Learner } from '../study/createLearner.ts'
import { WithLearner } from '../study/WithLearner.tsx'
import type { PlacementRun } from './PlacementRun.tsx'
import './placement.css'
// Styles of what is imported later do not come with it.
import '../quiz/question.css'
import '../quiz/review.css'
import '../study/study.css'

/** A test of fifteen questions for those who begin: what they know already, and where to start. */
export const PlacementPage = (props: { readonly courses: readonly CourseName[] }) => (
  <WithLearner courses={props.courses} class="placement">
    {(learner) => <Placement learner={learner()} />}
  </WithLearner>
)

type Loaded = { readonly bank: Bank; readonly Run: typeof PlacementRun }

function Placement(props: { readonly learner: Learner }) {
  const [loaded, setLoaded] = createSignal<Loaded | 'failed'>()
  const there = () => {
    const now = loaded()
    return now === 'failed' ? undefined : now
  }
  whenMounted(() => {
    const load = async () => {
      const [answer, { PlacementRun: Run }] = await Promise.all([
        fetch(address(props.learner.facts.bank)),
        import('./PlacementRun.tsx'),
      ])
      if (!answer.ok) throw new Error(answer.statusText)
      setLoaded({ bank: await answer.json(), Run })
    }
    load().catch(() => setLoaded('failed'))
  })
  return (
    <Show
      when={there()}
      keyed
      fallback={
        <Show when={loaded() === 'failed'} fallback={<p>Fetching the questions …</p>}>
          <p class="note" data-kind="warning" role="alert">
            The questions could not be loaded. Check the connection and reload.
          </p>
        </Show>
      }
    >
      {({ bank, Run }) => <Run learner={props.learner} bank={bank} />}
    </Show>
  )
}
